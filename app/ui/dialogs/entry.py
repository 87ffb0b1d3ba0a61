"""Asking for what is known of a person or an organisation of the address book."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.models.address_book import AddressBook
from app.models.codes import Channel, OrganisationKind
from app.services import address_book
from app.services.address_book import ContactFacts, OrganisationFacts
from app.services.changes import Changes
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.form import Field, required
from app.ui.kit.inputs import Check, Choice, TextInput
from app.ui.kit.who import NameOrNew, Person
from app.ui.labels import CHANNELS, ORGANISATION_KINDS, options

PROTECTED = (
    "På kontaktlistan står då bara namn och roll. Telefon, e-post och arbetsplats lämnas ut till ingen, "
    "och den som vill nå personen går genom samordnaren."
)
CHANNEL = "Utan val: krypterad e-post om det finns en adress, annars i handen."


class ContactEntryDialog(ErrandDialog):
    """Takes in a person, or changes one for all cases."""

    def __init__(
        self, parent: QWidget, desk: Desk, book: AddressBook, contact_id: str | None = None, name: str = ""
    ) -> None:
        self._book, self._id = book, contact_id
        known = ContactFacts(name=name) if contact_id is None else ContactFacts.of(book.contacts[contact_id])
        organisation = book.organisations.get(known.organisation_id or "")
        places = [Person(each.id, each.name) for each in book.organisations.values()]
        fields = [
            Field("name", "Namn", TextInput(), required),
            Field("role", "Roll", TextInput("t.ex. kommunpolis"), wide=False),
            Field(
                "organisation",
                "Organisation",
                NameOrNew(places, placeholder="Skriv namnet, eller lämna tomt"),
                wide=False,
            ),
            Field("organisation_kind", "Slags organisation", Choice(options(ORGANISATION_KINDS))),
            Field("phone", "Telefon", TextInput(), wide=False),
            Field("email", "E-post", TextInput(), wide=False),
            Field(
                "channel",
                "Får papper med",
                Choice(options(CHANNELS), empty="Inte valt"),
                hint=CHANNEL,
            ),
            Field("phone_on_list", "", Check("Numret får stå på kontaktlistan"), wide=False),
            Field("private_network", "", Check("Hör till det privata nätverket"), wide=False),
            Field("protected_identity", "", Check("Skyddade personuppgifter"), hint=PROTECTED),
        ]
        super().__init__(
            parent,
            desk,
            "Ny kontakt" if contact_id is None else known.name,
            fields,
            self._save,
            text="" if contact_id is None else "Det du ändrar här gäller i alla ärenden.",
            primary="Lägg till" if contact_id is None else "Spara",
            values={
                **vars(known),
                "organisation": organisation.name if organisation else "",
                "organisation_kind": str(OrganisationKind.OTHER),
            },
            draft=("contact_entry", contact_id or ""),
            of_record=contact_id is not None,
            said="Kontakten är tillagd." if contact_id is None else "Uppgifterna är sparade.",
            columns=2,
            width=620,
        )
        self.form.edited.connect(lambda name: self._adapt() if name == "organisation" else None)
        self._adapt()

    def _adapt(self) -> None:
        named = self.form["organisation"].value()
        self.form.set_visible("organisation_kind", bool(named) and self._place(named) is None)
        self.fit()

    def _place(self, name: str) -> str | None:
        wanted = name.casefold()
        return next(
            (each.id for each in self._book.organisations.values() if each.name.casefold() == wanted), None
        )

    def _save(self, typed: dict[str, Any]) -> Changes:
        named = typed["organisation"]
        facts = ContactFacts(
            name=typed["name"],
            role=typed["role"],
            email=typed["email"],
            phone=typed["phone"],
            phone_on_list=typed["phone_on_list"],
            private_network=typed["private_network"],
            protected_identity=typed["protected_identity"],
            channel=Channel(typed["channel"]) if typed["channel"] else None,
        )
        kind = OrganisationKind(typed["organisation_kind"] or OrganisationKind.OTHER)
        place = OrganisationFacts(name=named, kind=kind) if named else None
        binder = self.desk.binder
        if self._id is None:
            return address_book.add_contact(binder, facts, organisation=place)
        return address_book.edit_contact(binder, self._id, facts, organisation=place)


class OrganisationDialog(ErrandDialog):
    """Takes in an organisation, or changes one for all cases."""

    def __init__(
        self, parent: QWidget, desk: Desk, book: AddressBook, organisation_id: str | None = None
    ) -> None:
        self._id = organisation_id
        new = organisation_id is None
        known = (
            OrganisationFacts(name="")
            if organisation_id is None
            else OrganisationFacts.of(book.organisations[organisation_id])
        )
        super().__init__(
            parent,
            desk,
            "Ny organisation" if new else known.name,
            [
                Field("name", "Namn", TextInput("t.ex. Björkskolan"), required),
                Field("kind", "Slags organisation", Choice(options(ORGANISATION_KINDS))),
                Field(
                    "host",
                    "",
                    Check("Samordnarens egen enhet"),
                    hint="Till den egna enheten lämnas papper ut utan samtycke.",
                ),
            ],
            self._save,
            text="" if new else "Det du ändrar här gäller i alla ärenden.",
            primary="Lägg till" if new else "Spara",
            values={**vars(known), "kind": str(known.kind)},
            draft=("organisation_entry", organisation_id or ""),
            of_record=not new,
            said="Organisationen är tillagd." if new else "Uppgifterna är sparade.",
        )

    def _save(self, typed: dict[str, Any]) -> Changes:
        facts = OrganisationFacts(
            name=typed["name"], kind=OrganisationKind(typed["kind"]), host=typed["host"]
        )
        if self._id is None:
            return address_book.add_organisation(self.desk.binder, facts)
        return address_book.edit_organisation(self.desk.binder, self._id, facts)
