"""What stands over the sending sheet: names outside the group, what has changed, and that all is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtWidgets import QWidget

from app.models.codes import Paper
from app.services.contact_lists import ListOutOfDate
from app.services.dispatch import kinds_for
from app.services.sending import Named, SendingRow, SendingSheet
from app.ui.kit.button import Button, Link
from app.ui.kit.surfaces import Banner
from app.ui.kit.swedish_dates import say_date
from app.ui.list_words import say_changes
from app.ui.saying import capital, count, first_name, genitive, listed

_PAPERS = {
    Paper.PLAN: "egen del först",
    Paper.CONTACTS: "kontaktlista",
    Paper.MINUTES: "anteckningar",
    Paper.MY_PLAN: "Min plan",
}


def titles(sheet: SendingSheet) -> tuple[str, str]:
    """Says what is sent, and of whom: the page's title and the line under it."""
    if sheet.meeting is None:
        return "Skicka kontaktlistan", f"{genitive(sheet.youth)} insatsgrupp · kontaktlistan som den är i dag"
    on = say_date(sheet.meeting.starts.date(), sheet.material.on)
    papers = [_plan(sheet) if kind is Paper.PLAN else _PAPERS[kind] for kind in sheet.kinds]
    youth = sheet.youth if sheet.snapshot is None else sheet.snapshot.youth.name
    return f"Skicka från mötet {on}", " · ".join([youth, *papers])


def _plan(sheet: SendingSheet) -> str:
    assert sheet.snapshot is not None
    return f"{sheet.snapshot.words.plan} version {sheet.snapshot.version}"


def gets(sheet: SendingSheet, each: SendingRow) -> str:
    """Says what a recipient gets: what they lack, where the rest has gone already."""
    kinds = each.lacking or kinds_for(str(each.recipient.who), sheet.kinds)
    return capital(" + ".join(_PAPERS[kind] for kind in kinds)) or "–"


def banners(
    sheet: SendingSheet,
    *,
    left: bool,
    changed: ListOutOfDate | None,
    show_places: Callable[[], object],
    following: Button | None = None,
) -> Iterator[Banner]:
    """Says what the coordinator should know before the papers go; `left` whether some are yet to get them.

    `following` leads to the next case whose list has changed.
    """
    after: tuple[QWidget, ...] = () if following is None else (following,)
    if sheet.named:
        names = list(dict.fromkeys(each.mention.name for each in sheet.named))
        link = Link("Visa stället" if len(sheet.named) == 1 else "Visa ställena", on_click=show_places)
        yield Banner(
            f"I texten nämns {listed(names)}, som finns i pärmen men inte i den här gruppen.", actions=(link,)
        )
    behind = [each.older for each in sheet.rows if each.older is not None]
    if behind and sheet.version is not None and sheet.version.replaces is not None:
        old = sorted({each.plan_version for each in behind if each.plan_version is not None})
        have = count(len(behind), "person har", "personer har")
        yield Banner(
            f"{capital(have)} {listed([f'version {number}' for number in old])} och behöver den nya.",
            strong=f"Version {sheet.version.version} ersätter version {sheet.version.replaces}",
            kind="info",
        )
    if sheet.rows and not left:
        yield Banner("Alla som får papperen har fått dem.", kind="done", actions=after)
    elif changed is not None and changed.changes:
        yield Banner(
            say_changes(changed.changes), strong="Ändrat sedan listan skickades", kind="info", actions=after
        )


def next_button(others: Sequence[ListOutOfDate], go: Callable[[], object]) -> Button | None:
    """Leads on to the next case whose list has changed; None where there is no other."""
    if not others:
        return None
    tip = f"{count(len(others), 'lista', 'listor')} till har ändrats"
    return Button(f"Nästa: {first_name(others[0].youth)}", icon="arrow-right", tip=tip, on_click=go)


def places(sheet: SendingSheet) -> str:
    """Says where the plan names people outside the group, each with the words around."""
    found = "\n\n".join(f"{each.mention.name}: ”{_around(each)}”" for each in sheet.named)
    if sheet.version is None:
        return found
    return f"{found}\n\nEn rättelse görs som en ny version av planen."


def _around(named: Named) -> str:
    start, end = max(0, named.mention.start - 60), named.mention.end + 60
    words = named.text[start:end].strip()
    return f"{'…' if start else ''}{words}{'…' if end < len(named.text) else ''}"
