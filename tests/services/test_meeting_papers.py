"""What the papers around a meeting are made of: whom they let know what, on a real binder."""

from datetime import date, datetime
from email import message_from_bytes, policy
from io import BytesIO

import pikepdf
import pytest

from app.documents.words import texts
from app.models.binder import Dispatch
from app.models.case import KeyDate, Report
from app.models.codes import (
    Answer,
    Channel,
    FiledKind,
    KeyDateKind,
    MeetingKind,
    MeetingStatus,
    Outcome,
    Paper,
    Standing,
    ViewAbsent,
)
from app.models.cover import Cover
from app.models.errors import KnownError
from app.models.meeting import Called, Meeting
from app.models.permit import RECORD
from app.models.who import Who
from app.services import (
    briefing,
    dispatch,
    invitations,
    minutes,
    my_plan,
    papers,
    record_transfer,
    sending,
)
from app.services.case_file import read_case
from app.services.dispatch import Handed
from app.services.gate import Override, permit, permit_invitation
from app.services.journal_text import text_for_record
from app.services.papers import Material
from app.storage.binder import Binder
from tests.builders import (
    a_case,
    a_consent,
    a_covered_case,
    a_follow_up,
    a_goal,
    a_meeting,
    a_participant,
    an_action,
)
from tests.services.readings import logged
from tests.services.test_papers import fresh, words

AKE, ZOFIA, LARS = (Who.contact(each) for each in ("ake", "zofia", "lars"))
EVA, OMAR = Who.guardian("eva"), Who.guardian("omar")


def planned(number: int = 4, **more: object) -> Meeting:
    made = a_meeting(
        number,
        datetime(2026, 4, 1, 14),
        status=MeetingStatus.PLANNED,
        place="Skogås centrum",
        **more,  # type: ignore[arg-type]
    )
    made.called = [
        Called(who=Who.YOUTH, answer=Answer.YES),
        Called(who=EVA, answer=Answer.YES, interpreter="Polska, Tolkhuset"),
        Called(who=AKE, answer=Answer.NO),
        Called(who=LARS),
        Called(who=Who.coordinator("sara")),
    ]
    return made


def meetings() -> tuple[Meeting, ...]:
    """A first meeting, a small one without the youth, a second that follows up, and the next one."""
    first = a_meeting(
        1,
        date(2026, 2, 4),
        a_goal(
            "g1",
            an_action("a1", AKE, what="Prata om lördagarna", due=date(2026, 3, 1)),
            an_action("a2", what="Gå till skolan", due=date(2026, 3, 3)),
            goal="Lugna lördagar",
        ),
        youth_view="Jag vill vara i fred.",
    )
    small = a_meeting(
        2,
        date(2026, 2, 20),
        a_goal("g2", an_action("a3", ZOFIA, what="Ringa socialjouren"), goal="Bara för oss"),
        kind=MeetingKind.SMALL,
        circle=["contact:zofia", "contact:ake"],
        youth_view_absent=ViewAbsent.NOT_PRESENT,
        notes="Elin ska inte veta.",
    )
    second = a_meeting(
        3,
        date(2026, 3, 3),
        a_goal(
            "g3",
            an_action("a4", AKE, what="Prata om lördagarna", carried_from="a1", due=date(2026, 4, 1)),
            an_action("a5", EVA, what="Hämta på lördagar"),
            goal="Lugna lördagar",
            continues="g1",
        ),
        follow_ups=[a_follow_up("a1", Outcome.NOT_DONE), a_follow_up("a2", Outcome.DONE)],
        youth_view_absent=ViewAbsent.DID_NOT_WANT,
    )
    return first, small, second, planned()


@pytest.fixture
def material(binder: Binder) -> Material:
    case = a_covered_case(
        meetings=meetings(),
        participants=[
            a_participant("ake", purpose="Känner centrum"),
            a_participant("zofia", purpose="Ordnar schemat"),
            a_participant("lars", date(2026, 3, 4), purpose="Du litar på honom"),
        ],
        reports=[Report(action="a4", date=date(2026, 3, 4), by=AKE, outcome=Outcome.PARTLY, note="en gång")],
    )
    case.consents = [a_consent(who) for who in ("youth", "guardian:eva")]
    case.consents.append(a_consent("guardian:omar", valid_until=date(2026, 3, 20)))
    case.key_dates = [
        KeyDate(kind=KeyDateKind.DECISION_ENDS, date=date(2026, 3, 31)),
        KeyDate(kind=KeyDateKind.TRIAL, date=date(2026, 6, 1)),
    ]
    fresh(case, binder)
    return papers.gather(binder, "elin")


# Min plan


def test_the_youths_page_knows_what_the_youth_may_know(material: Material) -> None:
    page = my_plan.my_plan_snapshot(material)
    assert page.view == "Jag vill vara i fred."
    assert page.goals == ("Lugna lördagar",)
    assert page.steps == ()
    told = {each.person.name: [step.what for step in each.steps] or each.purpose for each in page.helpers}
    assert told == {
        "Åke Örn": ["Prata om lördagarna"],
        "Eva Holm": ["Hämta på lördagar"],
        "Zofia Żółć": "Ordnar schemat",
        "Lars Blom": "Du litar på honom",
    }
    assert page.next_meeting is not None
    assert page.next_meeting.starts == datetime(2026, 4, 1, 14)


def test_a_youth_who_knows_of_no_meeting_has_no_page(binder: Binder) -> None:
    _, small, _, _ = meetings()
    fresh(a_covered_case(meetings=[small]), binder)
    with pytest.raises(KnownError, match="no_plan"):
        my_plan.my_plan_snapshot(papers.gather(binder, "elin"))


# Mötesanteckningar


def test_minutes_are_recorded_with_their_meeting_and_standing(material: Material, binder: Binder) -> None:
    meeting = minutes.held_meeting(material)
    assert meeting.key == "m3"
    leave = permit(material.case, material.book, Paper.MINUTES, str(AKE), on=material.on, meeting=meeting)
    made = minutes.minutes(material, leave, meeting)
    dispatch.record(binder, [Handed(file=made, how="printed")])
    with binder.reading() as work:
        (kept,) = work.all(Dispatch)
        assert work.document(kept.document) == made.content
    assert (kept.paper, kept.meeting_key, kept.plan_version) == (Paper.MINUTES, "m3", None)
    assert kept.standing is Standing.ESTABLISHED
    assert logged(binder, "elin")[-1] == "printed"


def test_minutes_keep_what_the_plan_said_when_it_was_fixed(material: Material, binder: Binder) -> None:
    with binder.writing() as work:
        case = work.case("elin")
        case.young_person.name = "Elin Annan"
        next(each for each in case.meetings if each.key == "m3").goals[0].goal = "Ändrat"
    later = papers.gather(binder, "elin")
    meeting = minutes.held_meeting(later)
    leave = permit(later.case, later.book, Paper.MINUTES, RECORD, on=later.on)
    text = words(minutes.minutes(later, leave, meeting).content)
    assert "Elin Holm" in text
    assert "Lugna lördagar" in text
    assert "Ändrat" not in text


def test_nobody_outside_a_small_meeting_gets_its_minutes_on_the_sheet(
    material: Material, binder: Binder
) -> None:
    sheet = sending.sheet(binder, "elin", "m2", (Paper.MINUTES, Paper.MY_PLAN))
    assert {each.recipient.who for each in sheet.rows} == {AKE, ZOFIA}
    assert [each.lacking for each in sheet.rows] == [(Paper.MINUTES,), (Paper.MINUTES,)]


def test_the_hosts_own_minutes_are_working_material_until_they_are_sent(material: Material) -> None:
    meeting = minutes.held_meeting(material)
    for to, standing, word in (
        (RECORD, Standing.WORKING, "arbetsmaterial"),
        (str(AKE), Standing.ESTABLISHED, "upprättad"),
    ):
        leave = permit(material.case, material.book, Paper.MINUTES, to, on=material.on, meeting=meeting)
        made = minutes.minutes(material, leave, meeting)
        assert made.standing is standing
        assert word in words(made.content)


def test_once_they_were_sent_all_say_the_same_of_the_minutes(material: Material, binder: Binder) -> None:
    meeting = minutes.held_meeting(material)
    ref = (FiledKind.MINUTES, meeting.key)

    def said() -> tuple[Standing, str, str]:
        now = papers.gather(binder, "elin")
        leave = permit(now.case, now.book, Paper.MINUTES, RECORD, on=now.on, meeting=meeting)
        filed = record_transfer.documents(read_case(binder, "elin"))
        (standing,) = [each.status.standing for each in filed if each.ref == ref]
        paper = words(minutes.minutes(now, leave, meeting).content)
        return standing, paper, text_for_record(binder, "elin", ref)

    def hand_to(to: str) -> None:
        leave = permit(material.case, material.book, Paper.MINUTES, to, on=material.on, meeting=meeting)
        made = minutes.minutes(material, leave, meeting)
        dispatch.record(binder, [Handed(file=made, how="printed")])

    hand_to(RECORD)
    standing, *told = said()
    assert standing is Standing.WORKING
    assert all("arbetsmaterial" in each for each in told)
    hand_to(str(AKE))
    standing, *told = said()
    assert standing is Standing.ESTABLISHED
    assert all("upprättad" in each and "arbetsmaterial" not in each for each in told)


# Kallelse och inbjudan


def test_a_letter_is_for_one_who_is_called(material: Material, binder: Binder) -> None:
    sheet = invitations.sheet(binder, "elin", "m4")
    assert [each.recipient.who for each in sheet.rows] == [Who.YOUTH, EVA, AKE, LARS]
    made = invitations.copies(sheet, [EVA, AKE], {})
    eva, ake = (words(each.papers[0].content) for each in made)
    assert "En tolk är bokad." in eva
    assert "gäller E.H." in ake
    with pytest.raises(KnownError, match="not_called"):
        invitations.permit_for(material, str(ZOFIA), sheet.meeting)
    leave = permit_invitation(material.case, date(2020, 1, 1))
    with pytest.raises(ValueError, match="another paper"):
        invitations.invitation(material, leave, sheet.meeting)


def test_without_consent_the_family_is_invited_and_professionals_wait(binder: Binder) -> None:
    fresh(a_case(meetings=[planned()]), binder)
    sheet = invitations.sheet(binder, "elin", "m4")
    assert [each.recipient.who for each in sheet.rows if each.recipient.allowed] == [Who.YOUTH, EVA]
    assert invitations.copies(sheet, [AKE, LARS], {}) == ()
    made = invitations.copies(sheet, [AKE], {AKE: Override(ground="10 kap. 2 § OSL")})
    assert made[0].papers[0].permit.overridden


def test_an_adults_guardian_and_who_is_outside_a_small_circle_are_not_invited(binder: Binder) -> None:
    circle = ["youth", "contact:ake"]
    small = planned(kind=MeetingKind.SMALL, circle=circle)
    case = a_case(born=date(2007, 6, 1), meetings=[small])
    fresh(case, binder)
    with binder.writing() as work:
        held = next(iter(work.case("elin").meetings))
        held.called.append(Called(who=OMAR))
    sheet = invitations.sheet(binder, "elin", "m4")
    reasons = {each.recipient.who: each.recipient.why for each in sheet.rows}
    assert reasons[Who.YOUTH] is None
    assert reasons[OMAR] == reasons[LARS] == "mötet var för en mindre krets"
    with binder.writing() as work:
        held = next(iter(work.case("elin").meetings))
        held.kind, held.circle = MeetingKind.ORDINARY, []
    again = {each.recipient.who: each.recipient for each in invitations.sheet(binder, "elin", "m4").rows}
    assert not again[OMAR].allowed


def test_letters_texts_and_drafts_are_on_the_record(material: Material, binder: Binder) -> None:
    sheet = invitations.sheet(binder, "elin", "m4")
    invitations.record_message(binder, sheet, EVA)
    made = invitations.copies(sheet, [AKE], {})
    (draft,) = invitations.make_drafts(sheet, made)
    message = message_from_bytes(draft.message, policy=policy.default)
    assert message["Subject"] == "Nätverksmöte 1 april 2026: papper till dig"
    assert "om nästa möte" in message.get_body().get_content()  # type: ignore[union-attr]
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "Nätverksmöte 2026-04-01.pdf"
    with pikepdf.open(BytesIO(attached.get_content()), password=draft.password) as pdf:
        assert pdf.encryption.R == 6
    dispatch.record(binder, [Handed(file=each, how="printed") for one in made for each in one.papers])
    rows = {each.recipient.who: each for each in invitations.sheet(binder, "elin", "m4").rows}
    assert rows[AKE].is_done
    assert not rows[EVA].is_done
    assert (rows[EVA].sent[0].how, rows[EVA].sent[0].channel) == ("messaged", Channel.TEXT_MESSAGE)
    with binder.reading() as work:
        assert work.document(rows[EVA].sent[0].document).decode() == sheet.message
    assert sheet.message == "Möte onsdag 1 april 14.00, ring om något. /Sara"
    assert logged(binder, "elin")[-2:] == ["messaged", "printed"]
    after = {each.recipient.who: each for each in sending.sheet(binder, "elin", "m3").rows}
    assert not after[AKE].is_done  # an invitation is no plan
    assert after[AKE].sent == ()


def test_a_moved_meeting_is_no_longer_called_to(material: Material, binder: Binder) -> None:
    with binder.writing() as work:
        next(each for each in work.case("elin").meetings if each.key == "m4").status = MeetingStatus.MOVED
    with pytest.raises(KnownError, match="meeting_not_planned"):
        invitations.sheet(binder, "elin", "m4")
    with pytest.raises(KnownError, match="no_planned_meeting"):
        invitations.planned_meeting(papers.gather(binder, "elin"))


# Inför mötet


def test_the_page_before_a_meeting_tells_what_one_wants_to_know(material: Material) -> None:
    meeting = invitations.planned_meeting(material)
    page = briefing.briefing_snapshot(material, meeting)
    assert [each.person.name for each in page.coming] == ["Elin Holm", "Eva Holm"]
    assert page.coming[1].interpreter == "Polska, Tolkhuset"
    assert [each.person.name for each in page.declined] == ["Åke Örn"]
    assert [each.person.name for each in page.silent] == ["Lars Blom"]
    assert [each.person.name for each in page.newcomers] == ["Lars Blom"]
    assert [each.action.what for each in page.open] == ["Prata om lördagarna", "Hämta på lördagar"]
    assert page.open[0].action.times_carried == 1
    assert page.open[0].news[0].note == "en gång"
    assert [(each.code, each.name, each.on) for each in page.ahead] == [
        ("outside_scope", "Lars Blom", None),
        ("runs_out", "Omar Holm", date(2026, 3, 20)),
        ("decision_ends", None, date(2026, 3, 31)),
    ]
    assert (page.view, page.view_absent, page.view_on) == (
        None,
        ViewAbsent.DID_NOT_WANT,
        date(2026, 3, 3),
    )


def test_what_is_missing_comes_first(binder: Binder) -> None:
    meeting = planned()
    meeting.called = [each for each in meeting.called if each.who != EVA]
    fresh(a_case(guardians=[], born=date(2011, 3, 20), meetings=[meeting]), binder)
    material = papers.gather(binder, "elin")
    page = briefing.briefing_snapshot(material, invitations.planned_meeting(material))
    codes = [each.code for each in page.ahead]
    assert codes[0] == "no_guardian"
    assert "birthday" in codes
    text = words(briefing.briefing(material, material.case.meetings[0]).content)
    assert "Ingen vårdnadshavare är antecknad" in text
    assert "Fyller år 20 mars: Elin Holm behöver samtycka" in text


def test_the_page_before_is_logged_and_not_among_what_was_sent(material: Material, binder: Binder) -> None:
    made = briefing.briefing(material, invitations.planned_meeting(material))
    assert made.standing is Standing.WORKING
    briefing.note_printed(binder, made)
    with binder.reading() as work:
        assert work.all(Dispatch) == []
        last = work.log_rows(case="elin")[-1]
    assert (last.what, last.details["paper"], last.details["meeting"]) == ("printed", "briefing", "m4")
    assert "ground" not in last.details


@pytest.mark.parametrize(
    "code", sorted({*briefing.WARNED, *KeyDateKind, *(set(Cover) - {Cover.COVERED}), "no_guardian"})
)
def test_everything_to_see_to_has_words(code: str) -> None:
    assert texts("briefing")(f"ahead.{code}", name="Eva", day="1 april")
