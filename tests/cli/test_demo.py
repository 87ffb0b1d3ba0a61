"""`demo` from outside: a binder that opens with the passphrase given, the same for the same numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.main import main


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "lösenfras"
    path.write_text("blå hund äter korv i maj\n", encoding="utf-8")
    return path


def test_the_same_arguments_give_the_same_export(secret: Path, tmp_path: Path) -> None:
    opening = ["--passphrase-file", str(secret)]
    written = []
    for name in ("en", "två"):
        folder, file = tmp_path / name, tmp_path / f"{name}.json"
        words = ["demo", str(folder), "--cases", "3", "--seed", "5", "--today", "2026-03-04"]
        assert main([*words, *opening]) == 0
        assert main(["export", str(folder), "--out", str(file), *opening]) == 0
        written.append(file.read_bytes())
    assert written[0] == written[1]
    assert main(["verify", str(tmp_path / "en"), *opening]) == 0


@pytest.mark.parametrize("words", [["--cases", "0"], ["--cases", "tre"], ["--today", "2026-02-30"]])
def test_what_cannot_be_is_wrong_usage_and_leaves_nothing(
    words: list[str], secret: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "pärm"
    assert main(["demo", str(folder), *words, "--passphrase-file", str(secret)]) == 2
    assert not folder.exists()
