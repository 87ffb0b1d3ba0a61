"""The pictures of the manual: some of the screenshots, made smaller and drawn with few colours."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "manual" / "sv" / "bilder"
LOOK = "ljus-1366x768"
PICTURES = {
    "oversikt": "sida-overview",
    "arenden": "sida-cases",
    "arende": "sida-arende-1-overview",
    "samtycke": "sida-arende-2-consent",
    "hall-motet": "mote-2-uppfoljning",
    "skicka": "sida-sending",
    "kontakter": "sida-contacts",
}
"""Which screenshot goes with which page of the manual."""

WIDTH = 1100
COLOURS = 128
MOST_BYTES = 120_000


def write(taken: Path, folder: Path = FOLDER) -> list[Path]:
    """Writes the manual's pictures from the screenshots of one look; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, scene in PICTURES.items():
        with Image.open(taken / f"{scene}.png") as picture:
            whole = picture.convert("RGB")
        height = round(whole.height * WIDTH / whole.width)
        small = whole.resize((WIDTH, height), Image.Resampling.LANCZOS)
        few = small.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
        path = folder / f"{name}.png"
        few.save(path, optimize=True)
        made.append(path)
    return made
