"""The action plan becomes a version: agreed at a meeting, then fixed (R15)."""

from dataclasses import replace
from datetime import datetime

from app.models.address_book import AddressBook
from app.models.ages import is_minor
from app.models.binder import PlanVersion
from app.models.case import Case
from app.models.codes import MeetingStatus
from app.models.meeting import Meeting
from app.models.snapshots import PlanSnapshot, digest_of
from app.services.compose import Setting, plan_snapshot
from app.services.settings import setting_of
from app.storage.work import Work


def issue(work: Work, case: Case, meeting: Meeting) -> PlanVersion:
    """Fix the plan of a meeting as the case's next version, within the caller's transaction.

    A second version of the same meeting's plan is a correction and names the one it replaces.
    """
    setting = setting_of(work, case, meeting.starts.date())
    versions = versions_of(work, case.id)
    version = _issued(case, meeting, work.address_book(), versions, at=work.now, setting=setting)
    work.add(version)
    return version


class Settings:
    """What the binder says of itself in the plans of many cases, asked for once of each sort."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._found: dict[tuple[str | None, str | None, bool], Setting] = {}

    def of(self, case: Case, meeting: Meeting) -> Setting:
        """The setting on the day of a meeting: it differs by coordinator, areas and the youth's age alone."""
        day = meeting.starts.date()
        sort = case.coordinator_id, case.life_areas, is_minor(case.young_person.birth_date, day)
        if sort not in self._found:
            self._found[sort] = setting_of(self._work, case, day)
        return self._found[sort]


def issue_imported(
    case: Case, book: AddressBook, settings: Settings, versions: list[PlanVersion]
) -> list[PlanVersion]:
    """Fix the plans of all held meetings that agreed on goals, as the imported history has them.

    `versions` are those there are, in order. A plan that is fixed already in these words is left as it is;
    one that the import changed gets a correction. Returned are the new ones, for the caller to keep.
    """
    before = len(versions)
    versions = list(versions)
    for meeting in sorted(case.meetings, key=lambda each: (each.starts, each.number)):
        if meeting.status is not MeetingStatus.HELD or not meeting.goals:
            continue
        latest = latest_of(versions, meeting.key)
        setting = settings.of(case, meeting)
        if latest is None or not _says_the_same(case, meeting, book, read(latest), setting):
            versions.append(_issued(case, meeting, book, versions, at=meeting.starts, setting=setting))
    return versions[before:]


def _says_the_same(
    case: Case,
    meeting: Meeting,
    book: AddressBook,
    agreed: PlanSnapshot,
    setting: Setting,
) -> bool:
    """Whether a meeting's records still say what its plan does.

    What was true around the meeting when the plan was fixed (letterhead, words, the cover and when the
    group would meet next) is history, not something to correct.
    """
    now = plan_snapshot(
        case,
        meeting,
        book,
        setting=setting,
        version=agreed.version,
        replaces=agreed.replaces,
    )
    around = {
        name: getattr(agreed, name) for name in ("letterhead", "words", "covered", "next_meeting", "youth")
    }
    return replace(now, **around) == agreed


def versions_of(work: Work, case_id: str) -> list[PlanVersion]:
    """The plan versions of a case, in order."""
    return sorted(work.all(PlanVersion, case_id=case_id), key=lambda each: each.version)


def latest_of(versions: list[PlanVersion], meeting_key: str) -> PlanVersion | None:
    """The version of one meeting's plan that holds, or None."""
    return next((each for each in reversed(versions) if each.meeting_key == meeting_key), None)


def read(version: PlanVersion) -> PlanSnapshot:
    """The plan as it was agreed."""
    return PlanSnapshot.from_json(version.snapshot)


def _issued(
    case: Case,
    meeting: Meeting,
    book: AddressBook,
    versions: list[PlanVersion],
    *,
    at: datetime,
    setting: Setting,
) -> PlanVersion:
    replaced = latest_of(versions, meeting.key)
    number = versions[-1].version + 1 if versions else 1
    replaces = None if replaced is None else replaced.version
    snapshot = plan_snapshot(case, meeting, book, setting=setting, version=number, replaces=replaces)
    text = snapshot.to_json()
    return PlanVersion(
        case_id=case.id,
        meeting_key=meeting.key,
        version=number,
        agreed_at=at,
        snapshot=text,
        digest=digest_of(text),
        replaces=replaces,
    )
