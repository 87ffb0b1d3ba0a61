"""Bringing many cases costs no more a meeting than bringing some, whoever else is at the machine."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from time import process_time

from app.services import interchange
from app.services.demo.caseload import caseload
from app.storage.binder import Binder
from tests.storage.binders import TestClock, new_binder

TODAY = date(2026, 3, 4)
SOME, MANY = 40, 320
AT_MOST = 1.6


def nobody(_part: float) -> None:
    """Hears of nothing."""


def a_meeting(binder: Binder, cases: int) -> float:
    """Seconds of work that the import of so many cases takes for each of their meetings."""
    tree = caseload(cases, 1, TODAY, nobody)
    content = json.dumps(tree).encode()
    begun = process_time()
    interchange.import_file(binder, content)
    return (process_time() - begun) / sum(len(each["meetings"]) for each in tree["cases"])


def test_an_import_of_many_cases_costs_the_same_a_meeting(tmp_path: Path) -> None:
    costs: list[float] = []
    for cases in (SOME, SOME, MANY):
        with new_binder(tmp_path / f"{len(costs)}", TestClock()) as binder:
            costs.append(a_meeting(binder, cases))
    # The first run also pays for what is compiled once.
    _, some, many = costs
    assert many <= AT_MOST * some, f"{many * 1000:.1f} ms a meeting, {some * 1000:.1f} ms of {SOME} cases"
