"""What a person says in chat, read on the office's day and by the policy in force."""

from __future__ import annotations

from domain.replies import Reading
from handlers.context import Turn
from locales.reading.extensions import ExtensionWords, read_extension
from locales.reading.replies import read_reply


def hear_reply(turn: Turn, text: str) -> Reading:
    return read_reply(
        text,
        today=turn.reads.today,
        before_is_exclusive=turn.policy.before_is_exclusive,
    )


def hear_extension(turn: Turn, text: str, *, is_line: bool = False) -> ExtensionWords:
    return read_extension(
        text,
        today=turn.reads.today,
        is_line=is_line,
        before_is_exclusive=turn.policy.before_is_exclusive,
    )
