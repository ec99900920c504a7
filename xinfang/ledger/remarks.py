"""What `check` tells beside the findings: nothing is wrong with the ledger, but somebody should know."""

import os
from collections.abc import Callable, Iterator
from itertools import islice

from xinfang.disk import aside
from xinfang.ledger.check import MOST_TOLD
from xinfang.ledger.files import place
from xinfang.ledger.finding import Checked, Finding
from xinfang.ledger.reading import Ledger


def remarks(checked: Checked) -> list[Finding]:
    """Return what there is to be told, at most `MOST_TOLD` of each kind."""
    return [remark for look in LOOKS for remark in islice(look(checked), MOST_TOLD)]


def last_written(ledger: Ledger) -> str | None:
    """Return the moment of the own office's last entry (ISO), None where there is none."""
    last = ledger.one("SELECT written_at FROM entry WHERE office = ? ORDER BY seq DESC LIMIT 1", (ledger.office,))
    return str(last) if last else None


def _clock(checked: Checked) -> Iterator[Finding]:
    """The moments of writing go on: where they go back, the computer's clock was wrong before or after."""
    sql = (
        "SELECT this.office, this.seq, this.written_at AS at, before.written_at AS former FROM entry this JOIN entry "
        "before ON before.office = this.office AND before.seq = this.seq - 1 WHERE this.written_at < before.written_at "
        "ORDER BY this.office, this.seq"
    )
    for row in checked.ledger.conn.execute(sql):
        yield Finding("clock", dict(row))


def _drafts(checked: Checked) -> Iterator[Finding]:
    """Nobody is writing a file, and nothing of one was left behind."""
    if checked.home is not None:
        named = (name for _, names, _ in os.walk(checked.home) for name in names)  # some go while it walks
        if count := sum(map(aside.is_draft, named)):
            yield Finding("drafts", {"count": count})


def _unnamed(checked: Checked) -> Iterator[Finding]:
    """Every kept file belongs to a petition; one that does not came when a registration was cut off."""
    sql = "SELECT sha256, name FROM attachments WHERE office = ?"
    named = {place(checked.files, *row) for row in checked.ledger.rows(sql, (checked.ledger.office,))}
    kept = {path for path in checked.files.glob("[0-9a-f][0-9a-f]/*") if path.is_file()}
    if count := len(kept - named):
        yield Finding("unnamed", {"count": count})


LOOKS: tuple[Callable[[Checked], Iterator[Finding]], ...] = (_clock, _drafts, _unnamed)
