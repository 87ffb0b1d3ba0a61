"""The paper's structure, for those who hear it instead of seeing it."""

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Tag:
    """An element of the structure: a standard role of PDF 1.7, with tags and drawn parts in reading order.

    A drawn part is (page from 0, number of the marked content on it). `scope` is for the head of a table.
    `spoken` is what the drawn signs say, where they stand in another order or were replaced. `alt` says what
    a picture shows, `place` where it stands (left, bottom, right, top in points from the lower left corner).
    """

    role: str
    kids: list["Tag | tuple[int, int]"] = field(default_factory=list)
    scope: str = ""
    spoken: str = ""
    alt: str = ""
    place: tuple[float, float, float, float] | None = None

    def add(self, role: str, scope: str = "") -> "Tag":
        """A new last child."""
        child = Tag(role, scope=scope)
        self.kids.append(child)
        return child
