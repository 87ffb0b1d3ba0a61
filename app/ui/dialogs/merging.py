"""Two entries beside each other: which value to keep of each, and one entry comes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QWidget

from app.models.address_book import AddressBook
from app.models.codes import Channel, EntryKind, OrganisationKind
from app.models.doubles import Double, Likeness
from app.models.merging_rules import Hindrance, Obstacle
from app.services import entry_uses, merging
from app.services.address_book import ContactFacts, OrganisationFacts
from app.services.contacts_list import are_two
from app.services.entry_uses import Uses
from app.ui import theme
from app.ui.desk import Desk
from app.ui.kit.button import Button
from app.ui.kit.dialog import Dialog
from app.ui.kit.elided import Elided
from app.ui.kit.inputs import Unreadable
from app.ui.kit.layout import column, holder, row
from app.ui.kit.page import Scroller
from app.ui.kit.surfaces import Banner, Rows
from app.ui.kit.text import Text, quiet
from app.ui.kit.ticks import Ring
from app.ui.kit.who import Person, WhoPicker
from app.ui.labels import CHANNELS, ORGANISATION_KINDS
from app.ui.saying import count, day, listed

_CONTACT = (
    ("name", "Namn"),
    ("role", "Roll"),
    ("organisation_id", "Organisation"),
    ("phone", "Telefon"),
    ("email", "E-post"),
    ("channel", "Får papper med"),
    ("phone_on_list", "På kontaktlistan"),
    ("private_network", "Privat nätverk"),
    ("protected_identity", "Skyddade uppgifter"),
)
_ORGANISATION = (("name", "Namn"), ("kind", "Slag"), ("host", "Egen enhet"))
_ALIKE = {
    Likeness.NAME: "samma namn",
    Likeness.NEAR_NAME: "nästan samma namn",
    Likeness.PHONE: "samma telefon",
    Likeness.EMAIL: "samma e-post",
}
_OBSTACLES = {
    Obstacle.BOTH_ATTENDED: "I mötet {day} med {youth} står båda i närvaron, på olika sätt.",
    Obstacle.STOOD_IN: "I mötet {day} med {youth} kom den ena i den andras ställe.",
    Obstacle.KEPT_APART: "De två ska hållas isär i ärendet för {youth} sedan {day}.",
    Obstacle.CONSENT_DIFFERS: "Ett samtycke för {youth} från {day} nämner den ena och nekar den andra.",
}
_CAUTIOUS = {"phone_on_list": False, "private_network": True, "protected_identity": True, "host": False}
"""Which answer is proposed where two differ: the one that gives away less."""

_SUMMARY = {
    EntryKind.CONTACT: "Allt flyttas till en och samma person: grupper, möten, samtycken och steg.",
    EntryKind.ORGANISATION: "Alla personer hör sedan till den ena, och samtycken som nämner någon av dem "
    "gäller för den.",
}
FIXED = "Det som är fastställt eller skickat ändras inte. Sammanslagningen går att ångra."


class MergeDialog(Dialog):
    """Shows two entries side by side and makes one of them; ``merged`` tells the id that stays."""

    merged = Signal(str)

    def __init__(
        self, parent: QWidget | None, desk: Desk, book: AddressBook, kind: EntryKind, one: str, other: str
    ) -> None:
        super().__init__(
            parent,
            "Slå ihop två till en",
            "Välj vilken uppgift som ska gälla där de skiljer sig.",
            primary="Slå ihop",
            width=680,
        )
        self.desk, self._book, self._kind = desk, book, kind
        self._names = {key: each.name for key, each in book.contacts.items()}
        self._names |= {key: each.name for key, each in book.organisations.items()}
        used = {key: entry_uses.uses(desk.binder, kind, key) for key in (one, other)}
        # The one that more is known of stays: the fewer records are touched.
        more = used[one].total >= used[other].total
        self.kept, self.gone = (one, other) if more else (other, one)
        self._facts = {key: self._known(key) for key in (one, other)}
        self.rings: dict[str, dict[str, _Ring]] = {}
        self._hindrances = merging.in_the_way(desk.binder, kind, one, other)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, key in enumerate((self.kept, self.gone), 1):
            grid.addWidget(quiet(self._say_used(used[key])), 0, place)
        fields = _CONTACT if kind is EntryKind.CONTACT else _ORGANISATION
        for number, (name, label) in enumerate(fields, 1):
            self._add_field(grid, number, name, label)
        if self._hindrances:
            self.add(Banner(self._say_hindrances(), strong="De står som två olika", kind="attention"))
        self.add(grid, quiet(f"{_SUMMARY[kind]} {FIXED}"))
        self.apart = Button("Inte samma", on_click=self._tell_apart)
        self.buttons.insertWidget(0, self.apart)
        self.primary.setEnabled(not self._hindrances)

    def chosen(self) -> dict[str, Any]:
        """The values that are to hold, by field."""
        found = dict(vars(self._facts[self.kept]))
        for name, rings in self.rings.items():
            key = next(key for key, ring in rings.items() if ring.isChecked())
            found[name] = getattr(self._facts[key], name)
        return {
            name: value if value is not None else getattr(self._facts[self.gone], name)
            for name, value in found.items()
        }

    def submit(self) -> bool:
        """Makes one of the two, and offers the way back."""
        binder, shell = self.desk.binder, self.desk.shell
        try:
            if self._kind is EntryKind.CONTACT:
                done = merging.merge_contacts(binder, self.kept, self.gone, ContactFacts(**self.chosen()))
            else:
                facts = OrganisationFacts(**self.chosen())
                done = merging.merge_organisations(binder, self.kept, self.gone, facts)
        except Exception as error:
            shell.problem(error)
            return False
        shell.changed(done.changes)
        self.merged.emit(self.kept)
        shell.say(f"{self._names[self.gone]} är sammanslagen.", undo=lambda: undo_merge(self.desk, done.id))
        return True

    def _known(self, key: str) -> ContactFacts | OrganisationFacts:
        if self._kind is EntryKind.CONTACT:
            return ContactFacts.of(self._book.contacts[key])
        return OrganisationFacts.of(self._book.organisations[key])

    def _say_used(self, used: Uses) -> str:
        if self._kind is EntryKind.ORGANISATION:
            people = used.places.get("contact", 0)
            return count(people, "person", "personer") if people else "Ingen hör hit än"
        cases = count(len(used.cases), "ärende", "ärenden")
        return f"Finns i {cases}" if used.cases else "Finns inte i något ärende"

    def _add_field(self, grid: QGridLayout, number: int, name: str, label: str) -> None:
        values = {key: getattr(self._facts[key], name) for key in (self.kept, self.gone)}
        grid.addWidget(Text(label, "quiet", wrap=False), number, 0)
        known = [value for value in values.values() if value is not None]
        if len(known) == 2 and known[0] != known[1]:
            group = QButtonGroup(self)
            self.rings[name] = {}
            for place, (key, value) in enumerate(values.items(), 1):
                ring = _Ring(self._say(name, value), label)
                group.addButton(ring)
                grid.addWidget(ring, number, place)
                self.rings[name][key] = ring
            wanted = _CAUTIOUS.get(name, values[self.kept])
            keys = [key for key, value in values.items() if value == wanted]
            self.rings[name][keys[0]].setChecked(True)
        else:
            said = self._say(name, known[0]) if known else "–"
            grid.addWidget(Elided(said, role="ink" if known else "quiet"), number, 1, 1, 2)

    def _say(self, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return "Ja" if value else "Nej"
        if name == "organisation_id":
            return self._names.get(value, "–")
        if name == "channel":
            return CHANNELS[Channel(value)]
        if name == "kind":
            return ORGANISATION_KINDS[OrganisationKind(value)]
        return str(value)

    def _say_hindrances(self) -> str:
        lines = dict.fromkeys(
            _OBSTACLES[each.obstacle].format(
                day=day(each.on, self.desk.clock().date()), youth=self._youth(each)
            )
            for each in self._hindrances
        )
        return " ".join([*lines, "Därför går de inte att slå ihop."])

    def _youth(self, hindrance: Hindrance) -> str:
        return merging.youth_of(self.desk.binder, hindrance.case_id)

    def _tell_apart(self) -> None:
        self.desk.shell.changed(are_two(self.desk.binder, self.kept, self.gone))
        self.desk.shell.say("De räknas som två olika, och föreslås inte igen.")
        self.reject()


class MergeWithDialog(Dialog):
    """Asks with whom an entry is to be merged, then shows both; ``then`` hears the id that stays."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        book: AddressBook,
        kind: EntryKind,
        key: str,
        then: Callable[[str], object],
    ) -> None:
        entries: Mapping[str, Any] = book.contacts if kind is EntryKind.CONTACT else book.organisations
        super().__init__(
            parent,
            f"Slå ihop {entries[key].name}",
            "Med vem? Sedan visas de två bredvid varandra, och inget är gjort förrän du har valt."
            if kind is EntryKind.CONTACT
            else "Med vilken? Sedan visas de två bredvid varandra, och inget är gjort förrän du har valt.",
            primary="Jämför",
        )
        self.desk, self._book, self._kind, self._key, self._then = desk, book, kind, key, then
        self.picker = WhoPicker(
            [Person(each.id, each.name, _about(book, each)) for each in entries.values() if each.id != key],
            placeholder="Skriv namnet",
        )
        self.picker.setAccessibleName("Slå ihop med")
        self.picker.setFocus()
        self._note = Text("", "problem")
        self._note.hide()
        self.add(column(self.picker, self._note, spacing=4))

    def submit(self) -> bool:
        """Shows both, when it is clear who is meant."""
        try:
            other = self.picker.value()
        except Unreadable:
            other = None
        if other is None:
            self._note.setText("Välj någon i listan.")
            self._note.show()
            return False
        dialog = MergeDialog(self.parentWidget(), self.desk, self._book, self._kind, self._key, other)
        # Not by way of this dialog: it is gone when the next one has done its work.
        dialog.merged.connect(self._then)
        dialog.open()
        return True


class DoublesDialog(Dialog):
    """Lists the entries that may be the same; each pair can be compared, or told apart."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        book: AddressBook,
        doubles: Sequence[tuple[EntryKind, Double]],
    ) -> None:
        super().__init__(
            parent,
            "Möjliga dubbletter",
            "Kanske är det samma person eller samma organisation två gånger.",
            primary="Stäng",
            cancel="",
            width=680,
        )
        self.desk, self._book = desk, book
        rows = Rows()
        for kind, each in doubles:
            rows.add_row(self._line(kind, each), padding=(14, 10))
        scroller = Scroller(holder(column(rows, None)))
        scroller.setMinimumHeight(theme.px(min(72 * len(doubles) + 16, 380)))
        self.add(scroller)

    def _line(self, kind: EntryKind, each: Double) -> Any:
        entries: Mapping[str, Any] = (
            self._book.contacts if kind is EntryKind.CONTACT else self._book.organisations
        )
        one, other = entries[each.one], entries[each.other]
        names = one.name if one.name == other.name else f"{one.name} och {other.name}"
        about = listed(words for likeness, words in _ALIKE.items() if likeness in each.alike)
        places = dict.fromkeys(filter(None, (_about(self._book, one), _about(self._book, other))))
        words = column(Elided(names), Elided(" · ".join([about, *places]), 13, role="quiet"), spacing=1)
        compare = Button("Jämför", on_click=lambda: self._compare(kind, each))
        compare.setAccessibleName(f"Jämför {names}")
        apart = Button("Inte samma", on_click=lambda: self._tell_apart(each))
        apart.setAccessibleName(f"Inte samma: {names}")
        line = row(spacing=10)
        line.addLayout(words, 1)
        line.addWidget(apart)
        line.addWidget(compare)
        return line

    def _compare(self, kind: EntryKind, each: Double) -> None:
        self.accept()
        MergeDialog(self.parentWidget(), self.desk, self._book, kind, each.one, each.other).open()

    def _tell_apart(self, each: Double) -> None:
        self.accept()
        self.desk.shell.changed(are_two(self.desk.binder, each.one, each.other))
        self.desk.shell.say("De räknas som två olika, och föreslås inte igen.")


class _Ring(Ring):
    """A value to choose, that gives way with three dots."""

    def __init__(self, value: str, field: str) -> None:
        super().__init__(value)
        self._value = value
        self.setAccessibleName(f"{field}: {value}")
        self.setToolTip(value)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Can be narrow."""
        return QSize(theme.px(120), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows as much as there is room for."""
        super().resizeEvent(event)
        room = self.width() - theme.px(36)
        self.setText(QFontMetrics(theme.font()).elidedText(self._value, Qt.TextElideMode.ElideRight, room))


def undo_merge(desk: Desk, merging_id: int) -> None:
    """Takes a merge back, and says what has changed since and stays."""
    try:
        taken = merging.take_back(desk.binder, merging_id)
    except Exception as error:
        desk.shell.problem(error)
        return
    desk.shell.changed(taken.changes)
    left = count(taken.left, "uppgift", "uppgifter")
    kept = f" {left} har ändrats sedan dess och står kvar som de är nu." if taken.left else ""
    desk.shell.say(f"Sammanslagningen är ångrad.{kept}")


def _about(book: AddressBook, entry: Any) -> str:
    """What tells one entry from another of the same name."""
    if entry.id in book.contacts:
        organisation = book.organisation_of(entry.id)
        return ", ".join(each for each in (entry.role, organisation.name if organisation else None) if each)
    return ORGANISATION_KINDS[entry.kind]
