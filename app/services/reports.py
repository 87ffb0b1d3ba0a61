"""News of an action between two meetings: told, corrected, taken back; it never ends an action (R11)."""

from dataclasses import dataclass
from datetime import date

from app.models.case import Case, Report
from app.models.codes import Outcome
from app.models.errors import Kind, KnownError
from app.models.who import Who
from app.services import checks
from app.services.changes import Changes
from app.storage.binder import Binder


@dataclass(frozen=True, kw_only=True)
class ReportFacts:
    """News as typed: when, from whom, how the action stands, in words; one of the last two is needed."""

    on: date
    by: Who | None = None
    outcome: Outcome | None = None
    text: str | None = None

    @classmethod
    def of(cls, report: Report) -> "ReportFacts":
        """The news as they stand."""
        return cls(on=report.date, by=report.by, outcome=report.outcome, text=report.note)


def report_action(binder: Binder, case_id: str, action_key: str, facts: ReportFacts) -> Changes:
    """Keep news of an action; its number is among the ids. It stands ready as the proposed verdict.

    KnownError RULE `no_such_action`, `text_missing` or `day_to_come`.
    """
    with binder.writing() as work:
        case = work.case(case_id)
        keys = {action.key for each in case.meetings for goal in each.goals for action in goal.actions}
        if action_key not in keys:
            raise KnownError(Kind.RULE, "no_such_action")
        made = Report(action=action_key, date=facts.on)
        _write(made, facts, work.now.date())
        case.reports.append(made)
        work.flush()
        work.log("action_reported", case=case_id, detail=_said(made))
        return Changes.of("report", ids=(case_id, action_key, str(made.id)))


def correct_report(binder: Binder, case_id: str, report_id: int, facts: ReportFacts) -> Changes:
    """Mend news that was written down wrongly; what stood there before goes into the log as a code."""
    with binder.writing() as work:
        found = report(work.case(case_id), report_id)
        work.log("report_corrected", case=case_id, detail=_said(found))
        _write(found, facts, work.now.date())
        return Changes.of("report", ids=(case_id, found.action, str(report_id)))


def take_back_report(binder: Binder, case_id: str, report_id: int) -> Changes:
    """Take away news that was about something else; none is as good."""
    with binder.writing() as work:
        case = work.case(case_id)
        for each in [one for one in case.reports if one.id == report_id]:
            case.reports.remove(each)
            work.log("report_taken_back", case=case_id, detail=_said(each))
    return Changes.of("report", ids=(case_id,))


def report(case: Case, report_id: int) -> Report:
    """The news of that number; KnownError RULE `no_such_report`."""
    for each in case.reports:
        if each.id == report_id:
            return each
    raise KnownError(Kind.RULE, "no_such_report")


def _write(record: Report, facts: ReportFacts, today: date) -> None:
    checks.not_to_come(facts.on, today, "date")
    told = checks.text(facts.text, "note")
    if told is None and facts.outcome is None:
        raise checks.refuse("text_missing", "note")
    record.date = facts.on
    record.by = facts.by
    record.outcome = facts.outcome
    record.note = told


def _said(report: Report) -> dict[str, str | int]:
    outcome = {} if report.outcome is None else {"outcome": str(report.outcome)}
    return {"action": report.action, "on": str(report.date), **outcome}
