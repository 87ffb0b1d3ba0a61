"""What becomes of a case's records when two entries of the address book turn out to be the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.models.case import Case, Participant
from app.models.codes import Answer
from app.models.consent import Consent
from app.models.meeting import Attendance, Called, Meeting
from app.models.who import Who


class Obstacle(StrEnum):
    """Why two entries cannot be one."""

    BOTH_ATTENDED = "both_attended"  # the meeting's attendance tells different things of them
    STOOD_IN = "stood_in"  # one came in the other's place
    KEPT_APART = "kept_apart"  # they are noted as two who must not meet or read each other
    CONSENT_DIFFERS = "consent_differs"  # a consent names one organisation and refuses the other


@dataclass(frozen=True, kw_only=True)
class Hindrance:
    """One obstacle, and the day of the meeting or of the consent that it lies in."""

    obstacle: Obstacle
    case_id: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Memberships of one person that overlap become one: `keep` gets these days and words, `drop` go."""

    keep: Participant
    drop: tuple[Participant, ...]
    from_: date
    to: date | None
    purpose: str | None
    mandate: bool | None
    wanted_by_youth: bool | None


def hindrances(case: Case, one: str, other: str) -> Iterator[Hindrance]:
    """What in a case says that two contacts are two people."""
    for meeting in case.meetings:
        on = meeting.starts.date()
        ours, theirs = _attended(meeting, one), _attended(meeting, other)
        if ours and theirs and any(not _alike(a, b) for a in ours for b in theirs):
            yield Hindrance(obstacle=Obstacle.BOTH_ATTENDED, case_id=case.id, on=on)
        if any(each.substitute_contact == other for each in ours) or any(
            each.substitute_contact == one for each in theirs
        ):
            yield Hindrance(obstacle=Obstacle.STOOD_IN, case_id=case.id, on=on)
    for pair in case.kept_apart:
        if {pair.who, pair.other} == {Who.contact(one), Who.contact(other)}:
            yield Hindrance(obstacle=Obstacle.KEPT_APART, case_id=case.id, on=pair.date)


def consent_hindrances(case: Case, one: str, other: str) -> Iterator[Hindrance]:
    """What in a case says that two organisations are not the same: a consent that names one, refuses one."""
    for each in case.consents:
        if _torn(each, one, other) or _torn(each, other, one):
            yield Hindrance(obstacle=Obstacle.CONSENT_DIFFERS, case_id=case.id, on=each.signed)


def joined(memberships: Sequence[Participant], kept: str) -> tuple[Joined, ...]:
    """How the memberships of one person in one group become such that no two share a day (R7).

    What `kept` said of the membership stands, else what the other did; days are inclusive. Odd spans that
    end before they begin hold nobody and are left alone.
    """
    spans = [each for each in memberships if each.to is None or each.to >= each.from_]
    clusters: list[list[Participant]] = []
    last = date.min
    for each in sorted(spans, key=lambda each: (each.from_, each.id)):
        if clusters and each.from_ <= last:
            clusters[-1].append(each)
        else:
            clusters.append([each])
            last = date.min
        last = max(last, each.to or date.max)
    return tuple(_join(each, kept) for each in clusters if len(each) > 1)


def doubled_attendance(meeting: Meeting, kept: str, gone: str) -> tuple[Attendance, ...]:
    """The rows of `gone` that say what a row of `kept` says already."""
    return tuple(_attended(meeting, gone)) if _attended(meeting, kept) else ()


def doubled_calls(meeting: Meeting, kept: str, gone: str) -> tuple[tuple[Called, tuple[Called, ...]], ...]:
    """The call of `kept` that stands for both, with those of `gone` that it stands for."""
    ours = [each for each in meeting.called if each.who == Who.contact(kept)]
    theirs = tuple(each for each in meeting.called if each.who == Who.contact(gone))
    return ((ours[0], theirs),) if ours and theirs else ()


def answer_of(calls: Sequence[Called]) -> Answer | None:
    """The answer of somebody who was called more than once: the first that is one."""
    given = [each.answer for each in calls if each.answer is not None]
    return next((each for each in given if each is not Answer.NONE), given[0] if given else None)


def _attended(meeting: Meeting, contact: str) -> list[Attendance]:
    return [each for each in meeting.attendance if each.who == Who.contact(contact)]


def _alike(one: Attendance, other: Attendance) -> bool:
    def words(each: Attendance) -> tuple[object, ...]:
        named = (each.substitute_contact, each.substitute_name, each.substitute_organisation)
        return each.status, named, each.reason

    return words(one) == words(other)


def _torn(consent: Consent, named: str, refused: str) -> bool:
    return named in consent.organisations and refused in consent.refused


def _join(cluster: Sequence[Participant], kept: str) -> Joined:
    by_kept = sorted(cluster, key=lambda each: (each.contact_id != kept, each.from_, each.id))
    ends = [each.to for each in cluster]
    return Joined(
        keep=by_kept[0],
        drop=tuple(by_kept[1:]),
        from_=min(each.from_ for each in cluster),
        to=None if None in ends else max(each for each in ends if each is not None),
        purpose=next((each.purpose for each in by_kept if each.purpose), None),
        mandate=next((each.mandate for each in by_kept if each.mandate is not None), None),
        wanted_by_youth=next(
            (each.wanted_by_youth for each in by_kept if each.wanted_by_youth is not None), None
        ),
    )
