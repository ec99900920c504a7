"""Installing without a network: nothing changes before the new version works, and nothing of the office ever."""

from __future__ import annotations

import ast
import fcntl
import os
import random
import resource
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Self

import pytest

from release import install
from release.installer import linux, version, windows, words
from release.installer.stop import Stop
from release.installer.version import Version
from tests.conftest import ROOT
from tests.parcels import Account, flip, listed, made_up, real

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(os.name == "nt", reason="installs into a home folder of Linux")


@pytest.fixture
def account(tmp_path: Path) -> Account:
    home = tmp_path / "张 三"
    (home / "桌面").mkdir(parents=True)
    return Account(home)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up(tmp_path_factory.mktemp("一 版") / "parcel", "1.9.0")


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up(tmp_path_factory.mktemp("二 版") / "parcel", "1.10.0")


def said_by(done: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_the_real_program_runs_from_unpacked_wheels_alone(tmp_path: Path, account: Account) -> None:
    office = account.home / ".config" / "xinfang"
    log = ("log-visit", "--name", "张三", "--subject", "路灯不亮")
    former = {**account.environment, "PYTHONPATH": str(ROOT)}  # as it ran before it was installed so
    subprocess.run([sys.executable, "-m", "xinfang", *log], env=former, cwd=account.home, check=True)
    done = account.install(real(tmp_path / "parcel", "0.1.0"))
    assert done.returncode == 0, done.stderr
    assert words.BACKED_UP.format(office=office) in done.stdout
    assert "路灯不亮" in account.xinfang().stdout
    assert account.xinfang("paper", "receipt", "1").returncode == 0
    assert words.KEPT.format(office=office) in account.uninstall().stdout
    assert list((office / "data" / "backups").glob("*/xinfang.db"))


def test_it_is_found_by_the_shell_the_menu_and_the_desktop(account: Account, first: Path) -> None:
    done = account.install(first)
    assert words.DONE.format(version="1.9.0") in said_by(done)
    shell = account.run(["bash", "-ic", "xinfang 你好"])
    assert shell.stdout == "xinfang 1.9.0 你好\n"
    tab = account.place.parent / "bash-completion" / "completions" / "xinfang"
    assert tab.read_text() == "xinfang 1.9.0 completion bash\n"
    for entry in (account.home / "桌面" / "xinfang.desktop", account.place.parent / "applications" / "xinfang.desktop"):
        assert f'Exec="{account.place}/window"\nTerminal=true\n' in entry.read_text()
    window = account.run([str(account.place / "window")], input="xinfang 再来\n")
    assert window.stdout.splitlines() == [
        "xinfang 1.9.0",
        "",
        words.WINDOW.format(name=words.NAME),
        "xinfang 1.9.0 再来",
    ]


def test_nothing_of_the_account_or_the_system_reaches_the_program(account: Account, first: Path) -> None:
    account.install(first)
    (account.home / "xinfang.py").write_text("raise SystemExit('mine')")
    mine = {**account.environment, "PYTHONPATH": str(account.home), "PYTHONSTARTUP": "x"}
    found = account.run([str(account.place / "bin" / "xinfang")], env=mine)
    assert found.stdout == "xinfang 1.9.0\n"


def test_an_upgrade_copies_the_ledger_first_and_keeps_the_version_in_use(
    account: Account, first: Path, second: Path
) -> None:
    account.install(first)
    (account.home / "台账" / "data").mkdir(parents=True)
    (account.home / "台账" / "data" / "xinfang.db").touch()
    said = said_by(account.install(second))
    assert words.WILL_UPGRADE.format(former="1.9.0", version="1.10.0", root=account.place) in said
    assert (account.home / "台账" / "copied").read_text() == "1.9.0"
    assert account.xinfang().stdout == "xinfang 1.10.0\n"
    assert account.versions() == ["1.10.0", "1.9.0"]
    account.install(second)
    assert account.versions() == ["1.10.0", "1.10.0"]


def test_an_older_version_comes_only_when_it_is_asked_for(account: Account, first: Path, second: Path) -> None:
    account.install(second)
    done = account.install(first)
    assert (done.returncode, done.stderr) == (1, words.OLDER.format(former="1.10.0", version="1.9.0") + "\n")
    assert account.xinfang().stdout == "xinfang 1.10.0\n"
    account.install(first, "--older")
    assert account.xinfang().stdout == "xinfang 1.9.0\n"


def test_a_version_that_fails_its_check_is_never_put_to_use(tmp_path: Path, account: Account, first: Path) -> None:
    account.install(first)
    done = account.install(made_up(tmp_path / "parcel", "2.0.0", broken=True))
    assert done.returncode == 1
    assert "新版自检没有通过（xinfang check --home xinfang-demo）" in done.stderr
    assert "坏了" in done.stderr
    assert (account.xinfang().stdout, account.versions()) == ("xinfang 1.9.0\n", ["1.9.0"])


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a bit in a wheel": lambda parcel: flip(next((parcel / "wheels").iterdir())),
    "a wheel cut off": lambda parcel: os.truncate(next((parcel / "wheels").iterdir()), 100),
    "a wheel that is missing": lambda parcel: next((parcel / "wheels").iterdir()).unlink(),
    "a bit in the instructions": lambda parcel: flip(parcel / "安装说明.txt"),
    "a bit in the manifest": lambda parcel: flip(parcel / "manifest.json"),
    "a bit in its digest": lambda parcel: flip(parcel / "manifest.sha256"),
    "no manifest": lambda parcel: (parcel / "manifest.json").unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_parcel_is_refused(tmp_path: Path, account: Account, damage: Callable[[Path], object]) -> None:
    parcel = made_up(tmp_path / "parcel", "1.0.0")
    damage(parcel)
    done = account.install(parcel)
    assert done.returncode == 1
    assert done.stderr.startswith("安装文件不完整或已损坏（")
    assert account.files() == {}


def test_every_file_of_the_parcel_is_told_by_its_digest(first: Path) -> None:
    found = {path.relative_to(first).as_posix() for path in first.rglob("*") if path.is_file()}
    assert found - {"manifest.json", "manifest.sha256"} == listed(first)["files"].keys()


def test_the_installer_alone_asks_for_the_rest(tmp_path: Path, account: Account, first: Path) -> None:
    for name in ("install.py", *(f"installer/{path.name}" for path in (first / "installer").iterdir())):
        (tmp_path / "lost" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "lost" / name).write_bytes((first / name).read_bytes())
    assert account.install(tmp_path / "lost").stderr == words.NOT_UNPACKED + "\n"


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment_the_former_version_works(account: Account, first: Path, second: Path, seed: int) -> None:
    assert account.install(first).returncode == 0
    started = subprocess.Popen(account.command(second), env=account.environment, stdout=subprocess.DEVNULL)
    time.sleep(random.Random(seed).uniform(0.05, 0.9))
    started.send_signal(signal.SIGKILL)
    started.wait()
    assert account.xinfang().stdout in ("xinfang 1.9.0\n", "xinfang 1.10.0\n")
    assert account.install(second).returncode == 0
    assert account.xinfang().stdout == "xinfang 1.10.0\n"
    assert len(account.versions()) == 2  # what was left half done is gone


def test_a_disk_that_takes_no_more_leaves_what_was_there(account: Account, first: Path, second: Path) -> None:
    account.install(first)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    done = account.run(account.command(second), preexec_fn=little_room)
    assert done.returncode == 1
    assert done.stderr.startswith("写不进 ")
    assert (account.xinfang().stdout, account.versions()) == ("xinfang 1.9.0\n", ["1.9.0"])


def test_a_place_that_cannot_be_written_is_told(account: Account, first: Path) -> None:
    (account.home / ".local").touch()
    assert account.install(first).stderr.startswith(f"写不进 {account.home / '.local'}")


def test_a_program_of_the_same_name_is_not_replaced(account: Account, first: Path) -> None:
    other = account.home / ".local" / "bin" / "xinfang"
    other.parent.mkdir(parents=True)
    other.write_text("mine")
    assert account.install(first).stderr == words.FOREIGN.format(path=other) + "\n"
    assert other.read_text() == "mine"


def test_two_installers_do_not_work_at_once(account: Account, first: Path) -> None:
    account.place.mkdir(parents=True)
    with (account.place / ".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert account.install(first).stderr == words.BUSY + "\n"


def test_uninstalling_leaves_everything_else_as_it_was(account: Account, first: Path, second: Path) -> None:
    (account.home / ".bashrc").write_bytes(b"alias ll='ls -l'\r\n\xb1\xe0\xc2\xeb")
    (account.home / ".config" / "fish").mkdir(parents=True)
    (account.home / "台账").mkdir()
    before = account.files()
    account.install(first)
    account.install(second)
    done = account.uninstall()
    assert said_by(done).endswith(f"{words.UNINSTALLED}\n{words.KEPT.format(office=account.home / '台账')}\n")
    assert account.files() == before
    assert not account.place.exists()
    again = account.install(second, "--uninstall")
    assert (again.returncode, again.stderr) == (1, words.NOT_INSTALLED + "\n")


def test_uninstalling_from_a_folder_with_other_things_leaves_those(
    tmp_path: Path, account: Account, first: Path
) -> None:
    place = tmp_path / "我的 程序"
    place.mkdir()
    (place / "台账.xlsx").touch()
    account.install(first, "--prefix", str(place))
    assert account.xinfang().stdout == "xinfang 1.9.0\n"
    account.install(first, "--prefix", str(place), "--uninstall")
    assert [path.name for path in place.iterdir()] == ["台账.xlsx"]


@pytest.mark.parametrize("name", ["bin", "versions", "installer", "window"])
def test_things_of_the_same_name_are_neither_written_over_nor_removed(
    tmp_path: Path, account: Account, first: Path, name: str
) -> None:
    mine = tmp_path / "我的" / name / "mine"
    mine.mkdir(parents=True)
    for how in ((), ("--uninstall",)):
        done = account.install(first, "--prefix", str(tmp_path / "我的"), *how)
        assert done.stderr == (words.NOT_INSTALLED if how else words.TAKEN.format(path=mine.parent)) + "\n"
    assert [path.name for path in (tmp_path / "我的").rglob("*")] == [name, "mine"]


def test_what_came_later_beside_the_program_stays(account: Account, first: Path, second: Path) -> None:
    account.install(first)
    kept = [account.place / "bin" / "mine", account.place / "versions" / "mine" / "notes"]
    for path in kept:
        path.parent.mkdir(exist_ok=True)
        path.touch()
    account.install(second)
    account.uninstall()
    assert all(path.exists() for path in kept)
    assert {path for path in account.place.rglob("*") if path.is_file()} == set(kept)


def test_uninstalling_one_folder_leaves_what_leads_to_another(tmp_path: Path, account: Account, first: Path) -> None:
    account.install(first, "--prefix", str(tmp_path / "甲"))
    account.install(first)
    account.install(first, "--prefix", str(tmp_path / "甲"), "--uninstall")
    assert account.run(["bash", "-ic", "xinfang 你好"]).stdout == "xinfang 1.9.0 你好\n"
    assert (account.home / "桌面" / "xinfang.desktop").exists()


def test_a_folder_whose_name_would_end_a_line_is_refused(tmp_path: Path, account: Account, first: Path) -> None:
    done = account.install(first, "--prefix", f"{tmp_path}/a\nExec=evil")
    assert done.stderr == words.NO_PLACE + "\n"


def test_a_python_that_went_away_is_told_with_the_next_step(account: Account, first: Path) -> None:
    account.install(first)
    launcher = account.place / "bin" / "xinfang"
    launcher.write_bytes(linux.launcher(Version(account.place / "versions" / "x", "/没有/python3.11")))
    done = account.xinfang()
    assert (done.returncode, done.stderr) == (1, words.NO_PYTHON.format(python="/没有/python3.11") + "\n")


def test_old_pythons_can_read_the_door(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    ast.parse((ROOT / "release" / "install.py").read_text("utf-8"), feature_version=(3, 4))
    monkeypatch.setattr(install, "PROBE", "import sys; sys.exit(1)")
    monkeypatch.setattr(install, "HERE", "/没有")
    assert install.main() == 1
    assert "需要完整的 64 位 Python 3.11" in capsys.readouterr().err


def test_a_fitting_python_is_looked_for_beside_the_running_one() -> None:
    assert install.commands()[0] == [sys.executable]
    assert install.fits([sys.executable])
    assert not install.fits(["/没有/python3.11"])


def test_a_python_that_came_along_is_used_where_none_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").write_text(f'#!/bin/sh\n[ "$2" = -c ] || echo "$2" from "${install.CARRIED}"\n')
    (tmp_path / "bin" / "python3").chmod(0o755)
    folder = tmp_path / "parcel" / "python"
    folder.mkdir(parents=True)
    (folder / "python-3.12.9-amd64.exe").touch()
    for machine in ("mips64", os.uname().machine):
        with tarfile.open(folder / f"cpython-3.12.9-{machine}-unknown-linux-gnu-install_only.tar.gz", "w:gz") as packed:
            packed.add(tmp_path / "bin", f"{'python' if machine != 'mips64' else 'no'}/bin")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(install.CARRIED, "")
    monkeypatch.setattr(sys, "argv", ["install.py"])
    assert install.by_carried(str(folder)) == 0
    said = capfd.readouterr().out
    assert said.startswith(f"{ROOT}/release/install.py from {tmp_path}/")
    assert not Path(said.split(" from ")[1].strip()).exists()  # what was unpacked goes again
    assert install.by_carried(str(tmp_path / "none")) == 1


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("rich/table.py", "rich/table.py"),
        ("x-1.data/purelib/x/y.py", "x/y.py"),
        ("x-1.data/platlib/x.so", "x.so"),
        ("x-1.data/scripts/x", None),
    ],
)
def test_the_files_of_a_wheel_go_where_imports_look(name: str, place: str | None) -> None:
    found = version.place_of(name)
    assert (str(found) if found else None) == place


@pytest.mark.parametrize("name", ["../x.py", "/etc/x", "a/../../x"])
def test_no_file_of_a_wheel_goes_elsewhere(name: str) -> None:
    with pytest.raises(Stop):
        version.place_of(name)


class Registry(SimpleNamespace):
    """The part of Windows' registry that belongs to one account, as far as the installer knows it."""

    HKEY_CURRENT_USER, KEY_READ, KEY_WRITE, REG_EXPAND_SZ = "user", 1, 2, 2

    def __init__(self, **values: str) -> None:
        super().__init__(values={name: (value, 2) for name, value in values.items()})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Close the key."""

    def OpenKey(self, *_: object) -> Registry:  # noqa: N802 - as Windows names it
        return self

    CreateKeyEx = OpenKey

    def QueryValueEx(self, _: Any, name: str) -> tuple[str, int]:  # noqa: N802 - as Windows names it
        if name not in self.values:
            raise FileNotFoundError
        found: tuple[str, int] = self.values[name]
        return found

    def SetValueEx(self, _: Any, name: str, __: int, kind: int, value: str) -> None:  # noqa: N802 - as Windows names it
        self.values[name] = (value, kind)


@pytest.mark.parametrize("former", [None, r"%USERPROFILE%\bin;D:\工具"])
def test_on_windows_the_path_gets_one_more_folder_and_loses_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, former: str | None
) -> None:
    registry = Registry(**({} if former is None else {"Path": former}), Desktop=str(tmp_path), Programs=str(tmp_path))
    announced: list[None] = []
    monkeypatch.setitem(sys.modules, "winreg", registry)
    monkeypatch.setattr(windows, "_announce", lambda: announced.append(None))
    used = Version(tmp_path / "versions" / "1.0.0-abc", r"C:\Python312\python.exe")
    for _ in range(2):
        list(windows.connect(tmp_path, used, entry=False))
    bin_ = str(tmp_path / "bin")
    assert registry.values["Path"] == (";".join(filter(None, [former, bin_])), 2)
    assert len(announced) == 1
    windows.disconnect(tmp_path)
    assert registry.values["Path"][0] == (former or "")


def test_on_windows_the_launcher_names_no_user_and_speaks_the_consoles_code_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("USERPROFILE", r"C:\Users\Жук")
    text = windows.launcher(Version(Path("versions/1.0.0-ab_c"), r"C:\Users\Жук\100%\python.exe")).decode("gbk")
    assert text.splitlines() == [
        "@echo off",
        r'if exist "%USERPROFILE%\100%%\python.exe" goto run',
        "echo " + words.NO_PYTHON.format(python=r'"%USERPROFILE%\100%%\python.exe"') + " 1>&2",
        "exit /b 1",
        ":run",
        r'"%USERPROFILE%\100%%\python.exe" -I -S "%~dp0..\versions\1.0.0-ab_c\start.py" %*',
    ]
    with pytest.raises(Stop, match="不认识的字"):
        windows.launcher(Version(Path("versions/1.0.0-abc"), "D:\\\U00020000\\python.exe"))


def test_the_version_in_use_is_read_from_either_launcher(tmp_path: Path) -> None:
    used = Version(tmp_path / "versions" / "1.0.0-ab_c", "/usr/bin/python3.11")
    used.folder.mkdir(parents=True)
    (used.folder / version.PYTHON).write_text(used.python)
    for system in (linux, windows):
        (tmp_path / "launcher").write_bytes(system.launcher(used))
        assert version.led_to(tmp_path / "launcher", tmp_path / "versions") == used
    assert version.led_to(tmp_path / "none", tmp_path / "versions") is None
