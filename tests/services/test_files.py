from __future__ import annotations

import os
from pathlib import Path
from threading import Thread

import pytest

from meetingtui.domain.errors import WrongFile
from meetingtui.services import files


def test_the_home_of_a_user_whom_nobody_knows_is_refused_in_one_sentence() -> None:
    for act in (
        lambda: files.read("~nobody-of-that-name/x"),
        lambda: files.write("~nobody-of-that-name/x", b""),
        lambda: files.write_folder("~nobody-of-that-name/x", {"a": b""}),
    ):
        with pytest.raises(WrongFile, match="使用者資料夾不存在"):
            act()


def test_a_tilde_is_the_home_of_who_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert files.write("~/名冊.csv", b"x") == tmp_path / "名冊.csv"
    assert files.read("~/名冊.csv") == b"x"


def test_the_database_in_use_is_never_read_as_a_file_to_import(office):
    with pytest.raises(WrongFile, match="資料庫"):
        files.read(str(office.location.path))


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "回傳.xlsx"
    os.mkfifo(pipe)
    refused: list[str] = []

    def read() -> None:
        with pytest.raises(WrongFile) as caught:
            files.read(pipe)
        refused.append(str(caught.value))

    reading = Thread(target=read, daemon=True)
    reading.start()
    reading.join(20)
    assert "不是一般檔案" in "".join(refused)
