"""From the bytes of a file to its trees, or to a refusal that names every place."""

from typing import Any

from app.models.errors import Kind, KnownError
from app.models.life_areas import SHIPPED
from app.storage.interchange import strict
from app.storage.interchange.format import FILE, NAME, VERSION
from app.storage.interchange.reading import FAULTY, Place, Reading, Remark
from app.storage.interchange.shape import Tree


class RefusedFileError(KnownError):
    """The file says what it must not: `faults` name every place, in the order in which they were met."""

    def __init__(self, faults: tuple[Remark, ...]) -> None:
        super().__init__(Kind.RULE, "import_refused", faults=len(faults), path=faults[0].path)
        self.faults = faults


def parse(content: bytes) -> Tree:
    """The tree of a whole file, checked: known keys in order, defaults written out, no null.

    RefusedFileError with every fault; KnownError DAMAGED where it is no JSON (`not_utf8`, `not_json`), not
    this format (`another_format`) or a version to come (`file_newer`).
    """
    reading = Reading()
    given = strict.parse(content, reading)
    _check_format(given)
    for kind in SHIPPED:
        reading.ids.setdefault(("life_area_set", None), set()).add(kind)
    reading.ids["life_area", None] = {area for areas in SHIPPED.values() for area in areas}
    tree = FILE.read(given, Place(), reading) if given is not None or not reading.faults else FAULTY
    reading.check_references()
    if reading.faults:
        raise RefusedFileError(_one_a_place(reading.faults))
    assert isinstance(tree, dict)
    return tree


def _check_format(given: Any) -> None:
    """What calls itself something else, or a later version, is not looked into further."""
    if not isinstance(given, dict):
        return
    name, version = given.get("format"), given.get("version")
    if isinstance(name, str) and name != NAME:
        raise KnownError(Kind.DAMAGED, "another_format")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise KnownError(Kind.DAMAGED, "file_newer", version=min(version, 10**9), known=VERSION)


def _one_a_place(faults: list[Remark]) -> tuple[Remark, ...]:
    """The first fault of every place: what is no strict JSON is not also of the wrong type."""
    found: dict[str, Remark] = {}
    for each in faults:
        found.setdefault(each.path, each)
    return tuple(found.values())
