"""Contact lists that have changed since they were sent: which, for whom, what is different, and sent anew."""

from dataclasses import replace
from datetime import date

import pytest

from app.models.binder import Dispatch, SentList
from app.models.codes import CaseState, Paper
from app.models.list_changes import ListChangeCode
from app.models.permit import RECORD
from app.models.who import Who
from app.services import (
    address_book,
    case_states,
    consents,
    dispatch,
    gate,
    groups,
    papers,
    send_out,
    sending,
)
from app.services.address_book import ContactFacts
from app.services.case_states import StateFacts
from app.services.consents import SignedConsent
from app.services.contact_lists import contact_lists_out_of_date
from app.services.dispatch import PRINTED, Handed
from app.storage.binder import Binder
from tests.services.readings import whole
from tests.services.scene import JOINED, Scene
from tests.storage.binders import TestClock


@pytest.fixture
def scene(scene: Scene, binder: Binder) -> Scene:
    """Amir's group, covered by everybody's consent."""
    for who in (Who.YOUTH, scene.karin, scene.tomas):
        signed = SignedConsent(by=who, signed=JOINED, valid_from=JOINED, all_in_group=True)
        consents.record_consent(binder, scene.case, signed)
    return scene


def hand_out(binder: Binder, case_id: str, *only: Who) -> None:
    """Print the contact list for some, or for all who wait for one."""
    sheet = sending.list_sheet(binder, case_id)
    wanted = only or tuple(each.recipient.who for each in sheet.rows if not each.is_done)
    send_out.record_printed(binder, send_out.copies(sheet, wanted, {}), {})


def new_number(binder: Binder, contact: str, phone: str | None) -> None:
    with binder.reading() as work:
        known = ContactFacts.of(work.address_book().contacts[contact])
    address_book.edit_contact(binder, contact, replace(known, phone=phone))


def test_nothing_is_out_of_date_before_a_list_has_left(binder: Binder, scene: Scene) -> None:
    new_number(binder, scene.ake, "08-465 004 10")
    assert contact_lists_out_of_date(binder) == ()


def test_a_new_number_shows_in_every_group_until_all_have_the_new_list(
    binder: Binder, scene: Scene, clock: TestClock
) -> None:
    new_number(binder, scene.ake, "08-465 004 10")
    hand_out(binder, scene.case)
    assert contact_lists_out_of_date(binder) == ()
    clock.tick(days=7)
    new_number(binder, scene.ake, "08-465 004 11")
    (found,) = contact_lists_out_of_date(binder)
    everybody = (Who.YOUTH, scene.karin, scene.tomas, Who.contact(scene.ake), Who.contact(scene.zofia))
    assert (found.case_id, found.youth, found.waiting) == (scene.case, "Amir Nilsson", everybody)
    assert found.last_sent.date() == date(2026, 3, 4)
    (change,) = found.changes
    assert (change.code, change.then, change.now) == (ListChangeCode.PHONE, "08-465 004 10", "08-465 004 11")
    assert found.is_about(Who.contact(scene.ake))
    assert not found.is_about(Who.contact(scene.zofia))
    clock.tick(minutes=1)
    hand_out(binder, scene.case, *everybody[:3])
    (left,) = contact_lists_out_of_date(binder)
    assert left.waiting == everybody[3:]
    sheet = sending.list_sheet(binder, scene.case)
    assert [each.recipient.who for each in sheet.rows if each.is_done] == list(everybody[:3])
    hand_out(binder, scene.case)
    assert contact_lists_out_of_date(binder) == ()


def test_a_number_set_back_needs_no_new_list(binder: Binder, scene: Scene) -> None:
    hand_out(binder, scene.case)
    new_number(binder, scene.ake, "08-465 004 10")
    assert contact_lists_out_of_date(binder)
    new_number(binder, scene.ake, None)
    assert contact_lists_out_of_date(binder) == ()


def test_a_number_kept_off_the_list_touches_no_list(binder: Binder, scene: Scene) -> None:
    hand_out(binder, scene.case)
    with binder.reading() as work:
        known = ContactFacts.of(work.address_book().contacts[scene.ake])
    address_book.edit_contact(binder, scene.ake, replace(known, phone="08-465 004 10", phone_on_list=False))
    assert contact_lists_out_of_date(binder) == ()


def test_who_may_not_have_it_is_not_waited_for(binder: Binder, scene: Scene) -> None:
    hand_out(binder, scene.case)
    new_number(binder, scene.ake, "08-465 004 10")
    consents.withdraw_consent(binder, scene.case, whole(binder, scene.case).consents[1].key, date(2026, 3, 4))
    (found,) = contact_lists_out_of_date(binder)
    assert found.waiting == (Who.YOUTH, scene.karin, scene.tomas)


def test_the_records_own_copy_is_nobodys(binder: Binder, scene: Scene) -> None:
    material = papers.gather(binder, scene.case)
    leave = gate.permit(material.case, material.book, Paper.CONTACTS, RECORD, on=material.on)
    dispatch.record(binder, [Handed(file=papers.contacts(material, leave), how=PRINTED)])
    new_number(binder, scene.ake, "08-465 004 10")
    assert contact_lists_out_of_date(binder) == ()


def test_a_member_who_joins_makes_it_out_of_date_and_waits_too(binder: Binder, scene: Scene) -> None:
    hand_out(binder, scene.case)
    with binder.reading() as work:
        before = work.all(Dispatch, case_id=scene.case)
    assert len(before) == 5
    member = whole(binder, scene.case).participants[0]
    groups.end_membership(binder, scene.case, member.id, date(2026, 3, 3))
    (found,) = contact_lists_out_of_date(binder)
    assert [each.code for each in found.changes] == [ListChangeCode.LEFT]
    assert Who.contact(scene.ake) not in found.waiting


def test_a_closed_case_sends_nothing_any_more(binder: Binder, scene: Scene) -> None:
    hand_out(binder, scene.case)
    new_number(binder, scene.ake, "08-465 004 10")
    case_states.change_state(
        binder, scene.case, StateFacts(state=CaseState.DECLINED, date=date(2026, 3, 4), reason="Flyttade")
    )
    assert contact_lists_out_of_date(binder) == ()
    assert contact_lists_out_of_date(binder, [scene.case]) == ()


def test_an_erased_case_takes_what_its_lists_said_with_it(binder: Binder, scene: Scene) -> None:
    hand_out(binder, scene.case)
    with binder.writing() as work:
        assert len(work.all(SentList)) == 1
        work.erase_case(scene.case)
        work.flush()
        assert list(work.all(SentList)) == []
