"""What is foreseen, as a table for people."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.terminal.desk import printable, say
from domain.foresight import Difference, Foreseen, Foresight, Shift, Wave, Why
from domain.reminders import Rule
from domain.tasks import task_code
from locales import formats
from locales.catalog import N_, Words
from locales.render.names import SECTIONS

WIDE = 140  # characters, where nobody says how wide the paper is
MOST_CODES = 6
ROLL_CALL, PARKED = N_("Roll-call of the unit's group"), N_("Messages astray")


def show(found: Foresight, words: Words) -> None:
    """All messages, wave by wave."""
    say(_standing(found, words))
    together: dict[datetime, list[Foreseen]] = defaultdict(list)
    for one in found.messages:
        together[one.at].append(one)
    for wave in found.waves:
        say("")
        say(_wave(wave, words))
        _table(words, [(one, "") for one in together[wave.at]])
    say("")
    say(_total(found, words))
    say(
        words(
            "Not foreseen: what comes in or is answered later, and urging by hand that"
            " nobody has sent yet."
        )
    )


def show_difference(
    first: Foresight, second: Foresight, changes: Difference, words: Words
) -> None:
    """Only what the second policy changes."""
    say(_standing(second, words))
    say("")
    if changes.is_none:
        say(
            words("The policies “{one}” and “{other}” send the same.").format(
                one=first.policy, other=second.policy
            )
        )
        return
    moved = [(new, _from(old, words)) for old, new in changes.moved]
    changed = [(new, _instead(old, words)) for old, new in changes.changed]
    for heading, some in (
        (N_("Added: {count}"), [(one, "") for one in changes.added]),
        (N_("Gone: {count}"), [(one, "") for one in changes.gone]),
        (N_("At another time: {count}"), moved),
        (N_("About something else: {count}"), changed),
    ):
        if some:
            count = formats.padded(len(some), words.language)
            say(words(heading).format(count=count))
            _table(words, some, with_time=True)
            say("")


def _standing(found: Foresight, words: Words) -> str:
    last = found.until.date().toordinal() - 1
    return words(
        "From {first} to {last}, by the data of {as_of} and the policy “{policy}”, if"
        " nobody answers meanwhile."
    ).format(
        first=formats.day(found.since.date()),
        last=formats.day(found.since.date().fromordinal(last)),
        as_of=_time(found.as_of),
        policy=found.policy,
    )


def _total(found: Foresight, words: Words) -> str:
    said = words("Messages: {count}. Without a chat to be told in: {unreached}.")
    return said.format(
        count=formats.padded(len(found.messages), words.language),
        unreached=formats.padded(
            len({to.place for _, to in found.unreached}), words.language
        ),
    )


def _wave(wave: Wave, words: Words) -> str:
    """`thứ Sáu 20/11/2026 15:00: 26 tin, tin cuối lúc 15:00:02`"""
    day = formats.weekday(wave.at.date(), words.language)
    said = words("{day} {at}: {count} messages, the last at {ends}").format(
        day=f"{day[:1].upper()}{day[1:]}",
        at=_time(wave.at),
        count=formats.padded(wave.messages, words.language),
        ends=f"{wave.ends:%H:%M:%S}",
    )
    if not wave.unreached:
        return said
    missed = formats.padded(wave.unreached, words.language)
    return f"{said}; " + words("{count} without a chat").format(count=missed)


def _table(
    words: Words, some: Sequence[tuple[Foreseen, str]], *, with_time: bool = False
) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for one, more in some:
        cells = [one.to.name, one.to.unit, "\n".join(_whys(one, words))]
        if with_time:
            cells.insert(0, _time(one.at))
        table.add_row(*(Text(_clean(cell)) for cell in (*cells, more)))
    console = Console(file=sys.stdout, highlight=False)
    if not console.is_terminal:
        console.width = WIDE
    console.print(table)


def _clean(text: str) -> str:
    return "\n".join(printable(line) for line in text.split("\n"))


def _whys(one: Foreseen, words: Words) -> Iterable[str]:
    by_rule: dict[str, list[Why]] = defaultdict(list)
    for why in one.why:
        by_rule[why.rule].append(why)
    for rule, some in by_rule.items():
        yield f"{_named(one, rule, words)}: {_about(some)}".removesuffix(": ")
    for shift in one.shifts:
        yield _shifted(shift, words)
    if one.late:
        yield words("(sent late because the system was interrupted)")


def _named(one: Foreseen, rule: str, words: Words) -> str:
    if one.kind == "roll_call":
        return words(ROLL_CALL)
    if one.kind == "parked":
        return words(PARKED)
    return words(SECTIONS[Rule(rule)]) if rule in set(Rule) else rule


def _about(some: Sequence[Why]) -> str:
    codes = [task_code(task) for why in some for task in why.tasks]
    units = [unit for why in some for unit in why.units if ":" not in unit]
    named = dict.fromkeys((*codes, *units))
    shown = ", ".join(list(named)[:MOST_CODES])
    return f"{shown} +{len(named) - MOST_CODES}" if len(named) > MOST_CODES else shown


def _shifted(shift: Shift, words: Words) -> str:
    weekday = formats.weekday(shift.nominal, words.language)
    return words("moved from {day}, which is off ({because})").format(
        day=formats.day(shift.nominal), because=shift.because or weekday
    )


def _from(old: Foreseen, words: Words) -> str:
    return words("was: {at}").format(at=_time(old.at))


def _instead(old: Foreseen, words: Words) -> str:
    return words("was: {what}").format(what="; ".join(_whys(old, words)))


def _time(at: datetime) -> str:
    return f"{formats.day(at.date())} {at:%H:%M}"
