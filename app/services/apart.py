"""Who is kept apart in a case, by name, and the meetings that would bring them together (R9)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models.address_book import Contact, Coordinator
from app.models.apart import KeptApart, persons_of
from app.models.case import Guardian, YoungPerson
from app.models.clashes import Clash, Gathering, clashes
from app.models.who import Who, WhoKind
from app.storage.binder import Binder
from app.storage.work import Work

Named = tuple[str, Who]
"""A person by the case they are of, and the WHO there."""


@dataclass(frozen=True, kw_only=True)
class ApartRow:
    """One note as a case's page shows it, from that case's side.

    `who` and `other` are names; `other` is None where it is papers that are withheld. `elsewhere` is whose
    case the other is of, None where it is the same. `owner` is the case in which it is noted.
    """

    pair: KeptApart
    who: str
    other: str | None
    elsewhere: str | None
    owner: str
    turned: bool = False


@dataclass(frozen=True, kw_only=True)
class Crossing:
    """Two who must not meet, by name, whom a meeting would bring together.

    `beside` is the other's meeting where that is another: whose case it is, and when it starts.
    """

    names: tuple[str, str]
    beside: tuple[str, datetime] | None = None


def apart_in(binder: Binder, case_id: str) -> tuple[ApartRow, ...]:
    """Who is kept apart from whom in a case, also where it is noted in the other's."""
    with binder.reading() as work:
        own = work.all(KeptApart, case_id=case_id)
        theirs = work.all(KeptApart, other_case_id=case_id)
        names = _names(work, [*own, *theirs])
        youths = {each: names[each, Who.YOUTH] for each in _cases([*own, *theirs])}
    rows = [
        ApartRow(
            pair=each,
            who=names[persons_of(each)[0]],
            other=None if each.other is None else names[persons_of(each)[1]],
            elsewhere=None if each.other_case_id is None else youths[each.other_case_id],
            owner=case_id,
        )
        for each in own
    ]
    for each in theirs:
        assert each.other is not None
        rows.append(
            ApartRow(
                pair=each,
                who=names[case_id, each.other],
                other=names[each.case_id, each.who],
                elsewhere=youths[each.case_id],
                owner=each.case_id,
                turned=True,
            )
        )
    return tuple(rows)


def youths_elsewhere(binder: Binder, case_id: str) -> tuple[tuple[str, str], ...]:
    """The other cases of the binder by id, with the name of each youth, in order of name."""
    with binder.reading() as work:
        rows = [(each.id, each.name) for each in work.cases_for_list() if each.id != case_id]
    return tuple(sorted(rows, key=lambda each: (each[1].casefold(), each[0])))


def meetings_of(
    binder: Binder,
    case_id: str,
    key: str | None,
    *,
    starts: datetime,
    minutes: int,
    place: str | None,
    called: Collection[Who],
) -> tuple[Crossing, ...]:
    """Whom a meeting that is being planned or moved would bring together, as it stands in the dialog.

    `key` is the meeting's where it is planned already.
    """
    day = starts.date()
    with binder.reading() as work:
        apart = work.kept_apart()
        others = work.gatherings(apart, day, day)
        mine = Gathering(
            case_id=case_id,
            key=key or "",
            starts=starts,
            minutes=minutes,
            place=place,
            called=frozenset(called),
        )
        rest = [each for each in others if (each.case_id, each.key) != (case_id, mine.key)]
        found = [each for each in clashes(apart, [mine, *rest]) if mine in (each.one, each.other)]
        names = _names(
            work,
            [each.pair for each in found],
            [each.case_id for one in found for each in (one.one, one.other)],
        )
    return tuple(_said(each, mine, names) for each in found)


def _said(clash: Clash, mine: Gathering, names: Mapping[Named, str]) -> Crossing:
    one, other = persons_of(clash.pair)
    theirs = clash.other if clash.one is mine else clash.one
    return Crossing(
        names=(names[one], names[other]),
        beside=None if clash.together else (names[theirs.case_id, Who.YOUTH], theirs.starts),
    )


def _cases(apart: Iterable[KeptApart]) -> list[str]:
    found = [case for each in apart for case in (each.case_id, each.other_case_id) if case is not None]
    return list(dict.fromkeys(found))


def _names(work: Work, apart: Sequence[KeptApart], cases: Iterable[str] = ()) -> dict[Named, str]:
    """The names of those who are noted, and of the youths and guardians of their cases and of some more."""
    found: dict[Named, str] = {}
    for case in dict.fromkeys((*_cases(apart), *cases)):
        youth = work.get(YoungPerson, case)
        found[case, Who.YOUTH] = "?" if youth is None else youth.name
        for guardian in work.all(Guardian, case_id=case):
            found[case, Who.guardian(guardian.key)] = guardian.name
    for pair in apart:
        for case, who in persons_of(pair):
            if who.kind is WhoKind.CONTACT:
                contact = work.get(Contact, who.key)
                found[case, who] = "?" if contact is None else contact.name
            elif who.kind is WhoKind.COORDINATOR:
                coordinator = work.get(Coordinator, who.key)
                found[case, who] = "?" if coordinator is None else coordinator.name
            else:
                found.setdefault((case, who), "?")
    return found
