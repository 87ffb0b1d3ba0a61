"""The part of the interchange file that tells who is kept apart, and what its three ways can say (R9)."""

from app.models.codes import MustNot
from app.models.records import KeptApart
from app.models.who import Who, WhoKind
from app.storage.interchange.reading import FAULTY, Place, Reading
from app.storage.interchange.shape import Shape, Tree, may, must
from app.storage.interchange.values import (
    CodeText,
    Day,
    Person,
    PersonElsewhere,
    Reference,
    Several,
    Text,
    refer_to,
)


def two_are_apart(pair: Tree, at: Place, reading: Reading) -> None:
    """Two persons are kept apart, or papers from one: who `other` is, and what each form can say.

    With `case` it is that case's youth or guardian, whom one can be kept from meeting; what one case's papers
    tell of another nobody can withhold. Without `other` it is the papers that `who` must not read.
    """
    other, must_not = pair.get("other"), pair.get("must_not")
    across = "case" in pair
    if other is None:
        if across:
            reading.fault(at / "case", "apart_without_other")
        wanted = {MustNot.READ}
    else:
        _point_at(other, pair, at / "other", reading)
        if "meeting" in pair:
            reading.fault(at / "meeting", "apart_with_other")
        wanted = {MustNot.MEET} if across else set(MustNot)
    given = [each for each in must_not or () if each is not FAULTY]
    if must_not == []:
        reading.fault(at / "must_not", "apart_from_nothing")
    for index, each in enumerate(must_not or ()):
        if each is not FAULTY and (each not in wanted or each in given[:index]):
            reading.fault(at / "must_not" / index, "apart_odd")


def _point_at(other: str, pair: Tree, at: Place, reading: Reading) -> None:
    who = Who.parse(other)
    if "case" not in pair:
        if other == pair.get("who"):
            reading.fault(at, "apart_from_oneself")
        else:
            refer_to(who, at, reading)
    elif who.kind is WhoKind.GUARDIAN:
        reading.refer_elsewhere(at, str(who.kind), who.key, case=pair["case"])
    elif who.kind is not WhoKind.YOUTH:
        reading.fault(at, "apart_of_no_case")


KEPT_APART = Shape(
    record=KeptApart,
    rule=two_are_apart,
    fields=(
        must("who", Person()),
        may("other", PersonElsewhere()),
        may("case", Reference("case"), "other_case_id"),
        may("meeting", Reference("meeting", scoped=True)),
        must("must_not", Several(CodeText(MustNot))),
        must("date", Day()),
        may("until", Day()),
        may("note", Text()),
    ),
)
