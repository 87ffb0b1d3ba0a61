"""The two sets of life areas that ship, by key and in order (R13)."""

from collections.abc import Mapping

SHIPPED: Mapping[str, tuple[str, ...]] = {
    "young": ("occupation_school", "health", "leisure", "criminality", "friends", "family", "other"),
    "young_adult": (
        "physical_mental_health",
        "substance_use",
        "occupation",
        "economy",
        "criminality",
        "family_friends",
        "housing",
        "leisure",
        "other",
    ),
}
"""The keys of interchange.md; the names are in resources/texts."""
