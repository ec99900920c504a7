"""A period of days, as lists and registers cover it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included (ISO); None is open on that side."""

    first: str | None = None
    last: str | None = None

    def holds(self, day: str | None) -> bool:
        """Return whether `day` (ISO) lies in the period; an unknown day lies only in the open period."""
        if day is None:
            return self.first is None and self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


ALWAYS = Period()
