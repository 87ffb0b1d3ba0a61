"""The text one pastes into social services' own record (R19)."""

import pytest

from app.models.codes import FiledKind
from app.models.errors import KnownError
from app.services import notes, record_transfer
from app.services.case_file import read_case
from app.services.journal_text import record_copied, text_for_record
from app.services.record_transfer import Ref
from app.storage.binder import Binder
from tests.services.readings import logged, only
from tests.services.scene import Scene
from tests.services.test_record_transfer import CALL, scene

__all__ = ["scene"]


def ref_of(binder: Binder, made: Scene, kind: FiledKind) -> Ref:
    filed = record_transfer.documents(read_case(binder, made.case))
    return next(each.ref for each in filed if each.ref[0] is kind)


def test_a_note_says_when_with_whom_and_what(binder: Binder, scene: Scene) -> None:
    key = only(notes.write_note(binder, scene.case, CALL), scene.case)
    assert text_for_record(binder, scene.case, (FiledKind.NOTE, key)) == (
        "Samtal med Yusuf, 3 mars 2026 klockan 09.12\nGäller Amir Nilsson\n\nChefen säger ja."
    )


def test_a_plan_is_copied_as_it_was_agreed(binder: Binder, scene: Scene) -> None:
    text = text_for_record(binder, scene.case, (FiledKind.PLAN, "1"))
    assert text.startswith("Åtgärdsplan för Amir Nilsson\n")
    assert "Kom själv." in text
    assert "version 1" in text
    # Whose each step is stands beside it, and nothing is said twice.
    assert "Ditt ansvar" not in text
    assert "Vem: " in text


def test_minutes_have_what_was_private_too_for_the_record_alone(binder: Binder, scene: Scene) -> None:
    with binder.writing() as work:
        meeting = next(each for each in work.case(scene.case).meetings if each.number == 1)
        meeting.notes, meeting.private_notes = "Alla kom.", "Orolig\tför lördagarna."
    text = text_for_record(binder, scene.case, ref_of(binder, scene, FiledKind.MINUTES))
    assert text.startswith("Mötesanteckningar från mötet kring Amir Nilsson\n")
    assert "Alla kom." in text
    assert text.endswith("Inte för gruppen:\nOrolig för lördagarna.")


def test_what_came_as_a_file_has_no_text(binder: Binder, scene: Scene) -> None:
    with pytest.raises(KnownError, match="no_text"):
        text_for_record(binder, scene.case, ref_of(binder, scene, FiledKind.ATTACHMENT))
    with pytest.raises(KnownError, match="no_such_document"):
        text_for_record(binder, scene.case, (FiledKind.PLAN, "9"))


def test_copying_is_logged_for_the_record(binder: Binder, scene: Scene) -> None:
    record_copied(binder, scene.case, (FiledKind.PLAN, "1"))
    assert logged(binder, scene.case)[-1] == "copied_for_record"
