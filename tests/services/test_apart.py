"""Noting who is kept apart, withholding papers: what it does to meetings, papers and the overview (R9)."""

from collections.abc import Collection
from datetime import datetime, timedelta

import pytest

from app.models.codes import MustNot, Paper
from app.models.errors import KnownError
from app.models.permit import Block
from app.models.pressing import Cause
from app.models.who import Who
from app.services import apart, cases, gate, keep_apart, meetings, overview, papers
from app.services.cases import NewCase
from app.services.keep_apart import ApartFacts
from app.services.meetings import MeetingFacts
from app.services.people import GuardianFacts, YouthFacts
from app.storage.binder import Binder
from tests.services.readings import logged, only, whole
from tests.services.scene import Scene

MEET, READ, BE_READ = MustNot.MEET, MustNot.READ, MustNot.BE_READ
TODAY = datetime(2026, 3, 4).date()
AT_TWO = datetime(2026, 3, 11, 14)


def noted(scene: Scene, **more: object) -> ApartFacts:
    facts = {"who": scene.karin, "other": scene.tomas, "on": TODAY, "must_not": frozenset({MEET, READ})}
    return ApartFacts(**(facts | more))  # type: ignore[arg-type]


def tim(binder: Binder) -> str:
    """Another youth's case, with a guardian."""
    return only(
        cases.open_case(
            binder,
            NewCase(
                youth=YouthFacts(name="Tim Berg", birth_date=datetime(2010, 1, 1).date()),
                guardians=(GuardianFacts(name="Eva Berg"),),
            ),
        )
    )


def planned(
    binder: Binder, case_id: str, starts: datetime, called: Collection[Who], place: str = "Biblioteket"
) -> str:
    facts = MeetingFacts(starts=starts, place=place, called=tuple(called))
    meetings.plan_meeting(binder, case_id, facts)
    return max(whole(binder, case_id).meetings, key=lambda each: each.id).key


# noting


def test_what_is_noted_is_kept_logged_and_shown_by_name(binder: Binder, scene: Scene) -> None:
    changes = keep_apart.keep_apart(binder, scene.case, noted(scene, note=" Kontaktförbud. "))
    assert (changes.kinds, changes.ids) == (frozenset({"group", "apart"}), frozenset({scene.case}))
    (row,) = apart.apart_in(binder, scene.case)
    assert (row.who, row.other, row.elsewhere, row.turned) == ("Karin Nilsson", "Tomas Nilsson", None, False)
    assert (row.pair.must_not, row.pair.note) == (["meet", "read"], "Kontaktförbud.")
    assert ApartFacts.of(row.pair) == noted(scene, note="Kontaktförbud.")
    assert logged(binder)[-1] == "apart_noted"


def test_it_is_changed_ended_taken_up_again_and_removed(binder: Binder, scene: Scene) -> None:
    keep_apart.keep_apart(binder, scene.case, noted(scene))
    number = apart.apart_in(binder, scene.case)[0].pair.id
    keep_apart.change_apart(binder, scene.case, number, noted(scene, must_not=frozenset({BE_READ})))
    assert apart.apart_in(binder, scene.case)[0].pair.must_not == ["be_read"]
    keep_apart.end_apart(binder, scene.case, number, TODAY)
    assert apart.apart_in(binder, scene.case)[0].pair.until == TODAY
    with pytest.raises(KnownError, match="dates_backwards"):
        keep_apart.end_apart(binder, scene.case, number, TODAY - timedelta(days=1))
    keep_apart.end_apart(binder, scene.case, number, None)
    assert apart.apart_in(binder, scene.case)[0].pair.until is None
    keep_apart.remove_apart(binder, scene.case, number)
    assert apart.apart_in(binder, scene.case) == ()
    with pytest.raises(KnownError, match="no_such_apart"):
        keep_apart.remove_apart(binder, scene.case, number)
    assert logged(binder)[-5:] == [
        "apart_noted",
        "apart_changed",
        "apart_ended",
        "apart_resumed",
        "apart_removed",
    ]


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"other": Who.YOUTH, "who": Who.YOUTH}, "apart_from_oneself", "other"),
        ({"must_not": frozenset()}, "apart_from_nothing", "must_not"),
        ({"other": Who.guardian("nobody")}, "not_in_the_case", "other"),
        ({"who": Who.contact("nobody")}, "not_in_the_case", "who"),
        ({"until": TODAY - timedelta(days=1)}, "dates_backwards", "until"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(
    binder: Binder, scene: Scene, more: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(KnownError) as refused:
        keep_apart.keep_apart(binder, scene.case, noted(scene, **more))
    assert (refused.value.code, refused.value.details["field"]) == (code, field)
    assert apart.apart_in(binder, scene.case) == ()


def test_two_of_two_cases_are_kept_from_meeting_and_seen_in_both(binder: Binder, scene: Scene) -> None:
    other = tim(binder)
    facts = noted(scene, who=Who.YOUTH, other=Who.YOUTH, other_case_id=other)
    with pytest.raises(KnownError, match="apart_across_reading"):
        keep_apart.keep_apart(binder, scene.case, facts)
    changes = keep_apart.keep_apart(
        binder,
        scene.case,
        noted(scene, who=Who.YOUTH, other=Who.YOUTH, other_case_id=other, must_not=frozenset({MEET})),
    )
    assert changes.ids == frozenset({scene.case, other})
    (mine,), (theirs,) = apart.apart_in(binder, scene.case), apart.apart_in(binder, other)
    assert (mine.who, mine.other, mine.elsewhere) == ("Amir Nilsson", "Tim Berg", "Tim Berg")
    assert (theirs.who, theirs.other, theirs.elsewhere) == ("Tim Berg", "Amir Nilsson", "Amir Nilsson")
    assert (theirs.owner, theirs.turned) == (scene.case, True)
    assert apart.youths_elsewhere(binder, scene.case) == ((other, "Tim Berg"),)
    with binder.writing() as work:
        work.erase_case(other)
    assert apart.apart_in(binder, scene.case) == ()


# papers


def test_who_must_not_read_of_another_is_blocked_with_the_reason(binder: Binder, scene: Scene) -> None:
    keep_apart.keep_apart(binder, scene.case, noted(scene, note="Hemligt skäl"))
    material = papers.gather(binder, scene.case)
    people = {each.who: each for each in gate.recipients(material.case, material.book, material.on)}
    assert people[scene.karin].why == "ska inte läsa om Tomas Nilsson"
    assert people[scene.tomas].allowed
    with pytest.raises(KnownError) as refused:
        gate.permit(material.case, material.book, Paper.CONTACTS, str(scene.karin), on=material.on)
    assert refused.value.details["who"] == "Karin Nilsson: ska inte läsa om Tomas Nilsson"
    override = gate.Override(ground="12 kap. 3 §", reason="Prövat")
    leave = gate.permit(
        material.case, material.book, Paper.CONTACTS, str(scene.karin), on=material.on, override=override
    )
    assert leave.overridden


def test_papers_are_withheld_with_a_reason_and_given_again(binder: Binder, scene: Scene) -> None:
    with pytest.raises(KnownError, match="withhold_reason_missing"):
        keep_apart.withhold(binder, scene.case, scene.karin, "  ")
    keep_apart.withhold(binder, scene.case, scene.karin, "Beslut 3 mars")
    material = papers.gather(binder, scene.case)
    people = {each.who: each for each in gate.recipients(material.case, material.book, material.on)}
    assert people[scene.karin].decision.reason is Block.WITHHELD  # type: ignore[union-attr]
    assert people[scene.karin].why == "får inte papperen: Beslut 3 mars"
    (row,) = apart.apart_in(binder, scene.case)
    assert (row.who, row.other) == ("Karin Nilsson", None)
    keep_apart.remove_apart(binder, scene.case, row.pair.id)
    assert logged(binder)[-2:] == ["papers_withheld", "papers_given_again"]
    material = papers.gather(binder, scene.case)
    assert all(
        each.why is None or each.who != scene.karin
        for each in gate.recipients(material.case, material.book, material.on)
    )


# meetings


def crossing(binder: Binder, case_id: str, starts: datetime, called: Collection[Who], **more: object):  # type: ignore[no-untyped-def]
    facts = {"key": None, "minutes": 60, "place": "Biblioteket"} | more
    return apart.meetings_of(binder, case_id, starts=starts, called=called, **facts)  # type: ignore[arg-type]


def test_a_meeting_that_calls_both_is_told_of_before_it_is_planned(binder: Binder, scene: Scene) -> None:
    keep_apart.keep_apart(binder, scene.case, noted(scene))
    both = (scene.karin, scene.tomas, Who.YOUTH)
    (found,) = crossing(binder, scene.case, AT_TWO, both)
    assert (found.names, found.beside) == (("Karin Nilsson", "Tomas Nilsson"), None)
    assert crossing(binder, scene.case, AT_TWO, (scene.karin,)) == ()


def test_meetings_of_two_cases_are_told_of_from_either_side(binder: Binder, scene: Scene) -> None:
    other = tim(binder)
    facts = noted(scene, who=Who.YOUTH, other=Who.YOUTH, other_case_id=other, must_not=frozenset({MEET}))
    keep_apart.keep_apart(binder, scene.case, facts)
    key = planned(binder, other, AT_TWO, [Who.YOUTH])
    (found,) = crossing(binder, scene.case, AT_TWO - timedelta(hours=2), [Who.YOUTH])
    assert found.beside == ("Tim Berg", AT_TWO)
    assert crossing(binder, scene.case, AT_TWO - timedelta(hours=2, minutes=1), [Who.YOUTH]) == ()
    assert crossing(binder, scene.case, AT_TWO, [Who.YOUTH], place="Skogås centrum") == ()
    mine = planned(binder, scene.case, AT_TWO, [Who.YOUTH])
    (turned,) = crossing(binder, other, AT_TWO, [Who.YOUTH], key=key)
    assert turned.beside == ("Amir Nilsson", AT_TWO)
    meetings.cancel_meeting(binder, scene.case, mine)
    assert crossing(binder, other, AT_TWO, [Who.YOUTH], key=key) == ()


def told(binder: Binder) -> list[overview.Line]:
    lines = [each for part in overview.overview(binder).lines.values() for each in part]
    return [each for each in lines if each.pressing.cause is Cause.MUST_NOT_MEET]


def test_the_overview_says_which_coming_meeting_brings_them_together(binder: Binder, scene: Scene) -> None:
    keep_apart.keep_apart(binder, scene.case, noted(scene))
    key = planned(binder, scene.case, AT_TWO, [scene.karin, scene.tomas])
    (line,) = told(binder)
    assert (line.case_id, line.text, line.beside) == (scene.case, "Karin Nilsson och Tomas Nilsson", None)
    assert line.pressing.meeting is not None
    assert (line.pressing.meeting.key, line.pressing.due) == (key, TODAY), "a week before"
    number = apart.apart_in(binder, scene.case)[0].pair.id
    keep_apart.end_apart(binder, scene.case, number, TODAY)
    assert told(binder) == []


def test_the_overview_says_which_two_meetings_are_too_near(binder: Binder, scene: Scene) -> None:
    other = tim(binder)
    facts = noted(scene, who=Who.YOUTH, other=Who.YOUTH, other_case_id=other, must_not=frozenset({MEET}))
    keep_apart.keep_apart(binder, scene.case, facts)
    planned(binder, scene.case, AT_TWO, [Who.YOUTH])
    planned(binder, other, AT_TWO + timedelta(minutes=30), [Who.YOUTH])
    (line,) = told(binder)
    assert (line.text, line.beside) == ("Amir Nilsson och Tim Berg", AT_TWO + timedelta(minutes=30))
