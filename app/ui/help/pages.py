"""The pages of the manual (resources/manual/sv), in the order of its table of contents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "manual" / "sv"
CONTENTS = "innehall.md"
_LINE = re.compile(r"- \[(?P<title>.+)\]\((?P<key>[a-z0-9-]+)\.md\)")
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*`#|>]")


@dataclass(frozen=True)
class ManualPage:
    """One page: its key (the file's name without .md), its title, and its text as Markdown."""

    key: str
    title: str
    text: str

    @property
    def plain(self) -> str:
        """The text without marks, for searching."""
        return _MARKS.sub(r"\1", self.text)


@cache
def pages() -> tuple[ManualPage, ...]:
    """All pages, in the order of the table of contents."""
    found = _LINE.finditer((FOLDER / CONTENTS).read_text(encoding="utf-8"))
    return tuple(_read(each["key"], each["title"]) for each in found)


def search(typed: str) -> tuple[ManualPage, ...]:
    """The pages on which all the words typed begin a word; those with them in the title first."""
    wanted = [re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) for word in typed.split()]
    fitting = [each for each in pages() if all(word.search(each.plain) for word in wanted)]
    return tuple(sorted(fitting, key=lambda each: not all(word.search(each.title) for word in wanted)))


def reworded(text: str, forms: Mapping[str, str]) -> str:
    """The text with the binder's own words: each default word's form replaced by the chosen one's."""

    def chosen(found: re.Match[str]) -> str:
        # Two words are one form only where they are in the list ("den unge").
        return forms.get(found[0], found[0])

    whole = "|".join(re.escape(each) for each in sorted(forms, key=len, reverse=True))
    return re.sub(rf"\b(?:{whole})\b", chosen, text) if forms else text


def _read(key: str, title: str) -> ManualPage:
    return ManualPage(key, title, (FOLDER / f"{key}.md").read_text(encoding="utf-8"))
