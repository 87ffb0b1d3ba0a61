"""What *Sök eller gör* offers for what is typed: cases, things to do, people, places in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.models.spelling import plain
from app.models.states import ENROLLED
from app.services import search
from app.services.search import CaseName, EntryName
from app.ui import hits
from app.ui.desk import Desk
from app.ui.kit.command import Command
from app.ui.labels import STATES

AT_MOST = {"cases": 6, "do": 6, "people": 5, "text": 6, "recent": 5}
LEAST = 2
"""Letters from which on the text is searched."""


@dataclass(frozen=True, slots=True)
class _Known:
    row: Command
    words: str
    initials: str
    first: bool = True
    id: str = ""


class Finder:
    """Knows every case, person and command by its words, and the text by its index."""

    def __init__(
        self, desk: Desk, commands: Sequence[Command], recent: Sequence[str], places: frozenset[str]
    ) -> None:
        self._desk = desk
        cases = search.case_names(desk.binder)
        self._cases = [_known(self._case(each), each.id, each.state in ENROLLED) for each in cases]
        people = search.entry_names(desk.binder) if "contacts" in places else ()
        self._people = [_known(self._entry(each), each.id) for each in people]
        self._commands = [_known(each) for each in commands]
        by_id = {each.id: each.row for each in self._cases}
        self._recent = [by_id[each] for each in recent if each in by_id]

    def rows(self, typed: str) -> list[Command]:
        """The lines for what is typed; for nothing the cases one was at last, and what one can do."""
        words = plain(typed).split()
        if not words:
            recent = self._recent[: AT_MOST["recent"]]
            return [
                *_section("Senast öppnade", recent),
                *_section("Gör", [each.row for each in self._commands]),
            ]
        found = [
            *_section("Ärenden", _best(self._cases, words, AT_MOST["cases"])),
            *_section("Gör", _best(self._commands, words, AT_MOST["do"])),
            *_section("Kontakter", _best(self._people, words, AT_MOST["people"])),
        ]
        return [*found, *_section("I texten", list(self._in_text(typed)))]

    def _in_text(self, typed: str) -> Iterator[Command]:
        if sum(each.isalnum() for each in typed) < LEAST:
            return
        most, desk = AT_MOST["text"], self._desk
        found = search.search(desk.binder, typed, most=most)
        today = desk.clock().date()
        for group in found.groups:
            for each in group.hits:
                yield Command(
                    hits.words(each, today),
                    group.case.name if group.case else "",
                    hits.icon(each),
                    act=self._going(*hits.target(each)),
                )
        if found.total > 1:
            words = f"Visa alla {found.total} träffar i texten"
            yield Command(words, "", "search", act=self._going("search", {"typed": typed}))

    def _case(self, each: CaseName) -> Command:
        about = [each.code_name, each.reference, STATES[each.state] if each.state else None]
        return Command(
            each.name,
            " · ".join(some for some in about if some),
            "folder",
            act=self._going("case", {"case_id": each.id}),
        )

    def _entry(self, each: EntryName) -> Command:
        kind = "organisation" if each.organisation else "contact"
        icon = "building-2" if each.organisation else "contact"
        act = self._going(kind, {"entry": each.id})
        return Command(each.name, each.about or ("organisation" if each.organisation else ""), icon, act=act)

    def _going(self, page: str, args: dict[str, str]) -> Callable[[], object]:
        return lambda: self._desk.shell.navigate(page, **args)


def _known(row: Command, id_: str = "", first: bool = True) -> _Known:
    words = plain(f"{row.title} {row.about} {row.also}")
    initials = plain("".join(part[0] for part in row.title.split()))
    return _Known(row, words, initials, first, id_)


def _section(title: str, rows: list[Command]) -> list[Command]:
    return [Command(title), *rows] if rows else []


def _best(known: list[_Known], words: list[str], most: int) -> list[Command]:
    """Those that fit every word, the likeliest first: initials, then names that begin so, then open cases."""
    found = [each for each in known if _fits(each, words)]

    def likelihood(each: _Known) -> tuple[int, bool]:
        if len(words) == 1 and each.initials == words[0]:
            return 0, not each.first
        begins = each.words.startswith(words[0])
        return 1 if begins else 2 if f" {words[0]}" in each.words else 3, not each.first

    return [each.row for each in sorted(found, key=likelihood)[:most]]


def _fits(each: _Known, words: list[str]) -> bool:
    return all(word in each.words for word in words) or (len(words) == 1 and each.initials == words[0])
