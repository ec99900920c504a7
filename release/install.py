"""Install xinfang: find a Python that fits and hand over to the installer beside this file.

Old Pythons read this file too, to say what is missing; so it keeps to what Python 3.6 understands.
"""

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import List

FITTING = ((3, 14), (3, 13), (3, 12), (3, 11))
# Debian's smallest Python lacks parts of the standard library; a 32-bit one cannot load the parts that are compiled.
PROBE = (
    "import bz2, ctypes, json, lzma, sqlite3, sys, xml.parsers.expat, zipfile, zlib;"
    "sys.exit(sys.version_info[:2] not in %r or sys.maxsize < 2**32)" % (FITTING,)
)
ELSEWHERE = ("/usr/local/bin", "/usr/bin")
NO_PYTHON = """\
安装信访台账需要 64 位的 Python 3.11 或更新的版本，这台电脑上没有找到（现在运行的是 {version}）。
请这样做：
  1. 如果解压出来的文件夹里有 python 文件夹，先安装里面的 Python；
  2. 没有的话，在能上网的电脑上准备好 Python 3.12（Windows 到 python.org 下载“Windows installer (64-bit)”；
     统信 UOS、麒麟用应用商店，或请管理员提供 python3.12 的安装包），用 U 盘拷过来装上；
     安装 Python 不影响系统自带的那个；
  3. 再运行一次本程序。
"""


def commands() -> List[List[str]]:
    """Return how a Python may be called here: the running one, then what lies about, the newest first."""
    found = [[sys.executable]]
    for version in FITTING:
        number = "%d.%d" % version
        if os.name == "nt":
            found.append(["py", "-" + number])
            continue
        path = os.pathsep.join([os.environ.get("PATH", ""), *ELSEWHERE])
        found.append([shutil.which("python" + number, path=path) or ""])
    return [command for command in found if command[0]]


def fits(command: List[str]) -> bool:
    """Return whether this Python is new enough and whole."""
    try:
        return subprocess.call([*command, "-I", "-c", PROBE], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def main() -> int:
    """Run the installer with a Python that fits; returns the exit code."""
    command = next((command for command in commands() if fits(command)), None)
    if command is None:
        sys.stderr.write(NO_PYTHON.format(version="%d.%d" % sys.version_info[:2]))
        return 1
    here = Path(__file__).resolve().parent
    if command[0] != sys.executable:
        return subprocess.call([*command, "-I", str(here / "install.py"), *sys.argv[1:]])
    sys.dont_write_bytecode = True  # the folder may be a read-only disk, and its files are told by their digests
    sys.path.insert(0, str(here))
    return int(import_module("installer.main").main(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
