"""The head of every paper: set once, before what a coordinator says of herself; a plan keeps its own."""

from io import BytesIO

import pypdf
import pytest
from PIL import Image

from app.models.codes import Paper
from app.models.errors import KnownError
from app.models.permit import RECORD
from app.models.records import Picture
from app.models.snapshots import Letterhead
from app.services import coordinators, gate, letterhead, papers
from app.services.coordinators import CoordinatorFacts
from app.storage.binder import Binder
from tests.services.readings import logged
from tests.services.scene import Scene


def image(colour: str = "#1E5B63", size: tuple[int, int] = (300, 100)) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, colour).save(target, "PNG")
    return target.getvalue()


def contact_list(binder: Binder, scene: Scene) -> bytes:
    material = papers.gather(binder, scene.case)
    leave = gate.permit(material.case, material.book, Paper.CONTACTS, RECORD, on=material.on)
    return papers.contacts(material, leave).content


def kept(binder: Binder) -> set[str]:
    with binder.reading() as work:
        return {each.digest for each in work.all(Picture)}


def test_what_was_set_goes_before_what_a_coordinator_says_of_herself(binder: Binder, scene: Scene) -> None:
    coordinators.edit_coordinator(
        binder, None, CoordinatorFacts(name="Någon Annan", unit="Hennes enhet", municipality="Hennes kommun")
    )
    with binder.reading() as work:
        own = next(each for each in work.coordinators() if each.name == binder.person)
    facts = CoordinatorFacts(name=own.name, unit="Egen enhet", municipality="Egen kommun")
    coordinators.edit_coordinator(binder, own.id, facts)
    head = papers.gather(binder, scene.case).setting.letterhead
    assert (head.unit, head.municipality) == ("Egen enhet", "Egen kommun")
    letterhead.choose(binder, unit="  Socialtjänsten   Unga ", municipality="")
    head = papers.gather(binder, scene.case).setting.letterhead
    assert (head.unit, head.municipality) == ("Socialtjänsten Unga", "Egen kommun")


def test_the_sample_shows_what_papers_will_where_nothing_was_set(binder: Binder, scene: Scene) -> None:
    with binder.reading() as work:
        own = next(each for each in work.coordinators() if each.name == binder.person)
    facts = CoordinatorFacts(name=own.name, unit="Egen enhet", municipality="Egen kommun")
    coordinators.edit_coordinator(binder, own.id, facts)
    head = Letterhead(unit=None, municipality="Provköpings kommun")
    said = pypdf.PdfReader(BytesIO(letterhead.sample(binder, head, binder.clock()))).pages[0].extract_text()
    assert "Egen enhet" in said
    assert "Provköpings kommun" in said
    assert "Egen kommun" not in said


def test_a_logotype_is_on_papers_from_now_on_and_can_be_taken_away(binder: Binder, scene: Scene) -> None:
    plain = contact_list(binder, scene)
    letterhead.take_logo(binder, image())
    with_logo = contact_list(binder, scene)
    assert b"/Figure" not in plain
    assert with_logo != plain
    assert contact_list(binder, scene) == with_logo
    letterhead.choose(binder, unit=None, municipality=None)
    assert contact_list(binder, scene) == with_logo, "the words do not take the logotype away"
    letterhead.choose_logo(binder, None)
    assert contact_list(binder, scene) == plain
    assert logged(binder).count("settings_changed") == 3


def test_the_one_before_is_kept_for_undo_and_older_ones_are_not(binder: Binder) -> None:
    letterhead.take_logo(binder, image("#102030"))
    first = letterhead.chosen(binder).logo
    assert first is not None
    letterhead.choose_logo(binder, None)
    letterhead.choose_logo(binder, first)
    assert letterhead.chosen(binder).logo == first
    letterhead.take_logo(binder, image("#203040"))
    letterhead.take_logo(binder, image("#304050"))
    assert first.digest not in kept(binder)
    assert len(kept(binder)) == 2
    with pytest.raises(KnownError, match="no_such_logo"):
        letterhead.choose_logo(binder, first)


def test_a_refused_file_changes_nothing(binder: Binder) -> None:
    letterhead.take_logo(binder, image())
    before = letterhead.chosen(binder)
    with pytest.raises(KnownError, match="logo_format"):
        letterhead.take_logo(binder, b"<svg/>")
    assert letterhead.chosen(binder) == before
    assert kept(binder) == {before.logo.digest if before.logo else ""}
