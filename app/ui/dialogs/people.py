"""Asking for what is known of the youth and of guardians, and of the case itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.models.ages import age_on
from app.models.codes import Basis, Nominator, TargetGroup
from app.services import cases, checks, people
from app.services.case_file import CaseFile
from app.services.cases import CaseFacts
from app.services.people import GuardianFacts, YouthFacts
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.dates import DateInput
from app.ui.kit.form import Field, Form, required
from app.ui.kit.inputs import Check, Choice, TextArea, TextInput, Unreadable
from app.ui.labels import BASES, CHANNELS, DOUBTS, LANGUAGES, NOMINATORS, TARGET_GROUPS, options
from app.ui.saying import genitive
from app.ui.words import say

AREAS = [
    ("young", "Unga: skola, hälsa, fritid, kompisar …"),
    ("young_adult", "Unga vuxna: bostad, ekonomi …"),
]

NOT_NEEDED = "Behövs inte. Även samordningsnummer går bra."
AGE_COUNTS = "Åldern avgör vem som ska samtycka."
AGES = range(10, 31)
"""The ages at which a year is believed as it is written: a little more than the work is for (13–29)."""


def youth_fields(desk: Desk) -> list[Field]:
    """What may be known of a youth, the least first."""
    return [
        Field("name", "Namn", TextInput(), required),
        Field(
            "birth_date",
            "Födelsedatum",
            DateInput(desk.clock, past=True, whole=True, placeholder="t.ex. 2011-03-08"),
            required,
            wide=False,
        ),
        Field(
            "identity_number",
            "Personnummer",
            TextInput("ÅÅÅÅMMDD-NNNN"),
            hint=NOT_NEEDED,
            wide=False,
        ),
        Field("phone", "Telefon", TextInput(), wide=False),
        Field("email", "E-post", TextInput(), wide=False),
        Field("school", "Skola", TextInput(), wide=False),
        Field("district", "Område", TextInput(), wide=False),
        Field("address", "Adress", TextArea(lines=1, most=3)),
        Field("language", "Språk", Choice(options(LANGUAGES)), wide=False),
        Field("channel", "Nås helst med", Choice(options(CHANNELS), empty="Inte valt"), wide=False),
        Field("interpreter", "", Check("Behöver tolk"), wide=False),
        Field("phone_on_list", "", Check("Numret får stå på kontaktlistan"), wide=False),
        Field(
            "protected_identity",
            "",
            Check("Skyddade personuppgifter"),
            hint=say("Då skrivs ingen plats ut som visar var {ungdomen} finns."),
        ),
    ]


def guardian_fields(desk: Desk) -> list[Field]:
    """What may be known of a guardian."""
    return [
        Field("name", "Namn", TextInput(), required),
        Field("relation", "Relation", TextInput("t.ex. mamma"), wide=False),
        Field("phone", "Telefon", TextInput(), wide=False),
        Field("email", "E-post", TextInput(), wide=False),
        Field("channel", "Nås helst med", Choice(options(CHANNELS), empty="Inte valt"), wide=False),
        Field("language", "Språk", Choice(options(LANGUAGES), empty="Svenska"), wide=False),
        Field(
            "from_",
            "Vårdnadshavare från",
            DateInput(desk.clock, past=True),
            hint="Tomt: hela tiden.",
            wide=False,
        ),
        Field(
            "to",
            "Till och med",
            DateInput(desk.clock),
            hint="Fyll i om personen slutar vara vårdnadshavare.",
            wide=False,
        ),
        Field("interpreter", "", Check("Behöver tolk"), wide=False),
        Field("phone_on_list", "", Check("Numret får stå på kontaktlistan"), wide=False),
        Field("protected_identity", "", Check("Skyddade personuppgifter"), wide=False),
    ]


def edit_youth(parent: QWidget, desk: Desk, file: CaseFile) -> ErrandDialog:
    """Asks for what is known of the youth."""
    known = YouthFacts.of(file.case.young_person)

    def save(typed: dict[str, Any]) -> Any:
        return people.edit_youth(desk.binder, file.case.id, youth_facts(typed))

    dialog = ErrandDialog(
        parent,
        desk,
        f"{genitive(known.name)} uppgifter",
        youth_fields(desk),
        save,
        values=vars(known),
        draft=("youth", file.case.id),
        of_record=True,
        said="Uppgifterna är sparade.",
        columns=2,
        width=620,
    )
    warn_of_identity(dialog.form)
    tell_age(dialog.form, desk)
    dialog.open()
    return dialog


def warn_of_identity(form: Form) -> None:
    """Says under the field when an identity number looks wrong; it can be saved all the same."""

    def look() -> None:
        try:
            born = form["birth_date"].value()
        except Unreadable:
            born = None
        doubts = checks.doubts_of_identity(form["identity_number"].value(), born)
        form.set_hint("identity_number", DOUBTS[doubts[0]] if doubts else NOT_NEEDED)

    for name in ("identity_number", "birth_date"):
        form[name].editingFinished.connect(look)
    look()


def tell_age(form: Form, desk: Desk) -> None:
    """Says under the day of birth how old that makes the youth, and asks where it is no age for this work."""

    def look() -> None:
        try:
            born = form["birth_date"].value()
        except Unreadable:
            born = None
        age = None if born is None else age_on(born, desk.clock().date())
        if age is None or age < 0:
            form.set_hint("birth_date", AGE_COUNTS)
        else:
            form.set_hint("birth_date", f"{age} år." if age in AGES else f"{age} år. Stämmer året?")

    form["birth_date"].editingFinished.connect(look)
    form["birth_date"].picked.connect(look)
    look()


def youth_facts(typed: dict[str, Any]) -> YouthFacts:
    """Makes the youth's facts of what a form holds."""
    names = YouthFacts.__dataclass_fields__
    return YouthFacts(**{name: value for name, value in typed.items() if name in names})


def guardian_facts(typed: dict[str, Any]) -> GuardianFacts:
    """Makes a guardian's facts of what a form holds."""
    names = GuardianFacts.__dataclass_fields__
    return GuardianFacts(**{name: value for name, value in typed.items() if name in names})


def add_guardian(parent: QWidget, desk: Desk, file: CaseFile) -> ErrandDialog:
    """Asks for a new guardian."""
    dialog = ErrandDialog(
        parent,
        desk,
        "Ny vårdnadshavare",
        guardian_fields(desk),
        lambda typed: people.add_guardian(desk.binder, file.case.id, guardian_facts(typed)),
        values={"phone_on_list": True},
        draft=("guardian", file.case.id),
        primary="Lägg till",
        said="Vårdnadshavaren är tillagd.",
        columns=2,
        width=620,
    )
    dialog.open()
    return dialog


def edit_guardian(parent: QWidget, desk: Desk, file: CaseFile, key: str) -> ErrandDialog:
    """Asks for what is known of a guardian."""
    known = people.guardian(file.case, key)
    dialog = ErrandDialog(
        parent,
        desk,
        known.name,
        guardian_fields(desk),
        lambda typed: people.edit_guardian(desk.binder, file.case.id, key, guardian_facts(typed)),
        values=vars(GuardianFacts.of(known)),
        draft=("guardian", f"{file.case.id} {key}"),
        of_record=True,
        said="Uppgifterna är sparade.",
        columns=2,
        width=620,
    )
    dialog.open()
    return dialog


def facts_fields(file: CaseFile) -> list[Field]:
    """What a case is about besides its people."""
    coordinators = [(each.id, each.name) for each in file.book.coordinators.values()]
    workers = sorted(
        ((each.id, _titled(file, each.id)) for each in file.book.contacts.values()), key=lambda each: each[1]
    )
    return [
        Field("reference", "Beteckning", TextInput("t.ex. 2026-014"), wide=False),
        Field(
            "code_name",
            "Kodnamn",
            TextInput(),
            hint="Används i projektgruppen tills samtycke finns.",
            wide=False,
        ),
        Field("coordinator_id", "Samordnare", Choice(coordinators, empty="Inte vald"), wide=False),
        Field("stand_in_id", "Ersättare", Choice(coordinators, empty="Inte vald"), wide=False),
        Field(
            "responsible_social_worker_id", "Ansvarig socialsekreterare", Choice(workers, empty="Inte vald")
        ),
        Field("basis", "Grund", Choice(options(BASES), empty="Inte angivet"), wide=False),
        Field("target_group", "Målgrupp", Choice(options(TARGET_GROUPS), empty="Inte angivet"), wide=False),
        Field("life_areas", "Livsområden", Choice(AREAS)),
        Field("nominated_by", "Föreslagen av", Choice(options(NOMINATORS), empty="Inte angivet"), wide=False),
    ]


def _titled(file: CaseFile, contact_id: str) -> str:
    contact = file.book.contacts[contact_id]
    organisation = file.book.organisation_of(contact_id)
    about = [each for each in (contact.role, organisation.name if organisation else None) if each]
    return ", ".join([contact.name, *about])


def case_facts(typed: dict[str, Any]) -> CaseFacts:
    """Makes a case's facts of what a form holds."""
    codes = {"basis": Basis, "target_group": TargetGroup, "nominated_by": Nominator}
    names = CaseFacts.__dataclass_fields__
    read = {name: value for name, value in typed.items() if name in names}
    for name, kind in codes.items():
        if read.get(name) is not None:
            read[name] = kind(read[name])
    return CaseFacts(**read)


def edit_facts(parent: QWidget, desk: Desk, file: CaseFile) -> ErrandDialog:
    """Asks for what the case is about."""
    dialog = ErrandDialog(
        parent,
        desk,
        "Ärendets uppgifter",
        facts_fields(file),
        lambda typed: cases.edit_facts(desk.binder, file.case.id, case_facts(typed)),
        values=vars(CaseFacts.of(file.case)),
        draft=("facts", file.case.id),
        of_record=True,
        said="Uppgifterna är sparade.",
        columns=2,
        width=620,
    )
    dialog.open()
    return dialog
