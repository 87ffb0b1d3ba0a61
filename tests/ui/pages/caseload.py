"""A believable caseload in a binder: cases in all states, one of them with everything a case can have.

All names are invented, numbers are from the series that are kept free for fiction.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.models.codes import (
    Answer,
    AttendanceStatus,
    Basis,
    CaseState,
    Channel,
    KeyDateKind,
    MeetingKind,
    NoteKind,
    OrganisationKind,
    Outcome,
    TargetGroup,
)
from app.models.meeting import Attendance
from app.models.who import Who
from app.services import (
    address_book,
    case_states,
    cases,
    consents,
    dispatch,
    groups,
    issue_plan,
    key_dates,
    meetings,
    notes,
    papers,
    reports,
)
from app.services.address_book import ContactFacts, OrganisationFacts
from app.services.case_states import StateFacts
from app.services.cases import CaseFacts, NewCase
from app.services.consents import SignedConsent
from app.services.dispatch import PRINTED, Handed
from app.services.groups import Membership
from app.services.key_dates import KeyDateFacts
from app.services.meetings import MeetingFacts
from app.services.notes import NoteFacts
from app.services.people import GuardianFacts, YouthFacts
from app.services.reports import ReportFacts
from app.storage.binder import Binder
from tests.builders import a_follow_up, a_goal, a_meeting, an_action
from tests.services.readings import only, whole

LONG = "Maximiliana-Alexandrina von Hohenstein-Lewenhaupt af Björkskär"

PEOPLE = (
    (
        "Åke Örn",
        "kommunpolis",
        "Polisen",
        OrganisationKind.POLICE,
        "Känner centrum om kvällarna och kan följa dig hem",
    ),
    ("Zofia Żółć", "rektor", "Björkskolan", OrganisationKind.SCHOOL, "Bestämmer över schemat"),
    ("Maria Sol", "kurator", "BUP", OrganisationKind.PSYCHIATRY, "Hjälper dig att sova"),
    ("Rami Haddad", "fritidsledare", "Fritidsgården", OrganisationKind.LEISURE, "Har öppet när du behöver"),
    (
        "Yusuf Demir",
        "fältassistent",
        "Ungdomsenheten",
        OrganisationKind.SOCIAL_SERVICES,
        "Finns på stan och i telefon",
    ),
    ("Lars Blom", "tränare", "Skogås IF", OrganisationKind.ASSOCIATION, "Du litar på honom"),
    ("Gun Ek", "mormor", "", OrganisationKind.OTHER, "Hos henne är du på söndagar"),
)
MORE = (
    "Frivården",
    "Jobbtorg",
    "Habiliteringen",
    "Elevhälsan",
    "Arbetsförmedlingen Skogås Trångsund",
    "Maria Ungdom",
)


def address(binder: Binder, *, host: str = "Ungdomsenheten") -> dict[str, str]:
    """The people of the address book by name."""
    found = {}
    for name, role, organisation, kind, _why in PEOPLE:
        id_ = None
        if organisation:
            facts = OrganisationFacts(name=organisation, kind=kind, host=organisation == host)
            id_ = only(address_book.add_organisation(binder, facts))
        number = 10 + len(found)
        found[name] = only(
            address_book.add_contact(
                binder,
                ContactFacts(
                    name=name,
                    role=role,
                    organisation_id=id_,
                    phone=f"08-465 004 {number}",
                    email=None
                    if name == "Gun Ek"
                    else f"{name.split()[0].lower().replace('å', 'a')}@example.se",
                    private_network=name in ("Lars Blom", "Gun Ek"),
                    channel=Channel.SECURE_MAIL if organisation == host else None,
                ),
            )
        )
    return found


def amir(binder: Binder, people: dict[str, str]) -> str:
    """Amir, who turns fifteen on Sunday: two guardians, seven members, three meetings, notes, papers."""
    today = binder.clock().date()
    case_id = only(
        cases.open_case(
            binder,
            NewCase(
                youth=YouthFacts(
                    name="Amir Nilsson",
                    birth_date=date(2011, 3, 8),
                    school="Björkskolan, 8 B",
                    phone="070-174 06 20",
                    channel=Channel.TEXT_MESSAGE,
                ),
                guardians=(
                    GuardianFacts(name="Karin Nilsson", relation="mamma", phone="070-174 06 21"),
                    GuardianFacts(
                        name="Tomas Nilsson",
                        relation="pappa",
                        phone="070-174 06 22",
                        email="tomas@example.se",
                    ),
                ),
                facts=CaseFacts(
                    code_name="Björken",
                    reference="2026-014",
                    basis=Basis.ASSISTANCE,
                    target_group=TargetGroup.RISK,
                    responsible_social_worker_id=people["Yusuf Demir"],
                ),
                since=date(2025, 12, 1),
            ),
        )
    )
    karin, tomas = (Who.guardian(each.key) for each in whole(binder, case_id).guardians)
    for name, _role, _organisation, _kind, why in PEOPLE:
        wanted = {"Lars Blom": True, "Gun Ek": True, "Zofia Żółć": False}.get(name)
        groups.add_member(
            binder,
            case_id,
            people[name],
            Membership(
                purpose=why,
                from_=date(2026, 1, 8),
                mandate=True if name == "Zofia Żółć" else None,
                wanted_by_youth=wanted,
            ),
        )
    for who, day in ((karin, 12), (tomas, 14)):
        signed = date(2026, 1, day)
        consents.record_consent(
            binder,
            case_id,
            SignedConsent(
                by=who, signed=signed, valid_from=signed, valid_until=date(2026, 6, 30), all_in_group=True
            ),
        )
    told = {"on": date(2026, 1, 12), "how": "muntligt och på papper", "understood": True}
    consents.record_information(binder, case_id, to=[Who.YOUTH], **told)  # type: ignore[arg-type]
    consents.record_information(
        binder, case_id, to=[karin, tomas], on=date(2026, 1, 12), language="sv", understood=True
    )
    for state, day in ((CaseState.SEEKING_CONSENT, date(2026, 1, 5)), (CaseState.ACTIVE, date(2026, 1, 14))):
        case_states.change_state(binder, case_id, StateFacts(state=state, date=day))
    key_dates.add_key_date(
        binder, case_id, KeyDateFacts(kind=KeyDateKind.DECISION_ENDS, date=date(2027, 5, 14))
    )
    groups.record_wish(
        binder, case_id, "min moster Leila", wanted=True, on=date(2026, 1, 12), note="hon fattar"
    )
    _meetings(binder, case_id, people, karin)
    for text, kind, with_, hours, private, follow in (
        (
            "Chefen på Ica säger ja, men vill träffa Amir först.",
            NoteKind.CALL,
            "Yusuf",
            4,
            False,
            today + timedelta(days=2),
        ),
        ("Orolig för lördagarna. Vill inte att skolan får veta.", NoteKind.CALL, "Karin", 27, True, None),
        ("Träffade Amir utanför matsalen. Han sover bättre.", NoteKind.SCHOOL, "Amir", 76, False, None),
    ):
        at = binder.clock() - timedelta(hours=hours)
        notes.write_note(
            binder,
            case_id,
            NoteFacts(text=text, at=at, kind=kind, with_=with_, private=private, follow_up_on=follow),
        )
    key = only(
        meetings.plan_meeting(
            binder,
            case_id,
            MeetingFacts(starts=datetime(2026, 3, 10, 13), place="Skogås centrum, lokal Björken"),
        ),
        case_id,
    )
    meetings.record_answer(binder, case_id, key, karin, Answer.YES)
    meetings.record_answer(binder, case_id, key, Who.contact(people["Åke Örn"]), Answer.YES)
    meetings.record_answer(binder, case_id, key, Who.contact(people["Zofia Żółć"]), Answer.NO)
    reports.report_action(
        binder,
        case_id,
        "praktik2",
        ReportFacts(
            on=today - timedelta(days=1),
            by=Who.contact(people["Yusuf Demir"]),
            outcome=Outcome.ONGOING,
            text="Chefen säger ja, men vill träffa Amir först.",
        ),
    )
    form = papers.consent_form(papers.gather(binder, case_id), all_signers=True)
    dispatch.record(binder, [Handed(file=form, how=PRINTED)])
    return case_id


def _meetings(binder: Binder, case_id: str, people: dict[str, str], karin: Who) -> None:
    yusuf, ake = f"contact:{people['Yusuf Demir']}", f"contact:{people['Åke Örn']}"
    with binder.writing() as work:
        case = work.case(case_id)
        first = a_meeting(
            1,
            datetime(2026, 1, 14, 14),
            a_goal(
                "skola",
                an_action("matte", what="Gå på mattelektionen varje dag", due=date(2026, 2, 11)),
                an_action("praktik", yusuf, what="Ordna praktikplats på Ica Skogås", due=date(2026, 2, 11)),
                life_area="occupation_school",
                goal="Komma i gång med praktik före påsk",
            ),
            kind=MeetingKind.START,
            strengths="Amir kom själv till mötet.",
            youth_view="Jag vill inte ha så många möten.",
        )
        second = a_meeting(
            2,
            datetime(2026, 2, 11, 14),
            a_goal(
                "skola2",
                an_action(
                    "matte2",
                    what="Gå på mattelektionen varje dag",
                    due=date(2026, 3, 10),
                    documented="skolans närvaro",
                ),
                an_action(
                    "praktik2",
                    yusuf,
                    what="Ordna praktikplats på Ica Skogås",
                    due=date(2026, 3, 6),
                    carried_from="praktik",
                    documented="nästa möte",
                ),
                life_area="occupation_school",
                goal="Komma i gång med praktik före påsk",
                continues="skola",
            ),
            a_goal(
                "centrum",
                an_action("lordag", ake, what="Prata med Amir om lördagskvällarna", due=date(2026, 3, 10)),
                an_action(
                    "hamta",
                    karin,
                    what="Hämta Amir klockan 22 på lördagar",
                    due=date(2026, 3, 10),
                    documented="sms till Sara",
                ),
                life_area="criminality",
                goal="Slippa lördagskvällarna vid centrum",
            ),
            follow_ups=[
                a_follow_up("matte", Outcome.DONE, note="17 av 20 dagar", done_on=date(2026, 2, 10)),
                a_follow_up("praktik", Outcome.PARTLY, note="ringde två gånger, ingen svarade"),
            ],
            strengths="Amir har varit i skolan 17 av 20 dagar. Han ringde själv när han blev försenad.",
            youth_view="Jag vill ha praktik med folk, inte på lager. Yusuf ska vara med första gången.",
        )
        case.meetings += [first, second]
        for meeting in (first, second):
            present = (Who.YOUTH, karin, *map(Who.contact, people.values()))
            meeting.attendance = [
                Attendance(who=each, status=AttendanceStatus.PRESENT) for each in present[:7]
            ]
        work.flush()
        for meeting in (first, second):
            issue_plan.issue(work, case, meeting)


def others(binder: Binder, people: dict[str, str]) -> None:
    """Eight more cases in all sorts of states."""
    today = binder.clock().date()
    told = (
        ("Elin Holm", date(2009, 9, 2), CaseState.ACTIVE, "Linden", True),
        ("Nora Åberg", date(2007, 5, 17), CaseState.ACTIVE, "Granen", True),
        (LONG, date(2008, 11, 30), CaseState.ACTIVE, "Ett kodnamn som är långt", False),
        ("Leyla Demir", date(2010, 1, 9), CaseState.SEEKING_CONSENT, "Rönnen", False),
        ("Jonas Ek", date(2005, 8, 8), CaseState.ACTIVE, None, True),
        ("Milo Lund", date(2012, 2, 3), CaseState.QUEUED, "Asken", False),
        ("Karim Ali", date(2011, 12, 12), CaseState.ASSESSED, "Eken", False),
        ("Örjan Berg", date(2006, 4, 1), CaseState.DECLINED, None, False),
    )
    for name, born, state, code_name, signed in told:
        guardians = () if today.year - born.year > 18 else (GuardianFacts(name=f"Eva {name.split()[-1]}"),)
        case_id = only(
            cases.open_case(
                binder,
                NewCase(
                    youth=YouthFacts(name=name, birth_date=born, protected_identity=name == "Nora Åberg"),
                    guardians=guardians,
                    facts=CaseFacts(code_name=code_name),
                    since=date(2025, 11, 3),
                ),
            )
        )
        path = {
            CaseState.ACTIVE: (CaseState.SEEKING_CONSENT, CaseState.ACTIVE),
            CaseState.DECLINED: (CaseState.DECLINED,),
        }.get(state, (state,))
        for each in path:
            case_states.change_state(binder, case_id, StateFacts(state=each, date=date(2025, 12, 1)))
        if state is CaseState.ACTIVE:
            groups.add_member(
                binder,
                case_id,
                people["Åke Örn"],
                Membership(purpose="Känner området", from_=date(2025, 12, 1)),
            )
        if signed:
            case = whole(binder, case_id)
            for who in (Who.YOUTH, *(Who.guardian(each.key) for each in case.guardians)):
                day = date(2025, 12, 5)
                consents.record_consent(
                    binder,
                    case_id,
                    SignedConsent(
                        by=who, signed=day, valid_from=day, valid_until=date(2026, 5, 31), all_in_group=True
                    ),
                )
            meetings.plan_meeting(
                binder,
                case_id,
                MeetingFacts(
                    starts=datetime(2026, 3, 4 + len(name) % 9, 9 + len(name) % 6), place="Björkskolan"
                ),
            )


def many_organisations(binder: Binder, case_id: str) -> None:
    """Six more organisations in a group, so that the matrix must scroll."""
    for name in MORE:
        id_ = only(address_book.add_organisation(binder, OrganisationFacts(name=name)))
        contact = only(
            address_book.add_contact(binder, ContactFacts(name=f"Kontakt på {name}", organisation_id=id_))
        )
        groups.add_member(
            binder, case_id, contact, Membership(purpose="Kan sina saker", from_=date(2026, 3, 1))
        )
