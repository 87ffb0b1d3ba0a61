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
from app.ui.kit.layout import column, row
from app.ui.kit.page import Scroller
from app.ui.kit.surfaces import Rows
from app.ui.kit.text import Text, quiet
from app.ui.saying import first_name
from app.ui.sending.printing import Printing


def show_passwords(
    parent: QWidget, desk: Desk, sheet: SendingSheet | InvitationSheet, printing: Printing
) -> None:
    """Shows every password of what has gone from a sheet, with slips to print."""

    def print_slips() -> None:
        def printed() -> None:
            desk.shell.changed(password_slips.record_printed(desk.binder, sheet))

        printing(parent, [password_slips.password_slips(sheet)], printed)

    sender = sheet.material.setting.letterhead.coordinator or ""
    PasswordsDialog(parent, sheet.rows, sender, print_slips, demo=sheet.material.setting.demo).open()


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
        demo: bool = False,
    ) -> None:
        super().__init__(
            parent,
            "Lösenord till papperen",
            "Säg dem per telefon eller skicka som sms, aldrig i samma mejl som papperet. "
            "Det du kopierar försvinner från urklipp efter 30 sekunder.",
            primary="Stäng",
            cancel="",
            width=820,
        )
        self.clipboard = SecretClipboard.ours()
        self._sender, self._demo = sender, demo
        self._copied = quiet("")
        lines = Rows()
        for each in rows:
            secret = secret_of(each)
            if secret is not None:
                lines.add_row(self._line(each, secret))
        scroller = Scroller(lines)
        scroller.setMinimumHeight(theme.px(min(60 * max(1, lines.body.count()) // 2 + 70, 380)))
        self.add(scroller, self._copied)
        if print_slips is not None:
            self.slips = Button("Skriv ut lappar …", icon="printer", on_click=print_slips)
            self.slips.setToolTip("En lapp till var och en. Lägg den aldrig i samma brev som papperet.")
            self.add(self.slips)

    def _line(self, each: SendingRow, secret: str) -> QHBoxLayout:
        person = each.recipient.person
        phone = each.recipient.phone or "telefonnummer saknas"
        copy = Button(
            "Kopiera lösenord", icon="copy", on_click=lambda: self._copy(secret, "Lösenordet är kopierat")
        )
        copy.setAccessibleName(f"Kopiera lösenordet till {person.name}")
        text = f"Hej! Lösenordet till papperet jag mejlade: {secret}"
        text += f" /{first_name(self._sender)}" if self._sender else ""
        if self._demo:
            text = f"Påhittade uppgifter. {text}"
        message = Button(
            "Kopiera sms", icon="message-square", on_click=lambda: self._copy(text, "Texten är kopierad")
        )
        message.setAccessibleName(f"Kopiera sms till {person.name}")
        code = Text(secret, "code", wrap=False)
        line = row(spacing=12)
        line.addLayout(column(Text(person.name, "strong", wrap=False), quiet(phone), spacing=1), 1)
        line.addWidget(code)
        line.addWidget(copy)
        line.addWidget(message)
        return line

    def _copy(self, text: str, what: str) -> None:
        self.clipboard.copy(text)
        self._copied.setText(f"{what} och försvinner om 30 sekunder.")
