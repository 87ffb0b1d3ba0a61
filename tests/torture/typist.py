"""A person typing at a meeting, in a process of her own that is killed at any moment.

    python -m tests.torture.typist BINDER

Opens the binder, goes on with meeting m5, and types a counter into the notes through the meeting mode's own
store: `N` and the time (`time.monotonic`) go to standard output after each keystroke. Now and then she gives
a verdict, agrees a step, or closes the meeting. Beside her a clock ticks, so that one sees when the machine
let neither of them run.
"""

import os
import random
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.models.codes import Outcome
from app.models.who import Who
from app.services import hold_meeting, meeting_edits
from app.storage.binder import Binder
from app.ui.meeting.held import Held
from tests.storage.binders import PASSPHRASE
from tests.ui.meeting.cases import Window, desk_of

EVERY = 20
"""Milliseconds between two keys: a quick typist."""
TICK = 0.05
"""Seconds between two ticks."""


def tell(what: object) -> None:
    """Tells the parent what happened, and when, in one write: two threads tell."""
    os.write(1, f"{what} {time.monotonic()}\n".encode())


def tick() -> None:
    """Ticks as long as the process may run, whatever its window is busy with."""
    while True:
        tell("tick")
        time.sleep(TICK)


class Typist:
    """Types until she is killed; closes the meeting after `close_after` keys."""

    def __init__(self, binder: Binder, close_after: int) -> None:
        sitting = hold_meeting.begin(binder, "elin", "m5")
        self.held = Held(desk_of(binder, Window()), sitting)
        self.typed = int(sitting.proceedings.notes or 0)
        self.close_after = self.typed + close_after
        self.chance = random.Random(self.typed)

    def key(self) -> None:
        """One keystroke, told when it is done."""
        self.typed += 1
        said, agenda = str(self.typed), self.held.agenda
        self.held.type(lambda now: meeting_edits.say(now, notes=said))
        if self.typed % 7 == 0:
            promise = self.chance.choice(agenda.promises)
            outcome = self.chance.choice(list(Outcome))
            day = agenda.starts.date()
            self.held.edit(lambda now: meeting_edits.judge(now, agenda, promise.key, outcome, on=day))
        if self.typed % 11 == 0 and self.held.now.aims:
            aim = self.held.now.aims[0].key
            self.held.edit(lambda now: meeting_edits.add_step(now, aim, f"Steg {said}", Who.YOUTH))
        tell(self.typed)
        if self.typed == self.close_after:
            tell("closing")
            self.held.close(not_discussed="Togs inte upp")
            tell("closed")
            QApplication.quit()


def main(folder: str, close_after: str) -> None:
    """Types into the binder of a folder."""
    application = QApplication([])
    binder = Binder.open(Path(folder), passphrase=PASSPHRASE, clock=lambda: datetime(2026, 3, 4, 14, 12))
    typist = Typist(binder, int(close_after))
    threading.Thread(target=tick, daemon=True).start()
    tell("ready")
    timer = QTimer(interval=EVERY)
    timer.timeout.connect(typist.key)
    timer.start()
    application.exec()
    binder.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
