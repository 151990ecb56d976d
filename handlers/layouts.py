"""A register whose columns are not known: the answers, and what follows the last one.

Then the file is read again. That takes the network, so these answers are taken before
the transaction is opened.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.import_profiles import profile_name, remember_profile
from actions.questions import Asked, close, take
from channels.telegram import DownloadFailed
from domain.buttons import Press, number_in, unpack
from domain.notices import LayoutAsked, Notice, Saying, Told
from domain.refusals import Reason, Refusal
from domain.register import UnreadableFile
from files.importers import normal
from handlers.context import Turn
from handlers.hearing import hear_reply
from handlers.layout_question import ask_layout, put_layout
from handlers.register_files import only_compares, take_register
from handlers.register_reading import (
    Sent,
    Understood,
    Unmapped,
    fetch,
    refused,
    understand,
)
from locales.reading.consent import is_yes
from models import notice_codec
from models.queries.questions import question_open_to
from models.tables import Question


@dataclass(frozen=True)
class Step:
    """A question about columns as it was asked, and what it says once answered."""

    question_id: int
    sent: Sent
    profile: str
    asked: LayoutAsked

    @property
    def is_last(self) -> bool:
        return self.asked.asked is None and not self.asked.name

    def with_header(self, header: str) -> Step:
        return replace(self, asked=self.asked.answered(header))

    def with_name(self, name: str) -> Step:
        return replace(self, profile=name, asked=replace(self.asked, name=""))


async def press_layout(turn: Turn, data: str) -> bool:
    """`q:<question>:h2`, the third header, or `…:name`. False: no answer of this kind
    to an open question of his; it is handled as any other button."""
    pressed = unpack(data)
    if not isinstance(pressed, Press) or pressed.kind != "q" or turn.place.in_group:
        return False
    number, header = number_in(pressed.argument), pressed.verb.removeprefix("h")
    if number is None or (pressed.verb != "name" and number_in(header) is None):
        return False
    question = await question_open_to(turn.reads, number, turn.actor.officer_id)
    if question is None or question.kind != Asked.LAYOUT:
        return False
    await _go_on(turn, pressed_of(_step(question), pressed.verb))
    return True


def pressed_of(step: Step, verb: str) -> Step:
    """Raises Refusal for what was not offered."""
    asked, place = step.asked, number_in(verb.removeprefix("h"))
    if verb == "name" and asked.asked is None:
        return step.with_name(asked.name)
    if place is None or asked.asked is None or place >= len(asked.headers):
        raise Refusal(Reason.QUESTION_OVER)
    header = asked.headers[place]
    if header not in asked.free:
        raise Refusal(Reason.QUESTION_OVER)
    return step.with_header(header)


async def hear_layout(turn: Turn, question: Question, text: str) -> bool:
    """A header, or the system's name, typed. False: it is about something else."""
    if question.kind != Asked.LAYOUT or hear_reply(turn, text).codes:
        return False
    await _go_on(turn, heard_of(_step(question), text))
    return True


def heard_of(step: Step, text: str) -> Step:
    """Any header may be typed, also one that was taken for something else. Raises
    Refusal: for what is neither a header nor a name."""
    if step.asked.asked is None:
        name = step.asked.name if is_yes(text) else profile_name(text)
        if not name:
            raise Refusal(Reason.NO_SYSTEM_NAME)
        return step.with_name(name)
    said = {header for header, _ in step.asked.said}
    for header in step.asked.headers:
        if normal(header) == normal(text) and header not in said:
            return step.with_header(header)
    raise Refusal(Reason.NO_SUCH_COLUMN, name=text[:100])


def _step(question: Question) -> Step:
    facts = question.facts
    shown = notice_codec.load(facts["shown"]["notice"], facts["shown"]["facts"])
    assert isinstance(shown, LayoutAsked)
    return Step(question.id, Sent(**facts["sent"]), facts["profile"], shown)


async def _go_on(turn: Turn, step: Step) -> None:
    """Ask for the next one; after the last one the file is read again."""
    if only_compares(turn.actor) != step.sent.compares:
        raise Refusal(Reason.NOT_ALLOWED)
    turn.check_room()
    if step.is_last:
        await _read_again(turn, step)
        return
    await _close(turn, step, Told(Saying.SEEN, {}))
    await put_layout(turn, step.sent, step.asked, step.profile)


async def _read_again(turn: Turn, step: Step) -> None:
    """Raises Refusal for what turns out to be secret."""
    sent, content = step.sent, b""
    try:
        content = await fetch(turn, sent.file_id)
        understood = await understand(turn, sent, content, dict(step.asked.said))
    except DownloadFailed:
        await _take_over(turn, step, Saying.LAYOUT_KEPT)
    except Unmapped as unknown:
        # What was said of one column took its header from another one.
        await _close(turn, step, Told(Saying.SEEN, {}))
        await ask_layout(turn, sent, unknown, step.asked.said, step.profile)
    except UnreadableFile as error:
        told = refused(sent.name, content, error)
        await _close(turn, step, told)
    else:
        await _take_over(turn, step, Saying.LAYOUT_KNOWN)
        source = replace(understood.source, profile=step.profile)
        await take_register(turn, Understood(understood.register, source), sent)


async def _take_over(turn: Turn, step: Step, saying: Saying) -> None:
    """What was said is remembered, but of who only compares nothing is."""
    kept = {} if step.sent.compares else {"name": step.profile}
    await _close(turn, step, Told(saying, kept))
    if not step.sent.compares:
        await remember_profile(turn.work, step.profile, dict(step.asked.said))


async def _close(turn: Turn, step: Step, outcome: Notice) -> None:
    work = await turn.open()
    taken = await take(work, step.question_id, officer_id=turn.actor.officer_id)
    await close(work, taken, outcome)


async def refuse_layout(_turn: Turn, _question: Question, _verb: str) -> None:
    """An answer that was none, or came where no file may be read."""
    raise Refusal(Reason.QUESTION_OVER)
