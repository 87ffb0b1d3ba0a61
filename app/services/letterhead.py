"""What stands at the head of every paper: unit, municipality and logotype, set once for the whole binder.

It goes before what a coordinator says of herself, which stands there only where nothing was set. A plan that
was agreed keeps the head it was agreed under (R15).
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, time
from typing import Any

from app.documents import picture
from app.documents.papers.letterhead_sample import letterhead_sample
from app.documents.render import render
from app.models.errors import Kind, KnownError
from app.models.records import Picture, PlanVersion
from app.models.snapshots import Letterhead, Logo
from app.services import checks
from app.services.changes import Changes
from app.services.coordinators import known_coordinator
from app.services.settings import LETTERHEAD_KEY, chosen_letterhead, filled_in, is_demo
from app.storage.binder import Binder
from app.storage.work import Work

MOST_BYTES = picture.MOST_BYTES
"""What a logotype's file may measure."""


def chosen(binder: Binder) -> Letterhead:
    """What was set for the whole binder, without any coordinator."""
    with binder.reading() as work:
        return chosen_letterhead(work)


def choose(binder: Binder, *, unit: str | None, municipality: str | None) -> Changes:
    """Set what stands at the head of every paper from now on; the logotype stays."""
    with binder.writing() as work:
        _put(work, {"unit": checks.line(unit), "municipality": checks.line(municipality)})
    return Changes.of("settings")


def take_logo(binder: Binder, content: bytes) -> Changes:
    """Put a logotype on every paper from now on; errors as `picture.clean`, and all is as before."""
    made = picture.clean(content)
    with binder.writing() as work:
        if work.get(Picture, made.digest) is None:
            work.add(Picture(digest=made.digest, content=made.content))
        _put(work, {"logo": asdict(Logo(digest=made.digest, width=made.width, height=made.height))})
    return Changes.of("settings")


def choose_logo(binder: Binder, logo: Logo | None) -> Changes:
    """Use a logotype that the binder had, or none; KnownError RULE `no_such_logo` where it is gone."""
    with binder.writing() as work:
        if logo is not None and work.get(Picture, logo.digest) is None:
            raise KnownError(Kind.RULE, "no_such_logo")
        _put(work, {"logo": None if logo is None else asdict(logo)})
    return Changes.of("settings")


def pictures(work: Work) -> Mapping[str, bytes]:
    """The bytes of every logotype that a paper of this binder may bear, by digest."""
    return {each.digest: each.content for each in work.all(Picture)}


def sample(binder: Binder, head: Letterhead, now: datetime) -> bytes:
    """A sheet as a PDF that shows the head as papers will bear it; it says nothing of anybody.

    What was not set stands there as the one who sits at the binder has it, as on the papers of her cases.
    """
    with binder.reading() as work:
        kept = pictures(work)
        own = known_coordinator(work, binder.person)
        if own is not None:
            head = filled_in(head, own)
    made = datetime.combine(now.date(), time())
    return render(letterhead_sample(head, made, demo=is_demo(binder)), kept)


def _put(work: Work, changed: dict[str, Any]) -> None:
    before: dict[str, Any] = work.settings.get(LETTERHEAD_KEY, {})
    work.settings.put(LETTERHEAD_KEY, {**before, **changed})
    work.log("settings_changed", detail={"setting": LETTERHEAD_KEY})
    if "logo" in changed:
        _let_go(work, before.get("logo"), changed["logo"])


def _let_go(work: Work, *kept: dict[str, Any] | None) -> None:
    """Forget the logotypes that no plan shows, but for the one in use and the one before it: for *Ångra*."""
    used = {each["digest"] for each in kept if each}
    snapshots: list[str] | None = None
    for each in work.all(Picture):
        if each.digest in used:
            continue
        if snapshots is None:
            snapshots = [version.snapshot for version in work.all(PlanVersion)]
        if not any(each.digest in snapshot for snapshot in snapshots):
            work.delete(each)
