"""The sentences of the reports: every number in them worked out again from the figures, whatever the figures are."""

import re
from dataclasses import fields, replace
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples
from xinfang.domain.indicators import BY_CODE, INDICATORS, Counted, Figure, is_met
from xinfang.tables import findings
from xinfang.tables.comparing import A_YEAR_BEFORE, changed
from xinfang.tables.figures import Counts, Figures, Group, Handed, Late, Next, Rate
from xinfang.tables.received import Received
from xinfang.tables.screened import Screened
from xinfang.words import labels
from xinfang.words.indicators import INDICATOR

NUMBERS = re.compile(r"\d+(?:\.\d+)?")
FINDINGS = [
    finding for name, finding in vars(findings).items()
    if callable(finding) and getattr(finding, "__module__", "") == findings.__name__ and not name.startswith("_")
]  # fmt: skip
SOURCES = ("own", "county")
SMALL = st.integers(0, 5) | st.integers(0, 100_000)


def percent(part: int, whole: int, places: int = 1) -> str:
    """A share in percent, rounded half up, worked out with fractions."""
    if not whole:
        return "—"
    scaled = Fraction(part * 100 * 10**places, whole)
    figure = Fraction(floor(scaled + Fraction(1, 2)), 10**places)
    return f"{float(figure):.{places}f}".rstrip("0").rstrip(".") + "%"


@st.composite
def counts(draw: st.DrawFn) -> Counts:
    """Totals that add up as those of a ledger do."""
    letters, visits, calls, online, carried_in, opened = (draw(SMALL) for _ in range(6))
    petitions = letters + visits + calls + online
    repeat = draw(st.integers(0, petitions))
    closed = draw(st.integers(0, carried_in + opened))
    carried_out = carried_in + opened - closed
    return Counts(
        petitions=petitions, letters=letters, visits=visits, visit_people=visits + draw(SMALL) * (visits > 0),
        calls=calls, online=online, first=petitions - repeat, repeat=repeat,
        collective_visits=draw(st.integers(0, visits)), cases_opened=opened, cases_closed=closed,
        cases_settled=draw(st.integers(0, closed)), carried_in=carried_in, carried_out=carried_out,
        overdue=draw(st.integers(0, carried_out)),
    )  # fmt: skip


@st.composite
def rates(draw: st.DrawFn) -> dict[str, Rate]:
    made = {}
    for indicator in INDICATORS:
        all_of_them = draw(SMALL)
        over, under = draw(st.integers(0, all_of_them)), all_of_them if indicator.figure != Figure.SUM else None
        met = is_met(indicator, Counted(over, under), indicator.target)
        made[indicator.code] = Rate(
            code=indicator.code, name=INDICATOR[indicator.code].name, numerator=over, denominator=under,
            target=indicator.target, met=met,
        )  # fmt: skip
    return made


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    def whole(kind: type) -> object:
        return kind(**{f.name: draw(SMALL) for f in fields(kind)})

    def groups(names: str) -> tuple[Group, ...]:
        known = draw(st.booleans())
        return tuple(Group(name, draw(counts()), draw(counts()) if known else None) for name in names)

    screened = whole(Screened)
    assert isinstance(screened, Screened)
    received = whole(Received)
    assert isinstance(received, Received)
    received = replace(received, planned=received.held + received.cancelled + received.untold)
    known = draw(st.booleans())
    return Figures(
        period="本期", before_name="上月", now=draw(counts()), year_before=draw(counts()) if known else None,
        before=draw(counts() | st.none()), to_date=Group("本年", draw(counts()), draw(counts() | st.none())),
        topics=(*groups("甲乙丙丁"), Group(labels.UNKNOWN, draw(counts()))), categories=groups("子丑寅卯"),
        groups=groups("东西"), units=groups("天地"), rates=draw(rates()),
        sources=tuple(Group(labels.SOURCE[s], draw(counts()), draw(counts()) if known else None) for s in SOURCES),
        screened=replace(screened, rounds=screened.rounds + screened.done), received=received,
        late=Late(ended=draw(SMALL), still=draw(SMALL)),
        handed=Handed(forwarded=draw(SMALL), assigned=draw(SMALL), urged=draw(SMALL), supervised=draw(SMALL),
                      supervised_done=draw(SMALL), advised={"improve": draw(st.integers(1, 9))}, answered=draw(SMALL)),
        next=Next(next="下月", clocks=draw(SMALL), days=draw(SMALL), rounds=draw(SMALL)),
    )  # fmt: skip


def comparisons(text: str) -> list[tuple[str, str, int]]:
    """Every growth in a text: risen or fallen, by how much, from which base."""
    found = re.findall(r"(上升|下降) (\S+?)（\D*?(\d+) ", text)
    return [(way, share, int(base)) for way, share, base in found]


@given(figures())
@examples(50)
def test_no_sentence_has_a_gap_and_each_ends(f: Figures) -> None:
    for finding in FINDINGS:
        text = finding(f)
        assert text == "" or text.endswith(("。", "）")), finding.__name__
        assert not re.search(r"[{}]|None|，，|，。|、。|（）|nan", text), text


@given(SMALL, SMALL)
@examples(200)
def test_a_growth_says_which_way_and_how_far_with_its_base(now: int, before: int) -> None:
    text = changed(now, before, A_YEAR_BEFORE, "件")
    assert f"上年同期 {before} 件" in text or f"与上年同期持平（{before} 件）" == text
    if not before or now == before:
        assert "升" not in text
        assert "降" not in text
        assert ("持平" in text) == (now == before != 0)
        return
    [(way, share, base)] = comparisons(text)
    assert (way == "上升") == (now > before)
    exact = percent(abs(now - before), before)
    assert (share, base) == (
        "不到" if exact == "0%" else exact,
        before,
    ) or text == f"同比{way}不到 0.1%（上年同期 {before} 件）"


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (18, 16, "同比上升 12.5%（上年同期 16 件）"),
        (14, 16, "同比下降 12.5%（上年同期 16 件）"),
        (16, 16, "与上年同期持平（16 件）"),
        (5, 0, "上年同期 0 件"),
        (0, 0, "上年同期 0 件"),
        (0, 3, "同比下降 100%（上年同期 3 件）"),
        (3, 2, "同比上升 50%（上年同期 2 件）"),
        (100_001, 100_000, "同比上升 不到 0.1%（上年同期 100000 件）"),
        (7, None, ""),
    ],
)
def test_how_a_figure_compares(now: int, before: int | None, told: str) -> None:
    assert changed(now, before, A_YEAR_BEFORE, "件") == told


@given(figures())
@examples(50)
def test_the_totals_and_channels_are_those_of_the_figures(f: Figures) -> None:
    text, now = findings.total(f), f.now
    if now.petitions:
        assert text.startswith(f"本期共收到信访 {now.petitions} 件次")
        told = [int(n) for n in re.findall(r"(?:来信|来访|来电|网上信访) (\d+)", findings.channels(f))]
        assert told == [now.letters, now.visits, now.calls, now.online]
        assert sum(told) == now.petitions
        parts = (now.letters, now.visits, now.calls, now.online)
        assert re.findall(r"占 ([\d.]+%)", findings.channels(f)) == [percent(part, now.petitions) for part in parts]
        assert f" {now.visit_people} 人次" in findings.channels(f)
    else:
        assert text.startswith("本期没有收到信访（零报告）")
        assert findings.channels(f) == findings.repeats(f) == ""
    bases = [base.petitions for base in (f.year_before, f.before) if base]
    assert [base for _, _, base in comparisons(text)] == [b for b in bases if b and b != now.petitions]
    for way, share, base in comparisons(text):
        assert (way == "上升") == (now.petitions > base)
        assert share in (percent(abs(now.petitions - base), base), "不到")


@given(figures())
@examples(50)
def test_repeats_and_matters_add_up_in_their_sentences(f: Figures) -> None:
    if f.now.petitions:
        numbers = NUMBERS.findall(findings.repeats(f))
        first, repeat = int(numbers[0]), int(numbers[1])
        assert first + repeat == f.now.petitions
        assert f"重复信访占 {percent(repeat, f.now.petitions)}" in findings.repeats(f)
    found = [int(n) for n in NUMBERS.findall(findings.matters(f))]
    if found:
        carried_in, opened, closed, carried_out, overdue = found
        assert carried_in + opened - closed == carried_out
        assert overdue == f.now.overdue <= carried_out
    else:
        assert findings.matters(f) == "信访事项：没有结转，没有新收，没有未办结的。"


@given(figures())
@examples(50)
def test_what_leads_leads_and_what_moved_moved_most(f: Figures) -> None:
    told = re.findall(r"(\S) (\d+) 件次（占 (\S+?)）", findings.topics(f))
    known = sorted((g.now.petitions for g in f.topics if g.name != labels.UNKNOWN), reverse=True)
    assert [int(count) for _, count, _ in told] == [count for count in known if count][: findings.MOST]
    by_name = {g.name: g for g in (*f.topics, *f.categories)}
    for name, count, share in told:
        assert int(count) == by_name[name].now.petitions
        assert share == percent(int(count), f.now.petitions)
    for text, way in ((findings.risen(f), 1), (findings.fallen(f), -1)):
        moves = re.findall(r"(\S)（(\d+) 件次，上年同期 (\d+) 件次，(?:增加|减少) (\d+) 件次）", text)
        for name, count, base, change in moves:
            group = by_name[name.removeprefix("有")]
            assert group.year_before
            assert (int(count), int(base)) == (group.now.petitions, group.year_before.petitions)
            assert int(change) == way * (int(count) - int(base)) >= findings.LEAST
        sizes = [int(change) for *_, change in moves]
        assert sizes == sorted(sizes, reverse=True)


@given(figures())
@examples(50)
def test_what_is_in_time_and_what_missed_its_target_is_judged_by_the_counts(f: Figures) -> None:
    rate = f.rates["handled_in_time"]
    text = findings.handled(f)
    if rate.denominator:
        assert text.startswith(f"到期应当办结的事项 {rate.denominator} 件，按期办结 {rate.numerator} 件")
        assert percent(rate.numerator, rate.denominator) in text
        assert ("，达到不低于" in text) == (rate.numerator == rate.denominator)
    else:
        assert text == "没有到期应当办结的事项。"
    missed = [line for line in findings.problems(f).split("\n") if "没有达到" in line]
    wanted = [r for r in f.rates.values() if r.met is False]
    assert len(missed) == len(wanted)
    for line, told in zip(missed, wanted, strict=True):
        places = BY_CODE[told.code].places
        share = percent(told.numerator, told.denominator or 0, places)
        assert line.startswith(f"{told.name} {share}（{told.numerator}/{told.denominator}），没有达到")


@given(figures())
@examples(50)
def test_the_books_are_told_by_their_figures(f: Figures) -> None:
    s, r = f.screened, f.received
    numbers = [int(n) for n in NUMBERS.findall(findings.disputes(f))]
    assert numbers in ([], [s.carried_in, s.found, s.people, s.settled, s.unsettled, s.became, s.carried_out, s.late])
    assert (numbers == []) == (not s.carried_in and not s.found)
    told = [int(n) for n in NUMBERS.findall(findings.receptions(f))]
    assert told in ([], [r.planned, r.held, r.nobody, r.cancelled, r.untold])
    late = [int(n) for n in NUMBERS.findall(findings.late(f))]
    assert late in ([], [f.late.ended + f.late.still, f.late.ended, f.late.still])
    assert NUMBERS.findall(findings.advised(f)) == [str(f.handed.advised["improve"]), str(f.handed.answered)]


def test_a_period_with_nothing_is_told_as_nothing() -> None:
    none = {i.code: Rate(code=i.code, name=INDICATOR[i.code].name, numerator=0, denominator=0) for i in INDICATORS}
    f = Figures(period="2026年2月", before_name="上月", now=Counts(), year_before=Counts(), before=Counts(), rates=none)
    assert findings.total(f) == "2026年2月没有收到信访（零报告），上年同期 0 件次，上月 0 件次。"
    assert findings.visits(f) == "没有来访，上年同期 0 批，上月 0 批。"
    assert findings.matters(f) == "信访事项：没有结转，没有新收，没有未办结的。"
    assert findings.informed(f) == "没有到期应当告知的。"
    assert findings.late(f) == "没有超期。"
    assert findings.disputes(f) == "没有结转，也没有排出矛盾纠纷。"
    assert findings.met(f) == "领导没有接待来访。"
    assert findings.handed(f) == "没有转送、交办、催办、督办。"
    assert findings.advised(f) == "没有提出改进工作、完善政策、追究责任的建议。"
    assert findings.problems(f).startswith("按台账数据")
    assert findings.topics(f) == findings.risen(f) == findings.due_next(f) == ""
    assert findings.examples(f) == "本期没有可选的典型事项。"
