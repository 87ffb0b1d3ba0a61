"""The gate, the papers and what is sent, on a real binder."""

import email
import email.policy
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from app.models.binder import Dispatch
from app.models.case import Case
from app.models.codes import AttendanceStatus, Basis, MeetingStatus, Outcome, Paper
from app.models.errors import Kind, KnownError
from app.models.meeting import Attendance, Meeting
from app.models.permit import Block
from app.models.who import Who
from app.services import dispatch, issue_plan, outbox, papers, sending
from app.services.dispatch import DRAFTED, Handed
from app.services.gate import Override, permit, permit_form, permit_whole
from app.services.papers import Material
from app.services.sending import meeting_to_send
from app.storage.binder import Binder
from app.storage.work import Work
from tests.builders import (
    CONTACTS,
    COORDINATORS,
    ORGANISATIONS,
    a_case,
    a_contact,
    a_coordinator,
    a_covered_case,
    a_follow_up,
    a_goal,
    a_guardian,
    a_meeting,
    a_participant,
    an_action,
    an_organisation,
)

FIRST, SECOND = date(2026, 2, 4), date(2026, 3, 3)
AKE, YOUTH = "contact:ake", "youth"


def fresh(case: Case, binder: Binder) -> None:
    """Put a built case, and copies of the address book's people, in the binder."""
    with binder.writing() as work:
        for each in ORGANISATIONS.values():
            work.add(an_organisation(each.id, name=each.name, host=each.host))
        for each in COORDINATORS.values():
            work.add(a_coordinator(each.id, name=each.name, phone=each.phone, email="sara@example.se"))
        work.flush()
        for each in CONTACTS.values():
            work.add(
                a_contact(
                    each.id, each.organisation_id, name=each.name, role=each.role, email=each.email,
                    phone=each.phone, private_network=each.private_network,
                )
            )  # fmt: skip
        work.flush()
        work.add(case)
        work.flush()
        for meeting in case.meetings:
            issue_plan.issue(work, case, meeting)
            work.flush()


def two_meetings() -> tuple[Meeting, Meeting]:
    first = a_meeting(
        1,
        FIRST,
        a_goal("g1", an_action("a1", AKE, what="Prata om lördagarna", due=date(2026, 3, 1))),
        strengths="Elin kommer i tid.",
    )
    second = a_meeting(
        2,
        SECOND,
        a_goal("g2", an_action("a2", AKE, what="Ta med områdeskartan", carried_from="a1"), continues="g1"),
        follow_ups=[a_follow_up("a1", Outcome.NOT_DONE, note="var sjuk")],
        strengths="Elin har varit i skolan varje dag.",
        youth_view="Jag vill ha praktik med folk.",
    )
    second.attendance = [Attendance(who=Who.parse(AKE), status=AttendanceStatus.PRESENT)]
    return first, second


@pytest.fixture
def covered(binder: Binder) -> Iterator[Material]:
    fresh(a_covered_case(meetings=two_meetings()), binder)
    return papers.gather(binder, "elin")


def words(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def plan_for(material: Material, to: str, **options: Override) -> papers.PaperFile:
    version = papers.plan_version(material)
    leave = permit(material.case, material.book, Paper.PLAN, to, on=material.on, **options)
    return papers.plan(material, leave, version)


def test_a_recipients_plan_begins_with_their_own_steps(covered: Material) -> None:
    text = words(plan_for(covered, AKE).content)
    assert text.index("Ditt ansvar till nästa möte") < text.index("Elin har varit i skolan")
    assert "Ta med områdeskartan" in text
    assert "Jag vill ha praktik" in text


def test_a_plan_repeats_byte_for_byte(covered: Material, binder: Binder) -> None:
    first = plan_for(covered, AKE)
    again = plan_for(papers.gather(binder, "elin"), AKE)
    assert first.content == again.content
    assert len(first.content) > 10_000


def test_a_version_keeps_the_words_it_was_agreed_in(covered: Material, binder: Binder) -> None:
    before = plan_for(covered, AKE).content
    with binder.writing() as work:
        case = work.case("elin")
        case.young_person.name = "Elin Annan"
        case.meetings[1].strengths = "Något helt annat."
    assert plan_for(papers.gather(binder, "elin"), AKE).content == before


def test_a_correction_names_the_version_it_replaces(covered: Material, binder: Binder) -> None:
    with binder.writing() as work:
        case = work.case("elin")
        meeting = case.meetings[1]
        meeting.strengths = "Rättat."
        issue_plan.issue(work, case, meeting)
    material = papers.gather(binder, "elin")
    version = papers.plan_version(material)
    assert (version.version, version.replaces) == (3, 2)
    assert "ersätter version 2" in words(plan_for(material, AKE).content).lower()


def test_the_plan_of_an_earlier_meeting_can_be_asked_for(covered: Material) -> None:
    assert papers.plan_version(covered, 1).meeting_key == "m1"
    with pytest.raises(KnownError) as refused:
        papers.plan_version(covered, 9)
    assert refused.value.code == "no_meeting_of_number"


def test_without_consents_outsiders_are_refused_and_the_family_and_own_unit_are_not(
    binder: Binder,
) -> None:
    case = a_case(meetings=two_meetings())
    fresh(case, binder)
    material = papers.gather(binder, "elin")
    with pytest.raises(KnownError) as refused:
        plan_for(material, AKE)
    assert (refused.value.code, refused.value.kind) == ("not_covered", Kind.RULE)
    assert "Eva Holm" in str(refused.value.details["who"])
    with pytest.raises(KnownError):
        permit_whole(material.case, material.book, Paper.PLAN, on=material.on)
    for to in (YOUTH, "guardian:eva", "coordinator:sara", "record"):
        assert plan_for(material, to).permit.to == to


def test_another_ground_opens_for_one_and_stands_on_the_record(binder: Binder) -> None:
    fresh(a_case(meetings=two_meetings()), binder)
    material = papers.gather(binder, "elin")
    made = plan_for(material, AKE, override=Override(ground="10 kap. 18 a § OSL", reason="Hot mot Elin"))
    dispatch.record(binder, [Handed(file=made, how="printed")])
    with binder.reading() as work:
        lines = [row for row in work.log_rows(case="elin") if row.what in ("cover_overridden", "printed")]
        kept = work.all(Dispatch)
        assert work.document(kept[0].document) == made.content
    assert [line.details["ground"] for line in lines] == ["10 kap. 18 a § OSL"] * 2
    assert lines[0].details["reason"] == "Hot mot Elin"
    with pytest.raises(KnownError) as refused:
        plan_for(material, AKE, override=Override(ground="  "))
    assert refused.value.code == "ground_missing"


@pytest.mark.parametrize(
    ("to", "code"),
    [("contact:nobody", "not_a_recipient"), ("guardian:x", "not_a_recipient"), ("polisen", "not_a_person")],
)
def test_who_the_case_does_not_know_gets_nothing(covered: Material, to: str, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        plan_for(covered, to, override=Override(ground="domstol"))
    assert refused.value.code == code


def test_a_permit_is_for_one_paper_of_one_case_on_one_day(covered: Material) -> None:
    leave = permit(covered.case, covered.book, Paper.CONTACTS, AKE, on=covered.on)
    with pytest.raises(ValueError, match="another paper"):
        papers.plan(covered, leave, papers.plan_version(covered))
    with pytest.raises(ValueError, match="another paper"):
        papers.contacts(covered, permit_form(covered.case, covered.on))


def test_the_contact_list_withholds_what_tells_where_somebody_is(binder: Binder) -> None:
    case = a_covered_case(
        youth={"protected_identity": True, "phone": "070-174 06 20", "school": "Björkskolan"},
        guardians=[a_guardian("eva", name="Eva Holm", phone="070-174 06 21", phone_on_list=False)],
    )
    case.consents = [each for each in case.consents if str(each.by) != "guardian:omar"]
    fresh(case, binder)
    material = papers.gather(binder, "elin")
    leave = permit_whole(material.case, material.book, Paper.CONTACTS, on=material.on)
    text = words(papers.contacts(material, leave).content)
    assert "Åke Örn" in text
    assert "08-465 004 10" in text
    for secret in ("070-174 06 20", "070-174 06 21", "Björkskolan"):
        assert secret not in text


def test_the_form_has_a_line_for_those_whose_signature_is_missing(binder: Binder) -> None:
    case = a_covered_case()
    case.consents[1].withdrawn = date(2026, 3, 1)
    fresh(case, binder)
    material = papers.gather(binder, "elin")
    signed = words(papers.consent_form(material).content)
    assert signed.count("Eva Holm") == 1
    assert "Omar Holm" not in signed
    everybody = words(papers.consent_form(material, all_signers=True).content)
    assert "Eva Holm" in everybody
    assert "Omar Holm" in everybody


def test_a_form_for_a_minor_without_guardians_leaves_a_line_for_one(binder: Binder) -> None:
    fresh(a_case(guardians=[], born=date(2012, 1, 1)), binder)
    assert "vårdnadshavare" in words(papers.consent_form(papers.gather(binder, "elin")).content).lower()


def test_nothing_to_sign_is_said(covered: Material) -> None:
    with pytest.raises(KnownError) as refused:
        papers.consent_form(covered)
    assert refused.value.code == "nothing_to_sign"


def test_drafts_go_to_those_with_cover_and_address_each_with_its_own_password(
    covered: Material, binder: Binder, tmp_path: Path
) -> None:
    made, left_out = dispatch.drafts(covered, meeting_to_send(covered))
    assert {str(each.person.who) for each in made} == {"contact:ake", "contact:zofia"}
    assert {each.why for each in left_out} == {dispatch.NO_ADDRESS}
    assert len({each.password for each in made}) == len(made)
    outbox.put_drafts(binder, tmp_path / "ut", made)
    files = sorted((tmp_path / "ut").iterdir())
    assert len(files) == len(made)
    for file, draft in zip(files, made, strict=True):
        raw = file.read_bytes()
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert message["X-Unsent"] == "1"
        assert draft.email in message["To"]
        assert draft.password.encode() not in raw
        assert "Elin" not in message["Subject"]
        attachments = list(message.iter_attachments())
        assert len(attachments) == 2
        for part in attachments:
            content = part.get_payload(decode=True)
            with pytest.raises(pikepdf.PasswordError):
                pikepdf.open(BytesIO(content))
            with pikepdf.open(BytesIO(content), password=draft.password) as pdf:
                assert pdf.encryption.R == 6
    with binder.reading() as work:
        kept = work.all(Dispatch)
        log = [row for row in work.log_rows(case="elin") if row.what == DRAFTED]
    assert len(kept) == len(log) == 2 * len(made)
    assert {each.secret for each in kept} == {each.password for each in made}
    assert not any(each.password in str(row.details) for each in made for row in log)


def test_drafts_that_cannot_be_recorded_leave_no_file(
    covered: Material, binder: Binder, tmp_path: Path
) -> None:
    made, _ = dispatch.drafts(covered, meeting_to_send(covered))

    with pytest.raises(KnownError):
        outbox.put_drafts(binder, tmp_path / "ut", made, passwords=tmp_path / "no" / "such" / "folder")
    assert list(tmp_path.glob("ut*")) == []
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "annat.txt").write_text("kvar")
    with pytest.raises(KnownError) as refused:
        outbox.put_drafts(binder, tmp_path / "full", made)
    assert refused.value.kind is Kind.ENVIRONMENT
    assert [each.name for each in (tmp_path / "full").iterdir()] == ["annat.txt"]


def test_the_sheet_tells_who_is_blocked_who_is_named_and_what_has_gone(
    binder: Binder, tmp_path: Path
) -> None:
    first, second = two_meetings()
    second.strengths = "Elin och Rami har slutat hänga vid centrum."
    fresh(a_covered_case(meetings=[first, second]), binder)
    with binder.writing() as work:
        work.add(an_organisation("bup", name="BUP"))
        work.flush()
        work.add(a_contact("maria", "bup", name="Maria Sol", email="maria@example.se"))
        work.flush()
        elin = work.case("elin")
        elin.participants.append(a_participant("maria", date(2026, 3, 1)))
    with binder.writing() as work:
        other = a_case("rami", participants=[], guardians=[], youth={"name": "Rami Prov"})
        work.add(other)
    sheet = sending.sheet(binder, "elin", "m2")
    rows = {str(each.recipient.who): each for each in sheet.rows}
    assert rows["contact:maria"].recipient.decision.reason is Block.OUTSIDE_SCOPE
    assert "BUP" in str(rows["contact:maria"].recipient.why)
    assert rows["contact:lars"].recipient.allowed
    assert rows["contact:lars"].recipient.outside_osl
    assert [each.mention.name for each in sheet.named] == ["Rami Prov"]
    assert not any(each.is_done for each in sheet.rows)
    copies = dispatch.copies_for(sheet.material, sheet.version, AKE)
    dispatch.record(binder, [Handed(file=each, how="printed") for each in copies])
    again = {str(each.recipient.who): each for each in sending.sheet(binder, "elin").rows}
    assert again[AKE].is_done
    assert not again["contact:zofia"].is_done


def fix_imported(work: Work, case: Case) -> None:
    versions = issue_plan.versions_of(work, case.id)
    settings = issue_plan.Settings(work)
    for each in issue_plan.issue_imported(case, work.address_book(), settings, versions):
        work.add(each)


def test_imported_history_gets_its_plans_once(binder: Binder) -> None:
    first, second = two_meetings()
    held_without_goals = a_meeting(3, datetime(2026, 3, 3, 16))
    fresh(a_covered_case(meetings=[]), binder)
    with binder.writing() as work:
        case = work.case("elin")
        case.meetings += [first, second, held_without_goals]
        work.flush()
        fix_imported(work, case)
    with binder.writing() as work:
        elin = work.case("elin")
        elin.meetings.append(a_meeting(4, date(2026, 4, 1), status=MeetingStatus.PLANNED))
        work.flush()
        fix_imported(work, elin)
        versions = issue_plan.versions_of(work, "elin")
    assert [(each.version, each.meeting_key) for each in versions] == [(1, "m1"), (2, "m2")]
    with binder.writing() as work:
        case = work.case("elin")
        case.meetings[1].strengths = "Rättat i det andra systemet."
        work.flush()
        fix_imported(work, case)
        versions = issue_plan.versions_of(work, "elin")
    assert [(each.version, each.replaces) for each in versions] == [(1, None), (2, None), (3, 2)]


def test_the_form_knows_that_the_measure_is_part_of_a_sanction(binder: Binder) -> None:
    fresh(a_covered_case(), binder)
    form = papers.consent_form(papers.gather(binder, "elin"), all_signers=True)
    assert "Det är frivilligt" in words(form.content)
    with binder.writing() as work:
        work.case("elin").basis = Basis.SANCTION
    form = papers.consent_form(papers.gather(binder, "elin"), all_signers=True)
    sanction = words(form.content)
    assert "Det är frivilligt" not in sanction
    assert "Det här är en del av en påföljd" in sanction
