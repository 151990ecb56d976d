"""All that is foreseen of a span, and in which waves it leaves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from channels.wave_times import WaveTimes
from domain.foresight import Foreseen, Foresight, Recipient, Wave
from scheduler.foreseen import Known


@dataclass
class Found:
    """What was made so far, in order."""

    messages: list[Foreseen] = field(default_factory=list)
    unreached: list[tuple[datetime, Recipient]] = field(default_factory=list)


def shown(
    found: Found, known: Known, span: tuple[datetime, datetime], now: datetime
) -> Foresight:
    begins, ends = span
    messages = tuple(one for one in found.messages if begins <= one.at < ends)
    unreached = tuple(one for one in found.unreached if begins <= one[0] < ends)
    policy = known.policy
    return Foresight(
        since=policy.local(begins),
        until=policy.local(ends),
        as_of=policy.local(now),
        policy=policy.name,
        messages=messages,
        waves=tuple(_waves(messages, unreached)),
        unreached=unreached,
    )


def _waves(
    messages: Sequence[Foreseen], unreached: Sequence[tuple[datetime, Recipient]]
) -> Iterable[Wave]:
    """In order of time; each begins where the limits let it, after those before."""
    together: dict[datetime, list[Foreseen]] = defaultdict(list)
    for one in messages:
        together[one.at].append(one)
    times = WaveTimes()
    first = min(together, default=None)
    for at in sorted(together):
        assert first is not None
        chats = [one.to.chat for one in together[at] if one.to.chat is not None]
        ends = times.last_start(chats, (at - first).total_seconds())
        missed = sum(1 for when, _ in unreached if when == at)
        yield Wave(at, len(chats), first + timedelta(seconds=ends), missed)
