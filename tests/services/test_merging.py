"""Two entries become one and two again: nothing dangles, nobody is in a group twice, and undoing is exact."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import JSON

from app.models.address_book import Contact
from app.models.apart import KeptApart
from app.models.case import Case, Participant
from app.models.codes import Answer, AttendanceStatus, EntryKind
from app.models.consent import Information
from app.models.errors import KnownError
from app.models.meeting import Attendance, Called
from app.models.merging_rules import Obstacle
from app.models.records import Record
from app.models.who import Who
from app.services import address_book, entry_uses, interchange, issue_plan, merging, papers, send_out, sending
from app.services.address_book import ContactFacts, OrganisationFacts
from app.services.gate import Override
from app.storage.binder import Binder
from app.storage.repositories.entries import ORGANISATION_LISTS, OTHER_LISTS, WHO_LISTS
from tests.builders import (
    a_case,
    a_consent,
    a_contact,
    a_coordinator,
    a_deviation,
    a_goal,
    a_meeting,
    an_action,
    an_organisation,
)
from tests.services.readings import logged, whole
from tests.storage.binders import new_binder

TWO = ("one", "two")
START = date(2026, 1, 1)


def exported(binder: Binder) -> bytes:
    pieces: list[bytes] = []
    interchange.export_file(binder, pieces.append)
    return b"".join(pieces)


def facts(binder: Binder, contact: str) -> ContactFacts:
    with binder.reading() as work:
        return ContactFacts.of(work.address_book().contacts[contact])


def fill(binder: Binder, *cases: Case) -> None:
    with binder.writing() as work:
        work.add(a_coordinator())
        work.add(an_organisation("school", name="Björkskolan"))
        work.add(an_organisation("skola", name="Björksskolan"))
        work.add(an_organisation("police", name="Polisen"))
        work.flush()
        work.add(a_contact("before", "police", name="Åke Örn"))
        work.add(a_contact("one", "school", name="Zofia Żółć", phone="08-465 004 20"))
        work.add(a_contact("two", "skola", name="Zofia Zolc", email="zofia@example.se"))
        work.add(a_contact("after", "police", name="Lars Blom"))
        work.flush()
        for each in cases:
            work.add(each)


def everywhere(who: str, id: str = "elin") -> Case:
    """A case that names a contact in every place where a case can."""
    named = Who.contact(who)
    meeting = a_meeting(
        1, date(2026, 2, 4), a_goal("g1", an_action("a1", named)), circle=[str(named), "youth"]
    )
    meeting.called = [Called(who=named, answer=Answer.YES), Called(who=Who.YOUTH)]
    meeting.attendance = [
        Attendance(who=named, status=AttendanceStatus.PRESENT),
        Attendance(who=Who.contact("before"), status=AttendanceStatus.SUBSTITUTE, substitute_contact=who),
    ]
    case = a_case(
        id,
        participants=[
            Participant(contact_id=who, from_=START),
            Participant(contact_id="before", from_=START),
        ],
        consents=[a_consent("youth", [f"contact:{who}", "police"])],
        deviations=[a_deviation(str(named))],
        meetings=[meeting],
        responsible_social_worker_id=who,
    )
    case.information = [Information(to=named, date=START)]
    case.kept_apart = [KeptApart(who=Who.YOUTH, other=named, must_not=["meet"], date=START)]
    return case


def dangling(binder: Binder, gone: str) -> int:
    with binder.reading() as work:
        return len([each for each in work.entries.uses(EntryKind.CONTACT, gone) if each.table != "dispatch"])


def test_every_list_column_is_known_to_point_at_somebody_or_at_nobody() -> None:
    """A new column with a list must be told of in `entries`, or a merge would leave a name behind."""
    known = {*WHO_LISTS, *ORGANISATION_LISTS, *OTHER_LISTS}
    of_cases = {
        (table.name, column.name)
        for table in Record.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, JSON) and table.name not in ("merging_step", "draft", "setting")
    }
    assert of_cases - known <= {("situation", "values"), ("evaluation", "answers")}


def test_everything_moves_and_comes_back_to_the_letter(binder: Binder) -> None:
    fill(binder, everywhere("two"))
    before = exported(binder)
    known = replace(facts(binder, "one"), email="zofia@example.se")
    merged = merging.merge_contacts(binder, "one", "two", known)
    assert b"contact:two" not in exported(binder)
    assert dangling(binder, "two") == 0
    with binder.reading() as work:
        book = work.address_book()
    assert set(book.contacts) == {"before", "one", "after"}
    assert (book.contacts["one"].email, book.contacts["one"].phone) == ("zofia@example.se", "08-465 004 20")
    case = whole(binder, "elin")
    assert case.responsible_social_worker_id == "one"
    assert case.meetings[0].circle == ["contact:one", "youth"]
    assert case.consents[0].organisations == ["contact:one", "police"]
    assert case.deviations[0].not_required == ["contact:one"]
    taken = merging.take_back(binder, merged.id)
    assert (taken.left, exported(binder)) == (0, before)
    assert [each for each in logged(binder) if "merge" in each] == ["contacts_merged", "merge_undone"]
    with pytest.raises(KnownError) as refused:
        merging.take_back(binder, merged.id)
    assert refused.value.code == "no_such_merge"


def test_a_group_that_held_both_holds_one_membership(binder: Binder) -> None:
    case = everywhere("one")
    case.participants += [
        Participant(contact_id="two", from_=date(2025, 12, 1), to=date(2026, 2, 1), purpose="Ordnar schemat"),
        Participant(contact_id="two", from_=date(2024, 1, 1), to=date(2024, 2, 1)),
    ]
    case.consents[0].organisations = ["contact:one", "contact:two"]
    case.meetings[0].called.append(Called(who=Who.contact("two"), answer=Answer.NO, interpreter="polska"))
    case.meetings[0].attendance.append(Attendance(who=Who.contact("two"), status=AttendanceStatus.PRESENT))
    fill(binder, case)
    before = exported(binder)
    merged = merging.merge_contacts(binder, "one", "two", facts(binder, "one"))
    now = whole(binder, "elin")
    theirs = [(each.from_, each.to, each.purpose) for each in now.participants if each.contact_id == "one"]
    assert theirs == [
        (date(2025, 12, 1), None, "Ordnar schemat"),
        (date(2024, 1, 1), date(2024, 2, 1), None),
    ]
    assert now.consents[0].organisations == ["contact:one"]
    called = [each for each in now.meetings[0].called if each.who == Who.contact("one")]
    assert [(each.answer, each.interpreter) for each in called] == [(Answer.YES, "polska")]
    assert len([each for each in now.meetings[0].attendance if each.who == Who.contact("one")]) == 1
    merging.take_back(binder, merged.id)
    assert exported(binder) == before


@pytest.mark.parametrize(
    ("attendance", "obstacle"),
    [
        (Attendance(who=Who.contact("two"), status=AttendanceStatus.ABSENT), Obstacle.BOTH_ATTENDED),
        (
            Attendance(who=Who.contact("two"), status=AttendanceStatus.SUBSTITUTE, substitute_contact="one"),
            Obstacle.STOOD_IN,
        ),
    ],
)
def test_two_who_met_are_two(binder: Binder, attendance: Attendance, obstacle: Obstacle) -> None:
    case = everywhere("one")
    row = Attendance(
        who=attendance.who, status=attendance.status, substitute_contact=attendance.substitute_contact
    )
    case.meetings[0].attendance.append(row)
    fill(binder, case)
    before = exported(binder)
    found = merging.in_the_way(binder, EntryKind.CONTACT, "one", "two")
    assert obstacle in {each.obstacle for each in found}
    assert {(each.case_id, each.on) for each in found} == {("elin", date(2026, 2, 4))}
    with pytest.raises(KnownError) as refused:
        merging.merge_contacts(binder, "one", "two", facts(binder, "one"))
    assert refused.value.code == "merge_hindered"
    assert exported(binder) == before


def test_two_who_are_kept_apart_are_two(binder: Binder) -> None:
    case = everywhere("one")
    case.kept_apart = [
        KeptApart(who=Who.contact("two"), other=Who.contact("one"), must_not=["meet"], date=START)
    ]
    fill(binder, case)
    found = merging.in_the_way(binder, EntryKind.CONTACT, "one", "two")
    assert [(each.obstacle, each.on) for each in found] == [(Obstacle.KEPT_APART, START)]


def test_what_was_agreed_and_sent_stays_and_is_still_somebodys(binder: Binder) -> None:
    fill(binder, everywhere("two"))
    with binder.writing() as work:
        issue_plan.issue(work, work.case("elin"), work.case("elin").meetings[0])
    material = papers.gather(binder, "elin")
    (version,) = material.versions
    sheet = sending.sheet(binder, "elin")
    two = Who.contact("two")
    over = {two: Override(ground="10 kap. 2 §", reason="Prov")}
    send_out.record_printed(binder, send_out.copies(sheet, [two], over), {})
    merging.merge_contacts(binder, "one", "two", facts(binder, "one"))
    after = sending.sheet(binder, "elin")
    assert after.version is not None
    assert after.version.digest == version.digest
    (row,) = [each for each in after.rows if each.recipient.who == Who.contact("one")]
    assert {each.to for each in row.sent} == {"contact:two"}
    assert {each.to_name for each in row.sent} == {"Zofia Zolc"}
    assert row.is_done
    assert entry_uses.uses(binder, EntryKind.CONTACT, "one").cases == ("elin",)


def test_organisations_take_their_people_and_consents_along(binder: Binder) -> None:
    fill(
        binder,
        a_case(
            participants=[Participant(contact_id="two", from_=START)],
            consents=[
                a_consent("youth", ["skola", "school"]),
                a_consent("guardian:eva", ["police"], refused=["skola"]),
            ],
        ),
    )
    before = exported(binder)
    one = OrganisationFacts(name="Björkskolan")
    merged = merging.merge_organisations(binder, "school", "skola", one)
    assert facts(binder, "two").organisation_id == "school"
    case = whole(binder, "elin")
    assert [each.organisations for each in case.consents] == [["school"], ["police"]]
    assert case.consents[1].refused == ["school"]
    assert b'skola"' not in exported(binder).replace(b"Bj\xc3\xb6rkskolan", b"")
    merging.take_back(binder, merged.id)
    assert exported(binder) == before


def test_a_consent_that_names_one_and_refuses_the_other_keeps_them_apart(binder: Binder) -> None:
    fill(binder, a_case(participants=[], consents=[a_consent("youth", ["school"], refused=["skola"])]))
    (found,) = merging.in_the_way(binder, EntryKind.ORGANISATION, "school", "skola")
    assert found.obstacle is Obstacle.CONSENT_DIFFERS
    with pytest.raises(KnownError):
        merging.merge_organisations(binder, "school", "skola", OrganisationFacts(name="Skolan"))


def test_what_has_changed_since_stays_when_the_merge_is_undone(binder: Binder) -> None:
    fill(binder, everywhere("two"))
    merged = merging.merge_contacts(binder, "one", "two", replace(facts(binder, "one"), role="rektor"))
    address_book.edit_contact(binder, "one", replace(facts(binder, "one"), role="biträdande rektor"))
    taken = merging.take_back(binder, merged.id)
    assert taken.left == 1
    assert facts(binder, "one").role == "biträdande rektor"
    assert facts(binder, "two").email == "zofia@example.se"
    assert whole(binder, "elin").responsible_social_worker_id == "two"


def test_a_chain_is_undone_from_its_end_and_resolves_to_its_end(binder: Binder) -> None:
    fill(binder, everywhere("two"))
    before = exported(binder)
    first = merging.merge_contacts(binder, "one", "two", facts(binder, "one"))
    second = merging.merge_contacts(binder, "after", "one", facts(binder, "after"))
    with binder.reading() as work:
        assert work.names_now() == {"contact:two": "contact:after", "contact:one": "contact:after"}
    with pytest.raises(KnownError) as refused:
        merging.take_back(binder, first.id)
    assert refused.value.code == "merge_undo_later_first"
    merging.take_back(binder, second.id)
    merging.take_back(binder, first.id)
    assert exported(binder) == before


def test_an_erased_case_leaves_nothing_of_itself_in_the_merge(binder: Binder) -> None:
    fill(binder, everywhere("two"), everywhere("two", "nora"))
    merged = merging.merge_contacts(binder, "one", "two", facts(binder, "one"))
    with binder.writing() as work:
        work.erase_case("elin")
    with binder.reading() as work:
        steps = work.entries.steps(merged.id)
    assert "elin" not in {each.case_id for each in steps}
    assert merging.take_back(binder, merged.id).left == 0
    assert whole(binder, "nora").responsible_social_worker_id == "two"


def test_removing_is_for_those_whom_nothing_needs(binder: Binder) -> None:
    fill(binder, everywhere("two"))
    with pytest.raises(KnownError) as refused:
        entry_uses.remove_contact(binder, "two")
    assert refused.value.code == "entry_in_use"
    found = entry_uses.uses(binder, EntryKind.CONTACT, "two")
    assert found.places["participant"] == 1
    assert found.cases == ("elin",)
    known = facts(binder, "after")
    entry_uses.remove_contact(binder, "after")
    with binder.reading() as work:
        assert "after" not in work.address_book().contacts
    entry_uses.put_back_contact(binder, "after", known)
    assert facts(binder, "after") == known
    with pytest.raises(KnownError):
        entry_uses.remove_organisation(binder, "school")


days = st.integers(0, 60).map(lambda n: START + timedelta(n))
contacts = st.sampled_from(["one", "two", "before"])
whos = contacts.map(Who.contact) | st.just(Who.YOUTH)
memberships = st.builds(
    lambda contact, from_, length, purpose: Participant(
        contact_id=contact,
        from_=from_,
        to=None if length is None else from_ + timedelta(length),
        purpose=purpose,
    ),
    contacts,
    days,
    st.none() | st.integers(0, 30),
    st.none() | st.sampled_from(["Ordnar schemat", "Känner centrum"]),
)


@st.composite
def drawn_cases(draw: st.DrawFn, id: str) -> Case:
    """A case in which either of two contacts may stand anywhere, also twice."""
    meetings = []
    for number in range(1, draw(st.integers(0, 2)) + 1):
        meeting = a_meeting(
            number,
            START + timedelta(30 * number),
            a_goal(f"g{number}", an_action(f"a{number}", draw(whos))),
            circle=[str(each) for each in draw(st.lists(whos, max_size=3, unique=True))],
        )
        meeting.called = [
            Called(who=each, answer=draw(st.none() | st.sampled_from(list(Answer))))
            for each in draw(st.lists(whos, max_size=3, unique=True))
        ]
        meeting.attendance = [
            Attendance(
                who=each,
                status=draw(st.sampled_from([AttendanceStatus.PRESENT, AttendanceStatus.LATE])),
                substitute_contact=draw(st.none() | contacts),
            )
            for each in draw(st.lists(whos, max_size=3, unique=True))
        ]
        meetings.append(meeting)
    scope = st.sampled_from(["contact:one", "contact:two", "school", "skola"])
    case = a_case(
        id,
        participants=draw(st.lists(memberships, max_size=5)),
        consents=[a_consent("youth", draw(st.lists(scope, max_size=4, unique=True)))],
        deviations=[a_deviation(*map(str, draw(st.lists(whos, max_size=2, unique=True))))],
        meetings=meetings,
        responsible_social_worker_id=draw(st.none() | contacts),
    )
    case.information = [Information(to=draw(whos), date=START)]
    return case


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Binder]:
    """One binder for all that is drawn; what a case was is erased before the next."""
    with new_binder(tmp_path_factory.mktemp("merging") / "parm") as made:
        fill(made)
        yield made


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=drawn_cases("c1"), second=drawn_cases("c2"), swapped=st.booleans(), words=st.sampled_from(TWO))
def test_merge_and_undo_is_exact_and_leaves_nobody_twice(
    shared: Binder, first: Case, second: Case, swapped: bool, words: str
) -> None:
    kept, gone = reversed(TWO) if swapped else TWO
    begin(shared, first, second)
    before = exported(shared)
    if merging.in_the_way(shared, EntryKind.CONTACT, *TWO):
        with pytest.raises(KnownError, match="merge_hindered"):
            merging.merge_contacts(shared, kept, gone, facts(shared, words))
        assert exported(shared) == before
        return
    merged = merging.merge_contacts(shared, kept, gone, facts(shared, words))
    assert dangling(shared, gone) == 0
    assert f"contact:{gone}".encode() not in exported(shared)
    for id in ("c1", "c2"):
        nobody_is_there_twice(whole(shared, id), kept)
    assert merging.take_back(shared, merged.id).left == 0
    assert exported(shared) == before


def begin(binder: Binder, *cases: Case) -> None:
    """Put drawn cases in the place of those drawn before, also where that example broke off."""
    with binder.writing() as work:
        for each in work.case_ids():
            work.erase_case(each)
        for each in TWO:
            if work.get(Contact, each) is None:
                work.add(a_contact(each))
        work.flush()
        for case in cases:
            work.add(case)


def nobody_is_there_twice(case: Case, contact: str) -> None:
    theirs = [each for each in case.participants if each.contact_id == contact]
    for one, other in combinations(theirs, 2):
        assert (one.to or date.max) < other.from_ or (other.to or date.max) < one.from_
    for meeting in case.meetings:
        called = [each for each in meeting.called if each.who == Who.contact(contact)]
        came = [each for each in meeting.attendance if each.who == Who.contact(contact)]
        assert len(called) <= 1
        assert len(came) <= 1
        assert meeting.circle.count(f"contact:{contact}") <= 1
