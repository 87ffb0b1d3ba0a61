"""Scans are taken in by their bytes, come back as they were, and leave a trace in the log."""

from datetime import date
from pathlib import Path

import pytest

from app.models.codes import FiledKind
from app.models.errors import Kind, KnownError
from app.services import attachments, consents, interchange, record_transfer
from app.services.attachments import LARGEST, Scan
from app.services.case_file import read_case
from app.services.consents import SignedConsent
from app.storage.binder import Binder
from app.storage.work import Work
from tests.services.readings import logged, only, whole
from tests.services.scene import Scene
from tests.storage.binders import new_binder

PDF = b"%PDF-1.7\nen skannad blankett"


@pytest.fixture
def consent(binder: Binder, scene: Scene) -> str:
    day = date(2026, 2, 1)
    signed = SignedConsent(by=scene.karin, signed=day, valid_from=day, all_in_group=True)
    return only(consents.record_consent(binder, scene.case, signed), scene.case)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (b"\xff\xd8\xff\xe0 jpeg", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n png", "image/png"),
    ],
)
def test_what_it_is_stands_in_its_bytes_and_not_in_its_name(content: bytes, kind: str) -> None:
    assert attachments.media_type(content) == kind


@pytest.mark.parametrize("content", [b"", b"%PD", b"MZ\x90 program", b"<html>", b"GIF89a", b" %PDF-1.7"])
def test_anything_else_is_refused_whatever_its_name(binder: Binder, scene: Scene, content: bytes) -> None:
    with pytest.raises(KnownError, match="attachment_odd"):
        attachments.add_attachment(binder, scene.case, Scan(name="blankett.pdf", content=content))
    assert whole(binder, scene.case).attachments == []


def test_a_scan_is_kept_saved_removed_and_comes_back(
    binder: Binder, scene: Scene, consent: str, tmp_path: Path
) -> None:
    source = tmp_path / "Karins blankett.pdf"
    source.write_bytes(PDF)
    scan = attachments.read_scan(source, consent=consent)
    number = int(only(attachments.add_attachment(binder, scene.case, scan), scene.case))
    (kept,) = whole(binder, scene.case).attachments
    assert (kept.name, kept.media_type, kept.consent) == (source.name, "application/pdf", consent)
    assert attachments.scan_of(binder, scene.case, number) == scan
    attachments.save_copy(binder, scene.case, number, tmp_path / "kopia.pdf")
    assert (tmp_path / "kopia.pdf").read_bytes() == PDF
    with pytest.raises(KnownError, match="inside_binder"):
        attachments.save_copy(binder, scene.case, number, binder.folder / "kopia.pdf")
    attachments.remove_attachment(binder, scene.case, number)
    assert whole(binder, scene.case).attachments == []
    with pytest.raises(KnownError, match="no_such_attachment"):
        attachments.scan_of(binder, scene.case, number)
    attachments.add_attachment(binder, scene.case, scan)
    told = [each for each in logged(binder, scene.case) if each.startswith("attachment")]
    assert told == ["attachment_added", "attachment_saved", "attachment_removed", "attachment_added"]


@pytest.mark.parametrize(("more", "refused"), [(0, False), (1, True)])
def test_the_largest_scan_travels_in_an_interchange_file_and_a_larger_one_is_refused(
    binder: Binder, scene: Scene, tmp_path: Path, more: int, refused: bool
) -> None:
    source = tmp_path / "stor.pdf"
    source.write_bytes(PDF + bytes(LARGEST - len(PDF) + more))
    if refused:
        with pytest.raises(KnownError, match="attachment_too_large"):
            attachments.read_scan(source)
        return
    attachments.add_attachment(binder, scene.case, attachments.read_scan(source))
    pieces: list[bytes] = []
    interchange.export_file(binder, pieces.append)
    with new_binder(tmp_path / "andra", binder.clock) as other:
        interchange.import_file(other, b"".join(pieces))
        (found,) = whole(other, scene.case).attachments
        assert attachments.scan_of(other, scene.case, found.id).content == source.read_bytes()


def test_a_scan_of_no_consent_of_the_case_is_refused(binder: Binder, scene: Scene) -> None:
    with pytest.raises(KnownError, match="no_such_consent"):
        attachments.add_attachment(binder, scene.case, Scan(name="x.pdf", content=PDF, consent="annat"))


def test_the_same_file_twice_is_told_but_one_sheet_may_show_the_consent_of_both(
    binder: Binder, scene: Scene, consent: str
) -> None:
    scan = Scan(name="Båda.pdf", content=PDF, consent=consent)
    attachments.add_attachment(binder, scene.case, scan)
    again = Scan(name="Båda (1).pdf", content=PDF, consent=consent)
    with pytest.raises(KnownError, match="attachment_twice") as refused:
        attachments.add_attachment(binder, scene.case, again)
    assert refused.value.details == {"name": "Båda.pdf"}
    day = date(2026, 2, 2)
    signed = SignedConsent(by=scene.tomas, signed=day, valid_from=day, all_in_group=True)
    consents.record_consent(binder, scene.case, signed)
    other = whole(binder, scene.case).consents[-1].key
    attachments.add_attachment(binder, scene.case, Scan(name="Båda.pdf", content=PDF, consent=other))
    assert [each.consent for each in whole(binder, scene.case).attachments] == [consent, other]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("blankett\u202efdp.exe", "blankett fdp.exe"),
        ("två\nrader\x00.pdf", "två rader .pdf"),
        ("x" * 250 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_shows_all_that_it_is(binder: Binder, scene: Scene, name: str, kept: str) -> None:
    attachments.add_attachment(binder, scene.case, Scan(name=name, content=PDF))
    assert [each.name for each in whole(binder, scene.case).attachments] == [kept]


def test_a_printed_scan_stands_in_the_log(binder: Binder, scene: Scene) -> None:
    made = attachments.add_attachment(binder, scene.case, Scan(name="x.pdf", content=PDF))
    attachments.printed(binder, scene.case, int(only(made, scene.case)))
    assert logged(binder, scene.case)[-1] == "attachment_printed"
    with pytest.raises(KnownError, match="no_such_attachment"):
        attachments.printed(binder, scene.case, 999)


def is_transferred(binder: Binder, scene: Scene, number: int) -> bool:
    found = record_transfer.documents(read_case(binder, scene.case))
    (filed,) = [each for each in found if each.ref == (FiledKind.ATTACHMENT, str(number))]
    return filed.transferred


def test_a_scan_in_the_record_is_there_when_it_comes_back_and_its_number_is_no_others(
    binder: Binder, scene: Scene
) -> None:
    scan, other = Scan(name="ett.pdf", content=PDF), Scan(name="annat.pdf", content=PDF + b" till")
    first = int(only(attachments.add_attachment(binder, scene.case, scan), scene.case))
    record_transfer.transfer(binder, scene.case, [(FiledKind.ATTACHMENT, str(first))])
    attachments.remove_attachment(binder, scene.case, first)
    second = int(only(attachments.add_attachment(binder, scene.case, other), scene.case))
    assert second == first  # the database uses the last number again
    assert not is_transferred(binder, scene, second)
    back = int(only(attachments.add_attachment(binder, scene.case, scan), scene.case))
    assert is_transferred(binder, scene, back)
    # And once more, now that it was noted before.
    attachments.remove_attachment(binder, scene.case, back)
    again = int(only(attachments.add_attachment(binder, scene.case, scan), scene.case))
    assert is_transferred(binder, scene, again)
    assert not is_transferred(binder, scene, second)


def test_a_copy_whose_line_in_the_log_cannot_be_written_is_not_left_on_the_disk(
    binder: Binder, scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = int(
        only(attachments.add_attachment(binder, scene.case, Scan(name="ett.pdf", content=PDF)), scene.case)
    )

    def full(*_words: object, **_more: object) -> None:
        raise KnownError(Kind.ENVIRONMENT, "disk_full")

    with monkeypatch.context() as patched:
        patched.setattr(Work, "log", full)
        with pytest.raises(KnownError, match="disk_full"):
            attachments.save_copy(binder, scene.case, number, tmp_path / "kopia.pdf")
    assert not (tmp_path / "kopia.pdf").exists()
    attachments.save_copy(binder, scene.case, number, tmp_path / "kopia.pdf")
    assert (tmp_path / "kopia.pdf").read_bytes() == PDF
    assert logged(binder, scene.case)[-1] == "attachment_saved"
