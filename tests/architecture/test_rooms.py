"""The architecture is a test: who may import what, how large a room may be, and who may ask the clock.

Which way the arrows go is checked before the tests, by the contracts in pyproject.toml.
"""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.sources import nodes, tree

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
MODULES = sorted(APP.rglob("*.py"))

# Every package that is not ours, and the rooms that may know it. One that is missing here has no room yet.
HOMES = {
    "PySide6": ("app.ui",),
    "shiboken6": ("app.ui",),
    "sqlalchemy": ("app.models", "app.storage"),
    "alembic": ("app.storage",),
    "sqlcipher3": ("app.storage.database",),
    "argon2": ("app.storage.vault",),
    "cryptography": ("app.storage",),
    "reportlab": ("app.documents",),
    "pikepdf": ("app.documents",),
    "PIL": ("app.documents.picture",),
    "arabic_reshaper": ("app.documents",),
    "bidi": ("app.documents",),
    "platformdirs": ("app.__main__", "app.storage", "app.services", "app.ui"),
    "holidays": ("app.services",),
    "personnummer": ("app.services", "app.storage.interchange"),
    "zxcvbn": ("app.services", "app.storage"),
}
NETWORK = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "smtplib",
    "ftplib",
    "imaplib",
    "socketserver",
    "xmlrpc",
}
CLOCKS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
}


def name_of(path: Path) -> str:
    """A module's dotted name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(path: Path) -> tuple[str, ...]:
    """The modules that a file imports anywhere in it, by their full names."""
    found: list[str] = []
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
    return tuple(found)


def lies_in(module: str, rooms: tuple[str, ...]) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


def test_every_foreign_package_stays_in_its_room() -> None:
    strays = [
        f"{name_of(path)} imports {module}"
        for path in MODULES
        for module in {name.split(".")[0] for name in imports(path)}
        if module != "app"
        and module not in sys.stdlib_module_names
        and not lies_in(name_of(path), HOMES.get(module, ()))
    ]
    assert strays == []


def test_nothing_can_reach_the_network() -> None:
    callers = [
        f"{name_of(path)} imports {module}"
        for path in MODULES
        for module in imports(path)
        if module in NETWORK or module.split(".")[0] in NETWORK or module.startswith("PySide6.QtNetwork")
    ]
    assert callers == []


def test_nothing_below_main_asks_the_clock() -> None:
    askers = [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        if name_of(path) != "app.__main__"
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in CLOCKS
    ]
    assert askers == []


def test_package_faces_are_empty() -> None:
    """What a package's face imports is paid for at every start, long before it is used.

    The face of `app.ui` alone does something: whatever is used of Qt, it must have come first.
    """
    faces = [
        name_of(path)
        for path in MODULES
        if path.name == "__init__.py"
        and not all(
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) for node in tree(path).body
        )
    ]
    assert faces == ["app.ui"]
    imported = {
        name.name
        for node in nodes(ROOT / "app" / "ui" / "__init__.py")
        if isinstance(node, ast.Import)
        for name in node.names
    }
    assert imported == {"ctypes", "sys"}


def test_no_module_has_outgrown_its_room() -> None:
    for_code = [*MODULES, *sorted((ROOT / "installer").rglob("*.py"))]
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in for_code}
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [name_of(path) for path in MODULES if not ast.get_docstring(tree(path))]
    assert silent == []


def test_the_installer_stands_on_the_standard_library() -> None:
    foreign = {
        module
        for path in (ROOT / "installer").rglob("*.py")
        for module in {name.split(".")[0] for name in imports(path)}
        if module != "installer" and module not in sys.stdlib_module_names
    }
    assert foreign == set()


@pytest.mark.parametrize("room", ["cli", "ui", "services", "storage", "documents", "models"])
def test_every_room_is_tested(room: str) -> None:
    assert list((APP / room).rglob("*.py"))
    assert list((ROOT / "tests" / room).rglob("test_*.py"))
