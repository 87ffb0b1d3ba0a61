"""Misstänkt läcka: step by step to a new passphrase, a new code on paper, and new locks on all in reach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from app.models.errors import KnownError
from app.services import leak
from app.services.changes import Changes
from app.services.leak import Left
from app.services.wording import explain
from app.ui import saying, theme
from app.ui.background import Progress
from app.ui.desk import Desk
from app.ui.kit.button import Button
from app.ui.kit.dialog import Dialog
from app.ui.kit.form import Field, Form, Problem, required
from app.ui.kit.inputs import SecretInput
from app.ui.kit.layout import STRETCH, column, holder, row
from app.ui.kit.page import Scroller
from app.ui.kit.strength import Strength
from app.ui.kit.surfaces import Banner, Card
from app.ui.kit.text import Text, quiet
from app.ui.start.sheet import code_groups, is_proven, proof_form


@dataclass(frozen=True)
class _Step:
    title: str
    text: str
    primary: str
    body: QWidget
    go: Callable[[], object]
    focus: QWidget | None = None


class LeakDialog(Dialog):
    """Nothing is changed until the new code is proven to be on paper; then it cannot be stopped halfway."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent.window(), "Misstänkt läcka", "-", primary="Fortsätt", width=620)
        self.desk = desk
        self.code = leak.new_code()
        self._passphrase, self._running = "", False
        self._gone: tuple[str, ...] = ()
        self.refusal = Banner("", kind="attention")
        self.refusal.hide()
        first = SecretInput()
        self.form = Form([Field("passphrase", "Ny lösenfras", first, required, drafted=False)])
        self.strength = Strength(first)
        self.strength.for_person(desk.binder.person)
        self.again = Form([Field("again", "En gång till", SecretInput(), required, drafted=False)])
        self.asked, self.proof = proof_form(self.code)
        self.bar, self.outcome = QProgressBar(), Text("")
        self.bar.setTextVisible(False)
        self.stack = QStackedWidget()
        self._steps = self._made_steps()
        for each in self._steps:
            self.stack.addWidget(each.body)
        self.stack.setMinimumHeight(theme.px(230))
        self.add(self.refusal, self.stack)
        self._show(0)

    def submit(self) -> bool:
        """Goes one step on."""
        self.refusal.hide()
        self._steps[self.stack.currentIndex()].go()
        return False

    def reject(self) -> None:
        """Leaves everything as it was; not while the locks are being changed."""
        if not self._running:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stays while the locks are being changed."""
        if self._running:
            event.ignore()
            return
        super().closeEvent(event)

    def _made_steps(self) -> tuple[_Step, ...]:
        chosen = column(self.form, self.strength, self.again, STRETCH, spacing=14)
        told = Scroller(holder(column(self.outcome, STRETCH)))
        prints = Button("Skriv ut arket …", icon="printer", on_click=self._print)
        code = column(Card(code_groups(self.code), padding=20), row(prints, STRETCH), STRETCH, spacing=14)
        return (
            _Step(
                "Misstänkt läcka",
                "Använd det här om någon kan ha fått tag i en lösenfras, i arket med koden, eller i datorn"
                " medan pärmen var öppen.",
                "Fortsätt",
                holder(column(*self._told(), STRETCH, spacing=10)),
                lambda: self._show(1),
            ),
            _Step(
                "Välj en ny lösenfras",
                "Den gamla öppnar ingenting efteråt. Välj en som inte liknar den.",
                "Fortsätt",
                holder(chosen),
                self._check_passphrase,
                self.form["passphrase"],
            ),
            _Step(
                "Spara den nya koden",
                "Skriv ut arket eller skriv av koden. Koden visas bara nu. Förstör det gamla arket efteråt.",
                "Jag har koden",
                holder(code),
                lambda: self._show(3),
                prints,
            ),
            _Step(
                "Stämmer arket?",
                "Skriv två av grupperna. Sedan byts låsen, och det går inte att avbryta.",
                "Byt lås",
                holder(column(self.proof, STRETCH)),
                self._prove,
                self.proof[str(self.asked[0])],
            ),
            _Step("Byter lås …", "Stäng inte av datorn.", "Byter lås …", self._working(), lambda: None),
            _Step("Låsen är bytta", "", "Klart", told, self.accept),
        )

    def _told(self) -> list[QWidget]:
        told = [
            "Pärmen och de säkerhetskopior som går att nå får nya lås och en ny återställningskod.",
            (
                "Kopior som inte går att nå, och sådana du har gjort för hand, öppnas ännu med det gamla."
                " Du får veta vilka de är."
            ),
        ]
        gone = leak.others(self.desk.binder)
        if gone:
            told.insert(1, f"{saying.listed(gone)} behöver få tillgång på nytt, med en ny lösenfras.")
        return [Text(each) for each in told]

    def _working(self) -> QWidget:
        return holder(column(self.bar, quiet("Det tar några sekunder, längre med många kopior."), STRETCH))

    def _show(self, number: int) -> None:
        step = self._steps[number]
        self.stack.setCurrentIndex(number)
        self.heading.setText(step.title)
        self.setAccessibleName(step.title)
        self.text.setText(step.text)
        self.text.setVisible(bool(step.text))
        self.primary.set_words(step.primary)
        self.primary.setEnabled(number != 4)
        self.cancel.setVisible(number < 4)
        (step.focus or self.primary).setFocus()

    def _print(self) -> None:
        from app.ui.start.print_sheet import print_sheet

        print_sheet(self, self.desk.binder.folder, self.code, self.desk.clock().date())

    def _check_passphrase(self) -> None:
        if not (self.form.check() and self.again.check()):
            return
        passphrase, binder = self.form.values()["passphrase"], self.desk.binder
        if passphrase != self.again.values()["again"]:
            self.again.show_problems([Problem("again", "passphrases_differ")])
            return
        self.primary.setEnabled(False)

        def job(_progress: Progress) -> None:
            leak.check_new_passphrase(binder, passphrase)

        def done(_nothing: None) -> None:
            self._passphrase = passphrase
            self._show(2)

        self.desk.background.run(self, "Prövar lösenfrasen …", job, done, self._passphrase_refused)

    def _passphrase_refused(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        if isinstance(error, KnownError):
            self.form.show_problems([Problem("passphrase", explain(error))])
        else:
            self.desk.shell.problem(error)

    def _prove(self) -> None:
        if not is_proven(self.proof, self.code):
            return
        binder, passphrase, code = self.desk.binder, self._passphrase, self.code
        self._running = True
        self.bar.setRange(0, 0)
        self._show(4)

        def job(_progress: Progress) -> tuple[tuple[str, ...], Left]:
            # Not to be stopped: every step is whole in itself, but half of them would help nobody.
            gone = leak.change_locks(binder, passphrase=passphrase, code=code)
            return gone, leak.rekey_backups(binder)

        self.desk.background.run(self, "Byter lås …", job, self._changed, self._not_changed)

    def _changed(self, done: tuple[tuple[str, ...], Left]) -> None:
        self._running = False
        self.outcome.setText("\n\n".join(result_words(*done)))
        self._show(5)
        self.desk.shell.changed(Changes.of("coordinator", "backup"))

    def _not_changed(self, error: Exception) -> None:
        self._running = False
        self._show(3)
        if isinstance(error, KnownError):
            self.refusal.say(explain(error))
            self.refusal.show()
        else:
            self.desk.shell.problem(error)


def result_words(gone: tuple[str, ...], left: Left) -> list[str]:
    """Says what was changed and what the old code still opens, a paragraph each."""
    said = ["Pärmen öppnas nu bara med den nya lösenfrasen och den nya koden. Förstör det gamla arket."]
    if left.rekeyed:
        many = saying.count(left.rekeyed, "säkerhetskopia", "säkerhetskopior")
        said.append(f"{many} fick också nya lås.")
    if gone:
        said.append(f"Ge {saying.listed(gone)} tillgång på nytt under Pärmen.")
    if left.places:
        said.append(
            f"De här platserna gick inte att nå: {', '.join(left.places)}. Kopiorna där får nya lås när de"
            " går att nå igen. Till dess öppnas de med den gamla koden."
        )
    if left.files:
        said.append(f"De här kopiorna gick inte att låsa om: {', '.join(left.files)}. Radera dem.")
    if left.elsewhere:
        names = ", ".join(f"{name} ({at:%Y-%m-%d})" for name, at in left.elsewhere)
        said.append(f"De här kopiorna gjordes för hand och öppnas med den gamla koden: {names}.")
    return said
