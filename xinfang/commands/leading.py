"""The last line at a terminal: what is typed for the usual next step."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xinfang.commands.desk import Desk
    from xinfang.domain.model import State


def lead_on(desk: "Desk", after: "State") -> None:
    """Tell somebody at a terminal what to type for the usual next step."""
    if not desk.asks:
        return
    from xinfang.tables.told import to_type

    if told := to_type(after, desk.today, desk.office.role):
        desk.remark(told)
