"""What a group reads: many see it, and not all of them need to know.

Code, short content, lead unit, deadline and counts; names and content as the office
decided; never what a person said, nor a task of another unit. Whatever leaves for a
group passes `for_group`, and what is not named here reaches none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import Any

from domain.cycle_notices import RollCallCard
from domain.explanations import Reason, WhyTold
from domain.notices import (
    Digest,
    Help,
    Notice,
    ReadBack,
    Refused,
    ReportFile,
    Saying,
    Section,
    SummaryNotice,
    TaskCard,
    TaskLine,
    TaskList,
    Told,
    WhichTask,
)
from domain.policy import Policy
from domain.summary_notices import FOR_GROUPS

LONGEST_CONTENT = 120  # characters
MENTIONED = 5  # Telegram notifies no more of one message's mentions
CODE = re.compile(r"NV-(\d+)")
# To whom something went is said by name: a group reads that it went.
WITHOUT_NAME = (
    *(Saying.EXTENSION_ASKED, Saying.OBSTACLE_RAISED, Saying.PETITION_RAISED),
    Saying.LATENESS_EXPLAINED,
)
# Facts of a sentence, as the group may read them or not.
CONTENT, NAMES = "content", ("name", "successor", "stand_in")


@dataclass(frozen=True)
class Eyes:
    """What a group may read; `own` are its unit's, of the tasks of one notice."""

    content: bool
    names: bool
    own: Collection[int]

    def line(self, line: TaskLine) -> TaskLine:
        content = line.content if self.content else ""
        return replace(
            line,
            content=short(content),
            officer=line.officer if self.names else None,
            account=line.account if self.names else None,
        )

    def lines(self, lines: Iterable[TaskLine]) -> tuple[TaskLine, ...]:
        return tuple(self.line(one) for one in lines if one.id in self.own)


def short(content: str) -> str:
    return shorten(content, LONGEST_CONTENT, placeholder="…")


def for_group(notice: Notice, policy: Policy, own: Collection[int]) -> Notice | None:
    """The notice as a group reads it; None if nothing of it is for a group.

    `own`: those of the tasks it speaks of (`tasks_in`) that are of the group's unit.
    """
    read = READ_IN_GROUPS.get(type(notice))
    if read is None:
        return None
    eyes = Eyes(policy.group_shows_content, policy.group_shows_names, own)
    found: Notice | None = read(notice, eyes)
    return found


def tasks_in(notice: Notice) -> set[int]:
    """The tasks whose content the notice has."""
    match notice:
        case TaskCard() | ReadBack():
            return {notice.line.id}
        case TaskList() | WhichTask():
            return {one.id for one in notice.lines}
        case Digest():
            return {one.id for section in notice.sections for one in section.lines}
        case Told() if CONTENT in notice.facts:
            return {int(one) for one in CODE.findall(notice.facts.get("code", ""))}
    return set()


def mentioning(
    lines: Sequence[TaskLine], accounts: Mapping[int, int]
) -> tuple[TaskLine, ...]:
    """The first names become mentions by the number of the account, so that their
    phones tell them; the private message goes to everybody all the same.

    `accounts`: of the officer of a task, by the task. A line without a name stays so.
    """
    seen: list[int] = []
    told = []
    for line in lines:
        account = accounts.get(line.id) if line.officer else None
        if account is not None and account not in seen:
            seen.append(account)
        is_told = account in seen[:MENTIONED]
        told.append(replace(line, account=account) if is_told else line)
    return tuple(told)


def _told(told: Told, eyes: Eyes) -> Told:
    facts = dict(told.facts)
    tasks = tasks_in(told)
    may_read = eyes.content and tasks and tasks <= set(eyes.own)
    if CONTENT in facts:
        facts[CONTENT] = short(facts[CONTENT]) if may_read else ""
    if eyes.names:
        return replace(told, facts=facts)
    # Without a name nobody could be told, which is said in either place.
    if told.saying in WITHOUT_NAME and facts.get("name"):
        return replace(
            told, saying=Saying.REQUEST_SENT, facts={"code": facts.get("code", "")}
        )
    return replace(told, facts=facts | dict.fromkeys(NAMES & facts.keys(), ""))


def _refused(refused: Refused, eyes: Eyes) -> Refused:
    return refused


def _card(card: TaskCard, eyes: Eyes) -> TaskCard | None:
    """Its files and urgings are counts; the rest of it is said in private."""
    if card.line.id not in eyes.own:
        return None
    return TaskCard(
        line=eyes.line(card.line),
        number="",
        issued_on=None,
        abstract="",
        task_class=None,
        scheme=None,
        tracking_unit=None,
        support_units=(),
        deadline_text=card.deadline_text,
        result="",
        updated_at=None,
        last_note="",
        verbs=(),
        in_group=True,
        urged=card.urged,
        urged_on=card.urged_on,
        original_due_on=card.original_due_on,
        files=card.files,
        extended=card.extended,
        formerly=card.formerly,
    )


def _list(notice: TaskList, eyes: Eyes) -> TaskList:
    """What was looked for is beside its code what the task is about."""
    return replace(
        notice,
        lines=eyes.lines(notice.lines),
        in_group=True,
        can_urge=False,
        typed=notice.typed if eyes.content else "",
    )


def _digest(digest: Digest, eyes: Eyes) -> Digest | None:
    """An urging says that it is one; who urges, and his words, as the office shows
    names and content."""
    sections = [_section(one, eyes) for one in digest.sections]
    sections = [one for one in sections if one.lines]
    if not sections:
        return None
    return Digest(
        slot=digest.slot,
        sections=tuple(sections),
        in_group=True,
        late=digest.late,
        urged_by=digest.urged_by if eyes.names else "",
        note=digest.note if eyes.content else "",
    )


def _section(section: Section, eyes: Eyes) -> Section:
    lines = eyes.lines(section.lines)
    gone = len(section.lines) - len(lines)
    return replace(section, lines=lines, total=section.total - gone)


def _why(why: WhyTold, eyes: Eyes) -> WhyTold:
    return replace(why, reasons=tuple(map(_reason, why.reasons)), in_group=True)


def _reason(reason: Reason) -> Reason:
    tasks = (replace(one, number="", issued_on=None) for one in reason.tasks)
    return replace(reason, tasks=tuple(tasks))


def _read_back(notice: ReadBack, eyes: Eyes) -> ReadBack | None:
    if notice.line.id not in eyes.own:
        return None
    return replace(notice, line=eyes.line(notice.line))


def _which(notice: WhichTask, eyes: Eyes) -> WhichTask | None:
    lines = eyes.lines(notice.lines)
    return replace(notice, lines=lines) if lines else None


def _summary(notice: SummaryNotice, eyes: Eyes) -> SummaryNotice:
    return replace(notice, in_group=True, papers=False, package=False, violations=())


def _file(file: ReportFile, eyes: Eyes) -> ReportFile | None:
    return file if file.kind in FOR_GROUPS else None


def _roll_call(card: RollCallCard, eyes: Eyes) -> RollCallCard:
    return card


def _help(notice: Help, eyes: Eyes) -> Help:
    return replace(notice, in_group=True)


READ_IN_GROUPS: Mapping[type[Any], Callable[[Any, Eyes], Notice | None]] = {
    Told: _told,
    Refused: _refused,
    TaskCard: _card,
    TaskList: _list,
    Digest: _digest,
    WhyTold: _why,
    ReadBack: _read_back,
    WhichTask: _which,
    SummaryNotice: _summary,
    ReportFile: _file,
    RollCallCard: _roll_call,
    Help: _help,
}
