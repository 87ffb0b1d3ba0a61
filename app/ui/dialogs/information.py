"""Writing down who was told what a SIG is, when, how, in what language, and what was understood (R6)."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtWidgets import QWidget

from app.models.who import Who
from app.services import consents
from app.services.case_file import CaseFile
from app.services.changes import Changes
from app.services.consents import InformationFacts
from app.ui.desk import Desk
from app.ui.dialogs.consent import signers
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.dates import DateInput
from app.ui.kit.form import Field, required
from app.ui.kit.inputs import Choice, MultiChoice, TextInput
from app.ui.labels import LANGUAGES, language
from app.ui.saying import first_name, listed

WHAT = (
    "Vad en insatsgrupp är, att den är frivillig, vad ett samtycke betyder, vilka som är med "
    "och hur den slutar."
)


class InformationDialog(ErrandDialog):
    """Records what several were told together, or changes what one of them was."""

    def __init__(self, parent: QWidget, desk: Desk, file: CaseFile, number: int | None = None) -> None:
        self._file, self._number = file, number
        known = None if number is None else InformationFacts.of(consents.information(file.case, number))
        who = (
            Field("to", "Vem fick veta?", MultiChoice(signers(file)))
            if known is None
            else Field("to", "Vem fick veta?", Choice(signers(file)), required)
        )
        super().__init__(
            parent,
            desk,
            "Vad de har fått veta" if known is None else "Ändra vad som sades",
            [
                who,
                Field("date", "När", DateInput(desk.clock, past=True), required, wide=False),
                Field("how", "Hur", TextInput("t.ex. muntligt och på papper"), wide=False),
                Field(
                    "language",
                    "Språk",
                    TextInput("svenska"),
                    wide=False,
                    reader=code_of,
                    writer=lambda code: language(code or ""),
                ),
                Field(
                    "understood",
                    "Förstods det?",
                    Choice([("yes", "Ja"), ("no", "Nej, behöver mer")], empty="Vet inte"),
                    wide=False,
                ),
                Field(
                    "interpreter",
                    "Tolk",
                    Choice([("yes", "Med tolk"), ("no", "Utan tolk")], empty="Inte angivet"),
                    wide=False,
                ),
            ],
            self._save,
            text=WHAT,
            primary="Registrera" if known is None else "Spara",
            values={"date": file.today} if known is None else _shown(known),
            draft=("information", f"{file.case.id} {number or ''}"),
            said="Det är registrerat." if known is None else "",
            columns=2,
            width=580,
        )
        self.form.edited.connect(lambda name: self._tell_needs() if name == "to" else None)
        self._tell_needs()
        if known is not None:
            self.achieved.connect(lambda _changes: self._offer_undo(known))

    def _tell_needs(self) -> None:
        """Says beside the language what those who are chosen speak, and whether they need an interpreter."""
        chosen = self.form["to"].value() or ()
        chosen = (chosen,) if isinstance(chosen, str) else chosen
        needs = [said for each in chosen if (said := _need(self._file, Who.parse(each)))]
        self.form.set_hint("language", " ".join(needs))
        self.fit()

    def _save(self, typed: dict[str, Any]) -> Changes:
        binder, case_id = self.desk.binder, self._file.case.id
        told = {
            "on": typed["date"],
            "how": typed["how"],
            "language": typed["language"],
            "interpreter": _yes(typed["interpreter"]),
            "understood": _yes(typed["understood"]),
        }
        if self._number is None:
            return consents.record_information(
                binder, case_id, to=[Who.parse(each) for each in typed["to"]], **told
            )
        facts = InformationFacts(to=Who.parse(typed["to"]), **told)
        return consents.edit_information(binder, case_id, self._number, facts)

    def _offer_undo(self, before: InformationFacts) -> None:
        desk, case_id, number = self.desk, self._file.case.id, cast(int, self._number)

        def undo() -> None:
            desk.shell.changed(consents.edit_information(desk.binder, case_id, number, before))

        desk.shell.say("Ändringen är sparad.", undo=undo)


def code_of(typed: str) -> str | None:
    """A language as it is kept: its code where it is a known one, anything else as it was written."""
    name = " ".join(typed.split())
    known = {word.casefold(): code for code, word in LANGUAGES.items()}
    return known.get(name.casefold(), name) or None


def _need(file: CaseFile, who: Who) -> str:
    """What somebody wants to be spoken to in, where that is not Swedish alone."""
    case = file.case
    person = (
        case.young_person
        if who == Who.YOUTH
        else next((each for each in case.guardians if Who.guardian(each.key) == who), None)
    )
    if person is None:
        return ""
    wants = []
    if person.language not in (None, "sv"):
        wants.append(f"talar {language(person.language)}")
    if person.interpreter:
        wants.append("behöver tolk")
    return f"{first_name(person.name)} {listed(wants, 'och')}." if wants else ""


def _shown(known: InformationFacts) -> dict[str, Any]:
    words = {True: "yes", False: "no", None: None}
    return {
        "to": str(known.to),
        "date": known.on,
        "how": known.how,
        "language": known.language,
        "understood": words[known.understood],
        "interpreter": words[known.interpreter],
    }


def _yes(answer: str | None) -> bool | None:
    return None if answer is None else answer == "yes"
