"""Where an inspection's own figures part from its rubric: the score it states, a cap, the price of a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pipeline.records import Tables
from pipeline.scores._cases import Case
from pipeline.scores._grades import grade
from pipeline.scores.changes import Scored
from pipeline.scores.reckon import reckon
from pipeline.scores.scheme import Rule, Scheme, is_sure, match
from pipeline.scores.scorer import Fault, Result
from pipeline.scores.units import Register
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One departure; ``kind`` is ``score`` (the total does not close), ``cap``, ``price`` or ``grade``."""

    unit: str
    year: int
    doc_id: str
    kind: str
    stated: float
    computed: float
    why: str
    row_ids: tuple[str, ...]


def differences(tables: Tables, settings: Settings) -> list[Difference]:
    """All departures, by year and unit; a score that is off only by what a cap cuts is told once, as ``cap``."""
    register, scored = reckon(tables, settings)
    return found(scored, register)


def found(scored: Scored, register: Register) -> list[Difference]:
    """The same of scores that are reckoned already."""
    return [
        difference
        for case, result in scored.values()
        if result is not None
        for difference in of_case(register.label(case.unit), case, result)
    ]


def of_case(unit: str, case: Case, result: Result) -> Iterator[Difference]:
    """The departures of one unit in one inspection."""
    about: dict[str, str | int] = {"unit": unit, "year": case.year, "doc_id": case.doc_id}
    for capped, cost in result.over:
        ids = tuple(f.row_id for f in case.faults if case.scheme and match(case.scheme, f.reason, f.points) == capped)
        why = f"“{capped.item}”最多扣{_shown(capped.cap)}分，通报扣了{_shown(cost)}分"
        yield _made(about, "cap", cost, capped.cap or Decimal(0), why, ids)
    for indicator, cost in result.limited:
        most = (case.scheme.loss(indicator) if case.scheme else None) or Decimal(0)
        ids = tuple(f.row_id for f in case.faults if case.scheme and indicator in _holders(case.scheme, f))
        why = f"“{indicator}”合计最多扣{_shown(most)}分，通报扣了{_shown(cost)}分"
        yield _made(about, "cap", cost, most, why, ids)
    for fault in case.faults:
        rule = match(case.scheme, fault.reason, fault.points) if case.scheme else None
        price = _price(rule, fault) if rule else None
        told = rule and case.scheme and is_sure(case.scheme, fault.reason, fault.points, rule)
        if told and rule and price is not None and fault.points is not None:
            why = f"“{fault.reason}”按“{rule.item}”应扣{_shown(price)}分，通报扣了{_shown(fault.points)}分"
            yield _made(about, "price", fault.points, price, why, (fault.row_id,))
    computed = result.total.value
    cut = sum((cost - (rule.cap or Decimal(0)) for rule, cost in result.over), Decimal(0))
    if case.scheme:
        cut += sum((cost - (case.scheme.loss(name) or cost) for name, cost in result.limited), Decimal(0))
    if case.stated is not None and computed is not None and _apart(case.stated, computed, computed - cut):
        why = "；".join([_sum(case, result), *_grade(case, result)])
        yield _made(about, "score", case.stated, computed, why, tuple(f.row_id for f in case.faults))
    elif case.stated is not None and computed is not None and not result.over and not result.limited:
        for why in _grade(case, result):
            yield _made(about, "grade", case.stated, computed, why, tuple(f.row_id for f in case.faults))


def _holders(scheme: Scheme, fault: Fault) -> list[str]:
    """The indicators that a fault falls under, from the inside out."""
    rule = match(scheme, fault.reason, fault.points)
    return scheme.scored(rule.indicator) if rule else []


def _apart(stated: Decimal, *computed: Decimal) -> bool:
    """Whether the stated score is none of the computed ones, rounded as it is written."""
    return all(value.quantize(stated, rounding=ROUND_HALF_UP) != stated for value in computed)


def _grade(case: Case, result: Result) -> Iterator[str]:
    """The grade that the computed score gives, where the inspection's own is another; none survives a veto."""
    bounds = case.scheme.grades if case.scheme else ()
    if case.vetoes and case.stated_grade and case.stated_grade in (bounds[0][1] if bounds else "", "优秀"):
        yield f"{case.vetoes[0]}，通报仍评为{case.stated_grade}"
        return
    due = None if case.vetoes else grade(result.total.value, bounds)
    if due and case.stated_grade and due != case.stated_grade:
        yield f"{_shown(result.total.value)}分应为{due}，通报评为{case.stated_grade}"
    elif due and not case.stated_grade and (told := grade(case.stated, bounds)) and told != due:
        yield f"等次由{told}变为{due}"


def _made(
    about: dict[str, str | int], kind: str, stated: Decimal, computed: Decimal, why: str, ids: tuple[str, ...]
) -> Difference:
    return Difference(
        unit=str(about["unit"]),
        year=int(about["year"]),
        doc_id=str(about["doc_id"]),
        kind=kind,
        stated=float(stated),
        computed=float(computed),
        why=why,
        row_ids=ids,
    )


def _price(rule: Rule, fault: Fault) -> Decimal | None:
    """What the fault should have cost, where the rule and the fault's own figures say it and it is not what it cost."""
    if not rule.points or fault.points is None:
        return None
    if rule.per is None:
        return None if fault.points == rule.points else rule.points
    if rule.required is None or fault.actual is None:
        return None
    due = max(Decimal(0), rule.required - fault.actual) / rule.size * rule.points
    return None if fault.points in (due, min(due, rule.cap or due)) else due


def _sum(case: Case, result: Result) -> str:
    """满分100分，扣6＋2分，应为92分，通报写94分."""
    taken = "＋".join(_shown(fault.points) for fault in case.faults) or "0"
    given = f"，加{_shown(result.bonus)}分" if result.bonus else ""
    base, computed = _shown(case.base), _shown(result.total.value)
    return f"满分{base}分，扣{taken}分{given}，应为{computed}分，通报写{_shown(case.stated)}分"


def _shown(value: Decimal | None) -> str:
    return "？" if value is None else f"{value.normalize():f}"
