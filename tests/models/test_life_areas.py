"""The two sets that ship (R13)."""

import tomllib
from pathlib import Path

from app.models.life_areas import SHIPPED

NAMES = Path(__file__).resolve().parents[2] / "resources" / "texts" / "sv" / "life_areas.toml"


def test_every_area_has_a_name_in_the_same_order():
    named = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    assert {key: tuple(areas) for key, areas in named.items()} == dict(SHIPPED)
    assert all(name.strip() for areas in named.values() for name in areas.values())
