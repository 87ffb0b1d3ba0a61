"""The binder's choices about its papers: its words, its letterhead and its life areas (R13)."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.documents.word_forms import known
from app.models.address_book import Coordinator
from app.models.ages import is_minor
from app.models.case import Case
from app.models.snapshots import Letterhead, Logo, Words
from app.services.changes import Changes
from app.services.compose import Setting
from app.storage.binder import Binder
from app.storage.work import Work

AREAS = Path(__file__).resolve().parents[2] / "resources" / "texts" / "sv" / "life_areas.toml"
WORDS_KEY, LETTERHEAD_KEY = "words", "letterhead"
DEMO_KEY = "demo"
"""A binder that is made of invented content bears it for good; nothing takes it away."""


@cache
def shipped_areas() -> Mapping[str, Mapping[str, str]]:
    """The two sets that ship, `young` and `young_adult`: the names of their areas by key, in order (R13)."""
    return tomllib.loads(AREAS.read_text(encoding="utf-8"))


def areas_of(work: Work, case: Case, on: date) -> Mapping[str, str]:
    """A case's life areas, key to name in order; by the youth's age on a day where no set was chosen."""
    return _chosen(case, on, _sets(work))


def _chosen(case: Case, on: date, sets: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    chosen = case.life_areas
    if chosen is None:
        chosen = "young" if is_minor(case.young_person.birth_date, on) else "young_adult"
    return sets[chosen]


def _sets(work: Work) -> dict[str, Mapping[str, str]]:
    own = {each.id: {area.key: area.name for area in each.areas} for each in work.life_area_sets()}
    return {**own, **shipped_areas()}


def is_demo(binder: Binder) -> bool:
    """Whether all that a binder holds is invented, as every page and paper of it then says."""
    with binder.reading() as work:
        return bool(work.settings.get(DEMO_KEY, False))


def words(work: Work) -> Words:
    """The binder's own words where places differ."""
    return known(Words(**work.settings.get(WORDS_KEY, {})))


def chosen_letterhead(work: Work) -> Letterhead:
    """What was set for the whole binder, without any coordinator."""
    kept: dict[str, Any] = work.settings.get(LETTERHEAD_KEY, {})
    return Letterhead(
        unit=kept.get("unit"),
        municipality=kept.get("municipality"),
        logo=Logo(**kept["logo"]) if kept.get("logo") else None,
    )


def filled_in(head: Letterhead, coordinator: Coordinator) -> Letterhead:
    """The same, with what was not set as a coordinator says it of herself; it names nobody."""
    return replace(
        head,
        unit=head.unit or coordinator.unit,
        municipality=head.municipality or coordinator.municipality,
    )


def letterhead(work: Work, case: Case) -> Letterhead:
    """Who sends the papers of a case: what was set once, else what its coordinator says of herself."""
    head = chosen_letterhead(work)
    coordinator = None if case.coordinator_id is None else work.get(Coordinator, case.coordinator_id)
    if coordinator is None:
        return head
    return replace(
        filled_in(head, coordinator),
        coordinator=coordinator.name,
        coordinator_title=coordinator.title,
        phone=coordinator.phone,
        email=coordinator.email,
    )


def setting_of(work: Work, case: Case, on: date) -> Setting:
    """All that the binder says of itself on the papers of a case on a day.

    A goal may lie in an area of another set, agreed before the case changed sets: its name is kept.
    """
    sets = _sets(work)
    areas = dict(_chosen(case, on, sets))
    for other in sets.values():
        for key, name in other.items():
            areas.setdefault(key, name)
    demo = bool(work.settings.get(DEMO_KEY, False))
    return Setting(letterhead=letterhead(work, case), words=words(work), areas=areas, demo=demo)


def choose_words(binder: Binder, chosen: Words) -> Changes:
    """Use other words from now on, on screens and papers; fixed plans keep the words they were agreed in."""
    with binder.writing() as work:
        chosen = known(chosen)
        work.settings.put(WORDS_KEY, {"plan": chosen.plan, "youth": chosen.youth})
        work.log("settings_changed", detail={"setting": WORDS_KEY})
    return Changes.of("settings", "words")
