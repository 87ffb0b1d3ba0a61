"""`minutes`, `my-plan` and `invitation` from the command line: cover, circle, statuses and the log."""

from datetime import datetime
from pathlib import Path

import pikepdf
import pytest

from app.models.codes import MeetingKind, MeetingStatus
from app.models.meeting import Called, Meeting
from app.models.who import Who
from tests.builders import a_case, a_covered_case, a_goal, a_meeting, an_action
from tests.cli.test_paper_commands import Desk, words
from tests.services.test_papers import two_meetings

OUT = "ut.pdf"
NEW = ("minutes", "my-plan", "invitation")


def meetings() -> tuple[Meeting, ...]:
    """Two held, a small one held for the youth and Åke alone, one moved, and the next one planned."""
    first, second = two_meetings()
    second.notes, second.private_notes = "Skolan är nöjd.", "Mamma vet inte."
    small = a_meeting(
        3,
        datetime(2026, 3, 3, 16),
        a_goal("g3", an_action("a3", "contact:ake", what="Ringa om polisanmälan")),
        kind=MeetingKind.SMALL,
        circle=["youth", "contact:ake", "coordinator:sara"],
        notes="Bara mellan oss.",
    )
    planned = a_meeting(4, datetime(2026, 4, 1, 14), status=MeetingStatus.PLANNED, place="Skogås centrum")
    planned.called = [
        Called(who=Who.parse(who))
        for who in ("youth", "guardian:eva", "contact:ake", "contact:lars", "coordinator:sara")
    ]
    return first, second, small, planned


@pytest.fixture
def covered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, a_covered_case(meetings=meetings()), capsys)


@pytest.fixture
def uncovered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, a_case(meetings=meetings()), capsys)


def made(desk: Desk, *line: str | Path) -> str:
    out = desk.folder / OUT
    assert desk.run(*line, "--case", "elin", "--out", out) == (0, "", "")
    return " ".join(words(out).split())


def refused(desk: Desk, *line: str | Path) -> tuple[int, str]:
    out = desk.folder / "nej.pdf"
    status, said, told = desk.run(*line, "--case", "elin", "--out", out)
    assert said == ""
    assert not out.exists()
    return status, told


def test_minutes_are_of_the_latest_held_meeting_or_the_one_named(covered: Desk) -> None:
    assert "Bara mellan oss." in made(covered, "minutes")
    text = made(covered, "minutes", "--meeting", "2")
    assert "Skolan är nöjd." in text
    assert "Mamma vet inte." not in text
    assert "Jag vill ha praktik med folk." in text
    assert "inte gjort · var sjuk" in text
    line = covered.log()[-1]
    assert (line["what"], line["paper"], line["ground"]) == ("saved", "minutes", "consent")


def test_a_small_meetings_minutes_are_for_its_circle(covered: Desk) -> None:
    for to in ("contact:ake", "youth", "record", "coordinator:sara"):
        assert "Bara mellan oss." in made(covered, "minutes", "--for", to)
    for to, name in (("contact:zofia", "Zofia Żółć"), ("guardian:eva", "Eva Holm")):
        status, told = refused(covered, "minutes", "--for", to)
        assert status == 1
        assert f"{name}: mötet var för en mindre krets" in told


def test_the_youths_page_is_the_youths_and_of_what_the_youth_may_know(covered: Desk) -> None:
    own = made(covered, "my-plan")
    assert covered.log()[-1]["to"] == "youth"
    assert "Ringa om polisanmälan" in own
    assert "Ta med områdeskartan" in own
    assert "Jag vill ha praktik med folk." in own
    assert "Onsdag 1 april klockan 14.00–15.00, Skogås centrum." in own
    evas = made(covered, "my-plan", "--for", "guardian:eva")
    assert "Ringa om polisanmälan" not in evas
    assert "Ta med områdeskartan" in evas


def test_a_professional_is_called_and_the_family_invited(covered: Desk) -> None:
    ake = made(covered, "invitation", "--for", "contact:ake")
    assert "Kallelse till nätverksmöte gäller E.H. Hej Åke Örn!" in ake
    eva = made(covered, "invitation", "--for", "guardian:eva")
    assert "Inbjudan till nätverksmöte Hej Eva!" in eva
    assert "Inbjudan" in made(covered, "invitation", "--for", "contact:lars")
    nobody = made(covered, "invitation")
    for text in (eva, nobody):
        for secret in ("E.H.", "Elin", "insatsgrupp"):
            assert secret not in text
    assert covered.log()[-1]["ground"] == "no_secrets"


def test_without_cover_who_and_what_is_missing_is_named(uncovered: Desk) -> None:
    for line in (
        ("minutes", "--meeting", "2"),
        ("minutes", "--meeting", "2", "--for", "contact:ake"),
        ("my-plan", "--for", "contact:ake"),
        ("invitation", "--for", "contact:ake"),
    ):
        status, told = refused(uncovered, *line)
        assert status == 1, line
        assert "Elin Holm, Eva Holm och Omar Holm har inte skrivit under." in told
        ground = "10 kap. 2 § OSL"
        assert made(uncovered, *line, "--ground", ground)
        assert uncovered.log()[-1]["ground"] == ground


def test_the_family_the_record_and_a_letter_to_nobody_need_no_cover(uncovered: Desk) -> None:
    assert made(uncovered, "my-plan")
    assert made(uncovered, "invitation")
    for to in ("youth", "guardian:eva", "record"):
        assert made(uncovered, "invitation", "--for", to)
        assert made(uncovered, "minutes", "--meeting", "2", "--for", to)


@pytest.mark.parametrize("command", NEW)
def test_the_same_record_gives_the_same_bytes_and_a_password_closes_them(covered: Desk, command: str) -> None:
    first, again, secret = (covered.folder / name for name in ("1.pdf", "2.pdf", "secret.txt"))
    for out in (first, again):
        assert covered.run(command, "--case", "elin", "--out", out)[0] == 0
    assert first.read_bytes() == again.read_bytes()
    secret.write_text("grön-tupp-42\n", encoding="utf-8")
    assert covered.run(command, "--case", "elin", "--password-file", secret, "--out", again)[0] == 0
    assert covered.log()[-1]["what"] == "saved_encrypted"
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(again)
    with pikepdf.open(again, password="grön-tupp-42") as pdf:
        assert pdf.encryption.R == 6
    secret.write_text("\n", encoding="utf-8")
    assert refused(covered, command, "--password-file", secret)[0] == 1


@pytest.mark.parametrize(
    ("line", "status", "says"),
    [
        (("minutes", "--meeting", "9"), 1, "Ärendet har inget möte 9."),
        (("minutes", "--meeting", "4"), 1, "Möte 4 är inte hållet."),
        (("minutes", "--meeting", "x"), 2, ""),
        (("minutes", "--for", "contact:nobody"), 1, "contact:nobody"),
        (("my-plan", "--for", "polisen"), 2, ""),
        (("my-plan", "--meeting", "2"), 2, ""),
        (("invitation", "--meeting", "9"), 1, "Ärendet har inget möte 9."),
        (("invitation", "--meeting", "2"), 1, "Möte 2 är inte planerat."),
        (("invitation", "--for", "contact:zofia"), 1, "Personen är inte kallad till mötet."),
        (("invitation", "--for", "youth", "--ground", " "), 0, ""),
    ],
)
def test_what_cannot_be_made_says_why(covered: Desk, line: tuple[str, ...], status: int, says: str) -> None:
    out = covered.folder / OUT
    found, said, told = covered.run(*line, "--case", "elin", "--out", out)
    assert (found, said) == (status, "")
    assert says in told
    assert out.exists() == (status == 0)


@pytest.mark.parametrize("command", NEW)
def test_the_world_and_the_passphrase_are_told_apart(covered: Desk, command: str) -> None:
    assert refused(covered, command, "--password-file", covered.folder / "none.txt")[0] == 5
    covered.key.write_text("fel fras\n", encoding="utf-8")
    assert refused(covered, command)[0] == 3
    covered.binder = covered.folder
    assert refused(covered, command)[0] == 4


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("minutes", "Inget möte i ärendet är hållet än."),
        ("my-plan", "Inget möte i ärendet har en fastställd plan än."),
        ("invitation", "Inget möte är planerat."),
    ],
)
def test_a_case_without_meetings_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, says: str
) -> None:
    status, told = refused(Desk(tmp_path, a_covered_case(), capsys), command)
    assert status == 1
    assert says in told


def test_nothing_tells_where_a_youth_with_protected_identity_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = a_covered_case(
        meetings=meetings(), youth={"protected_identity": True, "school": "Björkskolan", "address": "Vägen 1"}
    )
    case.meetings[1].place = "Björkskolan"
    desk = Desk(tmp_path, case, capsys)
    for line in (
        ("minutes", "--meeting", "2"),
        ("minutes", "--meeting", "2", "--for", "contact:zofia"),
        ("my-plan",),
        ("invitation", "--for", "contact:ake"),
        ("invitation", "--for", "youth"),
        ("invitation",),
    ):
        text = made(desk, *line)
        for secret in ("Björkskolan", "Skogås", "Vägen", "E.H."):
            assert secret not in text, line
    assert "berättar var" in made(desk, "my-plan")
