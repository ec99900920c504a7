"""The notice of a reception day, as a sheet to be posted."""

from datetime import date

from xinfang.domain.model import ReceptionDay
from xinfang.office.office import Office
from xinfang.tables.report import Sheet
from xinfang.words import receptions, talk


def sheet(day: ReceptionDay, office: Office, today: date) -> Sheet:
    """Return the notice of a reception day: when, where, who, under which phone; what is not known is left out."""
    on = date.fromisoformat(day.planned_on)
    told = {
        "day": receptions.SHEET_DAY.format(
            year=on.year, month=on.month, day=on.day, weekday=talk.WEEKDAY[on.weekday()]
        ),
        "hours": day.hours, "place": day.place, "leader": day.leader, "duty": day.duty, "phone": office.phone,
    }  # fmt: skip
    facts = tuple((label, str(told[name])) for name, label in receptions.SHEET_HEADS.items() if told[name])
    posted = receptions.SHEET_DATE.format(year=today.year, month=today.month, day=today.day)
    return Sheet(receptions.SHEET_TITLE, receptions.SHEET_INTRO, facts, (office.name, posted))
