"""What came in about the youth: police reports, reports of concern, verdicts; never for the group (R16)."""

from dataclasses import dataclass
from datetime import date

from app.models.case import Case, Incident
from app.models.codes import IncidentKind, IncidentRole
from app.models.errors import Kind, KnownError
from app.services import checks
from app.services.changes import Changes
from app.storage.binder import Binder


@dataclass(frozen=True, kw_only=True)
class IncidentFacts:
    """An incident as it is typed; a report without a role counts as suspect (interchange.md)."""

    kind: IncidentKind
    date: date
    role: IncidentRole | None = None
    source: str | None = None
    note: str | None = None

    @classmethod
    def of(cls, incident: Incident) -> "IncidentFacts":
        """The incident as it stands."""
        return cls(
            kind=incident.kind,
            date=incident.date,
            role=incident.role,
            source=incident.source,
            note=incident.note,
        )


def record_incident(binder: Binder, case_id: str, facts: IncidentFacts) -> Changes:
    """Write down what came in; its number is among the ids. KnownError RULE `day_to_come`."""
    with binder.writing() as work:
        case = work.case(case_id)
        made = Incident(date=facts.date, kind=facts.kind)
        _write(made, facts, work.now.date())
        case.incidents.append(made)
        work.flush()
        work.log("incident_recorded", case=case_id, detail=_said(made))
        return Changes.of("incident", ids=(case_id, str(made.id)))


def edit_incident(binder: Binder, case_id: str, incident_id: int, facts: IncidentFacts) -> Changes:
    """Correct an incident; what kind it was and when goes into the log."""
    with binder.writing() as work:
        found = incident(work.case(case_id), incident_id)
        work.log("incident_changed", case=case_id, detail=_said(found))
        _write(found, facts, work.now.date())
    return Changes.of("incident", ids=(case_id, str(incident_id)))


def remove_incident(binder: Binder, case_id: str, incident_id: int) -> Changes:
    """Take away what was written down wrongly; none is as good."""
    with binder.writing() as work:
        case = work.case(case_id)
        for each in [one for one in case.incidents if one.id == incident_id]:
            case.incidents.remove(each)
            work.log("incident_removed", case=case_id, detail=_said(each))
    return Changes.of("incident", ids=(case_id,))


def incident(case: Case, incident_id: int) -> Incident:
    """The incident of that number; KnownError RULE `no_such_incident`."""
    for each in case.incidents:
        if each.id == incident_id:
            return each
    raise KnownError(Kind.RULE, "no_such_incident")


def _write(record: Incident, facts: IncidentFacts, today: date) -> None:
    checks.not_to_come(facts.date, today, "date")
    record.kind = facts.kind
    record.date = facts.date
    record.role = facts.role
    record.source = checks.line(facts.source)
    record.note = checks.text(facts.note, "note")


def _said(incident: Incident) -> dict[str, str | int]:
    return {"kind": str(incident.kind), "on": str(incident.date)}
