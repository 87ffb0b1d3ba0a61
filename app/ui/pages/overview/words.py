"""How a line of the overview is said: when, what, its chip and its button; never a reason (R20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.models.codes import FiledKind, MeetingKind, NoteKind
from app.models.meeting import Meeting
from app.models.pressing import Cause, Part, Pressing, Step
from app.models.rhythm import MOST_DAYS
from app.services.overview import Line
from app.ui.kit.chip import ChipKind
from app.ui.kit.swedish_dates import WEEKDAYS, say_date, say_time
from app.ui.labels import MEETING_KINDS
from app.ui.saying import capital, day, first_names, genitive, listed, near_day, short_day
from app.ui.words import say, word

PARTS = {
    Part.LATE: "Försenat",
    Part.TODAY: "I dag",
    Part.THIS_WEEK: "Den här veckan",
    Part.LATER: "Senare",
}
_NUMBERS = (
    "noll",
    "en",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
)
_MONTHS = {3: "tre månader", 6: "sex månader", 12: "ett år"}


@dataclass(frozen=True)
class Topic:
    """What a line is about, in a chip."""

    kind: ChipKind
    text: str
    icon: str


MEETING = Topic(ChipKind.INFO, "Möte", "users-round")
SENDING = Topic(ChipKind.ATTENTION, "Utskick", "send")
CONSENT = Topic(ChipKind.ATTENTION, "Samtycke", "signature")
GROUP = Topic(ChipKind.NEUTRAL, "Grupp", "users-round")
RHYTHM = Topic(ChipKind.ATTENTION, "Rytm", "clock")
STATE = Topic(ChipKind.NEUTRAL, "Läge", "circle-dot")
DATES = Topic(ChipKind.NEUTRAL, "Datum", "calendar-clock")
AFTER = Topic(ChipKind.NEUTRAL, "Efter avslut", "phone")
RECORD = Topic(ChipKind.NEUTRAL, "Akten", "file-text")
REMINDER = Topic(ChipKind.NEUTRAL, "Påminnelse", "sticky-note")
BINDER = Topic(ChipKind.ATTENTION, "Pärmen", "notebook-tabs")

_TOPICS = {
    Cause.MEETING_ON: MEETING,
    Cause.MEETING: MEETING,
    Cause.UNANSWERED: MEETING,
    Cause.PLAN_UNSENT: SENDING,
    Cause.PLAN_PARTLY_SENT: SENDING,
    Cause.MINUTES_UNSENT: SENDING,
    Cause.LIST_CHANGED: SENDING,
    Cause.NO_GUARDIAN: CONSENT,
    Cause.NO_GROUP: GROUP,
    Cause.MANY_SENT: GROUP,
    Cause.REFUSED: CONSENT,
    Cause.NOT_SIGNED: CONSENT,
    Cause.WITHDRAWN: CONSENT,
    Cause.EXPIRED: CONSENT,
    Cause.OUTSIDE_SCOPE: CONSENT,
    Cause.BIRTHDAY: CONSENT,
    Cause.RUNS_OUT: CONSENT,
    Cause.DEVIATION_ENDS: CONSENT,
    Cause.COVERED: STATE,
    Cause.PAUSE_ENDS: RHYTHM,
    Cause.PAUSE_OVER: STATE,
    Cause.NO_NEXT: RHYTHM,
    Cause.NO_FIRST: RHYTHM,
    Cause.NEXT_TOO_LATE: RHYTHM,
    Cause.MUST_NOT_MEET: MEETING,
    Cause.KEY_DATE: DATES,
    Cause.DECISION_ENDED: DATES,
    Cause.AFTER_CLOSING: AFTER,
    Cause.NOT_TRANSFERRED: RECORD,
    Cause.REMINDER: REMINDER,
    Cause.NO_STAND_IN: GROUP,
    Cause.BINDER: BINDER,
}

_BUTTONS = {
    Step.GO_ON_MEETING: "Fortsätt mötet",
    Step.HOLD_MEETING: "Öppna mötesläget",
    Step.SEND_PLAN: "Skicka planen",
    Step.SEND_MINUTES: "Skicka",
    Step.SEND_LIST: "Skicka listan",
    Step.ADD_GUARDIAN: "Lägg till",
    Step.BUILD_GROUP: "Bygg gruppen",
    Step.SEE_CONSENT: "Se samtycket",
    Step.PRINT_FORM: "Skriv ut blankett",
    Step.RECORD_SIGNATURE: "Registrera",
    Step.ACTIVATE: "Gör aktivt",
    Step.PLAN_MEETING: "Planera möte",
    Step.MOVE_MEETING: "Flytta mötet",
    Step.SEE_ANSWERS: "Se svaren",
    Step.SEE_MEETING: "Se mötet",
    Step.SEE_DATES: "Se datumet",
    Step.SEE_GROUP: "Se gruppen",
    Step.TRANSFER: "Till akten",
    Step.TICK_OFF: "Bocka av",
    Step.CHOOSE_STAND_IN: "Välj ersättare",
    Step.FOLLOW_UP: "Följ upp",
    Step.SEE_BINDER: "Till Pärmen",
}


@dataclass(frozen=True)
class SaidLine:
    """A line in words; `name` is the youth's, empty where the line is about no case."""

    when: str
    name: str
    text: str
    topic: Topic
    button: str

    @property
    def spoken(self) -> str:
        """What a screen reader says, and what Enter does."""
        parts = (self.name, self.when, self.text)
        return f"{'. '.join(each.rstrip('.') for each in parts if each)}. Enter: {self.button}"


def said(line: Line, today: date) -> SaidLine:
    """Says a line."""
    step = line.pressing
    return SaidLine(
        when=when(step, today),
        name=line.name or "",
        text=what(line, today),
        topic=_TOPICS[step.cause],
        button="Skicka resten" if step.cause is Cause.PLAN_PARTLY_SENT else _BUTTONS[step.step],
    )


def when(step: Pressing, today: date) -> str:
    """Says why it is there now, in two or three words."""
    meeting, on = step.meeting, step.on or step.due
    match step.cause:
        case Cause.MEETING_ON:
            return "pågår"
        case Cause.MEETING if meeting is not None:
            held = meeting.starts.date()
            return say_time(meeting.starts.time()) if held == today else _since(held, today)
        case Cause.PLAN_UNSENT | Cause.PLAN_PARTLY_SENT | Cause.MINUTES_UNSENT | Cause.NOT_TRANSFERRED if (
            meeting is not None
        ):
            return _since(meeting.starts.date(), today)
        case Cause.LIST_CHANGED:
            return f"skickad {_past(on, today)}"
        case Cause.NO_NEXT | Cause.NO_FIRST | Cause.NEXT_TOO_LATE:
            return "1 dag" if step.days == 1 else f"{step.days} dagar"
        case Cause.BIRTHDAY:
            return f"fyller {step.age} {near_day(on, today)}"
        case Cause.RUNS_OUT | Cause.DEVIATION_ENDS:
            return f"till {_near(on, today)}"
        case Cause.UNANSWERED | Cause.MUST_NOT_MEET if meeting is not None:
            return f"{near_day(meeting.starts.date(), today)} {say_time(meeting.starts.time())}"
        case Cause.AFTER_CLOSING:
            return _MONTHS[step.months]
        case Cause.NO_GUARDIAN | Cause.NO_GROUP | Cause.NOT_SIGNED | Cause.REFUSED if step.due > today:
            return f"senast {_near(step.due, today)}"
        case Cause.NO_GUARDIAN | Cause.NO_GROUP | Cause.NOT_SIGNED | Cause.REFUSED:
            return "saknas nu"
        case Cause.WITHDRAWN | Cause.EXPIRED:
            return _since(on, today)
        case Cause.COVERED:
            return "klart"
        case Cause.PAUSE_ENDS:
            return f"till {_near(on, today)}"
        case Cause.NO_STAND_IN | Cause.BINDER:
            return ""
        case _:
            return near_day(on, today)


def what(line: Line, today: date) -> str:
    """Says what presses, in a sentence or two."""
    step, people = line.pressing, first_names(list(line.names.values()))
    meeting, on = step.meeting, step.on or step.due
    match step.cause:
        case Cause.MEETING_ON if meeting is not None:
            return f"{numbered(meeting)} är öppet och inte avslutat."
        case Cause.MEETING if meeting is not None:
            return _meeting(line, meeting, today)
        case Cause.PLAN_UNSENT if meeting is not None:
            return f"{word('Åtgärdsplanen')} från {day(meeting.starts.date(), today)} är inte skickad."
        case Cause.PLAN_PARTLY_SENT if meeting is not None:
            return (
                f"{word('Åtgärdsplanen')} från {day(meeting.starts.date(), today)} är inte skickad till "
                f"{number(step.persons)} i gruppen."
            )
        case Cause.MINUTES_UNSENT if meeting is not None:
            return f"Mötesanteckningarna från {day(meeting.starts.date(), today)} är inte skickade."
        case Cause.LIST_CHANGED:
            wait = "person behöver" if step.persons == 1 else "personer behöver"
            return (
                "Kontaktlistan har ändrats sedan den skickades. "
                f"{capital(number(step.persons))} {wait} den nya."
            )
        case Cause.NOT_TRANSFERRED if meeting is not None:
            return _to_the_record(step, meeting, today)
        case Cause.UNANSWERED if meeting is not None:
            return f"{capital(number(step.persons))} har inte svarat om mötet."
        case Cause.NEXT_TOO_LATE if meeting is not None:
            first = f"är först {_weekday(meeting.starts.date(), today)}"
            if step.days > MOST_DAYS:
                return f"Över fem veckor utan möte. Nästa {first}."
            return f"Nästa möte {first}, mer än fem veckor efter det förra."
        case Cause.MUST_NOT_MEET if meeting is not None:
            return _must_not_meet(line, meeting)
        case Cause.REMINDER:
            return _reminder(line, today)
        case Cause.MANY_SENT:
            return (
                f"{line.text} har skickat {number(step.persons)} olika personer. "
                "Be om samma person varje gång."
            )
        case Cause.NO_STAND_IN:
            others = step.persons - 1
            more = f" Det gäller {number(others)} till." if others else ""
            return f"Ingen ersättare är vald för dig.{more}"
        case Cause.BINDER:
            return line.text
        case Cause.NO_NEXT | Cause.NO_FIRST:
            return _no_meeting(step)
        case Cause.PAUSE_ENDS:
            return f"Pausen slutar {_weekday(on, today)} och inget möte är planerat."
        case Cause.PAUSE_OVER:
            return f"Pausen tog slut {_weekday(on, today)}."
        case Cause.KEY_DATE:
            return f"Ett viktigt datum är {_weekday(on, today)}."
        case Cause.DECISION_ENDED:
            return f"Beslutet upphörde {day(on, today)}. Lägg in det nya, eller avsluta."
        case Cause.AFTER_CLOSING:
            return "Uppföljning efter avslutet: ring och fråga hur det går."
        case _:
            return _consent(step, people, on, today)


def _consent(step: Pressing, people: Sequence[str], on: date, today: date) -> str:
    who, whose = listed(people), listed([genitive(each) for each in people])
    alone = len(people) < 2
    consents = "samtycke" if alone else "samtycken"
    match step.cause:
        case Cause.NO_GUARDIAN:
            return "Ingen vårdnadshavare är inlagd. Den som är under 18 behöver minst en."
        case Cause.NO_GROUP:
            return "Ingen är med i gruppen än."
        case Cause.REFUSED:
            return f"{who} säger nej till någon i gruppen. Samtycket gäller hela gruppen."
        case Cause.WITHDRAWN:
            return f"{who} har tagit tillbaka {'sitt' if alone else 'sina'} {consents}."
        case Cause.EXPIRED:
            return f"{whose} {consents} har gått ut."
        case Cause.OUTSIDE_SCOPE if on > today:
            return f"{whose} {consents} nämner inte den som kommer med i gruppen {near_day(on, today)}."
        case Cause.OUTSIDE_SCOPE:
            return f"{whose} {consents} nämner inte alla i gruppen."
        case Cause.BIRTHDAY if step.who and step.who[0].key == "":
            return f"Behöver skriva under själv från {_weekday(on, today)}."
        case Cause.BIRTHDAY:
            return f"{who} behöver skriva under från {_weekday(on, today)}."
        case Cause.RUNS_OUT:
            return f"{whose} {consents} går ut {_weekday(on, today)}."
        case Cause.DEVIATION_ENDS:
            return f"Beslutet om vem som samtycker slutar gälla {_weekday(on, today)}."
        case Cause.COVERED:
            return "Alla har skrivit under. Ärendet kan bli aktivt."
        case _:
            return f"{who} har inte skrivit under samtycket."


def _meeting(line: Line, meeting: Meeting, today: date) -> str:
    on = meeting.starts.date()
    if on < today:
        return f"{numbered(meeting)} {_weekday(on, today)} är varken hållet eller inställt."
    place = f", {meeting.place}" if meeting.place and not line.protected else ""
    answers = []
    if line.pressing.persons:
        answers.append(f"{number(line.pressing.persons)} kommer")
    if line.pressing.no:
        answers.append(f"{number(line.pressing.no)} har anmält förhinder")
    return f"{numbered(meeting)}{place}.{f' {capital(listed(answers))}.' if answers else ''}"


def _must_not_meet(line: Line, meeting: Meeting) -> str:
    if line.beside is None:
        return f"{line.text} ska inte träffas, men båda är kallade till mötet."
    first, last = sorted((meeting.starts, line.beside))
    times = f"{say_time(first.time())} och {say_time(last.time())}"
    return f"{line.text} ska inte träffas, men deras möten ligger nära varandra: {times}."


def _no_meeting(step: Pressing) -> str:
    if step.cause is Cause.NO_FIRST:
        return "Startmötet är inte planerat."
    if step.days > MOST_DAYS:
        return "Inget möte på över fem veckor, och inget är planerat."
    if step.days == MOST_DAYS:
        return "Inget möte på fem veckor, och inget är planerat."
    return "Nästa möte är inte planerat."


def _reminder(line: Line, today: date) -> str:
    note = line.note
    if note is None:
        return line.text
    kinds = {
        NoteKind.CALL: "samtalet",
        NoteKind.TEXT_MESSAGE: "sms:et",
        NoteKind.VISIT: "besöket",
        NoteKind.COURT: "anteckningen",
        NoteKind.SCHOOL: "kontakten med skolan",
    }
    about = kinds.get(note.kind, "anteckningen") if note.kind else "anteckningen"
    with_ = f" med {note.with_}" if note.with_ and note.kind in (NoteKind.CALL, NoteKind.VISIT) else ""
    return f"Följ upp {about}{with_} från {day(note.at.date(), today)}."


def _to_the_record(step: Pressing, meeting: Meeting, today: date) -> str:
    names = {FiledKind.PLAN: say("{åtgärdsplanen}"), FiledKind.MINUTES: "mötesanteckningarna"}
    papers = capital(listed([names[each] for each in step.papers if each in names]))
    verb = "förd" if step.papers == (FiledKind.PLAN,) else "förda"
    return f"{papers} från {day(meeting.starts.date(), today)} är inte {verb} till akten."


def numbered(meeting: Meeting) -> str:
    """Says which meeting it is, neutrally (R20)."""
    kind = MEETING_KINDS[meeting.kind]
    return kind if meeting.kind in (MeetingKind.START, MeetingKind.CLOSING) else f"{kind} {meeting.number}"


def number(count: int) -> str:
    """Says a number of persons or things: in letters up to twelve."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def greeting(hour: int, person: str) -> str:
    """Greets the one whose binder it is by the time of the day."""
    if 4 <= hour < 10:
        said = "God morgon"
    elif hour < 18 and hour >= 4:
        said = "Hej"
    else:
        said = "God kväll"
    first = person.split()[0] if person.split() else ""
    return f"{said}, {first}" if first else said


def _near(on: date, today: date) -> str:
    return near_day(on, today).removeprefix("på ")


def _past(on: date, today: date) -> str:
    away = (today - on).days
    if away == 0:
        return "i dag"
    if away == 1:
        return "i går"
    return f"i {WEEKDAYS[on.weekday()]}s" if 1 < away < 7 else short_day(on, today)


def _since(on: date, today: date) -> str:
    return "i dag" if on == today else f"sedan {_past(on, today)}"


def _weekday(on: date, today: date) -> str:
    """Says a day with its weekday where that is near: "söndag 8 mars", else "8 april"."""
    return say_date(on, today, weekday=abs((on - today).days) < 14)
