"""Making a demo binder: the caseload in one transaction, its plans fixed, its history in the log."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from app.models.base import Record
from app.models.clock import Clock
from app.models.errors import Kind, KnownError
from app.services import binders
from app.services.changes import Changes
from app.services.demo.caseload import caseload
from app.services.demo.fates import FIRST
from app.services.demo.sent import RUNNING, Staged, send_plans, transferred
from app.services.demo.town import PERSON
from app.services.issue_plan import Settings, issue_imported
from app.services.settings import DEMO_KEY
from app.storage.binder import Binder
from app.storage.interchange.format import CASE, CONTACT, COORDINATOR, ORGANISATION, REMINDER
from app.storage.work import Work

Tree = dict[str, Any]
Told = Callable[[float], object]


def _nobody(_part: float) -> None:
    """Hears of nothing."""


CASES, SEED = 24, 1
MOST_CASES = 20_000
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2200, 12, 31)
"""Between which days a demo can be told of: its young persons are born before, and plan ahead."""
AT_A_TIME = 100

_MADE, _KEPT = 0.3, 0.95
"""Which part of the work is done when the words are made, and when all is in the binder."""


def new_demo(
    folder: Path,
    *,
    passphrase: str,
    clock: Clock,
    cases: int = CASES,
    seed: int = SEED,
    today: date | None = None,
    told: Told = _nobody,
) -> tuple[Binder, str]:
    """A new binder with an invented caseload, opened, and its recovery code; errors as `binders.create`.

    `told` hears which part is done (0 to 1), and may raise to stop: then no binder is left behind.
    """
    on = today or clock().date()
    _check(cases, on)
    binder, code = binders.create(folder, passphrase=passphrase, person=PERSON, clock=_begun(on))
    try:
        make_demo(binder, cases=cases, seed=seed, today=on, told=told)
        binder.clock = clock
    except BaseException:
        binder.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return binder, code


def make_demo(
    binder: Binder,
    *,
    cases: int = CASES,
    seed: int = SEED,
    today: date | None = None,
    told: Told = _nobody,
) -> Changes:
    """Fill an empty binder with so many invented cases, as they are today; the same numbers give the same.

    The binder is a demo binder from then on. KnownError USAGE `demo_cases` and `demo_day` for a number and a
    day that cannot be, RULE `demo_not_empty` where the binder holds something.
    """
    clock = binder.clock
    on = today or clock().date()
    _check(cases, on)
    tree = caseload(cases, seed, on, lambda part: told(part * _MADE))
    # What is told of the past is dated then; the log begins when the first case did.
    binder.clock = staged = _begun(on)
    try:
        with binder.writing(exclusive=True) as work:
            if work.case_ids() or work.contacts():
                raise KnownError(Kind.RULE, "demo_not_empty")
            work.settings.put(DEMO_KEY, True)
            work.log("demo_made", detail={"cases": cases, "seed": seed})
            with work.arrivals.indexed_after():
                _keep(work, tree, on, lambda part: told(_MADE + part * (_KEPT - _MADE)))
        staged.now = datetime.combine(on, time(8))
        send_plans(binder, _sent(tree), staged)
    finally:
        binder.clock = clock
    told(1.0)
    return Changes.of("import", "case", "contact", "organisation", "settings")


def _check(cases: int, today: date) -> None:
    if not 1 <= cases <= MOST_CASES:
        raise KnownError(Kind.USAGE, "demo_cases", most=MOST_CASES)
    if not FIRST_DAY <= today <= LAST_DAY:
        raise KnownError(Kind.USAGE, "demo_day", first=FIRST_DAY.isoformat(), last=LAST_DAY.isoformat())


def _begun(today: date) -> Staged:
    """A clock that stands before the oldest case that is open."""
    return Staged(datetime.combine(today - timedelta(days=730), time(8)))


def _sent(tree: Tree) -> list[tuple[str, int | None]]:
    """The open cases whose latest plan has gone out, in order of the meeting, with how many got it."""
    found: list[tuple[str, str, int | None]] = []
    for number, case in enumerate(tree["cases"]):
        marks = FIRST[number].marks if number < len(FIRST) else frozenset[str]()
        held = [each["starts"] for each in case["meetings"] if each["goals"]]
        if held and case["states"][-1]["state"] in RUNNING and "unsent" not in marks:
            found.append((max(held), case["id"], 5 if "half_sent" in marks else None))
    return [(id_, most) for _, id_, most in sorted(found)]


def _keep(work: Work, tree: Tree, today: date, told: Told) -> None:
    """Put the tree in the binder as records, the plans of held meetings fixed (R15)."""
    for name, shape in (
        ("coordinators", COORDINATOR),
        ("organisations", ORGANISATION),
        ("contacts", CONTACT),
    ):
        for each in tree[name]:
            work.add(shape.make(each))
    work.flush()
    book, settings = work.address_book(), Settings(work)
    done = 0
    for some in _portions(tree["cases"]):
        made = [CASE.make(each) for each in some]
        work.arrivals.bring(made)
        around: list[Record] = []
        for case in made:
            around += issue_imported(case, book, settings, [])
            around += transferred(case, today, PERSON)
        work.arrivals.bring(around)
        done += len(some)
        told(done / len(tree["cases"]))
    for each in tree["reminders"]:
        work.add(REMINDER.make(each))


def _portions(trees: list[Tree]) -> Iterator[list[Tree]]:
    remaining = iter(trees)
    while some := list(islice(remaining, AT_A_TIME)):
        yield some
