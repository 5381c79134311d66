"""In which order a person should look at doubtful rows: first those that stand for most of the others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.tags._features import learn_vocabulary, vectors

# So many rows are chosen, out of at most so many; what one person corrects at a sitting, and what takes a second.
_CHOSEN, _AMONG = 100, 2000


def foremost(texts: Sequence[str]) -> list[int]:
    """The places of ``texts``: first those that together are most like all of them, then the others as they stood.

    Each of the first ones adds most to the sum of the cosines of all texts to the likest of those chosen (greedy
    facility location). What is corrected so teaches a model most about the rest: ``python -m tests.quality.teach``.
    """
    distinct = sorted({text: place for place, text in reversed(list(enumerate(texts)))}.values())
    among = distinct[:: 1 + len(distinct) // _AMONG]
    if not among:
        return []
    rows = vectors([texts[place] for place in among], learn_vocabulary([texts[place] for place in among], 1)).whole
    alike = (rows @ rows.T).toarray()
    reached = np.zeros(len(among), dtype=alike.dtype)
    chosen: list[int] = []
    for _ in range(min(_CHOSEN, len(among))):
        added = np.maximum(alike - reached, 0).sum(axis=1).round(4)
        added[chosen] = -1
        chosen.append(int(added.argmax()))
        reached = np.maximum(reached, alike[chosen[-1]])
    first = [among[place] for place in chosen]
    return first + sorted(set(range(len(texts))) - set(first))
