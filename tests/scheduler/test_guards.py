"""The triggers of the history are as they were made; hollow ones are told."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.checks import warn_of_guards
from models.guards import (
    ON_POSTGRESQL,
    ON_SQLITE,
    Guards,
    digests_of_guards,
    look_at_guards,
)
from models.work import Database
from tests.scheduler.history import drop_guard, drop_guards, guarded_table

HOLLOW = "CREATE TRIGGER {name} BEFORE {what} ON {table} BEGIN SELECT 1; END"
NO_OP = """CREATE OR REPLACE FUNCTION audit_is_final() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RETURN NULL; END $$"""
FEWER = """CREATE TRIGGER task_event_is_final BEFORE DELETE ON task_event
    FOR EACH ROW EXECUTE FUNCTION task_event_is_final()"""


async def look(database: Database) -> Guards:
    async with database.read() as reads:
        return await look_at_guards(reads)


async def test_what_the_migrations_make_is_what_is_expected(database: Database) -> None:
    async with database.read() as reads:
        made = await digests_of_guards(reads)
        expected = ON_POSTGRESQL if reads.is_postgresql else ON_SQLITE
    assert made == dict(expected)
    with capture_logs() as said:
        assert (await warn_of_guards(database)).are_whole
    assert said == []


async def test_missing_triggers_are_told(database: Database) -> None:
    async with database.begin() as work:
        await drop_guards(work)
        made = ON_POSTGRESQL if work.is_postgresql else ON_SQLITE
    assert await look(database) == Guards(missing=tuple(made))


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("audit_is_final", "UPDATE"),
        ("task_event_stays", "DELETE"),
        ("week_result_is_new", "INSERT"),
    ],
)
async def test_a_hollow_trigger_of_the_same_name_is_told(
    database: Database, name: str, what: str
) -> None:
    async with database.begin() as work:
        if work.is_postgresql:
            pytest.skip("it has functions for it: see below")
        await drop_guard(work, name)
        hollow = HOLLOW.format(name=name, what=what, table=guarded_table(name))
        await work.session.execute(text(hollow))
    with capture_logs() as said:
        assert await warn_of_guards(database) == Guards(altered=(name,))
    (line,) = said
    assert (line["event"], line["altered"]) == ("history_unguarded", [name])


async def test_a_hollow_function_and_a_trigger_turned_off_are_told(
    database: Database,
) -> None:
    async with database.begin() as work:
        if not work.is_postgresql:
            pytest.skip("it has neither")
        await work.session.execute(text(NO_OP))
        await drop_guard(work, "task_event_is_final")
        await work.session.execute(text(FEWER))
        for off in ("DISABLE TRIGGER", "ENABLE REPLICA TRIGGER"):
            table = "week_result" if off.startswith("D") else "task_event"
            alter = f"ALTER TABLE {table} {off} {table}_stays"
            await work.session.execute(text(alter))
    assert await look(database) == Guards(
        missing=("task_event_stays", "week_result_stays"),
        altered=("audit_is_final", "audit_stays", "task_event_is_final"),
    )
