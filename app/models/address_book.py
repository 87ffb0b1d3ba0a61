"""The people and places that cases share: coordinators, organisations and contacts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import GlobalId, Record, Revised, Serial, coded, many
from app.models.codes import Channel, OrganisationKind


class Coordinator(Revised, Record):
    """The user of the binder; several may share one."""

    __tablename__ = "coordinator"

    id: Mapped[GlobalId]
    name: Mapped[str]
    title: Mapped[str | None] = mapped_column(default=None)
    unit: Mapped[str | None] = mapped_column(default=None)
    municipality: Mapped[str | None] = mapped_column(default=None)
    email: Mapped[str | None] = mapped_column(default=None)
    phone: Mapped[str | None] = mapped_column(default=None)


class Organisation(Revised, Record):
    """An authority, school or association; `host` is the coordinator's own unit."""

    __tablename__ = "organisation"

    id: Mapped[GlobalId]
    name: Mapped[str]
    kind: Mapped[OrganisationKind] = mapped_column(coded(OrganisationKind))
    host: Mapped[bool] = mapped_column(default=False)


class Contact(Revised, Record):
    """A person in the address book; `private_network` stands outside the actors, perhaps outside OSL."""

    __tablename__ = "contact"

    id: Mapped[GlobalId]
    name: Mapped[str]
    role: Mapped[str | None] = mapped_column(default=None)
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"), default=None)
    email: Mapped[str | None] = mapped_column(default=None)
    phone: Mapped[str | None] = mapped_column(default=None)
    phone_on_list: Mapped[bool] = mapped_column(default=True)
    private_network: Mapped[bool] = mapped_column(default=False)
    protected_identity: Mapped[bool] = mapped_column(default=False)
    channel: Mapped[Channel | None] = mapped_column(coded(Channel), default=None)


class LifeAreaSet(Revised, Record):
    """The headings of a plan; a binder may have its own beside the two that ship (R13)."""

    __tablename__ = "life_area_set"

    id: Mapped[GlobalId]
    areas: Mapped[list["LifeArea"]] = many("LifeArea.position")


class LifeArea(Record):
    """One heading of a plan."""

    __tablename__ = "life_area"

    id: Mapped[Serial] = mapped_column(init=False)
    set_id: Mapped[str] = mapped_column(ForeignKey("life_area_set.id", ondelete="CASCADE"), init=False)
    key: Mapped[str]
    name: Mapped[str]
    position: Mapped[int]


@dataclass(frozen=True)
class AddressBook:
    """Everybody that cases share, by id."""

    contacts: Mapping[str, Contact] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    coordinators: Mapping[str, Coordinator] = field(default_factory=dict)

    def organisation_of(self, contact_id: str) -> Organisation | None:
        """The organisation a contact belongs to, if any."""
        organisation_id = self.contacts[contact_id].organisation_id
        return None if organisation_id is None else self.organisations[organisation_id]
