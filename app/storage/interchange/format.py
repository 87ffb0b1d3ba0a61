"""The interchange file as one table, in the order in which it is written (interchange.md, version 1)."""

from app.models.codes import (
    Basis,
    CaseState,
    Channel,
    ClosingReason,
    GoalOutcome,
    IncidentKind,
    IncidentRole,
    KeyDateKind,
    Nominator,
    NoteKind,
    OrganisationKind,
    Outcome,
    SituationAnswer,
    SituationAt,
    SituationValue,
    TargetGroup,
)
from app.models.records import (
    Attachment,
    Case,
    CaseStateChange,
    Closing,
    ClosingGoal,
    Consent,
    Contact,
    Coordinator,
    Deviation,
    Evaluation,
    Guardian,
    Incident,
    Information,
    KeyDate,
    LifeArea,
    LifeAreaSet,
    Note,
    Organisation,
    Participant,
    Reminder,
    Report,
    Situation,
    Wish,
    YoungPerson,
)
from app.storage.interchange.apart_format import KEPT_APART
from app.storage.interchange.meeting_format import MEETING
from app.storage.interchange.rules import case_hangs_together, closing_goes_with_closed
from app.storage.interchange.shape import Listing, Shape, apart, may, must, sparse
from app.storage.interchange.values import (
    Bytes,
    Code,
    Day,
    Exactly,
    Flag,
    Identifier,
    Number,
    Person,
    PersonText,
    Reference,
    Scope,
    Several,
    Text,
    Time,
    Words,
)

NAME = "insatsparm"
VERSION = 1

TEXT, FLAG, DAY, TIME, WHO = Text(), Flag(), Day(), Time(), Person()
WHOS = Several(PersonText())
CHANNEL = Code(Channel)
GRADE = Number(1, 5)

COORDINATOR = Shape(
    record=Coordinator,
    fields=(
        must("id", Identifier("coordinator", scoped=False)),
        must("name", TEXT),
        may("title", TEXT),
        may("unit", TEXT),
        may("municipality", TEXT),
        may("email", TEXT),
        may("phone", TEXT),
    ),
)

LIFE_AREA_SET = Shape(
    record=LifeAreaSet,
    scope=True,
    fields=(
        must("id", Identifier("life_area_set", scoped=False)),
        must(
            "areas",
            Listing(
                Shape(
                    record=LifeArea,
                    placed=True,
                    fields=(must("id", Identifier("life_area", scoped=True), "key"), must("name", TEXT)),
                )
            ),
        ),
    ),
)

ORGANISATION = Shape(
    record=Organisation,
    fields=(
        must("id", Identifier("organisation", scoped=False)),
        must("name", TEXT),
        must("kind", Code(OrganisationKind)),
        may("host", FLAG, default=False),
    ),
)

CONTACT = Shape(
    record=Contact,
    fields=(
        must("id", Identifier("contact", scoped=False)),
        must("name", TEXT),
        may("role", TEXT),
        may("organisation", Reference("organisation"), "organisation_id"),
        may("email", TEXT),
        may("phone", TEXT),
        may("phone_on_list", FLAG, default=True),
        may("private_network", FLAG, default=False),
        may("protected_identity", FLAG, default=False),
        may("channel", CHANNEL),
    ),
)

YOUNG_PERSON = Shape(
    record=YoungPerson,
    fields=(
        must("name", TEXT),
        must("birth_date", DAY),
        may("identity_number", TEXT),
        may("protected_identity", FLAG, default=False),
        may("language", TEXT, default="sv"),
        may("interpreter", FLAG),
        may("email", TEXT),
        may("phone", TEXT),
        may("phone_on_list", FLAG, default=True),
        may("address", TEXT),
        may("school", TEXT),
        may("district", TEXT),
        may("channel", CHANNEL),
    ),
)

GUARDIAN = Shape(
    record=Guardian,
    fields=(
        must("id", Identifier("guardian", scoped=True), "key"),
        must("name", TEXT),
        may("relation", TEXT),
        may("from", DAY, "from_"),
        may("to", DAY),
        may("email", TEXT),
        may("phone", TEXT),
        may("phone_on_list", FLAG, default=True),
        may("language", TEXT),
        may("interpreter", FLAG),
        may("protected_identity", FLAG, default=False),
        may("channel", CHANNEL),
    ),
)

CLOSING = Shape(
    record=Closing,
    fields=(
        must("reason", Code(ClosingReason)),
        may("note", TEXT),
        may("continued_support", TEXT),
        may(
            "goal_outcomes",
            Listing(
                Shape(
                    record=ClosingGoal,
                    fields=(
                        must("goal", Reference("goal", scoped=True)),
                        must("outcome", Code(GoalOutcome)),
                    ),
                )
            ),
            default=[],
        ),
    ),
)

STATE = Shape(
    record=CaseStateChange,
    placed=True,
    rule=closing_goes_with_closed,
    fields=(
        must("state", Code(CaseState)),
        must("date", DAY),
        may("reason", TEXT),
        may("until", DAY),
        may("call", WHO),
        may("closing", CLOSING),
    ),
)

KEY_DATE = Shape(
    record=KeyDate,
    fields=(must("kind", Code(KeyDateKind)), must("date", DAY), may("note", TEXT)),
)

DEVIATION = Shape(
    record=Deviation,
    fields=(
        must("ground", TEXT),
        must("not_required", WHOS),
        must("decided_by", TEXT),
        must("date", DAY),
        may("until", DAY),
    ),
)

PARTICIPANT = Shape(
    record=Participant,
    fields=(
        must("contact", Reference("contact"), "contact_id"),
        may("purpose", TEXT),
        must("from", DAY, "from_"),
        may("to", DAY),
        may("mandate", FLAG),
        may("wanted_by_youth", FLAG),
    ),
)

WISH = Shape(
    record=Wish,
    fields=(must("about", TEXT), must("wanted", FLAG), must("date", DAY), may("note", TEXT)),
)

INFORMATION = Shape(
    record=Information,
    fields=(
        must("to", WHO),
        must("date", DAY),
        may("language", TEXT),
        may("interpreter", FLAG),
        may("how", TEXT),
        may("understood", FLAG),
    ),
)

CONSENT = Shape(
    record=Consent,
    fields=(
        must("id", Identifier("consent", scoped=True), "key"),
        must("by", WHO),
        must("signed", DAY),
        must("valid_from", DAY),
        may("valid_until", DAY),
        must("organisations", Scope(), "all_organisations", "organisations"),
        may("refused", Several(Reference("organisation")), default=[]),
        may("purpose", TEXT),
        may("kinds", Several(TEXT), default=[]),
        may("withdrawn", DAY),
        may("note", TEXT),
    ),
)

REPORT = Shape(
    record=Report,
    fields=(
        must("action", Reference("action", scoped=True)),
        must("date", DAY),
        may("by", WHO),
        may("outcome", Code(Outcome)),
        may("note", TEXT),
    ),
)

INCIDENT = Shape(
    record=Incident,
    fields=(
        must("date", DAY),
        must("kind", Code(IncidentKind)),
        may("role", Code(IncidentRole)),
        may("source", TEXT),
        may("note", TEXT),
    ),
)

SITUATION = Shape(
    record=Situation,
    fields=(
        must("at", Code(SituationAt)),
        must("date", DAY),
        must("values", Words(Code(SituationValue), Code(SituationAnswer))),
    ),
)

EVALUATION = Shape(
    record=Evaluation,
    fields=(must("date", DAY), may("by", WHO), must("answers", Words(TEXT, GRADE)), may("comment", TEXT)),
)

NOTE = Shape(
    record=Note,
    fields=(
        must("id", Identifier("note", scoped=True), "key"),
        must("at", TIME),
        may("kind", Code(NoteKind)),
        may("with", TEXT, "with_"),
        must("text", TEXT),
        may("private", FLAG, default=False),
        may("follow_up_on", DAY),
    ),
)

ATTACHMENT = Shape(
    record=Attachment,
    fields=(
        must("name", TEXT),
        must("media_type", TEXT),
        must("base64", Bytes(), "content", "digest"),
        may("consent", Reference("consent", scoped=True)),
    ),
)

CASE = Shape(
    record=Case,
    scope=True,
    rule=case_hangs_together,
    fields=(
        must("id", Identifier("case", scoped=False)),
        may("code_name", TEXT),
        may("reference", TEXT),
        may("coordinator", Reference("coordinator"), "coordinator_id"),
        may("stand_in", Reference("coordinator"), "stand_in_id"),
        may("responsible_social_worker", Reference("contact"), "responsible_social_worker_id"),
        must("young_person", YOUNG_PERSON),
        apart("guardians", GUARDIAN),
        may("target_group", Code(TargetGroup)),
        may("basis", Code(Basis)),
        may("life_areas", Reference("life_area_set")),
        may("nominated_by", Code(Nominator)),
        apart("states", STATE, required=True),
        apart("key_dates", KEY_DATE),
        apart("deviations", DEVIATION),
        apart("participants", PARTICIPANT),
        apart("wishes", WISH),
        apart("information", INFORMATION),
        apart("consents", CONSENT),
        apart("meetings", MEETING),
        apart("reports", REPORT),
        apart("incidents", INCIDENT),
        apart("situations", SITUATION),
        apart("evaluations", EVALUATION),
        apart("notes", NOTE),
        apart("attachments", ATTACHMENT),
        sparse("kept_apart", KEPT_APART),
    ),
)

REMINDER = Shape(
    record=Reminder,
    fields=(
        must("date", DAY),
        must("text", TEXT),
        may("case", Reference("case"), "case_id"),
        may("done", FLAG),
    ),
)

FILE = Shape(
    fields=(
        must("format", Exactly(NAME)),
        must("version", Exactly(VERSION)),
        apart("coordinators", COORDINATOR),
        apart("life_area_sets", LIFE_AREA_SET),
        apart("organisations", ORGANISATION, required=True),
        apart("contacts", CONTACT, required=True),
        apart("cases", CASE, required=True),
        apart("reminders", REMINDER),
    ),
)
