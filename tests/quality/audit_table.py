"""The audit against its keys, beside two plain baselines: ``python -m tests.quality.audit_table``.

A row per archive and way of concluding. A verdict counts as right where it is the key's for that finding, and, for
``agrees`` and ``contradicts``, points at the key's claim.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer

from pipeline.audit import findings
from pipeline.audit._sides import Sides, gather
from pipeline.records import Finding, Tables
from tests.audit import archives, written

ARCHIVES = ("second", "sample", "third", "small")
VERDICTS = ("contradicts", "undisclosed", "agrees")
NEGATIVE = ("未", "没有", "无", "不", "缺", "少", "差", "逾期", "超")
Conclusion = tuple[str, str | None]  # verdict, text of the claim
Way = Callable[[Tables], Mapping[tuple[str, int, str], Conclusion]]


def ours(tables: Tables) -> dict[tuple[str, int, str], Conclusion]:
    """What the audit itself concludes."""
    rows: list[Finding] = findings.find(gather(tables))
    return {
        (row.unit, row.year or 0, row.finding_text): (row.verdict, row.claim_text) for row in rows if row.finding_text
    }


def _negative(text: str) -> bool:
    return any(word in text for word in NEGATIVE)


def _plain(tables: Tables, nearest: Callable[[Sides, str], str | None]) -> dict[tuple[str, int, str], Conclusion]:
    found: dict[tuple[str, int, str], Conclusion] = {}
    for (unit, year), sides in gather(tables).items():
        if not sides.reports:
            continue
        for finding in sides.findings:
            claim = nearest(sides, finding.said)
            verdict = "undisclosed" if claim is None else "agrees" if _negative(claim) else "contradicts"
            found[unit, year, finding.text] = (verdict, claim)
    return found


def shared_words(tables: Tables) -> dict[tuple[str, int, str], Conclusion]:
    """The claim that shares most words with the finding; a negation word in it makes it an admission."""
    from pipeline.segment import cut

    def nearest(sides: Sides, finding: str) -> str | None:
        words = {word for word in cut(finding) if len(word) > 1}
        best = max(sides.claims, key=lambda c: len(words & set(cut(c.said))), default=None)
        return best.text if best and len(words & set(cut(best.said))) >= 1 else None

    return _plain(tables, nearest)


def tfidf(tables: Tables) -> dict[tuple[str, int, str], Conclusion]:
    """The nearest claim by character TF-IDF (cosine of at least 0.15), negation words as above."""
    texts = [s.said for sides in gather(tables).values() for s in (*sides.claims, *sides.findings)]
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True).fit(texts)

    def nearest(sides: Sides, finding: str) -> str | None:
        if not sides.claims:
            return None
        matrix = vectorizer.transform([claim.said for claim in sides.claims])
        likeness = (matrix @ vectorizer.transform([finding]).T).toarray().ravel()
        best = int(likeness.argmax())
        return sides.claims[best].text if likeness[best] >= 0.15 else None

    return _plain(tables, nearest)


def second_key(tables: Tables, expected: Iterable[Mapping[str, Any]]) -> dict[tuple[str, int, str], Conclusion]:
    """The key of the second archive by unit, year and words of the finding."""
    texts = dict(tables.read("documents", ["doc_id", "text"]).itertuples(index=False, name=None))
    key = {}
    for entry in expected:
        start, end = entry["finding"]
        claim = texts[entry["report"]][slice(*entry["claim"])] if entry["claim"] else None
        key[entry["unit"], entry["year"], texts[entry["inspection"]][start:end]] = (entry["verdict"], claim)
    return key


def sample_key(tables: Tables, expected: Sequence[Mapping[str, Any]]) -> dict[tuple[str, int, str], Conclusion]:
    """The key of the sample archive in the same form."""
    texts = {(*key, finding.said): finding.text for key, sides in gather(tables).items() for finding in sides.findings}
    places = [(e["unit"], e["year"], e["finding"]) for e in expected]
    return {
        (*place[:2], texts.get(place, place[2])): (entry["verdict"], entry["claim"])
        for place, entry in zip(places, expected, strict=True)
    }


def _plain_marks(text: str | None) -> str:
    return (text or "").replace(",", "，")


def _same(found: Conclusion, wanted: Conclusion) -> bool:
    if found[0] != wanted[0]:
        return False
    return found[0] not in ("agrees", "contradicts") or _plain_marks(wanted[1]) in _plain_marks(found[1])


def measure(
    found: Mapping[tuple[str, int, str], Conclusion], key: Mapping[tuple[str, int, str], Conclusion]
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 by verdict, over the findings of the key."""
    right, told, wanted = Counter[str](), Counter[str](), Counter[str]()
    for finding, expected in key.items():
        conclusion = found.get(finding, ("none", None))
        wanted[expected[0]] += 1
        told[conclusion[0]] += 1
        right[expected[0]] += _same(conclusion, expected)
    result = {}
    for verdict in VERDICTS:
        precision, recall = right[verdict] / max(1, told[verdict]), right[verdict] / max(1, wanted[verdict])
        result[verdict] = (precision, recall, 2 * precision * recall / max(1e-9, precision + recall))
    return result


def archive(name: str) -> tuple[Tables, Mapping[tuple[str, int, str], Conclusion]]:
    """The tables of one of ``ARCHIVES`` and its key."""
    if name == "second":
        tables, expected = archives.second()
        return tables, second_key(tables, expected)
    if name == "sample":
        tables, key = archives.sample()
        return tables, sample_key(tables, key["findings"])
    return written.third() if name == "third" else written.small()


def table() -> list[tuple[str, str, dict[str, tuple[float, float, float]], int]]:
    """Archive, way, figures by verdict and number of findings left undecided."""
    rows = []
    for name in ARCHIVES:
        tables, key = archive(name)
        for way in (ours, shared_words, tfidf):
            found = way(tables)
            undecided = sum(found.get(finding, ("",))[0] == "undecided" for finding in key)
            rows.append((name, way.__name__, measure(found, key), undecided))
    return rows


def misses(tables: Tables, key: Mapping[tuple[str, int, str], Conclusion]) -> list[str]:
    """What our audit concludes otherwise than the key, a line each."""
    found = ours(tables)
    return [
        f"{wanted} -> {found.get(finding)} | {finding}"
        for finding, wanted in key.items()
        if not _same(found.get(finding, ("none", None)), wanted)
    ]


def main(arguments: Sequence[str]) -> None:
    """Print the table; with the name of an archive, what is missed there."""
    if arguments:
        print(*misses(*archive(arguments[0])), sep="\n")
        return
    print("archive  way           " + "".join(f"{verdict + ' P / R / F1':>28}" for verdict in VERDICTS) + "  undecided")
    for name, way, figures, undecided in table():
        cells = "".join(f"{'{:.3f} / {:.3f} / {:.3f}'.format(*figures[verdict]):>28}" for verdict in VERDICTS)
        print(f"{name:8} {way:13} {cells}  {undecided:9}")


if __name__ == "__main__":
    main(sys.argv[1:])
