"""A reply about several tasks, parted so that each can be asked about apart.

A clause that names a task begins a part; one that names none goes on with the part
before it. Where it is not plain what belongs to which task there are no parts: nobody
guesses (domain.md 5.2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from locales.reading.lexicon import Sense
from locales.reading.names import Name
from locales.reading.said import FINISHED, Said

Names = Mapping[int, Name]  # by the places of their phrases

_POLITE = (Sense.PLAIN, Sense.ACK)
# After these a thought is whole; "NV-37 chờ NV-109 xong" is but one.
_ENDS = (*FINISHED, Sense.NOT_YET, Sense.SUBMITTED)
_END_WORDS = ("<percent>", "<100%>", "roi", "a", "r", "nhe")


@dataclass(slots=True)
class Part:
    """Phrases `begin` to `end`, which speak of these tasks."""

    names: list[Name]
    begin: int
    end: int
    only_names: bool = False  # so far: what is said of them comes next
    ends_named: bool = False  # "xong NV-12": a further name goes with it


def parts_of(said: Said, names: Names) -> list[Part]:
    """The parts in order; none when they are not plain, or a task has two."""
    parts: list[Part] = []
    places = groupby(range(len(said.phrases)), lambda at: said.phrases[at].clause)
    for _, clause in places:
        if not _take(said, list(clause), names, parts):
            return []
    tasks = [name.task for part in parts for name in part.names]
    return parts if len(set(tasks)) == len(tasks) else []


def _take(said: Said, clause: list[int], names: Names, parts: list[Part]) -> bool:
    """Add a clause to the parts; False when it cannot be told where it belongs."""
    groups = _groups(said, clause, names)
    if not groups:
        return _go_on(said, clause, parts)
    if len(groups) > 1:
        return _take_whole_thoughts(said, clause, groups, names, parts)
    silent = _is_silent(said, clause, names)
    found = [names[at] for at in groups[0]]
    if parts and _goes_with(said, parts[-1], clause, groups[0], silent=silent):
        parts[-1].names += found
        parts[-1].end = clause[-1] + 1
        parts[-1].only_names &= silent
    else:
        parts.append(Part(found, clause[0], clause[-1] + 1, only_names=silent))
    parts[-1].ends_named = groups[0][-1] == clause[-1]
    return True


def _groups(said: Said, clause: list[int], names: Names) -> list[list[int]]:
    """The names of a clause; "NV-12 và NV-13" are one group."""
    groups: list[list[int]] = []
    beside = False
    for at in clause:
        if at in names and beside:
            groups[-1].append(at)
        elif at in names:
            groups.append([at])
        beside = at in names or (beside and said.phrases[at].sense is Sense.PLAIN)
    return groups


def _go_on(said: Said, clause: list[int], parts: list[Part]) -> bool:
    """A clause without a name goes on with the last task; before any, it is polite."""
    polite = _is_silent(said, clause, {})
    if not parts or all(said.text(said.phrases[at]) == "<figure>" for at in clause):
        return polite  # "2." numbers what comes next
    parts[-1].end = clause[-1] + 1
    parts[-1].only_names &= polite
    parts[-1].ends_named = False
    return True


def _is_silent(said: Said, places: Sequence[int], names: Names) -> bool:
    """Nothing is said there but names and politeness."""
    return all(at in names or said.phrases[at].sense in _POLITE for at in places)


def _goes_with(
    said: Said, before: Part, clause: list[int], group: list[int], *, silent: bool
) -> bool:
    """ "NV-12, NV-13 xong" and "xong NV-12, NV-13" say one thing of both."""
    led = _is_silent(said, range(clause[0], group[0]), {})
    return led and (before.only_names or (silent and before.ends_named))


def _take_whole_thoughts(
    said: Said,
    clause: list[int],
    groups: list[list[int]],
    names: Names,
    parts: list[Part],
) -> bool:
    """ "NV-109 xong NV-37 chưa": no comma between, but each thought is whole."""
    opening = range(clause[0], groups[0][0])
    bare = all(said.phrases[at].sense in (*_POLITE, Sense.BUT) for at in opening)
    if not bare or not all(_ends_before(said, group[0]) for group in groups[1:]):
        return False
    begins = [clause[0], *(group[0] for group in groups[1:])]
    ends = [*begins[1:], clause[-1] + 1]
    for group, begin, end in zip(groups, begins, ends, strict=True):
        parts.append(Part([names[at] for at in group], begin, end))
    parts[-1].only_names = groups[-1][-1] == clause[-1]
    return True


def _ends_before(said: Said, at: int) -> bool:
    before = said.phrases[at - 1]
    return before.sense in _ENDS or said.text(before) in _END_WORDS
