"""``python -m xinfang``."""

from xinfang.commands import main

main()
