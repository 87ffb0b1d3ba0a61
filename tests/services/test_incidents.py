"""What came in about the youth is written down, corrected and taken away, and never lies in the future."""

from dataclasses import replace
from datetime import date

import pytest

from app.models.codes import IncidentKind, IncidentRole
from app.models.errors import KnownError
from app.services import incidents
from app.services.incidents import IncidentFacts
from app.storage.binder import Binder
from tests.services.readings import logged, only, whole
from tests.services.scene import Scene

THEFT = IncidentFacts(
    kind=IncidentKind.POLICE_REPORT,
    date=date(2026, 2, 20),
    role=IncidentRole.SUSPECT,
    source="Polisen, Åke Örn",
    note="Stöld i butik.\nFörhör den 27.",
)


def facts(binder: Binder, scene: Scene) -> list[IncidentFacts]:
    return [IncidentFacts.of(each) for each in whole(binder, scene.case).incidents]


def test_an_incident_is_recorded_corrected_and_removed_and_the_log_knows(
    binder: Binder, scene: Scene
) -> None:
    number = int(only(incidents.record_incident(binder, scene.case, THEFT), scene.case))
    assert facts(binder, scene) == [THEFT]
    victim = replace(THEFT, role=IncidentRole.VICTIM, note=" ")
    incidents.edit_incident(binder, scene.case, number, victim)
    assert facts(binder, scene) == [replace(victim, note=None)]
    incidents.remove_incident(binder, scene.case, number)
    assert facts(binder, scene) == []
    incidents.record_incident(binder, scene.case, THEFT)
    assert facts(binder, scene) == [THEFT]
    assert logged(binder, scene.case)[-4:] == [
        "incident_recorded",
        "incident_changed",
        "incident_removed",
        "incident_recorded",
    ]


@pytest.mark.parametrize(("day", "refused"), [(date(2026, 3, 4), False), (date(2026, 3, 5), True)])
def test_nothing_has_come_in_that_is_to_come(binder: Binder, scene: Scene, day: date, refused: bool) -> None:
    told = replace(THEFT, date=day)
    if not refused:
        incidents.record_incident(binder, scene.case, told)
        return
    with pytest.raises(KnownError, match="day_to_come") as error:
        incidents.record_incident(binder, scene.case, told)
    assert error.value.details["field"] == "date"
    assert facts(binder, scene) == []


def test_a_correction_that_is_refused_changes_nothing(binder: Binder, scene: Scene) -> None:
    number = int(only(incidents.record_incident(binder, scene.case, THEFT), scene.case))
    with pytest.raises(KnownError, match="day_to_come"):
        incidents.edit_incident(binder, scene.case, number, replace(THEFT, date=date(2026, 3, 5)))
    assert facts(binder, scene) == [THEFT]
    with pytest.raises(KnownError, match="no_such_incident"):
        incidents.edit_incident(binder, scene.case, number + 1, THEFT)
