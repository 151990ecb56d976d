"""What is not right in the register: counts first, then task by task, then a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from domain.buttons import Button, Keyboard, Press, TaskPress
from domain.data_notices import DataCheck, FindingsFile, FoundTask, FoundTasks
from domain.data_quality import COUNTED, Finding
from domain.reminders import Rule
from domain.tasks import TaskClass, task_code
from locales import formats
from locales.catalog import N_, Words
from locales.html import Markup, bold, fill, joined
from locales.render.names import CLASSES, SECTIONS
from locales.render.rendered import Rendered, captioned, lines, message, rows
from locales.render.task_lines import LONGEST_CONTENT

NAMES: Mapping[Finding, str] = {
    Finding.NO_CLASS: N_("Not classified"),
    Finding.NO_DRAFTER: N_("No drafter named"),
    Finding.ODD_NUMBER: N_("Document number missing or odd"),
    Finding.DUE_BEFORE_ISSUE: N_("Deadline before the date of issue"),
    Finding.DUPLICATE_NUMBER: N_("Document number borne twice"),
    Finding.UNIT_DISSOLVED: N_("Lead unit does not exist any more"),
    Finding.NO_DEADLINE: N_("A product is asked for, and no deadline named"),
    Finding.ENTERED_LATE: N_("Entered late"),
    Finding.URGENT_LATE: N_("Hỏa tốc not entered at once"),
}
HOW: Mapping[Finding, str] = {
    Finding.NO_CLASS: N_(
        "Say the class by a button, or type: /rasoat dulieu {code} a (or b, c, d)."
    ),
    Finding.NO_DRAFTER: N_(
        "Complete the drafter in the document system, then import its file again"
        " (/nhap)."
    ),
    Finding.ODD_NUMBER: N_(
        "Correct the number in the document system, then import its file again (/nhap)."
    ),
    Finding.DUE_BEFORE_ISSUE: N_(
        "Correct the deadline by the document that says so: /sua {code} deadline;"
        " document."
    ),
    Finding.DUPLICATE_NUMBER: N_(
        "Look which document is meant, and correct the other one in the document"
        " system."
    ),
    Finding.UNIT_DISSOLVED: N_(
        "Name the unit that follows, by the document that says so: /sua {code} unit;"
        " document."
    ),
    Finding.NO_DEADLINE: N_(
        "Set a deadline by the document that says so: /sua {code} deadline; document."
    ),
    Finding.ENTERED_LATE: N_(
        "When it was entered stays as it was; it is only counted."
    ),
    Finding.URGENT_LATE: N_(
        "A hỏa tốc document is entered as soon as it is signed; this is only counted."
    ),
}
NUMBERS = {one: at for at, one in enumerate(Finding, start=1)}


def data_check(notice: DataCheck, words: Words, _zone: ZoneInfo) -> Rendered:
    title = fill(
        words("Data check of the register, {date}"), date=formats.day(notice.as_of)
    )
    whose = notice.divisions and fill(
        words("Tasks tracked by: {division}"), division=notice.divisions
    )
    mended = [one for one in notice.counts if one[0] not in COUNTED]
    counted = [one for one in notice.counts if one[0] in COUNTED]
    paragraphs: list[Markup | str] = [
        lines(fill("🔎 {title}", title=bold(title)), whose),
        _part(words("To be mended, of the open tasks"), mended, notice, words),
        _part(
            words("Of the tasks given since {date}").format(
                date=formats.day(notice.since)
            ),
            counted,
            notice,
            words,
        ),
    ]
    if not notice.counts:
        paragraphs.append(fill(words("Nothing was found that is not right.")))
        return message(paragraphs)
    first = NUMBERS[(mended or counted)[0][0]]
    example = fill(
        words("One list: {example}; all of them as a file: {file}"),
        example=f"/rasoat dulieu {first}",
        file="/rasoat dulieu tệp",
    )
    return message([*paragraphs, example], _counts_keyboard(notice, words))


def to_mend(notice: DataCheck, words: Words) -> Markup:
    """Within a digest: the counts alone, the lists behind the button."""
    told = [_count(one, count, notice, words) for one, count in notice.counts]
    return lines(bold(words(SECTIONS[Rule.DATA_QUALITY])), *told)


def _part(
    title: str,
    counts: list[tuple[Finding, int]],
    notice: DataCheck,
    words: Words,
) -> Markup:
    if not counts:
        return Markup("")
    told = [_count(one, count, notice, words) for one, count in counts]
    return lines(bold(title), *told)


def _count(one: Finding, count: int, notice: DataCheck, words: Words) -> Markup:
    said = fill(
        "{number}. {name}: {count}",
        number=NUMBERS[one],
        name=words(NAMES[one]),
        count=bold(formats.padded(count, words.language)),
    )
    return fill("{said}{more}", said=said, more=_more(one, notice, words))


def _more(one: Finding, notice: DataCheck, words: Words) -> Markup:
    if one is Finding.NO_DEADLINE:
        documents = notice.undated_documents
        more = words.plural("{count} document", "{count} documents", documents)
        shown = more.format(count=formats.padded(documents, words.language))
        return fill(" ({more})", more=shown)
    if one is Finding.ENTERED_LATE:
        days = notice.entry_days
        limit = words.plural(
            "more than {days} working day after the document",
            "more than {days} working days after the document",
            days,
        )
        shown = limit.format(days=formats.padded(days, words.language))
        return fill(" ({more})", more=shown)
    return Markup("")


def _counts_keyboard(notice: DataCheck, words: Words) -> Keyboard:
    keys = [
        Button(
            f"{NUMBERS[one]}. {words(NAMES[one])} ({count})",
            Press("dq", f"{one.value}.1", "list").pack(),
        )
        for one, count in notice.counts
    ]
    whole = Button(words("All of it as a file"), Press("dq", "all", "file").pack())
    return (*rows(keys, 1), (whole,))


def found_tasks(notice: FoundTasks, words: Words, _zone: ZoneInfo) -> Rendered:
    title = fill(
        "{name}: {count}",
        name=words(NAMES[notice.finding]),
        count=formats.padded(notice.total, words.language),
    )
    head = fill("🔎 {title}", title=bold(title))
    if notice.pages > 1:
        page = fill(
            words("(page {page} of {pages})"), page=notice.page, pages=notice.pages
        )
        head = fill("{head} {page}", head=head, page=page)
    if not notice.lines:
        nothing = fill(words("There is nothing of that kind any more."))
        return message([head, nothing], (_back(words),))
    how = words(HOW[notice.finding])
    items = [_item(one, notice.finding, words) for one in notice.lines]
    code = task_code(notice.lines[0].id)
    classes = classes_said(words) if notice.classifies else Markup("")
    said = lines(fill(how, code=code), classes)
    return message([head, *items, said], _keyboard(notice, words))


def _item(one: FoundTask, finding: Finding, words: Words) -> Markup:
    """NV-12 · 12/UBND-TH, 20/11/2026 · Sở Nội vụ / content / what is wrong."""
    number = one.number or words("no number")
    issued = f"{number}, {formats.day(one.issued_on)}" if one.issued_on else number
    head = joined(
        " · ",
        [
            bold(task_code(one.id)),
            fill("{issued}", issued=issued),
            fill("{unit}", unit=one.unit),
        ],
    )
    content = fill("{content}", content=formats.cut(one.content, LONGEST_CONTENT))
    return lines(head, content, _proof(one, finding, words))


def _proof(one: FoundTask, finding: Finding, words: Words) -> Markup:
    if finding in (Finding.ENTERED_LATE, Finding.URGENT_LATE):
        return fill(words("Entered on {date}"), date=formats.day(one.entered_on))
    if finding is Finding.UNIT_DISSOLVED and one.unit_ended_on is not None:
        until = formats.day(one.unit_ended_on)
        return fill(words("The unit existed until {date}"), date=until)
    if finding is Finding.DUE_BEFORE_ISSUE and one.due_on is not None:
        return fill(words("Deadline {date}"), date=formats.day(one.due_on))
    return Markup("")


def _keyboard(notice: FoundTasks, words: Words) -> Keyboard:
    opened: Keyboard = ()
    if notice.classifies:
        opened = tuple(_classing(one, notice.opens, words) for one in notice.lines)
    elif notice.opens:
        opened = rows((_open(one) for one in notice.lines), 5)
    return (*opened, *_pages(notice, words), _back(words))


def _open(one: FoundTask) -> Button:
    return Button(task_code(one.id), TaskPress(one.id, one.version, "open").pack())


def _classing(one: FoundTask, opens: bool, words: Words) -> tuple[Button, ...]:
    """The two classes that go with its deadline, or with none."""
    dated = one.due_on is not None
    keys = [
        Button(
            f"{task_code(one.id)} → {of_class.value}",
            Press("dq", f"{one.id}.{one.version}", of_class.value).pack(),
        )
        for of_class in _classes(dated)
    ]
    return (_open(one), *keys) if opens else tuple(keys)


def _classes(dated: bool) -> Iterator[TaskClass]:
    for must_report in (True, False):
        yield TaskClass.of(has_deadline=dated, must_report=must_report)


def _pages(notice: FoundTasks, words: Words) -> Keyboard:
    labels = {
        notice.page - 1: words("‹ Previous"),
        notice.page + 1: words("Next ›"),
    }
    keys = tuple(
        Button(label, Press("dq", f"{notice.finding.value}.{page}", "list").pack())
        for page, label in labels.items()
        if 1 <= page <= notice.pages
    )
    return (keys,) if keys else ()


def _back(words: Words) -> tuple[Button, ...]:
    return (check_button(words),)


def check_button(words: Words) -> Button:
    return Button(
        words("Data check of the register"), Press("dq", "all", "counts").pack()
    )


def classes_said(words: Words) -> Markup:
    """a – có thời hạn, phải trình…; one line each."""
    return lines(
        *(
            fill("{letter} – {said}", letter=one.value, said=words(CLASSES[one]))
            for one in TaskClass
        )
    )


def findings_file(notice: FindingsFile, words: Words, _zone: ZoneInfo) -> Rendered:
    caption = fill(words("Data check of the register: all tasks, one sheet a kind."))
    return captioned(caption, document=(notice.name, notice.content))
