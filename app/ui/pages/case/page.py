"""The page of one case: reads it once, shows the header, and the tab one is on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.models.codes import CaseState
from app.services.case_file import CaseFile, read_case
from app.services.changes import Changes
from app.services.next_step import NextStep, Step, next_step
from app.ui.desk import Desk
from app.ui.dialogs.consent import ConsentDialog
from app.ui.dialogs.errand import ErrandDialog
from app.ui.dialogs.meeting import MeetingDialog
from app.ui.dialogs.member import MemberDialog
from app.ui.dialogs.people import add_guardian
from app.ui.dialogs.state import StateDialog
from app.ui.kit.command import Command
from app.ui.kit.page import Page
from app.ui.kit.surfaces import Row
from app.ui.pages.case import errands
from app.ui.pages.case.consent_tab import ConsentTab
from app.ui.pages.case.documents_tab import DocumentsTab
from app.ui.pages.case.events_tab import EventsTab
from app.ui.pages.case.group_tab import GroupTab
from app.ui.pages.case.head import CaseHead
from app.ui.pages.case.meetings_tab import MeetingsTab
from app.ui.pages.case.notes_tab import NotesTab
from app.ui.pages.case.overview_tab import OverviewTab
from app.ui.pages.case.parts import Tab
from app.ui.pages.case.plan_tab import PlanTab
from app.ui.words import say

TABS: tuple[tuple[str, str, Callable[[Desk], Tab]], ...] = (
    ("overview", "Översikt", OverviewTab),
    ("consent", "Samtycke", ConsentTab),
    ("group", "Insatsgrupp", GroupTab),
    ("meetings", "Möten", MeetingsTab),
    ("plan", "{Åtgärdsplan}", PlanTab),
    ("events", "Händelser", EventsTab),
    ("notes", "Anteckningar", NotesTab),
    ("documents", "Dokument", DocumentsTab),
)
"""The tabs in order: key, name with gaps for the binder's own words, and what makes one."""


class CasePage(Page):
    """Shows one case; ``arrive(case_id, tab)`` says which. Tabs are made when one comes to them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Ärende", scrolls=False)
        self.desk = desk
        self._case_id, self._tab, self._wanted = "", "overview", ("", "")
        self._revealed: Row | None = None
        self._file: CaseFile | None = None
        self._step: NextStep | None = None
        self._tabs: dict[str, Tab] = {}
        self._title.hide()
        self.header.setContentsMargins(0, 0, 0, 0)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.head = CaseHead(tuple(say(name) for _key, name, _make in TABS))
        self._stack = QStackedWidget()
        self.add(self.head, self._stack)
        self.head.tabs.currentChanged.connect(lambda number: self.go_to(TABS[number][0]))
        self.head.acted.connect(self._act)
        self.head.meeting_wanted.connect(lambda: self.go_to("meetings"))
        self.head.consent_wanted.connect(lambda: self.go_to("consent"))
        self.head.events_wanted.connect(lambda: self.go_to("events"))
        self.head.state_wanted.connect(lambda: StateDialog(self, desk, self.file).open())
        self._bind_keys()

    @property
    def file(self) -> CaseFile:
        """The case as it was read last."""
        assert self._file is not None
        return self._file

    def arrive(
        self, case_id: str = "", tab: str = "overview", at: str = "", near: str = "", **_other: Any
    ) -> None:
        """Takes which case to show, which tab of it, and which record there, or near which meeting it is."""
        self._wanted = (at, near)
        if case_id and case_id != self._case_id:
            self._case_id, self._file = case_id, None
        self._tab = tab

    def refresh(self) -> None:
        """Reads the case and shows it."""
        self._file = read_case(self.desk.binder, self._case_id)
        self._step = next_step(self._file)
        self.title = self._file.case.young_person.name
        self.setAccessibleName(self.title)
        self.head.show_file(self._file, self._step)
        self.go_to(self._tab, read=True)
        (at, near), self._wanted = self._wanted, ("", "")
        self._revealed = self.tab.reveal(at) if at else None
        if near and self._revealed is None:
            self.go_to("meetings")
            self._revealed = self.tab.reveal(near)

    def concerned_by(self, changes: Changes) -> bool:
        """Reads again when this case or the address book has changed."""
        shared = changes.kinds & {"contact", "organisation", "coordinator", "settings"}
        return bool(shared) or self._case_id in changes.ids

    def go_to(self, key: str, *, read: bool = False) -> None:
        """Shows a tab, made now if it was not yet."""
        if self._file is None:
            return
        if not read and key != self._tab and self._tab in self._tabs:
            self._tabs[self._tab].flush()
        self._tab = key
        number = next(place for place, each in enumerate(TABS) if each[0] == key)
        if key not in self._tabs:
            self._tabs[key] = self._make(number)
            self._stack.addWidget(self._tabs[key])
        tab = self._tabs[key]
        tab.show_file(self._file)
        self._stack.setCurrentWidget(tab)
        bar = self.head.tabs
        bar.blockSignals(True)
        bar.setCurrentIndex(number)
        bar.blockSignals(False)

    @property
    def tab(self) -> Tab:
        """The tab one is on."""
        return self._tabs[self._tab]

    def commands(self) -> Sequence[Command]:
        """The one thing that fits the moment, the form, and every tab."""
        if self._file is None:
            return ()
        file, primary = self._file, self.head.primary
        name = file.case.young_person.name
        found = [Command(primary.text(), name, "play", act=self._act)] if primary.isEnabled() else []
        found.append(
            Command(
                "Skriv ut samtyckesblanketten",
                name,
                "printer",
                act=self.tab.do(lambda: errands.print_form(self, self.desk, file)),
            )
        )
        for number, (key, title, _make) in enumerate(TABS, 1):
            found.append(Command(say(title), name, "folder", f"Alt+{number}", partial(self._jump, key)))
        return found

    def _make(self, number: int) -> Tab:
        made = TABS[number][2](self.desk)
        if isinstance(made, OverviewTab):
            made.wanted.connect(self.go_to)
        return made

    def _bind_keys(self) -> None:
        def bind(keys: str, act: Callable[[], object]) -> None:
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

        bind("Ctrl+Tab", lambda: self._turn(1))
        bind("Ctrl+Shift+Tab", lambda: self._turn(-1))
        for number, (key, _name, _make) in enumerate(TABS, 1):
            bind(f"Alt+{number}", lambda wanted=key: self._jump(wanted))  # type: ignore[misc]

    def _turn(self, steps: int) -> None:
        keys = [key for key, _name, _make in TABS]
        self._jump(keys[(keys.index(self._tab) + steps) % len(keys)])

    def _jump(self, key: str) -> None:
        self.go_to(key)
        focus = self.tab.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _act(self) -> None:
        """Does the one thing that fits the moment."""
        try:
            self._do(self._step)
        except Exception as error:
            self.desk.shell.problem(error)

    def _do(self, step: NextStep | None) -> None:
        if step is None:
            return
        desk, file = self.desk, self.file
        match step.step:
            case Step.ADD_GUARDIAN:
                add_guardian(self, desk, file)
            case Step.BUILD_GROUP:
                self.go_to("group")
                MemberDialog(self, desk, file).open()
            case Step.PRINT_FORM:
                errands.print_form(self, desk, file)
            case Step.RECORD_SIGNATURE:
                self.go_to("consent")
                ConsentDialog(self, desk, file, by=step.who).open()
            case Step.SEE_CONSENT:
                self.go_to("consent")
            case Step.ACTIVATE:
                StateDialog(self, desk, file, CaseState.ACTIVE).open()
            case Step.REOPEN:
                StateDialog(self, desk, file).open()
            case Step.PLAN_MEETING:
                self.go_to("meetings")
                MeetingDialog(self, desk, file).open()
            case Step.HOLD_MEETING | Step.GO_ON_MEETING if step.meeting is not None:
                errands.hold(desk, file, step.meeting.key)
            case Step.SEND_PLAN if step.meeting is not None:
                errands.send(desk, file, step.meeting.key)
            case Step.MOVE_MEETING | Step.SEE_ANSWERS:
                self.go_to("meetings")
            case Step.SEE_DATES:
                self.go_to("events")
            case Step.SEE_GROUP | Step.CHOOSE_STAND_IN:
                self.go_to("group")
            case Step.TRANSFER:
                self.go_to("documents")
            case Step.SEE_PLAN:
                self.go_to("plan")
            case _:
                self.go_to("overview")

    def flush(self) -> None:
        """Keeps what is typed in the tabs and in a dialog over them."""
        for tab in self._tabs.values():
            if tab._file is not None:
                tab.flush()
        for dialog in self.window().findChildren(ErrandDialog):
            dialog.flush()

    def state(self) -> Mapping[str, str]:
        """Leads back to this case and tab."""
        return {"case_id": self._case_id, "tab": self._tab}

    def in_sight(self) -> QWidget:
        """The tab one is on."""
        return self._tabs.get(self._tab, self)

    def first_focus(self) -> QWidget | None:
        """What one came for, else the tabs, from which everything is near."""
        return self._revealed or self.head.tabs
