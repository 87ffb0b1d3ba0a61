"""The words that a binder has chosen, in the forms that sentences need."""

from app.documents.word_forms import choices, forms
from app.models.snapshots import Words
from app.services import settings
from app.storage.binder import Binder

__all__ = ["choices", "chosen", "forms"]


def chosen(binder: Binder) -> Words:
    """What this binder calls the plan and the youth."""
    with binder.reading() as work:
        return settings.words(work)
