"""What is asked back before anything is changed."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.buttons import Button, Keyboard, Press, TaskPress
from domain.notices import SHOWN, ReadBack, Saying, TaskLine, Told, WhichTask
from domain.tasks import task_code
from locales import formats
from locales.catalog import N_, Words
from locales.facts import shown
from locales.html import Markup, bold, fill, joined, safe
from locales.render.names import INTENTS, VERBS
from locales.render.rendered import Rendered, lines, message
from locales.render.task_lines import JOINT
from locales.sayings import saying_words

IN_BUTTON = 34  # characters of content: a phone shows about 45 in all
LONGEST_NOTE = 500
FOR_WORDS = (
    *(Saying.SAY_AGAIN, Saying.SAY_DOCUMENT, Saying.SAY_DISPUTE),
    *(Saying.SAY_REASON, Saying.SAY_NAME, Saying.SAY_WANTED, Saying.SAY_WHY_LONGER),
    *(Saying.SAY_OBSTACLE, Saying.SAY_PETITION, Saying.SAY_WHY_LATE),
    *(Saying.SAY_WHY_NOT, Saying.SAY_DECISION, Saying.SAY_ANSWER),
)  # questions answered by typing
COPIED = ("command",)  # shown so that a tap copies it

CHOICES = (
    (N_("Done"), "done"),
    (N_("In progress"), "doing"),
    (N_("Not done yet"), "not_done"),
    (N_("Cancel"), "no"),
)
READ_BACK = ((N_("Right"), "yes"), (N_("Say again"), "fix"), (N_("Cancel"), "no"))
ONLY_CANCEL = ((N_("Cancel"), "no"),)


def told(notice: Told, words: Words, zone: ZoneInfo) -> Rendered:
    facts: dict[str, str] = shown(notice.facts, words)
    for name in COPIED:
        if name in facts:
            facts[name] = Markup(f"<code>{safe(facts[name])}</code>")
    said = saying_words(notice.saying, notice.facts, words)
    return message([fill(said, **facts)], _choices(notice, words))


def _choices(notice: Told, words: Words) -> Keyboard:
    if notice.undoes is not None:
        data = TaskPress(*notice.undoes, "undo").pack()
        label = VERBS["undo"]
        return ((Button(words(label), data),),)
    if notice.question_id is None:
        return ()
    if notice.saying is Saying.CHOOSE_INTENT:
        keys = _answers(notice.question_id, CHOICES, words)
        return keys[:3], keys[3:]
    if notice.saying in FOR_WORDS:
        return (_answers(notice.question_id, ONLY_CANCEL, words),)
    return ()


def read_back(notice: ReadBack, words: Words, zone: ZoneInfo) -> Rendered:
    """What was understood of a reply, with *Đúng / Sửa lại / Hủy*."""
    line = notice.line
    task = [bold(task_code(line.id)), safe(formats.cut(line.content, 120))]
    understood = lines(
        fill(words("State: {state}"), state=_state(notice, words)),
        _wanted(notice, words),
        _document(notice, words),
        *_signing(notice, words),
        _note(notice, words),
    )
    return message(
        [
            fill(words("Your answer was understood as follows:")),
            lines(joined(JOINT, task), understood),
            fill(words("Nothing is saved until you press “Right”.")),
        ],
        (_answers(notice.question_id, READ_BACK, words),),
    )


def which_task(notice: WhichTask, words: Words, zone: ZoneInfo) -> Rendered:
    question = fill(words("Which task is this answer about?"))
    if notice.of_file:
        question = fill(words("To which task does this file belong?"))
    elif not notice.understood:
        question = lines(
            fill(words("This answer is not clear, and nothing was saved.")), question
        )
    hint = Markup("")
    if len(notice.lines) > SHOWN:
        hint = fill(
            words("If it is not among these, please answer with its code: {code}."),
            code=f"{task_code(notice.lines[SHOWN].id)} 60%",
        )
    keys = [_candidate(notice.question_id, one, words) for one in notice.lines[:SHOWN]]
    keyboard = tuple((key,) for key in keys)
    cancel = _answers(notice.question_id, ONLY_CANCEL, words)
    return message([question, hint], (*keyboard, cancel))


def _state(notice: ReadBack, words: Words) -> str:
    state = words(INTENTS[notice.intent])
    return state if notice.percent is None else f"{state}, {notice.percent}%"


def _document(notice: ReadBack, words: Words) -> Markup:
    if not notice.document:
        return Markup("")
    if notice.issued_on is None:
        return fill(words("Document: {number}"), number=notice.document)
    return fill(
        words("Document: {number} of {date}"),
        number=notice.document,
        date=formats.day(notice.issued_on),
    )


def _signing(notice: ReadBack, words: Words) -> list[Markup]:
    """When it was signed and sent decides in some provinces (CT 20, point i)."""
    if notice.document is None:
        return []
    signing = notice.signing
    said = []
    if signing.digitally is False:
        said.append(fill(words("Digital signature: none")))
    for label, stamp in (
        (words("Digitally signed on {date}"), signing.signed),
        (words("Sent on {date}"), signing.sent),
    ):
        if stamp is not None:
            said.append(fill(label, date=formats.day(stamp.on)))
    return said


def _wanted(notice: ReadBack, words: Words) -> Markup:
    if notice.wanted_on is None:
        return Markup("")
    day = formats.day(notice.wanted_on)
    return fill(words("Deadline asked for: {date}"), date=day)


def _note(notice: ReadBack, words: Words) -> Markup:
    if not notice.note.strip():
        return Markup("")
    return fill(words("Note: {note}"), note=formats.cut(notice.note, LONGEST_NOTE))


def _candidate(question_id: int, line: TaskLine, words: Words) -> Button:
    """NV-12 · content · hạn 30/11: a button's text is no HTML."""
    label = [task_code(line.id), formats.cut(line.content, IN_BUTTON)]
    if line.due_on is not None:
        label.append(words("due on {date}").format(date=f"{line.due_on:%d/%m}"))
    data = Press("q", str(question_id), f"t{line.id}").pack()
    return Button(JOINT.join(filter(None, label)), data)


def _answers(
    question_id: int, choices: tuple[tuple[str, str], ...], words: Words
) -> tuple[Button, ...]:
    return tuple(
        Button(words(label), Press("q", str(question_id), verb).pack())
        for label, verb in choices
    )
