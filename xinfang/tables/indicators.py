"""The indicators as people and programs read them: figure, what was counted, target, formula, the cases behind it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from xinfang.domain import indicators as domain
from xinfang.domain.indicators import BY_CODE, INDICATORS, WHOLE, Counted, Figure, Indicator
from xinfang.domain.period import Period
from xinfang.ledger import indicators as counting
from xinfang.ledger import rows
from xinfang.ledger.reading import Ledger
from xinfang.office.office import Office
from xinfang.tables.offices import apart
from xinfang.tables.period import period_words
from xinfang.words import indicators as words
from xinfang.words import labels

MOST_NAMED = 10  # cases named on a screen
Document = dict[str, Any]


def which(text: str) -> str | None:
    """Return the code of the indicator that was named, in Chinese or by its code, or None."""
    typed = text.strip()
    return words.NAMES.get(typed) or (typed.lower() if typed.lower() in BY_CODE else None)


def known() -> dict[str, tuple[str, ...]]:
    """Return how each indicator is asked for, with the words by which it may be meant."""
    return {words.ASK_FOR.format(name=name): (name, code) for name, code in words.NAMES.items()}


def summary(
    ledger: Ledger, office: Office, period: Period, today: str, counted: Mapping[str, Counted] = MappingProxyType({})
) -> list[Document]:
    """Return all indicators over a period, under the keys that other programs rely on.

    Those that are `counted` already, by code, are not counted again.
    """
    targets = office.targets()
    counted = counting.counts(_asked_of(ledger, office, period, today), counted)
    return [_row(BY_CODE[code], counts, targets.get(code)) for code, counts in counted.items()]


def _row(indicator: Indicator, counted: Counted, target: int | None) -> Document:
    return {
        "name": words.INDICATOR[indicator.code].name,
        "value": domain.value(indicator, counted),
        "numerator": counted.numerator,
        "denominator": counted.denominator,
        "target": None if target is None else target / WHOLE,
        "formula": words.INDICATOR[indicator.code].formula,
    }


def document(ledger: Ledger, office: Office, code: str, period: Period, today: str) -> Document:
    """Return one indicator with all that explains it: what was counted, the rule behind it, the cases against it."""
    indicator = BY_CODE[code]
    asked = _asked_of(ledger, office, period, today)
    counted = counting.count(asked, code)
    target = office.targets().get(code)
    return _row(indicator, counted, target) | {
        "period": period_words(period),
        "code": code,
        "first": period.first,
        "last": period.last,
        "today": today,
        "met": domain.is_met(indicator, counted, target),
        "parts": [_part(part, counting.count(asked, part)) for part in indicator.parts],
        "dated": words.INDICATOR[code].dated,
        "basis": _basis(indicator, office),
        "cases": counting.behind(asked, code),
    }


def _asked_of(ledger: Ledger, office: Office, period: Period, today: str) -> counting.Asked:
    return counting.Asked(ledger, period, today, _receptions(ledger, office, period, today))


def _receptions(ledger: Ledger, office: Office, period: Period, today: str) -> dict[str, bool]:
    """Return the reception days that have come; of other offices only those that are written down are known."""
    if not office.receptions and not rows.any_reception(ledger):
        return {}
    from xinfang.tables.duties import came_round

    if not ledger.several:
        return came_round(ledger, office, period, today)
    found: dict[str, bool] = {}
    for alone, plans in apart(ledger, office):
        days = came_round(alone, plans, period, today)
        found |= {f"{alone.office} {no}": held for no, held in days.items()}
    return found


def _part(code: str, counted: Counted) -> Document:
    value = domain.value(Indicator(code=code), counted)
    return {
        "name": words.PARTS[code],
        "value": value,
        "numerator": counted.numerator,
        "denominator": counted.denominator,
    }


def _basis(indicator: Indicator, office: Office) -> list[Document]:
    """Return the terms behind an indicator as this office has them, with their articles."""
    rules = office.terms()
    found = (rules[name] for name in indicator.terms if name in rules)
    return [{"term": r.term, "length": r.length, "unit": r.counted_in, "basis": r.basis} for r in found]


def lines(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield one indicator and what explains it, in words."""
    indicator, told = BY_CODE[document["code"]], words.INDICATOR[document["code"]]
    yield _title(document)
    body = (_result(indicator, document), *_counts(document, told), _target(indicator, document))
    yield from (f"  {line}" for line in body if line)
    yield "  " + words.FORMULA.format(formula=told.formula)
    yield "  " + words.DATED.format(dated=told.dated)
    yield from (f"  {line}" for line in _basis_lines(document["basis"]))
    yield "  " + _behind(document, told)


def _title(document: Mapping[str, Any]) -> str:
    title = words.TITLE.format(name=document["name"], period=document["period"])
    gone = document["last"] is not None and document["last"] < document["today"]
    return title if gone else f"{title}（{words.UNTIL.format(today=document['today'])}）"


def _result(indicator: Indicator, document: Mapping[str, Any]) -> str:
    value = shown(indicator, document["value"])
    over, under = document["numerator"], document["denominator"]
    if indicator.figure == Figure.SUM:
        return words.RESULT.format(value=value)
    sentence = words.RESULT_AGAINST if indicator.figure == Figure.GROWTH else words.RESULT_OF
    return sentence.format(value=value, over=over, under=labels.DASH if under is None else under)


def shown(indicator: Indicator, value: float | None) -> str:
    """Return a figure as people read it: 96.6%, +12.5%, 37 人次, or — where there is none."""
    if value is None:
        return labels.DASH
    if indicator.figure == Figure.SUM:
        return words.PERSONS.format(count=value)
    sign = "+" if indicator.figure == Figure.GROWTH and value > 0 else ""
    return words.PERCENT.format(percent=sign + _plain(value * 100, indicator.places))


def _plain(number: float, places: int) -> str:
    """Return a number with so many decimals at most: 96.6, 100, 0.5."""
    text = f"{number:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _counts(document: Mapping[str, Any], told: words.Told) -> Iterator[str]:
    indicator = BY_CODE[document["code"]]
    if indicator.figure == Figure.SUM:
        return
    yield words.NUMERATOR.format(count=document["numerator"], told=told.numerator)
    if indicator.figure == Figure.GROWTH:
        before = Period(document["first"], document["last"]).a_year_before(document["today"])
        base = told.denominator.format(before=period_words(before) if before else labels.DASH)
        under = document["denominator"]
        yield words.BASE.format(count=labels.DASH if under is None else under, told=base)
    else:
        yield words.DENOMINATOR.format(count=document["denominator"], told=told.denominator)
    part_of = Indicator(code=document["code"], places=indicator.places)
    for part in document["parts"]:
        yield words.PART.format(
            name=part["name"], value=shown(part_of, part["value"]), over=part["numerator"], under=part["denominator"]
        )


def _target(indicator: Indicator, document: Mapping[str, Any]) -> str:
    if indicator.figure != Figure.SHARE:
        return ""
    if document["target"] is None:
        return words.NO_TARGET
    return words.TARGET.format(target=target_words(indicator, document["target"])) + words.REACHED[document["met"]]


def target_words(indicator: Indicator, target: float) -> str:
    """Return a target (0.98 for 98 %) as people read it: 不低于 98%."""
    percent = words.PERCENT.format(percent=_plain(target * 100, 2))
    return (words.AT_MOST if indicator.lower else words.AT_LEAST).format(target=percent)


def _basis_lines(basis: list[Document]) -> Iterator[str]:
    for rule in basis:
        length = words.BASIS_LENGTH.format(length=rule["length"], unit=rule["unit"]) if rule["length"] else ""
        yield words.BASIS.format(term=labels.TERM[rule["term"]], length=length, basis=rule["basis"])


def _behind(document: Mapping[str, Any], told: words.Told) -> str:
    """Return the cases against an indicator, at most so many, or the command that lists what was counted."""
    if told.more:
        return words.SEE.format(command=told.more + _span(document))
    cases = document["cases"]
    if not cases:
        return words.NONE_AGAINST.format(told=told.against)
    rest = words.REST.format(count=len(cases) - MOST_NAMED) if len(cases) > MOST_NAMED else ""
    return words.AGAINST.format(told=told.against, count=len(cases), cases="、".join(cases[:MOST_NAMED]) + rest)


def _span(document: Mapping[str, Any]) -> str:
    given = ("--from", document["first"]), ("--to", document["last"])
    return "".join(f" {flag} {day}" for flag, day in given if day)


def every(office: Office) -> Document:
    """Return all indicators with their formula, day and target, uncounted."""
    targets = office.targets()
    return {
        "indicators": [
            {
                "name": words.INDICATOR[indicator.code].name,
                "code": indicator.code,
                "target": None if targets.get(indicator.code) is None else targets[indicator.code] / WHOLE,
                "formula": words.INDICATOR[indicator.code].formula,
                "dated": words.INDICATOR[indicator.code].dated,
                "basis": _basis(indicator, office),
            }
            for indicator in INDICATORS
        ]
    }


def every_line(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield all indicators in words, each with its formula and its target."""
    for row in document["indicators"]:
        indicator = BY_CODE[row["code"]]
        asked = f"（{target_words(indicator, row['target'])}）" if row["target"] is not None else ""
        yield f"【{row['name']}】{asked}"
        yield "  " + words.FORMULA.format(formula=row["formula"])
        yield "  " + words.DATED.format(dated=row["dated"])
        yield from (f"  {line}" for line in _basis_lines(row["basis"]))
