"""The console program in one language: its commands, their help, their mistakes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from locales.catalog import Words

Command = Callable[..., None]


class Terminal:
    """Commands are added to it, each with a help text and an example."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._headings = _headings(words)
        self.app = typer.Typer(
            name="dondoc",
            cls=self._speaking(TyperGroup),
            help=words("Tracks and urges the tasks that the office has assigned."),
            add_completion=False,
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
            context_settings={"max_content_width": 100},
        )
        # Without it a single command would not need to be named.
        self.app.callback()(lambda: None)

    def command(
        self, name: str, text: str, example: str
    ) -> Callable[[Command], Command]:
        """Add a command; `example` is its command line, without `dondoc`."""
        epilog = self.words("Example: {command}").format(command=f"dondoc {example}")
        kind = self._speaking(TyperCommand)
        return self.app.command(name, cls=kind, help=text, epilog=epilog)

    def _speaking(self, kind: type[Any]) -> type[Any]:
        """The library's headings in our words; it has none of its own for us."""

        def get_help(command: Any, context: Any) -> str:
            text: str = kind.get_help(command, context)
            for english, ours in self._headings.items():
                text = text.replace(english, ours)
            return text

        return type(kind.__name__, (kind,), {"get_help": get_help})


def _headings(words: Words) -> dict[str, str]:
    return {
        "Usage:": words("Usage:"),
        "[OPTIONS]": words("[options]"),
        "COMMAND [ARGS]...": words("command …"),
        "\nOptions:": "\n" + words("Options:"),
        "\nArguments:": "\n" + words("Arguments:"),
        "\nCommands:": "\n" + words("Commands:"),
        "[required]": words("(required)"),
        "Show this message and exit.": words("Show this text."),
        # The library's marks of types and of what must be given say nothing new.
        **dict.fromkeys((" <path>", " <str>", "{", "}"), ""),
    }
