"""The same invented people around a meeting: its minutes, invitations and pages, as snapshots."""

from dataclasses import replace
from datetime import date, datetime

from app.models.codes import Outcome
from app.models.meeting_snapshots import (
    Ahead,
    BriefingSnapshot,
    Expected,
    Helper,
    InvitationSnapshot,
    MinutesSnapshot,
    MyPlanSnapshot,
    NewsLine,
    OpenStep,
)
from app.models.snapshots import NextMeeting, Person, PlannedAction
from app.models.who import Who
from tests.documents import samples
from tests.documents.samples import ANDERS, AREAS, ELIN, EVA, HEAD, LARS, PLAN, YUSUF, ZOFIA

STEPS = {step.key: step for area in AREAS for goal in area.goals for step in goal.actions}
NEXT = NextMeeting(starts=datetime(2026, 4, 1, 14), place="Skogås centrum, lokal Björken")
AKE = samples.AKE
LEYLA = Person(who=Who.contact("leyla"), name="Leyla Şahin", role="kurator", organisation="Elevhälsan")

MINUTES = MinutesSnapshot(
    plan=PLAN,
    minutes=60,
    place="Skogås centrum, lokal Björken",
    notes=(
        "Skolan berättade att frånvaron har minskat. Zofia tar upp schemat med mentorn.\n\n"
        "Åke har sett att det är lugnare vid centrum. Gruppen undrade vem som kan vara med på lördagar.\n"
        "Eva hämtar så länge."
    ),
)

MY_PLAN = MyPlanSnapshot(
    youth=ELIN,
    on=date(2026, 3, 4),
    view="Jag vill ha praktik med folk, inte på lager. Och jag vill att Yusuf är med första gången.",
    goals=("Komma i gång med praktik före påsk", "Slippa lördagskvällarna vid centrum", "Börja på gymmet"),
    steps=(STEPS["a2"],),
    helpers=(
        Helper(person=YUSUF, steps=(STEPS["a1"],)),
        Helper(person=ZOFIA, steps=(STEPS["a3"],)),
        Helper(person=AKE, steps=(STEPS["a4"], STEPS["a5"])),
        Helper(person=EVA, steps=(STEPS["a6"],)),
        Helper(person=LARS, steps=(STEPS["a7"],)),
        Helper(person=LEYLA, purpose="Du kan prata med henne om hur du mår"),
    ),
    next_meeting=NEXT,
    letterhead=HEAD,
)

SUMMONS = InvitationSnapshot(on=date(2026, 3, 18), meeting=NEXT, initials="E.H.", letterhead=HEAD)
INVITATION = InvitationSnapshot(
    on=date(2026, 3, 18), meeting=NEXT, family=True, interpreter=True, letterhead=HEAD
)

BRIEFING = BriefingSnapshot(
    case_reference="2026-014",
    youth=ELIN,
    on=date(2026, 3, 31),
    meeting_number=6,
    meeting_kind=PLAN.meeting_kind,
    meeting=NEXT,
    coming=(
        Expected(person=ELIN),
        Expected(person=EVA, interpreter="Polska, Tolkhuset"),
        Expected(person=AKE),
    ),
    declined=(Expected(person=ZOFIA),),
    silent=(Expected(person=YUSUF), Expected(person=LARS), Expected(person=ANDERS)),
    newcomers=(Helper(person=LEYLA, purpose="Du kan prata med henne om hur du mår"),),
    open=(
        OpenStep(
            action=STEPS["a1"],
            agreed_on=date(2026, 3, 4),
            news=(
                NewsLine(
                    on=date(2026, 3, 13),
                    by="Yusuf Demir",
                    outcome=Outcome.DONE,
                    note="Chefen vill att Elin börjar efter påsk",
                ),
            ),
        ),
        *(OpenStep(action=STEPS[key], agreed_on=date(2026, 3, 4)) for key in ("a2", "a3", "a4", "a5")),
        OpenStep(
            action=STEPS["a6"],
            agreed_on=date(2026, 3, 4),
            news=(NewsLine(on=date(2026, 3, 28), note="fungerar"),),
        ),
        OpenStep(action=STEPS["a7"], agreed_on=date(2026, 3, 4)),
    ),
    ahead=(
        Ahead(code="runs_out", name="Anders Holm", on=date(2026, 4, 15)),
        Ahead(code="outside_scope", name="Elevhälsan"),
        Ahead(code="decision_ends", on=date(2026, 4, 30)),
    ),
    view=PLAN.youth_view,
    view_on=date(2026, 3, 4),
    letterhead=HEAD,
)


def thirty(who: tuple[Person, ...] = (ELIN, EVA, YUSUF, AKE, ZOFIA)) -> tuple[PlannedAction, ...]:
    """Thirty steps, one after the other for each of some people, with words of a usual length."""
    return tuple(
        samples.step(
            f"t{number}",
            f"Göra sak nummer {number} tillsammans med någon som har tid och kan området",
            who[number % len(who)],
            date(2026, 3, 5 + number % 25),
        )
        for number in range(30)
    )


def my_plan_of_thirty() -> MyPlanSnapshot:
    """A page for a youth around whom too much has been agreed (R12)."""
    steps = thirty()
    helpers = [EVA, YUSUF, AKE, ZOFIA]
    return replace(
        MY_PLAN,
        steps=tuple(each for each in steps if each.responsible.who == Who.YOUTH),
        helpers=tuple(
            Helper(person=who, steps=tuple(each for each in steps if each.responsible.who == who.who))
            for who in helpers
        ),
    )
