"""Who stands on the contact list and with what (R9), who gets what is sent (R17), by which way (R27)."""

from datetime import date

import pytest

from app.models.address_book import AddressBook
from app.models.channels import message_channel, paper_channel
from app.models.codes import Channel
from app.models.consent_status import consent_status
from app.models.contact_list import contact_lines, recipients
from tests.builders import (
    CONTACTS,
    COORDINATORS,
    ORGANISATIONS,
    TODAY,
    a_case,
    a_consent,
    a_contact,
    a_guardian,
    a_participant,
    days,
)

BOOK = AddressBook(contacts=CONTACTS, organisations=ORGANISATIONS, coordinators=COORDINATORS)


def lines(case, book=BOOK, on=TODAY):
    found = contact_lines(case, book, consent_status(case, book.contacts, on))
    return {str(each.person.who): each for each in found}


def sent_to(case, on=TODAY):
    return [str(each) for each in recipients(case, consent_status(case, CONTACTS, on))]


def test_everyone_in_the_group_stands_on_it_in_order():
    assert list(lines(a_case(stand_in_id="nils"))) == [
        "youth",
        "guardian:eva",
        "guardian:omar",
        "coordinator:sara",
        "coordinator:nils",
        "contact:ake",
        "contact:zofia",
        "contact:lars",
    ]


def test_a_line_says_role_organisation_phone_and_mail():
    line = lines(a_case())["contact:ake"]
    assert (line.person.name, line.person.role, line.person.organisation) == (
        "Åke Örn",
        "kommunpolis",
        "Polisen",
    )
    assert (line.phone, line.email, line.withheld) == ("08-465 004 10", "ake@example.se", False)


def test_who_has_left_or_not_yet_come_is_not_on_it_and_gets_nothing():
    case = a_case(
        participants=[a_participant("ake", to=TODAY - days(1)), a_participant("zofia", from_=TODAY + days(1))]
    )
    assert set(lines(case)) == {"youth", "guardian:eva", "guardian:omar", "coordinator:sara"}
    assert sent_to(case) == ["youth", "guardian:eva", "guardian:omar"]
    assert "contact:ake" in sent_to(case, TODAY - days(1))
    assert "contact:zofia" in sent_to(case, TODAY + days(1))


def test_a_person_in_the_group_twice_gets_one_copy():
    case = a_case(participants=[a_participant("ake"), a_participant("ake", from_=date(2026, 2, 1))])
    assert sent_to(case).count("contact:ake") == 1


def test_a_number_kept_off_is_not_on_it_but_the_mail_is():
    contact = a_contact("ake", "police", phone="08-465 004 10", phone_on_list=False, email="ake@example.se")
    book = AddressBook(contacts={"ake": contact}, organisations=ORGANISATIONS, coordinators=COORDINATORS)
    line = lines(a_case(participants=[a_participant("ake")]), book)["contact:ake"]
    assert (line.phone, line.email) == (None, "ake@example.se")


def test_nothing_tells_where_a_person_with_protected_identity_is():
    contact = a_contact(
        "ake", "police", phone="08-465 004 10", email="ake@example.se", protected_identity=True
    )
    book = AddressBook(contacts={"ake": contact}, organisations=ORGANISATIONS, coordinators=COORDINATORS)
    known = {"phone": "070-174 06 05", "email": "hemlig@example.se"}
    case = a_case(
        guardians=[a_guardian("eva", protected_identity=True, **known)],
        participants=[a_participant("ake")],
        youth={"protected_identity": True, "address": "Hemliga gatan 1", "school": "Björkskolan", **known},
    )
    found = lines(case, book)
    for who in ("youth", "guardian:eva", "contact:ake"):
        line = found[who]
        assert (line.phone, line.email, line.person.organisation, line.withheld) == (None, None, None, True)


def test_the_school_of_a_youth_with_protected_identity_is_not_named():
    case = a_case(youth={"protected_identity": True, "school": " björkskolan "})
    assert lines(case)["contact:zofia"].person.organisation is None
    assert lines(case)["contact:ake"].person.organisation == "Polisen"
    assert (
        lines(a_case(youth={"school": "Björkskolan"}))["contact:zofia"].person.organisation == "Björkskolan"
    )


def test_guardians_leave_the_circle_at_18_unless_named():
    turns = date(2026, 4, 1)
    case = a_case(born=date(2008, 4, 1), consents=[a_consent("youth", ["police", "guardian:eva"])])
    assert {"guardian:eva", "guardian:omar"} <= set(lines(case, on=turns - days(1)))
    assert sent_to(case, turns)[:2] == ["youth", "guardian:eva"]
    assert "guardian:omar" not in lines(case, on=turns)


def test_a_responsible_social_worker_is_named_once():
    assert list(lines(a_case(responsible_social_worker_id="zofia"))).count("contact:zofia") == 1
    assert "contact:zofia" in lines(a_case(responsible_social_worker_id="zofia", participants=[]))
    assert "contact:zofia" not in sent_to(a_case(responsible_social_worker_id="zofia", participants=[]))


@pytest.mark.parametrize(
    ("person", "message", "paper"),
    [
        (a_guardian("a", phone="1", email="a@example.se"), Channel.TEXT_MESSAGE, Channel.ENCRYPTED_MAIL),
        (a_guardian("a", phone="1"), Channel.TEXT_MESSAGE, Channel.BY_HAND),
        (a_guardian("a"), Channel.BY_HAND, Channel.BY_HAND),
        (a_contact("a", phone="1", email="a@example.se"), Channel.ENCRYPTED_MAIL, Channel.ENCRYPTED_MAIL),
        (a_contact("a", phone="1"), Channel.TEXT_MESSAGE, Channel.BY_HAND),
        (a_contact("a", email="a@example.se", channel=Channel.LETTER), Channel.LETTER, Channel.LETTER),
        (
            a_contact("a", email="a@example.se", channel=Channel.TEXT_MESSAGE),
            Channel.TEXT_MESSAGE,
            Channel.ENCRYPTED_MAIL,
        ),
    ],
)
def test_every_person_has_a_channel(person, message, paper):
    assert message_channel(person) is message
    assert paper_channel(person) is paper
