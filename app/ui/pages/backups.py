"""Säkerhetskopior: where they go, how it stands, which are kept, and the way back from one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.backups import BackupStatus, PlaceState
from app.models.errors import KnownError
from app.services import backups
from app.services.backups import Kept
from app.services.changes import Changes
from app.services.keep_backups import Outcome, look_after
from app.services.wording import explain
from app.ui import backup_words, saying, theme
from app.ui.background import Progress
from app.ui.desk import Desk
from app.ui.icons import IconView
from app.ui.kit.button import Button, Kind, Link
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.layout import STRETCH, Columns, clear, column, row
from app.ui.kit.page import Page
from app.ui.kit.surfaces import Banner, EmptyState, Rows
from app.ui.kit.text import quiet, section, strong
from app.ui.pages.export_card import ExportCard
from app.ui.pages.restore import RestoreDialog


class BackupsPage(Page):
    """To the left the places and what is known of the backups, to the right those that are kept."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            "Säkerhetskopior",
            subtitle="Görs av sig själva varje dag och när pärmen låses. Allt i dem är krypterat.",
        )
        self.desk = desk
        self._progress: Progress | None = None
        self.make = Button("Säkerhetskopiera nu", Kind.PRIMARY, icon="save", on_click=self._make)
        self.stop = Button("Avbryt", icon="x", on_click=self._stop)
        self.stop.hide()
        self.act(
            Button("Till Pärmen", icon="arrow-left", on_click=lambda: desk.shell.navigate("binder")),
            self.stop,
            self.make,
        )
        self.verdict = Banner("", kind="done")
        self.places, self.known, self.copies = Rows(), Rows(), Rows()
        self.add_place = Button("Lägg till en plats …", icon="plus", on_click=self._choose)
        self.restore = Button(
            "Återställ som ny pärm …", icon="rotate-cw", on_click=lambda: RestoreDialog(self, desk).open()
        )
        self._lay_out()

    def refresh(self) -> None:
        """Reads how it stands from the binder, and beside the window what lies in the places."""
        status = backups.backup_status(self.desk.binder)
        self._show(status)
        binder = self.desk.binder

        def job(_progress: Progress) -> tuple[Kept, ...]:
            return backups.kept_copies(binder)

        if status.places:
            self.desk.background.run(self, "Ser efter kopiorna …", job, self._list, self._not_listed)
        else:
            self._list(())

    def first_focus(self) -> QWidget | None:
        """Begins with what there is to do."""
        return self.make if self.make.isVisibleTo(self) else self.add_place

    def concerned_by(self, changes: Changes) -> bool:
        """Reads again when a backup was made or a place was chosen."""
        return "backup" in changes.kinds

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for box in (left, right):
            box.setSpacing(theme.px(10))
        left.addWidget(section("Platser"))
        left.addWidget(self.places)
        left.addLayout(row(self.add_place, STRETCH))
        left.addSpacing(theme.px(10))
        left.addWidget(section("Vad vi vet"))
        left.addWidget(self.known)
        left.addStretch(1)
        right.addWidget(section("Sparade kopior"))
        right.addWidget(self.copies)
        right.addLayout(row(self.restore, STRETCH))
        right.addSpacing(theme.px(10))
        right.addWidget(section("Okrypterad fil"))
        right.addWidget(ExportCard(self.desk))
        right.addStretch(1)
        self.add(self.verdict, Columns((left, 1), (right, 1)))
        self.body.addStretch(1)

    def _show(self, status: BackupStatus) -> None:
        today = self.desk.clock().date()
        self.verdict.say(
            backup_words.about(status, today),
            strong=backup_words.headline(status),
            kind="attention" if status.presses else "done",
        )
        self.make.setEnabled(self._progress is None)
        self.make.setVisible(bool(status.places))
        clear(self.places.body)
        for each in status.places:
            self.places.add_row(self._place(each))
        if not status.places:
            self.places.add_row(row(quiet("Ingen plats är vald.")))
        self.add_place.setVisible(len(status.places) < backups.MOST_PLACES)
        clear(self.known.body)
        for what, said in self._facts(status):
            line = row(quiet(what), STRETCH)
            line.addWidget(strong(said))
            self.known.add_row(line)

    def _facts(self, status: BackupStatus) -> list[tuple[str, str]]:
        today = self.desk.clock().date()

        def when(found: object) -> str:
            return "inte än" if found is None else backup_words.moment(found, today)  # type: ignore[arg-type]

        tried = when(status.rehearsed)
        if status.rehearsed is not None:
            tried = f"{tried}, {saying.count(status.rehearsed_rows, 'uppgift', 'uppgifter')} kom tillbaka"
        following = "strax" if status.last is None else "i morgon, eller när pärmen låses"
        return [
            ("Senast gjord", when(status.last)),
            ("Senast genomläst", when(status.verified)),
            ("Återställd på prov", tried),
            ("Nästa", following if status.places else "när en plats är vald"),
        ]

    def _place(self, place: PlaceState) -> QHBoxLayout:
        kind, said = backup_words.place_chip(place, self.desk.clock().date())
        path = Path(place.path)
        words = column(strong(path.name or place.path), quiet(place.path), spacing=1)
        trouble = backup_words.place_trouble(place)
        if trouble:
            words.addWidget(quiet(trouble))
        synced = backups.sync_doubt(path)
        if synced is not None:
            words.addWidget(quiet(f"Mappen synkroniseras av {synced}. Kopiorna är krypterade även där."))
        words.addLayout(row(Chip(kind, said), STRETCH))
        line = row(IconView("archive", "quiet"), spacing=10)
        line.addLayout(words, 1)
        remove = Link("Ta bort", on_click=lambda: self._ask_remove(place))
        remove.setAccessibleName(f"Ta bort platsen {place.path}")
        line.addWidget(remove)
        return line

    def _list(self, copies: tuple[Kept, ...]) -> None:
        today = self.desk.clock().date()
        clear(self.copies.body)
        for each in copies:
            when = saying.capital(backup_words.moment(each.made, today))
            about = quiet(f"{each.path.parent.name} · {backup_words.size(each.size)}")
            about.setToolTip(str(each.path))
            line = row(spacing=10)
            line.addLayout(column(strong(when), about, spacing=1), 1)
            line.addWidget(
                Chip(ChipKind.DONE, "Genomläst") if each.verified else Chip(ChipKind.NEUTRAL, "Inte läst än")
            )
            self.copies.add_row(line)
        if not copies:
            self.copies.add_row(
                column(EmptyState("archive", "Inga kopior än", "Här står de som finns att gå tillbaka till."))
            )

    def _not_listed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            clear(self.copies.body)
            self.copies.add_row(row(quiet(explain(error))))
        else:
            self.desk.shell.problem(error)

    def _choose(self) -> None:
        self.desk.questions.folder(self, "Välj plats för säkerhetskopior", Path.home(), self._chosen)

    def _chosen(self, folder: Path) -> None:
        synced = backups.sync_doubt(folder)
        if synced is None:
            self._take(folder)
            return
        self.desk.questions.confirm(
            self,
            f"Mappen synkroniseras av {synced}",
            "Kopiorna är krypterade, men de lämnar datorn och kan bli kvar på andra ställen. En mapp på ett"
            " USB-minne eller på kommunens server är säkrare.",
            yes="Använd mappen ändå",
            then=lambda: self._take(folder),
        )

    def _take(self, folder: Path) -> None:
        try:
            self.desk.shell.changed(backups.add_place(self.desk.binder, folder))
        except KnownError as error:
            self.desk.shell.problem(error)
            return
        self.refresh()
        self._make()

    def _ask_remove(self, place: PlaceState) -> None:
        self.desk.questions.confirm(
            self,
            "Sluta lägga kopior där?",
            f"Inga fler kopior görs till {place.path}. De som redan ligger där är kvar.",
            yes="Ta bort platsen",
            then=lambda: self._remove(place),
        )

    def _remove(self, place: PlaceState) -> None:
        self.desk.shell.changed(backups.remove_place(self.desk.binder, place.path))
        self.refresh()

    def _make(self) -> None:
        if self._progress is not None:
            return
        binder = self.desk.binder

        def job(progress: Progress) -> Outcome:
            self._progress = progress
            return look_after(binder, progress.at, must=True)

        self.make.setEnabled(False)
        self.stop.show()
        self.verdict.say("Du kan arbeta vidare under tiden.", strong="Gör en säkerhetskopia …", kind="info")
        self.desk.background.run(self, "Säkerhetskopierar …", job, self._made, self._not_made)

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
        self._at_rest()
        self.refresh()

    def _made(self, outcome: Outcome) -> None:
        self._at_rest()
        self.desk.shell.changed(Changes.of("backup"))
        self.refresh()
        if outcome.made is not None and not outcome.trouble:
            self.desk.shell.say("Säkerhetskopian är gjord och genomläst.")

    def _not_made(self, error: Exception) -> None:
        self._at_rest()
        self.refresh()
        self.desk.shell.problem(error)

    def _at_rest(self) -> None:
        self._progress = None
        self.stop.hide()
        self.make.setEnabled(True)
