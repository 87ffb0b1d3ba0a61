"""The page that shows all pictures, one row a scene and one column a look."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

_STYLE = """
body { font: 15px system-ui, sans-serif; margin: 28px; background: #f6f4ef; color: #22303a; }
table { border-collapse: collapse; } td, th { padding: 6px 10px; text-align: left; vertical-align: top; }
img { width: 320px; border: 1px solid #ddd8ce; border-radius: 4px; background: #fff; }
.papper img { width: 240px; }
"""


def write(out: Path, day: date) -> int:
    """Write `index.html` over all that lies below; gives the number of pictures."""
    looks = sorted(each for each in out.iterdir() if each.is_dir() and each.name != "papper")
    names = sorted({path.stem for look in looks for path in look.glob("*.png")})
    head = "".join(f"<th>{escape(look.name)}</th>" for look in looks)
    rows = "".join(f"<tr><td>{escape(name)}</td>{_cells(name, looks, out)}</tr>" for name in names)
    sheets = sorted((out / "papper").glob("*.png")) if (out / "papper").is_dir() else []
    shown = "".join(f"<td>{_picture(path, out)}<br>{escape(path.stem)}</td>" for path in sheets)
    page = (
        "<!doctype html><html lang='sv'><meta charset='utf-8'><title>Insatspärmen i bilder</title>"
        f"<style>{_STYLE}</style><h1>Insatspärmen i bilder</h1><p>Påhittade uppgifter, {day}.</p>"
        f"<table><tr><th></th>{head}</tr>{rows}</table>"
        f"<h2>Papper</h2><table class='papper'><tr>{shown}</tr></table></html>"
    )
    (out / "index.html").write_text(page, encoding="utf-8")
    return sum(1 for _ in out.rglob("*.png"))


def _cells(name: str, looks: list[Path], out: Path) -> str:
    found = ((look / f"{name}.png") for look in looks)
    return "".join(f"<td>{_picture(path, out) if path.exists() else ''}</td>" for path in found)


def _picture(path: Path, out: Path) -> str:
    address = escape(path.relative_to(out).as_posix(), quote=True)
    return f"<a href='{address}'><img loading='lazy' src='{address}' alt='{escape(path.stem)}'></a>"
