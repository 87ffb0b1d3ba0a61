"""Recording who consented to what, who took it back, who need not, and what they were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from app.models.base import new_key
from app.models.case import Case
from app.models.consent import Consent, Deviation, Information
from app.models.errors import Kind, KnownError
from app.models.who import Who, WhoKind
from app.services import checks, people
from app.services.changes import Changes
from app.storage.binder import Binder
from app.storage.work import Work

RECORDED, CORRECTED = "consent_recorded", "consent_corrected"


@dataclass(frozen=True, kw_only=True)
class SignedConsent:
    """What a signed form says (R2).

    `organisations` are ids, `contact:ID` or `guardian:ID`; with `all_in_group` the scope is who was in the
    group on the day of signing. `refused` are ids of organisations; `kinds` the kinds of information.
    """

    by: Who
    signed: date
    valid_from: date
    valid_until: date | None = None
    all_in_group: bool = False
    organisations: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    purpose: str | None = None
    kinds: tuple[str, ...] = ()
    note: str | None = None

    @classmethod
    def of(cls, consent: Consent) -> "SignedConsent":
        """What was recorded."""
        return cls(
            by=consent.by,
            signed=consent.signed,
            valid_from=consent.valid_from,
            valid_until=consent.valid_until,
            all_in_group=consent.all_organisations,
            organisations=tuple(consent.organisations),
            refused=tuple(consent.refused),
            purpose=consent.purpose,
            kinds=tuple(consent.kinds),
            note=consent.note,
        )


@dataclass(frozen=True, kw_only=True)
class InformationFacts:
    """What one was told of what SIG is, when, how, in what language, and whether it was understood (R6)."""

    to: Who
    on: date
    how: str | None = None
    language: str | None = None
    interpreter: bool | None = None
    understood: bool | None = None

    @classmethod
    def of(cls, told: Information) -> "InformationFacts":
        """What was recorded."""
        return cls(
            to=told.to,
            on=told.date,
            how=told.how,
            language=told.language,
            interpreter=told.interpreter,
            understood=told.understood,
        )


def record_consent(binder: Binder, case_id: str, signed: SignedConsent) -> Changes:
    """Record a signature; the new key is among the ids. A renewal is a consent of its own (R4)."""
    with binder.writing() as work:
        case = work.case(case_id)
        _check(work, case, signed)
        made = Consent(key=new_key(), by=signed.by, signed=signed.signed, valid_from=signed.valid_from)
        _write(made, signed)
        case.consents.append(made)
        work.log(RECORDED, case=case_id, to=str(signed.by), detail={"consent": made.key})
        return Changes.of("consent", ids=(case_id, made.key))


def can_correct(binder: Binder, case_id: str) -> frozenset[str]:
    """The keys of the consents that were typed in today, the only ones that may still be corrected."""
    with binder.reading() as work:
        return frozenset(_typed_today(work, case_id))


def correct_consent(binder: Binder, case_id: str, key: str, signed: SignedConsent) -> Changes:
    """Mend a slip of the keyboard on the day it was made; both days of validity before go into the log.

    A consent is evidence: later, a mistake is mended by a new one. KnownError RULE `consent_fixed`.
    """
    with binder.writing() as work:
        case = work.case(case_id)
        found = consent(case, key)
        if key not in _typed_today(work, case_id):
            raise KnownError(Kind.RULE, "consent_fixed")
        _check(work, case, signed)
        before = {"signed": str(found.signed), "from": str(found.valid_from), "by": str(found.by)}
        if found.valid_until is not None:
            before["until"] = str(found.valid_until)
        _write(found, signed)
        work.log(CORRECTED, case=case_id, to=str(signed.by), detail={"consent": key, **before})
    return Changes.of("consent", ids=(case_id, key))


def withdraw_consent(binder: Binder, case_id: str, key: str, on: date) -> Changes:
    """Add a withdrawal that counts from a day; what was consented stays on record (R2)."""
    with binder.writing() as work:
        found = consent(work.case(case_id), key)
        if found.withdrawn is not None:
            raise KnownError(Kind.RULE, "consent_already_withdrawn")
        checks.not_to_come(on, binder.clock().date(), "withdrawn")
        if on < found.signed:
            raise checks.refuse("withdrawn_before_signed", "withdrawn")
        found.withdrawn = on
        work.log("consent_withdrawn", case=case_id, to=str(found.by), detail={"consent": key, "on": str(on)})
    return Changes.of("consent", ids=(case_id, key))


def take_back_withdrawal(binder: Binder, case_id: str, key: str) -> Changes:
    """Undo a withdrawal recorded by mistake, on the same day; both stand in the log."""
    with binder.writing() as work:
        found = consent(work.case(case_id), key)
        if key not in _typed_today(work, case_id, ("consent_withdrawn",)):
            raise KnownError(Kind.RULE, "consent_fixed")
        found.withdrawn = None
        work.log("withdrawal_taken_back", case=case_id, to=str(found.by), detail={"consent": key})
    return Changes.of("consent", ids=(case_id, key))


def record_deviation(
    binder: Binder,
    case_id: str,
    *,
    ground: str,
    not_required: Sequence[Who],
    decided_by: str,
    decided: date,
    until: date | None = None,
) -> Changes:
    """Record a decision that some persons need not consent in this case (R1)."""
    checks.in_order(decided, until, "until")
    if not not_required:
        raise checks.refuse("deviation_for_nobody", "not_required")
    made = Deviation(
        ground=checks.needed(ground, "ground", "deviation_ground_missing"),
        not_required=[str(each) for each in not_required],
        decided_by=checks.name(decided_by, "decided_by", "decided_by_missing"),
        date=decided,
        until=until,
    )
    with binder.writing() as work:
        case = work.case(case_id)
        case.deviations.append(made)
        work.log("deviation_recorded", case=case_id, ground=made.ground)
    return Changes.of("consent", ids=(case_id,))


def end_deviation(binder: Binder, case_id: str, deviation_id: int, last_day: date | None) -> Changes:
    """Let a decision hold until a day and no longer; None lets it hold on, as when ended by mistake (R1).

    KnownError RULE `no_such_deviation`, or `dates_backwards` for a day before it was made.
    """
    with binder.writing() as work:
        for each in work.case(case_id).deviations:
            if each.id == deviation_id:
                checks.in_order(each.date, last_day, "until")
                each.until = last_day
                break
        else:
            raise KnownError(Kind.RULE, "no_such_deviation")
        if last_day is None:
            work.log("deviation_resumed", case=case_id, ground=each.ground)
        else:
            work.log("deviation_ended", case=case_id, ground=each.ground, detail={"until": str(last_day)})
    return Changes.of("consent", ids=(case_id,))


def record_information(
    binder: Binder,
    case_id: str,
    *,
    to: Sequence[Who],
    on: date,
    how: str | None = None,
    language: str | None = None,
    interpreter: bool | None = None,
    understood: bool | None = None,
) -> Changes:
    """Record that people were told what SIG is, how, in what language, and whether they understood (R6)."""
    checks.not_to_come(on, binder.clock().date(), "date")
    if not to:
        raise checks.refuse("information_for_nobody", "to")
    with binder.writing() as work:
        case = work.case(case_id)
        for who in to:
            case.information.append(
                Information(
                    to=who,
                    date=on,
                    how=checks.line(how),
                    language=checks.line(language),
                    interpreter=interpreter,
                    understood=understood,
                )
            )
            work.log("information_recorded", case=case_id, to=str(who))
    return Changes.of("consent", ids=(case_id,))


def edit_information(binder: Binder, case_id: str, information_id: int, facts: InformationFacts) -> Changes:
    """Change what was written down of what somebody was told (R6); KnownError RULE `no_such_information`.

    The log keeps to whom and which day it was before, where that is another now.
    """
    checks.not_to_come(facts.on, binder.clock().date(), "date")
    with binder.writing() as work:
        found = information(work.case(case_id), information_id)
        before: dict[str, str | int] = {"on": str(found.date)} if found.date != facts.on else {}
        if found.to != facts.to:
            before["to_before"] = str(found.to)
        found.to, found.date = facts.to, facts.on
        found.how, found.language = checks.line(facts.how), checks.line(facts.language)
        found.interpreter, found.understood = facts.interpreter, facts.understood
        work.log("information_changed", case=case_id, to=str(facts.to), detail=before)
    return Changes.of("consent", ids=(case_id,))


def remove_information(binder: Binder, case_id: str, information_id: int) -> Changes:
    """Take away what was written down wrongly of what somebody was told; none is as good."""
    with binder.writing() as work:
        case = work.case(case_id)
        for each in [one for one in case.information if one.id == information_id]:
            case.information.remove(each)
            work.log("information_removed", case=case_id, to=str(each.to))
    return Changes.of("consent", ids=(case_id,))


def information(case: Case, information_id: int) -> Information:
    """What was written down under that number; KnownError RULE `no_such_information`."""
    for each in case.information:
        if each.id == information_id:
            return each
    raise KnownError(Kind.RULE, "no_such_information")


def consent(case: Case, key: str) -> Consent:
    """The consent of that key; KnownError RULE `no_such_consent`."""
    for each in case.consents:
        if each.key == key:
            return each
    raise KnownError(Kind.RULE, "no_such_consent")


def _check(work: Work, case: Case, signed: SignedConsent) -> None:
    if signed.by.kind is WhoKind.GUARDIAN:
        people.guardian(case, signed.by.key)
    elif signed.by != Who.YOUTH:
        raise checks.refuse("consent_by_other", "by")
    checks.not_to_come(signed.signed, work.now.date(), "signed")
    if signed.valid_from < signed.signed:
        raise checks.refuse("consent_begins_before_signed", "valid_from")
    checks.in_order(signed.valid_from, signed.valid_until, "valid_until")
    if not (signed.all_in_group or signed.organisations or signed.refused):
        raise checks.refuse("consent_for_nobody", "organisations")
    if set(signed.organisations) & set(signed.refused):
        raise checks.refuse("consent_yes_and_no", "refused")
    known = {each.id for each in work.organisations()}
    for each in (*signed.organisations, *signed.refused):
        if ":" not in each and each not in known:
            raise KnownError(Kind.RULE, "no_such_organisation")


def _write(record: Consent, signed: SignedConsent) -> None:
    record.by = signed.by
    record.signed = signed.signed
    record.valid_from = signed.valid_from
    record.valid_until = signed.valid_until
    record.all_organisations = signed.all_in_group
    record.organisations = [] if signed.all_in_group else list(signed.organisations)
    record.refused = list(signed.refused)
    record.purpose = checks.text(signed.purpose, "purpose")
    record.kinds = [kind for each in signed.kinds if (kind := checks.line(each)) is not None]
    record.note = checks.text(signed.note, "note")


def _typed_today(work: Work, case_id: str, what: tuple[str, ...] = (RECORDED, CORRECTED)) -> set[str]:
    midnight = datetime.combine(work.now.date(), time.min)
    return {
        str(row.details["consent"])
        for row in work.log_rows(case=case_id, since=midnight)
        if row.what in what and "consent" in row.details
    }
