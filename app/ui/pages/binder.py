"""Pärmen: who can open it, how the program looks, and the log."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.errors import Kind as ErrorKind
from app.models.errors import KnownError
from app.services import binders, drafts
from app.services.binders import Findings
from app.services.changes import Changes
from app.services.coordinators import CoordinatorFacts, coordinator_of, edit_coordinator
from app.services.wording import explain
from app.ui import theme
from app.ui.background import Progress
from app.ui.desk import Desk
from app.ui.icons import IconView
from app.ui.kit.button import Button, Kind
from app.ui.kit.form import Field, Form, Problem
from app.ui.kit.inputs import Choice, TextInput
from app.ui.kit.layout import STRETCH, Columns, flow, row
from app.ui.kit.page import Page
from app.ui.kit.surfaces import Banner, Card
from app.ui.kit.text import quiet, section, strong
from app.ui.pages.backup_card import BackupCard
from app.ui.pages.leak import LeakDialog
from app.ui.pages.passphrase import PassphraseDialog
from app.ui.pages.persons import Persons
from app.ui.words import say

SCHEMES = (("system", "Som datorn"), ("light", "Ljust"), ("dark", "Mörkt"))
MYSELF = "me"
"""What one arrives at to fill in what stands on papers about oneself."""
DRAFT = "coordinator"
OWN = ("title", "phone", "email", "unit", "municipality")
SIZES = (("100", "100 %"), ("125", "125 %"), ("150", "150 %"), ("175", "175 %"), ("200", "200 %"))


class BinderPage(Page):
    """Two columns: what stands on papers and in windows to the left, keys and place to the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            "Pärmen", subtitle="Vem som kommer in, vad som står på papper och hur det ser ut här."
        )
        self.desk = desk
        self._coordinator, self._wanted = "", ""
        self._revealed: QWidget | None = None
        self.act(Button("Visa loggen", icon="history", on_click=lambda: desk.shell.navigate("log")))
        self.letterhead = Button(
            "Ändra brevhuvud och ord", icon="file-text", on_click=lambda: desk.shell.navigate("letterhead")
        )
        self.people = Persons(desk)
        self.backups = BackupCard(desk)
        self.verdict = Banner("", kind="done")
        self.verdict.hide()
        self.me = Form(
            [
                Field("name", "Namn", TextInput(), wide=False, drafted=False),
                Field("title", "Titel", TextInput("t.ex. samordnare"), wide=False),
                Field("phone", "Telefon", TextInput(), wide=False),
                Field("email", "E-post", TextInput(), wide=False),
                Field("unit", "Enhet", TextInput("t.ex. Socialtjänsten Unga"), wide=False),
                Field("municipality", "Kommun", TextInput(), wide=False),
            ],
            columns=2,
        )
        # The name is that of the slot: what the log calls her and what the papers call her stay the same.
        self.me["name"].setReadOnly(True)
        self.me["name"].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.save_me = Button("Spara", Kind.PRIMARY, on_click=self._save_me)
        self.me.edited.connect(lambda _name: self.save_me.setEnabled(True))
        self.me.autosave(
            lambda typed: drafts.keep(desk.binder, DRAFT, desk.binder.person, typed), desk.not_kept
        )
        for name in OWN:
            self.me[name].returnPressed.connect(self.save_me.click)
        self.look = Form(
            [Field("scheme", "Färger", Choice(SCHEMES)), Field("size", "Textstorlek", Choice(SIZES))]
        )
        self.look.edited.connect(lambda _name: self._change_look())
        self._lay_out()

    def arrive(self, at: str = "", **_other: Any) -> None:
        """Takes which coordinator one wants to see."""
        self._wanted = at

    def refresh(self) -> None:
        """Reads people and look."""
        binder = self.desk.binder
        with binder.reading() as work:
            me = next((one for one in work.coordinators() if one.name == binder.person), None)
        self._coordinator = me.id if me else ""
        own: dict[str, Any] = {}
        if me is not None:
            own = {name: getattr(me, name) for name in OWN}
        self.me.load({"name": binder.person, **own})
        typed = drafts.find(binder, DRAFT, binder.person)
        self.me.load_draft(typed or {})
        self.save_me.setEnabled(bool(typed))
        chosen = self.desk.shell.look_chosen()
        self.look.load({"scheme": chosen.scheme, "size": str(chosen.percent)})
        self.people.refresh()
        self.backups.refresh()
        wanted, self._wanted = self._wanted, ""
        self._revealed = self._found(wanted) if wanted else None
        if (found := self._revealed) is not None:
            # When what was just laid out has found its place.
            QTimer.singleShot(0, found, lambda: self.scroller.ensureWidgetVisible(found, 0, theme.px(80)))

    def first_focus(self) -> QWidget | None:
        """The coordinator one came for, or the first that is to be filled in about oneself."""
        return self._revealed

    def concerned_by(self, changes: Changes) -> bool:
        """Reads again when settings or coordinators changed, unless something is being typed."""
        return (
            bool(changes.kinds & {"settings", "coordinator", "case", "backup"})
            and not self.save_me.isEnabled()
        )

    def flush(self) -> None:
        """Saves what is typed on oneself; what is refused is kept as it is typed, and said."""
        if not self.save_me.isEnabled():
            return
        try:
            self._store_me()
        except KnownError as error:
            self.me.flush()
            self._refuse(error)
            self.desk.shell.say(f"Uppgifterna om dig är inte sparade. {explain(error)}")

    def _found(self, wanted: str) -> QWidget | None:
        if wanted != MYSELF:
            return self.people.reveal(wanted)
        fields: list[QWidget] = [self.me[name] for name in OWN if not self.me[name].value()]
        return next(iter(fields), None)

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for box in (left, right):
            box.setSpacing(theme.px(10))
        left.addWidget(section("Du på papper"))
        left.addWidget(
            Card(
                quiet("Så når den dig som undrar något. Brevhuvudet går före din enhet och kommun."),
                self.me,
                row(STRETCH, self.save_me),
                spacing=14,
            )
        )
        left.addSpacing(theme.px(10))
        left.addWidget(section("Brevhuvud och ord"))
        left.addWidget(
            Card(
                quiet(
                    say(
                        "Enhet, kommun och logotyp på alla papper, "
                        "och vad {åtgärdsplanen} och {ungdomen} kallas."
                    )
                ),
                row(self.letterhead, STRETCH),
                spacing=14,
            )
        )
        left.addSpacing(theme.px(10))
        left.addWidget(section("Säkerhetskopior"))
        left.addWidget(self.backups)
        left.addStretch(1)
        right.addWidget(section("Personer"))
        right.addWidget(self.people)
        right.addWidget(
            flow(
                Button("Byt lösenfras …", icon="key-round", on_click=self._change_passphrase),
                self.people.add_button,
                Button("Misstänkt läcka …", icon="triangle-alert", on_click=self._change_locks),
            )
        )
        right.addSpacing(theme.px(10))
        right.addWidget(section("Var den ligger"))
        place = str(self.desk.binder.folder)
        right.addWidget(
            Card(
                row(IconView("folder", "quiet"), strong(self.desk.binder.folder.name), STRETCH), quiet(place)
            )
        )
        self.check = Button("Kontrollera pärmen", icon="shield-check", on_click=self._verify)
        right.addLayout(row(self.check, STRETCH))
        right.addWidget(self.verdict)
        right.addSpacing(theme.px(10))
        right.addWidget(section("Utseende"))
        right.addWidget(Card(self.look))
        right.addStretch(1)
        self.body.addWidget(Columns((left, 3), (right, 2)))
        self.body.addStretch(1)

    def _verify(self) -> None:
        binder = self.desk.binder
        self.check.setEnabled(False)

        def job(_progress: Progress) -> Findings:
            return binders.verify_opened(binder)

        self.desk.background.run(self, "Kontrollerar pärmen …", job, self._verified, self._not_verified)

    def _verified(self, found: Findings) -> None:
        self.check.setEnabled(True)
        if found.problems:
            said = {explain(KnownError(ErrorKind.DAMAGED, f"verify_{each.code}")) for each in found.problems}
            text = "\n".join(sorted(said))
            self.verdict.say(text, strong="Allt är inte som det ska", kind="stop")
        else:
            counted = f"{found.rows} uppgifter och {found.entries} rader i loggen är lästa och stämmer."
            self.verdict.say(counted, strong="Pärmen är hel", kind="done")
        self.verdict.show()

    def _not_verified(self, error: Exception) -> None:
        self.check.setEnabled(True)
        self.desk.shell.problem(error)

    def _change_passphrase(self) -> None:
        def done() -> None:
            self.desk.shell.say("Lösenfrasen är bytt.")

        PassphraseDialog(self, self.desk, done).open()

    def _change_locks(self) -> None:
        LeakDialog(self, self.desk).open()

    def _save_me(self) -> None:
        try:
            self._store_me()
        except KnownError as error:
            self._refuse(error)
        except Exception as error:
            self.desk.shell.problem(error)

    def _refuse(self, error: KnownError) -> None:
        """Shows a refusal beside its field, or over the page where it has none."""
        field = str(error.details.get("field", ""))
        if field in OWN:
            self.me.show_problems([Problem(field, explain(error))])
        else:
            self.desk.shell.problem(error)

    def _store_me(self) -> None:
        binder, values = self.desk.binder, self.me.values()
        if not self._coordinator:
            with binder.writing() as work:
                self._coordinator = coordinator_of(work, binder.person).id
        changes = edit_coordinator(binder, self._coordinator, CoordinatorFacts(**values))
        drafts.forget(binder, DRAFT, binder.person)
        self.me.load(values)
        self.save_me.setEnabled(False)
        self.desk.shell.changed(changes)

    def _change_look(self) -> None:
        values = self.look.values()
        self.desk.shell.choose_look(values["scheme"], int(values["size"]))
