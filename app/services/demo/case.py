"""One case of the demo binder, whole, as the interchange file writes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from app.models.ages import age_on
from app.models.codes import Basis, CaseState, KeyDateKind, Nominator, TargetGroup
from app.services.demo import between
from app.services.demo.consents import YOUTH, Signing, basis_of, consents, deviations
from app.services.demo.days import workday, workdays_on
from app.services.demo.fates import Fate
from app.services.demo.group import Member, gather, lines_for, newcomer, with_new_police
from app.services.demo.meetings import Meetings, Setting
from app.services.demo.people import Household, address_of, household
from app.services.demo.story import Line
from app.services.demo.timeline import Timeline, states, timeline
from app.services.demo.town import FIRST_ID, SECOND_ID, Town
from app.services.demo.words import Filling, texts

Tree = dict[str, Any]

_NOMINATORS = (
    (Nominator.POLICE, 26),
    (Nominator.SCHOOL, 28),
    (Nominator.SOCIAL_SERVICES, 24),
    (Nominator.LEISURE, 10),
    (Nominator.FAMILY, 8),
    (Nominator.SELF, 4),
)
_PRIMARY = ("Björkskolan", "Kvarnbergsskolan")
_UPPER = "Tallgymnasiet"
_ADULT = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is settled about a case before the rest follows from it; `brief` leaves out what can be spared."""

    number: int
    fate: Fate
    days: Timeline
    family: Household
    born: date
    identity: str
    school: str | None
    coordinator: str
    chance: Random
    fill: Filling
    brief: bool

    @property
    def begins(self) -> date:
        """The first active day, or the last that there is anything to tell of."""
        return self.days.active or self.days.reached

    @property
    def grown_up(self) -> bool:
        """Whether the youth was of age when the case began."""
        return age_on(self.born, self.begins) >= _ADULT


class CaseMaker:
    """Makes the cases of one binder; with `brief` the many that are over have no more than history needs."""

    def __init__(self, town: Town, today: date, seed: int, *, brief: bool) -> None:
        self._town, self._today, self._seed, self._brief = town, today, seed, brief
        self._code_names = _code_names()
        self._of_year: dict[int, int] = {}

    def make(self, number: int, fate: Fate) -> Tree:
        """The case of a number, from 1, with a fate."""
        draft = self._draft(number, fate)
        guardians = self._guardians(draft)
        keys = [f"guardian:{each['id']}" for each in guardians]
        lines: Sequence[Line] = ()
        members: list[Member] = []
        if fate.has_group:
            areas = "young_adult" if draft.grown_up else "young"
            lines = lines_for(areas, fate.marks, draft.chance, guardians=len(guardians))
            members = self._members(draft, lines)
        table = self._table(draft, keys, lines, members)
        case = self._facts(draft, guardians, members, table)
        return case | self._around(draft, guardians, keys, members, table)

    # what is settled first

    def _draft(self, number: int, fate: Fate) -> Draft:
        chance = Random(f"{self._seed}/{number}")
        woman = chance.random() < 0.32
        family = household(chance, woman=woman)
        days = timeline(fate, self._today, chance)
        born, identity = self._town.numbers.identity(_born(fate, self._today, chance), woman=woman)
        coordinator = FIRST_ID if number % 3 else SECOND_ID
        names = {each["id"]: each["name"] for each in self._town.coordinators}
        return Draft(
            number=number,
            fate=fate,
            days=days,
            family=family,
            born=born,
            identity=identity,
            school=_school(age_on(born, days.reached), chance),
            coordinator=coordinator,
            chance=chance,
            fill=Filling(family.youth.name, woman=woman, coordinator=names[coordinator]),
            brief=self._brief and not fate.is_open,
        )

    def _guardians(self, draft: Draft) -> list[Tree]:
        """The guardians of who is a minor when the case begins: two, or the mother alone."""
        if draft.grown_up or "no_guardian" in draft.fate.marks:
            return []
        fate, chance, family = draft.fate, draft.chance, draft.family
        alone = fate.consent == "ok" and not fate.marks and chance.random() < 0.3
        speaks = family.youth.speaks
        interpreter = speaks != "sv" and ("interpreter" in fate.marks or chance.random() < 0.25)
        made: list[Tree] = []
        for named, relation in ((family.mother, "mamma"), (family.father, "pappa"))[: 1 if alone else 2]:
            one: Tree = {"id": f"vh-{len(made) + 1}", "name": named.name, "relation": relation}
            if chance.random() < 0.5:
                one["email"] = address_of(named.name)
            one["phone"] = self._town.numbers.mobile()
            one["language"] = speaks
            if interpreter:
                one["interpreter"] = True
            made.append(one | {"channel": "encrypted_mail" if "email" in one else "text_message"})
        return made

    def _members(self, draft: Draft, lines: Sequence[Line]) -> list[Member]:
        fate, chance = draft.fate, draft.chance
        members = gather(
            self._town,
            draft.family,
            lines,
            first=workday(draft.begins - timedelta(days=14), back=True),
            school=(draft.school or _UPPER).partition(",")[0],
            relative_too=chance.random() < (0.15 if draft.brief else 0.4),
            chance=chance,
        )
        if "many_police" in fate.marks:
            members = with_new_police(members, draft.days.held, self._town, chance)
        if fate.consent == "outside":
            members.append(newcomer(self._town, members, workdays_on(self._today, -2), chance))
        return members

    def _table(
        self, draft: Draft, guardians: Sequence[str], lines: Sequence[Line], members: Sequence[Member]
    ) -> Meetings:
        """All the meetings, the planned one included."""
        fate, days = draft.fate, draft.days
        language = texts("life")["languages"][draft.family.youth.speaks]
        interpreted = "interpreter" in fate.marks and draft.family.youth.speaks != "sv"
        setting = Setting(
            members=members,
            guardians=guardians,
            born=draft.born,
            coordinator=draft.coordinator,
            place=draft.chance.choice(texts("places")["rooms"]),
            hour=fate.hour,
            lines=lines,
            marks=fate.marks,
            interpreter=f"{language}, på plats" if interpreted else None,
            brief=draft.brief,
        )
        table = Meetings(setting, self._town, draft.chance, draft.fill)
        last = days.held[-1] if days.held else self._today
        table.hold(
            days.held, days.planned or workday(last + timedelta(days=28)), closes=days.ended is not None
        )
        if "extra" in fate.marks and days.held:
            table.extra(workday(last + timedelta(days=9)))
        if days.planned is not None:
            table.plan(days.planned, fate.hour)
        return table

    # what the file says

    def _facts(self, draft: Draft, guardians: list[Tree], members: Sequence[Member], table: Meetings) -> Tree:
        fate, days, chance = draft.fate, draft.days, draft.chance
        year = days.nominated.year
        self._of_year[year] = self._of_year.get(year, 0) + 1
        made: Tree = {"id": f"demo-{draft.number:04}"}
        if self._code_names:
            made["code_name"] = self._code_names.pop(0)
        made |= {"reference": f"{year}-{self._of_year[year]:03}", "coordinator": draft.coordinator}
        if "stand_in" in fate.marks:
            made["stand_in"] = SECOND_ID if draft.coordinator == FIRST_ID else FIRST_ID
        host = next((each.worker.id for each in members if each.seat == "host"), None)
        nominator = chance.choices([each for each, _ in _NOMINATORS], [share for _, share in _NOMINATORS])[0]
        basis = basis_of(fate.marks, chance)
        outcomes = table.story.outcomes()
        return made | {
            "responsible_social_worker": host or self._town.seat(chance, "host").id,
            "young_person": self._youth(draft),
            "guardians": guardians,
            "target_group": _target(fate, chance).value,
            "basis": basis.value,
            "life_areas": "young_adult" if draft.grown_up else "young",
            "nominated_by": nominator.value,
            "states": states(fate, days, nominator, chance, draft.fill, outcomes),
            "key_dates": self._key_dates(draft, basis),
        }

    def _youth(self, draft: Draft) -> Tree:
        fate, chance, youth = draft.fate, draft.chance, draft.family.youth
        made: Tree = {
            "name": youth.name,
            "birth_date": draft.born.isoformat(),
            "identity_number": draft.identity,
        }
        protected = "protected" in fate.marks
        if protected:
            made["protected_identity"] = True
        if not fate.has_group:
            return made
        if chance.random() < 0.3:
            made["email"] = address_of(youth.name)
        made["phone"] = self._town.numbers.mobile()
        if protected:
            return made | {"phone_on_list": False, "channel": "by_hand"}
        places = texts("places")
        made["address"] = f"{chance.choice(places['streets'])} {chance.randint(1, 98)}, Provköping"
        if draft.school:
            made["school"] = draft.school
        return made | {"district": chance.choice(places["districts"]), "channel": "text_message"}

    def _around(
        self,
        draft: Draft,
        guardians: list[Tree],
        keys: Sequence[str],
        members: Sequence[Member],
        table: Meetings,
    ) -> Tree:
        """Consents, the group, the meetings, and what happened around them."""
        fate, days, chance = draft.fate, draft.days, draft.chance
        made: Tree = {
            "deviations": deviations(fate.consent, keys, draft.begins, self._today),
            "participants": [each.tree() for each in members],
            "wishes": [],
            "information": [],
            "consents": self._consents(draft, keys, members),
            "meetings": table.made,
            "reports": self._news(draft, table),
            "situations": [],
            "evaluations": [],
            "attachments": [],
        }
        if fate.has_group and not draft.brief:
            told_on = workday(draft.begins - timedelta(days=12), back=True)
            made["wishes"] = between.wishes(told_on, chance, draft.fill)
            made["information"] = between.told(
                [YOUTH, *keys],
                told_on,
                chance,
                language=draft.family.youth.speaks,
                interpreter=any(each.get("interpreter") for each in guardians),
            )
        made["incidents"] = between.incidents(
            draft.begins, days.reached, chance, sanction="sanction" in fate.marks, many=not draft.brief
        )
        if days.active is not None:
            made["situations"] = between.situations(days.active, days.ended, chance, adult=draft.grown_up)
            made["evaluations"] = [] if draft.brief else between.evaluations(days.held, chance)
        return made | {"notes": self._notes(draft, guardians, members)}

    def _consents(self, draft: Draft, guardians: Sequence[str], members: Sequence[Member]) -> list[Tree]:
        fate = draft.fate
        if not fate.has_group:
            return []
        if fate.consent == "deviation":
            guardians = guardians[:-1]
        named = [each for each in members if fate.consent != "outside" or each is not members[-1]]
        signing = Signing(
            signers=[YOUTH, *guardians],
            organisations=list(dict.fromkeys(each.standing for each in named)),
            police=next((each.standing for each in named if each.seat == "police"), None),
            first=workday(draft.begins - timedelta(days=8), back=True),
            until=draft.days.covered_until,
            today=self._today,
            matter=fate.consent,
        )
        return consents(signing, draft.chance, draft.fill)

    def _key_dates(self, draft: Draft, basis: Basis) -> list[Tree]:
        words, marks = texts("life")["dates"], draft.fate.marks
        made: list[tuple[KeyDateKind, date]] = []
        if draft.days.active is not None and basis is Basis.ASSISTANCE:
            ends = draft.days.active + timedelta(days=draft.chance.choice((334, 364)))
            made.append((KeyDateKind.DECISION_ENDS, ends))
        if "sanction" in marks:
            made.append((KeyDateKind.SANCTION_ENDS, workdays_on(self._today, 13)))
        if "trial" in marks or "arrested" in marks:
            made.append((KeyDateKind.TRIAL, workdays_on(self._today, 8 if "trial" in marks else 20)))
        return [
            {"kind": kind.value, "date": day.isoformat(), "note": words[kind.value]}
            for kind, day in sorted(made, key=lambda each: each[1])
        ]

    def _notes(self, draft: Draft, guardians: list[Tree], members: Sequence[Member]) -> list[Tree]:
        days, chance, fill = draft.days, draft.chance, draft.fill
        if days.active is None:
            first = guardians[0] if guardians else None
            parent = f"{first['name'].split()[0]}, {first['relation']}" if first else None
            return between.early_notes(days.nominated, days.reached, chance, fill, parent)
        people = [(each["name"], each["relation"]) for each in guardians]
        people += [(each.worker.named.name, each.worker.role) for each in members if each.last is None]
        count = chance.randint(1, 3) if draft.brief else chance.randint(4, 9)
        until = days.ended or self._today - timedelta(days=1)
        made = between.notes(days.active, until, count, people, chance, fill)
        if draft.fate.state is CaseState.ACTIVE and made and chance.random() < 0.35:
            day = workdays_on(self._today, chance.choice((-1, 1, 2, 4)))
            if made[-1]["at"][:10] < day.isoformat():
                made[-1]["follow_up_on"] = day.isoformat()
        return made

    def _news(self, draft: Draft, table: Meetings) -> list[Tree]:
        """What was heard of open steps since the last meeting (R11)."""
        fate, days, chance = draft.fate, draft.days, draft.chance
        if not fate.is_open or not days.held:
            return []
        since = (self._today - days.held[-1]).days
        made = []
        for step in table.story.open[:3]:
            if since > 3 and chance.random() < 0.4:
                day = days.held[-1] + timedelta(days=chance.randint(1, since - 1))
                made.append(
                    {
                        "action": step.id,
                        "date": day.isoformat(),
                        "by": step.responsible,
                        "outcome": "done",
                        "note": draft.fill(step.went_well),
                    }
                )
        return sorted(made, key=lambda each: str(each["date"]))


def _born(fate: Fate, today: date, chance: Random) -> date:
    """A day of birth that gives today's age, with no birthday soon unless there is to be one."""
    days = chance.randint(70, 330) if fate.birthday_in is None else fate.birthday_in
    turns = today + timedelta(days=days)
    day = 28 if (turns.month, turns.day) == (2, 29) else turns.day
    return turns.replace(year=turns.year - fate.age - 1, day=day)


def _school(age: int, chance: Random) -> str | None:
    if age > _ADULT:
        return None
    if age > 15:
        return f"{_UPPER}, {chance.choice(texts('places')['courses'])}"
    return f"{chance.choice(_PRIMARY)}, {max(7, age - 6)} {chance.choice('ABC')}"


def _target(fate: Fate, chance: Random) -> TargetGroup:
    if "leaver" in fate.marks:
        return TargetGroup.LEAVER
    return chance.choices((TargetGroup.RISK, TargetGroup.LIFESTYLE), (8, 2))[0]


def _code_names() -> list[str]:
    """Code names, each once: nature's words, then with a word before them."""
    words = texts("people")["code_names"]
    firsts: list[str] = words["first"]
    return [*firsts, *(f"{one} {each[0].lower()}{each[1:]}" for one in words["before"] for each in firsts)]
