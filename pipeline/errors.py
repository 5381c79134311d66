"""The errors that users meet, each with a full sentence that says what to do."""

from __future__ import annotations


class ZongjieError(Exception):
    """Anything this package raises on purpose; ``str()`` is a sentence for the user."""


class ReadError(ZongjieError):
    """A file, or a part of one, can't be read.

    ``code`` is a short stable word of the failures table (encrypted, corrupt, empty, too_large …).
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        return (type(self), (self.code, self.message))


class SettingsError(ZongjieError):
    """A settings file holds something that is not understood; the message names the key."""


class ResultsError(ZongjieError):
    """A results folder is missing, unfinished or not one that this version wrote."""


class QueryError(ZongjieError):
    """A question put to the tables is not understood; the message says which part and what there is."""
