"""The Swedish words for codes that windows show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.models.codes import (
    Answer,
    Basis,
    CaseState,
    Channel,
    ClosingReason,
    GoalOutcome,
    IncidentKind,
    IncidentRole,
    KeyDateKind,
    MeetingKind,
    Nominator,
    NoteKind,
    OrganisationKind,
    Outcome,
    Paper,
    TargetGroup,
)
from app.ui.words import Said

PROBLEMS = {
    "required": "Det här behöver fyllas i.",
    "date": "Skriv en dag, till exempel 4 mars, 4/3, 2026-03-04 eller +4v.",
    "whole_date": "Skriv dagen med året, till exempel 2011-03-08 eller 8 mars 2011.",
    "time": "Skriv en tid, till exempel 14.00.",
    "who": "Välj någon i listan.",
    "passphrases_differ": "De två lösenfraserna är inte lika.",
    "code_group": "Gruppen stämmer inte med arket.",
    "local_folder": "Välj en mapp på den här datorn.",
    "number": "Skriv ett tal.",
    "future": "Dagen har inte varit än.",
    "order": "Slutet kommer före början.",
    "email": "Adressen ser inte ut som en e-postadress.",
    "identity_number": "Numret stämmer inte. Skriv ÅÅÅÅMMDD-NNNN.",
}

DOUBTS = {
    "identity_number_odd": "Numret stämmer inte enligt kontrollsiffran. Det går att spara ändå.",
    "identity_number_other_day": "Numret börjar på en annan dag än födelsedatumet. Det går att spara ändå.",
}

STATES = {
    CaseState.NOMINATED: "Föreslagen",
    CaseState.ASSESSED: "Under bedömning",
    CaseState.QUEUED: "I kö",
    CaseState.SEEKING_CONSENT: "Samtycke inhämtas",
    CaseState.ACTIVE: "Aktiv",
    CaseState.DORMANT: "Vilande",
    CaseState.PAUSED: "Pausad",
    CaseState.CLOSED: "Avslutad",
    CaseState.FOLLOWED_UP: "Uppföljd efter avslut",
    CaseState.DECLINED: "Ej aktuell",
}

TARGET_GROUPS = {
    TargetGroup.RISK: "I riskzon",
    TargetGroup.LIFESTYLE: "Upprepade brott",
    TargetGroup.LEAVER: "Avhoppare",
}

BASES = {
    Basis.ASSISTANCE: "Bistånd",
    Basis.SANCTION: "Del av en påföljd",
    Basis.WITHOUT_ASSESSMENT: "Insats utan individuell prövning",
}

NOMINATORS = Said(
    {
        Nominator.POLICE: "Polisen",
        Nominator.SOCIAL_SERVICES: "Socialtjänsten",
        Nominator.SCHOOL: "Skolan",
        Nominator.LEISURE: "Fritidsverksamhet",
        Nominator.FAMILY: "Familjen",
        Nominator.SELF: "{Ungdomen} själv",
        Nominator.OTHER: "Någon annan",
    }
)

ORGANISATION_KINDS = {
    OrganisationKind.SOCIAL_SERVICES: "Socialtjänst",
    OrganisationKind.POLICE: "Polis",
    OrganisationKind.SCHOOL: "Skola",
    OrganisationKind.STUDENT_HEALTH: "Elevhälsa",
    OrganisationKind.LEISURE: "Fritid",
    OrganisationKind.HEALTH: "Hälso- och sjukvård",
    OrganisationKind.PSYCHIATRY: "Psykiatri",
    OrganisationKind.SUBSTANCE_CARE: "Beroendevård",
    OrganisationKind.PROBATION: "Frivård",
    OrganisationKind.PRISON: "Anstalt eller häkte",
    OrganisationKind.INSTITUTION: "Institution eller HVB",
    OrganisationKind.EMPLOYMENT_SERVICE: "Arbetsförmedling",
    OrganisationKind.JOB_CENTRE: "Jobbcenter",
    OrganisationKind.ENFORCEMENT_AUTHORITY: "Kronofogden",
    OrganisationKind.HOUSING: "Bostad",
    OrganisationKind.ASSOCIATION: "Förening",
    OrganisationKind.FAMILY_SUPPORT: "Familjestöd",
    OrganisationKind.OTHER: "Annat",
}

CHANNELS = {
    Channel.SECURE_MAIL: "Säker e-post",
    Channel.ENCRYPTED_MAIL: "Krypterad e-post",
    Channel.LETTER: "Brev",
    Channel.BY_HAND: "I handen",
    Channel.TEXT_MESSAGE: "Sms",
}

KEY_DATES = {
    KeyDateKind.DECISION_ENDS: "Beslutet upphör",
    KeyDateKind.SANCTION_ENDS: "Påföljden upphör",
    KeyDateKind.PLACEMENT_FROM: "Placeringen börjar",
    KeyDateKind.PLACEMENT_TO: "Placeringen slutar",
    KeyDateKind.TRIAL: "Rättegång",
    KeyDateKind.RELEASE: "Frigivning",
    KeyDateKind.OTHER: "Annat datum",
}

INCIDENTS = {
    IncidentKind.POLICE_REPORT: "Polisanmälan",
    IncidentKind.CONCERN_REPORT: "Orosanmälan",
    IncidentKind.VERDICT: "Dom",
    IncidentKind.OTHER: "Annat",
}

INCIDENT_ROLES = {
    IncidentRole.SUSPECT: "Misstänkt",
    IncidentRole.VICTIM: "Målsägande",
    IncidentRole.OTHER: "Annan roll",
}

MEETING_KINDS = {
    MeetingKind.START: "Startmöte",
    MeetingKind.ORDINARY: "Insatsgruppsmöte",
    MeetingKind.EXTRA: "Extra möte",
    MeetingKind.SMALL: "Mindre möte",
    MeetingKind.CLOSING: "Avslutande möte",
}

ANSWERS = {Answer.YES: "Kommer", Answer.NO: "Kan inte", Answer.NONE: "Inget svar"}

NOTE_KINDS = {
    NoteKind.CALL: "Samtal",
    NoteKind.TEXT_MESSAGE: "Sms",
    NoteKind.VISIT: "Besök",
    NoteKind.COURT: "Domstol",
    NoteKind.SCHOOL: "Skola",
    NoteKind.NOTE: "Anteckning",
}

NOTE_ICONS = {
    NoteKind.CALL: "phone",
    NoteKind.TEXT_MESSAGE: "message-square",
    NoteKind.VISIT: "house",
    NoteKind.COURT: "building-2",
    NoteKind.SCHOOL: "book-open",
    NoteKind.NOTE: "sticky-note",
}

OUTCOMES = {
    Outcome.DONE: "Klart",
    Outcome.PARTLY: "Delvis",
    Outcome.ONGOING: "Pågår",
    Outcome.NOT_DONE: "Inte gjort",
    Outcome.CHANGED: "Ändrat",
    Outcome.DROPPED: "Struket",
}

GOAL_OUTCOMES = {
    GoalOutcome.MET: "Uppnått",
    GoalOutcome.PARTLY: "Delvis uppnått",
    GoalOutcome.NOT_MET: "Inte uppnått",
}

CLOSING_REASONS = {
    ClosingReason.GOALS_MET: "Målen är uppnådda",
    ClosingReason.OTHER_MEASURE: "Behöver en annan insats",
    ClosingReason.PLACED: "Placerad utanför hemmet",
    ClosingReason.MOVED: "Har flyttat",
    ClosingReason.NOT_FOLLOWING: "Har inte följt planen",
    ClosingReason.REOFFENDED: "Nya brott",
    ClosingReason.SUSPENDED: "Avstängd, kan komma tillbaka",
    ClosingReason.OWN_WISH: "Egen önskan",
    ClosingReason.CONSENT_WITHDRAWN: "Samtycket är återkallat",
    ClosingReason.OTHER: "Annat",
}

PAPERS = Said(
    {
        Paper.PLAN: "{Åtgärdsplan}",
        Paper.CONTACTS: "Kontaktlista",
        Paper.CONSENT_FORM: "Samtyckesblankett",
        Paper.MINUTES: "Mötesanteckningar",
        Paper.MY_PLAN: "Min plan",
        Paper.INVITATION: "Kallelse",
        Paper.BRIEFING: "Inför mötet",
    }
)

DISPATCHES = {
    "printed": "Utskrift",
    "drafted": "E-postutkast",
    "saved": "Sparad fil",
    "handed_over": "I handen",
    "messaged": "Sms",
}
"""How a paper left the binder, by `Dispatch.how`."""

LANGUAGES = {
    "sv": "svenska",
    "ar": "arabiska",
    "so": "somaliska",
    "ti": "tigrinja",
    "fa": "persiska",
    "prs": "dari",
    "ku": "kurdiska",
    "tr": "turkiska",
    "pl": "polska",
    "es": "spanska",
    "en": "engelska",
    "fi": "finska",
    "ru": "ryska",
    "uk": "ukrainska",
    "bs": "bosniska",
    "sq": "albanska",
}


def problem_text(code: str) -> str:
    """Says a field's problem; a sentence that is already Swedish is said as it is."""
    return PROBLEMS.get(code, code)


def language(code: str) -> str:
    """Says a language: a known code by its Swedish name, anything else as it was written."""
    return LANGUAGES.get(code, code)


def options(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Makes the (code, word) pairs of a choice."""
    return [(str(code), word) for code, word in words.items()]
