"""The door: ``python cli.py overdue`` runs the program from an unpacked folder."""

from xinfang.__main__ import main

if __name__ == "__main__":
    main()
