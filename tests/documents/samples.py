"""Invented people and what they agreed, as snapshots: what the papers' tests are made of."""

from datetime import date, datetime

from app.models.codes import AttendanceStatus, MeetingKind, Outcome
from app.models.snapshots import (
    Attended,
    ConsentFormSnapshot,
    ContactLine,
    ContactListSnapshot,
    FollowedUp,
    Letterhead,
    NextMeeting,
    Person,
    PlannedAction,
    PlannedArea,
    PlannedGoal,
    PlanSnapshot,
)
from app.models.who import Who

HEAD = Letterhead(
    unit="Ungdomssektionen",
    municipality="Provköpings kommun",
    coordinator="Sara Lind",
    coordinator_title="samordnare",
    phone="08-465 004 01",
    email="sara.lind@example.se",
)
ELIN = Person(who=Who.YOUTH, name="Elin Holm")
EVA = Person(who=Who.guardian("g1"), name="Eva Holm", role="mamma")
ANDERS = Person(who=Who.guardian("g2"), name="Anders Holm", role="pappa")
YUSUF = Person(who=Who.contact("yusuf"), name="Yusuf Demir", role="fältassistent", organisation="Fältgruppen")
ZOFIA = Person(who=Who.contact("zofia"), name="Zofia Żółć", role="rektor", organisation="Björkskolan")
AKE = Person(who=Who.contact("ake"), name="Åke Örn", role="kommunpolis", organisation="Polisen Provköping")
LARS = Person(who=Who.contact("lars"), name="Lars Blom", role="tränare")
AHMAD = Person(who=Who.contact("ahmad"), name="أحمد الخطيب", role="farbror")
LONG_NAME = "Maximiliana-Konstantina Wolfeschlegelsteinhausenbergerdorffska"
LONG = Person(who=Who.contact("long"), name=LONG_NAME, role="kurator", organisation="Elevhälsan")
SARA = Person(
    who=Who.coordinator("sara"), name="Sara Lind", role="samordnare", organisation="Ungdomssektionen"
)


def step(
    key: str, what: str, who: Person, due: date | None, how: str | None = None, **more: int
) -> PlannedAction:
    """One step of a plan."""
    return PlannedAction(key=key, what=what, responsible=who, due=due, documented=how, **more)


AREAS = (
    PlannedArea(
        key="occupation_school",
        name="Sysselsättning och skola",
        goals=(
            PlannedGoal(
                key="1",
                goal="Komma i gång med praktik före påsk",
                long_term="Ett jobb där jag får träffa folk",
                actions=(
                    step(
                        "a1", "Besöka Ica Skogås och träffa chefen", YUSUF, date(2026, 3, 12), times_carried=3
                    ),
                    step("a2", "Gå på mattelektionen varje dag", ELIN, None, "skolans närvaro"),
                    step("a3", "Mejla närvaron varje fredag", ZOFIA, date(2026, 4, 1), "mejl till Sara"),
                ),
            ),
        ),
    ),
    PlannedArea(
        key="criminality",
        name="Kriminalitet",
        goals=(
            PlannedGoal(
                key="2",
                goal="Slippa lördagskvällarna vid centrum",
                actions=(
                    step("a4", "Prata med Elin om lördagskvällarna", AKE, date(2026, 3, 20)),
                    step("a5", "Ta med områdeskartan till mötet", AKE, date(2026, 4, 1)),
                    step("a6", "Hämta Elin klockan 22 på lördagar", EVA, date(2026, 4, 1), "sms till Sara"),
                ),
            ),
        ),
    ),
    PlannedArea(
        key="leisure",
        name="Fritid",
        goals=(
            PlannedGoal(
                key="3",
                goal="Börja på gymmet",
                actions=(step("a7", "Prova två pass tillsammans", LARS, date(2026, 3, 18)),),
            ),
        ),
    ),
)

FOLLOW_UPS = (
    FollowedUp(
        action="b1",
        what="Mattelektion varje dag",
        responsible=ELIN,
        outcome=Outcome.DONE,
        note="17 av 20 dagar",
    ),
    FollowedUp(
        action="b2",
        what="Ordna praktikplats på Ica Skogås",
        responsible=YUSUF,
        outcome=Outcome.ONGOING,
        note="besök bokat",
        times_carried=2,
    ),
    FollowedUp(
        action="b3",
        what="Ringa fritidsgården",
        responsible=EVA,
        outcome=Outcome.PARTLY,
        note="de ringer tillbaka",
    ),
    FollowedUp(action="b4", what="Fråga om läxhjälp", responsible=ZOFIA, outcome=Outcome.NOT_DONE),
    FollowedUp(
        action="b5",
        what="Träffas på torsdagar",
        responsible=LARS,
        outcome=Outcome.CHANGED,
        note="onsdagar i stället",
    ),
    FollowedUp(
        action="b6", what="Söka busskort", responsible=EVA, outcome=Outcome.DROPPED, note="behövs inte längre"
    ),
)

ATTENDANCE = (
    Attended(person=ELIN, status=AttendanceStatus.PRESENT),
    Attended(person=EVA, status=AttendanceStatus.PRESENT),
    Attended(person=YUSUF, status=AttendanceStatus.LATE),
    Attended(person=ZOFIA, status=AttendanceStatus.REMOTE),
    Attended(
        person=AKE,
        status=AttendanceStatus.SUBSTITUTE,
        substitute="Ida Ek",
        substitute_organisation="Polisen Provköping",
    ),
    Attended(person=LARS, status=AttendanceStatus.EXCUSED),
    Attended(person=ANDERS, status=AttendanceStatus.ABSENT),
    Attended(person=SARA, status=AttendanceStatus.PRESENT),
)

PLAN = PlanSnapshot(
    case_reference="2026-014",
    youth=ELIN,
    meeting_number=5,
    meeting_kind=MeetingKind.ORDINARY,
    meeting_starts=datetime(2026, 3, 4, 14),
    version=5,
    letterhead=HEAD,
    strengths=(
        "Elin har varit i skolan 17 av 20 dagar. Hon ringde själv när hon blev försenad. "
        "Praktikplatsen är nästan klar."
    ),
    youth_view="Jag vill ha praktik med folk, inte på lager. Och jag vill att Yusuf är med första gången.",
    areas=AREAS,
    follow_ups_of=date(2026, 2, 4),
    follow_ups=FOLLOW_UPS,
    attendance=ATTENDANCE,
    next_meeting=NextMeeting(starts=datetime(2026, 4, 1, 14), place="Skogås centrum, lokal Björken"),
)

CONTACTS = ContactListSnapshot(
    case_reference="2026-014",
    youth=ELIN,
    on=date(2026, 3, 4),
    letterhead=HEAD,
    lines=(
        ContactLine(person=ELIN, phone="070-174 06 05"),
        ContactLine(person=EVA, phone="070-174 06 06", email="eva.holm@example.se"),
        ContactLine(person=ANDERS, withheld=True),
        ContactLine(person=SARA, phone="08-465 004 01", email="sara.lind@example.se"),
        ContactLine(person=AKE, phone="031-390 06 01", email="ake.orn@example.se"),
        ContactLine(person=ZOFIA, email="zofia.zolc@example.se"),
        ContactLine(person=YUSUF, phone="070-174 06 07", email="yusuf.demir@example.se"),
        ContactLine(person=LARS, phone="070-174 06 08"),
    ),
)

CONSENT = ConsentFormSnapshot(
    case_reference="2026-014",
    youth=ELIN,
    on=date(2026, 3, 4),
    signers=(ELIN, EVA, ANDERS),
    organisations=(
        "Ungdomssektionen",
        "Polisen Provköping",
        "Björkskolan",
        "Fältgruppen",
        "Elevhälsan",
        "Barn- och ungdomspsykiatrin",
    ),
    ticked=("Ungdomssektionen", "Polisen Provköping", "Björkskolan", "Fältgruppen"),
    kinds=("Hur det går i skolan", "Fritid och vänner", "Det som gruppen har kommit överens om"),
    valid_from=date(2026, 3, 4),
    valid_until=date(2026, 12, 31),
    letterhead=HEAD,
)
