"""One step of the plan in its tab: who does it by when, news of it, how it went before (R11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLayout, QWidget

from app.models.actions import OpenAction, history, reports_on
from app.models.case import Report
from app.models.codes import Outcome
from app.models.snapshots import PlannedAction
from app.services.case_file import CaseFile
from app.ui.dialogs.report import ReportDialog, take_back
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.layout import STRETCH, column, holder, row
from app.ui.kit.text import Text, quiet
from app.ui.labels import OUTCOMES
from app.ui.pages.case.parts import Tab, icon_button, link
from app.ui.saying import capital, day, first_name, nth

VERDICTS = {
    Outcome.DONE: (ChipKind.DONE, "check"),
    Outcome.PARTLY: (ChipKind.ATTENTION, "circle-dot"),
    Outcome.ONGOING: (ChipKind.INFO, "hourglass"),
    Outcome.NOT_DONE: (ChipKind.NEUTRAL, "circle-dashed"),
    Outcome.CHANGED: (ChipKind.NEUTRAL, "pen-line"),
    Outcome.DROPPED: (ChipKind.NEUTRAL, "circle-slash"),
}


@dataclass(frozen=True)
class Told:
    """One line of a step's history: a verdict at a meeting, or what was told between two."""

    on: date
    text: str


def shown_step(tab: Tab, step: PlannedAction, waiting: OpenAction | None) -> QLayout:
    """A step as the plan has it; while it waits for a verdict, with a way to report on it."""
    who = step.responsible
    about = ", ".join(one for one in (who.name, who.role) if one)
    return _step(
        tab, step.key, step.what, about, step.due, step.documented or "", step.times_carried, waiting
    )


def left_step(tab: Tab, waiting: OpenAction) -> QLayout:
    """A step that is open and stands in an earlier plan, or in that of a small meeting."""
    action = waiting.action
    about = f"{tab.file.name(action.responsible)} · från {day(waiting.meeting.starts.date(), tab.file.today)}"
    return _step(
        tab,
        action.key,
        action.what,
        about,
        action.due,
        action.documented or "",
        waiting.times_carried,
        waiting,
    )


def past_of(file: CaseFile, key: str, news: tuple[Report, ...]) -> list[Told]:
    """What was said of a step at the meetings and between them, oldest first, without the news since."""
    found = list(_past(file, key, {each.id for each in news}))
    return sorted(found, key=lambda each: each.on)


def _past(file: CaseFile, key: str, new: set[int]) -> Iterator[Told]:
    for verdict in history(file.case, key):
        note = f": {verdict.note}" if verdict.note else ""
        yield Told(verdict.on, f"på mötet, {OUTCOMES[verdict.outcome].lower()}{note}")
    for report in reports_on(file.case, key):
        if report.id not in new:
            yield Told(report.date, _news_words(file, report))


def _news_words(file: CaseFile, report: Report) -> str:
    by = first_name(file.name(report.by)) if report.by else "någon"
    said = f" ”{report.note}”" if report.note else ""
    verdict = f" ({OUTCOMES[report.outcome].lower()})" if report.outcome else ""
    return f"{by} berättade{':' if said else ''}{said}{verdict}"


def _step(
    tab: Tab,
    key: str,
    what: str,
    about: str,
    due: date | None,
    documented: str,
    times_carried: int,
    waiting: OpenAction | None,
) -> QLayout:
    by_when = f"senast {day(due, tab.file.today)}" if due else "till nästa möte"
    how = f" · följs upp: {documented}" if documented else ""
    box = column(Text(what), quiet(f"{about} · {by_when}{how}"), spacing=2)
    news = () if waiting is None else waiting.news
    for each in news:
        box.addLayout(_news(tab, each, what))
    past = past_of(tab.file, key, news)
    if past:
        _add_history(tab, box, past, what)
    made = row(spacing=10)
    made.addLayout(box, 1)
    if times_carried >= 2:
        made.addWidget(Chip(ChipKind.ATTENTION, f"{nth(times_carried + 1)} gången", "refresh-cw"))
    if waiting is None:
        made.addWidget(_verdict(tab.file, key))
        return made
    if waiting.proposed is not None:
        # A proposal and no verdict: nothing completes by itself.
        icon = VERDICTS[waiting.proposed][1]
        made.addWidget(Chip(ChipKind.INFO, f"Förslag: {OUTCOMES[waiting.proposed].lower()}", icon))
    report = lambda: ReportDialog(tab, tab.desk, tab.file, key).open()  # noqa: E731
    made.addWidget(link("Rapportera", report, f"Rapportera steget {what}"))
    return made


def _news(tab: Tab, report: Report, what: str) -> QLayout:
    on = capital(day(report.date, tab.file.today))
    words = quiet(f"{on}: {_news_words(tab.file, report)}")
    mend = lambda: ReportDialog(tab, tab.desk, tab.file, report.action, correct=report).open()  # noqa: E731
    made = row(spacing=2)
    made.addWidget(words, 1)
    made.addWidget(icon_button(f"Rätta det som berättades {on} om {what}", "pencil", mend))
    away = tab.do(lambda: take_back(tab.desk, tab.file, report))
    made.addWidget(icon_button(f"Ta bort det som berättades {on} om {what}", "x", away))
    return made


def _add_history(tab: Tab, box: QLayout, past: list[Told], what: str) -> None:
    lines = holder(column(*(quiet(f"{capital(day(each.on, tab.file.today))}: {each.text}") for each in past)))
    lines.hide()
    count = f"Så har det gått ({len(past)})"

    def turn() -> None:
        lines.setVisible(lines.isHidden())
        shown.setText("Dölj hur det har gått" if not lines.isHidden() else count)
        shown.updateGeometry()

    shown = link(count, turn, f"Så har det gått med {what}")
    under = column(row(shown, STRETCH), lines, spacing=2)
    assert isinstance(box, type(under))
    box.addLayout(under)


def _verdict(file: CaseFile, key: str) -> QWidget:
    said = [each.outcome for meeting in file.meetings for each in meeting.follow_ups if each.action == key]
    if not said:
        return quiet("")
    kind, icon = VERDICTS[said[-1]]
    return Chip(kind, OUTCOMES[said[-1]], icon)
