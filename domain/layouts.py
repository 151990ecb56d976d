"""A register whose columns are not known: what was said of them, what is asked next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.register import Column

MOST_OFFERED = 20  # headers to be pressed; others are typed


@dataclass(frozen=True)
class LayoutAsked:
    """Which header is which column, asked one by one, and last the system's name.

    `headers` are as written, in the sheet's order; `known` were understood by
    themselves, `likely` are only suggested. `wanted` are asked for in this order, and
    `said` is what was answered. `name` is offered for the system; "" where it is known.
    """

    question_id: int
    file_name: str
    headers: tuple[str, ...]
    known: tuple[tuple[str, Column], ...]
    wanted: tuple[Column, ...]
    likely: tuple[tuple[Column, str], ...] = ()
    said: tuple[tuple[str, Column], ...] = ()
    name: str = ""

    @property
    def asked(self) -> Column | None:
        """None once every column was said: then the name is asked for."""
        said = {column for _, column in self.said}
        return next((column for column in self.wanted if column not in said), None)

    @property
    def guess(self) -> str | None:
        """The header that may be the one that is asked about."""
        free = self.free
        return next((h for c, h in self.likely if c is self.asked and h in free), None)

    @property
    def free(self) -> tuple[str, ...]:
        """The headers of which nobody knows what they mean."""
        meant = {header for header, _ in (*self.known, *self.said)}
        return tuple(header for header in self.headers if header not in meant)

    @property
    def offered(self) -> tuple[str, ...]:
        """The likely one first."""
        free = sorted(self.free, key=lambda header: header != self.guess)
        return tuple(free[:MOST_OFFERED])

    def answered(self, header: str) -> LayoutAsked:
        assert self.asked is not None
        return replace(self, said=(*self.said, (header, self.asked)))
