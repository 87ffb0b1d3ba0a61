"""A calm word in a dialog when a meeting would bring two together who must not meet (R9)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from app.models.who import Who
from app.services import apart
from app.services.apart import Crossing
from app.ui.desk import Desk
from app.ui.kit.surfaces import Banner
from app.ui.kit.swedish_dates import say_time
from app.ui.saying import genitive, listed


def said(crossing: Crossing) -> str:
    """Says who, and which meeting; never why."""
    who = f"{listed(crossing.names)} ska inte träffas"
    if crossing.beside is None:
        return f"{who}, men båda är kallade hit."
    youth, starts = crossing.beside
    return f"{who}, och {genitive(youth)} möte samma dag kl. {say_time(starts.time())} ligger nära."


class Crossings(Banner):
    """In sight while what is typed would bring two together; it warns, and stands in the way of nothing."""

    def __init__(self, desk: Desk, case_id: str, key: str | None) -> None:
        super().__init__("", kind="attention")
        self._desk, self._case_id, self._key = desk, case_id, key
        self.hide()

    def look(
        self, *, starts: datetime | None, minutes: int, place: str | None, called: Collection[Who]
    ) -> None:
        """Looks at a meeting as it stands in the dialog; nothing is said while its time cannot be read."""
        found = (
            ()
            if starts is None
            else apart.meetings_of(
                self._desk.binder,
                self._case_id,
                self._key,
                starts=starts,
                minutes=minutes,
                place=place,
                called=called,
            )
        )
        self.say("\n".join(dict.fromkeys(map(said, found))))
        self.setVisible(bool(found))
