"""The notice of a reception day, as a sheet to be posted."""

from datetime import date

from xinfang.domain.book_rows import ReceptionDay
from xinfang.office.office import Office
from xinfang.tables.report import Sheet
from xinfang.words import papers, receptions, talk


def sheet(day: ReceptionDay, office: Office, today: date) -> Sheet:
    """Return the notice of a reception day: when, where, who, under which phone; what is not known is left out."""
    on = date.fromisoformat(day.planned_on)
    told = {
        "day": receptions.SHEET_DAY.format(day=_in_full(on), weekday=talk.WEEKDAY[on.weekday()]),
        "hours": day.hours, "place": day.place, "leader": day.leader, "duty": day.duty, "phone": office.phone,
    }  # fmt: skip
    facts = tuple((label, str(told[name])) for name, label in receptions.SHEET_HEADS.items() if told[name])
    return Sheet(receptions.SHEET_TITLE, receptions.SHEET_INTRO, facts, (office.name, _in_full(today)))


def _in_full(day: date) -> str:
    """Return a day as a public paper writes it."""
    return papers.DAY.format(year=day.year, month=day.month, day=day.day)
