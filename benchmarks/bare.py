"""The yardstick: a Typer program of two commands that do nothing."""

import typer

app = typer.Typer()


@app.command()
def one(count: int = 1) -> None:
    """Print a number."""
    print(count)


@app.command()
def two(count: int = 1) -> None:
    """Print a number."""
    print(count)


if __name__ == "__main__":
    app()
