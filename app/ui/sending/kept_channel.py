"""A way of getting papers that was chosen on the sheet, kept with the person for the next time too (R27)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.models.codes import Channel
from app.models.snapshots import Person
from app.services.changes import Changes
from app.services.paper_channel import carries_messages_only, choose_channel, chosen_channel
from app.ui.desk import Desk
from app.ui.sending.words import CHANNELS


@dataclass(frozen=True)
class Kept:
    """What was kept: the changes, how it is said, and the way back."""

    changes: Changes
    said: str
    back: Callable[[], Changes]


def keep_channel(desk: Desk, case_id: str, person: Person, channel: Channel) -> Kept | None:
    """Keeps a channel with a recipient; None where it is for this sheet alone.

    Who is reached by text message stays so: papers another way are no reason to stop writing.
    """
    binder, who = desk.binder, person.who
    try:
        before = chosen_channel(binder, case_id, who)
        if carries_messages_only(before):
            return None
        changes = choose_channel(binder, case_id, who, channel)
    except Exception as error:
        desk.shell.problem(error)
        return None
    said = f"{person.name}: {CHANNELS[channel].lower()} från och med nu."
    return Kept(changes, said, lambda: choose_channel(binder, case_id, who, before))
