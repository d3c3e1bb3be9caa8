"""A text that goes to the person's own editor stands in a private file, wherever the database is."""

from __future__ import annotations

from pathlib import Path

from meetingtui.services import outside_text


def test_a_text_is_laid_into_a_private_folder_that_was_not_there_yet(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "meetingtui"

    path = outside_text.lay(folder, "討論情形")

    assert outside_text.back(path, 100) == "討論情形"
    assert (path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    outside_text.forget(path)
    assert list(folder.iterdir()) == []
