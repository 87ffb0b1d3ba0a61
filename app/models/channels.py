"""By which way a person is reached (R27)."""

from app.models.address_book import Contact
from app.models.case import Guardian, YoungPerson
from app.models.codes import Channel

CARRIES_NO_PAPER = frozenset({Channel.TEXT_MESSAGE})
"""Channels for a neutral line only, never for a paper."""


def message_channel(person: YoungPerson | Guardian | Contact) -> Channel:
    """By which way a person is invited and reminded: the chosen one, else what is known of them.

    Families live on text messages [B]; professionals on mail.
    """
    if person.channel is not None:
        return person.channel
    if person.phone and not (isinstance(person, Contact) and person.email):
        return Channel.TEXT_MESSAGE
    return Channel.ENCRYPTED_MAIL if person.email else Channel.BY_HAND


def paper_channel(person: YoungPerson | Guardian | Contact) -> Channel:
    """By which way a person gets papers: the chosen one if it carries papers, else mail with an encrypted
    PDF where there is an address, else by hand."""
    if person.channel is not None and person.channel not in CARRIES_NO_PAPER:
        return person.channel
    return Channel.ENCRYPTED_MAIL if person.email else Channel.BY_HAND
