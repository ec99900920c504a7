"""What ends the installation."""


class Stop(Exception):  # noqa: N818 - it says what happens, not that something is wrong
    """The installation does not go on; its text is the one sentence that the clerk reads."""
