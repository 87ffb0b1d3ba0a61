"""What the papers' tests share: the golden texts and a way to walk a PDF's structure."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from app.documents.content import DocumentContent, as_text

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "documents"


@pytest.fixture
def golden() -> Callable[[DocumentContent, str], None]:
    """Compare a paper's text with the one that was read and found good; GOLDEN=write makes it anew."""

    def compare(content: DocumentContent, name: str) -> None:
        path = GOLDEN / f"{name}.txt"
        text = as_text(content)
        if os.environ.get("GOLDEN") == "write":
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare


class Structure:
    """The structure of a tagged PDF with the words of each element, by pikepdf alone."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(data))
        self._pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.marked = [self._marked(page) for page in self.pdf.pages]

    @staticmethod
    def _marked(page: Any) -> dict[int, list[Any]]:
        """The show-text operands of each marked content of a page; -1 is what is marked as decoration."""
        found: dict[int, list[Any]] = {}
        open_marks: list[int] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator == "BDC":
                open_marks.append(int(instruction.operands[1].get("/MCID", -1)))
            elif operator == "BMC":
                open_marks.append(-1)
            elif operator == "EMC":
                open_marks.pop()
            elif operator in ("Tj", "TJ", "'", '"'):
                assert open_marks, "text outside every mark"
                found.setdefault(open_marks[-1], []).append(instruction)
        assert open_marks == []
        return found

    def outline(self) -> list[tuple[str, int]]:
        """Every element as (role, how many marked contents it owns), in reading order."""
        found: list[tuple[str, int]] = []
        self._walk(self.pdf.Root.StructTreeRoot.K, found)
        return found

    def roles(self) -> list[str]:
        """The roles in reading order."""
        return [role for role, _ in self.outline()]

    def _walk(self, element: Any, found: list[tuple[str, int]]) -> None:
        kids = list(element.K)
        own = [kid for kid in kids if "/MCID" in kid]
        found.append((str(element.S)[1:], len(own)))
        for kid in own:
            assert self.pdf.Root.StructTreeRoot.ParentTree is not None
            assert int(kid.MCID) in self.marked[self._pages[kid.Pg.objgen]]
        for kid in kids:
            if "/S" in kid:
                assert kid.P.objgen == element.objgen
                self._walk(kid, found)


@pytest.fixture
def structure() -> Callable[[bytes], Structure]:
    """A reader of structures."""
    return Structure
