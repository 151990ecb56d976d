"""Looking again before a message leaves: is it still true, still wanted, allowed?"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from channels.outgoing import Outgoing
from domain.notices import Notice
from domain.policy import Policy
from domain.summary_notices import ReportFile
from locales.catalog import Words
from locales.render import Rendered, render, resend_prefix
from models.outbox import DeliveryClass, Live
from models.queries.letters import NARROW, Letter
from models.queries.outcomes import Change
from models.work import Reads
from scheduler.dispatcher.office import Office
from scheduler.gather import gather
from scheduler.gather.kept import Kept, group_of
from scheduler.gather.shared import Shared, read_shared

# Whole years, or all that is open. On SQLite a brief look at them would stop everything
# else: for seconds, by a report.
MADE_OF_MANY = (Live.FILE, Live.FINDINGS, Live.PARKED, Live.OWN_DATA)


@dataclass(frozen=True)
class Ready:
    """A message in words; `rendered` are all its parts.

    `file`: of a report, with what is to be kept of it once it leaves.
    """

    letter: Letter
    message: Outgoing
    rendered: Rendered
    file: ReportFile | None = None

    @property
    def parts(self) -> int:
        return len(self.rendered.parts)

    @property
    def is_last(self) -> bool:
        return self.letter.part >= self.parts

    @property
    def may_be_narrower(self) -> bool:
        """Once: who refuses half of what Telegram takes refuses something else."""
        return NARROW not in self.letter.params and not self.rendered.bears_one_part

    @property
    def part_when_narrower(self) -> int:
        """Which part it would be: those before it have arrived as they were."""
        before = self.rendered.parts[: self.letter.part - 1]
        return len(replace(self.rendered, parts=before).narrower().parts) + 1


async def look_together(
    office: Office, reads: Reads, letters: Collection[Letter]
) -> Shared | None:
    """What these messages have in common, for `look`."""
    return await read_shared(reads, office.policy, [_kept(one) for one in letters])


async def look(
    office: Office, reads: Reads, letter: Letter, shared: Shared | None = None
) -> Ready | Change:
    """The message as it is true now, or what becomes of one that is not sent."""
    own = letter.preferences
    hindered = hindrance(letter, own.policy(office.policy), reads.now)
    if hindered is not None:
        return hindered
    late = letter.late or _comes_late(letter, reads.now)
    words = office.words_in(own.language)
    kept = replace(_kept(letter), late=late, muted=own.muted, language=words.language)
    notice = await gathered(office, reads, kept, shared)
    if notice is None:
        return skipped(letter, "nothing_left")
    rendered = in_words(office, notice, words, letter.params)
    if letter.part > len(rendered.parts):
        return skipped(letter, "nothing_left")
    return Ready(
        letter,
        _message(words, letter, rendered),
        rendered,
        notice if isinstance(notice, ReportFile) else None,
    )


async def gathered(
    office: Office, reads: Reads, kept: Kept, shared: Shared | None = None
) -> Notice | None:
    """What is to be said now; nothing else waits for what is made of many rows."""
    if kept.notice not in MADE_OF_MANY or not office.database.engines.one_writer:
        return await gather(reads, office.policy, kept, shared)
    async with office.database.read(now=reads.now) as own:
        return await gather(own, office.policy, kept, shared)


def in_words(
    office: Office, notice: Notice, words: Words, params: Mapping[str, Any]
) -> Rendered:
    rendered = render(notice, words, zone=office.policy.zone)
    return rendered.narrower() if NARROW in params else rendered


def _kept(letter: Letter) -> Kept:
    group = group_of(letter.chat_kind, letter.chat_unit)
    return Kept(letter.origin, letter.notice, letter.params, group=group)


def hindrance(letter: Letter, policy: Policy, now: datetime) -> Change | None:
    """Why it does not leave now, whatever it says; `policy` with his quiet hours."""
    if letter.expires_at is not None and letter.expires_at <= now:
        return skipped(letter, "late")
    if letter.chat_state != "active":
        return replace(Change.back(letter), state="dead", reason="chat_gone")
    if not _still_his(letter):
        return skipped(letter, "not_allowed")
    if letter.part == 1 and (rested := _rested(letter, now)) is not None:
        return replace(Change.back(letter), not_before=rested)
    if _rests_at_night(letter) and policy.is_quiet(now):
        return replace(Change.back(letter), not_before=policy.after_quiet(now))
    return None


def skipped(letter: Letter, reason: str) -> Change:
    return replace(Change.back(letter), state="skipped", reason=reason)


def _still_his(letter: Letter) -> bool:
    """A private chat may have passed to another, or to nobody, since planning."""
    officer = letter.params.get("officer")
    if letter.chat_kind != "private" or not isinstance(officer, int):
        return True
    return letter.bound_officer == officer


def _rested(letter: Letter, now: datetime) -> datetime | None:
    """When it may leave again, if what it is about rests now (domain/unsent.py)."""
    if "rests" not in letter.params:
        return None
    begins, ends = (datetime.fromisoformat(at) for at in letter.params["rests"])
    return ends if begins < now < ends else None


def _comes_late(letter: Letter, now: datetime) -> bool:
    late_from = letter.params.get("late_from")
    return late_from is not None and datetime.fromisoformat(late_from) < now


def _rests_at_night(letter: Letter) -> bool:
    """Answers and urgent messages pass; so does the rest of a message begun."""
    answer = letter.cls == DeliveryClass.REPLY
    return not answer and letter.priority > 0 and letter.part == 1


def _message(words: Words, letter: Letter, rendered: Rendered) -> Outgoing:
    is_last = letter.part == len(rendered.parts)
    return Outgoing(
        chat=letter.address,
        text=_marked(words, letter, rendered.parts[letter.part - 1]),
        keyboard=rendered.keyboard if is_last else (),
        reply_to=letter.reply_to,
        thread=letter.thread or None,
        silent=letter.silent,
        plain=letter.plain,
        document=rendered.document,
        picture=rendered.picture,
        kept=rendered.kept,
    )


def _marked(words: Words, letter: Letter, text: str) -> str:
    """A second copy says that it is one: every message leaves room for that."""
    if not letter.marked:
        return text
    return f"{resend_prefix(letter.short_code, words)}\n\n{text}".rstrip()


def face(rendered: Rendered) -> str:
    """A fingerprint of the last part and its buttons."""
    shown = repr((rendered.parts[-1], rendered.keyboard))
    return hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()
