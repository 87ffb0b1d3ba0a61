"""Sharing the binder: letting a colleague in, how she stands on papers, taking her cases over (R7)."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.models.errors import KnownError
from app.models.states import OVER
from app.services import coordinators, persons
from app.services.changes import Changes
from app.services.coordinators import CoordinatorFacts, Responsible
from app.services.persons import PersonLine
from app.services.wording import explain
from app.ui.background import Progress
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.dates import DateInput
from app.ui.kit.dialog import Dialog
from app.ui.kit.form import Field, Form, Problem, required
from app.ui.kit.inputs import Check, Choice, MultiChoice, SecretInput, TextInput
from app.ui.kit.strength import Strength
from app.ui.saying import count, first_name, genitive

RUNNING, ALL, SOME = "running", "all", "some"


def facts_fields(*, name_fixed: bool = False) -> list[Field]:
    """How a coordinator stands on papers."""
    name = TextInput()
    name.setReadOnly(name_fixed)
    hint = "Namnet står i loggen och går inte att ändra." if name_fixed else ""
    return [
        Field("name", "Namn", name, required, hint=hint, wide=False),
        Field("title", "Titel", TextInput("t.ex. samordnare"), wide=False),
        Field("phone", "Telefon", TextInput(), wide=False),
        Field("email", "E-post", TextInput(), wide=False),
        Field("unit", "Enhet", TextInput("t.ex. Socialtjänsten Unga"), wide=False),
        Field("municipality", "Kommun", TextInput(), wide=False),
    ]


class ColleagueDialog(Dialog):
    """Lets somebody in with a passphrase that she types herself, twice; what is known of her stands there."""

    def __init__(self, parent: QWidget, desk: Desk, known: PersonLine | None = None) -> None:
        super().__init__(
            parent.window(),
            "Ge en kollega tillgång",
            "Kollegan får en egen lösenfras, och i loggen syns vem av er som har gjort vad. Lämna över "
            "datorn, så att kollegan skriver lösenfrasen själv.",
            primary="Ge tillgång",
            width=600,
        )
        self._desk = desk
        secret = SecretInput()
        self.form = Form(facts_fields(name_fixed=known is not None), columns=2)
        self.secret = Form([Field("passphrase", "Kollegans lösenfras", secret, required, drafted=False)])
        self.strength = Strength(secret)
        self.again = Form(
            [Field("again", "Lösenfrasen en gång till", SecretInput(), required, drafted=False)]
        )
        self.add(self.form, self.secret, self.strength, self.again)
        if known is not None:
            facts = CoordinatorFacts(name=known.name)
            if known.coordinator is not None:
                facts = CoordinatorFacts.of(known.coordinator)
            self.form.load(vars(facts))
            self.strength.for_person(known.name)
        self.form.edited.connect(lambda _name: self.strength.for_person(self.form["name"].value()))
        (secret if known is not None else self.form["name"]).setFocus()

    def submit(self) -> bool:
        """Makes the slot beside the window: the derivations take a second or two."""
        good = [each.check() for each in (self.form, self.secret, self.again)]
        if not all(good):
            return False
        passphrase = self.secret.values()["passphrase"]
        if passphrase != self.again.values()["again"]:
            self.again.show_problems([Problem("again", "passphrases_differ")])
            return False
        self.primary.setEnabled(False)
        binder, facts = self._desk.binder, CoordinatorFacts(**self.form.values())

        def job(_progress: Progress) -> Changes:
            return persons.add_person(binder, facts, passphrase)

        self._desk.background.run(self, "Ger tillgång …", job, self._added, self._refused)
        return False

    def _added(self, changes: Changes) -> None:
        name = self.form["name"].value()
        self.accept()
        self._desk.shell.changed(changes)
        self._desk.shell.say(f"{name} kommer in med sin egen lösenfras.")

    def _refused(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        if not isinstance(error, KnownError):
            self._desk.shell.problem(error)
            return
        field = str(error.details.get("field", "passphrase"))
        if field in self.form.values():
            self.form.show_problems([Problem(field, explain(error))])
        else:
            self.secret.show_problems([Problem("passphrase", explain(error))])


class CoordinatorDialog(ErrandDialog):
    """Changes how a colleague stands on papers."""

    def __init__(self, parent: QWidget, desk: Desk, line: PersonLine) -> None:
        known = line.coordinator
        values = {"name": line.name} if known is None else vars(CoordinatorFacts.of(known))

        def save(typed: dict[str, Any]) -> Changes:
            key = persons.record_of(desk.binder, line.name) if known is None else known.id
            return coordinators.edit_coordinator(desk.binder, key, CoordinatorFacts(**typed))

        super().__init__(
            parent,
            desk,
            line.name,
            facts_fields(name_fixed=line.can_open),
            save,
            text="Så här står det på kontaktlistor och papper i de ärenden som kollegan ansvarar för.",
            values=values,
            draft=("coordinator", line.name),
            of_record=True,
            said="Uppgifterna är sparade.",
            columns=2,
            width=600,
        )


class TakeOverDialog(ErrandDialog):
    """Lets somebody take over a colleague's cases, some or all at once, with a way back."""

    def __init__(
        self, parent: QWidget, desk: Desk, line: PersonLine, everybody: tuple[PersonLine, ...]
    ) -> None:
        self._line = line
        others = [each for each in everybody if each.name != line.name]
        me = next((each.name for each in others if each.is_me), None)
        first = first_name(line.name)
        running, cases = line.running, line.cases
        which = [(RUNNING, f"Alla pågående ({len(running)})")] if running else []
        if len(cases) > len(running):
            which.append((ALL, f"Alla, även avslutade ({len(cases)})"))
        which.append((SOME, "Bara några"))
        options = [
            (each.case_id, f"{each.name}{' (avslutat)' if each.state in OVER else ''}") for each in cases
        ]
        super().__init__(
            parent,
            desk,
            "Lämna över dina ärenden" if line.is_me else f"Ta över efter {first}",
            [
                Field("which", "Vilka ärenden?", Choice(which), wide=False),
                Field("to", "Vem tar över?", Choice([(each.name, each.name) for each in others]), wide=False),
                Field("cases", "Ärenden", MultiChoice(options)),
                Field("on", "Från och med", DateInput(desk.clock, past=True), required, wide=False),
                Field("former", "", Check(f"{first} blir ersättare"), wide=False),
            ],
            self._take,
            text="Den som tar över står som samordnare på nya papper. Det som redan är skickat ändras inte.",
            primary="Lämna över" if line.is_me else "Ta över",
            values={"which": which[0][0], "to": me or others[0].name, "on": desk.clock().date()},
            columns=2,
            width=600,
        )
        self.form.edited.connect(lambda name: self._adapt() if name == "which" else None)
        self._adapt()

    def _adapt(self) -> None:
        self.form.set_visible("cases", self.form["which"].value() == SOME)
        self.fit()

    def _take(self, typed: dict[str, Any]) -> Changes:
        desk, line = self.desk, self._line
        rows = {RUNNING: line.running, ALL: line.cases}.get(
            typed["which"], tuple(each for each in line.cases if each.case_id in typed["cases"])
        )
        to = persons.record_of(desk.binder, typed["to"])
        wanted = coordinators.taken_over(rows, to, former_stands_in=typed["former"])
        before = {
            each.case_id: Responsible(coordinator_id=each.coordinator_id, stand_in_id=each.stand_in_id)
            for each in rows
        }
        changes = coordinators.hand_over(desk.binder, wanted, on=typed["on"])

        def undo() -> None:
            desk.shell.changed(coordinators.hand_over(desk.binder, before, on=desk.clock().date()))

        desk.shell.say(f"{typed['to']} ansvarar nu för {count(len(rows), 'ärende', 'ärenden')}.", undo=undo)
        return changes


def ask_to_remove(parent: QWidget, desk: Desk, line: PersonLine) -> None:
    """Asks before somebody's way in is taken away: that has no way back."""
    running = count(len(line.running), "ärende", "ärenden")
    kept = f" {running} ligger kvar hos {first_name(line.name)} tills någon tar över."

    def go() -> None:
        try:
            desk.shell.changed(persons.remove_person(desk.binder, line.name))
            desk.shell.say(f"{line.name} kommer inte längre in.")
        except Exception as error:
            desk.shell.problem(error)

    desk.questions.confirm(
        parent,
        f"Ta bort {genitive(line.name)} tillgång?",
        f"{genitive(first_name(line.name))} lösenfras slutar gälla för den här pärmen. Äldre kopior och "
        f"säkerhetskopior öppnas fortfarande med den.{kept if line.running else ''}",
        yes="Ta bort tillgången",
        danger=True,
        then=go,
    )
