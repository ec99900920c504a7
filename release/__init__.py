"""The release for computers without a network: `build` makes the zip, `install` and `installer` go into it."""
