"""What hangs on a record is all there, in its order, and what one has changed is left alone."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import selectinload

from app.models.records import Case, Note
from app.storage.binder import Binder
from app.storage.repositories import graph
from tests.storage.binders import MORNING, new_binder
from tests.storage.samples import add_address_book, full_case, small_case


@pytest.fixture(scope="module")
def binder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Binder]:
    """One for all: what the one that writes has written is in nobody's way."""
    made = new_binder(tmp_path_factory.mktemp("arenden") / "parm")
    with made.writing() as work:
        add_address_book(work)
        work.add(full_case("c1"))
        work.add(small_case("c2"))
    yield made
    made.close()


def every_relationship() -> tuple[str, ...]:
    return tuple(Case.__mapper__.relationships.keys())


def test_a_whole_case_has_everything_that_it_can_have(binder: Binder) -> None:
    with binder.reading() as work:
        for case in (work.case("c1"), *work.all_cases()):
            assert not inspect(case).unloaded & set(every_relationship())


@pytest.mark.parametrize("name", every_relationship())
def test_it_loads_what_the_library_loads(binder: Binder, name: str) -> None:
    def keys(found: object) -> list[object]:
        records = found if isinstance(found, list) else [found]
        return [None if each is None else inspect(each).identity for each in records]

    with binder.reading() as work:
        library = work._session.scalars(
            select(Case).options(selectinload(getattr(Case, name))).order_by(Case.id)
        ).all()
        wanted = [keys(getattr(each, name)) for each in library]
    with binder.reading() as work:
        ours = work._session.scalars(select(Case).order_by(Case.id)).all()
        graph.load(work._session, ours, [graph.branch(getattr(Case, name))])
        assert [keys(getattr(each, name)) for each in ours] == wanted


def test_many_are_loaded_in_parts(binder: Binder, monkeypatch: pytest.MonkeyPatch) -> None:
    with binder.reading() as work:
        wanted = [len(each.notes) for each in work.all_cases()]
    monkeypatch.setattr(graph, "AT_A_TIME", 1)
    with binder.reading() as work:
        assert [len(each.notes) for each in work.all_cases()] == wanted


def test_what_one_has_changed_is_left_alone(binder: Binder) -> None:
    with binder.writing() as work:
        case = work.case("c1")
        notes = case.notes
        notes.append(Note(key="ny", at=MORNING, text="Ringde"))
        assert work.case("c1").notes is notes
        assert notes[-1].key == "ny"
    with binder.reading() as work:
        assert "ny" in [each.key for each in work.case("c1").notes]
