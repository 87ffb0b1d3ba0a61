"""Opening a case, its facts, its states, and the list of all cases."""

from dataclasses import dataclass, replace
from datetime import date

from app.models.ages import age_on
from app.models.base import new_key
from app.models.case import Case, CaseStateChange
from app.models.codes import Basis, CaseState, Nominator, TargetGroup
from app.services import checks, people
from app.services.changes import Changes
from app.services.coordinators import Responsible, coordinator_of, let_answer
from app.services.people import GuardianFacts, YouthFacts
from app.storage.binder import Binder
from app.storage.work import Work

ADULT_AREAS_FROM = 18
"""From this age a new case gets the life areas of young adults (R13)."""


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What a case is about besides its people; texts as typed, empty ones may be None."""

    code_name: str | None = None
    reference: str | None = None
    target_group: TargetGroup | None = None
    basis: Basis | None = None
    nominated_by: Nominator | None = None
    life_areas: str | None = None
    coordinator_id: str | None = None
    stand_in_id: str | None = None
    responsible_social_worker_id: str | None = None

    @classmethod
    def of(cls, case: Case) -> "CaseFacts":
        """The facts of a case as they are."""
        return cls(
            code_name=case.code_name,
            reference=case.reference,
            target_group=case.target_group,
            basis=case.basis,
            nominated_by=case.nominated_by,
            life_areas=case.life_areas,
            coordinator_id=case.coordinator_id,
            stand_in_id=case.stand_in_id,
            responsible_social_worker_id=case.responsible_social_worker_id,
        )


@dataclass(frozen=True, kw_only=True)
class NewCase:
    """A case as it is typed in: the youth, and whatever is known already."""

    youth: YouthFacts
    guardians: tuple[GuardianFacts, ...] = ()
    facts: CaseFacts = CaseFacts()
    state: CaseState = CaseState.NOMINATED
    since: date | None = None


def open_case(binder: Binder, new: NewCase) -> Changes:
    """Put a new case in the binder; `ids` holds its id alone.

    Its coordinator is the binder's person, its life areas those of the youth's age (R13), unless said.
    KnownError RULE with the field where something is missing or impossible.
    """
    today = binder.clock().date()
    since = new.since or today
    checks.not_to_come(since, today, "since")
    with binder.writing() as work:
        case = Case(id=new_key())
        youth = people.youth_record(new.youth, today)
        case.young_person = youth
        case.guardians = [people.guardian_record(each, place) for place, each in enumerate(new.guardians)]
        facts = new.facts
        if facts.coordinator_id is None:
            facts = replace(facts, coordinator_id=coordinator_of(work, binder.person).id)
        _write(
            work, case, replace(facts, life_areas=facts.life_areas or areas_by_age(youth.birth_date, today))
        )
        case.coordinator_id, case.stand_in_id = facts.coordinator_id, facts.stand_in_id
        case.states = [CaseStateChange(position=1, state=new.state, date=since)]
        work.add(case)
        work.log("case_opened", case=case.id)
        return Changes.of("case", ids=(case.id,))


def edit_facts(binder: Binder, case_id: str, facts: CaseFacts) -> Changes:
    """Change what a case is about; that another answers for it is logged as such (R7).

    KnownError RULE `code_name_taken` or `stand_in_is_coordinator` with its field.
    """
    with binder.writing() as work:
        case = work.case(case_id)
        _write(work, case, facts)
        work.log("case_changed", case=case_id)
        after = Responsible(coordinator_id=facts.coordinator_id, stand_in_id=facts.stand_in_id)
        let_answer(work, case, after, on=work.now.date())
    return Changes.of("case", ids=(case_id,))


def areas_by_age(birth: date, on: date) -> str:
    """The life areas that fit an age: `young`, or `young_adult` from eighteen (R13)."""
    return "young_adult" if age_on(birth, on) >= ADULT_AREAS_FROM else "young"


def _write(work: Work, case: Case, facts: CaseFacts) -> None:
    code_name = checks.line(facts.code_name)
    if code_name is not None:
        for row in work.cases_for_list():
            if row.id != case.id and (row.code_name or "").casefold() == code_name.casefold():
                raise checks.refuse("code_name_taken", "code_name", name=code_name)
    case.code_name = code_name
    case.reference = checks.line(facts.reference)
    case.target_group = facts.target_group
    case.basis = facts.basis
    case.nominated_by = facts.nominated_by
    case.life_areas = facts.life_areas
    case.responsible_social_worker_id = facts.responsible_social_worker_id
