"""What became of a letter, read from how far the talk with the mail server came.

The classes are those of every channel (delivery.md 2.5); the codes are those of RFC
5321, the enhanced ones those of RFC 3463. Once DATA was said, silence proves nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from domain.outcomes import Dead, NotSent, Outcome, Stopped, Unknown

LONGEST_REASON = 120  # characters
ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
NO_SUCH_BOX = (550, 551, 553)  # when the server says no more than that
TOO_LARGE = 552
NOT_LET_IN = (530, 534, 535, 538)


class Stage(IntEnum):
    """What was being said when it ended. From DATA on the letter may be theirs."""

    CONNECT = 0
    LOGIN = 1
    SENDER = 2
    RECIPIENT = 3
    DATA = 4


@dataclass(frozen=True, slots=True)
class Ending:
    """`code` is None where the server did not answer; `words` are its own."""

    stage: Stage
    code: int | None
    words: str = ""

    @property
    def reason(self) -> str:
        said = f"{self.code or self.stage.name.lower()} {self.words}"
        return " ".join(said.casefold().split())[:LONGEST_REASON]

    @property
    def subject(self) -> tuple[int, int]:
        """The enhanced code's two last numbers: 5.1.1 is (1, 1); (0, 0) without."""
        found = ENHANCED.search(self.words)
        return (int(found[2]), int(found[3])) if found else (0, 0)


def outcome_of(ending: Ending) -> Outcome:
    """Of a letter that the server did not take."""
    if ending.code is None:
        silent = ending.stage is Stage.DATA
        return Unknown(ending.reason) if silent else NotSent(ending.reason)
    if ending.code < 500:
        return NotSent(ending.reason)  # greylisted, full for now, closing: later
    if ending.code in NOT_LET_IN or ending.stage in (Stage.LOGIN, Stage.SENDER):
        return Stopped(ending.reason)  # what holds for every letter of ours
    if ending.stage is Stage.CONNECT:
        return NotSent(ending.reason)
    if ending.code == TOO_LARGE and ending.subject != (2, 2):
        return Dead("too_long")
    return Dead(ending.reason, chat_gone=_box_is_gone(ending))


def _box_is_gone(ending: Ending) -> bool:
    """The address is wrong or closed; a refusal of the text says nothing of it."""
    if ending.stage is not Stage.RECIPIENT:
        return False
    if ending.subject == (0, 0):
        return ending.code in NO_SUCH_BOX
    return ending.subject[0] == 1 or ending.subject == (2, 1)
