"""An old register comes in: its sheets read, its rows understood, each written as the office's own acts would."""
