"""The youth and the guardians of a case: their facts, and the days that guardians count from and to."""

from dataclasses import dataclass
from datetime import date

from app.models.base import new_key
from app.models.case import Case, Guardian, YoungPerson
from app.models.codes import Channel
from app.models.errors import Kind, KnownError
from app.services import checks
from app.services.changes import Changes
from app.storage.binder import Binder


@dataclass(frozen=True, kw_only=True)
class YouthFacts:
    """What is known of a young person; texts as typed."""

    name: str
    birth_date: date | None
    identity_number: str | None = None
    protected_identity: bool = False
    language: str = "sv"
    interpreter: bool | None = None
    email: str | None = None
    phone: str | None = None
    phone_on_list: bool = True
    address: str | None = None
    school: str | None = None
    district: str | None = None
    channel: Channel | None = None

    @classmethod
    def of(cls, youth: YoungPerson) -> "YouthFacts":
        """What is known now."""
        return cls(**{name: getattr(youth, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True, kw_only=True)
class GuardianFacts:
    """What is known of a guardian; `from_` and `to` are the first and last day as one (R1)."""

    name: str
    relation: str | None = None
    from_: date | None = None
    to: date | None = None
    email: str | None = None
    phone: str | None = None
    phone_on_list: bool = True
    language: str | None = None
    interpreter: bool | None = None
    protected_identity: bool = False
    channel: Channel | None = None

    @classmethod
    def of(cls, guardian: Guardian) -> "GuardianFacts":
        """What is known now."""
        return cls(**{name: getattr(guardian, name) for name in cls.__dataclass_fields__})


def edit_youth(binder: Binder, case_id: str, facts: YouthFacts) -> Changes:
    """Change what is known of the youth; KnownError RULE with the field."""
    with binder.writing() as work:
        _write_youth(work.case(case_id).young_person, facts, binder.clock().date())
        work.log("youth_changed", case=case_id)
    return Changes.of("case", ids=(case_id,))


def add_guardian(binder: Binder, case_id: str, facts: GuardianFacts) -> Changes:
    """Record a guardian; the new key is among the ids."""
    with binder.writing() as work:
        case = work.case(case_id)
        made = guardian_record(facts)
        case.guardians.append(made)
        work.log("guardian_added", case=case_id, to=f"guardian:{made.key}")
    return Changes.of("case", ids=(case_id, made.key))


def edit_guardian(binder: Binder, case_id: str, key: str, facts: GuardianFacts) -> Changes:
    """Change what is known of a guardian; who no longer is one gets a last day and is kept (R1)."""
    with binder.writing() as work:
        _write_guardian(guardian(work.case(case_id), key), facts)
        work.log("guardian_changed", case=case_id, to=f"guardian:{key}")
    return Changes.of("case", ids=(case_id, key))


def guardian(case: Case, key: str) -> Guardian:
    """The guardian of that key; KnownError RULE `no_such_guardian`."""
    for each in case.guardians:
        if each.key == key:
            return each
    raise KnownError(Kind.RULE, "no_such_guardian")


def youth_record(facts: YouthFacts, today: date) -> YoungPerson:
    """A new record of a young person, checked."""
    made = YoungPerson(name=facts.name, birth_date=checks.birth_date(facts.birth_date, today))
    _write_youth(made, facts, today)
    return made


def guardian_record(facts: GuardianFacts, place: int | None = None) -> Guardian:
    """A new record of a guardian, checked; `place` counts the guardians of one form in a field's name."""
    made = Guardian(key=new_key(), name=facts.name)
    _write_guardian(made, facts, "" if place is None else f"guardian{place}.")
    return made


def _write_youth(youth: YoungPerson, facts: YouthFacts, today: date) -> None:
    youth.name = checks.name(facts.name)
    youth.birth_date = checks.birth_date(facts.birth_date, today)
    youth.identity_number = checks.line(facts.identity_number)
    youth.protected_identity = facts.protected_identity
    youth.language = checks.line(facts.language) or "sv"
    youth.interpreter = facts.interpreter
    youth.email = checks.email(facts.email)
    youth.phone = checks.phone(facts.phone)
    youth.phone_on_list = facts.phone_on_list
    youth.address = checks.text(facts.address, "address")
    youth.school = checks.line(facts.school)
    youth.district = checks.line(facts.district)
    youth.channel = facts.channel


def _write_guardian(record: Guardian, facts: GuardianFacts, field: str = "") -> None:
    checks.in_order(facts.from_, facts.to, f"{field}to")
    record.name = checks.name(facts.name, f"{field}name")
    record.relation = checks.line(facts.relation)
    record.from_ = facts.from_
    record.to = facts.to
    record.email = checks.email(facts.email, f"{field}email")
    record.phone = checks.phone(facts.phone, f"{field}phone")
    record.phone_on_list = facts.phone_on_list
    record.language = checks.line(facts.language)
    record.interpreter = facts.interpreter
    record.protected_identity = facts.protected_identity
    record.channel = facts.channel
