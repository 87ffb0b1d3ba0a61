"""Joining and leaving a group, the address book behind it, and the youth's wishes."""

from datetime import date

import pytest

from app.models.errors import KnownError
from app.services import address_book, groups
from app.services.address_book import ContactFacts, OrganisationFacts
from app.services.groups import Membership
from app.storage.binder import Binder
from tests.services.readings import whole
from tests.services.scene import Scene

TODAY = date(2026, 3, 4)
WHY = Membership(purpose="Tränar med Amir på tisdagar", from_=TODAY)


def test_a_new_person_comes_into_the_address_book_and_the_group_at_once(binder: Binder, scene: Scene) -> None:
    new = ContactFacts(name="Lars Blom", role="tränare", private_network=True)
    groups.add_new_member(binder, scene.case, new, WHY, organisation=OrganisationFacts(name="polisen"))
    case = whole(binder, scene.case)
    with binder.reading() as work:
        book = work.address_book()
    contact = book.contacts[case.participants[-1].contact_id]
    assert (contact.name, contact.private_network, contact.organisation_id) == (
        "Lars Blom",
        True,
        scene.police,
    )


def test_a_new_person_without_a_purpose_leaves_nothing_behind(binder: Binder, scene: Scene) -> None:
    with pytest.raises(KnownError, match="purpose_missing"):
        groups.add_new_member(
            binder,
            scene.case,
            ContactFacts(name="Lars Blom"),
            Membership(purpose=" ", from_=TODAY),
            organisation=OrganisationFacts(name="Skogås IF"),
        )
    with binder.reading() as work:
        assert len(work.contacts()) == 2
        assert len(work.organisations()) == 2


def test_nobody_is_in_the_group_twice_but_can_come_back(binder: Binder, scene: Scene) -> None:
    with pytest.raises(KnownError, match="already_member"):
        groups.add_member(binder, scene.case, scene.ake, WHY)
    first = whole(binder, scene.case).participants[0]
    groups.end_membership(binder, scene.case, first.id, date(2026, 3, 3))
    groups.add_member(binder, scene.case, scene.ake, WHY)
    spans = [
        (each.from_, each.to)
        for each in whole(binder, scene.case).participants
        if each.contact_id == scene.ake
    ]
    assert spans == [(date(2026, 1, 12), date(2026, 3, 3)), (TODAY, None)]


def test_a_membership_ended_by_mistake_goes_on(binder: Binder, scene: Scene) -> None:
    first = whole(binder, scene.case).participants[0]
    groups.end_membership(binder, scene.case, first.id, TODAY)
    groups.end_membership(binder, scene.case, first.id, None)
    assert whole(binder, scene.case).participants[0].to is None


def test_a_membership_cannot_end_before_it_began(binder: Binder, scene: Scene) -> None:
    first = whole(binder, scene.case).participants[0]
    with pytest.raises(KnownError, match="dates_backwards"):
        groups.end_membership(binder, scene.case, first.id, date(2026, 1, 11))


def test_a_purpose_can_be_said_better(binder: Binder, scene: Scene) -> None:
    first = whole(binder, scene.case).participants[0]
    better = Membership(purpose="Hjälper Amir hem", from_=first.from_, mandate=True, wanted_by_youth=False)
    groups.edit_member(binder, scene.case, first.id, better)
    member = whole(binder, scene.case).participants[0]
    assert (member.purpose, member.mandate, member.wanted_by_youth) == ("Hjälper Amir hem", True, False)


def test_wishes_are_kept_and_can_be_taken_away(binder: Binder, scene: Scene) -> None:
    groups.record_wish(binder, scene.case, "min moster", wanted=True, on=TODAY)
    groups.record_wish(binder, scene.case, "rektorn", wanted=False, on=TODAY, note="hellre mentorn")
    first, second = whole(binder, scene.case).wishes
    assert (first.about, first.wanted, second.wanted, second.note) == (
        "min moster",
        True,
        False,
        "hellre mentorn",
    )
    groups.remove_wish(binder, scene.case, first.id)
    assert [each.about for each in whole(binder, scene.case).wishes] == ["rektorn"]


def test_the_address_book_is_searched_by_every_word(binder: Binder, scene: Scene) -> None:
    with binder.reading() as work:
        book = work.address_book()
    assert [each.name for each in address_book.search(book, "żÓŁ rek")] == ["Zofia Żółć"]
    assert [each.name for each in address_book.search(book, "zofia zo")] == ["Zofia Żółć"]
    assert [each.name for each in address_book.search(book, "björk")] == ["Zofia Żółć"]
    assert address_book.search(book, "ö", besides=frozenset({scene.ake, scene.zofia})) == ()


def test_a_contact_is_changed_for_all_cases(binder: Binder, scene: Scene) -> None:
    with binder.reading() as work:
        facts = ContactFacts.of(work.address_book().contacts[scene.ake])
    address_book.edit_contact(binder, scene.ake, ContactFacts(**{**vars(facts), "phone": "08-465 004 10"}))
    with binder.reading() as work:
        assert work.address_book().contacts[scene.ake].phone == "08-465 004 10"
    with pytest.raises(KnownError, match="no_such_organisation"):
        address_book.edit_contact(binder, scene.ake, ContactFacts(name="Åke", organisation_id="x"))
