"""The release zip: which wheels it holds for whom, and that the same wheels make the same zip."""

from __future__ import annotations

import ast
import os
import sys
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from packaging.utils import parse_wheel_filename

from release import build
from release.install import FITTING
from release.installer.parcel import target
from release.resolve import Target, lacking
from tests.parcels import made_up

if TYPE_CHECKING:
    from pathlib import Path

WINDOWS = Target("win-amd64", (3, 12))
LINUX = Target("linux-x86_64", (3, 12))
ARM = Target("linux-aarch64", (3, 12))


@pytest.mark.parametrize(
    ("wheel", "runs_on"),
    [
        ("x-1-py3-none-any.whl", {WINDOWS, LINUX, ARM}),
        ("x-1-cp312-cp312-win_amd64.whl", {WINDOWS}),
        ("x-1-cp311-cp311-win_amd64.whl", set()),
        ("x-1-cp311-abi3-manylinux_2_28_x86_64.whl", {LINUX}),
        ("x-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", {LINUX}),
        ("x-1-cp312-cp312-manylinux_2_31_x86_64.whl", set()),
        ("x-1-cp312-cp312-musllinux_1_2_x86_64.whl", set()),
        ("x-1-cp312-cp312-manylinux2014_aarch64.whl", {ARM}),
    ],
)
def test_a_wheel_runs_where_its_name_says(wheel: str, runs_on: set[Target]) -> None:
    tags = parse_wheel_filename(wheel)[3]
    assert {system for system in (WINDOWS, LINUX, ARM) if system.tags() & tags} == runs_on


def wheel(folder: Path, name: str, *requires: str) -> Path:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with ZipFile(path, "w") as packed:
        asked = "".join(f"Requires-Dist: {text}\n" for text in requires)
        packed.writestr(f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{asked}")
    return path


def test_what_is_missing_is_judged_by_the_computer_it_is_for(tmp_path: Path) -> None:
    wheels = [
        wheel(tmp_path, "a", "b>=2", 'c; sys_platform == "win32"', 'd; extra == "seal"', 'e; extra == "dev"'),
        wheel(tmp_path, "b"),
        wheel(tmp_path, "d", 'f; platform_machine == "aarch64"', 'g; python_version < "3.12"'),
    ]
    assert lacking(["a[seal]"], wheels, LINUX) == ["b>=2"]
    assert lacking(["a[seal]"], wheels, WINDOWS) == ["b>=2", "c"]
    assert lacking(["a[seal]"], wheels, ARM) == ["b>=2", "f"]
    assert lacking(["a[seal]"], wheels, Target("linux-x86_64", (3, 11))) == ["b>=2", "g"]
    assert lacking(["a"], [*wheels, wheel(tmp_path, "b")], LINUX) == ["b>=2"]


def test_what_installs_needs_the_standard_library_alone() -> None:
    files = [build.ROOT / "release" / "install.py", *(build.ROOT / "release" / "installer").glob("*.py")]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    assert {name.partition(".")[0] for name in named} - sys.stdlib_module_names == set()


def test_the_release_is_for_every_system_and_python() -> None:
    names = {target.name for target in build.targets()}
    assert len(names) == 3 * len(FITTING)
    assert {"win-amd64-3.11", "linux-x86_64-3.13", "linux-aarch64-3.12"} <= names
    assert os.name == "nt" or target().rpartition("-")[0] in ("linux-x86_64", "linux-aarch64")


def test_the_same_files_make_the_same_zip(tmp_path: Path) -> None:
    parcel = made_up(tmp_path / "parcel", "1.0.0")
    first = build.pack(parcel, tmp_path / "a" / "xinfang-1.0.0.zip")
    for path in parcel.rglob("*"):
        os.utime(path, (0, 0))
    second = build.pack(parcel, tmp_path / "b" / "xinfang-1.0.0.zip")
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as packed:
        assert {name.partition("/")[0] for name in packed.namelist()} == {"xinfang-1.0.0"}
        assert "xinfang-1.0.0/安装说明.txt" in packed.namelist()


def test_what_windows_reads_is_written_as_windows_reads_it(tmp_path: Path) -> None:
    build.lay_in(tmp_path)
    script, told = (tmp_path / "install.cmd").read_bytes(), (tmp_path / "安装说明.txt").read_bytes()
    assert script.isascii()
    assert told.decode("utf-8-sig").startswith("信访台账 安装说明")
    for content in (script, told):
        assert content.count(b"\n") == content.count(b"\r\n") > 10
