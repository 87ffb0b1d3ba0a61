"""Withholding papers from the recipient one looks at, and giving them again (R9)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.models.apart import withheld
from app.models.who import Who
from app.services.sending import SendingSheet
from app.ui.desk import Desk
from app.ui.dialogs.apart import WithholdDialog, give_again


def withhold_or_give(parent: QWidget, desk: Desk, sheet: SendingSheet | None, who: Who) -> None:
    """Asks why somebody is to get none of these papers, or gives them again where one has said so."""
    if sheet is None:
        return
    case, key = sheet.material.case, None if sheet.meeting is None else sheet.meeting.key
    pair = withheld(case.kept_apart, who, sheet.material.on, key)
    if pair is not None:
        give_again(desk, case.id, pair, "Papperen går dit igen.")
        return
    name = next(each.recipient.person.name for each in sheet.rows if each.recipient.who == who)
    WithholdDialog(parent, desk, case.id, who, name, key).open()
