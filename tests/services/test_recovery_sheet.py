"""The sheet with the recovery code: one page, readable, the same bytes each time, nowhere on the disk."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from app.services.recovery_sheet import recovery_sheet
from app.storage.recovery import canonical, new_code

CODE = "7K2MQ-04HTZ-9WXYA-BCDEF-GHJKM-NPQRS-TVWX2"
DAY = date(2026, 3, 4)


def read(content: bytes) -> tuple[int, str]:
    pages = pypdf.PdfReader(BytesIO(content)).pages
    return len(pages), "\n".join(page.extract_text() for page in pages)


def test_it_says_the_code_where_the_binder_is_and_what_to_do() -> None:
    pages, text = read(recovery_sheet(Path("/home/prov/Insatspärm"), CODE, DAY))
    assert pages == 1
    for group in CODE.split("-"):
        assert text.count(group) == 2, "in its row and in the whole code"
    assert CODE in text
    for said in ("/home/prov/Insatspärm", "Återställ med koden", "4 mars 2026", "parm.db", "SQLCipher 4"):
        assert said in text.replace("\xa0", " ")


def test_a_code_read_off_the_sheet_opens() -> None:
    code = new_code()
    _, text = read(recovery_sheet(Path("/home/prov/Insatspärm"), code, DAY))
    line = next(each for each in text.splitlines() if each.count("-") == 6)
    assert canonical(line) == code


@pytest.mark.parametrize("folder", ["/home/prov/" + "lång mapp/" * 25, "C:\\Användare\\Åsa\\Insatspärm"])
def test_it_stays_on_one_page(folder: str) -> None:
    pages, _ = read(recovery_sheet(Path(folder), CODE, DAY))
    assert pages == 1


def test_the_same_sheet_has_the_same_bytes_and_its_properties_no_code() -> None:
    content = recovery_sheet(Path("/p"), CODE, DAY)
    assert recovery_sheet(Path("/p"), CODE, DAY) == content
    reader = pypdf.PdfReader(BytesIO(content))
    assert "7K2MQ" not in str(reader.metadata)
    assert "7K2MQ" not in str(reader.xmp_metadata.rdf_root.toxml() if reader.xmp_metadata else "")


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    recovery_sheet(tmp_path, CODE, DAY)
    assert list(tmp_path.iterdir()) == []
