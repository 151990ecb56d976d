"""A task being given, and what a later document changes of one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from domain.assigning import Assignment, Doubt, classes_open_to, recipients_line
from domain.assigning_notices import Amended, AmendmentCard, AssignmentCard
from domain.buttons import Button, Keyboard, Press
from domain.tasks import TaskClass, task_code
from locales import formats
from locales.catalog import N_, Words
from locales.html import Markup, bold, fill, safe
from locales.render.names import CLASSES, URGENCY
from locales.render.rendered import Rendered, lines, message

LONGEST = 1_000  # characters of content
CODES = 15
EXAMPLE = "hạn 30/11; QC42"  # as it is typed, in every language

TITLES: Mapping[str, str] = {
    "asked": N_("Task to be given, not entered yet"),
    "proposed": N_("Task proposed, to be entered by the clerk"),
    "entered": N_("Task entered"),
    "returned": N_("Task returned to the division, not entered"),
}
DOUBTS: Mapping[Doubt, str] = {
    Doubt.NO_DEADLINE: N_(
        "A product is asked for, but no deadline: it will never be overdue, and"
        " nobody is reminded before it is late."
    ),
    Doubt.DUE_BEFORE_ISSUE: N_("The deadline is before the date of issue."),
    Doubt.OVERDUE_AT_ONCE: N_("The deadline is over already."),
    Doubt.NO_DIVISION: N_("No division tracks it: nobody would confirm it."),
}
FIELDS: Mapping[str, str] = {
    "content": N_("Content"),
    "due_on": N_("Deadline"),
    "must_report": N_("Report"),
    "lead_unit_id": N_("Lead unit"),
    "tracking_unit_id": N_("Tracking unit"),
    "support": N_("Co-operating units"),
}


def assignment_card(notice: AssignmentCard, words: Words, zone: ZoneInfo) -> Rendered:
    one = notice.assignment
    return message(
        [
            lines(bold(words(TITLES[notice.state])), _outcome(notice, words)),
            _what(one, words),
            _who(one, words),
            _class(one, words),
            lines(*(fill("⚠ {doubt}", doubt=words(DOUBTS[d])) for d in notice.doubts)),
            _how(notice, words),
        ],
        _keys(notice, words),
    )


def _outcome(notice: AssignmentCard, words: Words) -> Markup:
    by = fill(words("Proposed by: {name}"), name=notice.by) if notice.by else ""
    if not notice.tasks:
        return lines(by)
    codes = ", ".join(task_code(one) for one in notice.tasks[:CODES])
    more = " …" if len(notice.tasks) > CODES else ""
    count = formats.padded(len(notice.tasks), words.language)
    said = fill(
        words("In the register as ({count}): {codes}"), count=count, codes=codes + more
    )
    return lines(by, said)


def _what(one: Assignment, words: Words) -> Markup:
    urgency = words(URGENCY[one.urgency]) if one.urgency in URGENCY else ""
    document = ""
    if one.number and one.issued_on:
        document = words("{number} of {date}").format(
            number=one.number, date=formats.day(one.issued_on)
        )
    return lines(
        _labelled(words("Content"), formats.cut(one.content, LONGEST)),
        _labelled(words("Document"), document),
        _labelled(words("Signer"), one.signer),
        _labelled(words("At the proposal of"), one.sender),
        _labelled(words("Urgency"), urgency),
        _labelled(words("Deadline"), _deadline(one, words)),
    )


def _deadline(one: Assignment, words: Words) -> str:
    """The day that counts, and the words of it if they say it otherwise."""
    if one.due_on is None:
        return words("no deadline set")
    day = formats.day(one.due_on)
    if not one.deadline_text or day in one.deadline_text:
        return day
    return f"{day} (“{one.deadline_text}”)"


def _who(one: Assignment, words: Words) -> Markup:
    names = "; ".join(each.name for each in one.assignees)
    if len(one.assignees) > 1:
        count = formats.padded(len(one.assignees), words.language)
        names = words("{count}, each its own task: {names}").format(
            count=count, names=names
        )
    return lines(
        _labelled(words("Given to"), names),
        _labelled(words("Co-operating units"), ", ".join(u.unit for u in one.support)),
        _labelled(words("Reports go through"), one.via.unit if one.via else ""),
        _labelled(
            words("Results drawn together by"),
            one.consolidator.unit if one.consolidator else "",
        ),
        _labelled(words("Tracking unit"), one.division.unit if one.division else ""),
    )


def _class(one: Assignment, words: Words) -> Markup:
    """The class that follows, and the line of *Nơi nhận* for the draft."""
    of_class = one.task_class
    if of_class is None:
        return Markup("")
    named = f"{one.scheme}_{of_class.value} ({words(CLASSES[of_class])})"
    line = recipients_line(one.scheme, of_class)
    return lines(
        _labelled(words("Class"), named),
        fill(words("For “Nơi nhận” of the draft:")),
        Markup(f"<code>{safe(line)}</code>"),
    )


def _how(notice: AssignmentCard, words: Words) -> Markup:
    if notice.state == "asked":
        return fill(
            words(
                "Nothing is entered until you press “Right”. To correct a part, please"
                " type it anew, for example: “{example}”."
            ),
            example=EXAMPLE,
        )
    if notice.draft_id:
        return fill(words("Please check the class, then enter it or return it."))
    return Markup("")


def _keys(notice: AssignmentCard, words: Words) -> Keyboard:
    if notice.question_id:
        number = str(notice.question_id)
        verbs = ((words("Right"), "yes"), (words("Cancel"), "no"))
        return (tuple(Button(said, Press("q", number, v).pack()) for said, v in verbs),)
    if not notice.draft_id:
        return ()
    one, number = notice.assignment, str(notice.draft_id)
    proposed = one.task_class
    classes = sorted(classes_open_to(one), key=lambda each: each is not proposed)
    enter = tuple(_enter(one.scheme, each, number, words) for each in classes)
    back = Button(words("Return"), Press("h", number, "returned").pack())
    return enter, (back,)


def _enter(scheme: str, one: TaskClass, number: str, words: Words) -> Button:
    label = words("Enter as {tag}").format(tag=f"{scheme}_{one.value}")
    return Button(label, Press("h", number, one.value).pack())


def amendment_card(notice: AmendmentCard, words: Words, zone: ZoneInfo) -> Rendered:
    title = N_("Correcting {code}, not saved yet")
    if notice.cancels:
        title = N_("Cancelling {code}, not saved yet")
    basis = words("{number} of {date}").format(
        number=notice.number, date=formats.day(notice.issued_on)
    )
    number = str(notice.question_id)
    verbs = ((words("Right"), "yes"), (words("Cancel"), "no"))
    return message(
        [
            lines(
                bold(fill(words(title), code=task_code(notice.task_id))),
                safe(formats.cut(notice.content, LONGEST)),
            ),
            lines(*(_change(one, words) for one in notice.changes)),
            lines(
                _labelled(words("By the document"), basis),
                _labelled(words("Note"), formats.cut(notice.reason, LONGEST)),
            ),
            _consequence(notice, words),
        ],
        (tuple(Button(said, Press("q", number, v).pack()) for said, v in verbs),),
    )


def _change(one: Amended, words: Words) -> Markup:
    return fill(
        "{field}: {before} → {after}",
        field=words(FIELDS[one.field]),
        before=_value(one.field, one.before, words),
        after=_value(one.field, one.after, words),
    )


def _value(field: str, value: str, words: Words) -> str:
    if field == "due_on":
        return (
            formats.day(date.fromisoformat(value))
            if value
            else words("no deadline set")
        )
    if field == "must_report":
        return words("Must report") if value == "1" else words("Need not report")
    return formats.cut(value, LONGEST) or "–"


def _consequence(notice: AmendmentCard, words: Words) -> Markup:
    if notice.cancels:
        return fill(words("Its reminders stop; the trail stays."))
    if any(one.field == "due_on" for one in notice.changes):
        return fill(words("Its reminders begin anew by the new deadline."))
    return Markup("")


def _labelled(label: str, fact: str) -> Markup:
    return fill("{label}: {fact}", label=label, fact=fact) if fact else Markup("")
