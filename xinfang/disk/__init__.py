"""The disk: files that are whole or not there, and what a disk refuses as one sentence."""
