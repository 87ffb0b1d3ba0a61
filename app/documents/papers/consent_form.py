"""Samtycke: a form to sign by hand, in plain words (R1–R3, R6)."""

from datetime import datetime, time

from app.documents.content import (
    Block,
    DocumentContent,
    Heading,
    Item,
    Listing,
    Paragraph,
    Signature,
    Together,
    TwoColumns,
    WritingLines,
)
from app.documents.papers.shared import WHOLE, Copy, banner, case_line, recipient, role_of, whom_to_ask
from app.documents.words import Texts, day, first_name, texts
from app.models.snapshots import ConsentFormSnapshot, Person
from app.models.who import Who, WhoKind

WRITING_LINES = 4


def consent_form(form: ConsentFormSnapshot, copy: Copy = WHOLE) -> DocumentContent:
    """The form with a line for each person who is to sign."""
    common, words = texts("common"), texts("consent_form")
    version = words("form_version", version=words.table["version"])
    return DocumentContent(
        title=words("title"),
        subtitle=words("subtitle", name=form.youth.name),
        made=datetime.combine(form.on, time()),
        unit=form.letterhead.unit or "",
        municipality=form.letterhead.municipality or "",
        logo=form.letterhead.logo,
        meta=(words("form_day", day=day(form.on)), case_line(form.case_reference, version)),
        secrecy=common("secrecy"),
        recipient=recipient(copy),
        banner=banner(copy),
        page_label=common("page"),
        blocks=tuple(_blocks(form, words)),
    )


def _blocks(form: ConsentFormSnapshot, words: Texts) -> list[Block]:
    alone = all(signer.who == Who.YOUTH for signer in form.signers) and bool(form.signers)
    name = first_name(form.youth.name)
    about = words("about.self") if alone else name
    contact = whom_to_ask(form.letterhead) or words("withdraw.nobody")
    free = "sanction" if form.sanction else "free"
    kinds = form.kinds or words.all("kinds.default")
    items = tuple(Item(kind, ticked=bool(form.kinds)) for kind in kinds)
    return [
        Paragraph(words("about.words", name=about)),
        TwoColumns(
            (Heading(words(f"{free}.heading")), Paragraph(words(f"{free}.words"))),
            (Heading(words("withdraw.heading")), Paragraph(words(f"withdraw.{free}", contact=contact))),
        ),
        Heading(words("whom.heading")),
        *_whom(form, words),
        TwoColumns(
            (Heading(words("kinds.heading")), Paragraph(words("kinds.words")), Listing(items)),
            (
                Heading(words("purpose.heading")),
                Paragraph(form.purpose or words("purpose.default")),
                Heading(words("time.heading")),
                Paragraph(_time(form, words)),
            ),
        ),
        _signatures(form, words, words("sign.self") if alone else name),
    ]


def _whom(form: ConsentFormSnapshot, words: Texts) -> list[Block]:
    if not form.organisations:
        return [WritingLines(words("whom.none"), WRITING_LINES)]
    items = [Item(each, ticked=each in form.ticked) for each in form.organisations]
    items.append(Item(words("whom.other"), ticked=False))
    return [Paragraph(words("whom.words")), Listing(tuple(items), columns=2 if len(items) > 3 else 1)]


def _time(form: ConsentFormSnapshot, words: Texts) -> str:
    start, end = form.valid_from, form.valid_until
    if start and end:
        return words("time.between", start=day(start), end=day(end))
    if end:
        return words("time.until", end=day(end))
    return words("time.open", start=day(start)) if start else words("time.unknown")


def _signatures(form: ConsentFormSnapshot, words: Texts, name: str) -> Block:
    heading = Heading(words("sign.heading"))
    if not form.signers:
        return Together((heading, Paragraph(words("sign.none"))))
    statement = Paragraph(words("sign.words", name=name))
    lines = (Signature(each.name, _role(each, words), words("sign.date")) for each in form.signers)
    return Together((heading, statement, *lines))


def _role(signer: Person, words: Texts) -> str:
    if signer.who == Who.YOUTH:
        return words("sign.youth")
    if signer.who.kind is WhoKind.GUARDIAN:
        name = "" if signer.name else words("sign.name")
        return ", ".join(part for part in (words("sign.guardian"), signer.role, name) if part)
    return role_of(signer)
