"""Any text there can be, for Hypothesis."""

from hypothesis import strategies as st

LETTERS = st.characters(exclude_categories=["Cs"])
"""Any sign but half ones (surrogates), which no file can hold.

The same as `codec="utf-8"`, which `st.text()` takes by itself: that asks of each of a million signs whether
UTF-8 can write it, three seconds in each process.
"""
ANY = st.text(LETTERS)


def any_text(longest: int) -> st.SearchStrategy[str]:
    """Any text of at most so many signs."""
    return st.text(LETTERS, max_size=longest)
