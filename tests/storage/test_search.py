"""Searching free text: what a naive scan finds, nothing of a draft, and nothing left of what was erased."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Text

from app.models.records import Case, Note, Record, YoungPerson
from app.storage import search_index
from app.storage.binder import Binder
from app.storage.search import MOST_WORDS, terms
from app.storage.work import Work
from tests.storage.binders import new_binder, opened
from tests.storage.samples import add_address_book, full_case, small_case

# Text that is no free text (codes, ids, keys, bytes of JSON), and what is hers to know but not to find.
NOT_SEARCHED = {
    *("case.id", "case.coordinator_id", "case.stand_in_id", "case.responsible_social_worker_id"),
    *("case.life_areas", "young_person.language", "guardian.key", "guardian.language", "meeting.key"),
    *("note.key", "consent.key", "goal.key", "goal.life_area", "goal.continues", "action.key"),
    *(
        "action.carried_from",
        "follow_up.action",
        "report.action",
        "closing_goal.goal",
        "information.language",
    ),
    *("attachment.media_type", "attachment.digest", "attachment.consent", "dispatch.by", "dispatch.how"),
    *("dispatch.document", "dispatch.to", "dispatch.ground", "dispatch.meeting_key", "dispatch.secret"),
    *("dispatch.says", "life_area.key", "life_area.name", "kept_apart.meeting"),
}
NO_SOURCES = {"draft", "log_entry", "setting", "import_mark", "plan_version", "sent_document"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Binder]:
    with new_binder(tmp_path_factory.mktemp("search") / "parm") as made:
        with made.writing() as work:
            work.add(small_case("amir", "Amir Nilsson"))
            work.add(small_case("asa", "Åsa Ek"))
        yield made


@pytest.fixture
def binder(tmp_path: Path) -> Iterator[Binder]:
    with new_binder(tmp_path / "parm") as made, made.writing() as work:
        add_address_book(work)
        work.add(full_case("c1", meetings=2))
    with opened(tmp_path / "parm") as made:
        yield made


def a_note(key: str, text: str, **fields: object) -> Note:
    return Note(key=key, at=datetime(2026, 3, 2, 9), text=text, **fields)  # type: ignore[arg-type]


def add(work: Work, case_id: str, note: Note) -> None:
    case = work.case(case_id)
    case.notes.append(note)


def write(binder: Binder, texts: dict[str, tuple[str, str]]) -> None:
    """The notes of two cases in place of what there was, by key: (case, text)."""
    with binder.writing() as work:
        cases = {case_id: work.case(case_id) for case_id in ("amir", "asa")}
        for case in cases.values():
            case.notes.clear()
        work.flush()
        for key, (case_id, text) in texts.items():
            cases[case_id].notes.append(a_note(key, text))


def found(binder: Binder, typed: str, source: str = "note") -> list[str]:
    """The keys of the hits of one source, in order of key."""
    with binder.reading() as work:
        total, hits = work.search.hits(typed, most=1000)
    assert total == len(hits)
    return sorted(each.key for each in hits if each.source == source)


def agrees(binder: Binder) -> bool:
    with binder.reading() as work:
        return search_index.agrees(work._session.connection())


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Träffade Amir utanför matsalen", "matsal"),
        ("Träffade Amir utanför matsalen", "TRÄFF"),
        ("Café på hörnet", "cafe"),
        ("Cafe på hörnet", "café"),
        ("Müller och Łukasz", "muller łuk"),
        ("a\u030aka buss", "åka"),
        ("åka buss", "a\u030aka"),
        ("Ringde 070-174 06 20", "174 06"),
        ("sa ”det går bra nu” och gick", '"går bra"'),
        ("ett\nannat\tord", "annat ett"),
        ("praktik på Ica", "praktik OR* NEAR ica"[:7]),
        ("praktik på Ica", 'ica "praktik på"'),
        ("praktik på Ica", "amir praktik"),
        ("Bo Ek ringde", "bo"),
        ("кот Мой", "мой"),
        ("한국어 text", "한국"),
    ],
)
def test_found(shared: Binder, text: str, typed: str) -> None:
    write(shared, {"n": ("amir", text)})
    assert found(shared, typed) == ["n"]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("åka buss", "aka"),
        ("aka buss", "åka"),
        ("måla en häst", "mala"),
        ("tröja", "troja"),
        ("går det bra", '"går bra"'),
        ("praktik på Ica", "praktik bageri"),
        ("praktik på Ica", "amir nilsson"),
        ("praktik på Ica", "åsa praktik"),
        ("praktik på Ica", "ktik"),
        ("praktik på Ica", "ica NOT praktik"),
        ("praktik på Ica", "body:ica"),
    ],
)
def test_not_found(shared: Binder, text: str, typed: str) -> None:
    write(shared, {"n": ("amir", text)})
    assert found(shared, typed) == []


@pytest.mark.parametrize(
    "typed",
    ["", " ", '"', '""', "*", "-", "😀", "( )", "'; --", "^", ":", "\x00", "\ud800", "½"[:0] + "+"],
)
def test_a_query_without_words_finds_nothing(shared: Binder, typed: str) -> None:
    write(shared, {"n": ("amir", "ord")})
    assert terms(typed) == ()
    assert found(shared, typed) == []


@pytest.mark.parametrize(
    "typed", ['"öppet', 'a"b', "NEAR(ord, 2)", "ord*", "ord AND", "{head}:ord", "ord\x00ord", "(ord", "ord^2"]
)
def test_odd_queries_are_words(shared: Binder, typed: str) -> None:
    write(shared, {"n": ("amir", "ord öppet a b near and head 2")})
    assert found(shared, typed) == ["n"]


def test_a_pasted_page_is_cut(shared: Binder) -> None:
    assert len(terms(" ".join(f"ord{n}" for n in range(100_000)))) == MOST_WORDS


def test_the_longest_text_is_found_by_its_last_word(shared: Binder) -> None:
    write(shared, {"n": ("amir", "bla " * 24_000 + "slutordet")})
    assert found(shared, "slutord") == ["n"]
    assert agrees(shared)


LETTERS = "abé åÅäÖo\u0301X9 \n-.,\"'*()😀ñ_ł"
WORDS = st.text(alphabet="abåäöéÉñ9łO", min_size=1, max_size=4)
TEXTS = st.text(alphabet=LETTERS, min_size=1, max_size=40).filter(str.strip)
CASES = st.sampled_from(["amir", "asa"])
QUERY = st.lists(st.tuples(st.booleans(), st.lists(WORDS, min_size=1, max_size=2)), min_size=1, max_size=3)


def plain(text: str) -> list[str]:
    """The words of a text, told without the program: å ä ö are letters, other marks on a to z are none."""
    whole = []
    for letter in normalize("NFC", text).lower():
        bare = normalize("NFD", letter)
        whole.append(letter if letter in "åäö" or not bare[0].isascii() else bare[0])
    marks = "".join(each for each in whole if category(each) != "Mn")
    return "".join(each if category(each)[0] in "LN" else " " for each in marks).split()


def fits(asked: tuple[bool, list[str]], words: list[str]) -> bool:
    phrase, wanted = asked[0], plain(" ".join(asked[1]))
    if phrase:
        return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))
    return all(any(word.startswith(each) for word in words) for each in wanted)


@given(texts=st.lists(st.tuples(CASES, TEXTS), max_size=5), query=QUERY, name=WORDS)
def test_search_finds_what_a_naive_scan_finds(
    shared: Binder, texts: list[tuple[str, str]], query: list[tuple[bool, list[str]]], name: str
) -> None:
    """Also when a case gets another name meanwhile."""
    written = {f"n{number}": each for number, each in enumerate(texts)}
    names = {"amir": f"{name} Ba", "asa": "Åb öé"}
    write(shared, {key: (case_id, "annat") for key, (case_id, _) in written.items()})
    with shared.writing() as work:
        for case_id, called in names.items():
            case = work.case(case_id)
            case.young_person.name = called
            for note in case.notes:
                note.text = written[note.key][1]
    typed = " ".join(f'"{" ".join(words)}"' if phrase else " ".join(words) for phrase, words in query)
    parts = [
        each
        for phrase, words in query
        for each in ([(True, words)] if phrase else [(False, [one]) for one in words])
    ]
    expected = sorted(
        key
        for key, (case_id, text) in written.items()
        if all(fits(part, plain(text)) or fits(part, plain(names[case_id])) for part in parts)
        and any(fits(part, plain(text)) for part in parts)
    )
    assert found(shared, typed) == expected
    assert agrees(shared)


def test_everything_a_case_has_is_found(binder: Binder) -> None:
    with binder.reading() as work:
        _, hits = work.search.hits("c1", most=1000)
        sources = {each.source for each in hits}
    assert agrees(binder)
    with binder.reading() as work:
        entries = work._session.connection().exec_driver_sql("SELECT DISTINCT source FROM search_entry")
        indexed = set(entries.scalars())
    assert indexed >= {"note", "meeting", "goal", "action", "wish", "contact", "organisation", "guardian"}
    assert sources <= indexed


def test_every_text_is_searched_or_has_a_reason_not_to_be() -> None:
    """A new column with text: add it to `search_index.SOURCES`, and its place to `search._PLACES`."""
    searched = {f"{each.table}.{column}" for each in search_index.SOURCES for column in each.columns}
    texts = {
        f"{table.name}.{column.name}"
        for table in Record.metadata.sorted_tables
        if table.name in {each.table for each in search_index.SOURCES} | {"closing_goal", "life_area"}
        for column in table.columns
        if isinstance(column.type, Text)
    }
    assert texts - searched - NOT_SEARCHED == set()
    assert {each.table for each in search_index.SOURCES}.isdisjoint(NO_SOURCES)


def test_a_draft_is_never_found(shared: Binder) -> None:
    with shared.writing() as work:
        work.drafts.put("note", "amir", {"text": "hemligheten"})
    assert found(shared, "hemligheten") == []


def test_nothing_is_left_of_an_erased_case(binder: Binder) -> None:
    with binder.writing() as work:
        add(work, "c1", a_note("n", "Zyxandersson"))
    assert found(binder, "zyxanders") == ["n"]
    with binder.writing() as work:
        work.erase_case("c1")
    with binder.writing() as work:
        connection = work._session.connection()
        entries = connection.exec_driver_sql("SELECT DISTINCT source FROM search_entry").scalars().all()
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'search_text', 'row')"
        )
        words = connection.exec_driver_sql("SELECT term FROM words").scalars().all()
        connection.exec_driver_sql("DROP TABLE temp.words")
    assert set(entries) <= {"contact", "organisation", "coordinator"}
    assert not any(each.startswith(("zyx", "zy")) for each in words)
    assert agrees(binder)


def test_what_is_undone_is_not_found(shared: Binder) -> None:
    write(shared, {})

    def write_and_fail() -> None:
        with shared.writing() as work:
            add(work, "amir", a_note("n", "ångrat"))
            work.flush()
            raise LookupError

    with pytest.raises(LookupError):
        write_and_fail()
    assert found(shared, "ångrat") == []


def test_a_hit_says_where_and_never_what(shared: Binder) -> None:
    with shared.writing() as work:
        add(work, "amir", a_note("hemlig", "kanariefågeln", private=True))
    with shared.reading() as work:
        total, (hit,) = work.search.hits("kanariefågel", most=5)
    assert (total, hit.source, hit.case_id, hit.key, hit.private) == (1, "note", "amir", "hemlig", True)
    assert str(hit.day) == "2026-03-02"
    assert "kanarie" not in repr(hit)


def test_the_latest_come_first_and_the_rest_are_counted(shared: Binder) -> None:
    write(shared, {f"n{number}": ("amir", "samma") for number in range(5)})
    with shared.reading() as work:
        total, hits = work.search.hits("samma", most=2)
    assert (total, [each.key for each in hits]) == (5, ["n4", "n3"])


def test_a_binder_without_its_index_gets_it_on_opening(tmp_path: Path) -> None:
    with new_binder(tmp_path / "parm") as binder, binder.writing() as work:
        case = Case(id="c")
        case.young_person = YoungPerson(name="Åsa Ek", birth_date=datetime(2010, 1, 1).date())
        work.add(case)
        work.flush()
        search_index.remove(work._session.connection())
    with opened(tmp_path / "parm") as binder:
        assert found(binder, "åsa", "young_person") == ["c"]
        assert agrees(binder)
