"""Why a date is what it is: for each clock of a case, or for a day, the rule, its article and the days skipped."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from xinfang.domain import terms
from xinfang.domain.calendar import Calendar
from xinfang.domain.codes import Refused
from xinfang.domain.model import State, Term
from xinfang.office.office import Office
from xinfang.tables.clock import term_document
from xinfang.tables.closed import Sight
from xinfang.words import labels, talk


def case_document(state: State, written: Iterable[Any], office: Office) -> dict[str, Any]:
    """Return each clock of a case with its rule, the days that were skipped, each with its reason, and who decided.

    `written` are the entries of the case (act, day, who, data), oldest first.
    """
    closed, calendar = Sight().closes(state.case.kind), office.calendar()
    hands = _hands(written)
    told = [_term_document(t, calendar, closed=closed) | {"decided": hands.get(t.n, [])} for t in state.terms]
    return {"case": state.case.no, "terms": told, "note": _note(told, office.province)}


def _note(told: list[dict[str, Any]], province: Mapping[str, str]) -> str | None:
    """Return what is to be known of the provincial regulation, where one of the terms rests on it."""
    return province["note"] if province and any(province["regulation"] in t["basis"] for t in told) else None


def _hands(written: Iterable[Any]) -> dict[int, list[dict[str, str]]]:
    """Return, per clock, the acts that stand and started, met or changed it, with their day and who did them."""
    entries = [(row, json.loads(row["data"])) for row in written]
    undone = {data["said"]["undoes"] for row, data in entries if row["act"] == "undo"}
    hands: dict[int, list[dict[str, str]]] = {}
    for row, data in entries:
        if row["act"] != "undo" and row["seq"] not in undone:
            done = {"act": row["act"], "on": row["on_date"], "by": row["by_whom"]}
            for clock in data["set"].get("terms", ()):
                hands.setdefault(clock["n"], []).append(done)
    return hands


def _term_document(term: Term, calendar: Calendar, *, closed: bool = False) -> dict[str, Any]:
    skipped = [{"day": d.isoformat(), "why": why_off(calendar, d)} for d in terms.end_of(term, calendar).skipped]
    extended = {name: getattr(term, name) for name in ("extended_on", "extended_by", "extended_why")}
    rule = {"length": term.length, "unit": term.counted_in, "raw_end": term.raw_end, "skipped": skipped}
    return term_document(term, closed=closed) | rule | extended


def case_lines(document: dict[str, Any], today: date) -> Iterator[str]:
    """Yield the explanation of a case's clocks in words."""
    for term in document["terms"]:
        yield f"【{labels.TERM[term['term']]}】"
        yield from (f"  {line}" for line in _term_lines(term, today))
    if document["note"]:
        yield talk.EXPLAIN_NOTE.format(note=document["note"])


def _term_lines(term: dict[str, Any], today: date) -> Iterator[str]:
    yield talk.EXPLAIN_DAY0.format(on=term["started_on"], event=talk.EVENT[term["term"]])
    if term["length"] is None:
        yield talk.EXPLAIN_SET.format(due=term["due_on"], basis=term["basis"])
    else:
        yield talk.EXPLAIN_LENGTH.format(length=term["length"], counted=talk.COUNTED[term["unit"]], basis=term["basis"])
    if term["extended_days"]:
        yield talk.EXPLAIN_EXTENDED.format(
            on=term["extended_on"], by=term["extended_by"], days=term["extended_days"], why=term["extended_why"]
        )
    if term["paused_days"]:
        yield talk.EXPLAIN_PAUSED.format(days=term["paused_days"])
    yield from _end_lines(term)
    mark = talk.MARK_PROVISIONAL if term["provisional"] else ""
    yield talk.EXPLAIN_DUE.format(due=term["due_on"], mark=mark, safe=term["safe_on"])
    yield _verdict(term, today)
    if hands := [f"{labels.ACT.get(done['act'], done['act'])} {done['on']} {done['by']}" for done in term["decided"]]:
        yield talk.EXPLAIN_HANDS.format(hands="；".join(hands))
    if not term["ours"] and term["owed_by"]:
        yield talk.EXPLAIN_OTHERS.format(who=term["owed_by"])
    elif not term["ours"]:
        yield talk.EXPLAIN_RIGHT[term["term"]]


def _end_lines(term: dict[str, Any]) -> Iterator[str]:
    days = grouped(term["skipped"])
    if term["unit"] == terms.WORKDAYS and days:
        yield talk.EXPLAIN_NOT_COUNTED.format(days=days)
    elif term["raw_end"] and term["length"] is not None:
        weekday = talk.WEEKDAY[date.fromisoformat(term["raw_end"]).weekday()]
        yield talk.EXPLAIN_RAW.format(raw=term["raw_end"], weekday=weekday)
        yield talk.EXPLAIN_SKIPPED.format(days=days) if days else talk.EXPLAIN_NO_SKIP


def _verdict(term: dict[str, Any], today: date) -> str:
    due = date.fromisoformat(term["due_on"])
    if term["met_on"]:
        late = (date.fromisoformat(term["met_on"]) - due).days
        verdict = talk.TOO_LATE.format(days=late) if late > 0 else talk.IN_TIME
        return talk.EXPLAIN_MET.format(on=term["met_on"], verdict=verdict)
    if term["stopped_on"]:
        return talk.EXPLAIN_STOPPED.format(on=term["stopped_on"])
    left = (due - today).days
    return talk.EXPLAIN_RUNNING.format(left=talk.PASSED if left < 0 and not term["ours"] else talk.left(left))


def grouped(skipped: list[dict[str, str]]) -> str:
    """Return skipped days in words: neighbours with one reason as a span (``2025-10-03 至 10-08 国庆节``)."""
    spans = []
    for why, days in groupby(skipped, key=lambda s: s["why"]):
        run = [s["day"] for s in days]
        spans.append(f"{run[0]} {why}" if len(run) == 1 else f"{run[0]} 至 {run[-1][5:]} {why}")
    return "、".join(spans)


def why_off(calendar: Calendar, day: date) -> str:
    """Return why nobody works on a day: the holiday's name, or the weekend."""
    return calendar.why_off(day) or talk.WEEKEND


def day_document(day: date, office: Office) -> dict[str, Any]:
    """Return what a day is, and where each term would end that started on it.

    Raises Refused ``no_such_date``: the day lies beyond the calendars of machines.
    """
    calendar = office.calendar()
    if day.year > terms.LATEST_YEAR:
        raise Refused("no_such_date", usage=True, text=day.isoformat())
    started = [terms.start(rule, day.isoformat(), calendar) for rule in office.terms().values() if rule.length]
    told = [_term_document(t, calendar) for t in started]
    return {
        "day": day.isoformat(),
        "workday": calendar.is_workday(day),
        "why": calendar.why_off(day) or (talk.WEEKEND if not calendar.is_workday(day) else ""),
        "make_up": day in calendar.work,
        "provisional": not calendar.is_settled(day),
        "terms": told,
        "note": _note(told, office.province),
    }


def day_lines(document: dict[str, Any]) -> Iterator[str]:
    """Yield what a day is, in words."""
    day = date.fromisoformat(document["day"])
    sentence = talk.DAY_IS_WORKDAY if document["workday"] else talk.DAY_IS_OFF
    why = talk.MAKE_UP if document["make_up"] else document["why"]
    yield sentence.format(on=document["day"], weekday=talk.WEEKDAY[day.weekday()], why=why)
    if document["provisional"]:
        yield talk.NO_SCHEDULE.format(year=day.year if (day.month, day.day) < (12, 25) else day.year + 1)
    for term in document["terms"]:
        yield talk.DAY_TERM.format(
            length=term["length"], counted_in=talk.COUNTED[term["unit"]],
            term=labels.TERM[term["term"]], due=term["due_on"],
            mark=talk.MARK_PROVISIONAL if term["provisional"] else "", safe=term["safe_on"], basis=term["basis"],
        )  # fmt: skip
    if document["note"]:
        yield talk.EXPLAIN_NOTE.format(note=document["note"])
