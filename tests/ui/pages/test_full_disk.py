"""What is typed on a case stays in sight while it cannot be kept, and is kept when there is room."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.models.errors import Kind, KnownError
from app.services import drafts
from app.ui.desk import Desk
from app.ui.pages.case.notes_tab import FORM, NotesTab
from app.ui.pages.case.page import CasePage
from tests.ui.stage import write

SAID = "Ringde skolan om schemat"


@pytest.mark.parametrize("how", ["read again", "gone to again"])
def test_a_full_disk_leaves_the_note_one_is_writing(
    qtbot: QtBot, full_desk: Desk, amir: str, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    page = CasePage(full_desk)
    qtbot.addWidget(page)
    page.arrive(case_id=amir, tab="notes")
    page.refresh()
    page.show()
    again = page.refresh if how == "read again" else lambda: page.go_to("notes")
    tab = page.tab
    assert isinstance(tab, NotesTab)
    assert tab.form is not None
    write(tab.form["text"], SAID)

    def full(*_args: Any, **_more: Any) -> None:
        raise KnownError(Kind.ENVIRONMENT, "disk_full")

    with monkeypatch.context() as disk:
        disk.setattr(drafts, "keep", full)
        with pytest.raises(KnownError, match="disk_full"):
            again()
        assert tab.form["text"].isVisible()
        assert tab.form["text"].raw() == SAID
    again()
    assert tab.form["text"].raw() == SAID
    kept = drafts.find(full_desk.binder, FORM, amir)
    assert kept is not None
    assert kept["text"] == SAID
