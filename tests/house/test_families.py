"""A family has one table that names its members, and no member is forgotten."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
from alembic.script import ScriptDirectory
from telegram.ext import CommandHandler

from domain.catch_up import FAMILIES
from domain.explaining import Part
from domain.notices import Notice, Saying
from domain.permissions import TASK_RIGHTS, UNIT_RIGHTS, Action
from domain.policy_kinds import Wrong
from domain.preferences import REACHES
from domain.refusals import Reason
from domain.reminders import TIMED, Rule
from domain.tasks import Progress, Role, TaskClass
from handlers.commands import COMMANDS, find_command
from handlers.routes import handlers
from locales.catalog import Catalog
from locales.policies import WRONGS
from locales.refusals import REFUSALS
from locales.render import RENDERERS
from locales.render.names import CLASSES, PROGRESS, ROLES
from locales.render.settings import REMINDERS
from locales.render.why import PARTS, SOURCES, STOPS
from locales.sayings import SAYINGS
from models import schema
from models.outbox import Live
from scheduler.gather import LIVE
from scheduler.plan import PLANNERS
from tests.house.sources import attributes_of, name_of, python_files

VIETNAMESE = Catalog.load().words("vi")
COMMAND_NAME = re.compile(r"[a-z]{1,32}")  # Latin, so that every keyboard can type it


@pytest.mark.parametrize(
    ("table", "members"),
    [
        (RENDERERS, get_args(Notice)),
        (LIVE, tuple(Live)),
        (SAYINGS, tuple(Saying)),
        (REFUSALS, tuple(Reason)),
        (WRONGS, tuple(Wrong)),
        (REMINDERS, tuple(REACHES)),
        (PLANNERS, TIMED),
        (FAMILIES, TIMED),
        (PROGRESS, tuple(Progress)),
        (CLASSES, tuple(TaskClass)),
        (SOURCES, tuple(Rule)),
        (STOPS, tuple(Rule)),
        (PARTS, tuple(Part)),
        (ROLES, tuple(Role)),
    ],
    ids=[
        *("notices", "live notices", "sayings", "refusals", "wrong values"),
        "reminders to be muted",
        *("planners", "catch-up"),
        *("progress", "classes", "sources", "stops", "parts", "roles"),
    ],
)
def test_the_table_names_every_member(
    table: Mapping[Any, object], members: tuple[object, ...]
) -> None:
    assert set(table) == set(members)


def test_every_right_is_in_one_of_the_two_tables() -> None:
    """Seeing a task and seeing a summary are questions of the scope instead."""
    by_scope = {Action.SEE_TASK, Action.SEE_SUMMARY}
    assert set(TASK_RIGHTS) | set(UNIT_RIGHTS) | by_scope == set(Action)
    assert not set(TASK_RIGHTS) & set(UNIT_RIGHTS)


@pytest.mark.parametrize("saying", Saying)
def test_every_saying_has_vietnamese_words(saying: Saying) -> None:
    assert VIETNAMESE(SAYINGS[saying]) != SAYINGS[saying]


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_has_vietnamese_words(reason: Reason) -> None:
    assert VIETNAMESE(REFUSALS[reason]) != REFUSALS[reason]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_has_a_plain_name_and_vietnamese_help(command: Any) -> None:
    assert COMMAND_NAME.fullmatch(command.name)
    assert find_command(f"/{command.name}@dondoc_bot") is command
    translated = VIETNAMESE(command.help)
    assert translated != command.help
    assert 1 <= len(translated) <= 256  # Telegram's limit for a menu


def test_every_command_stands_behind_its_guard() -> None:
    guarded = {}
    for handler in handlers():
        if isinstance(handler, CommandHandler):
            assert handler.callback.__qualname__ == "guarded.<locals>.run"
            held = inspect.getclosurevars(handler.callback).nonlocals["command"]
            guarded[held.name] = held
    assert list(guarded.values()) == list(COMMANDS)


def test_a_command_is_opened_by_the_table_of_rights_alone() -> None:
    """No list of roles stands beside it (`domain/permissions.py`)."""
    (table,) = (path for path in python_files("handlers") if path.name == "commands.py")
    assert [read for _, read in attributes_of(table) if read.startswith("Role.")] == []


def test_there_is_no_way_around_the_guard() -> None:
    """A command's callback is called in one place, by `guarded` itself."""
    callers = [
        f"{name_of(path)}:{line}"
        for path in python_files("handlers", "bot", "actions", "scheduler")
        for line, read in attributes_of(path)
        if read == "command.callback"
    ]
    assert len(callers) == 1
    assert callers[0].startswith("handlers/command.py:")


def revisions() -> list[tuple[Path, ModuleType]]:
    script = ScriptDirectory.from_config(schema.configuration())
    return [(Path(one.path), one.module) for one in script.walk_revisions()]


@pytest.mark.parametrize(("path", "module"), revisions())
def test_a_migration_says_its_idea_and_goes_both_ways(
    path: Path, module: ModuleType
) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\d_[a-z0-9_]+\.py", path.name)
    assert module.__doc__
    for step in (module.upgrade, module.downgrade):
        body = inspect.getsource(step).splitlines()[1:]
        assert any(line.strip() not in {"", "pass"} for line in body)


def test_no_migration_is_left_out_of_the_line() -> None:
    folder = Path(schema.FOLDER) / "versions"
    files = {path.name for path in folder.glob("*.py")}
    assert {path.name for path, _ in revisions()} == files
