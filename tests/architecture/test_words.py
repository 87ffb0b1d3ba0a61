"""Every refusal has words: a sentence in Swedish for each code, and no gap that nobody fills."""

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.models.snapshots import Words
from app.services.wording import sentences
from app.services.words import choices, forms
from tests.architecture.sources import nodes

ROOT = Path(__file__).resolve().parents[2]


@cache
def raised() -> dict[str, set[str]]:
    """The codes that the program raises as constants, and the details that each is raised with everywhere."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "app").rglob("*.py"):
        for node in nodes(path):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "KnownError"):
                continue
            if len(node.args) < 2 or not isinstance(node.args[1], ast.Constant):
                continue
            given = {keyword.arg or "**" for keyword in node.keywords}
            found[node.args[1].value] = found.get(node.args[1].value, given) & given
    return found


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_code_has_a_sentence() -> None:
    assert raised()
    assert sorted(raised().keys() - sentences().keys()) == []


def test_every_gap_is_filled() -> None:
    unfilled = {
        code: sorted(gaps(sentences()[code]) - details)
        for code, details in raised().items()
        if "**" not in details and code in sentences() and gaps(sentences()[code]) - details
    }
    assert unfilled == {}


def test_sentences_read_like_sentences() -> None:
    """What is wrong in an imported file stands after the path of the place, and begins in small letters."""
    odd = [
        f"{code}: {sentence}"
        for code, sentence in sentences().items()
        if not (code.startswith("import_") or re.match(r"[A-ZÅÄÖ{”]", sentence))
        or sentence.rstrip()[-1] not in ".!?:}"
        or "  " in sentence
        or re.search(r"\b(error|failed|invalid|exception|null|none)\b", sentence, re.IGNORECASE)
    ]
    assert odd == []


# The binder chooses its own words for the plan and the youth: nothing may say them as they happen to be.
CHOSEN = re.compile(
    r"ungdom(?!shus)|åtgärdsplan|handlingsplan|\bklient|\bden unge\b|\bde unga\b", re.IGNORECASE
)
GAP = re.compile(r"{([^{}]*)}")
SWEDISH = ROOT / "resources" / "texts" / "sv"
FORMS = forms(Words())


def spoken(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module, without its docstrings and without the forms that `word` is asked for."""
    silent: set[int] = set()
    for node in nodes(path):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(id(node.value))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "word":
            silent |= {id(each) for each in node.args}
    for node in nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.lineno, node.value


def said(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    elif isinstance(table, dict):
        for each in table.values():
            yield from said(each)
    elif isinstance(table, list):
        for each in table:
            yield from said(each)


def wrong_words(text: str) -> list[str]:
    """The chosen words that a text says outright, and gaps that look like a form but are none."""
    found = CHOSEN.findall(GAP.sub("", text))
    return found + [gap for gap in GAP.findall(text) if CHOSEN.search(gap) and gap not in FORMS]


@pytest.mark.parametrize("room", ["ui", "documents", "services", "cli"])
def test_no_module_says_the_default_word_itself(room: str) -> None:
    own = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in (ROOT / "app" / room).rglob("*.py")
        if "demo" not in str(path.relative_to(ROOT))
        for line, text in spoken(path)
        if wrong_words(text)
    ]
    assert own == []


def test_every_form_that_is_asked_for_is_there() -> None:
    asked = [
        node.args[0].value
        for path in (ROOT / "app" / "ui").rglob("*.py")
        for node in nodes(path)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "word" and node.args
        if isinstance(node.args[0], ast.Constant)
    ]
    assert asked
    assert [form for form in asked if form not in FORMS] == []


def test_no_text_says_the_default_word_itself() -> None:
    own = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in [*SWEDISH.rglob("*.toml"), *(ROOT / "resources" / "statutes").glob("*.toml")]
        if path.name != "words.toml" and "demo" not in path.parts
        for text in said(tomllib.loads(path.read_text(encoding="utf-8")))
        if wrong_words(text)
    ]
    assert own == []


def test_every_word_has_every_form() -> None:
    table = tomllib.loads((SWEDISH / "words.toml").read_text(encoding="utf-8"))
    for kind in ("plan", "youth"):
        shapes = {word: set(of) for word, of in table[kind].items()}
        assert len({frozenset(each) for each in shapes.values()}) == 1, shapes
        default = table[kind][choices()[kind][0]]
        assert len(set(default.values())) == len(default), "two gaps of one name"
