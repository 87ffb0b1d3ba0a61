"""Pictures of the whole program: `python -m tests.pictures --out DIR`, or `python3 -m installer screenshots`.

The demo binder is made once; each look then has a process and a copy of its own, two at a time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAPERS = "papper"
AT_ONCE = 2


def main(arguments: list[str] | None = None) -> int:
    """Take all the pictures, or those of one look (`--look`, a process of our own); gives the exit status."""
    parser = argparse.ArgumentParser(prog="screenshots", description="Bilder av hela programmet.")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True)
    parser.add_argument("--today", metavar="DATE", type=date.fromisoformat, default=date(2026, 3, 4))
    parser.add_argument("--cases", metavar="N", type=int, default=24)
    parser.add_argument("--only", metavar="TEXT", default="", help="bara bilder vars namn börjar så")
    parser.add_argument("--manual", action="store_true", help="gör också om handbokens bilder")
    parser.add_argument("--look", help=argparse.SUPPRESS)
    parser.add_argument("--binder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.look:
        return _one_look(given)
    return _all(given)


def _all(given: argparse.Namespace) -> int:
    from app.services.demo import home, make
    from tests.pictures import index, manual
    from tests.pictures.stage import LOOKS, Still

    began = time.monotonic()
    out: Path = given.out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bilder-") as room:
        binder = Path(room) / "parm"
        clock = Still(given.today)
        made, _code = make.new_demo(
            binder, passphrase=home.PASSPHRASE, clock=clock, cases=given.cases, today=given.today
        )
        made.close()
        waiting = [*(each.name for each in LOOKS), PAPERS]
        running: dict[str, subprocess.Popen[bytes]] = {}
        failed: list[str] = []
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                name = waiting.pop(0)
                running[name] = _begin(name, binder, out, Path(room), given)
            for name, process in list(running.items()):
                try:
                    status = process.wait(0.05)
                except subprocess.TimeoutExpired:
                    continue
                del running[name]
                if status:
                    failed.append(name)
    count = index.write(out, given.today)
    sys.stderr.write(f"{count} bilder i {out} på {time.monotonic() - began:.0f} s.\n")
    if given.manual and not given.only and manual.LOOK not in failed:
        manual.write(out / manual.LOOK)
    if failed:
        sys.stderr.write(f"Misslyckades: {', '.join(failed)}.\n")
    return 1 if failed else 0


def _begin(
    name: str, binder: Path, out: Path, room: Path, given: argparse.Namespace
) -> subprocess.Popen[bytes]:
    folder = room / f"hem-{name}"
    folder.mkdir()
    environ = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "QT_ACCESSIBILITY": "0",
    }
    line = [sys.executable, "-X", "utf8", "-m", "tests.pictures", "--look", name, "--binder", str(binder)]
    line += ["--out", str(out / name), "--today", given.today.isoformat(), "--only", given.only]
    return subprocess.Popen(line, cwd=ROOT, env=environ)


def _one_look(given: argparse.Namespace) -> int:
    from tests.pictures import session

    shutil.rmtree(given.out, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="bild-") as room:
        if given.look == PAPERS:
            session.papers(given.binder, Path(room), given.out, given.today, given.only)
        else:
            session.look(given.look, given.binder, Path(room), given.out, given.today, given.only)
    return 0


if __name__ == "__main__":
    sys.exit(main())
