"""Who stood in for somebody at a meeting: a person of the address book, or a name."""

from typing import Any

from app.storage.interchange.reading import Place, Reading
from app.storage.interchange.shape import Shape, may, must
from app.storage.interchange.values import PersonText, Reference, Text, Value

_PREFIX = "contact:"
NAMED = Shape(fields=(must("name", Text()), may("organisation", Reference("organisation"))))


class Substitute(Value):
    """`"contact:ID"`, or an object with a name and perhaps an organisation; three columns of the record."""

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Tell the two forms apart by their type."""
        if isinstance(value, str):
            if not value.startswith(_PREFIX):
                return reading.fault(at, "not_a_contact")
            return PersonText().read(value, at, reading)
        return NAMED.read(value, at, reading)

    def stored(self, value: Any) -> Any:
        """The contact's id, the name, the organisation's id."""
        if isinstance(value, str):
            return value.removeprefix(_PREFIX), None, None
        return None, value["name"], value.get("organisation")

    def told(self, value: Any) -> Any:
        """The one form or the other; None where nobody is named."""
        contact, name, organisation = value
        if contact is not None:
            return _PREFIX + contact
        if name is None:
            return None
        return {"name": name} | ({} if organisation is None else {"organisation": organisation})
