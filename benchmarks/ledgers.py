"""Ledgers of any size for the benchmarks: made through the program's own acts, one case in ten still open."""

import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from xinfang.domain import acts, effects, registration, terms
from xinfang.domain.model import Entry, State
from xinfang.domain.registration import Intake
from xinfang.ledger.book import writing
from xinfang.office import folder, kept

TODAY = date(2026, 11, 2)
DAYS = 730
CHANNELS = ("visit", "visit", "letter", "call", "online")
SUBJECTS = (
    "反映邻居建房占用滴水线",
    "要求修缮村内道路",
    "反映低保评定不公",
    "反映拖欠工程工资",
    "要求解决饮水问题",
    "反映养殖场污染",
)
CATEGORIES = ("宅基地", "道路修建", "低保", "拖欠工资", "饮水安全", "养殖污染")
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林", "伟芳娜敏静强磊军洋勇艳杰娟涛明超秀霞平刚桂英"


def make(home: Path, cases: int, channels: Sequence[str] = CHANNELS) -> None:
    """Make an office with so many cases, a tenth of them open."""
    folder.make(home)
    office = kept.load(home)
    rules = office.rules()
    dice = random.Random(1)
    with writing(office.database, office.code) as ledger:
        for entry in _entries(cases, dice, rules, channels):
            ledger.record(entry, f"{entry.on}T09:00:00")
    kept.keep(office)


def _entries(cases: int, dice: random.Random, rules: terms.Rules, channels: Sequence[str]) -> Iterator[Entry]:
    serials: dict[int, int] = {}
    for i in range(cases):
        is_open = i % 10 == 0
        back = dice.randint(0, 70) if is_open else dice.randint(80, DAYS)
        day = TODAY - timedelta(days=back)
        serials[day.year] = serials.get(day.year, 0) + 1
        number = registration.NewNumber(f"XF{day.year}-{serials[day.year]:04d}", day.year, serials[day.year])
        yield from _case(number, day, dice.choice(channels), is_open, dice, rules)


def _case(
    number: registration.NewNumber, day: date, channel: str, is_open: bool, dice: random.Random, rules: terms.Rules
) -> Iterator[Entry]:
    """Yield the entries of a case: settled on the spot, or registered and, most of them, accepted."""
    pick = dice.randrange(len(SUBJECTS))
    intake = Intake(
        channel=channel, received_on=day.isoformat(), registered_on=day.isoformat(),
        subject=f"{SUBJECTS[pick]}（{dice.randrange(10_000)}号）", category=CATEGORIES[pick],
        names=(dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(GIVEN),),
        phone=f"1990000{dice.randrange(10_000):04d}", village_group=f"{dice.randint(1, 12)}组",
        settled=None if is_open else "已当面答复",
    )  # fmt: skip
    entry = registration.register(number, State(), intake, (), "经办人", rules)
    yield entry
    if is_open and dice.random() < 0.7:
        state = effects.apply(State(), entry)
        yield acts.perform("accept", state, {}, day.isoformat(), "经办人", TODAY.isoformat(), rules)


if __name__ == "__main__":
    started = time.perf_counter()
    make(Path(sys.argv[1]), int(sys.argv[2]))
    print(f"{sys.argv[2]} cases in {time.perf_counter() - started:.1f} s")
