"""The action plan as it was agreed last, to read; and every version there has been (R11, R14, R15)."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

from app.models.actions import OpenAction, open_actions, too_many
from app.models.binder import PlanVersion
from app.models.codes import ViewAbsent
from app.models.snapshots import FollowedUp, PlannedAction, PlanSnapshot
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip
from app.ui.kit.layout import STRETCH, column, row
from app.ui.kit.surfaces import Banner, Card, EmptyState, Rows
from app.ui.kit.text import Text, quiet, strong
from app.ui.labels import OUTCOMES
from app.ui.pages.case import errands
from app.ui.pages.case.parts import Columns, Tab, heading, link, titled_card
from app.ui.pages.case.plan_steps import VERDICTS, left_step, shown_step
from app.ui.saying import capital, count, day, first_name, long_time
from app.ui.words import say, word

WHY_SILENT = {
    ViewAbsent.DID_NOT_WANT: "ville inte säga något den här gången.",
    ViewAbsent.NOT_PRESENT: "var inte med.",
    ViewAbsent.ANOTHER_WAY: "berättar på ett annat sätt.",
}


class PlanTab(Tab):
    """Shows the plan as one would read it aloud, with news one can add to each open step."""

    def build(self) -> None:
        """Lays out the latest version, and beside it who does what now and the versions."""
        if not self.file.plans:
            self._nothing()
            return
        latest = self.file.plans[-1]
        plan = self.file.plan(latest.version)
        waiting = {each.action.key: each for each in open_actions(self.file.case)}
        buttons = [
            Button(
                "Visa som papper",
                icon="file-text",
                on_click=self.do(lambda: errands.show_plan(self, self.desk, self.file, latest)),
            ),
            Button(
                "Skicka",
                icon="send",
                on_click=self.do(lambda: errands.send(self.desk, self.file, latest.meeting_key)),
            ),
        ]
        about = f"Från mötet {day(plan.meeting_starts.date(), self.file.today)} · version {plan.version}"
        main = column(
            row(
                column(
                    Text(word("Åtgärdsplanen"), "section", wrap=False),
                    Text(about, "quiet", wrap=False),
                    spacing=1,
                ),
                STRETCH,
                *buttons,
                spacing=10,
            ),
            spacing=14,
        )
        if too_many(len(waiting)):
            main.addWidget(
                Banner(
                    "Många steg på en gång kan bli för mycket. Fundera på vad som kan vänta.",
                    strong=f"{len(waiting)} steg är öppna.",
                )
            )
        main.addWidget(self._words(plan))
        for area in plan.areas:
            for goal in area.goals:
                title = row(strong(area.name), Text(f"· {goal.goal}"), spacing=6)
                title.setStretch(1, 1)
                main.addLayout(column(title, self._steps(goal.actions, waiting), spacing=6))
        left = _not_in(plan, waiting)
        if left:
            main.addLayout(self._left(left))
        if plan.follow_ups:
            main.addLayout(self._followed(plan))
        main.addStretch(1)
        self.body.addWidget(Columns(main, column(self._next(plan), self._versions(), STRETCH, spacing=18)))

    def _nothing(self) -> None:
        card = Card(padding=0)
        card.add(
            EmptyState(
                "list-checks",
                say("Ingen {åtgärdsplan} än"),
                say(
                    "Planen görs på första mötet: vad som fungerar, vad {ungdomen} vill, och vem som gör vad."
                ),
            )
        )
        self.body.addWidget(card)

    def _words(self, plan: PlanSnapshot) -> Card:
        youth = first_name(plan.youth.name)
        says = f"”{plan.youth_view}”" if plan.youth_view else ""
        if not says and plan.youth_view_absent is not None:
            says = f"{youth} {WHY_SILENT[plan.youth_view_absent]}"
        both = row(spacing=24)
        for title, text in (("Det som fungerar", plan.strengths or "–"), (f"{youth} säger", says or "–")):
            both.addLayout(column(quiet(title), Text(text), STRETCH, spacing=2), 1)
        return Card(both, padding=16)

    def _steps(self, actions: tuple[PlannedAction, ...], waiting: dict[str, OpenAction]) -> QWidget:
        if not actions:
            return quiet("Inga steg.")
        rows = Rows()
        for each in actions:
            rows.add_row(shown_step(self, each, waiting.get(each.key)), record=each.key)
        return rows

    def _left(self, left: list[OpenAction]) -> QLayout:
        rows = Rows()
        for each in left:
            rows.add_row(left_step(self, each), record=each.action.key)
        return column(strong("Öppet sedan tidigare, eller från ett mindre möte"), rows, spacing=6)

    def _followed(self, plan: PlanSnapshot) -> QLayout:
        rows = Rows()
        for each in plan.follow_ups:
            rows.add_row(_follow_up(each))
        since = f" från {day(plan.follow_ups_of, self.file.today)}" if plan.follow_ups_of else ""
        return column(strong(f"Så gick det med stegen{since}"), rows, spacing=6)

    def _next(self, plan: PlanSnapshot) -> QLayout:
        coming = self.file.next_meeting
        if coming is None:
            return titled_card("Nästa möte", quiet("Inget möte är planerat."))
        where = [quiet(coming.place)] if coming.place else []
        return titled_card("Nästa möte", Text(capital(long_time(coming.starts, self.file.today))), *where)

    def _versions(self) -> QLayout:
        rows = Rows()
        for each in reversed(self.file.plans):
            rows.add_row(self._version(each))
        return column(heading("Versioner"), rows, spacing=6)

    def _version(self, version: PlanVersion) -> QLayout:
        gone = sum(
            each.plan_version == version.version and each.to is not None for each in self.file.dispatches
        )
        replaces = f" · ersätter version {version.replaces}" if version.replaces else ""
        sent = f" · gick till {count(gone, 'person', 'personer')}" if gone else " · inte skickad"
        words = column(
            strong(f"Version {version.version}"),
            quiet(f"{day(version.agreed_at.date(), self.file.today)}{replaces}{sent}"),
            spacing=1,
        )
        made = row(spacing=8)
        made.addLayout(words, 1)
        show = self.do(lambda: errands.show_plan(self, self.desk, self.file, version))
        made.addWidget(link("Visa", show, f"Visa version {version.version}"))
        return made


def _not_in(plan: PlanSnapshot, waiting: dict[str, OpenAction]) -> list[OpenAction]:
    """The open steps that the latest plan does not hold."""
    held = {action.key for area in plan.areas for goal in area.goals for action in goal.actions}
    return [each for key, each in waiting.items() if key not in held]


def _follow_up(told: FollowedUp) -> QLayout:
    kind, icon = VERDICTS[told.outcome]
    words = column(
        Text(told.what), quiet(f"{told.responsible.name}{f' · {told.note}' if told.note else ''}"), spacing=2
    )
    made = row(spacing=10)
    made.addLayout(words, 1)
    made.addWidget(Chip(kind, OUTCOMES[told.outcome], icon))
    return made
