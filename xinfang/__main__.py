"""The program: ``xinfang``, and ``python -m xinfang``."""

import gc


def main() -> None:
    """Run one command and end the process with its exit code."""
    gc.disable()  # before the rest is loaded: one short call, in which collecting would cost a fifth of the start
    try:
        from xinfang.commands import main as run

        run()
    except KeyboardInterrupt:  # before the command began, or after its end
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
