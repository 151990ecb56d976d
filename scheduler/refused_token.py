"""Telegram refuses the token: only a person can mend it, and he is told by e-mail
(delivery.md 2.5, 401 and 404: after the third refusal).

Once, however long it lasts, and of its end by a process that saw the token taken.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from actions.alarms import mail_administrators
from domain.notices import Saying
from domain.policy import Policy
from models.work import Database
from scheduler.lasting import Lasting
from scheduler.ticks import Tick

ALARM = Lasting(
    "token_alarm",
    "token",
    Saying.TOKEN_REFUSED,
    Saying.TOKEN_TAKEN,
    mail_administrators,
)
EVERY = timedelta(seconds=30)


class Gate(Protocol):
    """That of the dispatcher."""

    @property
    def needs_a_person(self) -> bool: ...

    @property
    def is_taken(self) -> bool: ...


class RefusedToken:
    """Looks at the gate through which all messages go."""

    def __init__(self, gate: Callable[[], Gate]) -> None:
        self._gate = gate

    @property
    def tick(self) -> Tick:
        return Tick("refused_token", EVERY, self.mind, by_the_clock=False)

    async def mind(self, database: Database, policy: Policy, now: datetime) -> None:
        """One look. Doing it twice tells nobody twice."""
        gate = self._gate()
        if not (gate.needs_a_person or gate.is_taken):
            return
        stands = gate.needs_a_person
        await ALARM.follow(database, now, stands=stands, since=policy.local(now))
