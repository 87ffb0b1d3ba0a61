"""What ReportLab leaves out: tags, language and clean properties, and encryption.

The properties hold title, language and dates, nothing else (R18). No conformance to a standard is claimed.
"""

import re
import secrets
import unicodedata
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from app.documents.tags import Tag
from app.models.errors import Kind, KnownError

LONGEST_PASSWORD = 127
"""Bytes of UTF-8; PDF ignores what comes after (ISO 32000-2, 7.6.4.3.3)."""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang={language}>{title}</rdf:li>
<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{plain_language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_UNPLAIN = re.compile(rb"<([0-9A-F]{2})> <(F[B-E][0-9A-F]{2}|[0-9A-F]{5,6})>")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def finish(drawn: bytes, root: Tag, title: str, language: str, made: datetime) -> bytes:
    """Add structure, language, title and dates to drawn pages; the same input gives the same bytes."""
    title = _NOT_XML.sub("", title)
    with pikepdf.open(BytesIO(drawn)) as pdf:
        _describe(pdf, title, language, made)
        _mend_meanings(pdf)
        _tag(pdf, root)
        target = BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return target.getvalue()


def encrypt(plain: bytes, password: str) -> bytes:
    """The paper under AES-256 (R6); it may be printed, copied from and read aloud, not changed.

    Raises `paper_password_empty` and `paper_password_long` (USAGE).
    """
    if not password:
        raise KnownError(Kind.USAGE, "paper_password_empty")
    if len(password.encode()) > LONGEST_PASSWORD:
        raise KnownError(Kind.USAGE, "paper_password_long", most=LONGEST_PASSWORD)
    allowed = pikepdf.Permissions(
        accessibility=True,
        extract=True,
        modify_annotation=False,
        modify_assembly=False,
        modify_form=False,
        modify_other=False,
        print_lowres=True,
        print_highres=True,
    )
    keys = pikepdf.Encryption(
        user=password, owner=secrets.token_urlsafe(32), R=6, aes=True, metadata=True, allow=allowed
    )
    target = BytesIO()
    with pikepdf.open(BytesIO(plain)) as pdf:
        pdf.save(target, encryption=keys)
    return target.getvalue()


def _describe(pdf: pikepdf.Pdf, title: str, language: str, made: datetime) -> None:
    xmp = _XMP.format(
        title=escape(title),
        language=quoteattr(language),
        plain_language=escape(language),
        made=made.isoformat(timespec="seconds"),
    )
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    stamp = made.strftime("D:%Y%m%d%H%M%S")
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(Title=String(title), CreationDate=String(stamp), ModDate=String(stamp))
    )


def _mend_meanings(pdf: pikepdf.Pdf) -> None:
    """Let glyphs mean letters that can be searched for.

    ReportLab writes characters beyond U+FFFF as five digits where UTF-16 is asked for; and a joined form
    of an Arabic letter means the letter.
    """
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get(Name.Type) == Name.Font and Name.ToUnicode in item:
            table = item.ToUnicode.read_bytes()
            mended = _UNPLAIN.sub(_meaning, table)
            if mended != table:
                item.ToUnicode.write(mended)


def _meaning(found: "re.Match[bytes]") -> bytes:
    character = chr(int(found[2], 16))
    letter = unicodedata.normalize("NFKC", character)
    if len(letter) == 1:  # two letters in one sign would be read back in the wrong order by some readers
        character = letter
    return b"<%b> <%b>" % (found[1], character.encode("utf-16-be").hex().upper().encode())


def _tag(pdf: pikepdf.Pdf, root: Tag) -> None:
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    parents: list[list[pikepdf.Object]] = [[] for _ in pdf.pages]
    tree.K = _element(pdf, root, tree, [page.obj for page in pdf.pages], parents)
    numbers = Array()
    for number, (page, owners) in enumerate(zip(pdf.pages, parents, strict=True)):
        page.obj.StructParents = number
        page.obj.Tabs = Name.S
        numbers.append(number)
        numbers.append(pdf.make_indirect(Array(owners)))
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(parents)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(
    pdf: pikepdf.Pdf,
    tag: Tag,
    parent: pikepdf.Object,
    pages: list[pikepdf.Object],
    parents: list[list[pikepdf.Object]],
) -> pikepdf.Object:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{tag.role}"), P=parent))
    if tag.scope:
        element.A = Dictionary(O=Name.Table, Scope=Name(f"/{tag.scope}"))
    if tag.alt:
        element.Alt = String(tag.alt)
    if tag.place:
        box = Array([round(each, 2) for each in tag.place])
        element.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box)
    if tag.spoken:
        element.ActualText = String(tag.spoken)
    kids = Array()
    for kid in tag.kids:
        if isinstance(kid, Tag):
            kids.append(_element(pdf, kid, element, pages, parents))
        else:
            page, number = kid
            owners = parents[page]
            owners.extend([element] * (number + 1 - len(owners)))
            owners[number] = element
            kids.append(Dictionary(Type=Name.MCR, Pg=pages[page], MCID=number))
    element.K = kids
    return element
