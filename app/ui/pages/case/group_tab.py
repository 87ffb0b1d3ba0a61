"""The group around a youth: who is in it and why, how they are reached, and whom the youth wants (R7–R9)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLayout, QWidget

from app.models.case import Participant, Wish
from app.models.channels import paper_channel
from app.models.codes import Channel
from app.models.cover import Cover
from app.models.group import members, standing_of
from app.models.permit import is_outside_osl
from app.services import groups
from app.services.contact_lists import contact_lists_out_of_date
from app.ui.dialogs.member import EditMemberDialog, EndMembershipDialog, MemberDialog, WishDialog
from app.ui.dialogs.people import add_guardian, edit_guardian
from app.ui.dialogs.responsible import ResponsibleDialog, take_over
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.layout import STRETCH, column, flow, row
from app.ui.kit.surfaces import Banner, EmptyState, Rows
from app.ui.kit.text import Text, quiet, strong
from app.ui.labels import CHANNELS
from app.ui.list_words import HEADING, say_changes, say_waiting
from app.ui.pages.case.apart_card import apart_card
from app.ui.pages.case.parts import Columns, Tab, bold, heading, icon_button, link, quiet_line, titled_card
from app.ui.saying import count, day, first_name


class GroupTab(Tab):
    """Shows the members as a list one can read aloud, the family and the youth's wishes beside it."""

    def build(self) -> None:
        """Lays out the members, and beside them family, responsible people and wishes."""
        now = members(self.file.case, self.file.today)
        self.add_button = Button(
            "Lägg till", icon="user-plus", on_click=lambda: MemberDialog(self, self.desk, self.file).open()
        )
        title = f"Insatsgruppen, {count(len(now), 'person', 'personer')}" if now else "Insatsgruppen"
        main = column(*self._list_changed(), heading(title, self.add_button), spacing=8)
        main.addWidget(self._members(now) if now else self._nobody())
        coming = [each for each in self.file.case.participants if each.from_ > self.file.today]
        left = [
            each for each in self.file.case.participants if each.to is not None and each.to < self.file.today
        ]
        for text, some in (("Kommer med", coming), ("Har lämnat gruppen", left)):
            if some:
                main.addLayout(column(8, heading(text), self._past(some), spacing=8))
        main.addStretch(1)
        side = column(
            self._family(), self._responsible(), self._wishes(), apart_card(self), STRETCH, spacing=18
        )
        self.body.addWidget(Columns(main, side))

    def _list_changed(self) -> list[QWidget]:
        """Says when the contact list no longer is what people have, until everybody has the new one (R9)."""
        case_id = self.file.case.id
        return [
            Banner(
                f"{say_changes(each.changes)} {say_waiting(each, self.file.today)}",
                strong=HEADING,
                actions=(
                    Button(
                        "Skicka listan",
                        icon="send",
                        on_click=lambda: self.desk.shell.navigate("sending", case_id=case_id),
                    ),
                ),
            )
            for each in contact_lists_out_of_date(self.desk.binder, [case_id])
        ]

    def _nobody(self) -> QWidget:
        youth = first_name(self.file.case.young_person.name)
        rows = Rows()
        rows.add(
            EmptyState(
                "users-round",
                "Gruppen är tom",
                f"Här samlas de vuxna som betyder något för {youth}. Börja med den som känner {youth} bäst, "
                f"och fråga {youth} vem som ska vara med.",
            )
        )
        return rows

    def _members(self, now: tuple[Participant, ...]) -> Rows:
        rows = Rows()
        for each in now:
            rows.add_row(self._member(each), record=each.contact_id, padding=(14, 12))
        return rows

    def _member(self, member: Participant) -> QLayout:
        file = self.file
        contact = file.book.contacts[member.contact_id]
        organisation = file.book.organisation_of(contact.id)
        about = ", ".join(one for one in (contact.role, organisation.name if organisation else None) if one)
        reached = [quiet_line(one) for one in (contact.phone, contact.email) if one]
        youth = first_name(file.case.young_person.name)
        purpose = Text(f"”{member.purpose}”" if member.purpose else f"Skriv varför, så att {youth} förstår.")
        if not member.purpose:
            purpose.set_role("quiet")
        chips = self._chips(member)
        # Beside each other where they have room, under each other else: neither is cut.
        lines = [*([quiet(about)] if about else []), *([flow(*reached, spacing=12)] if reached else [])]
        left = column(STRETCH, bold(contact.name), *lines, STRETCH, spacing=2)
        middle = column(purpose, *([flow(*chips, spacing=6)] if chips else []), spacing=6)
        edit = icon_button(
            f"Ändra {contact.name}",
            "pencil",
            lambda: EditMemberDialog(self, self.desk, file, member.id).open(),
        )
        end = icon_button(
            f"{contact.name} slutar i gruppen",
            "log-out",
            lambda: EndMembershipDialog(self, self.desk, file, member.id).open(),
        )
        made = row(spacing=16)
        made.addLayout(left, 5)
        made.addLayout(middle, 6)
        made.addWidget(edit)
        made.addWidget(end)
        return made

    def _chips(self, member: Participant) -> list[QWidget]:
        file = self.file
        contact = file.book.contacts[member.contact_id]
        channel = paper_channel(contact)
        icon = "handshake" if channel is Channel.BY_HAND else "mail"
        chips: list[QWidget] = [Chip(ChipKind.NEUTRAL, CHANNELS[channel], icon)]
        if file.status.organisations.get(standing_of(contact)) is not Cover.COVERED:
            chips.append(Chip(ChipKind.ATTENTION, "Täcks inte av samtycket", "signature"))
        if is_outside_osl(file.book, contact):
            chips.append(Chip(ChipKind.ATTENTION, "Utanför sekretesslagen", "circle-alert"))
        if member.mandate:
            chips.append(Chip(ChipKind.NEUTRAL, "Får besluta på plats", "check"))
        if member.wanted_by_youth is not None:
            youth = first_name(file.case.young_person.name)
            words = f"{youth} vill" if member.wanted_by_youth else f"{youth} vill inte"
            chips.append(Chip(ChipKind.NEUTRAL, words, "user-round"))
        if contact.private_network:
            chips.append(Chip(ChipKind.NEUTRAL, "Privat nätverk", "house"))
        if contact.protected_identity:
            chips.append(Chip(ChipKind.ATTENTION, "Skyddade personuppgifter", "shield-check"))
        return chips

    def _past(self, some: list[Participant]) -> Rows:
        rows = Rows()
        for each in some:
            contact = self.file.book.contacts[each.contact_id]
            organisation = self.file.book.organisation_of(contact.id)
            about = f"{contact.name}{f', {organisation.name}' if organisation else ''}"
            until = f"–{day(each.to, self.file.today)}" if each.to else " och framåt"
            said = f"{day(each.from_, self.file.today)}{until}"
            made = row(Text(about, whole=True), STRETCH, quiet(said, whole=True), spacing=12)
            if each.to is not None:
                back = self._resume(each, contact.name)
                made.addWidget(link("Ta tillbaka", back, f"Ta tillbaka {contact.name}"))
            rows.add_row(made)
        return rows

    def _resume(self, member: Participant, name: str) -> Callable[[], None]:
        def act() -> None:
            changes = groups.end_membership(self.desk.binder, self.file.case.id, member.id, None)
            self.desk.shell.changed(changes)
            self.desk.shell.say(f"{name} är med i gruppen igen.")

        return self.do(act)

    def _family(self) -> QLayout:
        file = self.file
        add = link("Lägg till", lambda: add_guardian(self, self.desk, file), "Lägg till vårdnadshavare")
        items: list[QLayout | QWidget] = []
        for each in file.case.guardians:
            ended = each.to is not None and each.to < file.today
            about = each.relation or "vårdnadshavare"
            if ended and each.to is not None:
                about = f"vårdnadshavare till {day(each.to, file.today)}"
            reached = " · ".join(one for one in (each.phone, each.email) if one)
            edit = icon_button(
                f"Ändra {each.name}",
                "pencil",
                lambda key=each.key: edit_guardian(self, self.desk, file, key),  # type: ignore[misc]
            )
            words = column(strong(each.name), quiet(about), *([quiet(reached)] if reached else []), spacing=1)
            made = row(spacing=8)
            made.addLayout(words, 1)
            made.addWidget(edit)
            items.append(made)
        if not items:
            items.append(quiet("Ingen vårdnadshavare är inlagd."))
        return titled_card("Vårdnadshavare", *items, actions=[add])

    def _responsible(self) -> QLayout:
        file = self.file
        ask = lambda: ResponsibleDialog(self, self.desk, file).open()  # noqa: E731
        change = link("Ändra", ask, "Ändra ansvariga")
        worker = file.book.contacts.get(file.case.responsible_social_worker_id or "")
        coordinator = file.book.coordinators.get(file.case.coordinator_id or "")
        stand_in = file.book.coordinators.get(file.case.stand_in_id or "")
        pairs = (
            ("Ansvarig socialsekreterare", worker.name if worker else "Inte vald"),
            ("Samordnare", coordinator.name if coordinator else "Inte vald"),
            ("Ersättare", stand_in.name if stand_in else "Inte vald"),
        )
        items: list[QLayout] = [column(quiet(name), Text(value), spacing=1) for name, value in pairs]
        if coordinator is not None and coordinator.name != self.desk.binder.person:
            take = self.do(lambda: take_over(self.desk, file))
            items.append(row(link("Ta över ärendet", take), STRETCH))
        return titled_card("Ansvariga", *items, actions=[change])

    def _wishes(self) -> QLayout:
        youth = first_name(self.file.case.young_person.name)
        ask = link("Lägg till", lambda: WishDialog(self, self.desk, self.file).open(), "Lägg till önskemål")
        items: list[QLayout | QWidget] = [self._wish(each) for each in self.file.case.wishes]
        if not items:
            items.append(quiet(f"Fråga {youth} vem som ska vara med, och vem som inte ska det."))
        return titled_card(f"{youth} önskar", *items, actions=[ask])

    def _wish(self, wish: Wish) -> QLayout:
        kind, words, icon = (
            (ChipKind.DONE, "vill ha med", "check")
            if wish.wanted
            else (ChipKind.NEUTRAL, "vill inte ha med", "minus")
        )
        remove = icon_button(f"Ta bort önskemålet om {wish.about}", "x", self._remove(wish))
        head = row(strong(wish.about, whole=True), STRETCH, remove, spacing=6)
        told = f"{day(wish.date, self.file.today)}{f': ”{wish.note}”' if wish.note else ''}"
        return column(head, row(Chip(kind, words, icon), STRETCH), quiet(told), spacing=2)

    def _remove(self, wish: Wish) -> Callable[[], None]:
        desk, case_id = self.desk, self.file.case.id

        def act() -> None:
            desk.shell.changed(groups.remove_wish(desk.binder, case_id, wish.id))

            def undo() -> None:
                made = groups.record_wish(
                    desk.binder, case_id, wish.about, wanted=wish.wanted, on=wish.date, note=wish.note
                )
                desk.shell.changed(made)

            desk.shell.say("Önskemålet är borttaget.", undo=undo)

        return self.do(act)

    def first_focus(self) -> QWidget | None:
        """The button that takes in somebody."""
        return self.add_button
