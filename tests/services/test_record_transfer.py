"""Documents, their standing, and what social services' own record lacks (R19)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.models.codes import FiledKind, MeetingStatus, NoteKind, Standing
from app.models.errors import KnownError
from app.models.records import Attachment, Transfer
from app.services import issue_plan, notes, record_transfer
from app.services.case_file import read_case
from app.services.notes import NoteFacts
from app.services.record_transfer import Filed, Ref
from app.storage.binder import Binder
from tests.builders import a_goal, a_meeting, an_action
from tests.services.readings import logged, only
from tests.services.scene import Scene
from tests.storage.binders import TestClock

CALL = NoteFacts(text="Chefen säger ja.", at=datetime(2026, 3, 3, 9, 12), kind=NoteKind.CALL, with_="Yusuf")
PLAN: Ref = (FiledKind.PLAN, "1")


@pytest.fixture
def scene(scene: Scene, binder: Binder) -> Scene:
    with binder.writing() as work:
        case = work.case(scene.case)
        held = a_meeting(
            1,
            datetime(2026, 2, 11, 14),
            a_goal("skola", an_action("matte", due=date(2026, 3, 10))),
            strengths="Kom själv.",
        )
        planned = a_meeting(2, datetime(2026, 3, 11, 14))
        planned.status = MeetingStatus.PLANNED
        case.meetings += [held, planned]
        scan = Attachment(name="samtycke.pdf", media_type="application/pdf", content=b"%PDF", digest="d")
        case.attachments.append(scan)
        work.flush()
        issue_plan.issue(work, case, held)
    return scene


def filed(binder: Binder, scene: Scene) -> dict[Ref, Filed]:
    return {each.ref: each for each in record_transfer.documents(read_case(binder, scene.case))}


def lacking(binder: Binder, scene: Scene) -> list[Ref]:
    return list(record_transfer.lacking(filed(binder, scene).values()))


def minutes(binder: Binder, scene: Scene) -> Ref:
    return next(ref for ref in filed(binder, scene) if ref[0] is FiledKind.MINUTES)


def test_every_document_has_a_standing(binder: Binder, scene: Scene) -> None:
    key = only(notes.write_note(binder, scene.case, CALL), scene.case)
    standing = {ref[0]: each.status.standing for ref, each in filed(binder, scene).items()}
    assert standing == {
        FiledKind.PLAN: Standing.ESTABLISHED,
        FiledKind.MINUTES: Standing.WORKING,
        FiledKind.NOTE: Standing.WORKING,
        FiledKind.ATTACHMENT: Standing.RECEIVED,
    }
    order = [each.ref[0] for each in record_transfer.documents(read_case(binder, scene.case))]
    assert order == [FiledKind.PLAN, FiledKind.NOTE, FiledKind.MINUTES, FiledKind.ATTACHMENT]
    assert filed(binder, scene)[FiledKind.NOTE, key].with_ == "Yusuf"


def test_a_planned_meeting_is_no_document(binder: Binder, scene: Scene) -> None:
    assert [ref[0] for ref in filed(binder, scene)].count(FiledKind.MINUTES) == 1
    assert [ref[0] for ref in lacking(binder, scene)].count(FiledKind.MINUTES) == 1


def test_what_was_transferred_says_when_and_by_whom_and_is_no_longer_lacking(
    binder: Binder, scene: Scene, clock: TestClock
) -> None:
    assert set(lacking(binder, scene)) == {PLAN, minutes(binder, scene)}
    record_transfer.transfer(binder, scene.case, [PLAN])
    status = filed(binder, scene)[PLAN].status
    assert (status.standing, status.since, status.by) == (Standing.TRANSFERRED, clock(), binder.person)
    assert lacking(binder, scene) == [minutes(binder, scene)]
    assert logged(binder, scene.case)[-1] == "transferred"


def test_a_transfer_can_be_undone(binder: Binder, scene: Scene) -> None:
    before = read_case(binder, scene.case).transfers
    record_transfer.transfer(binder, scene.case, [PLAN])
    record_transfer.put_back(binder, scene.case, [PLAN], before)
    assert filed(binder, scene)[PLAN].status.standing is Standing.ESTABLISHED
    assert PLAN in lacking(binder, scene)
    assert logged(binder, scene.case)[-2:] == ["transferred", "transfer_undone"]


def test_what_is_changed_afterwards_is_to_be_transferred_anew(
    binder: Binder, scene: Scene, clock: TestClock
) -> None:
    key = only(notes.write_note(binder, scene.case, CALL), scene.case)
    ref: Ref = (FiledKind.NOTE, key)
    record_transfer.transfer(binder, scene.case, [ref])
    first = read_case(binder, scene.case).transfers
    assert ref not in lacking(binder, scene)
    notes.edit_note(binder, scene.case, key, replace(CALL, text="Chefen säger nej."))
    status = filed(binder, scene)[ref].status
    assert (status.standing, status.changed) == (Standing.WORKING, True)
    assert ref in lacking(binder, scene)
    clock.tick(days=1)
    record_transfer.transfer(binder, scene.case, [ref])
    assert filed(binder, scene)[ref].status.since == clock()
    record_transfer.put_back(binder, scene.case, [ref], first)
    again = filed(binder, scene)[ref].status
    assert (again.standing, again.changed) == (Standing.WORKING, True)


def test_a_plan_that_was_corrected_asks_for_the_correction_alone(binder: Binder, scene: Scene) -> None:
    with binder.writing() as work:
        case = work.case(scene.case)
        held = next(each for each in case.meetings if each.number == 1)
        issue_plan.issue(work, case, held)
    assert [ref for ref in lacking(binder, scene) if ref[0] is FiledKind.PLAN] == [(FiledKind.PLAN, "2")]


def test_what_is_not_there_is_refused_and_nothing_is_noted(binder: Binder, scene: Scene) -> None:
    with pytest.raises(KnownError, match="no_such_document"):
        record_transfer.transfer(binder, scene.case, [PLAN, (FiledKind.NOTE, "nobody")])
    with binder.reading() as work:
        assert work.all(Transfer) == []


def test_a_transfer_goes_with_its_case(binder: Binder, scene: Scene) -> None:
    record_transfer.transfer(binder, scene.case, [PLAN])
    with binder.writing() as work:
        work.erase_case(scene.case)
    with binder.reading() as work:
        assert work.all(Transfer) == []


@pytest.mark.parametrize("changed_after", [False, True])
def test_a_note_that_comes_back_is_in_the_record_as_far_as_it_was(
    binder: Binder, scene: Scene, changed_after: bool
) -> None:
    key = only(notes.write_note(binder, scene.case, CALL), scene.case)
    notes.edit_note(binder, scene.case, key, replace(CALL, text="Chefen säger nja."))
    record_transfer.transfer(binder, scene.case, [(FiledKind.NOTE, key)])
    text = "Chefen säger nja."
    if changed_after:
        text = "Chefen säger nej."
        notes.edit_note(binder, scene.case, key, replace(CALL, text=text))
    notes.delete_note(binder, scene.case, key)
    notes.write_note(binder, scene.case, replace(CALL, text=text), key=key)
    status = filed(binder, scene)[FiledKind.NOTE, key].status
    assert (status.standing is Standing.TRANSFERRED, status.changed) == (not changed_after, changed_after)


def test_a_note_transferred_as_first_written_is_not_so_after_a_change_and_an_undo(
    binder: Binder, scene: Scene
) -> None:
    key = only(notes.write_note(binder, scene.case, CALL), scene.case)
    record_transfer.transfer(binder, scene.case, [(FiledKind.NOTE, key)])
    changed = replace(CALL, text="Chefen säger nej.")
    notes.edit_note(binder, scene.case, key, changed)
    notes.delete_note(binder, scene.case, key)
    notes.write_note(binder, scene.case, changed, key=key)
    assert filed(binder, scene)[FiledKind.NOTE, key].status.changed
