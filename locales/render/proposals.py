"""Proposals and feedback received, and how much of their time is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from domain.assigning_notices import ProposalCard, ProposalLine, ProposalList
from domain.buttons import Button, Keyboard, Press
from domain.proposals import ProposalStage
from domain.reminders import Rule
from domain.tasks import task_code
from locales import formats
from locales.catalog import N_, Words
from locales.html import Markup, bold, fill
from locales.render.names import SECTIONS
from locales.render.rendered import Rendered, lines, message, rows

LONGEST = 1_000
IN_LINE = 160

STAGES: Mapping[str, str] = {
    ProposalStage.HEADS_UP: N_("to be handled by {date}"),
    ProposalStage.LAST_DAY: N_("today is the last day ({date})"),
    ProposalStage.OVERDUE: N_("it was to be handled by {date}"),
}
STATES: Mapping[str, str] = {
    "open": N_("not handled yet"),
    "assigned": N_("became a task"),
    "tracked": N_("only kept in view: it is settled which unit leads"),
}
VERBS: Mapping[str, str] = {
    "assign": N_("Give a task"),
    "track": N_("Only keep in view"),
    "urgent": N_("Urgent: tell the leaders of the Office"),
    "said": N_("Agreed, to be done at once"),
}


def proposal_card(notice: ProposalCard, words: Words, zone: ZoneInfo) -> Rendered:
    line = notice.line
    title = N_("Feedback of a citizen") if notice.from_citizen else N_("Proposal")
    sign = "🔴 " if line.is_urgent else ""
    document = line.number
    if line.number and notice.issued_on:
        document = words("{number} of {date}").format(
            number=line.number, date=formats.day(notice.issued_on)
        )
    return message(
        [
            fill("{sign}{title}", sign=sign, title=bold(words(title))),
            lines(
                _labelled(words("From"), line.sender),
                _labelled(words("Letter"), document),
                _labelled(words("Received on"), formats.day(notice.received_on)),
                _labelled(words("Division"), notice.division),
                _labelled(words("Content"), formats.cut(line.content, LONGEST)),
            ),
            _state(notice, words),
        ],
        _keys(notice, words),
    )


def _state(notice: ProposalCard, words: Words) -> Markup:
    line = notice.line
    state = words(STATES[notice.state])
    if notice.tasks:
        state = f"{state}: {', '.join(task_code(one) for one in notice.tasks)}"
    if notice.state != "open":
        return _labelled(words("State"), state)
    said = words("told to the leaders of the Office as urgent")
    if notice.leader_said:
        said = words("the leaders of the Office agreed: to be done at once")
    return lines(
        _labelled(words("State"), state),
        fill("⏳ {stage}", stage=stage_of(line, words)),
        fill("❗ {said}", said=said) if line.is_urgent else "",
    )


def stage_of(line: ProposalLine, words: Words) -> str:
    said = STAGES[line.stage or ProposalStage.HEADS_UP]
    return words(said).format(date=formats.day(line.due_on))


def _keys(notice: ProposalCard, words: Words) -> Keyboard:
    number = str(notice.line.id)
    keys = [
        Button(words(VERBS[verb]), Press("p", number, verb).pack())
        for verb in notice.verbs
    ]
    return tuple((key,) for key in keys)


def proposal_list(notice: ProposalList, words: Words, zone: ZoneInfo) -> Rendered:
    return message(
        [
            *proposal_section(notice.lines, notice.total, words),
            fill(
                words("A new one: {example}"),
                example="/dexuat Sở Y tế: …; số 45/SYT-VP ngày 19/11; phòng …",
            ),
        ],
        proposal_buttons(notice.lines, words),
    )


def proposal_section(
    shown: Sequence[ProposalLine], total: int, words: Words
) -> list[Markup]:
    """For a reminder too: what waits, and how long still."""
    if not shown:
        return [fill(words("No proposal waits to be handled."))]
    heading = words(SECTIONS[Rule.THREE_DAYS])
    count = formats.padded(total, words.language)
    head = bold(fill("{heading}: {count}", heading=heading, count=count))
    items = [_item(one, words) for one in shown]
    return [lines(head, *items)]


def _item(one: ProposalLine, words: Words) -> Markup:
    sign = "❗" if one.is_urgent else "•"
    return fill(
        "{sign} {sender}: {content} ({stage})",
        sign=sign,
        sender=one.sender,
        content=formats.cut(one.content, IN_LINE),
        stage=stage_of(one, words),
    )


def proposal_buttons(shown: Sequence[ProposalLine], words: Words) -> Keyboard:
    keys = [
        Button(
            words("Proposal {number}").format(number=one.id),
            Press("p", str(one.id), "open").pack(),
        )
        for one in shown[:8]
    ]
    return rows(keys, 2)


def _labelled(label: str, fact: str) -> Markup:
    return fill("{label}: {fact}", label=label, fact=fact) if fact else Markup("")
