"""Asking for the next state of a case, and how it ended when it closes (R21, R24)."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.models.actions import open_goals
from app.models.codes import CaseState, ClosingReason, GoalOutcome
from app.models.contact_list import coordinators_of
from app.models.group import members
from app.models.required import current_guardians
from app.models.states import MAY_BEGIN, MAY_FOLLOW
from app.models.who import Who
from app.services import case_states
from app.services.case_file import CaseFile
from app.services.case_states import ClosingFacts, StateFacts
from app.services.changes import Changes
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.dates import DateInput
from app.ui.kit.form import Field, required
from app.ui.kit.inputs import Choice, TextArea
from app.ui.kit.who import Person, WhoPicker
from app.ui.labels import CLOSING_REASONS, GOAL_OUTCOMES, STATES, options
from app.ui.saying import first_name

_CLOSING = ("closing_reason", "continued_support")


def possible(state: CaseState | None) -> tuple[CaseState, ...]:
    """The states that may follow, in the order of a case's life."""
    allowed = MAY_BEGIN if state is None else MAY_FOLLOW[state]
    return tuple(each for each in CaseState if each in allowed)


def callable_people(file: CaseFile) -> list[Person]:
    """Who may answer the youth during a pause: the coordinators, the group and the family (R10)."""
    whos = [Who.coordinator(each) for each in coordinators_of(file.case)]
    whos += [Who.contact(each.contact_id) for each in members(file.case, file.today)]
    whos += [Who.guardian(each.key) for each in current_guardians(file.case, file.today)]
    return [Person(str(each), file.name(each)) for each in dict.fromkeys(whos)]


class StateDialog(ErrandDialog):
    """Asks for the next state; for a pause until when, for a closing why and how each goal stood."""

    def __init__(self, parent: QWidget, desk: Desk, file: CaseFile, wanted: CaseState | None = None) -> None:
        self._file = file
        youth = first_name(file.case.young_person.name)
        self._goals = {f"goal{place}": each for place, each in enumerate(open_goals(file.case))}
        choices = {each: STATES[each] for each in possible(file.state)}
        fields = [
            Field("state", "Nytt läge", Choice(options(choices)), required),
            Field("date", "Från och med", DateInput(desk.clock, past=True), required, wide=False),
            Field("until", "Till och med", DateInput(desk.clock), wide=False),
            Field(
                "call",
                f"Vem kan {youth} ringa under pausen?",
                WhoPicker(callable_people(file)),
                hint=f"Säg namnet och numret till {youth} innan pausen börjar.",
            ),
            Field(
                "closing_reason",
                "Varför avslutas insatsen?",
                Choice(options(CLOSING_REASONS), empty="Välj orsak"),
            ),
            Field("reason", "Kommentar", TextArea(lines=2)),
            Field(
                "continued_support",
                "Vilket stöd finns kvar, och med vem?",
                TextArea(lines=2),
            ),
            *(
                Field(name, f"Målet: {each.goal}", Choice(options(GOAL_OUTCOMES), empty="Inte bedömt"))
                for name, each in self._goals.items()
            ),
        ]
        coordinator = file.case.coordinator_id
        call = None if coordinator is None else str(Who.coordinator(coordinator))
        first = wanted if wanted in choices else next(iter(choices), None)
        super().__init__(
            parent,
            desk,
            "Ändra läge",
            fields,
            self._change,
            values={"state": first, "date": desk.clock().date(), "call": call},
            primary="Ändra",
            columns=2,
            width=560,
        )
        self.form.edited.connect(lambda name: self._adapt() if name == "state" else None)
        self._adapt()

    def _adapt(self) -> None:
        state = self.form["state"].value()
        for name in ("until", "call"):
            self.form.set_visible(name, state == CaseState.PAUSED)
        for name in (*_CLOSING, *self._goals):
            self.form.set_visible(name, state == CaseState.CLOSED)
        self.form.set_label("reason", "Skäl" if state == CaseState.DECLINED else "Kommentar")
        self.fit()

    def _change(self, typed: dict[str, Any]) -> Changes:
        closing = None
        if typed["state"] == CaseState.CLOSED and typed["closing_reason"]:
            closing = ClosingFacts(
                reason=ClosingReason(typed["closing_reason"]),
                continued_support=typed["continued_support"],
                goal_outcomes=tuple(
                    (each.key, GoalOutcome(typed[name])) for name, each in self._goals.items() if typed[name]
                ),
            )
        facts = StateFacts(
            state=CaseState(typed["state"]),
            date=typed["date"],
            reason=typed["reason"],
            until=typed["until"] if typed["state"] == CaseState.PAUSED else None,
            call=Who.parse(typed["call"]) if typed["call"] else None,
            closing=closing,
        )
        return case_states.change_state(self.desk.binder, self._file.case.id, facts)
