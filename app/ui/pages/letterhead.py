"""Brevhuvud och ord: what stands on every paper, set once, seen as it will print; and the binder's words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from app.models.errors import KnownError
from app.models.snapshots import Letterhead, Logo, Words
from app.services import drafts, letterhead, settings
from app.services.changes import Changes
from app.services.files import read_at_most
from app.services.wording import explain
from app.services.words import choices, chosen
from app.ui import theme
from app.ui.desk import Desk
from app.ui.kit.button import Button, Kind
from app.ui.kit.form import Field, Form
from app.ui.kit.inputs import Choice, TextInput
from app.ui.kit.layout import STRETCH, Columns, flow, row
from app.ui.kit.page import Page
from app.ui.kit.surfaces import Card
from app.ui.kit.text import quiet, section
from app.ui.pages.paper_head import PaperHead
from app.ui.words import say

DRAFT = "letterhead"
TYPED = 250
"""Milliseconds after the last key until the head is drawn anew."""


class LetterheadPage(Page):
    """Two columns: what one sets to the left, the head of a paper to the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Brevhuvud och ord", subtitle="Ställs in en gång och gäller hela pärmen.")
        self.desk = desk
        self._logo: Logo | None = None
        self.act(Button("Till Pärmen", icon="arrow-left", on_click=lambda: desk.shell.navigate("binder")))
        self.head = Form(
            [
                Field("unit", "Enhet", TextInput("t.ex. Socialtjänsten Unga")),
                Field("municipality", "Kommun", TextInput("t.ex. Provköpings kommun")),
            ]
        )
        self.save = Button("Spara", Kind.PRIMARY, on_click=self._save)
        self.pick = Button("Välj logotyp …", icon="file-text", on_click=self._pick)
        self.remove = Button("Ta bort logotypen", icon="trash-2", on_click=self._remove)
        self.problem = quiet("")
        self.problem.set_role("problem")
        self.words = Form(
            [
                Field("plan", "Planen kallas", _choice("plan"), wide=False),
                Field("youth", "Den det handlar om kallas", _choice("youth"), wide=False),
            ],
            columns=2,
        )
        self.paper = PaperHead()
        self._typed = QTimer(self, singleShot=True, interval=TYPED)
        self._typed.timeout.connect(self._draw)
        self.head.edited.connect(lambda _name: self._edited())
        self.head.autosave(lambda typed: drafts.keep(desk.binder, DRAFT, DRAFT, typed), desk.not_kept)
        self.words.edited.connect(lambda _name: self._save_words())
        self._lay_out()

    def refresh(self) -> None:
        """Reads the head and the words."""
        set_ = letterhead.chosen(self.desk.binder)
        self._logo = set_.logo
        self.head.load({"unit": set_.unit, "municipality": set_.municipality})
        typed = drafts.find(self.desk.binder, DRAFT, DRAFT)
        self.head.load_draft(typed or {})
        self.save.setEnabled(bool(typed))
        self.remove.setVisible(self._logo is not None)
        self.pick.set_words("Byt logotyp …" if self._logo else "Välj logotyp …")
        words = chosen(self.desk.binder)
        self.words.load({"plan": words.plan, "youth": words.youth})
        self.problem.hide()
        self._draw()

    def concerned_by(self, changes: Changes) -> bool:
        """Reads again when settings changed, unless something is being typed."""
        return "settings" in changes.kinds and not self.save.isEnabled()

    def flush(self) -> None:
        """Saves what is typed."""
        if self.save.isEnabled():
            self._store()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for box in (left, right):
            box.setSpacing(theme.px(10))
        told = say(
            "Står överst på varje nytt papper. Det som står här går före det som samordnarna har skrivit "
            "om sig själva. {Åtgärdsplaner} som redan är fastställda behåller sitt brevhuvud."
        )
        logo = "PNG eller JPEG, högst 4 MB. Logotypen sparas i pärmen, utan uppgifter om filen den kom från."
        left.addWidget(section("Brevhuvud"))
        left.addWidget(Card(quiet(told), self.head, row(STRETCH, self.save), spacing=14))
        left.addSpacing(theme.px(10))
        left.addWidget(section("Logotyp"))
        left.addWidget(Card(quiet(logo), flow(self.pick, self.remove), self.problem, spacing=12))
        left.addStretch(1)
        right.addWidget(section("Så trycks det"))
        right.addWidget(self.paper)
        right.addSpacing(theme.px(10))
        right.addWidget(section("Ord"))
        words = say(
            "Gäller genast på skärmen och på nya papper. Fastställda {åtgärdsplaner} behåller sina ord."
        )
        right.addWidget(Card(quiet(words), self.words, spacing=14))
        right.addStretch(1)
        self.body.addWidget(Columns((left, 1), (right, 1)))
        self.body.addStretch(1)

    def _edited(self) -> None:
        self.save.setEnabled(True)
        self._typed.start()

    def _draw(self) -> None:
        typed = self.head.values()
        head = Letterhead(unit=typed["unit"], municipality=typed["municipality"], logo=self._logo)
        try:
            self.paper.show_paper(letterhead.sample(self.desk.binder, head, self.desk.clock()))
        except KnownError as error:
            self.desk.shell.problem(error)

    def _save(self) -> None:
        try:
            self._store()
        except Exception as error:
            self.desk.shell.problem(error)

    def _store(self) -> None:
        values = self.head.values()
        changes = letterhead.choose(self.desk.binder, **values)
        drafts.forget(self.desk.binder, DRAFT, DRAFT)
        self.head.load(values)
        self.save.setEnabled(False)
        self.desk.shell.changed(changes)

    def _save_words(self) -> None:
        try:
            self.desk.shell.changed(settings.choose_words(self.desk.binder, Words(**self.words.values())))
        except Exception as error:
            self.desk.shell.problem(error)

    def _pick(self) -> None:
        pattern = "Bilder (*.png *.jpg *.jpeg)"
        self.desk.questions.open_file(self, "Välj logotyp", pattern, self._take)

    def _take(self, path: Path) -> None:
        before = self._logo
        try:
            content = read_at_most(path, letterhead.MOST_BYTES)
            changes = letterhead.take_logo(self.desk.binder, content)
        except KnownError as error:
            self.problem.setText(explain(error))
            self.problem.show()
            return
        self._changed(changes, "Logotypen är sparad.", before)

    def _remove(self) -> None:
        before = self._logo
        try:
            changes = letterhead.choose_logo(self.desk.binder, None)
        except Exception as error:
            self.desk.shell.problem(error)
            return
        self._changed(changes, "Logotypen är borttagen från nya papper.", before)

    def _changed(self, changes: Changes, said: str, before: Logo | None) -> None:
        self.flush()
        self.desk.shell.changed(changes)
        self.refresh()

        def undo() -> None:
            self.desk.shell.changed(letterhead.choose_logo(self.desk.binder, before))

        self.desk.shell.say(said, undo=undo)


def _choice(kind: str) -> Choice:
    return Choice([(each, each) for each in choices()[kind]])
