"""A unit's own totals beside the register's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from domain.own_figures import (
    Figure,
    FigureDiffers,
    FiguresCompared,
    Misfit,
    Population,
)
from locales import formats
from locales.catalog import N_, Words
from locales.html import Markup, bold, fill, safe
from locales.render.rendered import Rendered, lines, message

NAMES: Mapping[Figure, str] = {
    Figure.TOTAL: N_("Tasks in all"),
    Figure.DONE: N_("Done in all"),
    Figure.EARLY: N_("Done early"),
    Figure.ON_TIME: N_("Done on time or early"),
    Figure.LATE: N_("Done late"),
    Figure.OPEN: N_("Not done yet"),
    Figure.NOT_STARTED: N_("Not started"),
    Figure.TO_CONFIRM: N_("Waiting for confirmation"),
    Figure.RETURNED: N_("Returned"),
    Figure.IN_TERM: N_("Not done, in term"),
    Figure.OVERDUE: N_("Not done, overdue"),
    Figure.NO_DEADLINE: N_("Without a deadline"),
}
COMPARED: Mapping[Population, str] = {
    Population.GIVEN: N_("Tasks given from {first} to {last}, as of {day}."),
    Population.DUE: N_("Tasks due from {first} to {last}, as of {day}."),
}


def figures_compared(
    notice: FiguresCompared, words: Words, _zone: ZoneInfo
) -> Rendered:
    title = fill(words("Figures of {unit} compared"), unit=notice.unit)
    of_which = fill(
        words(COMPARED[notice.population]),
        first=formats.day(notice.first),
        last=formats.day(notice.last),
        day=formats.day(notice.as_of),
    )
    summary = fill(
        words("Compared: {compared}; differing: {differing}."),
        compared=formats.padded(notice.said, words.language),
        differing=formats.padded(len(notice.differing), words.language),
    )
    return message(
        [
            lines(bold(title), of_which, summary),
            _differing(notice.differing, words),
            _misfits(notice.misfits, words),
            safe(words(_ending(notice))),
        ]
    )


def _ending(notice: FiguresCompared) -> str:
    if not notice.differing:
        return N_("The figures agree with the register.")
    if notice.to_unit:
        return N_(
            "To find the tasks, please send the unit's register as a file, or type"
            " them: /doichieu NV-12 done on 12/11. The trackers see what differs;"
            " nothing is changed until they decide."
        )
    return N_("The unit has been told the same. Please settle it with the unit.")


def _differing(found: Iterable[FigureDiffers], words: Words) -> Markup:
    return lines(*(_one(one, words) for one in found))


def _one(one: FigureDiffers, words: Words) -> Markup:
    said = fill(
        words("• {figure}: the unit {theirs}, the register {ours}"),
        figure=words(NAMES[one.figure]),
        theirs=formats.padded(one.theirs, words.language),
        ours=formats.padded(one.ours, words.language),
    )
    behind = fill("({codes})", codes=", ".join(one.tasks)) if one.tasks else ""
    return fill("{said} {behind}", said=said, behind=behind) if behind else said


def _misfits(found: Iterable[Misfit], words: Words) -> Markup:
    """What the unit said does not fit itself."""
    each = [
        fill(
            words("• {parts}: this does not fit {whole}"),
            whole=words(NAMES[one.whole]),
            parts=" + ".join(words(NAMES[part]) for part in one.parts),
        )
        for one in found
    ]
    if not each:
        return Markup("")
    return lines(safe(words("The unit's figures do not fit each other:")), *each)
