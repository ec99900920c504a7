# coding: utf-8
"""Install xinfang: find a Python that fits and hand over to the installer beside this file.

Old Pythons read this file too, to say what is missing; so it keeps to what Python 2.7 understands.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

FITTING = ((3, 14), (3, 13), (3, 12), (3, 11))
# Debian's smallest Python lacks parts of the standard library; a 32-bit one cannot load the parts that are compiled.
PROBE = (
    "import bz2, ctypes, json, lzma, sqlite3, sys, xml.parsers.expat, zipfile, zlib;"
    "sys.exit(sys.version_info[:2] not in %r or sys.maxsize < 2**32)" % (FITTING,)
)
ELSEWHERE = ("/usr/local/bin", "/usr/bin")
HERE = os.path.dirname(os.path.abspath(__file__))
CARRIED = "XINFANG_CARRIED"  # tells the installer that the Python came along, and where it was unpacked
NO_PYTHON = """\
安装信访台账需要完整的 64 位 Python 3.11、3.12、3.13 或 3.14，这台电脑上没有找到（现在运行的是 {version}）。
请这样做：
  1. Windows：如果解压出来的文件夹里有 python 文件夹，先安装里面的 Python；没有的话，在能上网的电脑上到 python.org
     下载“Windows installer (64-bit)”，用 U 盘拷过来装上。
  2. Linux：刚才输入的是 python 的，换成 python3 再试；还不行，请提供压缩包的人换一个自带 Python 的压缩包，
     或请管理员从系统软件源安装 python3.11（或 3.12、3.13），不要替换系统自带的 python3。
  3. 再运行一次本程序。
"""


def commands():
    # type: () -> List[List[str]]
    """Return how a Python may be called here: the running one, then what lies about, the newest first."""
    from shutil import which

    found = [[sys.executable]]
    for version in FITTING:
        number = "%d.%d" % version
        if os.name == "nt":
            found.append(["py", "-" + number])
            continue
        path = os.pathsep.join((os.environ.get("PATH", ""),) + ELSEWHERE)
        found.append([which("python" + number, path=path) or ""])
    return [command for command in found if command[0]]


def fits(command):
    # type: (List[str]) -> bool
    """Return whether this Python is new enough and whole."""
    import subprocess

    try:
        return subprocess.call(command + ["-I", "-c", PROBE], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def hand_over(command):
    # type: (List[str]) -> int
    """Run this file by another Python; returns the exit code."""
    import subprocess

    return subprocess.call(command + ["-I", os.path.join(HERE, "install.py")] + sys.argv[1:])


def by_carried(folder):
    # type: (str) -> int
    """Run this file by the Python that came along for this kind of computer; returns the exit code."""
    import platform
    import tarfile
    import tempfile

    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    mine = [name for name in names if platform.machine() + "-unknown-linux-gnu" in name and name.endswith(".tar.gz")]
    with tempfile.TemporaryDirectory(dir=os.path.expanduser("~")) as aside:
        for name in mine:
            with tarfile.open(os.path.join(folder, name)) as packed:
                packed.extractall(aside)  # noqa: S202 - it was made by whom we trust to run here
            os.environ[CARRIED] = os.path.join(aside, "python")
            command = [os.path.join(aside, "python", "bin", "python3")]
            if fits(command):
                return hand_over(command)
    return missing()


def missing():
    # type: () -> int
    """Say that no Python fits, and where one comes from."""
    sys.stderr.write(NO_PYTHON.format(version="%d.%d" % sys.version_info[:2]))
    return 1


def main():
    # type: () -> int
    """Run the installer by a Python that fits; returns the exit code."""
    try:
        command = next((command for command in commands() if fits(command)), None)
        if command is None:
            return by_carried(os.path.join(HERE, "python"))
    except (ImportError, EOFError, OSError):  # a Python that is not whole, an archive that is not
        return missing()
    if command[0] != sys.executable:
        return hand_over(command)
    sys.dont_write_bytecode = True  # the folder may be a read-only disk, and its files are told by their digests
    sys.path.insert(0, HERE)
    from importlib import import_module

    return int(import_module("installer.main").main(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
