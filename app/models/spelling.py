"""How a word is compared when one looks for it: å ä ö are letters of their own, other marks are none."""

from unicodedata import normalize

_OURS = frozenset("åäö")


def plain(text: str) -> str:
    """A text in small letters, with é as e and Ż as z, and å ä ö as they are."""
    small = text.casefold()
    if small.isascii():
        return small
    return "".join(each if each in _OURS else _bare(each) for each in normalize("NFC", small))


def _bare(letter: str) -> str:
    if letter.isascii():
        return letter
    bare = normalize("NFD", letter)
    return bare[0] if bare[0].isascii() else letter
