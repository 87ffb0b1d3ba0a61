"""The papers from the command line, on a binder on disk, with their exit statuses (interchange.md)."""

import json
from datetime import date, datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from app.cli.main import main
from app.models.apart import KeptApart
from app.models.case import Case
from app.models.who import Who
from tests.builders import a_case, a_covered_case, a_meeting
from tests.services.test_papers import fresh, two_meetings
from tests.storage.binders import PASSPHRASE, TestClock, new_binder

NOON = datetime(2026, 3, 4, 12, 0)


class Desk:
    """A closed binder with one case, and a way to run commands on it."""

    def __init__(self, folder: Path, case: Case, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.binder, self.capsys = folder, folder / "parm", capsys
        with new_binder(self.binder, TestClock(NOON)) as binder:
            fresh(case, binder)
        self.key = folder / "key.txt"
        self.key.write_text(PASSPHRASE + "\r\n", encoding="utf-8-sig")

    def run(self, command: str, *words: str | Path) -> tuple[int, str, str]:
        line = [command, str(self.binder), "--passphrase-file", str(self.key), *map(str, words)]
        status = main(line, TestClock(NOON))
        said = self.capsys.readouterr()
        return status, said.out, said.err

    def log(self) -> list[dict[str, str]]:
        _, out, _ = self.run("log", "--case", "elin")
        return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def covered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, a_covered_case(meetings=two_meetings()), capsys)


@pytest.fixture
def uncovered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, a_case(meetings=two_meetings()), capsys)


def words(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages)


def test_the_same_record_gives_the_same_plan(covered: Desk) -> None:
    first, again = covered.folder / "1.pdf", covered.folder / "2.pdf"
    assert covered.run("plan", "--case", "elin", "--out", first) == (0, "", "")
    assert covered.run("plan", "--case", "elin", "--out", again)[0] == 0
    assert first.read_bytes() == again.read_bytes()
    assert first.stat().st_mode & 0o777 == 0o600


def test_a_plan_for_one_and_of_an_earlier_meeting(covered: Desk) -> None:
    out = covered.folder / "plan.pdf"
    covered.run("plan", "--case", "elin", "--for", "contact:ake", "--meeting", "1", "--out", out)
    assert "Ditt ansvar till nästa möte, Åke Örn" in words(out)
    assert "Prata om lördagarna" in words(out)


def test_an_encrypted_paper_says_so_in_the_log_and_opens_with_its_password_only(covered: Desk) -> None:
    out, secret = covered.folder / "k.pdf", covered.folder / "secret.txt"
    secret.write_text("grön-tupp-42\nannan rad\n", encoding="utf-8")
    assert covered.run("contacts", "--case", "elin", "--password-file", secret, "--out", out)[0] == 0
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out)
    with pikepdf.open(out, password="grön-tupp-42") as pdf:
        assert pdf.encryption.R == 6
    line = covered.log()[-1]
    assert (line["what"], line["paper"], line["ground"]) == ("saved_encrypted", "contacts", "consent")
    covered.run("contacts", "--case", "elin", "--out", out)
    assert covered.log()[-1]["what"] == "saved"
    assert "grön-tupp" not in json.dumps(covered.log(), ensure_ascii=False)


def test_of_two_lines_on_standard_input_the_passphrase_comes_first(
    covered: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = covered.folder / "k.pdf"
    lines = BytesIO(f"{PASSPHRASE}\ngrön-tupp-42\n".encode())
    monkeypatch.setattr("sys.stdin", TextIOWrapper(lines, "utf-8"))
    line = ["contacts", str(covered.binder), "--passphrase-file", "-", "--password-file", "-"]
    assert main([*line, "--case", "elin", "--out", str(out)], TestClock(NOON)) == 0
    with pikepdf.open(out, password="grön-tupp-42") as pdf:
        assert pdf.encryption.R == 6


@pytest.mark.parametrize("command", ["plan", "contacts"])
def test_without_cover_it_refuses_and_names_who_and_what(uncovered: Desk, command: str) -> None:
    out = uncovered.folder / "ut.pdf"
    status, said, told = uncovered.run(command, "--case", "elin", "--out", out)
    assert (status, said) == (1, "")
    assert "Elin Holm, Eva Holm och Omar Holm har inte skrivit under." in told
    assert not out.exists()
    ground = "10 kap. 18 a § OSL"
    assert uncovered.run(command, "--case", "elin", "--ground", ground, "--out", out)[0] == 0
    assert ground in {line.get("ground") for line in uncovered.log()}


def test_the_hosts_own_record_and_the_family_need_no_cover(uncovered: Desk) -> None:
    for to in ("record", "youth", "guardian:eva"):
        out = uncovered.folder / f"{to.replace(':', '-')}.pdf"
        assert uncovered.run("plan", "--case", "elin", "--for", to, "--out", out)[0] == 0
        assert uncovered.log()[-1]["to"] == to


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (("plan", "--case", "nobody"), 1),
        (("plan", "--case", "elin", "--meeting", "7"), 1),
        (("plan", "--case", "elin", "--meeting", "x"), 2),
        (("plan", "--case", "elin", "--for", "contact:nobody"), 1),
        (("plan", "--case", "elin", "--for", "polisen"), 2),
        (("consent-form", "--case", "elin", "--all", "--for", "guardian:"), 2),
        (("consent-form", "--case", "elin", "--all", "--for", "guardian:nobody"), 1),
        (("consent-form", "--case", "elin"), 1),
    ],
)
def test_what_cannot_be_made_leaves_nothing(covered: Desk, line: tuple[str, ...], status: int) -> None:
    out = covered.folder / "ut.pdf"
    found, said, told = covered.run(*line, "--out", out)
    assert (found, said) == (status, "")
    assert told.strip()
    assert not out.exists()


def test_a_folder_that_is_not_there_fails_as_the_worlds(covered: Desk) -> None:
    assert covered.run("plan", "--case", "elin", "--out", covered.folder / "no" / "p.pdf")[0] == 5
    inside = covered.binder / "p.pdf"
    assert covered.run("plan", "--case", "elin", "--out", inside)[0] == 5
    assert not inside.exists()


def test_the_form_is_for_those_who_have_not_signed(uncovered: Desk) -> None:
    out = uncovered.folder / "form.pdf"
    assert uncovered.run("consent-form", "--case", "elin", "--out", out)[0] == 0
    assert {"Elin Holm", "Eva Holm", "Omar Holm"} <= {
        n for n in ("Elin Holm", "Eva Holm", "Omar Holm") if n in words(out)
    }


@pytest.mark.parametrize(
    ("to", "foot"),
    [
        ("guardian:eva", "Exemplar för Eva Holm"),
        ("contact:ake", "Exemplar för Åke Örn"),
        ("record", "Exemplar för akten"),
    ],
)
def test_a_form_for_one_says_whose_it_is_and_needs_no_cover(uncovered: Desk, to: str, foot: str) -> None:
    plain, own = uncovered.folder / "form.pdf", uncovered.folder / "own.pdf"
    assert uncovered.run("consent-form", "--case", "elin", "--out", plain)[0] == 0
    assert uncovered.run("consent-form", "--case", "elin", "--for", to, "--out", own) == (0, "", "")
    assert foot in words(own)
    assert "Exemplar för" not in words(plain)
    assert (uncovered.log()[-1]["paper"], uncovered.log()[-1]["to"]) == ("consent_form", to)


def test_drafts_name_who_got_one_and_who_did_not(covered: Desk) -> None:
    out, passwords = covered.folder / "ut", covered.folder / "losen.json"
    status, said, _ = covered.run("drafts", "--case", "elin", "--out", out, "--passwords-out", passwords)
    assert status == 0
    result = json.loads(said)
    assert set(result["made"]) == {"contact:ake", "contact:zofia"}
    assert {each["who"] for each in result["left_out"]} == {
        "youth", "guardian:eva", "guardian:omar", "contact:lars",
    }  # fmt: skip
    told = json.loads(passwords.read_text(encoding="utf-8"))
    assert set(told) == set(result["made"])
    assert len(list(out.glob("*.eml"))) == 2
    assert covered.run("drafts", "--case", "elin", "--out", out, "--passwords-out", passwords)[0] == 5
    assert json.loads(passwords.read_text(encoding="utf-8")) == told


def test_drafts_without_cover_are_for_the_family_alone(uncovered: Desk) -> None:
    with new_binder_of(uncovered) as binder, binder.writing() as work:
        work.case("elin").guardians[0].email = "eva@example.se"
    out, passwords = uncovered.folder / "ut", uncovered.folder / "losen.json"
    _, said, _ = uncovered.run("drafts", "--case", "elin", "--out", out, "--passwords-out", passwords)
    result = json.loads(said)
    assert result["made"] == ["guardian:eva"]
    why = {each["who"]: each["why"] for each in result["left_out"]}
    assert why["contact:ake"] == "consent_missing"


def test_who_must_not_read_of_another_gets_nothing_and_no_copy_is_for_all(covered: Desk) -> None:
    with new_binder_of(covered) as binder, binder.writing() as work:
        ake, eva = Who.contact("ake"), Who.guardian("eva")
        pair = KeptApart(who=ake, other=eva, must_not=["meet", "read"], date=date(2026, 1, 12), note="Hot")
        case = work.case("elin")
        case.kept_apart.append(pair)
    sheet = covered.folder / "lista.pdf"
    status, _, refused = covered.run("contacts", "--case", "elin", "--out", sheet)
    assert status == 1
    assert "Åke Örn ska inte ha papperen" in refused
    status, _, refused = covered.run("contacts", "--case", "elin", "--for", "contact:ake", "--out", sheet)
    assert status == 1
    assert "Åke Örn: ska inte läsa om Eva Holm" in refused
    assert "Hot" not in refused
    assert not sheet.exists()
    assert covered.run("contacts", "--case", "elin", "--for", "guardian:eva", "--out", sheet)[0] == 0
    out, passwords = covered.folder / "ut", covered.folder / "losen.json"
    _, said, _ = covered.run("drafts", "--case", "elin", "--out", out, "--passwords-out", passwords)
    result = json.loads(said)
    assert "contact:ake" not in result["made"]
    assert {"who": "contact:ake", "why": "must_not_read"} in result["left_out"]


def test_drafts_of_a_meeting_that_fixed_no_plan_carry_its_minutes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path, a_covered_case(), capsys)
    with new_binder_of(desk) as binder, binder.writing() as work:
        case = work.case("elin")
        case.meetings.append(a_meeting(1, date(2026, 3, 3)))
    where = ("--out", tmp_path / "ut", "--passwords-out", tmp_path / "losen.json")
    status, _, told = desk.run("drafts", "--case", "elin", *where)
    assert (status, (tmp_path / "ut").exists()) == (1, False)
    assert "fastställd plan" in told
    assert desk.run("plan", "--case", "elin", "--meeting", "1", "--out", tmp_path / "p.pdf")[0] == 1
    assert desk.run("drafts", "--case", "elin", "--meeting", "1", *where)[0] == 0
    papers = [each for each in desk.log() if each["what"] == "drafted"]
    assert {each["paper"] for each in papers} == {"minutes", "contacts"}


def new_binder_of(desk: Desk):
    from app.storage.binder import Binder

    return Binder.open(desk.binder, passphrase=PASSPHRASE, clock=TestClock(NOON))


def test_a_birthday_changes_overnight_who_must_sign(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    turning = a_covered_case(born=date(2008, 3, 5), meetings=two_meetings())
    turning.consents = [each for each in turning.consents if str(each.by) != "youth"]
    desk = Desk(tmp_path, turning, capsys)
    assert desk.run("consent-form", "--case", "elin", "--out", tmp_path / "f.pdf")[0] == 0
    assert "Eva Holm" not in words(tmp_path / "f.pdf")
