"""The consent tab: may the group share, why, who has said what towards whom, and what is coming."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.models.consent import Consent, Deviation
from app.models.who import Who
from app.services import consents
from app.ui import consent_words
from app.ui.desk import Desk
from app.ui.dialogs.consent import ConsentDialog, DeviationDialog, WithdrawDialog
from app.ui.dialogs.deviation import EndDeviationDialog
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.dates import DateInput
from app.ui.kit.inputs import Unreadable
from app.ui.kit.layout import STRETCH, clear, column, flow, row
from app.ui.kit.surfaces import Banner, Rows
from app.ui.kit.text import Text, quiet, section, strong
from app.ui.pages.case import errands
from app.ui.pages.case.ahead import coming
from app.ui.pages.case.informed import first_tell, told_card
from app.ui.pages.case.matrix import Matrix
from app.ui.pages.case.parts import Columns, Tab, bold, heading, link, titled_card
from app.ui.pages.case.scans import scans, take_dropped
from app.ui.saying import capital, day, genitive, listed, short_day


class ConsentTab(Tab):
    """Shows what the consents amount to, today or on another day, and takes in new ones."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown_day: date | None = None
        self._matrix_place = QVBoxLayout()
        self._shown_case = ""

    def build(self) -> None:
        """Lays out the banner, the matrix and its buttons; beside them what is coming and who knows what."""
        if self._shown_case != self.file.case.id:
            self._shown_case, self.shown_day = self.file.case.id, None
        self.day_field = DateInput(self.desk.clock)
        self.day_field.setAccessibleName("Visa dagen")
        self.day_field.setFixedWidth(self.day_field.minimumWidth() + 14)
        self.day_field.set_value(self.shown_day or self.file.today)
        self.day_field.editingFinished.connect(self._look)
        self.day_field.picked.connect(self._look)
        said = consent_words.banner(
            self.file.status, self.file.signers, self.file.scope_name, self.file.today
        )
        self.banner = Banner(said.text, strong=said.strong, kind=str(said.kind))
        self._matrix_place = column(spacing=0)
        above = row(
            Text("Vem samtycker till att vem får veta", "section", wrap=False),
            STRETCH,
            quiet("Visa dagen"),
            self.day_field,
            spacing=8,
        )
        main = column(
            self.banner,
            column(above, self._matrix_place, spacing=8),
            *first_tell(self),
            self._buttons(),
            *self._signatures(),
            STRETCH,
            spacing=16,
        )
        side = column(self._coming(), told_card(self), *self._deviations(), STRETCH, spacing=18)
        self.body.addWidget(Columns(main, side))
        self._show_matrix()

    def _show_matrix(self) -> None:
        clear(self._matrix_place)
        on = self.shown_day or self.file.today
        self.matrix = Matrix(self.file, self.file.status_on(on))
        self._matrix_place.addWidget(self.matrix)

    def look_at(self, on: date) -> None:
        """Shows the matrix of a day."""
        self.shown_day = None if on == self.file.today else on
        self.day_field.set_value(on)
        self._show_matrix()

    def _look(self) -> None:
        try:
            wanted = self.day_field.value()
        except Unreadable:
            return
        if wanted != (self.shown_day or self.file.today):
            self.look_at(wanted or self.file.today)

    def _buttons(self) -> QWidget:
        file, desk = self.file, self.desk
        buttons = [
            Button(
                "Registrera underskrift",
                icon="signature",
                on_click=lambda: ConsentDialog(self, desk, file).open(),
            ),
            Button(
                "Skriv ut blankett",
                icon="printer",
                on_click=self.do(lambda: errands.print_form(self, desk, file)),
            ),
        ]
        if any(each.withdrawn is None for each in file.case.consents):
            buttons.append(Button("Återkalla …", on_click=lambda: WithdrawDialog(self, desk, file).open()))
        buttons.append(Button("Avvikelse …", on_click=lambda: DeviationDialog(self, desk, file).open()))
        return flow(*buttons, spacing=10)

    def _signatures(self) -> list[QLayout]:
        """All that has been signed, as evidence; what was typed in today can be mended."""
        if not self.file.case.consents:
            return []
        mendable = consents.can_correct(self.desk.binder, self.file.case.id)
        rows = Rows()
        latest_first = sorted(self.file.case.consents, key=lambda each: (each.signed, each.id), reverse=True)
        for each in latest_first:
            made = rows.add_row(self._signature(each, each.key in mendable), record=each.key)
            take_dropped(made, self, each)
        return [column(section("Underskrifter"), rows, spacing=8)]

    def _signature(self, consent: Consent, mendable: bool) -> QLayout:
        file, today = self.file, self.file.today
        until = f"till {day(consent.valid_until, today)}" if consent.valid_until else "tills vidare"
        names = (
            "alla i gruppen"
            if consent.all_organisations
            else listed(map(file.scope_name, consent.organisations))
        )
        scope = f"Får veta: {names}." if names else ""
        refused = (
            f" Får inte veta: {listed(map(file.scope_name, consent.refused))}." if consent.refused else ""
        )
        kinds = f" Om {listed(consent.kinds)}." if consent.kinds else ""
        made = row(
            column(
                bold(f"{file.name(consent.by)}, {day(consent.signed, today)}"),
                quiet(f"{scope}{refused}{kinds}".strip()),
                scans(self, consent),
                spacing=2,
            ),
            spacing=12,
        )
        made.setStretch(0, 1)
        if consent.withdrawn is not None:
            made.addWidget(
                Chip(ChipKind.ATTENTION, f"Återkallat {short_day(consent.withdrawn, today)}", "undo-2")
            )
        else:
            made.addWidget(Text(f"Gäller {until}", "quiet", wrap=False))
        if mendable:
            name = f"Rätta {genitive(file.name(consent.by))} samtycke"
            made.addWidget(
                link("Rätta", lambda: ConsentDialog(self, self.desk, file, correct=consent.key).open(), name)
            )
        return made

    def _coming(self) -> QLayout:
        ahead = coming(self.file)
        if not ahead:
            return titled_card("Framåt", quiet("Inget ändrar sig de närmaste åren."))
        rows = Rows()
        for each in ahead[:6]:
            said = day(each.on, self.file.today)
            lines = column(quiet(capital(said)), Text(each.text), spacing=1)
            made = rows.add_row(lines, active=True, name=f"{said}: {each.text}. Visa dagen", padding=(16, 8))
            made.setToolTip(f"Visa {said} i tabellen")
            made.chosen.connect(self._shower(each.on))
        return column(heading("Framåt"), rows, spacing=6)

    def _shower(self, on: date) -> Callable[[], None]:
        return lambda: self.look_at(on)

    def _deviations(self) -> list[QLayout]:
        """The decisions that hold or will, then those that have ended."""
        ended = [each for each in self.file.case.deviations if each.until and each.until < self.file.today]
        held = [each for each in self.file.case.deviations if each not in ended]
        cards = (("Avvikelser", held), ("Avslutade avvikelser", ended))
        return [titled_card(title, *map(self._deviation, some)) for title, some in cards if some]

    def _deviation(self, deviation: Deviation) -> QLayout:
        today = self.file.today
        people = listed([self.file.name(Who.parse(one)) for one in deviation.not_required])
        until = f" till {day(deviation.until, today)}" if deviation.until else ""
        over = deviation.until is not None and deviation.until < today
        verb = "Behövde" if over else "Behöver"
        box = column(
            strong(people),
            quiet(f"{verb} inte samtycka från {day(deviation.date, today)}{until}"),
            Text(f"{deviation.ground} ({deviation.decided_by})"),
            spacing=2,
        )
        if not over:
            end = lambda: EndDeviationDialog(self, self.desk, self.file, deviation).open()  # noqa: E731
            box.addLayout(row(link("Avsluta …", end, f"Avsluta avvikelsen för {people}"), STRETCH))
        return box

    def first_focus(self) -> QWidget | None:
        """The day that is shown."""
        return self.day_field
