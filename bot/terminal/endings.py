"""What the end of a unit moves, as `dondoc office` shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from actions.carry_over import Carried, Fate
from locales import formats
from locales.catalog import N_, Words

FATES: Mapping[Fate, str] = {
    Fate.MOVED: N_(
        "{unit} ended on {date}; to {successor} went {led} tasks led, {tracked}"
        " tracked, {supported} co-operated in."
    ),
    Fate.AHEAD: N_(
        "{unit} ends on {date}; after that day to {successor} go, as it stands, {led}"
        " tasks led, {tracked} tracked, {supported} co-operated in."
    ),
    Fate.DIVIDED: N_(
        "{unit} ended on {date} and was divided among {successor}: {led} tasks led,"
        " {tracked} tracked, {supported} co-operated in wait until a person says which"
        " goes where (/sua)."
    ),
    Fate.NOBODY: N_(
        "{unit} ended on {date}, and no unit takes over: {led} tasks led, {tracked}"
        " tracked, {supported} co-operated in stay with it (/sua, /huynhiemvu)."
    ),
    Fate.GIVEN_BACK: N_(
        "The end of {unit} on {date} does not hold any more; tasks that go back to it:"
        " {led}."
    ),
}
WAITS = N_(
    "{unit} ends on {date}; its successors: {successor}. As it stands, {led} tasks led,"
    " {tracked} tracked, {supported} co-operated in will wait for a person to say"
    " where they go."
)
GROUPS = N_("Groups still bound to {unit}: {groups}. Bind them anew with /nhom.")
NOBODY = N_("nobody")


def endings_told(endings: Iterable[Carried], words: Words) -> list[str]:
    lines = []
    for one in endings:
        lines.append(_line(one, words))
        if one.groups:
            said = words(GROUPS)
            lines.append(said.format(unit=one.unit, groups=", ".join(one.groups)))
    return lines


def _line(one: Carried, words: Words) -> str:
    counts = {
        name: formats.padded(getattr(one, name), words.language)
        for name in ("led", "tracked", "supported")
    }
    successor = ", ".join(one.successors) or words(NOBODY)
    date = formats.day(one.last_on)
    moves = one.fate is not Fate.AHEAD or len(one.successors) == 1
    return words(FATES[one.fate] if moves else WAITS).format(
        unit=one.unit, date=date, successor=successor, **counts
    )
