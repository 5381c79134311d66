"""One problem of one unit through the years: found, promised to be mended, claimed as mended, found again."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.audit._meet import likeness, meet
from pipeline.audit._reading import read
from pipeline.audit._sides import Key, Sides, Statement, successors
from pipeline.audit._themes import theme
from pipeline.records import History, Tables

SURE = 0.7  # common ground from which two wordings are one problem
ANSWERS = 0.8  # common ground from which a promise or a claim is about the problem
ALIKE = 0.5  # share of characters from which two wordings are one problem though they blame another respect


def find(tables: Tables, gathered: Mapping[Key, Sides]) -> list[History]:
    """The problems that a unit had in more than one year, by unit, first year and place.

    What a unit had before it was renamed or merged counts as its successor's.
    """
    after = successors(tables)
    by_unit: dict[str, list[tuple[int, Sides]]] = defaultdict(list)
    for (unit, year), sides in gathered.items():
        by_unit[after.get(unit, unit)].append((year, sides))
    result = []
    for unit in sorted(by_unit):
        years = [sides for _, sides in sorted(by_unit[unit], key=lambda entry: entry[0])]
        for several in _groups(problem for sides in years for problem in _problems(sides)):
            if len({problem.year for problem in several}) > 1:
                result.append(_row(unit, several, years))
    return result


def _problems(sides: Sides) -> list[Statement]:
    """What was found wrong or admitted in one year, findings first."""
    found = [finding for finding in sides.findings if finding.table != "measures"]
    admitted = [claim for claim in sides.claims if claim.table == "problems"]
    return found + [claim for claim in admitted if any(clause.sign < 0 for clause in read(claim.said))]


def _groups(problems: Iterable[Statement]) -> list[list[Statement]]:
    """The problems of one unit, those that are the same together, in the order of their first."""
    groups: list[list[Statement]] = []
    for problem in problems:
        likest = max(groups, key=lambda group: _likeness(group, problem), default=None)
        if likest and _likeness(likest, problem) > 0:
            likest.append(problem)
        else:
            groups.append([problem])
    return groups


def _likeness(group: Sequence[Statement], problem: Statement) -> float:
    return max(_alike(group[0], problem), _alike(group[-1], problem))


def _alike(first: Statement, second: Statement) -> float:
    """How surely two wordings are one problem; 0 where they are not."""
    meeting = meet(first.said, second.said, claim_sign=-1, failing=True)
    like = likeness(first.said, second.said)
    if meeting.verdict != "agrees" or meeting.ground < SURE or (meeting.force < 1.0 and like < ALIKE):
        return 0.0
    return meeting.ground + like


def _row(unit: str, problems: Sequence[Statement], years: Sequence[Sides]) -> History:
    first = problems[0]
    told = sorted({problem.year for problem in problems})
    plans = [plan for sides in years for plan in sides.plans if told[0] <= plan.year < told[-1]]
    done = [statement for sides in years for statement in _claimed(sides, told[0], told[-1])]
    identity = f"{unit}\x1f{first.doc_id}:{first.start}:{first.end}"
    return History(
        row_id="H-" + hashlib.sha256(identity.encode()).hexdigest()[:12],
        doc_id=first.doc_id,
        unit=unit,
        theme=Counter(theme(problem) for problem in problems).most_common(1)[0][0],
        problem=first.said,
        years=tuple(told),
        times=len(told),
        first_year=told[0],
        last_year=told[-1],
        promised=_on_matter(plans, first, ("contradicts", "undecided", "agrees")),
        claimed_mended=_on_matter(done, first, ("contradicts",)),
        doc_ids=tuple(problem.doc_id for problem in problems),
        texts=tuple(problem.text for problem in problems),
        starts=tuple(problem.start for problem in problems),
        ends=tuple(problem.end for problem in problems),
    )


def _claimed(sides: Sides, first: int, last: int) -> list[Statement]:
    """What was said to be done between a problem's first and last year; a rectification follows its own year."""
    claims = [c for c in sides.claims if c.table != "problems" and first < c.year <= last]
    return claims + [mended for mended in sides.mended if first <= mended.year < last]


def _on_matter(statements: Iterable[Statement], problem: Statement, verdicts: Sequence[str]) -> str | None:
    for statement in statements:
        meeting = meet(statement.said, problem.said, failing=True)
        if meeting.verdict in verdicts and meeting.ground >= ANSWERS:
            return statement.text
    return None
