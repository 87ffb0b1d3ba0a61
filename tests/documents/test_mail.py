"""A mail draft read by the standard library: unsent, neutral, repeatable, and closed to smuggled headers."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given

from app.documents.cover_letter import cover_letter, file_name
from app.documents.mail import Attachment, Draft, make_draft
from app.models.codes import Paper
from app.models.errors import Kind, KnownError
from app.models.snapshots import Letterhead
from tests.documents import samples
from tests.texts import any_text

DAY = date(2026, 3, 4)
LETTER = cover_letter("Åke Örn", samples.HEAD, 2, encrypted=True, meeting=DAY)
DRAFT = Draft(
    sender_name="Sara Lind",
    sender_address="sara.lind@example.se",
    recipient_name="Åke Örn, Polisen",
    recipient_address="ake.orn@example.se",
    subject=LETTER.subject,
    body=LETTER.body,
    attachments=(
        Attachment(file_name(Paper.PLAN, DAY), b"%PDF-1.7 one"),
        Attachment("Kallelse från Örn.pdf", b"%PDF-1.7 two\r\n\n"),
    ),
)


def test_the_draft_is_read_back_whole() -> None:
    message = message_from_bytes(make_draft(DRAFT), policy=default)
    assert message["X-Unsent"] == "1"
    assert message["From"].addresses[0].addr_spec == "sara.lind@example.se"
    assert message["To"].addresses[0].display_name == "Åke Örn, Polisen"
    assert message["Subject"] == "Nätverksmöte 4 mars 2026: papper till dig"
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == DRAFT.body
    attachments = list(message.iter_attachments())
    assert [part.get_filename() for part in attachments] == ["Plan 2026-03-04.pdf", "Kallelse från Örn.pdf"]
    assert [part.get_content() for part in attachments] == [b"%PDF-1.7 one", b"%PDF-1.7 two\r\n\n"]
    assert {part.get_content_type() for part in attachments} == {"application/pdf"}


def test_the_draft_is_unsent_repeatable_and_tells_nothing_of_the_machine() -> None:
    data = make_draft(DRAFT)
    assert data == make_draft(DRAFT)
    message = message_from_bytes(data, policy=default)
    assert {"Date", "Message-ID", "Received", "Return-Path"}.isdisjoint(message.keys())
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 998


def test_subject_and_body_name_neither_the_youth_nor_the_paper() -> None:
    text = LETTER.subject + LETTER.body
    for word in ("Elin", "Holm", "åtgärdsplan", "insatsgrupp", "kriminal", "socialtjänst"):
        assert word.lower() not in text.lower()
    assert "lösenord, som du får av mig på telefon eller i ett sms" in LETTER.body
    assert LETTER.body.startswith("Hej Åke!\n")
    assert LETTER.body.endswith(
        "Vänliga hälsningar\nSara Lind\nsamordnare\nUngdomssektionen\n08-465 004 01\n"
    )


def test_a_letter_of_plain_papers_says_nothing_of_passwords() -> None:
    for papers in (1, 2):
        letter = cover_letter("", Letterhead(), papers, encrypted=False)
        assert "lösenord" not in letter.body
        assert letter.body.startswith("Hej!\n")
        assert letter.subject == "Nätverksmöte: papper till dig"


@pytest.mark.parametrize("field", ["sender_name", "recipient_name", "subject"])
@pytest.mark.parametrize(
    "smuggled", ["x\r\nBcc: thief@example.se", "x\nBcc: y", "x\ry", "x\x00", "x\u2028y", "\ud800"]
)
def test_smuggled_headers_are_refused(field: str, smuggled: str) -> None:
    with pytest.raises(KnownError) as refused:
        make_draft(replace(DRAFT, **{field: smuggled}))
    assert (refused.value.kind, refused.value.code) == (Kind.RULE, "mail_header_unsafe")


@pytest.mark.parametrize("name", ["../plan.pdf", "a/b.pdf", "c:\\plan.pdf", "plan.pdf\r\nX: y"])
def test_a_file_name_with_a_path_or_a_header_is_refused(name: str) -> None:
    with pytest.raises(KnownError):
        make_draft(replace(DRAFT, attachments=(Attachment(name, b"x"),)))


@pytest.mark.parametrize(
    "address",
    ["", "ake", "ake@", "@example.se", "a b@example.se", "ake@example.se\r\nBcc: x@y.se", "a@b", "a@b..se",
     "ake@example.se, thief@example.se", "<ake@example.se>", "åke@example.se", f"{'a' * 250}@example.se"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(KnownError) as refused:
        make_draft(replace(DRAFT, recipient_address=address))
    assert refused.value.code == "mail_address_unfit"


def test_a_swedish_domain_is_written_as_mail_wants_it() -> None:
    data = make_draft(replace(DRAFT, recipient_address="ake@åmål.example.se"))
    assert b"ake@" + "åmål".encode("idna") + b".example.se" in data


def test_without_a_sender_the_mail_program_fills_in_its_own() -> None:
    assert b"\r\nFrom:" not in make_draft(replace(DRAFT, sender_address=""))


@given(any_text(60), any_text(60), any_text(200))
def test_any_name_subject_and_body_make_one_recipient_or_a_refusal(
    name: str, subject: str, body: str
) -> None:
    body = body.encode("utf-8", "ignore").decode()
    try:
        data = make_draft(replace(DRAFT, recipient_name=name, subject=subject, body=body))
    except KnownError:
        assert not (name + subject).isprintable()
        return
    message = message_from_bytes(data, policy=default)
    assert [each.addr_spec for each in message["To"].addresses] == ["ake.orn@example.se"]
    assert message.get_all("Bcc") is None
    assert len(message.get_all("Subject", [])) == 1
