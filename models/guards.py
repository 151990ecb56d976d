"""The triggers that refuse a change of the history: are they there, and as made?

Whoever owns the database can put one that does nothing in the place of one of ours. So
their own words are compared with what the migrations make, by digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text

from models.work import Reads

# SQLite puts one row in the place of another without a word to those that refuse a
# change or a deletion: it has some of its own against that.
# Of each trigger's words, with those of its function. A migration that changes a guard
# changes its line here: `tests/scheduler/test_guards.py` says what it is then.
ON_SQLITE: Mapping[str, str] = {
    "audit_is_final": "23dff68cd3797ea584acabd5411e2781",
    "audit_is_new": "c73cf1a5340c5bbb94bd2c333f02921e",
    "audit_stays": "16c0131f92e31057f17d2931179a5d6a",
    "audit_takes_no_place": "c337d6d46e729eaffe595d580afde3ab",
    "task_event_is_final": "172d61367bccfbea60a22e83e3445eda",
    "task_event_is_new": "51818c1ea28b754a04e7a7bc68a73aaa",
    "task_event_stays": "bc4063c18089233e4d593bb5cd0df64f",
    "task_event_takes_no_place": "4039958ed73f8a96b7d07e6b8ce98360",
    "week_result_is_final": "179bf1690567ea25d5c022ede2cc3aae",
    "week_result_is_new": "3ebe7ecb563300fedf27a1f1a50f7005",
    "week_result_stays": "6ae5a56b0d55f4866f535d2e319e61d2",
}
ON_POSTGRESQL: Mapping[str, str] = {
    "audit_is_final": "b61da22863243735757f8b3f3a175ce0",
    "audit_stays": "cfcf9ada245c39c0176095533e70fa96",
    "task_event_is_final": "4097f7b6a965d1e9ef995eac63d25fb0",
    "task_event_stays": "f76153c8f3bf67d099973550e05866b8",
    "week_result_is_final": "d5f1cfb1e905a57181fe133b604a8b80",
    "week_result_stays": "50694c0e0863351903a67c5fbae50fd8",
}

IN_SQLITE = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
# Enabled for all sessions, as it was made. Other schemas of the database are not ours.
IN_POSTGRESQL = """
    SELECT t.tgname, c.relname, pg_get_triggerdef(t.oid, true),
           l.lanname::text, p.prosrc
    FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_proc p ON p.oid = t.tgfoid
    JOIN pg_language l ON l.oid = p.prolang
    WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')
      AND pg_table_is_visible(c.oid)"""


@dataclass(frozen=True)
class Guards:
    """What is not as the migrations make it. `missing`: gone, or switched off;
    `altered`: of the same name, but with other words."""

    missing: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()

    @property
    def are_whole(self) -> bool:
        return not (self.missing or self.altered)


async def look_at_guards(reads: Reads) -> Guards:
    """One look into the database's own lists: cheap."""
    made = ON_POSTGRESQL if reads.is_postgresql else ON_SQLITE
    there = await digests_of_guards(reads)
    return Guards(
        missing=tuple(name for name in made if name not in there),
        altered=tuple(n for n in made if n in there and there[n] != made[n]),
    )


async def digests_of_guards(reads: Reads) -> dict[str, str]:
    """Of all triggers there are, by name; blanks and line ends say nothing."""
    query = IN_POSTGRESQL if reads.is_postgresql else IN_SQLITE
    rows = (await reads.session.execute(text(query))).all()
    return {name: _digest(" ".join(map(str, said))) for name, *said in rows}


def _digest(words: str) -> str:
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:32]
