"""Two at the table who must not meet: said without names, since the youth sees the screen (R9, R16)."""

import pytest
from PySide6.QtWidgets import QApplication

from app.models.codes import AttendanceStatus, MustNot
from app.models.who import Who
from app.services import keep_apart
from app.services.keep_apart import ApartFacts
from app.storage.binder import Binder
from app.ui.kit.surfaces import Banner
from app.ui.kit.text import Text
from app.ui.meeting.attendance import AttendanceStep
from app.ui.meeting.closing import ClosingStep
from app.ui.meeting.mode import MeetingMode
from tests.ui.meeting.cases import TODAY

EVA, AKE = Who.guardian("eva"), Who.contact("ake")


@pytest.fixture
def binder(binder: Binder) -> Binder:
    """Elin's mother and the police officer must not meet."""
    facts = ApartFacts(who=EVA, other=AKE, on=TODAY, must_not=frozenset({MustNot.MEET}), note="Hot")
    keep_apart.keep_apart(binder, "elin", facts)
    return binder


def warnings(mode: MeetingMode) -> list[str]:
    return [
        each.accessibleName()
        for each in mode.findChildren(Banner)
        if each.isVisible() and "hållas isär" in each.accessibleName()
    ]


def test_it_is_said_while_both_may_be_here_and_names_nobody(mode: MeetingMode) -> None:
    (step,) = mode.findChildren(AttendanceStep)
    seats = [each.who for each in step.held.now.seats]
    assert {EVA, AKE} <= set(seats)
    assert warnings(mode) == ["Två av dem som står här ska hållas isär. Se Insatsgrupp i ärendet."]
    step.attend(seats.index(AKE), AttendanceStatus.ABSENT)
    assert warnings(mode) == []
    step.attend(seats.index(AKE), AttendanceStatus.PRESENT)
    assert len(warnings(mode)) == 1


def test_the_next_meeting_is_not_agreed_in_ignorance_of_it(mode: MeetingMode) -> None:
    mode.go_to(4)
    (step,) = mode.findChildren(ClosingStep)

    def said() -> list[str]:
        QApplication.processEvents()
        return [each.text() for each in step.findChildren(Text) if each.isVisible() and "isär" in each.text()]

    assert said() == ["Två av dem som behövs då ska hållas isär, se Insatsgrupp i ärendet"]
    step.needed.set_value([each for each in step.needed.value() if each != str(AKE)])
    step.needed.edited.emit()
    assert said() == []
