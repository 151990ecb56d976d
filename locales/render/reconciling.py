"""A unit's own figures beside the register's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from domain.buttons import Button, Press
from domain.import_notices import Side
from domain.notices import SHOWN
from domain.reconciling import DifferenceCard, Reconciled
from domain.tasks import task_code
from locales import formats
from locales.catalog import N_, Catalog, Words
from locales.html import Markup, bold, fill, safe
from locales.render.imports import row_left_out
from locales.render.rendered import Rendered, lines, message
from locales.render.sides import named, valued

LONGEST = 200  # characters of a task's content
PLAIN = ("progress", "done_on")  # beside the first the values say what they are
SETTLED = {
    "ours": N_("Settled: the register stands."),
    "theirs": N_("Settled: corrected as the unit says."),
    "replaced": N_("Over: the unit has sent newer figures, or the two agree by now."),
}
LANGUAGE = "vi"  # of the history
KEPT = {
    "ours": N_("the register stands; the unit said: {theirs}"),
    "theirs": N_("corrected as the unit says: {theirs}; before: {ours}"),
}


def difference_card(notice: DifferenceCard, words: Words, _zone: ZoneInfo) -> Rendered:
    head = fill(
        "{code} · {unit}", code=bold(task_code(notice.task_id)), unit=notice.unit
    )
    more = formats.padded(notice.waiting, words.language)
    is_open = notice.state == "open"
    return message(
        [
            lines(head, safe(formats.cut(notice.content, LONGEST))),
            _side(words("The unit says"), notice.source, notice.theirs, words),
            _side(words("The register says"), "", notice.ours, words),
            "" if is_open else safe(words(SETTLED[notice.state])),
            fill(words("{count} more to decide."), count=more)
            if notice.waiting and is_open
            else "",
        ],
        (
            (
                _button(words("As the unit says"), notice.id, "theirs"),
                _button(words("As the register says"), notice.id, "ours"),
            ),
        )
        if is_open
        else (),
    )


def reconciled(notice: Reconciled, words: Words, _zone: ZoneInfo) -> Rendered:
    """To the unit: what agrees, and each task that does not."""
    count = formats.padded
    title = fill(words("Figures of {unit} compared"), unit=notice.unit)
    summary = fill(
        words("Compared: {compared}; differing: {differing}."),
        compared=count(notice.compared, words.language),
        differing=count(len(notice.differing), words.language),
    )
    differing = [
        words("{code}: the unit says {theirs}; the register says {ours}").format(
            code=code, theirs=_in_a_line(theirs, words), ours=_in_a_line(ours, words)
        )
        for code, theirs, ours in notice.differing
    ]
    left_out = [row_left_out(one, words) for one in notice.left_out]
    return message(
        [
            lines(bold(title), safe(notice.source), summary),
            _listed(words("Different from the register:"), differing),
            _listed(words("Not in the register as tasks of the unit:"), notice.unknown),
            _listed(words("Rows that could not be compared:"), left_out),
            _listed(words("Open in the register, not in the file:"), notice.unsaid),
            safe(words("The trackers are shown what differs, and decide."))
            if differing
            else "",
        ]
    )


def _side(
    title: str, whence: str, columns: Iterable[tuple[str, str]], words: Words
) -> Markup:
    heading = fill("{title} ({whence}):", title=bold(title), whence=whence)
    if not whence:
        heading = fill("{title}:", title=bold(title))
    said = [
        fill(
            "• {name}: {value}",
            name=named(name, words),
            value=valued(name, value, words),
        )
        for name, value in columns
    ]
    return lines(heading, *said)


def _in_a_line(columns: Side, words: Words) -> str:
    """đã hoàn thành 12/11/2026; hạn 20/11/2026."""
    plain = PLAIN if PLAIN[0] in dict(columns) else ()
    said = [
        valued(name, value, words)
        if name in plain
        else f"{named(name, words)} {valued(name, value, words)}"
        for name, value in columns
    ]
    return " ".join(said) if said else words("nothing")


def note_of(choice: str, theirs: Side, ours: Side, *, source: str) -> str:
    """What the history keeps of a decision, in its language."""
    words = Catalog.load().words(LANGUAGE)
    said = words(KEPT[choice]).format(
        theirs=_in_a_line(theirs, words), ours=_in_a_line(ours, words)
    )
    return f"{said} ({source})" if source else said


def _listed(title: str, what: Sequence[str]) -> Markup:
    if not what:
        return Markup("")
    shown = [fill("• {what}", what=one) for one in what[:SHOWN]]
    hidden = len(what) - SHOWN
    return lines(
        safe(title), *shown, fill("… (+{count})", count=hidden) if hidden > 0 else ""
    )


def _button(label: str, number: int, verb: str) -> Button:
    return Button(label, Press("v", str(number), verb).pack())
