"""Noting who must not meet or read whom, and withholding papers from somebody (R5, R9)."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.models.apart import KeptApart
from app.models.codes import MustNot
from app.models.group import members
from app.models.who import Who
from app.services import apart, keep_apart
from app.services.case_file import CaseFile
from app.services.changes import Changes
from app.services.keep_apart import ApartFacts
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.dates import DateInput
from app.ui.kit.form import Field, required
from app.ui.kit.inputs import Choice, MultiChoice, TextArea, Unreadable
from app.ui.kit.who import Person, WhoPicker
from app.ui.saying import first_name, first_names
from app.ui.words import say

ONLY_HERE = "Syns bara här, aldrig i översikter, listor eller papper."
_IN = "\n"
"""Stands between another case and somebody in it other than the youth."""


def persons(file: CaseFile, pair: KeptApart | None = None) -> list[Person]:
    """Everybody in a case who can be kept apart: the youth, the guardians, the group, and who is already."""
    whos = [Who.YOUTH, *(Who.guardian(each.key) for each in file.case.guardians)]
    whos += [Who.contact(each.contact_id) for each in members(file.case, file.today)]
    if pair is not None:
        whos += [pair.who] if pair.other is None or pair.other_case_id else [pair.who, pair.other]
    return [Person(str(each), file.name(each)) for each in dict.fromkeys(whos)]


class ApartDialog(ErrandDialog):
    """Notes two who are kept apart, or changes what was noted; ``elsewhere`` is a person of another case."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        file: CaseFile,
        pair: KeptApart | None = None,
        elsewhere: str = "",
    ) -> None:
        self._file, self._pair = file, pair
        inside = persons(file, pair)
        about = say("{ungdom} i ett annat ärende")
        others = [Person(_key(case, Who.YOUTH), name, about) for case, name in self._youths(desk)]
        if pair is not None and pair.other_case_id is not None and pair.other != Who.YOUTH:
            assert pair.other is not None
            others.append(Person(_key(pair.other_case_id, pair.other), elsewhere, "i ett annat ärende"))
        self._names = {each.key: each.name for each in (*inside, *others)}
        values: dict[str, Any] = {"on": file.today, "must_not": ["meet"]}
        if pair is not None and pair.other is not None:
            across = pair.other_case_id
            values = {
                "who": str(pair.who),
                "other": str(pair.other) if across is None else _key(across, pair.other),
                "must_not": pair.must_not,
                "on": pair.date,
                "until": pair.until,
                "note": pair.note,
            }
        super().__init__(
            parent,
            desk,
            "Håll två personer isär" if pair is None else "Ändra vilka som hålls isär",
            [
                Field("who", "Vem?", WhoPicker(inside), required, wide=False),
                Field("other", "Från vem?", WhoPicker([*inside, *others]), required, wide=False),
                Field("must_not", "Vad ska de inte?", MultiChoice(_choices("", ""))),
                Field("on", "Gäller från", DateInput(desk.clock), required, wide=False),
                Field("until", "Till och med", DateInput(desk.clock), hint="Tomt: tills vidare.", wide=False),
                Field("note", "Varför", TextArea(lines=2), hint=ONLY_HERE),
            ],
            self._save,
            text="Du får veta när ett möte för dem samman, och papper som inte ska läsas stoppas.",
            values=values,
            draft=("apart", f"{file.case.id} {'' if pair is None else pair.id}"),
            columns=2,
            width=620,
        )
        self.form.edited.connect(self._chosen)
        self._chosen("who")

    def _youths(self, desk: Desk) -> tuple[tuple[str, str], ...]:
        return apart.youths_elsewhere(desk.binder, self._file.case.id)

    def _chosen(self, attribute: str) -> None:
        """Says the choices by name, and leaves out what two cases' papers cannot tell each other."""
        if attribute not in ("who", "other"):
            return
        keys = [self._read("who"), self._read("other")]
        one, other = (
            first_names([self._names[each] for each in keys])
            if all(keys)
            else [first_name(self._names.get(each, "")) for each in keys]
        )
        across = _elsewhere(keys[1]) is not None
        ticks = self.form["must_not"]
        ticks.set_options(_choices(one, other)[: 1 if across else None])
        if across:
            ticks.set_value(["meet"])
        self.form.set_hint(
            "must_not",
            "Papperen i ett ärende går aldrig till någon i ett annat."
            if across
            else "Den som inte ska läsa om den andra får inga av gruppens papper så länge det gäller.",
        )

    def _read(self, attribute: str) -> str:
        try:
            return str(self.form[attribute].value() or "")
        except Unreadable:
            return ""

    def _save(self, typed: dict[str, Any]) -> Changes:
        across = _elsewhere(typed["other"])
        facts = ApartFacts(
            who=Who.parse(typed["who"]),
            other=Who.parse(typed["other"]) if across is None else across[1],
            other_case_id=None if across is None else across[0],
            must_not=frozenset(map(MustNot, typed["must_not"])),
            on=typed["on"],
            until=typed["until"],
            note=typed["note"],
        )
        desk, binder, case_id, pair = self.desk, self.desk.binder, self._file.case.id, self._pair
        if pair is None:
            changes = keep_apart.keep_apart(binder, case_id, facts)
            _say_noted(desk, case_id, "De två hålls isär.")
            return changes
        before, number = ApartFacts.of(pair), pair.id
        changes = keep_apart.change_apart(binder, case_id, number, facts)

        def undo() -> None:
            desk.shell.changed(keep_apart.change_apart(binder, case_id, number, before))

        desk.shell.say("Det är ändrat.", undo=undo)
        return changes


class WithholdDialog(ErrandDialog):
    """Withholds the papers of a meeting, or all from now on, from one recipient, with the reason."""

    def __init__(
        self, parent: QWidget, desk: Desk, case_id: str, who: Who, name: str, meeting: str | None
    ) -> None:
        self._case_id, self._who, self._name, self._meeting = case_id, who, name, meeting
        which = [("meeting", "Papperen från det här mötet")] if meeting is not None else []
        super().__init__(
            parent,
            desk,
            f"Skicka inte till {name}",
            [
                Field(
                    "which",
                    "Vad gäller det?",
                    Choice([*which, ("all", "Alla gruppens papper, tills vidare")]),
                ),
                Field(
                    "reason",
                    "Varför?",
                    TextArea(lines=3),
                    hint="Skälet sparas och står inte på något papper.",
                ),
            ],
            self._withhold,
            text="De andra får sina papper som vanligt. Du kan alltid ge tillbaka dem.",
            primary="Skicka inte",
            values={"which": "meeting" if meeting is not None else "all"},
            draft=("withhold", f"{case_id} {who}"),
            width=520,
        )

    def _withhold(self, typed: dict[str, Any]) -> Changes:
        desk, case_id = self.desk, self._case_id
        meeting = self._meeting if typed["which"] == "meeting" else None
        changes = keep_apart.withhold(desk.binder, case_id, self._who, typed["reason"] or "", meeting=meeting)
        _say_noted(desk, case_id, f"{self._name} får inte papperen.")
        return changes


def give_again(desk: Desk, case_id: str, pair: KeptApart, said: str) -> None:
    """Takes a note away, with a way back."""
    before, binder = ApartFacts.of(pair), desk.binder
    desk.shell.changed(keep_apart.remove_apart(binder, case_id, pair.id))

    def undo() -> None:
        desk.shell.changed(keep_apart.keep_apart(binder, case_id, before))

    desk.shell.say(said, undo=undo)


def _say_noted(desk: Desk, case_id: str, said: str) -> None:
    """Says that something was noted just now, with the way to take it back."""
    noted = max(each.pair.id for each in apart.apart_in(desk.binder, case_id) if each.owner == case_id)

    def undo() -> None:
        desk.shell.changed(keep_apart.remove_apart(desk.binder, case_id, noted))

    desk.shell.say(said, undo=undo)


def _key(case_id: str, who: Who) -> str:
    """A person of another case in a field: the youth is the case's id alone, by which a draft that names it
    goes with it when it is erased."""
    return case_id if who == Who.YOUTH and not _is_who(case_id) else f"{case_id}{_IN}{who}"


def _elsewhere(key: str) -> tuple[str, Who] | None:
    """The case and the person there, of a key of another case."""
    if not key or _is_who(key):
        return None
    case, _, who = key.rpartition(_IN)
    return (case, Who.parse(who)) if case and _is_who(who) else (key, Who.YOUTH)


def _is_who(text: str) -> bool:
    try:
        Who.parse(text)
    except ValueError:
        return False
    return True


def _choices(one: str, other: str) -> list[tuple[str, str]]:
    first, second = one or "Den första", other or "den andra"
    return [
        (str(MustNot.MEET), "De ska inte träffas"),
        (str(MustNot.READ), f"{first} ska inte läsa om {second}"),
        (str(MustNot.BE_READ), f"{other or 'Den andra'} ska inte läsa om {one or 'den första'}"),
    ]
