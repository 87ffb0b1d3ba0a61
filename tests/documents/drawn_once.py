"""Papers that are made again and again from the same record are drawn once in each run."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache

import pytest

from app.documents import layout
from app.documents.content import DocumentContent
from app.services import briefing, invitations, minutes, my_plan, papers, password_slips

_MAKERS = (briefing, invitations, minutes, my_plan, papers, password_slips)


@contextmanager
def drawn_once() -> Iterator[None]:
    """Within this, the services get the pages of a content they had before; they are the same bytes (R15)."""

    @lru_cache(maxsize=500)
    def kept(content: DocumentContent, pictures: tuple[tuple[str, bytes], ...]) -> bytes:
        return layout.render(content, dict(pictures))

    def render(content: DocumentContent, pictures: Mapping[str, bytes] | None = None) -> bytes:
        return kept(content, tuple((pictures or {}).items()))

    with pytest.MonkeyPatch.context() as patch:
        for each in _MAKERS:
            patch.setattr(each, "render", render)
        yield
