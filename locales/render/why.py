"""Why a reminder came: the rule and its source, the reader's part, what follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.escalation import Ladder
from domain.explaining import Part
from domain.explanations import Reason, WhyTask, WhyTold
from domain.following import NextStep
from domain.reminders import REPORTS, Rule
from locales import formats
from locales.catalog import N_, Words
from locales.html import Markup, bold, fill, joined
from locales.render.names import SECTIONS
from locales.render.rendered import Rendered, lines, message

# By which rule; the document that has it, the policy names.
TERMS = N_("the deadline in the document that assigned the task")
WEEKLY = N_("the office's rule that progress is updated every week")
MONTHLY = N_("the office's rule that the work of a month is reviewed")
PERIOD = N_("the rule that a report is drawn up when its period is over")
Counted = Callable[[Words, int], str]  # with a number of the policy


def _proposals(words: Words, days: int) -> str:
    said = words.plural(
        "the rule that within {count} working day of receiving a proposal the"
        " unit that leads and the deadline are named",
        "the rule that within {count} working days of receiving a proposal the"
        " unit that leads and the deadline are named",
        days,
    )
    return said.format(count=formats.padded(days, words.language))


def _undated(words: Words, months: int) -> str:
    said = words.plural(
        "the rule that tasks without a deadline are urged every {count} month",
        "the rule that tasks without a deadline are urged every {count} months",
        months,
    )
    return said.format(count=formats.padded(months, words.language))


SOURCES: Mapping[Rule, str | Counted] = {
    Rule.URGENT: N_("the urgency in the document: it is told at once, at any hour"),
    Rule.URGED: N_("somebody urged it by hand (/dondoc)"),
    Rule.ESCALATION: N_(
        "the rule that an overdue task is told to superiors, step by step"
    ),
    Rule.OVERDUE: TERMS,
    Rule.DUE_TODAY: TERMS,
    Rule.DUE_SOON: TERMS,
    Rule.SNOOZED: N_("you put this reminder off until now"),
    Rule.TO_CONFIRM: N_("the rule that the tracker checks what was reported as done"),
    Rule.UNDECIDED: N_("the rule that what a unit asks for does not wait undecided"),
    Rule.THREE_DAYS: _proposals,
    Rule.NO_DEADLINE: _undated,
    Rule.UNDATED_LIST: _undated,
    Rule.MONTHLY_REPORT: PERIOD,
    Rule.QUARTERLY_REPORT: PERIOD,
    Rule.CONFIRMATION_ROUND: N_(
        "the rule that units confirm the state of their tasks before a report"
    ),
    Rule.MONTHLY_DUE: MONTHLY,
    Rule.MONTHLY_HEADS_UP: MONTHLY,
    Rule.WEEKLY_HEADS_UP: WEEKLY,
    Rule.WEEKLY_DUE: WEEKLY,
    Rule.DATA_QUALITY: N_(
        "the rule that the fields of the register are looked through again and again"
    ),
    Rule.UNREACHED: N_("the rule that nobody is left untold in silence"),
    Rule.ADMIN_DIGEST: N_("the running of this bot: no message is lost in silence"),
}
REPORT = N_(
    "report progress or completion by answering the reminder, or ask for more time"
)
UPDATE = N_("update every task named, by answering the reminder")
REVIEW = N_("press “Sent” under the reminder once the review was sent")
ONCE = N_("it comes once for each period")
DATE = N_("report completion, or have a deadline set for the task")
STOPS: Mapping[Rule, str] = {
    Rule.URGENT: N_("press “Received” under it, or report completion"),
    Rule.URGED: REPORT,
    Rule.ESCALATION: N_("it stops once the task is reported, done or extended"),
    Rule.OVERDUE: REPORT,
    Rule.DUE_TODAY: REPORT,
    Rule.DUE_SOON: REPORT,
    Rule.SNOOZED: REPORT,
    Rule.MONTHLY_REPORT: ONCE,
    Rule.QUARTERLY_REPORT: ONCE,
    Rule.CONFIRMATION_ROUND: N_("confirm or dispute the state of every task named"),
    Rule.DATA_QUALITY: N_("mend what is listed (/rasoat dulieu)"),
    Rule.UNREACHED: N_("have those named linked to the bot (/moi)"),
    Rule.TO_CONFIRM: N_("confirm the task, or return it with a reason"),
    Rule.THREE_DAYS: N_(
        "open the proposal, then assign it with unit and deadline, or only keep it in"
        " view"
    ),
    Rule.UNDECIDED: N_("decide by the buttons under the request, or by answering it"),
    Rule.NO_DEADLINE: DATE,
    Rule.UNDATED_LIST: DATE,
    Rule.MONTHLY_DUE: REVIEW,
    Rule.MONTHLY_HEADS_UP: REVIEW,
    Rule.WEEKLY_HEADS_UP: UPDATE,
    Rule.WEEKLY_DUE: UPDATE,
    Rule.ADMIN_DIGEST: N_("decide about each message in the list"),
}
# Where the reader does not answer for the task, or may not do it himself.
ABOVE = (Part.TRACKER, Part.OFFICE_LEADER, Part.LEADER)
STOPS_ABOVE: Mapping[Rule, str] = {
    Rule.ESCALATION: STOPS[Rule.ESCALATION],
    Rule.URGENT: N_("it ends once the unit acknowledges it, or reports completion"),
    Rule.UNREACHED: N_("have the administrator link those named to the bot"),
}
PARTS: Mapping[Part, str] = {
    Part.OFFICER: N_("you are the officer who does it"),
    Part.FOR_UNIT: N_("nobody has been given it yet, and you answer for the unit"),
    Part.OWES: N_("you answer for open tasks that were not updated this week"),
    Part.GROUP: N_("this is the group of the unit that does it"),
    Part.CONTACT: N_("you are the contact of the unit"),
    Part.HEAD: N_("you are the head of the unit that does it"),
    Part.TRACKER: N_("your division tracks it"),
    Part.SYNTHESIS: N_("you draw the reviews of all units together"),
    Part.OFFICE_LEADER: N_("you lead the Office"),
    Part.LEADER: N_("you are a leader of the People's Committee"),
    Part.DECIDER: N_("it waits for your decision"),
    Part.RAISER: N_("you asked for it, and it lies with the next level now"),
    Part.DIVISION: N_("your division handles the proposal"),
    Part.TASK_FORCE: N_("you are of the task force"),
    Part.REGISTER: N_("you keep the register, or track what stands in it"),
    Part.STAND_IN: N_("you stand in for somebody who is away today"),
    Part.ADMIN: N_("you are the administrator of this bot"),
}
CLIMBS: Mapping[Ladder, str] = {
    Ladder.UNIT_HEAD: N_("the head of the unit"),
    Ladder.TRACKER: N_("the tracker and the leaders of the Office"),
    Ladder.LEADER: N_("the leaders of the People's Committee"),
}


def why_told(notice: WhyTold, words: Words, zone: ZoneInfo) -> Rendered:
    title = fill(
        words("Why the reminder of {at} came"),
        at=formats.moment(notice.told_at, zone, words.language),
    )
    paragraphs = [_reason(one, words, zone) for one in notice.reasons]
    return message([fill("❓ {title}", title=bold(title)), *paragraphs])


def _source(reason: Reason, words: Words) -> str:
    """By which rule, with the number that this office has for it."""
    said = SOURCES[reason.rule]
    return words(said) if isinstance(said, str) else said(words, reason.count)


def _stop(reason: Reason, words: Words) -> str:
    if reason.part in ABOVE and reason.rule in STOPS_ABOVE:
        return words(STOPS_ABOVE[reason.rule])
    if reason.rule is not Rule.ESCALATION or not reason.count:
        return words(STOPS[reason.rule])
    said = words.plural(
        "it stops once the task is reported, done or extended; “Received” holds the"
        " next step back for {count} working day",
        "it stops once the task is reported, done or extended; “Received” holds the"
        " next step back for {count} working days",
        reason.count,
    )
    return said.format(count=formats.padded(reason.count, words.language))


def _reason(reason: Reason, words: Words, zone: ZoneInfo) -> Markup:
    rule = _source(reason, words)
    source = fill(words("By: {source}"), source=rule)
    if reason.document:
        said = words("By: {source} ({document})")
        source = fill(said, source=rule, document=reason.document)
    return lines(
        fill("▪️ {rule}", rule=bold(words(SECTIONS[reason.rule]))),
        _named(reason, words),
        source,
        fill(words("Why here: {part}"), part=words(PARTS[reason.part])),
        _next(reason.next, words, zone),
        _climbs(reason.next, words, zone),
        fill(words("To end it: {stop}"), stop=_stop(reason, words)),
    )


def _named(reason: Reason, words: Words) -> Markup:
    if reason.units:
        return fill(words("About: {what}"), what=", ".join(reason.units))
    if not reason.tasks:
        return Markup("")
    named = joined("; ", [_task(one, words) for one in reason.tasks])
    hidden = reason.total - len(reason.tasks)
    more = fill(" (+{count})", count=hidden) if hidden > 0 else Markup("")
    return fill(words("About: {what}"), what=fill("{a}{b}", a=named, b=more))


def _task(task: WhyTask, words: Words) -> Markup:
    if not task.number:
        return fill("{code}", code=task.code)
    if task.issued_on is None:
        return fill("{code} ({number})", code=task.code, number=task.number)
    said = words("{code} (document {number} of {date})")
    return fill(
        said, code=task.code, number=task.number, date=formats.day(task.issued_on)
    )


def _next(step: NextStep, words: Words, zone: ZoneInfo) -> Markup:
    if step.rule is None or step.at is None:
        return Markup("")
    said = words("If nothing happens: next “{rule}” at {at}")
    if step.rule in REPORTS:
        said = words("The next time: “{rule}” at {at}")
    return fill(said, rule=words(SECTIONS[step.rule]), at=_time(step.at, words, zone))


def _climbs(step: NextStep, words: Words, zone: ZoneInfo) -> Markup:
    if step.ladder is None or step.climbs_at is None:
        return Markup("")
    said = words("Told as overdue to {whom} at {at}")
    if step.unanswered:
        said = words("If nobody presses “Received”: told to {whom} at {at}")
    at = _time(step.climbs_at, words, zone)
    return fill(said, whom=words(CLIMBS[step.ladder]), at=at)


def _time(at: datetime, words: Words, zone: ZoneInfo) -> str:
    return formats.moment(at, zone, words.language)
