"""The locks: every package pinned and hashed, no host, and in step with pyproject.toml."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


def normal(name: str) -> str:
    """A package's name as the registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(text: str) -> dict[str, str]:
    return {normal(name): version for name, version in PINNED.findall(text)}


def lock(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def asked_for() -> tuple[dict[str, str], dict[str, str]]:
    """What pyproject.toml names: for running, and for testing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = pins("\n".join(project["project"]["dependencies"]))
    return runtime, pins("\n".join(project["dependency-groups"]["dev"]))


def test_every_dependency_is_locked_at_the_version_asked_for() -> None:
    runtime, dev = asked_for()
    assert len(runtime) >= 10
    assert runtime.items() <= pins(lock("requirements.txt")).items()
    assert (runtime | dev).items() <= pins(lock("requirements-dev.txt")).items()


def test_what_is_tested_is_what_is_run() -> None:
    assert pins(lock("requirements.txt")).items() <= pins(lock("requirements-dev.txt")).items()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_has_hashes_and_nothing_names_a_host(name: str) -> None:
    text = lock(name)
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    packages = [entry for entry in entries if entry.strip() and not entry.startswith("#")]
    assert len(packages) > 20
    for package in packages:
        assert PINNED.match(package), package
        assert "--hash=sha256:" in package, package
    assert "://" not in text
    assert "index-url" not in text


def test_each_direct_dependency_says_why_it_is_there() -> None:
    listed = re.findall(r'^    "[\w-]+==[^"]+",(.*)$', lock("pyproject.toml"), flags=re.MULTILINE)
    runtime, dev = asked_for()
    assert len(listed) == len(runtime) + len(dev)
    assert all(re.match(r"\s+# \w{2,}", reason) for reason in listed)
