"""News of an action stands ready as the proposed verdict, can be mended, and completes nothing (R11)."""

from dataclasses import replace
from datetime import date

import pytest

from app.models.actions import open_actions
from app.models.codes import Outcome
from app.models.errors import KnownError
from app.models.who import Who
from app.services import reports
from app.services.reports import ReportFacts
from app.storage.binder import Binder
from tests.builders import a_goal, a_meeting, an_action
from tests.services.readings import logged, only, whole
from tests.services.scene import Scene


@pytest.fixture
def scene(scene: Scene, binder: Binder) -> Scene:
    with binder.writing() as work:
        goal = a_goal("g", an_action("praktik"))
        case = work.case(scene.case)
        case.meetings.append(a_meeting(1, date(2026, 2, 4), goal))
    return scene


@pytest.fixture
def told(scene: Scene) -> ReportFacts:
    return ReportFacts(
        on=date(2026, 2, 26), by=Who.contact(scene.ake), outcome=Outcome.DONE, text="Chefen säger ja"
    )


def reported(binder: Binder, scene: Scene, facts: ReportFacts) -> int:
    return int(only(reports.report_action(binder, scene.case, "praktik", facts), scene.case, "praktik"))


def proposed(binder: Binder, scene: Scene) -> Outcome | None:
    (waiting,) = open_actions(whole(binder, scene.case))
    return waiting.proposed


def test_news_that_all_is_done_leaves_the_action_open_and_proposes_it(
    binder: Binder, scene: Scene, told: ReportFacts
) -> None:
    reported(binder, scene, told)
    (waiting,) = open_actions(whole(binder, scene.case))
    assert waiting.proposed is Outcome.DONE
    assert [ReportFacts.of(each) for each in waiting.news] == [told]
    assert waiting.history == ()


def test_news_is_corrected_and_taken_back_and_comes_again(
    binder: Binder, scene: Scene, told: ReportFacts
) -> None:
    number = reported(binder, scene, told)
    reports.correct_report(binder, scene.case, number, replace(told, outcome=Outcome.PARTLY, by=None))
    assert proposed(binder, scene) is Outcome.PARTLY
    reports.take_back_report(binder, scene.case, number)
    assert proposed(binder, scene) is None
    reported(binder, scene, told)
    assert proposed(binder, scene) is Outcome.DONE
    assert logged(binder, scene.case)[-4:] == [
        "action_reported",
        "report_corrected",
        "report_taken_back",
        "action_reported",
    ]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"outcome": None, "text": " "}, "text_missing", "note"),
        ({"on": date(2026, 3, 5)}, "day_to_come", "date"),
    ],
)
def test_what_says_nothing_or_lies_ahead_is_refused_first_and_later(
    binder: Binder, scene: Scene, told: ReportFacts, change: dict[str, object], code: str, field: str
) -> None:
    number = reported(binder, scene, told)
    wrong = replace(told, **change)  # type: ignore[arg-type]
    for act in (
        lambda: reports.report_action(binder, scene.case, "praktik", wrong),
        lambda: reports.correct_report(binder, scene.case, number, wrong),
    ):
        with pytest.raises(KnownError, match=code) as error:
            act()
        assert error.value.details["field"] == field
    assert [ReportFacts.of(each) for each in whole(binder, scene.case).reports] == [told]


def test_of_an_action_that_nobody_promised_there_is_no_news(
    binder: Binder, scene: Scene, told: ReportFacts
) -> None:
    with pytest.raises(KnownError, match="no_such_action"):
        reports.report_action(binder, scene.case, "annat", told)
    with pytest.raises(KnownError, match="no_such_report"):
        reports.correct_report(binder, scene.case, 99, told)
