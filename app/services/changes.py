"""What a service has changed, for those who show it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds of record that changed, and the ids by which a page knows whether it shows them.

    A kind is a word such as `case`, `consent` or `meeting`; among the ids is that of each case that was
    touched, and the key of a record that is new.
    """

    kinds: frozenset[str]
    ids: frozenset[str]

    @classmethod
    def of(cls, *kinds: str, ids: tuple[str, ...] = ()) -> "Changes":
        """Changes of these kinds and ids."""
        return cls(frozenset(kinds), frozenset(ids))

    def __or__(self, other: "Changes") -> "Changes":
        """Both together."""
        return Changes(self.kinds | other.kinds, self.ids | other.ids)
