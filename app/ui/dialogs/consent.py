"""Registering a signature: who, when, until when, and whom it names or refuses (R2, R3)."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from app.models.ages import MAJORITY, birthday
from app.models.group import organisations_in_group
from app.models.information import to_inform
from app.models.who import Who
from app.services import consents
from app.services.case_file import CaseFile
from app.services.changes import Changes
from app.services.consents import SignedConsent
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.dates import DateInput
from app.ui.kit.form import Field, required
from app.ui.kit.inputs import Choice, MultiChoice, TextArea, TextInput
from app.ui.kit.swedish_dates import say_date
from app.ui.saying import first_name

ALL, SOME = "all", "some"
KINDS = "hur det går i skolan, hemma och på fritiden; brott och misstankar; hälsa"


def signers(file: CaseFile) -> list[tuple[str, str]]:
    """Those who may sign: the youth and all guardians, also earlier ones, with their part in it."""
    case = file.case
    people = [(str(Who.YOUTH), f"{case.young_person.name} (själv)")]
    return people + [
        (str(Who.guardian(each.key)), f"{each.name}, {each.relation or 'vårdnadshavare'}")
        for each in case.guardians
    ]


def scopes(file: CaseFile) -> list[tuple[str, str]]:
    """Whom a consent may name: the group's organisations first, then the address book's others, then former
    guardians, who are in the circle only if they are named (R9)."""
    case, book = file.case, file.book
    inside = organisations_in_group(case, book.contacts, file.today)
    others = sorted(
        (each.id for each in book.organisations.values() if each.id not in inside),
        key=lambda each: book.organisations[each].name.casefold(),
    )
    adult = birthday(case.young_person.birth_date, MAJORITY) <= file.today
    guardians = [f"guardian:{each.key}" for each in case.guardians if adult or each.to is not None]
    return [(each, file.scope_name(each)) for each in (*inside, *others, *guardians)]


class ConsentDialog(ErrandDialog):
    """Registers a signed form, or corrects one that was typed in today."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        file: CaseFile,
        *,
        by: Who | None = None,
        correct: str | None = None,
    ) -> None:
        self._file, self._correct = file, correct
        named = self._named = scopes(file)
        in_group = organisations_in_group(file.case, file.book.contacts, file.today)
        group = ", ".join(file.scope_name(each) for each in in_group)
        choices = [(SOME, "De som är kryssade här")]
        if in_group:
            choices.insert(0, (ALL, "Alla i gruppen den dag det skrevs under"))
        fields = [
            Field("by", "Vem har skrivit under?", Choice(signers(file)), required),
            Field("signed", "Underskrivet", DateInput(desk.clock, past=True), required, wide=False),
            Field("valid_from", "Gäller från", DateInput(desk.clock), required, wide=False),
            Field(
                "valid_until",
                "Gäller till och med",
                DateInput(desk.clock),
                hint="Utan slutdag gäller samtycket tills vidare, och du blir påmind om det.",
                wide=False,
            ),
            Field(
                "scope", "Vem får ta del?", Choice(choices), hint=f"I gruppen nu: {group}." if group else ""
            ),
            Field("organisations", "Får ta del", MultiChoice(named)),
            Field(
                "refused",
                "Får inte ta del",
                MultiChoice(named),
                hint="Kryssa bara för det som någon uttryckligen har sagt nej till.",
            ),
            Field(
                "purpose",
                "Vad det ska användas till",
                TextInput(),
            ),
            Field("kinds", "Vilka slags uppgifter", TextInput(KINDS), hint="Skilj åt med semikolon."),
            Field("note", "Kommentar", TextArea(lines=1)),
        ]
        super().__init__(
            parent,
            desk,
            "Rätta samtycke" if correct else "Registrera underskrift",
            fields,
            self._save,
            text="Skriv av blanketten. Det som är registrerat ändras bara samma dag; sedan är det ett bevis."
            if not correct
            else "Bara det som skrevs in i dag går att rätta. Det som stod förut finns kvar i loggen.",
            primary="Rätta" if correct else "Registrera",
            values=self._start(by),
            draft=None if correct else ("consent", file.case.id),
            said="Samtycket är rättat." if correct else "Underskriften är registrerad.",
            columns=3,
            width=660,
        )
        self.form.edited.connect(self._adapt)
        self._adapt("scope")

    def _start(self, by: Who | None) -> dict[str, Any]:
        today, case = self._file.today, self._file.case
        if self._correct:
            told = SignedConsent.of(consents.consent(case, self._correct))
            return {
                **vars(told),
                "by": str(told.by),
                "scope": ALL if told.all_in_group else SOME,
                "kinds": "; ".join(told.kinds),
            }
        lacking = [str(each.who) for each in self._file.status.missing if each.who is not None]
        earlier = max((each for each in case.consents), key=lambda each: each.signed, default=None)
        name = first_name(case.young_person.name)
        return {
            "by": str(by) if by else next(iter(lacking), None),
            "signed": today,
            "valid_from": today,
            "valid_until": _default_end(today, [each.valid_until for each in case.consents]),
            "scope": ALL,
            "purpose": (earlier.purpose if earlier else None)
            or f"Planera och följa upp stödet till {name} i den sociala insatsgruppen",
            "kinds": "; ".join(earlier.kinds) if earlier else "",
        }

    def _adapt(self, name: str) -> None:
        if name == "scope":
            self.form.set_visible("organisations", self.form["scope"].value() == SOME)
            self._offer_refusals()
        if name in ("by", "scope"):
            self.form.set_hint("by", self._untold())
        if name == "signed":
            try:
                self.form["valid_from"].set_value(self.form["signed"].value())
            except ValueError:
                return
        if name == "scope":
            self.fit()

    def _untold(self) -> str:
        """Says so where it is not on record that the one who signs was told what it is about (R6)."""
        chosen, case = self.form["by"].value(), self._file.case
        who = Who.parse(chosen) if chosen else None
        if who is None or not to_inform(case.information, [who], self._file.today):
            return ""
        name = first_name(self._file.name(who))
        if any(each.to == who for each in case.information):
            return f"{name} behöver få mer förklarat, enligt det som är antecknat."
        return f"Det är inte antecknat att {name} har fått veta vad en insatsgrupp är."

    def _offer_refusals(self) -> None:
        """Where all in the group may know, only those in it can be refused; a refusal once ticked stays."""
        book, refused = self._file.book, cast(MultiChoice, self.form["refused"])
        near = {*organisations_in_group(self._file.case, book.contacts, self._file.today), *refused.value()}
        everybody = self.form["scope"].value() == ALL and len(near) > 0
        refused.set_options([each for each in self._named if not everybody or each[0] in near])

    def _save(self, typed: dict[str, Any]) -> Changes:
        everybody = typed["scope"] == ALL
        told = SignedConsent(
            by=Who.parse(typed["by"]),
            signed=typed["signed"],
            valid_from=typed["valid_from"],
            valid_until=typed["valid_until"],
            all_in_group=everybody,
            organisations=() if everybody else typed["organisations"],
            refused=typed["refused"],
            purpose=typed["purpose"],
            kinds=tuple(typed["kinds"].split(";")),
            note=typed["note"],
        )
        case_id = self._file.case.id
        if self._correct:
            return consents.correct_consent(self.desk.binder, case_id, self._correct, told)
        return consents.record_consent(self.desk.binder, case_id, told)


def _default_end(today: date, ends: list[date | None]) -> date:
    """The end that others signed for, if it is to come; else the end of the month in half a year."""
    coming = [each for each in ends if each is not None and each > today]
    if coming:
        return max(coming)
    months = today.year * 12 + today.month - 1 + 7
    return date.fromordinal(date(months // 12, months % 12 + 1, 1).toordinal() - 1)


class WithdrawDialog(ErrandDialog):
    """Adds a withdrawal, with what has been sent on the strength of the consent in sight (R2)."""

    def __init__(self, parent: QWidget, desk: Desk, file: CaseFile, by: Who | None = None) -> None:
        self._file = file
        open_ones = [each for each in file.case.consents if each.withdrawn is None]
        choices = [
            (each.key, f"{file.name(each.by)}, underskrivet {say_date(each.signed, file.today)}")
            for each in sorted(open_ones, key=lambda each: each.signed, reverse=True)
        ]
        first = next((each.key for each in reversed(open_ones) if each.by == by), None)
        super().__init__(
            parent,
            desk,
            "Återkalla samtycke",
            [
                Field("consent", "Vilket samtycke?", Choice(choices), required),
                Field(
                    "withdrawn",
                    "Återkallat",
                    DateInput(desk.clock, past=True),
                    required,
                    hint="Gäller från och med den dagen. Samtycket ligger kvar som bevis.",
                ),
            ],
            self._withdraw,
            text="Den som har samtyckt får när som helst ta tillbaka det. Från den dagen delas inget mer, "
            "men det som redan är skickat går inte att ta tillbaka. Det står under Dokument.",
            primary="Återkalla",
            values={"consent": first, "withdrawn": file.today},
        )

    def _withdraw(self, typed: dict[str, Any]) -> Changes:
        desk, case_id, key = self.desk, self._file.case.id, typed["consent"]
        changes = consents.withdraw_consent(desk.binder, case_id, key, typed["withdrawn"])

        def undo() -> None:
            desk.shell.changed(consents.take_back_withdrawal(desk.binder, case_id, key))

        desk.shell.say("Samtycket är återkallat.", undo=undo)
        return changes


class DeviationDialog(ErrandDialog):
    """Records a decision that somebody need not consent (R1)."""

    def __init__(self, parent: QWidget, desk: Desk, file: CaseFile) -> None:
        super().__init__(
            parent,
            desk,
            "Avvikelse",
            [
                Field("not_required", "Vem behöver inte samtycka?", MultiChoice(signers(file))),
                Field(
                    "ground",
                    "Varför?",
                    TextArea("t.ex. Mognad är bedömd. Vårdnadshavaren går inte att nå.", lines=2),
                ),
                Field("decided_by", "Beslutat av", TextInput(), wide=False),
                Field("decided", "Beslutat den", DateInput(desk.clock, past=True), required, wide=False),
                Field(
                    "until",
                    "Gäller till och med",
                    DateInput(desk.clock),
                    hint="Tomt: tills vidare.",
                    wide=False,
                ),
            ],
            lambda typed: consents.record_deviation(
                desk.binder,
                file.case.id,
                ground=typed["ground"],
                not_required=[Who.parse(each) for each in typed["not_required"]],
                decided_by=typed["decided_by"],
                decided=typed["decided"],
                until=typed["until"],
            ),
            text="Åldersgränserna är praxis, inte lag. Ett beslut kan göra att någon inte behöver samtycka.",
            primary="Registrera",
            values={"decided": file.today},
            draft=("deviation", file.case.id),
            said="Avvikelsen är registrerad.",
            columns=3,
            width=620,
        )
