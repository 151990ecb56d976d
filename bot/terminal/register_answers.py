"""What is said of an import: counts first, then what differs, then what stays out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from actions.import_register import ImportResult
from actions.register_judging import Judged
from actions.show_difference import changes_of, sides_of
from bot.terminal.desk import say
from domain.register import Column, LeftOut, Register, UnknownLayout
from locales import formats
from locales.catalog import N_, Words
from locales.problems import problem
from locales.render.columns import columns_read
from locales.render.sides import side
from models.tables import ImportRun

LISTED = 20  # rows of each kind
NEEDED: Mapping[Column, str] = {
    Column.NUMBER: N_("the number of the document"),
    Column.CONTENT: N_("the content of the task"),
    Column.LEAD_UNIT: N_("the lead unit"),
}


def tell(
    result: ImportResult, register: Register, words: Words, *, dry_run: bool
) -> None:
    """Counts, then the columns as they were read, then the rows behind the counts."""
    counts = words(
        "{added} new tasks, {changed} changed, {unchanged} unchanged; {left} rows left"
        " out."
    )
    say(counts.format(**counts_of(result, words)))
    if result.vanished or result.contradicted:
        more = words(
            "{vanished} rows of the last file are not in this one; {contradicted} rows"
            " contradict what people have said since."
        )
        say(more.format(**counts_of(result, words)))
    if dry_run:
        say(words("This was a dry run; nothing was stored."))
    elif result.run is None:
        say(words("Nothing was stored."))
    if dry_run:
        read = ((header, column) for column, header in register.columns.items())
        say(words("Columns: {columns}").format(columns=columns_read(read, words)))
    for line in differing_lines(result, register.columns, words):
        say(line)
    named = register.has_sheets
    for one in result.left_out:
        say(left_out_line(one, words, named=named))


def differing_lines(
    result: ImportResult, columns: Mapping[Column, str], words: Words
) -> Iterator[str]:
    """The rows behind the counts, the first of each kind."""
    found = result.difference
    changed = words("Row {row}, {number}: changed: {fields}")
    for one in found.changed[:LISTED]:
        fields = changes_of(one, columns)
        yield changed.format(**_about(one), fields=fields)
    disputed = words(
        "Row {row}, {number}: the file says “{register}”, it stands at “{person}”; the"
        " tracker decides"
    )
    for one in found.contradicted[:LISTED]:
        yield disputed.format(**_about(one), **_values(one, words))
    gone = words("{number}, {unit}: no longer in the file")
    for _, row in found.vanished[:LISTED]:
        yield gone.format(number=row.number, unit=row.lead_unit)
    hidden = sum(
        max(0, len(rows) - LISTED)
        for rows in (found.changed, found.contradicted, found.vanished)
    )
    if hidden:
        yield words("… and {count} more").format(
            count=formats.padded(hidden, words.language)
        )


def _about(one: Judged) -> dict[str, Any]:
    return {"row": one.row.row, "number": one.row.number}


def _values(one: Judged, words: Words) -> dict[str, str]:
    register, person = sides_of(one)
    return {"register": side(register, words), "person": side(person, words)}


def left_out_line(one: LeftOut, words: Words, *, named: bool) -> str:
    """`named`: with its sheet, of which there are several."""
    line = _left_out(one, words)
    if not named:
        return line
    return words("Sheet “{sheet}”: {line}").format(sheet=one.sheet, line=line)


def _left_out(one: LeftOut, words: Words) -> str:
    told = problem(one.problem, words, detail=one.detail, near=one.near)
    if one.column is None:
        return words("Row {row}: {problem}").format(row=one.row, problem=told)
    line = words("Row {row}, “{column}”: {problem}")
    return line.format(row=one.row, column=one.column, problem=told)


def as_facts(result: ImportResult, words: Words) -> dict[str, Any]:
    """What is not zero is said besides what programs expect."""
    more = {"vanished": result.vanished, "contradicted": result.contradicted}
    return {
        "run": result.run,
        "added": result.added,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "left_out": [
            {
                "row": one.row,
                "column": one.column,
                "message": problem(one.problem, words, detail=one.detail),
            }
            for one in result.left_out
        ],
        **{name: count for name, count in more.items() if count},
    }


def ask_for_columns(asked: UnknownLayout, file: str, words: Words) -> Iterator[str]:
    """The question about a layout that is not known, with the line to type."""
    yield words("The columns of this file are not known yet: {headers}.").format(
        headers="; ".join(asked.headers)
    )
    if asked.missing:
        names = ", ".join(f"{words(NEEDED[c])} ({c.value})" for c in asked.missing)
        yield words("Which column holds {names}?").format(names=names)
    yield words("Please say what they mean, for example:")
    yield f"dondoc import {quoted(file)} --profile so-cua-toi {_maps(asked)}"


def _maps(asked: UnknownLayout) -> str:
    known = [f"{header}={column.value}" for header, column in asked.suggested]
    open_ = [f"…={column.value}" for column in asked.missing]
    return " ".join(f"--map {quoted(one)}" for one in (*known, *open_))


def quoted(text: str) -> str:
    """For a shell: what stands between single quotes means itself."""
    return "'" + text.replace("'", "'\\''") + "'"


def counts_of(told: ImportResult | ImportRun, words: Words) -> dict[str, str]:
    """As the office writes them: 05, 1.441."""
    counts = {
        "added": told.added,
        "changed": told.changed,
        "unchanged": told.unchanged,
        "vanished": told.vanished,
        "contradicted": told.contradicted,
        "left": len(_sequence(told.left_out)),
    }
    return {n: formats.padded(count, words.language) for n, count in counts.items()}


def _sequence(found: Sequence[object]) -> Sequence[object]:
    return found
