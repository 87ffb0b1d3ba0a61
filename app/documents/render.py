"""The room's front door: what services ask of paper."""

from app.documents.finish import encrypt
from app.documents.layout import render
from app.documents.mail import Attachment, Draft, make_draft

__all__ = ["Attachment", "Draft", "encrypt", "make_draft", "render"]
