"""A file's trees become the binder's records: added, updated, unchanged, or left alone as a conflict."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from app.models.records import Case, CaseStateChange
from app.storage.interchange.format import CASE, CONTACT, COORDINATOR, LIFE_AREA_SET, ORGANISATION, REMINDER
from app.storage.interchange.reading import Place
from app.storage.interchange.shape import Field, Shape, Tree, fingerprint
from app.storage.interchange.stand_ins import StandIns
from app.storage.repositories.arrivals import AT_A_TIME
from app.storage.work import Work


@dataclass(slots=True)
class Merge:
    """One import into a binder, within the caller's transaction.

    A record that has an id is added where the binder lacks it, updated where the binder's is as it was
    imported, and else a conflict. What has no id is known by its whole content, counted: what the file has
    more of than the binder is added, unless an earlier import brought it and it was changed or removed here.
    """

    work: Work
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    conflicts: list[str] = field(default_factory=list)
    _marks: dict[str, str] = field(default_factory=dict)
    _new_marks: dict[str, str] = field(default_factory=dict)
    _stand_ins: StandIns = field(default_factory=lambda: StandIns({}, {}))

    def run(self, file: Tree, finish: Callable[[list[Case]], None]) -> None:
        """Merge a whole file; `finish` is called with cases that were added or changed, when whole."""
        self._marks = self.work.arrivals.marks()
        self._stand_ins = StandIns(*self.work.standing())
        for name, shape in (
            ("coordinators", COORDINATOR),
            ("life_area_sets", LIFE_AREA_SET),
            ("organisations", ORGANISATION),
            ("contacts", CONTACT),
        ):
            self._shared(name, shape, file[name])
        self._cases(file["cases"], finish)
        self._reminders(file["reminders"])
        self.work.arrivals.keep_marks(self._new_marks)

    def _shared(self, name: str, shape: Shape, trees: list[Tree]) -> None:
        assert shape.record is not None
        sets = shape is LIFE_AREA_SET
        records: Any = self.work.life_area_sets() if sets else self.work.arrivals.of(shape.record)
        known = {each.id: each for each in records}
        for index, tree in enumerate(trees):
            at, key = Place() / name / index, (name, tree["id"])
            tree = self._stand_ins.read(shape, tree)
            if tree["id"] in self._gone(shape):
                self._left_alone(path_of(key), self._filed(shape, tree), at)
            elif tree["id"] in known:
                self._compare(shape, known[tree["id"]], tree, at, key)
            else:
                self.work.add(shape.make(tree))
                self._note(shape, tree, key)
        # Written now: what points at these by id must find them.
        self.work.flush()

    def _cases(self, trees: list[Tree], finish: Callable[[list[Case]], None]) -> None:
        present = set(self.work.arrivals.case_ids())
        remaining = ((index, self._stand_ins.read(CASE, tree)) for index, tree in enumerate(trees))
        while some := list(islice(remaining, AT_A_TIME)):
            ids = [tree["id"] for _, tree in some if tree["id"] in present]
            known = {each.id: each for each in next(self.work.arrivals.cases(ids), [])}
            touched: list[Case] = []
            new: list[Case] = []
            for index, tree in some:
                case = known.get(tree["id"])
                if case is None:
                    new.append(CASE.make(tree))
                    touched.append(new[-1])
                    self._note(CASE, tree, ("cases", tree["id"]))
                elif self._changes(case, tree, Place() / "cases" / index):
                    touched.append(case)
            # Written together and before anybody asks: one by one would take many times as long.
            self.work.arrivals.bring(new)
            finish(touched)
            self.work.arrivals.let_go()

    def _changes(self, case: Case, tree: Tree, at: Place) -> bool:
        """Merge a case that is there; whether anything of it is new."""
        before = self.added + self.updated
        self._compare(CASE, case, tree, at, ("cases", tree["id"]), dict(_homes(case)))
        return self.added + self.updated > before

    def _reminders(self, trees: list[Tree]) -> None:
        records = self.work.arrivals.of(REMINDER.record) if REMINDER.record else ()
        present = Counter(fingerprint(REMINDER.tell(each, whole=False)) for each in records)
        at = Place() / "reminders"
        for new in self._counted(REMINDER, trees, present, at, ("reminders",)):
            self.work.add(REMINDER.make(new))

    def _compare(
        self,
        shape: Shape,
        record: Any,
        tree: Tree,
        at: Place,
        key: tuple[str, ...],
        homes: dict[tuple[str, str], Any] | None = None,
    ) -> None:
        """Merge a record of the file with the binder's of the same id, and what stands apart from it."""
        mark = path_of(key)
        theirs, ours = fingerprint(shape.own(tree)), fingerprint(shape.tell(record, whole=False))
        filed = self._stand_ins.as_filed(tree, theirs)
        known, _, as_imported = self._marks.get(mark, "").partition(" ")
        if theirs == ours or (as_imported and filed == as_imported):
            self.unchanged += 1
            if theirs == ours:
                self._mark(mark, both(theirs, filed))
        elif known == ours:
            shape.update(record, tree)
            self.updated += 1
            self._mark(mark, both(theirs, filed))
        else:
            self.conflicts.append(str(at))
        self._lists(shape, record, tree, at, key[:2], homes or {})

    def _list(
        self,
        of: Field,
        shape: Shape,
        parent: Any,
        trees: list[Tree],
        at: Place,
        scope: tuple[str, ...],
        homes: dict[tuple[str, str], Any],
    ) -> None:
        children: list[Any] = getattr(parent, of.attribute)
        if not shape.has_id:
            present = Counter(fingerprint(shape.tell(each, whole=False)) for each in children)
            new = self._counted(shape, trees, present, at, (*scope, of.name))
            made = [shape.make(tree, len(children) + place) for place, tree in enumerate(new)]
            children.extend(made)
            if made and isinstance(made[0], CaseStateChange):
                _in_order_of_date(children)
            return
        known = {shape.id_of(each): each for each in children}
        for index, tree in enumerate(trees):
            id_, key = tree["id"], (*scope, of.name, tree["id"])
            if id_ in known:
                self._compare(shape, known[id_], tree, at / index, key, homes)
            elif (of.name, id_) in homes:
                # The binder has it at another meeting: to move it would rewrite what was agreed there.
                self.conflicts.append(str(at / index))
                self._lists(shape, homes[of.name, id_], tree, at / index, scope, homes)
            else:
                made = shape.make(tree | {each.name: [] for each, _ in shape.lists()}, len(children))
                children.append(made)
                self.added += 1
                self._mark(path_of(key), self._told(shape, tree))
                self._lists(shape, made, tree, at / index, scope, homes)

    def _lists(
        self,
        shape: Shape,
        record: Any,
        tree: Tree,
        at: Place,
        scope: tuple[str, ...],
        homes: dict[tuple[str, str], Any],
    ) -> None:
        """Merge what stands apart from a record."""
        for each, items in shape.lists():
            self._list(each, items, record, tree[each.name], at / each.name, scope, homes)

    def _counted(
        self, shape: Shape, trees: list[Tree], present: Counter[str], at: Place, key: tuple[str, ...]
    ) -> list[Tree]:
        """Those of a list without ids that the binder lacks and no earlier import brought."""
        lacking: list[Tree] = []
        met: Counter[str] = Counter()
        for index, tree in enumerate(trees):
            content = fingerprint(shape.own(tree))
            filed = self._stand_ins.as_filed(tree, content)
            met[filed] += 1
            brought = int(self._marks.get(path_of((*key, filed)), "0"))
            if present[content]:
                present[content] -= 1
                self.unchanged += 1
            elif met[filed] <= brought:
                self.conflicts.append(str(at / index))
            else:
                lacking.append(tree)
                self.added += 1
        self._mark_counts(met, key)
        return lacking

    def _note(self, shape: Shape, tree: Tree, key: tuple[str, ...]) -> None:
        """Count and mark a tree that was added whole."""
        self.added += 1
        self._mark(path_of(key), self._told(shape, tree))
        for each, items in shape.lists():
            trees, scope = tree[each.name], key[:2]
            if items.has_id:
                for item in trees:
                    self._note(items, item, (*scope, each.name, item["id"]))
            else:
                self.added += len(trees)
                self._mark_counts(Counter(self._filed(items, item) for item in trees), (*scope, each.name))

    def _mark_counts(self, met: Counter[str], key: tuple[str, ...]) -> None:
        for content, times in met.items():
            path = path_of((*key, content))
            self._mark(path, str(max(times, int(self._marks.get(path, "0")))))

    def _gone(self, shape: Shape) -> Mapping[str, str]:
        """The entries of a kind that were merged away."""
        known = {id(CONTACT): self._stand_ins.contacts, id(ORGANISATION): self._stand_ins.organisations}
        return known.get(id(shape), {})

    def _left_alone(self, path: str, filed: str, at: Place) -> None:
        """Leave out an entry that is part of another now; a conflict where the file says something new."""
        if self._marks.get(path, "").partition(" ")[0] == filed:
            self.unchanged += 1
        else:
            self.conflicts.append(str(at))

    def _filed(self, shape: Shape, tree: Tree) -> str:
        return self._stand_ins.as_filed(tree, fingerprint(shape.own(tree)))

    def _told(self, shape: Shape, tree: Tree) -> str:
        return both(fingerprint(shape.own(tree)), self._filed(shape, tree))

    def _mark(self, path: str, digest: str) -> None:
        if self._marks.get(path) != digest:
            self._new_marks[path] = digest


def both(kept: str, filed: str) -> str:
    """A mark: how the binder keeps a record, and how the file has it where a merge has made that differ."""
    return kept if kept == filed else f"{kept} {filed}"


def path_of(key: tuple[str, ...]) -> str:
    """The path of the mark of a record, by the names and ids that lead to it."""
    return json.dumps(key, ensure_ascii=False)


def _homes(case: Case) -> Iterator[tuple[tuple[str, str], Any]]:
    """Every goal and action of a case by kind and id, wherever it was agreed."""
    for meeting in case.meetings:
        for goal in meeting.goals:
            yield ("goals", goal.key), goal
            for action in goal.actions:
                yield ("actions", action.key), action


def _in_order_of_date(states: list[CaseStateChange]) -> None:
    for position, each in enumerate(sorted(states, key=lambda each: (each.date, each.position))):
        each.position = position
