"""Telegram refuses the token: only a person can mend it, and he is told by e-mail
(delivery.md 2.5, 401 and 404: after the third refusal).

Once, however long it lasts, and of its end by a process that saw the token taken.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from actions.alarms import mail_administrators
from actions.lasting_alarm import end_alarm, raise_once
from domain.notices import Saying, Told
from domain.policy import Policy
from models.queries.settings import read_setting
from models.work import Database
from scheduler.ticks import Tick

ALARM = "token_alarm"  # the key of the alarm that is not over
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
        async with database.read(now=now) as reads:
            told = await read_setting(reads, ALARM)
        if gate.needs_a_person == bool(told):
            return
        since = policy.local(now).isoformat(timespec="minutes")
        async with database.begin(now=now) as work:
            if told:
                over = Told(Saying.TOKEN_TAKEN, {"since_at": since})
                await end_alarm(work, ALARM, over, tell=mail_administrators)
            else:
                notice = Told(Saying.TOKEN_REFUSED, {"since_at": since})
                key = f"token:{since}"
                await raise_once(work, ALARM, notice, key=key, tell=mail_administrators)
