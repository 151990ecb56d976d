"""Files that came in: the difference first, buttons under it; conflicts to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from domain.buttons import Button, Press
from domain.import_notices import (
    DiscrepancyCard,
    FileRefused,
    ImportCounts,
    ImportDone,
    ImportPreview,
    ImportRows,
    LeftOutSaid,
    RowSaid,
)
from domain.register import Column, FileProblem, RowProblem
from domain.tasks import task_code
from locales import formats
from locales.catalog import N_, Words
from locales.html import Markup, bold, fill, safe
from locales.problems import problem
from locales.render.columns import columns_read
from locales.render.rendered import Rendered, captioned, lines, message
from locales.render.sides import named, place_of, side, valued

LONGEST = 80  # characters of a cell in a line
NAME = 30  # of a unit's name in a button

COUNTS: Mapping[str, str] = {
    "added": N_("New: {count}"),
    "changed": N_("Changed: {count}"),
    "unchanged": N_("Unchanged: {count}"),
    "vanished": N_("No longer in the file: {count}"),
    "contradicted": N_("Contradicting what people said: {count}"),
    "left_out": N_("Left out: {count}"),
}
DECIDED: Mapping[str, str] = {
    "register": N_("Decided: as the file says."),
    "person": N_("Decided: as it stands."),
    "withdrawn": N_("The import was taken back; there is nothing to decide."),
}


def import_preview(notice: ImportPreview, words: Words, zone: ZoneInfo) -> Rendered:
    title = words("Register {file}: nothing is stored until you press “Import”.")
    return message(
        [
            fill(title, file=bold(notice.file_name)),
            _system(notice, words),
            _columns(notice, words),
            _counts(notice.counts, words),
            _rows(words("Changed"), notice.changed, words),
            _rows(words("Contradicting"), _disputed(notice, words), words),
            _rows(words("No longer in the file"), notice.vanished, words),
            _left_out(notice, words),
            _near(notice, words),
        ],
        (
            *_near_buttons(notice),
            (
                _answer(words("Import"), notice.question_id, "yes"),
                _answer(words("Cancel"), notice.question_id, "no"),
            ),
            (Button(words("All rows (.xlsx)"), _rows_press(notice.draft_id)),),
        ),
    )


def _rows_press(draft: int) -> str:
    return Press("r", str(draft), "rows").pack()


def _system(notice: ImportPreview, words: Words) -> Markup:
    if not notice.system:
        return Markup("")
    return fill(words("System: {name}"), name=notice.system)


def _columns(notice: ImportPreview, words: Words) -> Markup:
    """A wrong guess is seen before it is stored."""
    if not notice.columns:
        return Markup("")
    read = ((header, Column(name)) for header, name in notice.columns)
    return fill(words("Columns: {columns}"), columns=columns_read(read, words))


def _counts(counts: ImportCounts, words: Words) -> Markup:
    return lines(
        *(
            fill(
                words(said), count=formats.padded(getattr(counts, name), words.language)
            )
            for name, said in COUNTS.items()
        )
    )


def _rows(title: str, rows: Iterable[RowSaid], words: Words) -> Markup:
    said = [
        fill(
            words("• row {row}: {number} – {what}"),
            row=str(row),
            number=number,
            what=formats.cut(what, LONGEST),
        )
        for row, number, what in rows
    ]
    return lines(bold(title), *said) if said else Markup("")


def _disputed(notice: ImportPreview, words: Words) -> Iterator[RowSaid]:
    for row, number, register, person in notice.contradicted:
        yield row, number, f"{side(register, words)} ≠ {side(person, words)}"


def _left_out(notice: ImportPreview, words: Words) -> Markup:
    said = []
    sheets = notice.sheets or ("",) * len(notice.left_out)
    for sheet, one in zip(sheets, notice.left_out, strict=True):
        told = row_left_out(one, words, sheet=sheet)
        said.append(fill("• {told}", told=told))
    return lines(bold(words("Left out")), *said) if said else Markup("")


def row_left_out(one: LeftOutSaid, words: Words, *, sheet: str = "") -> str:
    """Where in the file, and why it stays out."""
    row, column, why, detail, near = one
    told = problem(RowProblem(why), words, detail=detail, near=near)
    where = words("row {row}") if column is None else words("row {row}, “{column}”")
    place = where.format(row=row, column=column)
    if sheet:
        place = words("sheet “{sheet}”, {place}").format(sheet=sheet, place=place)
    return f"{place}: {told}"


def _near(notice: ImportPreview, words: Words) -> Markup:
    """Asked, never guessed: a near name may be another unit's."""
    if not notice.near:
        return Markup("")
    return safe(
        words(
            "Some names are almost those of units. Press the button if the unit is"
            " meant; the file is then looked at again."
        )
    )


def _near_buttons(notice: ImportPreview) -> tuple[tuple[Button, ...], ...]:
    return tuple(
        (
            _answer(
                f"“{formats.cut(written, NAME)}” → {formats.cut(meant, NAME)}",
                notice.question_id,
                f"near{number}",
            ),
        )
        for number, (written, meant) in enumerate(notice.near)
    )


def _answer(label: str, question: int, verb: str) -> Button:
    return Button(label, Press("q", str(question), verb).pack())


def import_done(notice: ImportDone, words: Words, zone: ZoneInfo) -> Rendered:
    file = bold(notice.file_name)
    title = fill(words("Register {file} was imported."), file=file)
    undo = fill(
        words("To take it back: {command}"),
        command=Markup(f"<code>dondoc import --undo {notice.run}</code>"),
    )
    if notice.run is None:
        title = fill(
            words("Register {file}: nothing new."), file=bold(notice.file_name)
        )
        undo = Markup("")
    return message([title, _counts(notice.counts, words), undo])


def file_refused(notice: FileRefused, words: Words, zone: ZoneInfo) -> Rendered:
    told = problem(FileProblem(notice.problem), words)
    return message([lines(bold(notice.file_name), safe(told))])


def import_rows(notice: ImportRows, words: Words, zone: ZoneInfo) -> Rendered:
    caption = fill(words("All rows of {file}"), file=notice.file_name)
    return captioned(caption, document=(notice.file_name, notice.content))


def discrepancy_card(notice: DiscrepancyCard, words: Words, zone: ZoneInfo) -> Rendered:
    said_at = "" if notice.said_at is None else _moment(notice, words, zone)
    where = place_of(notice.file_name, notice.sheet, notice.row, words)
    who = notice.said_by or words("somebody")
    who = f"{who}, {said_at}".rstrip(", ")
    is_open = notice.state == "open"
    return message(
        [
            lines(
                fill("{code} · {unit}", code=bold(task_code(notice.task_id)),
                     unit=notice.unit),
                safe(formats.cut(notice.content, 200)),
            ),
            _side(words("The file says"), where, notice.register, words),
            _side(words("It stands"), who, notice.person, words),
            safe("" if is_open else words(DECIDED[notice.state])),
            _waiting(notice, words),
        ],
        (
            (
                _settle(words("As the file says"), notice.id, "register"),
                _settle(words("As it stands"), notice.id, "person"),
            ),
        )
        if is_open
        else (),
    )  # fmt: skip


def _moment(notice: DiscrepancyCard, words: Words, zone: ZoneInfo) -> str:
    assert notice.said_at is not None
    return formats.moment(notice.said_at, zone, words.language)


def _waiting(notice: DiscrepancyCard, words: Words) -> Markup:
    if not notice.waiting:
        return Markup("")
    count = formats.padded(notice.waiting, words.language)
    return fill(words("{count} more to decide."), count=count)


def _side(
    title: str, whence: str, columns: Iterable[tuple[str, str]], words: Words
) -> Markup:
    said = [
        fill(
            "• {name}: {value}",
            name=named(name, words),
            value=valued(name, value, words),
        )
        for name, value in columns
    ]
    return lines(fill("{title} ({whence}):", title=bold(title), whence=whence), *said)


def _settle(label: str, number: int, verb: str) -> Button:
    return Button(label, Press("c", str(number), verb).pack())
