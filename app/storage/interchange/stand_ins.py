"""A file that speaks of entries which the binder has merged since: it is read as of those that were kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.storage.interchange.shape import Listing, Shape, Tree, fingerprint
from app.storage.interchange.substitute import NAMED, Substitute
from app.storage.interchange.values import Member, Person, Reference, Scope, Several, Value

_PREFIX = "contact:"


@dataclass(slots=True)
class StandIns:
    """Who stands for whom: ids of contacts and organisations that were merged away, with those kept.

    `filed` remembers, for each object that reads differently, the fingerprint of what the file really says.
    """

    contacts: Mapping[str, str]
    organisations: Mapping[str, str]
    filed: dict[int, str] = field(default_factory=dict)
    _read: list[Tree] = field(default_factory=list)

    def read(self, shape: Shape, tree: Tree) -> Tree:
        """The same object with everybody by the id that stands for them."""
        if not (self.contacts or self.organisations):
            return tree
        made: Tree = {
            each.name: self._value(each.value, tree[each.name]) for each in shape.fields if each.name in tree
        }
        if made != tree:
            self.filed[id(made)] = fingerprint(shape.own(tree))
            # Kept for as long as its number is asked for.
            self._read.append(made)
        return made

    def as_filed(self, tree: Tree, content: str) -> str:
        """The fingerprint of what the file says of an object; `content` is that of how it was read."""
        return self.filed.get(id(tree), content)

    def _value(self, value: Value, given: Any) -> Any:
        match value:
            case Shape():
                return self.read(value, given)
            case Listing():
                return _each_once([self.read(value.of, each) for each in given])
            case Scope():
                return given if given == "all" else self._value(value.members, given)
            case Several():
                return list(dict.fromkeys(self._value(value.of, each) for each in given))
            case Substitute():
                return self._person(given) if isinstance(given, str) else self.read(NAMED, given)
            case Member() if not given.startswith((_PREFIX, "guardian:")):
                return self.organisations.get(given, given)
            case Person():
                return self._person(given)
            case Reference(kind="contact"):
                return self.contacts.get(given, given)
            case Reference(kind="organisation"):
                return self.organisations.get(given, given)
        return given

    def _person(self, given: str) -> str:
        if not given.startswith(_PREFIX):
            return given
        key = given.removeprefix(_PREFIX)
        return _PREFIX + self.contacts.get(key, key)


def _each_once(trees: list[Tree]) -> list[Tree]:
    """A list of who was called or came, with nobody twice because two were one; others as they are."""
    seen: set[str] = set()
    kept = []
    for each in trees:
        who = each.get("who")
        if who is None or who not in seen:
            kept.append(each)
        if who is not None:
            seen.add(who)
    return kept
