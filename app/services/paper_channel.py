"""How somebody gets papers from now on, as it was chosen on the sending sheet (R27)."""

from app.models.address_book import Contact
from app.models.case import Guardian, YoungPerson
from app.models.channels import CARRIES_NO_PAPER
from app.models.codes import Channel
from app.models.errors import Kind, KnownError
from app.models.who import Who, WhoKind
from app.services.changes import Changes
from app.storage.binder import Binder
from app.storage.work import Work


def chosen_channel(binder: Binder, case_id: str, who: Who) -> Channel | None:
    """What was chosen for a recipient, None where nothing was; KnownError RULE `not_a_recipient`."""
    with binder.reading() as work:
        return _person(work, case_id, who).channel


def choose_channel(binder: Binder, case_id: str, who: Who, channel: Channel | None) -> Changes:
    """Keep how a recipient gets papers: for a contact in every case; KnownError RULE `not_a_recipient`."""
    with binder.writing() as work:
        _person(work, case_id, who).channel = channel
        what = {WhoKind.YOUTH: "youth_changed", WhoKind.GUARDIAN: "guardian_changed"}
        work.log(what.get(who.kind, "contact_changed"), case=case_id, to=str(who))
    return Changes.of("channel", ids=(case_id, who.key) if who.key else (case_id,))


def carries_messages_only(channel: Channel | None) -> bool:
    """Whether a chosen channel is for messages: another one for papers must not take its place."""
    return channel is not None and channel in CARRIES_NO_PAPER


def _person(work: Work, case_id: str, who: Who) -> YoungPerson | Guardian | Contact:
    found: YoungPerson | Guardian | Contact | None = None
    if who.kind is WhoKind.CONTACT:
        found = work.get(Contact, who.key)
    else:
        case = work.case(case_id)
        found = case.young_person
        if who.kind is WhoKind.GUARDIAN:
            found = next((each for each in case.guardians if each.key == who.key), None)
    if found is None:
        raise KnownError(Kind.RULE, "not_a_recipient", who=str(who))
    return found
