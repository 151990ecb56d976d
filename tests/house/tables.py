"""The tables of README, made from the code: `python -m tests.house.tables [--check]`.

Each stands between two marks, `<!-- commands -->` and `<!-- /commands -->`; what is
written there by hand is lost. `make readme` writes, a house test checks.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import typer

from bot.cli import build_app
from bot.settings import Settings
from domain.scope import Actor, Membership
from domain.tasks import Role
from handlers.command import Command, Where
from handlers.commands import COMMANDS
from locales.catalog import Catalog, Words
from locales.render.names import ROLES
from tests.house.sources import ROOT

README = ROOT / "README.md"
EXAMPLE = ROOT / ".env.example"
PREFIX = "DONDOC_"
PLACES = {
    Where.PRIVATE: "private chat",
    Where.GROUP: "group",
    Where.PRIVATE | Where.GROUP: "both",
}


def commands_table() -> str:
    """The chat commands: what Telegram's menu says, and who may use them where."""
    words = Catalog.load().words("vi")
    rows = [
        (
            f"`/{command.name}`",
            words(command.help),
            command.help,
            PLACES[command.where],
            _who(command, words),
        )
        for command in COMMANDS
    ]
    heads = ("command", "the menu says", "in English", "where", "who")
    return table(heads, rows)


def _who(command: Command, words: Words) -> str:
    """Asked of the table's own guard, role by role."""
    if command.for_strangers:
        return "everybody, also who is not linked yet"
    allowed = [r for r in Role if command.allowed(Actor(1, (Membership(r, 1),)))]
    if len(allowed) == len(Role):
        return "everybody who is linked"
    return ", ".join(f"{words(ROLES[role])}" for role in allowed)


def terminal_commands(language: str) -> Mapping[str, Any]:
    """What `dondoc` can do, by name, with its help in this language."""
    app: Any = typer.main.get_command(build_app(Catalog.load().words(language)))
    found: Mapping[str, Any] = app.commands
    return found


def terminal_table() -> str:
    rows = [
        (f"`{_usage(name, command)}`", command.help, f"`{_example(command)}`")
        for name, command in terminal_commands("en").items()
    ]
    return table(("command", "does", "for example"), rows)


def _usage(name: str, command: Any) -> str:
    # Arguments first, as their help writes them; then the options.
    given = sorted(command.params, key=lambda one: one.param_type_name != "argument")
    return " ".join(["dondoc", name, *(_parameter(one) for one in given)])


def _parameter(one: Any) -> str:
    if one.param_type_name == "argument":
        return one.metavar if one.required else f"[{one.metavar}]"
    word = one.opts[0] if one.is_flag else f"{one.opts[0]} {one.metavar}"
    return f"[{word}]"


def _example(command: Any) -> str:
    return str(command.epilog).partition(": ")[2]


def settings_table() -> str:
    """The settings in the order of `.env.example`, with its comments as their words."""
    said = dict(example_settings(EXAMPLE.read_text(encoding="utf-8")))
    rows = [
        (f"`{name}`", _default(name), " ".join(comment))
        for name, comment in said.items()
    ]
    return table(("setting", "default", "what it is"), rows)


def setting_names() -> list[str]:
    return [PREFIX + name.upper() for name in Settings.model_fields]


def _default(name: str) -> str:
    field = Settings.model_fields[name.removeprefix(PREFIX).lower()]
    value = field.default
    if value is None:
        return ""
    plain = value if isinstance(value, str) else value.get_secret_value()
    return f"`{plain}`"


def example_settings(text: str) -> Iterator[tuple[str, list[str]]]:
    """(name, the lines of comment above it) of every setting in `.env.example`."""
    comment: list[str] = []
    for line in text.splitlines():
        named = re.match(rf"#?({PREFIX}[A-Z_]+)=", line)
        if named:
            yield named[1], comment
        if named or not line.startswith("# "):
            comment = []
        else:
            comment = [*comment, line.removeprefix("# ")]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    rule = ["---"] * len(heads)
    return "\n".join(_row(cells) for cells in (heads, rule, *rows))


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


TABLES: Mapping[str, Callable[[], str]] = {
    "commands": commands_table,
    "terminal": terminal_table,
    "settings": settings_table,
}


def written(text: str) -> str:
    """README with its tables as the code has them now. Raises for a mark not there."""
    for name, make in TABLES.items():
        marks = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        body = make()
        text, times = re.subn(
            marks, lambda m, b=body: f"{m[1]}{b}\n{m[2]}", text, flags=re.DOTALL
        )
        if times != 1:
            raise ValueError(f"README has {times} places for {name}")
    return text


def main(arguments: Sequence[str]) -> int:
    text = README.read_text(encoding="utf-8")
    fresh = written(text)
    if "--check" not in arguments:
        README.write_text(fresh, encoding="utf-8")
    elif fresh != text:
        sys.stderr.write("README's tables are not those of the code: make readme\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
