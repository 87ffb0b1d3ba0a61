"""The address book as its pages show it."""

from datetime import date, datetime, time

import pytest

from app.models.codes import AttendanceStatus, CaseState, Channel, EntryKind, MeetingStatus
from app.models.errors import KnownError
from app.models.meeting import Attendance
from app.models.who import Who
from app.services import address_book, case_states, contacts_list, groups, merging, send_out, sending
from app.services.address_book import ContactFacts, OrganisationFacts
from app.services.case_states import StateFacts
from app.services.gate import Override
from app.storage.binder import Binder
from tests.builders import a_meeting
from tests.services.readings import only, whole
from tests.services.scene import Scene
from tests.services.test_contact_lists import hand_out, new_number


@pytest.fixture
def scene(scene: Scene, binder: Binder) -> Scene:
    """Amir's group, and one meeting to which Zofia came in Åke's place."""
    with binder.writing() as work:
        meeting = a_meeting(1, datetime.combine(date(2026, 2, 4), time(14)), status=MeetingStatus.HELD)
        meeting.attendance = [
            Attendance(
                who=Who.contact(scene.ake),
                status=AttendanceStatus.SUBSTITUTE,
                substitute_contact=scene.zofia,
            )
        ]
        case = work.case(scene.case)
        case.meetings.append(meeting)
    return scene


def test_the_lists_say_who_is_in_how_many_groups(binder: Binder, scene: Scene) -> None:
    lists = contacts_list.address_lists(binder)
    assert [(each.name, each.organisation, each.groups, each.channel) for each in lists.contacts] == [
        ("Zofia Żółć", "Björkskolan", 1, Channel.BY_HAND),
        ("Åke Örn", "Polisen", 1, Channel.BY_HAND),
    ]
    assert [(each.name, each.people, each.groups) for each in lists.organisations] == [
        ("Björkskolan", ("Zofia Żółć",), 1),
        ("Polisen", ("Åke Örn",), 1),
    ]
    member = whole(binder, scene.case).participants[0]
    groups.end_membership(binder, scene.case, member.id, date(2026, 3, 3))
    assert [each.groups for each in contacts_list.address_lists(binder).contacts] == [1, 0]


def test_a_case_that_is_over_has_no_group_any_more(binder: Binder, scene: Scene) -> None:
    over = StateFacts(state=CaseState.DECLINED, date=date(2026, 3, 4))
    case_states.change_state(binder, scene.case, over)
    lists = contacts_list.address_lists(binder)
    assert {each.groups for each in lists.contacts} == {each.groups for each in lists.organisations} == {0}
    file = contacts_list.contact_file(binder, scene.ake)
    assert file.groups_now == ()
    assert [(each.over, each.to) for each in file.groups] == [(True, None)]
    case_states.take_back_state(binder, scene.case)
    assert [each.over for each in contacts_list.contact_file(binder, scene.ake).groups_now] == [False]


def test_a_case_without_a_state_is_not_over(binder: Binder, scene: Scene) -> None:
    with binder.writing() as work:
        case = work.case(scene.case)
        case.states.clear()
    assert {each.groups for each in contacts_list.address_lists(binder).contacts} == {1}
    assert len(contacts_list.contact_file(binder, scene.ake).groups_now) == 1


def test_one_persons_file_tells_groups_meetings_and_what_was_sent(binder: Binder, scene: Scene) -> None:
    hand_out(binder, scene.case, Who.YOUTH)
    new_number(binder, scene.ake, "08-465 004 10")
    file = contacts_list.contact_file(binder, scene.ake)
    assert [(each.youth, each.purpose) for each in file.groups_now] == [
        ("Amir Nilsson", "Känner centrum om kvällarna")
    ]
    assert [(each.starts.date(), each.status, each.instead) for each in file.met] == [
        (date(2026, 2, 4), AttendanceStatus.SUBSTITUTE, False)
    ]
    assert file.sent == ()
    assert [each.case_id for each in file.lists] == [scene.case]
    instead = contacts_list.contact_file(binder, scene.zofia).met
    assert [each.instead for each in instead] == [True]
    with pytest.raises(KnownError):
        contacts_list.contact_file(binder, "ingen")


def test_what_went_to_a_merged_entry_is_among_what_was_sent(binder: Binder, scene: Scene) -> None:

    ake = Who.contact(scene.ake)
    sheet = sending.list_sheet(binder, scene.case)
    made = send_out.copies(sheet, [ake], {ake: Override(ground="10 kap. 2 §", reason="Prov")})
    send_out.record_printed(binder, made, {})
    again = only(address_book.add_contact(binder, ContactFacts(name="Åke Örn")))
    merging.merge_contacts(binder, again, scene.ake, ContactFacts(name="Åke Örn"))
    file = contacts_list.contact_file(binder, again)
    assert [each.case_id for each in file.sent] == [scene.case]
    assert [each.gone_name for each in file.merges] == ["Åke Örn"]


def test_likely_doubles_are_told_until_they_are_told_apart(binder: Binder, scene: Scene) -> None:
    again = only(address_book.add_contact(binder, ContactFacts(name="åke  örn")))
    other = only(address_book.add_organisation(binder, OrganisationFacts(name="Björksskolan")))
    found = contacts_list.likely_doubles(binder)
    assert [(kind, {each.one, each.other}) for kind, each in found] == [
        (EntryKind.CONTACT, {scene.ake, again}),
        (EntryKind.ORGANISATION, {scene.school, other}),
    ]
    contacts_list.are_two(binder, again, scene.ake)
    assert [kind for kind, _ in contacts_list.likely_doubles(binder)] == [EntryKind.ORGANISATION]


def test_an_organisations_file_and_its_name(binder: Binder, scene: Scene) -> None:
    file = contacts_list.organisation_file(binder, scene.police)
    assert [each.name for each in file.people] == ["Åke Örn"]
    assert dict(file.seen) == {}
    school = contacts_list.organisation_file(binder, scene.school)
    assert dict(school.seen) == {(scene.case, "Amir Nilsson"): ("Zofia Żółć",)}
    with pytest.raises(KnownError) as refused:
        address_book.edit_organisation(binder, scene.police, OrganisationFacts(name="björkskolan"))
    assert refused.value.code == "organisation_exists"
    address_book.edit_organisation(binder, scene.police, OrganisationFacts(name="Polisen Söder", host=True))
    assert contacts_list.organisation_file(binder, scene.police).organisation.host
