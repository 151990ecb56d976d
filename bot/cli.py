"""`dondoc`: everything a person types. Heavy rooms are entered by the commands."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from bot.policies import UnusablePolicy
from bot.settings import WrongSetting, spoken_language
from bot.terminal import (
    audit,
    backups,
    calendar,
    office,
    people,
    policy,
    programs,
    reading,
    registers,
    reports,
    simulate,
    tokens,
    unknowns,
    upkeep,
    webhooks,
)
from bot.terminal.app import Terminal
from bot.terminal.desk import FAILED, WRONG_USE, Failed, complain
from bot.terminal.mistakes import mistake, wrong_setting
from locales.catalog import Catalog, Words

STOPPED = 130  # as shells say of a program ended by Ctrl-C


def main() -> int:
    """The entry point of the console script."""
    return call(sys.argv[1:])


def call(arguments: Sequence[str]) -> int:
    """Do what was typed: 0 done, 1 refused or failed, 2 wrong usage."""
    words = Catalog.load().words(spoken_language())
    try:
        command = typer.main.get_command(build_app(words))
        code = command.main(list(arguments), prog_name="dondoc", standalone_mode=False)
    except Failed as failure:
        return _refuse(failure.sentence, failure.code)
    except WrongSetting as wrong:
        return _refuse(wrong_setting(wrong, words), WRONG_USE)
    except UnusablePolicy as unusable:
        return _refuse(unusable.said(words), WRONG_USE)
    except typer.TyperException as error:
        return _refuse(mistake(error, words), WRONG_USE)
    except (typer.Abort, KeyboardInterrupt):
        return STOPPED
    except Exception as error:  # noqa: BLE001  # no traceback for a person at a desk
        said = words("The command failed ({error}). See: dondoc check")
        return _refuse(said.format(error=type(error).__name__), FAILED)
    return code or 0


def build_app(words: Words) -> typer.Typer:
    """All commands, with their help in this language."""
    terminal = Terminal(words)
    rooms = (
        *(programs, office, people, registers, reports, reading, calendar, policy),
        *(simulate, unknowns, tokens, webhooks, backups, audit, upkeep),
    )
    for room in rooms:
        room.add_to(terminal)
    return terminal.app


def _refuse(sentence: str, code: int) -> int:
    complain(sentence)
    return code
