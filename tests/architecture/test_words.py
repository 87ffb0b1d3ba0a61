"""Every refusal has words: a sentence in Swedish for each code, and no gap that nobody fills."""

import ast
import re
import string
from pathlib import Path

from app.services.wording import sentences

ROOT = Path(__file__).resolve().parents[2]


def raised() -> dict[str, set[str]]:
    """The codes that the program raises as constants, and the details that each is raised with everywhere."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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
