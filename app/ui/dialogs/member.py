"""Taking somebody into the group, saying why, and keeping the youth's wishes (R7)."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.models.codes import Channel, OrganisationKind
from app.models.group import members
from app.services import address_book, groups
from app.services.address_book import ContactFacts, OrganisationFacts
from app.services.case_file import CaseFile
from app.services.changes import Changes
from app.services.groups import Membership
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.dates import DateInput
from app.ui.kit.form import Field, Problem, required
from app.ui.kit.inputs import Check, Choice, TextArea, TextInput
from app.ui.kit.who import NameOrNew, Person, WhoPicker
from app.ui.labels import CHANNELS, ORGANISATION_KINDS, options
from app.ui.saying import first_name

NEW = "ny"
_PERSON = (
    "name",
    "role",
    "organisation",
    "organisation_kind",
    "phone",
    "email",
    "channel",
    "private_network",
)
MANDATE = [("yes", "Får besluta på plats"), ("no", "Behöver fråga sin chef")]
WANTED = [("yes", "Ja"), ("no", "Nej"), ("unasked", "Inte tillfrågad")]


def people_to_choose(file: CaseFile) -> list[Person]:
    """The address book, without those who are in the group."""
    inside = frozenset(each.contact_id for each in members(file.case, file.today))
    return [
        Person(each.id, each.name, _about(file, each.id))
        for each in address_book.search(file.book, "", besides=inside)
    ]


def _about(file: CaseFile, contact_id: str) -> str:
    organisation = file.book.organisation_of(contact_id)
    role = file.book.contacts[contact_id].role
    return ", ".join(each for each in (role, organisation.name if organisation else None) if each)


class MemberDialog(ErrandDialog):
    """Takes in somebody from the address book, or somebody new with organisation and all."""

    def __init__(self, parent: QWidget, desk: Desk, file: CaseFile) -> None:
        self._file = file
        youth = first_name(file.case.young_person.name)
        known = people_to_choose(file)
        start = [("known", "Någon i adressboken"), (NEW, "Någon ny")] if known else [(NEW, "Någon ny")]
        organisations = [Person(each.id, each.name) for each in file.book.organisations.values()]
        fields = [
            Field("start", "Vem ska vara med?", Choice(start)),
            Field("contact", "Namn", WhoPicker(known, placeholder="Skriv namn, roll eller organisation")),
            Field("name", "Namn", TextInput(), wide=False),
            Field("role", "Roll", TextInput("t.ex. kommunpolis"), wide=False),
            Field(
                "organisation",
                "Organisation",
                NameOrNew(organisations, placeholder="Skriv namnet, eller lämna tomt"),
                wide=False,
            ),
            Field("organisation_kind", "Slags organisation", Choice(options(ORGANISATION_KINDS)), wide=False),
            Field("phone", "Telefon", TextInput(), wide=False),
            Field("email", "E-post", TextInput(), wide=False),
            Field("channel", "Får papper med", Choice(options(CHANNELS), empty="Inte valt"), wide=False),
            Field("private_network", "", Check("Hör till det privata nätverket"), wide=False),
            Field(
                "purpose",
                "Varför är personen med?",
                TextArea("t.ex. Ordnar så att schemat passar dig", lines=2),
                hint=f"En mening som {youth} förstår.",
            ),
            Field("from_", "Med från", DateInput(desk.clock), required, wide=False),
            Field("mandate", "Mandat", Choice(MANDATE, empty="Inte angivet"), wide=False),
            Field("wanted", f"Vill {youth} ha med personen?", Choice(WANTED), wide=False),
        ]
        super().__init__(
            parent,
            desk,
            "Lägg till i gruppen",
            fields,
            self._join,
            primary="Lägg till",
            values={
                "start": start[0][0],
                "from_": file.today,
                "wanted": "unasked",
                "organisation_kind": str(OrganisationKind.OTHER),
            },
            draft=("member", file.case.id),
            columns=2,
            width=620,
        )
        self.form.edited.connect(lambda name: self._adapt() if name in ("start", "organisation") else None)
        self._adapt()

    def _adapt(self) -> None:
        new = self.form["start"].value() == NEW
        self.form.set_visible("contact", not new)
        for name in _PERSON:
            self.form.set_visible(name, new)
        named = self.form["organisation"].value()
        self.form.set_visible("organisation_kind", new and bool(named) and not self._known(named))
        self.fit()

    def _known(self, name: str) -> bool:
        return any(each.name.casefold() == name.casefold() for each in self._file.book.organisations.values())

    def submit(self) -> bool:
        """Wants somebody chosen before anything else."""
        if self.form["start"].value() != NEW and not self.form["contact"].text().strip():
            self.form.show_problems([Problem("contact", "who")])
            return False
        return super().submit()

    def _join(self, typed: dict[str, Any]) -> Changes:
        membership = Membership(
            purpose=typed["purpose"],
            from_=typed["from_"],
            mandate=_yes(typed["mandate"]),
            wanted_by_youth=_yes(typed["wanted"]),
        )
        desk, case_id = self.desk, self._file.case.id
        if typed["start"] != NEW:
            changes = groups.add_member(desk.binder, case_id, typed["contact"], membership)
            name = self._file.book.contacts[typed["contact"]].name
        else:
            changes, name = self._join_new(typed, membership), typed["name"]
        desk.shell.say(f"{name} är med i gruppen.")
        return changes

    def _join_new(self, typed: dict[str, Any], membership: Membership) -> Changes:
        contact = ContactFacts(
            name=typed["name"],
            role=typed["role"],
            phone=typed["phone"],
            email=typed["email"],
            channel=Channel(typed["channel"]) if typed["channel"] else None,
            private_network=typed["private_network"],
        )
        organisation = None
        if typed["organisation"]:
            kind = OrganisationKind(typed["organisation_kind"] or OrganisationKind.OTHER)
            organisation = OrganisationFacts(name=typed["organisation"], kind=kind)
        return groups.add_new_member(
            self.desk.binder, self._file.case.id, contact, membership, organisation=organisation
        )


class EditMemberDialog(ErrandDialog):
    """Changes why somebody is in the group, and how they are reached, for all cases."""

    def __init__(self, parent: QWidget, desk: Desk, file: CaseFile, participant_id: int) -> None:
        self._file = file
        self._member = groups.participant(file.case, participant_id)
        self._contact = file.book.contacts[self._member.contact_id]
        youth = first_name(file.case.young_person.name)
        super().__init__(
            parent,
            desk,
            self._contact.name,
            [
                Field(
                    "purpose",
                    "Varför är personen med?",
                    TextArea(lines=2),
                    hint=f"En mening som {youth} förstår.",
                ),
                Field("from_", "Med från", DateInput(desk.clock, past=True), required, wide=False),
                Field("mandate", "Mandat", Choice(MANDATE, empty="Inte angivet"), wide=False),
                Field("wanted", f"Vill {youth} ha med personen?", Choice(WANTED), wide=False),
                Field("role", "Roll", TextInput(), wide=False),
                Field("phone", "Telefon", TextInput(), wide=False),
                Field("email", "E-post", TextInput(), wide=False),
                Field("channel", "Får papper med", Choice(options(CHANNELS), empty="Inte valt"), wide=False),
                Field("phone_on_list", "", Check("Numret får stå på kontaktlistan"), wide=False),
                Field("private_network", "", Check("Hör till det privata nätverket"), wide=False),
                Field("protected_identity", "", Check("Skyddade personuppgifter"), wide=False),
            ],
            self._save,
            text="Roll, telefon, e-post och hur papper skickas ändras för alla ärenden.",
            values={
                **vars(ContactFacts.of(self._contact)),
                "purpose": self._member.purpose,
                "from_": self._member.from_,
                "mandate": _no(self._member.mandate),
                "wanted": _no(self._member.wanted_by_youth) or "unasked",
            },
            draft=("edit_member", f"{file.case.id} {participant_id}"),
            of_record=True,
            said="Uppgifterna är sparade.",
            columns=2,
            width=620,
        )

    def _save(self, typed: dict[str, Any]) -> Changes:
        known = vars(ContactFacts.of(self._contact))
        told = {name: typed[name] for name in known if name in typed}
        told["channel"] = Channel(typed["channel"]) if typed["channel"] else None
        facts = ContactFacts(**{**known, **told})
        membership = Membership(
            purpose=typed["purpose"],
            from_=typed["from_"],
            mandate=_yes(typed["mandate"]),
            wanted_by_youth=_yes(typed["wanted"]),
        )
        return groups.edit_member(
            self.desk.binder, self._file.case.id, self._member.id, membership, contact=facts
        )


class WishDialog(ErrandDialog):
    """Keeps whom the youth wants there, or does not."""

    def __init__(self, parent: QWidget, desk: Desk, file: CaseFile) -> None:
        youth = first_name(file.case.young_person.name)
        super().__init__(
            parent,
            desk,
            f"{youth} önskar",
            [
                Field("about", "Vem?", TextInput("t.ex. min tränare")),
                Field(
                    "wanted",
                    f"Vad säger {youth}?",
                    Choice([("yes", "Vill ha med"), ("no", "Vill inte ha med")]),
                    wide=False,
                ),
                Field("date", "När", DateInput(desk.clock, past=True), required, wide=False),
                Field("note", "Med egna ord", TextArea(lines=2)),
            ],
            lambda typed: groups.record_wish(
                desk.binder,
                file.case.id,
                typed["about"],
                wanted=typed["wanted"] == "yes",
                on=typed["date"],
                note=typed["note"],
            ),
            text="Fråga också om den som inte är med än. Svaret sparas, även när det inte går att ordna.",
            values={"wanted": "yes", "date": file.today},
            draft=("wish", file.case.id),
            said="Önskemålet är sparat.",
            columns=2,
        )


class EndMembershipDialog(ErrandDialog):
    """Asks for somebody's last day in the group."""

    def __init__(self, parent: QWidget, desk: Desk, file: CaseFile, participant_id: int) -> None:
        member = groups.participant(file.case, participant_id)
        self._name = file.book.contacts[member.contact_id].name
        self._case, self._id, self._before = file.case.id, participant_id, member.to
        super().__init__(
            parent,
            desk,
            f"{first_name(self._name)} slutar i gruppen",
            [Field("to", "Sista dag", DateInput(desk.clock), required)],
            self._end,
            text="Efter den dagen kallas personen inte och får inga papper.",
            primary="Avsluta",
            values={"to": file.today},
            width=420,
        )

    def _end(self, typed: dict[str, Any]) -> Changes:
        desk, case_id, member, before = self.desk, self._case, self._id, self._before
        changes = groups.end_membership(desk.binder, case_id, member, typed["to"])

        def undo() -> None:
            desk.shell.changed(groups.end_membership(desk.binder, case_id, member, before))

        desk.shell.say(f"{self._name} slutar i gruppen.", undo=undo)
        return changes


def _yes(answer: str | None) -> bool | None:
    return {"yes": True, "no": False}.get(answer or "")


def _no(answer: bool | None) -> str | None:
    return None if answer is None else "yes" if answer else "no"
