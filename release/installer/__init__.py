"""The installer: an environment of its own from the wheels of the zip, by the standard library alone."""
