"""A case made through the services: Amir, soon fifteen, two guardians, police and school in the group."""

from dataclasses import dataclass
from datetime import date

from app.models.codes import OrganisationKind
from app.models.who import Who
from app.services import address_book, cases, groups
from app.services.address_book import ContactFacts, OrganisationFacts
from app.services.cases import NewCase
from app.services.groups import Membership
from app.services.people import GuardianFacts, YouthFacts
from app.storage.binder import Binder
from tests.services.readings import only, whole

JOINED = date(2026, 1, 12)


@dataclass(frozen=True)
class Scene:
    """The ids of what was made."""

    case: str
    karin: Who
    tomas: Who
    police: str
    school: str
    ake: str
    zofia: str


def set_scene(binder: Binder) -> Scene:
    """Amir Nilsson, born 8 March 2011, with everything but consents and meetings."""
    opened = cases.open_case(
        binder,
        NewCase(
            youth=YouthFacts(name="Amir Nilsson", birth_date=date(2011, 3, 8)),
            guardians=(GuardianFacts(name="Karin Nilsson"), GuardianFacts(name="Tomas Nilsson")),
        ),
    )
    case_id = only(opened)
    police = only(
        address_book.add_organisation(binder, OrganisationFacts(name="Polisen", kind=OrganisationKind.POLICE))
    )
    school = only(
        address_book.add_organisation(
            binder, OrganisationFacts(name="Björkskolan", kind=OrganisationKind.SCHOOL)
        )
    )
    ake = only(address_book.add_contact(binder, ContactFacts(name="Åke Örn", organisation_id=police)))
    zofia = only(
        address_book.add_contact(
            binder, ContactFacts(name="Zofia Żółć", role="rektor", organisation_id=school)
        )
    )
    groups.add_member(binder, case_id, ake, Membership(purpose="Känner centrum om kvällarna", from_=JOINED))
    groups.add_member(binder, case_id, zofia, Membership(purpose="Ordnar schemat", from_=JOINED))
    guardians = [Who.guardian(each.key) for each in whole(binder, case_id).guardians]
    return Scene(case_id, guardians[0], guardians[1], police, school, ake, zofia)
