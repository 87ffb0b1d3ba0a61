"""Which guardians are in the circle around a youth on a day (R2, R9)."""

from datetime import date

from app.models.ages import is_minor
from app.models.case import Case, Guardian
from app.models.cover import Cover, governing, person_cover
from app.models.required import DEFAULT_BANDS, ConsentBands, current_guardians, required
from app.models.who import Who


def deciding_guardians(case: Case, on: date) -> tuple[Guardian, ...]:
    """A minor's guardians of the day, who may know by law (R5); nobody from the youth's 18th birthday on."""
    return current_guardians(case, on) if is_minor(case.young_person.birth_date, on) else ()


def guardians_in_circle(case: Case, on: date, bands: ConsentBands = DEFAULT_BANDS) -> tuple[Guardian, ...]:
    """The guardians in the circle on a day: those who decide, and former ones or an adult's whom the consents
    name (R2, R9)."""
    deciding = {each.key for each in deciding_guardians(case, on)}
    return tuple(each for each in case.guardians if each.key in deciding or _is_named(case, each, on, bands))


def _is_named(case: Case, guardian: Guardian, on: date, bands: ConsentBands) -> bool:
    """Whether every required person's consent names a guardian; "all" names organisations only (R2), and
    where nobody must consent nobody has named anybody."""
    needed = required(case, on, bands)
    if needed.guardian_missing or not needed.persons:
        return False
    return all(_names(case, who, f"guardian:{guardian.key}", on) for who in needed.persons)


def _names(case: Case, by: Who, name: str, on: date) -> bool:
    consent = governing(case.consents, by, on)
    holds = person_cover(case.consents, by, on) is Cover.COVERED
    return holds and consent is not None and name in consent.organisations
