from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.formats.files import CannotWrite, safe_name, write_atomically, write_folder


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PIF-10-115-03_聯繫會議", "PIF-10-115-03_聯繫會議"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\\b:c*?", "a_b_c_"),
        ("-rf", "rf"),
        (".bashrc", "bashrc"),
        ("CON", "_CON"),
        ("nul.ics", "_nul.ics"),
        ("com1", "_com1"),
        ("console", "console"),
        ("a\u202egnp\u2066\x1b[31m", "a_gnp_[31m"),
        ("名稱 . ", "名稱"),
        ("\ud800", "無名"),
        ("///", "無名"),
        ("", "無名"),
    ],
)
def test_any_text_becomes_a_name_that_every_system_takes(text, name):
    assert safe_name(text, fallback="無名") == name


@given(st.text())
def test_no_name_is_empty_long_or_leads_out_of_the_folder(text):
    name = safe_name(text, fallback="無名", suffix=".ics")

    assert name.endswith(".ics")
    assert len(name.encode()) <= 120
    assert len(name) > 4
    assert "/" not in name
    assert not name.startswith((".", "-"))


def test_a_long_name_is_cut_between_two_signs():
    assert safe_name("會" * 100, fallback="x", suffix=".ics") == "會" * 38 + ".ics"


def test_a_file_is_written_for_its_owner_only(tmp_path):
    target = tmp_path / "a.ics"

    write_atomically(target, b"one")

    assert target.read_bytes() == b"one"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["a.ics"]


def test_an_existing_file_is_replaced_only_when_forced(tmp_path):
    target = tmp_path / "a.ics"
    target.write_bytes(b"old")

    with pytest.raises(CannotWrite, match="--force"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"

    write_atomically(target, b"new", force=True)
    assert target.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a.ics"]


@pytest.mark.parametrize("force", [False, True])
def test_a_link_is_neither_followed_nor_replaced(tmp_path, force):
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)

    with pytest.raises(CannotWrite, match="符號連結"):
        write_atomically(link, b"new", force=force)

    assert real.read_bytes() == b"old"
    assert link.is_symlink()


def test_each_place_that_cannot_be_written_is_refused_with_its_reason(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    for path, why in [
        (tmp_path / "none" / "a.ics", "資料夾不存在"),
        (tmp_path / "file" / "a.ics", "不是資料夾"),
        (tmp_path / "folder", "是資料夾"),
        (tmp_path / "pipe", "裝置"),
        (tmp_path / ("x" * 300), "太長"),
        (tmp_path / "a\x00b", "不能使用的字元"),
    ]:
        with pytest.raises(CannotWrite, match=why):
            write_atomically(path, b"x", force=True)
    assert sorted(os.listdir(tmp_path)) == ["file", "folder", "pipe"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a system with /proc")
def test_a_folder_that_takes_no_files_is_refused():
    with pytest.raises(CannotWrite):
        write_atomically(Path("/proc/a.ics"), b"x")


def test_a_path_with_escape_signs_is_shown_harmless(tmp_path):
    with pytest.raises(CannotWrite) as refused:
        write_atomically(tmp_path / "\x1b[31m" / "a", b"x")

    assert "\x1b" not in str(refused.value)


def test_a_folder_is_made_and_filled(tmp_path):
    write_folder(tmp_path / "out", {"a.ics": b"a", "b.ics": b"b"})

    assert (tmp_path / "out" / "b.ics").read_bytes() == b"b"
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700


def test_one_existing_name_keeps_the_whole_folder_as_it_was(tmp_path):
    (tmp_path / "b.ics").write_bytes(b"old")

    with pytest.raises(CannotWrite, match=r"b\.ics"):
        write_folder(tmp_path, {"a.ics": b"a", "b.ics": b"b"})

    assert os.listdir(tmp_path) == ["b.ics"]
    write_folder(tmp_path, {"a.ics": b"a", "b.ics": b"b"}, force=True)
    assert (tmp_path / "b.ics").read_bytes() == b"b"
    assert sorted(os.listdir(tmp_path)) == ["a.ics", "b.ics"]


def test_a_forced_folder_that_fails_midway_gets_its_old_files_back(tmp_path, monkeypatch):
    for name in ("a.ics", "b.ics"):
        (tmp_path / name).write_bytes(b"old")
    replace = os.replace

    def full(source, target):
        if str(target).endswith("b.ics") and ".tmp-" in str(source) and Path(source).read_bytes() == b"new":
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)

    with pytest.raises(CannotWrite, match="空間不足"):
        write_folder(tmp_path, {"a.ics": b"new", "b.ics": b"new"}, force=True)

    assert {name: (tmp_path / name).read_bytes() for name in os.listdir(tmp_path)} == {"a.ics": b"old", "b.ics": b"old"}


@pytest.mark.parametrize("name", ["../a", "a/b", "", ".."])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path, name):
    with pytest.raises(CannotWrite):
        write_folder(tmp_path / "out", {name: b"x"})

    assert os.listdir(tmp_path) == []


def test_a_socket_in_the_place_of_the_file_is_refused(tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        with pytest.raises(CannotWrite):
            write_atomically(tmp_path / "s", b"x", force=True)
