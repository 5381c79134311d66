"""The theme of a statement: that of its row, else that of the matter it speaks of."""

from __future__ import annotations

from pipeline.audit._matters import matters
from pipeline.audit._reading import read
from pipeline.audit._sides import Statement


def names(said: str) -> list[str]:
    """The matters that a sentence speaks of, in the order of its clauses."""
    return list(dict.fromkeys(name for clause in read(said) for name in sorted(clause.matters)))


def theme(statement: Statement) -> str | None:
    """The theme, none where neither the row nor the words tell."""
    about = names(statement.said)
    return statement.theme or (matters()[about[0]].theme if about else None)
