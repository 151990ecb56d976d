"""What lasts and ends by itself: the administrators hear of both, each once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import structlog

from actions.alarms import tell_administrators
from actions.lasting_alarm import Tell, end_alarm, raise_once
from domain.notices import Saying, Told
from models.queries.settings import read_setting
from models.work import Database

log = structlog.get_logger()


@dataclass(frozen=True)
class Lasting:
    """`name`: the setting with the key of the alarm that is not over; `kind` begins the
    keys. Both sayings are told with the time since when it is so."""

    name: str
    kind: str
    began: Saying
    over: Saying
    tell: Tell = tell_administrators

    async def follow(
        self, database: Database, now: datetime, *, stands: bool, since: datetime
    ) -> None:
        """One look; doing it twice tells nobody twice. `since` is the office's time."""
        async with database.read(now=now) as reads:
            told = bool(await read_setting(reads, self.name))
        if stands == told:
            return
        at = f"{since:%Y-%m-%dT%H:%M}"
        facts = {"since_at": since.isoformat(timespec="minutes")}
        saying = self.began if stands else self.over
        notice = Told(saying, facts)
        async with database.begin(now=now) as work:
            if stands:
                key = f"{self.kind}:{at}"
                await raise_once(work, self.name, notice, key=key, tell=self.tell)
            else:
                await end_alarm(work, self.name, notice, tell=self.tell)
        log.warning(saying.value, **facts)
