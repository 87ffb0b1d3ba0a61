"""The test of each recipient on the day of handing over: R5, R9, R16, R17."""

from datetime import date

import pytest

from app.models.address_book import AddressBook
from app.models.codes import MeetingKind, OrganisationKind, Paper
from app.models.consent_status import consent_status
from app.models.permit import RECORD, Allowed, Block, Blocked, Ground, permit, permit_for_all
from app.models.who import Who
from tests.builders import (
    CONTACTS,
    COORDINATORS,
    ORGANISATIONS,
    TODAY,
    a_case,
    a_consent,
    a_contact,
    a_covered_case,
    a_meeting,
    a_participant,
    an_organisation,
    days,
)

YUSUF = a_contact("yusuf", "social", name="Yusuf Demir", role="fältassistent")
MARIA = a_contact("maria", "bup", name="Maria Sol")
BOOK = AddressBook(
    contacts={**CONTACTS, "yusuf": YUSUF, "maria": MARIA},
    organisations={**ORGANISATIONS, "bup": an_organisation("bup", name="BUP")},
    coordinators=COORDINATORS,
)


def asked(case, to, on=TODAY, **more):
    who = to if to == RECORD else Who.parse(to)
    return permit(case, BOOK, consent_status(case, BOOK.contacts, on), who, **more)


def ground(case, to, **more):
    decision = asked(case, to, **more)
    assert isinstance(decision, Allowed)
    return decision.ground


def block(case, to, **more):
    decision = asked(case, to, **more)
    assert isinstance(decision, Blocked)
    return decision.reason


def test_with_consent_each_member_may_have_it():
    case = a_covered_case()
    assert asked(case, "contact:ake") == Allowed(ground=Ground.CONSENT)
    assert asked(case, "contact:lars") == Allowed(ground=Ground.CONSENT, outside_osl=True)


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("youth", Ground.OWN_COPY),
        ("guardian:eva", Ground.GUARDIAN),
        ("contact:yusuf", Ground.OWN_UNIT),
        ("coordinator:sara", Ground.OWN_UNIT),
        (RECORD, Ground.RECORD),
    ],
)
def test_some_are_outside_the_test_though_nobody_has_consented(to, why):
    case = a_case()
    case.participants.append(a_participant("yusuf"))
    assert ground(case, to) is why


def test_all_others_are_blocked_while_one_consent_is_missing():
    case = a_covered_case()
    case.consents.pop()
    decision = asked(case, "contact:ake")
    assert decision.reason is Block.CONSENT_MISSING
    assert [each.name for each in decision.missing] == ["guardian:omar"]
    assert block(case, "contact:zofia") is Block.CONSENT_MISSING


def test_who_is_outside_the_scope_is_blocked_alone():
    case = a_covered_case()
    case.participants.append(a_participant("maria", from_=date(2026, 2, 1)))
    decision = asked(case, "contact:maria")
    assert (decision.reason, decision.organisations) == (Block.OUTSIDE_SCOPE, ("bup",))
    assert ground(case, "contact:ake") is Ground.CONSENT


def test_who_is_refused_is_told_apart():
    case = a_covered_case()
    case.consents[0] = a_consent("youth", ["school", "contact:lars"], refused=["police"])
    assert block(case, "contact:ake") is Block.REFUSED
    assert ground(case, "contact:zofia") is Ground.CONSENT


def test_the_day_of_handing_over_counts():
    case = a_covered_case()
    case.consents[0].withdrawn = TODAY
    assert ground(case, "contact:ake", on=TODAY - days(1)) is Ground.CONSENT
    assert block(case, "contact:ake") is Block.CONSENT_MISSING


def test_who_has_left_the_group_gets_nothing():
    case = a_covered_case()
    case.participants[0].to = TODAY
    assert ground(case, "contact:ake") is Ground.CONSENT
    assert block(case, "contact:ake", on=TODAY + days(1)) is Block.NOT_IN_GROUP
    assert block(case, "contact:yusuf") is Block.NOT_IN_GROUP
    assert block(case, "guardian:nobody") is Block.NOT_IN_GROUP


def test_the_responsible_social_worker_need_not_be_a_member():
    assert ground(a_case(responsible_social_worker_id="yusuf"), "contact:yusuf") is Ground.OWN_UNIT


def test_guardians_leave_at_18_unless_the_youths_consent_names_them():
    turns = date(2026, 4, 1)
    case = a_covered_case(born=date(2008, 4, 1))
    case.consents[0].all_organisations = False
    case.consents[0].organisations = ["police", "school", "contact:lars", "guardian:eva"]
    assert ground(case, "guardian:omar", on=turns - days(1)) is Ground.GUARDIAN
    assert block(case, "guardian:omar", on=turns) is Block.GUARDIAN_OF_ADULT
    assert ground(case, "guardian:eva", on=turns) is Ground.CONSENT


def test_a_former_guardian_of_a_minor_needs_to_be_named_by_all():
    case = a_covered_case()
    case.guardians[1].to = TODAY - days(1)
    assert block(case, "guardian:omar") is Block.OUTSIDE_SCOPE
    for consent in case.consents:
        consent.all_organisations, consent.organisations = False, ["police", "school", "guardian:omar"]
    assert ground(case, "guardian:omar") is Ground.CONSENT


def test_a_consent_form_holds_no_secrets():
    assert ground(a_case(), "contact:ake", paper=Paper.CONSENT_FORM) is Ground.NO_SECRETS
    assert block(a_case(), "contact:ake", paper=Paper.PLAN) is Block.CONSENT_MISSING


def test_what_a_small_meeting_agreed_is_for_its_circle():
    case = a_covered_case()
    small = a_meeting(1, TODAY, kind=MeetingKind.SMALL, circle=["youth", "contact:ake"])
    assert ground(case, "contact:ake", meeting=small) is Ground.CONSENT
    assert block(case, "contact:zofia", meeting=small) is Block.NOT_IN_CIRCLE
    assert block(case, "guardian:eva", meeting=small) is Block.NOT_IN_CIRCLE
    assert ground(case, "coordinator:sara", meeting=small) is Ground.OWN_UNIT
    assert ground(case, "contact:zofia", meeting=a_meeting(2, TODAY)) is Ground.CONSENT


def test_an_association_is_outside_osl():
    book = AddressBook(
        contacts={"lars": a_contact("lars", "club")},
        organisations={"club": an_organisation("club")},
    )
    book.organisations["club"].kind = OrganisationKind.ASSOCIATION
    case = a_covered_case(participants=[a_participant("lars")])
    status = consent_status(case, book.contacts, TODAY)
    assert permit(case, book, status, Who.contact("lars")) == Allowed(ground=Ground.CONSENT, outside_osl=True)


def test_the_whole_groups_copy_needs_all_to_be_covered():
    case = a_covered_case()
    assert permit_for_all(case, consent_status(case, BOOK.contacts, TODAY)) == Allowed(ground=Ground.CONSENT)
    case.participants.append(a_participant("maria", from_=date(2026, 2, 1)))
    assert permit_for_all(case, consent_status(case, BOOK.contacts, TODAY)) == Blocked(
        reason=Block.OUTSIDE_SCOPE, organisations=("bup",)
    )
    case.consents[0].refused = ["police"]
    assert permit_for_all(case, consent_status(case, BOOK.contacts, TODAY)) == Blocked(
        reason=Block.REFUSED, organisations=("police", "bup")
    )
    case.consents.pop()
    decision = permit_for_all(case, consent_status(case, BOOK.contacts, TODAY))
    assert decision.reason is Block.CONSENT_MISSING
    assert [each.name for each in decision.missing] == ["guardian:omar"]
