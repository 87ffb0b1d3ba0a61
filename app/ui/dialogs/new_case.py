"""Entering a young person: the least first, guardians where the age asks for them, the rest folded."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.models.ages import is_minor
from app.models.codes import CaseState
from app.models.states import BEFORE
from app.services import cases
from app.services.cases import NewCase
from app.services.changes import Changes
from app.services.people import GuardianFacts
from app.services.settings import is_demo
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.dialogs.people import case_facts, tell_age, youth_facts
from app.ui.kit.button import Link
from app.ui.kit.dates import DateInput
from app.ui.kit.form import Field, required
from app.ui.kit.inputs import Check, Choice, TextInput, Unreadable
from app.ui.kit.surfaces import Banner
from app.ui.labels import BASES, LANGUAGES, NOMINATORS, STATES, TARGET_GROUPS, options
from app.ui.words import say

GUARDIANS = ("first", "second")
_PARTS = ("name", "relation", "phone")
_MORE = (
    "state",
    "identity_number",
    "phone",
    "school",
    "language",
    "reference",
    "code_name",
    "basis",
    "target_group",
    "nominated_by",
    "protected_identity",
)


NOT_HERE = "Uppgifterna i den här pärmen är påhittade. Riktiga {ungdomar} hör hemma i en egen pärm."


class NewCaseDialog(ErrandDialog):
    """Asks for name and birth date; two guardians while under eighteen; everything else when asked for."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self._unfold = Link("Fler uppgifter", on_click=self.unfold)
        super().__init__(
            parent,
            desk,
            say("Ny {ungdom}"),
            _fields(desk),
            self._open,
            text="Namn och födelsedatum räcker för att börja. Allt annat går att fylla i senare.",
            primary="Lägg in",
            values={"phone_on_list": True, "language": "sv", "state": str(CaseState.NOMINATED)},
            draft=("new_case", ""),
            columns=3,
            width=640,
            above=Banner(say(NOT_HERE), kind="info") if is_demo(desk.binder) else None,
            below=self._unfold,
        )
        for name in _MORE:
            self.form.set_visible(name, False)
        if any(
            self.form[name].raw() not in ("", None, False) for name in ("reference", "code_name", "school")
        ):
            self.unfold()
        tell_age(self.form, desk)
        self.form.edited.connect(lambda _name: self._ask_guardians())
        self._ask_guardians()

    def unfold(self) -> None:
        """Shows every field."""
        for name in _MORE:
            self.form.set_visible(name, True)
        self._unfold.hide()
        self.fit()

    def refuse(self, error: Any) -> None:
        """Shows a guardian's refusal beside that guardian's field."""
        field = str(error.details.get("field", ""))
        place, dot, part = field.removeprefix("guardian").partition(".")
        if dot and place.isdigit():
            error.details["field"] = f"{GUARDIANS[int(place)]}_{part}"
        super().refuse(error)

    def _ask_guardians(self) -> None:
        try:
            born = self.form["birth_date"].value()
        except Unreadable:
            return
        minor = born is None or is_minor(born, self.desk.clock().date())
        for guardian in GUARDIANS:
            for part in _PARTS:
                self.form.set_visible(f"{guardian}_{part}", minor)

    def _open(self, typed: dict[str, Any]) -> Changes:
        guardians = tuple(
            GuardianFacts(**{part: typed[f"{guardian}_{part}"] for part in _PARTS})
            for guardian in GUARDIANS
            if any(typed[f"{guardian}_{part}"] for part in _PARTS)
        )
        minor = is_minor(typed["birth_date"], self.desk.clock().date())
        return cases.open_case(
            self.desk.binder,
            NewCase(
                youth=youth_facts(typed),
                guardians=guardians if minor else (),
                facts=case_facts(typed),
                state=CaseState(typed["state"]),
            ),
        )


def _fields(desk: Desk) -> list[Field]:
    guardians = [
        field
        for guardian, label in zip(GUARDIANS, ("Vårdnadshavare", "Vårdnadshavare 2"), strict=True)
        for field in (
            Field(f"{guardian}_name", label, TextInput("Namn"), wide=False),
            Field(f"{guardian}_relation", "Relation", TextInput("t.ex. mamma"), wide=False),
            Field(f"{guardian}_phone", "Telefon", TextInput(), wide=False),
        )
    ]
    states = {each: STATES[each] for each in (*BEFORE, CaseState.ACTIVE)}
    return [
        Field("name", say("{Ungdomens} namn"), TextInput(), required),
        Field(
            "birth_date",
            "Födelsedatum",
            DateInput(desk.clock, past=True, whole=True, placeholder="t.ex. 2011-03-08"),
            required,
        ),
        *guardians,
        Field("state", "Läge", Choice(options(states)), wide=False),
        Field("identity_number", "Personnummer", TextInput("ÅÅÅÅMMDD-NNNN"), wide=False),
        Field("phone", say("{Ungdomens} telefon"), TextInput(), wide=False),
        Field("school", "Skola", TextInput(), wide=False),
        Field("language", "Språk", Choice(options(LANGUAGES)), wide=False),
        Field("reference", "Beteckning", TextInput("t.ex. 2026-014"), wide=False),
        Field("code_name", "Kodnamn", TextInput(), wide=False),
        Field("basis", "Grund", Choice(options(BASES), empty="Inte angivet"), wide=False),
        Field("target_group", "Målgrupp", Choice(options(TARGET_GROUPS), empty="Inte angivet"), wide=False),
        Field("nominated_by", "Föreslagen av", Choice(options(NOMINATORS), empty="Inte angivet"), wide=False),
        Field("protected_identity", "", Check("Skyddade personuppgifter"), wide=False),
    ]
