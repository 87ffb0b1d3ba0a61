"""What consents amount to, in the words of a colleague: the chip, the banner and the cells (R4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.models.consent_status import ConsentStatus, ConsentWarning, ConsentWarningCode
from app.models.cover import Cover
from app.models.who import Who
from app.ui.kit.chip import ChipKind
from app.ui.saying import capital, count, day, first_name, first_names, genitive, listed, near_day

CELLS = {
    Cover.COVERED: (ChipKind.DONE, "Ja", "check"),
    Cover.REFUSED: (ChipKind.ATTENTION, "Nej", "ban"),
    Cover.WITHDRAWN: (ChipKind.ATTENTION, "Återkallat", "undo-2"),
    Cover.EXPIRED: (ChipKind.ATTENTION, "Gått ut", "clock"),
    Cover.NOT_YET: (ChipKind.ATTENTION, "Inte än", "hourglass"),
    Cover.MISSING: (ChipKind.ATTENTION, "Saknas", "minus"),
}
"""A cell of the matrix: how one person's consent stands towards one organisation."""

SUMS = {
    Cover.COVERED: (ChipKind.DONE, "Täcks", "check"),
    Cover.REFUSED: (ChipKind.ATTENTION, "Nekas", "ban"),
}
MOST = 4
"""Sentences of the banner; the matrix and what lies ahead say the rest."""
LONGEST = 24
"""Letters of the names in a chip; more are counted instead."""
NOT_COVERED = (ChipKind.ATTENTION, "Täcks inte", "minus")
"""The lowest row of the matrix."""


@dataclass(frozen=True)
class Said:
    """A message with its kind: the banner's or the chip's."""

    kind: ChipKind
    strong: str
    text: str = ""


def chip(status: ConsentStatus, names: Mapping[Who, str], today: date) -> tuple[ChipKind, str, str]:
    """Says the whole in a chip: kind, words and icon."""
    if status.refusals:
        who, _ = status.refusals[0]
        return ChipKind.ATTENTION, f"{first_name(names.get(who, '?'))} nekar", "ban"
    if status.day.guardian_missing:
        return ChipKind.ATTENTION, "Vårdnadshavare saknas", "user-plus"
    lacking = [each for each in status.missing if each.who is not None]
    if lacking:
        worst = {each.why for each in lacking}
        people = [names.get(each.who, "?") for each in lacking if each.who is not None]
        if worst == {Cover.WITHDRAWN}:
            return ChipKind.ATTENTION, "Återkallat", "undo-2"
        if worst == {Cover.EXPIRED}:
            return ChipKind.ATTENTION, "Har gått ut", "clock"
        called = listed(first_names(people))
        many = count(len(people), "underskrift saknas", "underskrifter saknas")
        words = f"Saknas: {called}" if len(called) <= LONGEST else many
        return ChipKind.ATTENTION, words, "signature"
    if not status.covered:
        outside = sum(state is not Cover.COVERED for state in status.organisations.values())
        return ChipKind.ATTENTION, f"Täcker inte {outside} i gruppen", "users-round"
    if not status.required:
        return ChipKind.ATTENTION, "Ingen behöver samtycka", "circle-help"
    last = status.covered_through
    if last is None:
        return ChipKind.ATTENTION, "Gäller utan slutdatum", "clock"
    soon = (last - today).days <= 30
    words = f"Gäller till {_until(last, today)}"
    return (ChipKind.ATTENTION, words, "clock") if soon else (ChipKind.DONE, words, "check")


def _until(last: date, today: date) -> str:
    """Says a last day: "i dag", "lördag", "30 juni"."""
    return near_day(last, today).removeprefix("på ")


def banner(status: ConsentStatus, names: Mapping[Who, str], scope: Callable[[str], str], today: date) -> Said:
    """Says in two sentences whether the group may share, and why the sum is what it is."""
    strong, texts = _sum(status, names, scope, today)
    # Whom the consents do not name is said in the sum already, where it fails for that.
    told = [
        each
        for each in status.warnings
        if status.covered or each.code is not ConsentWarningCode.OUTSIDE_SCOPE
    ]
    ends = [each.on for each in told if each.code is ConsentWarningCode.RUNS_OUT]
    if status.covered and len(ends) == len(status.required) and len(set(ends)) == 1:
        # The sum has said which day.
        told = [each for each in told if each.code is not ConsentWarningCode.RUNS_OUT]
        texts.append("Det är dags att förnya.")
    texts += [said for said in warnings(told, names, scope, today) if said not in texts]
    # A renewal to come is good news; where it comes too late there is also an end that is warned of.
    fine = status.covered and all(each.code is ConsentWarningCode.RENEWAL_BEGINS for each in status.warnings)
    kind = ChipKind.DONE if fine else ChipKind.ATTENTION
    return Said(kind, strong, " ".join(texts[:MOST]))


def _sum(
    status: ConsentStatus, names: Mapping[Who, str], scope: Callable[[str], str], today: date
) -> tuple[str, list[str]]:
    future = status.on != today
    on_day = f" {day(status.on, today)}" if future else ""
    if status.day.guardian_missing:
        return (
            f"Gruppen får inte dela uppgifter{on_day}.",
            ["Den som är under 18 behöver minst en vårdnadshavare i ärendet, som samtycker."],
        )
    if status.refusals:
        who, organisation = status.refusals[0]
        return (
            f"Gruppen får inte dela uppgifter{on_day}.",
            [
                f"{first_name(names.get(who, '?'))} vill inte att {scope(organisation)} tar del.",
                "Samtycket gäller hela gruppen: föreslå att avsluta, och erbjud annan hjälp.",
            ],
        )
    if status.missing:
        return f"Gruppen får inte dela uppgifter{on_day}.", [_lacking(status, names)]
    if not status.organisations:
        return "Ingen organisation är med i gruppen än.", [
            "Samtycket täcker de organisationer som kryssas för."
        ]
    if not status.covered:
        outside = [scope(each) for each, state in status.organisations.items() if state is not Cover.COVERED]
        return (
            f"Gruppen får inte dela allt{on_day}.",
            [f"Samtycket nämner inte {listed(outside, 'eller')}. Det som skickas går till de andra."],
        )
    if not status.required:
        return f"Gruppen får dela uppgifter{on_day}.", ["Ett beslut gör att ingen behöver samtycka."]
    signed = _signed(status, names, today)
    if status.covered_through is None:
        return f"Gruppen får dela uppgifter{on_day}.", [signed]
    last = status.covered_through
    weekday = near_day(last, today).removeprefix("på ") if (last - today).days < 7 else ""
    named = (
        f"{weekday} {day(last, today)}"
        if weekday and weekday not in ("i dag", "i morgon")
        else (weekday or day(last, today))
    )
    return f"Gruppen får dela uppgifter till och med {named}.", [signed]


def _lacking(status: ConsentStatus, names: Mapping[Who, str]) -> str:
    """Says who has not consented, and what has become of it."""
    by_state: dict[Cover, list[str]] = {}
    for each in status.missing:
        if each.who is not None:
            by_state.setdefault(each.why, []).append(names.get(each.who, "?"))
    said = []
    for state, people in by_state.items():
        who, whose = listed(first_names(people)), listed(map(genitive, first_names(people)))
        alone = len(people) == 1
        consents = "samtycke" if alone else "samtycken"
        said.append(
            {
                Cover.WITHDRAWN: f"{who} har återkallat {'sitt' if alone else 'sina'} {consents}.",
                Cover.EXPIRED: f"{whose} {consents} har gått ut.",
                Cover.NOT_YET: f"{whose} {consents} har inte börjat gälla än.",
                Cover.MISSING: f"{who} har inte skrivit under.",
                Cover.REFUSED: f"{who} har sagt nej.",
                Cover.COVERED: "",
            }[state]
        )
    done = [names.get(who, "?") for who in status.required if status.persons[who] is Cover.COVERED]
    if done:
        said.append(f"{listed(first_names(done))} har gjort det." if Cover.MISSING in by_state else "")
    return " ".join(each for each in said if each)


def _signed(status: ConsentStatus, names: Mapping[Who, str], today: date) -> str:
    """Says who has signed, and until when where it is the same for all."""
    people = [names.get(who, "?") for who in status.required]
    ends = {status.governing[who].valid_until for who in status.required if who in status.governing}
    guardians = all(str(who).startswith("guardian:") for who in status.required) and len(people) == 2
    who = "Båda vårdnadshavarna" if guardians else listed(first_names(people))
    end = next(iter(ends), None)
    until = f" till {day(end, today)}" if len(ends) == 1 and end is not None else ""
    return f"{who} har skrivit under{until}."


def warnings(
    told: Sequence[ConsentWarning], names: Mapping[Who, str], scope: Callable[[str], str], today: date
) -> list[str]:
    """Says what there is to see to, in a sentence for all of whom the same is true."""
    alike: dict[ConsentWarning, list[str]] = {}
    for each in told:
        people = alike.setdefault(replace(each, who=None), [])
        if each.who is not None:
            people.append(first_name(names.get(each.who, "?")))
    said = (_warning(each, people, names, scope, today) for each, people in alike.items())
    return [each for each in said if each]


def _warning(
    told: ConsentWarning,
    people: list[str],
    names: Mapping[Who, str],
    scope: Callable[[str], str],
    today: date,
) -> str:
    """Says one thing to see to of some people, or nothing where the sum has said it already."""
    alone = len(people) == 1
    who, whose = listed(people), listed(map(genitive, people))
    consents = "samtycke" if alone else "samtycken"
    youth = first_name(names.get(Who.YOUTH, "?"))
    when = capital(near_day(told.on, today)) if told.on is not None else ""
    match told.code:
        case ConsentWarningCode.NO_END:
            return f"{whose} {consents} saknar slutdatum."
        case ConsentWarningCode.RUNS_OUT:
            return f"{whose} {consents} gäller till {_until(told.on or today, today)}."
        case ConsentWarningCode.RENEWAL_BEGINS:
            return f"{whose} nya {consents} börjar gälla {near_day(told.on or today, today)}."
        case ConsentWarningCode.OUTSIDE_SCOPE:
            own = "sitt" if alone else "sina"
            return f"{who} har inte nämnt {scope(told.organisation or '')} i {own} {consents}."
        case ConsentWarningCode.BIRTHDAY:
            return _birthday(told, youth, when)
        case ConsentWarningCode.DEVIATION_ENDS:
            again = [names.get(each, "?") for each in told.dropped]
            after = (told.on or today) + timedelta(days=1)
            if not again:
                return ""
            return f"Från {day(after, today)} behöver {listed(first_names(again))} samtycka igen."
        case _:
            return ""


def _birthday(told: ConsentWarning, youth: str, when: str) -> str:
    if told.added and not told.dropped:
        return f"{when} fyller {youth} {told.age} och behöver skriva under själv."
    if told.dropped and not told.added:
        return f"{when} fyller {youth} {told.age}. Då räcker det att {youth} själv samtycker."
    return f"{when} fyller {youth} {told.age} och samtycker själv."
