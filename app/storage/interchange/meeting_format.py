"""The meeting's part of the interchange file: who was called and came, what was followed up and agreed."""

from app.models.codes import Answer, AttendanceStatus, MeetingKind, MeetingStatus, Outcome, ViewAbsent
from app.models.records import Action, Attendance, Called, FollowUp, Goal, Meeting
from app.storage.interchange.shape import Listing, Shape, apart, may, must
from app.storage.interchange.substitute import Substitute
from app.storage.interchange.values import (
    Code,
    Day,
    Identifier,
    Number,
    Person,
    PersonText,
    Reference,
    Several,
    Text,
    Time,
)

TEXT, DAY, TIME, WHO = Text(), Day(), Time(), Person()
WHOS = Several(PersonText())
ORDINAL = Number(0, 1_000_000)
PRIORITY = Number(-1_000_000, 1_000_000)
MINUTES = Number(1, 7 * 24 * 60)

CALLED = Shape(
    record=Called,
    fields=(must("who", WHO), may("answer", Code(Answer)), may("interpreter", TEXT)),
)

ATTENDANCE = Shape(
    record=Attendance,
    fields=(
        must("who", WHO),
        must("status", Code(AttendanceStatus)),
        may("substitute", Substitute(), "substitute_contact", "substitute_name", "substitute_organisation"),
        may("reason", TEXT),
    ),
)

FOLLOW_UP = Shape(
    record=FollowUp,
    fields=(
        must("action", Reference("action", scoped=True)),
        must("outcome", Code(Outcome)),
        may("note", TEXT),
        may("done_on", DAY),
    ),
)

ACTION = Shape(
    record=Action,
    placed=True,
    fields=(
        must("id", Identifier("action", scoped=True), "key"),
        must("what", TEXT),
        must("responsible", WHO),
        may("due", DAY),
        may("order", PRIORITY),
        may("documented", TEXT),
        may("carried_from", Reference("action", scoped=True)),
    ),
)

GOAL = Shape(
    record=Goal,
    placed=True,
    fields=(
        must("id", Identifier("goal", scoped=True), "key"),
        must("life_area", Reference("life_area")),
        must("goal", TEXT),
        may("long_term", TEXT),
        may("continues", Reference("goal", scoped=True)),
        apart("actions", ACTION, required=True),
    ),
)

MEETING = Shape(
    record=Meeting,
    fields=(
        must("id", Identifier("meeting", scoped=True), "key"),
        must("number", ORDINAL),
        must("kind", Code(MeetingKind)),
        must("starts", TIME),
        may("minutes", MINUTES, default=60),
        may("place", TEXT),
        must("status", Code(MeetingStatus)),
        may("circle", WHOS, default=[]),
        may("called", Listing(CALLED), default=[]),
        may("strengths", TEXT),
        may("youth_view", TEXT),
        may("youth_view_absent", Code(ViewAbsent)),
        may("notes", TEXT),
        may("private_notes", TEXT),
        may("attendance", Listing(ATTENDANCE), default=[]),
        may("follow_ups", Listing(FOLLOW_UP), default=[]),
        apart("goals", GOAL),
    ),
)
