"""The README keeps what it says: its commands are the program's, its links lead somewhere."""

import re
from pathlib import Path

import pytest

from app.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_opens_with_the_two_commands_and_a_picture() -> None:
    opening = README.split("## ")[0]
    first, second = re.findall(r"^python3 -m installer (\w+)", opening, flags=re.MULTILINE)
    assert (first, second) == ("run", "test")
    assert re.search(r"!\[[^]]+\]\(resources/screenshots/\w+\.png\)", opening)


def test_its_commands_are_the_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    offered = re.findall(r"^    ([a-z-]+)\b", capsys.readouterr().out, flags=re.MULTILINE)
    rows = re.findall(r"^\| (`.*?) \|", README, flags=re.MULTILINE)
    described = {part.replace("`", "").split()[0] for row in rows for part in row.split(" · ")}
    assert described - {"insatsparm"} == set(offered)


def test_its_links_lead_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
