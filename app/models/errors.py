"""Errors that the world or the rules cause, told apart from bugs."""

from enum import IntEnum


class Kind(IntEnum):
    """What sort of refusal it is; the value is the exit status of the command line (interchange.md)."""

    RULE = 1
    USAGE = 2
    SECRET = 3
    DAMAGED = 4
    ENVIRONMENT = 5


class KnownError(Exception):
    """A refusal that a person can do something about: a code and its details, never a sentence.

    The words are found by `app.services.wording.explain`; `details` fill their gaps and hold no
    more of a case than the person who asked may read.
    """

    def __init__(self, kind: Kind, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.kind = kind
        self.code = code
        self.details = details
