"""Kill every command that writes before each of its changes of the disk, and look at what is left.

    python benchmarks/kills.py [--most N] [COMMAND …]

Each trial has an office of its own. Prints, per command, how often it was killed; ends with 1 where anything was lost,
half there, or looked whole and was not. ``--most`` kills each command so often at most, spread over all its changes.
Linux only (ptrace). All of it takes a quarter of an hour on a quiet machine.
"""

import os
import sys
import tempfile
import time
import traceback
from argparse import ArgumentParser
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests import killing, writing
from tests.conftest import TODAY, Office


def main() -> None:
    """Walk the commands that were named, or all."""
    every = writing.WRITING | writing.MORE
    options = ArgumentParser()
    options.add_argument("--most", type=int, default=10**6)
    options.add_argument("commands", nargs="*", choices=[[], *every])
    asked = options.parse_args()
    commands = {name: every[name] for name in asked.commands or every}
    kills = failed = 0
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        made = Path(folder, "made")
        made.mkdir()
        patch.chdir(made)
        patch.setenv("XINFANG_TODAY", TODAY)
        patch.setenv("HOME", folder)
        writing.prepare(Office(made / killing.HOME, patch))
        patch.setenv("XINFANG_HOME", str(Path(folder, "hier", killing.HOME)))
        for name, words in commands.items():
            count, bad = walk(killing.Trial(made, words), asked.most)
            kills, failed = kills + count, failed + bad
            print(f"{time.strftime('%H:%M:%S')} {name:20} {count:5} kills {bad:5} failed", flush=True)
        os.chdir("/")
    print(f"{len(commands)} commands, {kills} kills, {failed} failed")
    sys.exit(bool(failed))


def walk(trial: killing.Trial, most: int) -> tuple[int, int]:
    """Kill one command before each of its changes, or before `most` of them; returns how often, and how many failed."""
    failed = 0
    steps = range(1, trial.steps + 1, -(-trial.steps // most))
    for step in steps:
        try:
            trial.kill(step)
        except Exception:  # noqa: BLE001 - whatever goes wrong after a kill is a finding
            failed += 1
            print(f"--- {trial.words} at {step} of {trial.steps}\n{traceback.format_exc()}", file=sys.stderr)
    return len(steps), failed


if __name__ == "__main__":
    main()
