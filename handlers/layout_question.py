"""The question about a register's columns, with what was answered so far."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import PurePath

from actions.import_profiles import unused_name
from actions.questions import Asked
from domain.notices import LayoutAsked
from domain.register import Column
from files.importers import GENERAL
from handlers.answering import put_question
from handlers.context import Turn
from handlers.offering import shown_as
from handlers.register_reading import Sent, Unmapped

Said = tuple[tuple[str, Column], ...]


async def ask_layout(
    turn: Turn,
    sent: Sent,
    unknown: Unmapped,
    said: Said = (),
    profile: str = GENERAL,
) -> None:
    """Ask for every column that a register needs and that nobody knows in this one.

    Of a system that shows itself no name is asked, nor of one that was named before
    (`profile`); nor of who only compares, as nothing is remembered of him.
    """
    layout = unknown.layout
    wanted = *(column for _, column in layout.suggested), *layout.missing
    answered = {header for header, _ in said}
    profile = unknown.profile if profile == GENERAL else profile
    name = ""
    if not sent.compares and profile == GENERAL:
        name = await unused_name(turn.reads, PurePath(sent.name).stem)
    shown = LayoutAsked(
        question_id=0,  # known once it is asked
        file_name=sent.name,
        headers=layout.headers,
        known=tuple(one for one in layout.known if one[0] not in answered),
        wanted=tuple(sorted(wanted, key=list(Column).index)),
        likely=tuple((column, header) for header, column in layout.suggested),
        said=said,
        name=name,
    )
    await put_layout(turn, sent, shown, profile)


async def put_layout(turn: Turn, sent: Sent, shown: LayoutAsked, profile: str) -> None:
    await turn.open()
    facts = {"sent": asdict(sent), "profile": profile, **shown_as(shown)}
    await put_question(turn, Asked.LAYOUT, facts)
