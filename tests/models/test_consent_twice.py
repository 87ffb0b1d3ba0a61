"""R1–R5 against a second formulation: plain dictionaries, walked day by day, no code shared."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.address_book import AddressBook
from app.models.consent_status import consent_status
from app.models.family import guardians_in_circle
from app.models.permit import Allowed, permit, permit_for_all
from app.models.who import Who
from tests.builders import (
    a_case,
    a_consent,
    a_contact,
    a_deviation,
    a_guardian,
    a_participant,
    an_organisation,
    by_id,
)

START = date(2027, 2, 1)
WINDOW = 60
PERSONS = ("youth", "guardian:g1", "guardian:g2")
CONTACTS = by_id(
    a_contact("p1", "police"), a_contact("p2", "police"), a_contact("s1", "school"), a_contact("x1")
)
CONTACTS |= by_id(a_contact("h1", "host"))
BOOK = AddressBook(
    contacts=CONTACTS,
    organisations=by_id(
        an_organisation("police"), an_organisation("school"), an_organisation("host", host=True)
    ),
)
NAMED = ("police", "school", "host", "contact:x1", "guardian:g1")

days = st.integers(0, WINDOW).map(lambda n: START + timedelta(days=n))
births = st.one_of(
    st.sampled_from([date(2012, 2, 29), date(2008, 2, 29)]),
    st.builds(lambda day, age: day.replace(year=day.year - age), days, st.sampled_from([14, 15, 18])),
)
maybe_day = st.none() | days


@st.composite
def consents(draw):
    signed = draw(days)
    every = draw(st.booleans())
    return {
        "by": draw(st.sampled_from(PERSONS)),
        "signed": signed,
        "valid_from": draw(st.just(signed) | days),
        "valid_until": draw(maybe_day),
        "organisations": "all" if every else draw(st.lists(st.sampled_from(NAMED), unique=True)),
        "refused": draw(st.just([]) | st.lists(st.sampled_from(NAMED[:3]), unique=True, max_size=1)),
        "withdrawn": draw(maybe_day),
    }


files = st.fixed_dictionaries(
    {
        "born": births,
        "guardians": st.lists(
            st.tuples(st.sampled_from(["g1", "g2"]), maybe_day, maybe_day), unique_by=lambda each: each[0]
        ),
        "participants": st.lists(st.tuples(st.sampled_from(sorted(CONTACTS)), days, maybe_day), max_size=5),
        "consents": st.lists(consents(), max_size=8),
        "deviations": st.lists(
            st.tuples(st.lists(st.sampled_from(PERSONS), max_size=2), days, maybe_day), max_size=2
        ),
    }
)
# Most random files are covered by nothing; these are nearly in order, so that the sum is often true.
orderly = st.fixed_dictionaries(
    {
        "born": births,
        "guardians": st.just([("g1", None, None), ("g2", None, None)]),
        "participants": st.lists(st.tuples(st.sampled_from(sorted(CONTACTS)), days, maybe_day), max_size=3),
        "consents": st.tuples(
            *(
                st.fixed_dictionaries(
                    {
                        "by": st.just(person),
                        "signed": st.just(START),
                        "valid_from": st.just(START),
                        "valid_until": maybe_day,
                        "organisations": st.just(list(NAMED)),
                        "refused": st.just([]),
                        "withdrawn": st.none() | days,
                    }
                )
                for person in PERSONS
            )
        ).map(list),
        "deviations": st.just([]),
    }
)


def record(file):
    return a_case(
        born=file["born"],
        guardians=[a_guardian(key, from_=first, to=last) for key, first, last in file["guardians"]],
        participants=[a_participant(key, from_=first, to=last) for key, first, last in file["participants"]],
        consents=[
            a_consent(
                each["by"],
                each["organisations"],
                key=str(place),
                signed=each["signed"],
                valid_from=each["valid_from"],
                valid_until=each["valid_until"],
                withdrawn=each["withdrawn"],
                refused=each["refused"],
            )
            for place, each in enumerate(file["consents"])
        ],
        deviations=[a_deviation(*who, on=first, until=last) for who, first, last in file["deviations"]],
    )


def every_day(first, last):
    """All days of a span within what the tests look at, one by one."""
    day = first or START - timedelta(days=1)
    end = last or START + timedelta(days=3 * WINDOW)
    found = set()
    while day <= end:
        found.add(day)
        day += timedelta(days=1)
    return found


def plain_age(birth, on):
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def plain_group(file, on):
    group = set()
    for key, first, last in file["participants"]:
        if on in every_day(first, last):
            group.add(
                {"p1": "police", "p2": "police", "s1": "school", "h1": "host"}.get(key, f"contact:{key}")
            )
    return group


def plain_status(file, on):
    age = plain_age(file["born"], on)
    guardians = [f"guardian:{key}" for key, first, last in file["guardians"] if on in every_day(first, last)]
    let_off = {
        who for each, first, last in file["deviations"] if on in every_day(first, last) for who in each
    }
    asked = {True: guardians, False: ["youth", *guardians] if age < 18 else ["youth"]}[age < 15]
    required = [who for who in asked if who not in let_off]
    orphan = age < 18 and not guardians

    states, naming, refusing = {}, {}, {}
    for who in required:
        own = [each for each in file["consents"] if each["by"] == who]
        current = None
        day = START
        while day <= on:
            for each in own:
                if max(each["signed"], each["valid_from"]) != day:
                    continue
                if current is None or (each["signed"], each["valid_from"]) >= (
                    current["signed"],
                    current["valid_from"],
                ):
                    current = each
            day += timedelta(days=1)
        if current is None:
            states[who] = "not_yet" if own else "missing"
            naming[who], refusing[who] = set(), set()
            continue
        if current["withdrawn"] and on in every_day(current["withdrawn"], None):
            states[who] = "withdrawn"
        elif current["valid_until"] and on > current["valid_until"]:
            states[who] = "expired"
        else:
            states[who] = "covered"
        every = current["organisations"] == "all"
        naming[who] = plain_group(file, current["signed"]) if every else set(current["organisations"])
        refusing[who] = set(current["refused"])

    worst = "covered"
    for state in ("missing", "not_yet", "expired", "withdrawn"):
        if state in states.values() or (state == "missing" and orphan):
            worst = state

    def towards(organisation):
        if any(organisation in refusing[who] for who in required):
            return "refused"
        if worst == "covered" and not all(organisation in naming[who] for who in required):
            return "missing"
        return worst

    missing = {who: state for who, state in states.items() if state != "covered"}
    if orphan:
        missing["guardian"] = "missing"
    organisations = {each: towards(each) for each in plain_group(file, on)}
    covered = worst == "covered" and set(organisations.values()) <= {"covered"}
    return {
        "age": age,
        "required": required,
        "missing": missing,
        "organisations": organisations,
        "covered": covered,
        "towards": towards,
    }


@settings(max_examples=100)
@given(files | orderly, days)
def test_the_status_of_a_day_is_the_same_in_both(file, on):
    first, second = consent_status(record(file), CONTACTS, on), plain_status(file, on)
    assert first.age == second["age"]
    assert [str(who) for who in first.required] == second["required"]
    assert {each.name: each.why.value for each in first.missing} == second["missing"]
    assert {each: state.value for each, state in first.organisations.items()} == second["organisations"]
    assert first.covered is second["covered"]


@settings(max_examples=40)
@given(orderly | files, days)
def test_covered_through_is_the_day_before_the_first_uncovered(file, on):
    through = consent_status(record(file), CONTACTS, on).covered_through
    last = START + timedelta(days=WINDOW + 5)
    if not plain_status(file, on)["covered"]:
        assert through is None
        return
    day = on
    while plain_status(file, day)["covered"] and day < last:
        day += timedelta(days=1)
    if plain_status(file, day)["covered"]:
        assert through is None or through >= last
    else:
        assert through == day - timedelta(days=1)


@settings(max_examples=50)
@given(orderly | files, days)
def test_each_recipient_is_tested_the_same_in_both(file, on):
    case, plain = record(file), plain_status(file, on)
    status = consent_status(case, CONTACTS, on)
    for key, contact in CONTACTS.items():
        belongs = any(
            each == key and on in every_day(first, last) for each, first, last in file["participants"]
        )
        stands_for = contact.organisation_id or f"contact:{key}"
        expected = belongs and (stands_for == "host" or plain["towards"](stands_for) == "covered")
        assert isinstance(permit(case, BOOK, status, Who.contact(key)), Allowed) is expected
    for key, first, last in file["guardians"]:
        decides = plain["age"] < 18 and on in every_day(first, last)
        named = plain["required"] and plain["towards"](f"guardian:{key}") == "covered"
        expected = bool(decides or named)
        assert (key in {each.key for each in guardians_in_circle(case, on)}) is expected
        assert isinstance(permit(case, BOOK, status, Who.guardian(key)), Allowed) is expected
    assert isinstance(permit(case, BOOK, status, Who.YOUTH), Allowed)
    assert isinstance(permit_for_all(case, status), Allowed) is plain["covered"]
