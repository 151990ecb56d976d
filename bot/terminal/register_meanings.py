"""What was typed behind `--map` and `--unit`: which header, which name, means what."""

from __future__ import annotations

from bot.terminal.desk import WRONG_USE, Failed
from domain.register import Column
from files.importers import column_named
from locales.catalog import Words


def pairs(words: Words, given: list[str]) -> dict[str, str]:
    """Raises Failed for what is not NAME=MEANING."""
    found = {}
    for one in given:
        name, sign, meaning = one.rpartition("=")
        if not sign or not name.strip() or not meaning.strip():
            said = words("“{text}” is not of the form NAME=MEANING.")
            raise Failed(said.format(text=one), WRONG_USE)
        found[name.strip()] = meaning.strip()
    return found


def meanings(words: Words, given: list[str]) -> dict[str, Column]:
    """Raises Failed for a column that there is not."""
    found = {}
    for header, word in pairs(words, given).items():
        column = column_named(word)
        if column is None:
            said = words("There is no column {name}. Choose one of: {names}")
            names = ", ".join(("due_on", *Column))
            raise Failed(said.format(name=word, names=names), WRONG_USE)
        found[header] = column
    return found
