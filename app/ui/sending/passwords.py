"""The passwords of what was sent, to be told by phone or text message, never in the same mail (R18)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services import password_slips
from app.services.invitations import InvitationSheet
from app.services.sending import SendingRow, SendingSheet
from app.ui import theme
from app.ui.clipboard import SecretClipboard
from app.ui.desk import Desk
from app.ui.kit.button import Button
from app.ui.kit.dialog import Dialog
from app.ui.kit.layout import column, flow, holder, row
from app.ui.kit.surfaces import Rows
from app.ui.kit.text import Text, quiet
from app.ui.saying import first_name
from app.ui.sending.printing import Printing


def show_passwords(
    parent: QWidget,
    desk: Desk,
    sheet: SendingSheet | InvitationSheet,
    printing: Printing,
    *,
    made: str = "",
) -> None:
    """Shows every password of what has gone from a sheet, with slips to print; ``made``: what went now."""

    def print_slips() -> None:
        def printed() -> None:
            desk.shell.changed(password_slips.record_printed(desk.binder, sheet))

        printing(parent, [password_slips.password_slips(sheet)], printed)

    sender = sheet.material.setting.letterhead.coordinator or ""
    demo = sheet.material.setting.demo
    PasswordsDialog(parent.window(), sheet.rows, sender, print_slips, made=made, demo=demo).open()


def secret_of(row_: SendingRow) -> str | None:
    """The password of what last went to a recipient encrypted."""
    return next((each.secret for each in row_.sent if each.secret), None)


class PasswordsDialog(Dialog):
    """A line a recipient: phone number, password, and two ways to copy; soon gone from the clipboard.

    ``print_slips`` prints one slip for each, where it is given.
    """

    def __init__(
        self,
        parent: QWidget,
        rows: tuple[SendingRow, ...],
        sender: str,
        print_slips: Callable[[], object] | None = None,
        *,
        made: str = "",
        demo: bool = False,
    ) -> None:
        told = (
            "Säg lösenorden per telefon eller skicka dem som sms, "
            "aldrig i samma e-postmeddelande som papperet. "
            "Det du kopierar försvinner från urklipp efter 30 sekunder."
        )
        super().__init__(
            parent,
            "Lösenord till papperen",
            f"{made} {told}" if made else told,
            primary="Stäng",
            cancel="",
            width=820,
        )
        self.clipboard = SecretClipboard.ours()
        self._sender, self._demo = sender, demo
        self._copied = quiet("")
        self._copied.hide()
        lines = Rows()
        for each in rows:
            secret = secret_of(each)
            if secret is not None:
                lines.add_row(self._line(each, secret))
        self.add(lines)
        self.add_below(self._copied)
        if print_slips is not None:
            self.slips = Button("Skriv ut lappar …", icon="printer", on_click=print_slips)
            self.slips.setToolTip("En lapp till var och en. Lägg den aldrig i samma brev som papperet.")
            self.buttons.insertWidget(0, self.slips)

    def _line(self, each: SendingRow, secret: str) -> QHBoxLayout:
        person = each.recipient.person
        phone = each.recipient.phone or "telefonnummer saknas"
        copy = Button(
            "Kopiera lösenord", icon="copy", on_click=lambda: self._copy(secret, "Lösenordet är kopierat")
        )
        copy.setAccessibleName(f"Kopiera lösenordet till {person.name}")
        text = f"Hej! Lösenordet till papperet jag skickade: {secret}"
        text += f" /{first_name(self._sender)}" if self._sender else ""
        if self._demo:
            text = f"Påhittade uppgifter. {text}"
        message = Button(
            "Kopiera sms", icon="message-square", on_click=lambda: self._copy(text, "Texten är kopierad")
        )
        message.setAccessibleName(f"Kopiera sms till {person.name}")
        whose = holder(column(None, Text(person.name, "strong"), quiet(phone), None, spacing=1))
        whose.setMinimumWidth(theme.px(140))
        line = row(spacing=12)
        line.addWidget(whose, 1)
        line.addWidget(flow(Text(secret, "code", wrap=False), copy, message, spacing=10))
        return line

    def _copy(self, text: str, what: str) -> None:
        self.clipboard.copy(text)
        self._copied.setText(f"{what} och försvinner om 30 sekunder.")
        self._copied.show()
