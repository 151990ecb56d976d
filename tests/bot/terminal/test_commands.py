"""The program as a whole: help, wrong use, settings, clock, and the small commands."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot.cli import build_app
from bot.clock import MovableClock, WallClock
from bot.settings import read_settings
from bot.terminal.clock import clock_for
from bot.terminal.progress import Steps
from locales.catalog import Catalog

Dondoc = Callable[..., Any]

COMMANDS = (
    *("run", "demo", "office", "admin", "invite", "import", "read", "migrate"),
    "check",
)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, language: str) -> None:
    words = Catalog.load().words(language)
    said = CliRunner().invoke(build_app(words), [command, "--help"])
    assert said.exit_code == 0
    assert words("Example: {command}").split("{")[0].strip() in said.output
    assert f"dondoc {command}" in said.output


def test_the_help_is_in_the_language_of_the_office(
    dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DONDOC_LANGUAGE", "vi")
    said = dondoc("--help")
    assert said.code == 0
    assert "Cách dùng:" in said.out
    assert "Options" not in said.out


def test_nothing_heavy_is_loaded_for_the_help() -> None:
    """In a process of its own, as a person starts it."""
    script = (
        "import sys; from bot.cli import call; code = call(['--help']);"
        "heavy = {'telegram', 'python_calamine', 'xlsxwriter', 'aiohttp', 'asyncpg'};"
        "sys.exit(code or len(heavy & set(sys.modules)))"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("run", "--nonsense"),
        ("migrate", "extra"),
        ("demo", "--port", "abc"),
        ("demo", "--port", "99999"),
        ("demo", "--at", "sometime"),
        ("run",),  # without a token
        ("read",),
        ("read", "xong", "--at"),
        ("read", "xong", "--at", "31/02/2026"),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_wrong_use_is_one_sentence_and_exit_code_2(
    dondoc: Dondoc,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    language: str,
) -> None:
    monkeypatch.setenv("DONDOC_LANGUAGE", language)
    said = dondoc(*arguments)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LISTEN", "nowhere"),
        ("TIMEZONE", "Mars/Base"),
        ("LANGUAGE", "fr"),
        ("DATABASE_URL", "mysql://127.0.0.1/x"),
        ("DATABASE_URL", "sqlitex:///x.db"),
        ("TELEGRAM_API_URL", "ftp://127.0.0.1"),
        ("TELEGRAM_TOKEN", "geheim"),
        ("TELEGRAM_PROXY", "me:pw@127.0.0.1"),
    ],
)
def test_a_wrong_setting_is_named(
    dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"DONDOC_{name}", value)
    said = dondoc("migrate")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert f"DONDOC_{name}" in said.err
    assert value not in said.err  # a setting may hold a password


def test_a_database_that_does_not_answer_is_no_traceback(
    dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DONDOC_DATABASE_URL", "postgresql://me:pw@127.0.0.1:1/office")
    said = dondoc("migrate")
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert "pw" not in said.err


def test_the_database_is_made_and_checked(dondoc: Dondoc, folder: Path) -> None:
    assert dondoc("migrate").code == 0
    assert (folder / "var" / "dondoc.db").is_file()
    assert dondoc("migrate").code == 0
    said = dondoc("check")
    assert said.code == 1  # there is no token
    assert "DONDOC_TELEGRAM_TOKEN" in said.out
    assert "DONDOC_AUDIT_KEY" in said.out  # nor a key for the seals


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "được 60%",
            {"intent": "in_progress", "percent": 60, "date": None, "document": None},
        ),
        (
            "đã xong, số 123/BC-STC ngày 12/11/2026",
            {
                "intent": "done",
                "percent": None,
                "date": "2026-11-12",
                "document": {"number": "123/BC-STC", "date": "2026-11-12"},
            },
        ),
        (
            "tài liệu Mật",
            {"intent": "secret", "percent": None, "date": None, "document": None},
        ),
    ],
)
def test_a_reply_can_be_tried_out(
    dondoc: Dondoc, text: str, said: dict[str, Any]
) -> None:
    assert json.loads(dondoc("read", text, "--at", "2026-11-20").out) == said


def test_the_demos_database_has_the_demos_clock(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DONDOC_DATABASE_URL", "sqlite+aiosqlite:///demo/dondoc.db")
    assert isinstance(clock_for(read_settings()), WallClock)
    (folder / "demo").mkdir()
    at = "2026-11-20T15:00:00+07:00"
    (folder / "demo" / "clock.json").write_text(json.dumps({"at": at}))
    clock = clock_for(read_settings())
    assert isinstance(clock, MovableClock)
    assert clock.now() == datetime.fromisoformat(at)


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_bar_is_shown_to_people_who_wait(is_terminal: bool) -> None:
    page = StringIO()
    console = Console(file=page, force_terminal=is_terminal)
    with Steps("Reading", of=2, console=console) as steps:
        if is_terminal:
            steps.show()  # as the timer does after a second
        steps.next("Storing")
    assert ("Storing" in page.getvalue()) is is_terminal
