"""How a word is compared when one looks for it: å ä ö are letters of their own, other marks are none."""

from unicodedata import normalize

_BARE = {
    number: bare[0]
    for number in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if chr(number).casefold() not in "åäö" and (bare := normalize("NFD", chr(number)))[0].isascii()
} | {ord(letter): bare for letter, bare in zip("łđħŧı", "ldhti", strict=True)}


def plain(text: str) -> str:
    """A text in small letters, with é as e and Ż as z, and å ä ö as they are."""
    small = text.casefold()
    return small if small.isascii() else normalize("NFC", small).translate(_BARE)
