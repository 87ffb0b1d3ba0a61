"""The room's front door: what services ask of paper."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from app.documents.content import DocumentContent
from app.documents.finish import encrypt
from app.documents.layout import count_pages, render
from app.documents.mail import Attachment, Draft, make_draft

__all__ = ["Attachment", "Draft", "encrypt", "make_draft", "on_one_page", "render"]

R = TypeVar("R")


def on_one_page(make: Callable[[R], DocumentContent], rooms: Sequence[R]) -> DocumentContent:
    """A paper in the first of its rooms, most to least, in which it stands on one page; else in the last."""
    for room in rooms[:-1]:
        content = make(room)
        if count_pages(content) == 1:
            return content
    return make(rooms[-1])
