"""`dondoc run` and `dondoc demo`: what runs until it is stopped."""

from __future__ import annotations

from datetime import datetime

import typer

from bot.settings import read_settings
from bot.terminal.app import Terminal
from bot.terminal.desk import WRONG_USE, Failed
from locales.catalog import Catalog, Words


def add_to(terminal: Terminal) -> None:
    _add_run(terminal)
    _add_demo(terminal)


def _add_run(terminal: Terminal) -> None:
    words = terminal.words
    or_demo = typer.Option(
        False, "--or-demo", help=words("The demo, if there is no token.")
    )

    accept = typer.Option(
        False, "--accept-rewind", help=words("After a restore: sending may go on.")
    )

    @terminal.command("run", words("Run the office's bot."), "run --or-demo")
    def run(or_demo: bool = or_demo, accept: bool = accept) -> None:
        settings = read_settings()
        spoken = Catalog.load().words(settings.language)
        if settings.telegram_token is None and or_demo:
            from bot.demo import run_demo

            raise typer.Exit(run_demo(settings, spoken))
        if settings.telegram_token is None:
            said = spoken("There is no token. Set {setting}; @BotFather gives one.")
            raise Failed(said.format(setting="DONDOC_TELEGRAM_TOKEN"), WRONG_USE)
        from bot.running import run_bot

        raise typer.Exit(run_bot(settings, spoken, accept_rewind=accept))


def _add_demo(terminal: Terminal) -> None:
    words = terminal.words
    port = typer.Option(
        None, min=1, max=65_535, metavar="8080", help=words("The port of the page.")
    )
    at = typer.Option(
        None,
        metavar="ISO",
        help=words("Where its clock begins; without an offset, the office's time."),
    )
    fresh = typer.Option(False, "--fresh", help=words("Begin anew, empty."))

    @terminal.command(
        "demo",
        words("Try it out with a sample office, in the browser."),
        "demo --fresh --at 2026-11-20T14:58:00",
    )
    def demo(port: int | None = port, at: str | None = at, fresh: bool = fresh) -> None:
        settings = read_settings()
        spoken = Catalog.load().words(settings.language)
        moment = None if at is None else moment_of(at, spoken)
        from bot.demo import run_demo

        code = run_demo(settings, spoken, port=port, at=moment, fresh=fresh)
        raise typer.Exit(code)


def moment_of(text: str, words: Words) -> datetime:
    """Raises Failed. Without an offset it is for the reader to say whose time it is."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        said = words("“{text}” is no time. Write for example 2026-11-20T14:58:00")
        raise Failed(said.format(text=text), WRONG_USE) from None
