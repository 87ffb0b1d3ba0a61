"""The code lists of the caseload; the values are those of the interchange file."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What an organisation is."""

    SOCIAL_SERVICES = "social_services"
    POLICE = "police"
    SCHOOL = "school"
    STUDENT_HEALTH = "student_health"
    LEISURE = "leisure"
    HEALTH = "health"
    PSYCHIATRY = "psychiatry"
    SUBSTANCE_CARE = "substance_care"
    PROBATION = "probation"
    PRISON = "prison"
    INSTITUTION = "institution"
    EMPLOYMENT_SERVICE = "employment_service"
    JOB_CENTRE = "job_centre"
    ENFORCEMENT_AUTHORITY = "enforcement_authority"
    HOUSING = "housing"
    ASSOCIATION = "association"
    FAMILY_SUPPORT = "family_support"
    OTHER = "other"


class EntryKind(StrEnum):
    """What an entry of the address book is."""

    CONTACT = "contact"
    ORGANISATION = "organisation"


class Channel(StrEnum):
    """How a person is reached (R27)."""

    SECURE_MAIL = "secure_mail"
    ENCRYPTED_MAIL = "encrypted_mail"
    LETTER = "letter"
    BY_HAND = "by_hand"
    TEXT_MESSAGE = "text_message"


class TargetGroup(StrEnum):
    """Why the youth is in the target group (R23)."""

    RISK = "risk"
    LIFESTYLE = "lifestyle"
    LEAVER = "leaver"


class Basis(StrEnum):
    """On what decision the SIG rests (R22)."""

    ASSISTANCE = "assistance"
    SANCTION = "sanction"
    WITHOUT_ASSESSMENT = "without_assessment"


class Nominator(StrEnum):
    """Who proposed the youth (R25)."""

    POLICE = "police"
    SOCIAL_SERVICES = "social_services"
    SCHOOL = "school"
    LEISURE = "leisure"
    FAMILY = "family"
    SELF = "self"
    OTHER = "other"


class CaseState(StrEnum):
    """Where in its life a case is (R21)."""

    NOMINATED = "nominated"
    ASSESSED = "assessed"
    QUEUED = "queued"
    SEEKING_CONSENT = "seeking_consent"
    ACTIVE = "active"
    DORMANT = "dormant"
    PAUSED = "paused"
    CLOSED = "closed"
    FOLLOWED_UP = "followed_up"
    DECLINED = "declined"


class ClosingReason(StrEnum):
    """Why a case closed (R24)."""

    GOALS_MET = "goals_met"
    OTHER_MEASURE = "other_measure"
    PLACED = "placed"
    MOVED = "moved"
    NOT_FOLLOWING = "not_following"
    REOFFENDED = "reoffended"
    SUSPENDED = "suspended"
    OWN_WISH = "own_wish"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    OTHER = "other"


class GoalOutcome(StrEnum):
    """How a goal stood at closing (R24)."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"


class KeyDateKind(StrEnum):
    """What a key date is about (R22)."""

    DECISION_ENDS = "decision_ends"
    SANCTION_ENDS = "sanction_ends"
    PLACEMENT_FROM = "placement_from"
    PLACEMENT_TO = "placement_to"
    TRIAL = "trial"
    RELEASE = "release"
    OTHER = "other"


class MeetingKind(StrEnum):
    """What sort of meeting it is; a small one has its own circle (R16)."""

    START = "start"
    ORDINARY = "ordinary"
    EXTRA = "extra"
    SMALL = "small"
    CLOSING = "closing"


class MeetingStatus(StrEnum):
    """What became of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    MOVED = "moved"


class Answer(StrEnum):
    """What a person who was called said beforehand (R10)."""

    YES = "yes"
    NO = "no"
    NONE = "none"


class ViewAbsent(StrEnum):
    """Why the youth's own words do not stand in the plan (R14)."""

    DID_NOT_WANT = "did_not_want"
    NOT_PRESENT = "not_present"
    ANOTHER_WAY = "another_way"


class AttendanceStatus(StrEnum):
    """Who came to a meeting, and how."""

    PRESENT = "present"
    LATE = "late"
    REMOTE = "remote"
    SUBSTITUTE = "substitute"
    EXCUSED = "excused"
    ABSENT = "absent"


class Outcome(StrEnum):
    """The verdict on an action (R11)."""

    DONE = "done"
    PARTLY = "partly"
    ONGOING = "ongoing"
    NOT_DONE = "not_done"
    CHANGED = "changed"
    DROPPED = "dropped"


class MustNot(StrEnum):
    """What two persons who are kept apart must not do (R9)."""

    MEET = "meet"
    READ = "read"  # the one must not read what tells of the other
    BE_READ = "be_read"  # nor the other of the one


class IncidentKind(StrEnum):
    """What came in about the youth."""

    POLICE_REPORT = "police_report"
    CONCERN_REPORT = "concern_report"
    VERDICT = "verdict"
    OTHER = "other"


class IncidentRole(StrEnum):
    """As what the youth figures in a report; a report without a role counts as suspect."""

    SUSPECT = "suspect"
    VICTIM = "victim"
    OTHER = "other"


class SituationAt(StrEnum):
    """When a situation was noted."""

    INTAKE = "intake"
    FOLLOW_UP = "follow_up"
    CLOSING = "closing"


class SituationValue(StrEnum):
    """What a situation speaks of."""

    OCCUPATION = "occupation"
    OWN_INCOME = "own_income"
    INCOME_SUPPORT = "income_support"
    OWN_HOUSING = "own_housing"
    SUBSTANCE_USE = "substance_use"
    DEBTS = "debts"
    LEISURE = "leisure"


class SituationAnswer(StrEnum):
    """What is known of one value of a situation."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class NoteKind(StrEnum):
    """How a contact between the meetings was made."""

    CALL = "call"
    TEXT_MESSAGE = "text_message"
    VISIT = "visit"
    COURT = "court"
    SCHOOL = "school"
    NOTE = "note"


class Standing(StrEnum):
    """What a document is in law (R19)."""

    WORKING = "working"
    ESTABLISHED = "established"
    RECEIVED = "received"
    TRANSFERRED = "transferred"


class FiledKind(StrEnum):
    """What social services' own record takes over from the binder (R19)."""

    PLAN = "plan"
    MINUTES = "minutes"
    NOTE = "note"
    ATTACHMENT = "attachment"


class Paper(StrEnum):
    """The papers that leave the binder."""

    PLAN = "plan"
    CONTACTS = "contacts"
    CONSENT_FORM = "consent_form"
    MINUTES = "minutes"
    MY_PLAN = "my_plan"
    INVITATION = "invitation"  # to a professional a summons (kallelse)
    BRIEFING = "briefing"  # the coordinator's own page before a meeting: made and logged, never sent
