"""Objects of the file and their fields: one description that reads, makes records, and tells them again."""

from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields
from dataclasses import field as attribute
from functools import cache
from hashlib import sha256
from json import dumps
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm.attributes import manager_of_class

from app.models.base import Record
from app.storage.interchange.reading import FAULTY, Place, Reading
from app.storage.interchange.values import Bytes, Value

Tree = dict[str, Any]
"""An object of the file in its one form: known keys in order, defaults written out, no null."""

Rule = Callable[[Tree, Place, Reading], None]
"""Notes the faults that no single field shows."""


@dataclass(frozen=True, slots=True)
class Field:
    """One key of an object.

    `attributes` are where the record keeps it (its own name where left out). `apart` marks a list whose
    items are records of their own: an import adds, updates and counts each of them by itself.
    """

    name: str
    value: Value
    required: bool = False
    default: Any = None
    attributes: tuple[str, ...] = ()
    apart: bool = False

    @property
    def attribute(self) -> str:
        """The one attribute of the record that holds it."""
        return self.attributes[0]


def must(name: str, value: Value, *attributes: str) -> Field:
    """A key that every such object has."""
    return Field(name, value, required=True, attributes=attributes or (name,))


def may(name: str, value: Value, *attributes: str, default: Any = None) -> Field:
    """A key that may be left out; the default then stands in its place."""
    return Field(name, value, default=default, attributes=attributes or (name,))


def apart(name: str, shape: "Shape", *, required: bool = False) -> Field:
    """A list of records of their own."""
    return Field(name, Listing(shape), required=required, default=[], attributes=(name,), apart=True)


def sparse(name: str, shape: "Shape") -> Field:
    """A list of records of their own that is written only where it holds any: it came after the others."""
    return Field(name, Sparse(shape), default=[], attributes=(name,), apart=True)


@dataclass(frozen=True, slots=True)
class Shape(Value):
    """An object of the file, and the record that keeps it.

    With `scope` the ids inside it that are not global belong to it. With `placed` the record keeps its
    place in the list.
    """

    fields: tuple[Field, ...]
    record: type[Record] | None = None
    scope: bool = False
    placed: bool = False
    rule: Rule | None = None
    known: frozenset[str] = attribute(init=False)
    plain: tuple[Field, ...] = attribute(init=False)
    related: "tuple[tuple[Field, Shape | Listing], ...]" = attribute(init=False)

    def __post_init__(self) -> None:
        # Asked for in every record of a caseload, so found once.
        related = tuple((each, each.value) for each in self.fields if isinstance(each.value, Shape | Listing))
        apart = [each for each, _ in related]
        object.__setattr__(self, "known", frozenset(each.name for each in self.fields))
        object.__setattr__(self, "plain", tuple(each for each in self.fields if each not in apart))
        object.__setattr__(self, "related", related)

    @property
    def has_id(self) -> bool:
        """Whether the object is known by its id; else by its whole content."""
        return "id" in self.known

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check keys and values; the tree, without what was faulty."""
        if not isinstance(value, dict):
            return reading.fault(at, "not_an_object")
        for key in value:
            if key not in self.known:
                reading.fault(at / key, "unknown_key")
        outer = reading.scope
        if self.scope:
            reading.scope = at
        tree: Tree = {}
        for each in self.fields:
            given = value.get(each.name)
            if given is not None:
                found = each.value.read(given, at / each.name, reading)
                if found is not FAULTY:
                    tree[each.name] = found
            elif each.required:
                reading.fault(at / each.name, "missing")
            elif each.default is not None:
                tree[each.name] = list(each.default) if isinstance(each.default, list) else each.default
        if self.rule is not None:
            self.rule(tree, at, reading)
        reading.scope = outer
        return tree

    def make(self, tree: Tree, place: int = 0) -> Any:
        """A new record of a tree, with all that hangs on it."""
        assert self.record is not None
        kept: dict[str, Any] = {}
        for each in self.plain:
            given = tree.get(each.name)
            if given is None:
                continue
            stored = each.value.stored(given)
            if len(each.attributes) == 1:
                kept[each.attributes[0]] = stored
            else:
                kept.update(zip(each.attributes, stored, strict=True))
        if self.placed:
            kept["position"] = place
        record = _new(self.record, kept)
        for each, child in self.related:
            # Always set: what was never loaded could not be read once the record is in the binder.
            nothing: list[Any] | None = [] if isinstance(child, Listing) else None
            setattr(record, each.attribute, child.stored(tree[each.name]) if each.name in tree else nothing)
        return record

    def update(self, record: Any, tree: Tree) -> None:
        """Give a record the content of a tree; what stands apart is left alone."""
        for each in self.plain:
            for name, value in self._kept(each, tree):
                if each.name != "id":
                    setattr(record, name, value)
        for each, child in self.related:
            if not each.apart:
                child.put(record, each.attribute, tree.get(each.name))

    def tell(self, record: Any, *, whole: bool = True) -> Tree:
        """The tree of a record: with what stands apart from it, or its own content alone.

        Of its own content alone, bytes are told by their digest.
        """
        tree: Tree = {}
        for each in self.fields:
            if each.apart and not whole:
                continue
            if isinstance(each.value, Bytes) and not whole:
                tree[each.name] = getattr(record, each.attributes[1])
                continue
            if len(each.attributes) == 1:
                kept = getattr(record, each.attribute)
            else:
                kept = tuple(getattr(record, name) for name in each.attributes)
            if kept is not None and (told := each.value.told(kept)) is not None:
                tree[each.name] = told
        return tree

    def own(self, tree: Tree) -> Tree:
        """A tree without what stands apart, bytes told by their digest."""
        content = {each.name: tree[each.name] for each in self.fields if not each.apart and each.name in tree}
        for each in self.fields:
            if isinstance(each.value, Bytes) and each.name in content:
                content[each.name] = each.value.stored(content[each.name])[1]
        return content

    def id_of(self, record: Any) -> str:
        """The id of a record, where this shape has one."""
        return str(getattr(record, next(each for each in self.fields if each.name == "id").attribute))

    def lists(self) -> Iterator[tuple[Field, "Shape"]]:
        """The lists whose items stand apart, with what their items look like."""
        for each in self.fields:
            if each.apart:
                assert isinstance(each.value, Listing)
                yield each, each.value.of

    def stored(self, value: Any) -> Any:
        """A new record."""
        return self.make(value)

    def told(self, value: Any) -> Any:
        """The record's tree."""
        return self.tell(value)

    def put(self, record: Any, name: str, tree: Tree | None) -> None:
        """Give a record's only child of this shape the content of a tree, or take the child away."""
        child = getattr(record, name)
        if tree is None or child is None:
            setattr(record, name, None if tree is None else self.make(tree))
        else:
            self.update(child, tree)

    @staticmethod
    def _kept(each: Field, tree: Tree) -> Iterator[tuple[str, Any]]:
        if each.name not in tree:
            yield from ((name, None) for name in each.attributes)
        elif len(each.attributes) == 1:
            yield each.attribute, each.value.stored(tree[each.name])
        else:
            yield from zip(each.attributes, each.value.stored(tree[each.name]), strict=True)


@dataclass(frozen=True, slots=True)
class Listing(Value):
    """A list of objects."""

    of: Shape

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check every object of the list."""
        if not isinstance(value, list):
            return reading.fault(at, "not_a_list")
        return [self.of.read(each, at / index, reading) for index, each in enumerate(value)]

    def stored(self, value: Any) -> Any:
        """A record for each object."""
        return [self.of.make(each, place) for place, each in enumerate(value)]

    def told(self, value: Any) -> Any:
        """The tree of each record."""
        return [self.of.tell(each) for each in value]

    def put(self, record: Any, name: str, trees: list[Tree] | None) -> None:
        """Replace a record's children with new ones."""
        setattr(record, name, self.stored(trees or []))


@dataclass(frozen=True, slots=True)
class Sparse(Listing):
    """A list of objects that is not written where it is empty."""

    def told(self, value: Any) -> Any:
        """The tree of each record, or nothing."""
        return Listing.told(self, value) or None


def _new(kind: type[Record], kept: dict[str, Any]) -> Any:
    """A new record as its constructor makes it of checked values, without telling of each that it was set."""
    made = manager_of_class(kind).new_instance()
    held = made.__dict__
    for name, make in _factories(kind):
        held[name] = make()
    held.update(kept)
    return made


@cache
def _factories(kind: type[Record]) -> tuple[tuple[str, Callable[[], Any]], ...]:
    """What a record's constructor makes anew where it is not given: lists and mappings of its own."""
    own = inspect(kind).column_attrs
    return tuple(
        (each.name, each.default_factory)
        for each in fields(kind)
        if each.default_factory is not MISSING and each.name in own
    )


def fingerprint(content: Tree) -> str:
    """SHA-256 of an object's own content: what tells whether two of them are the same."""
    return sha256(dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
