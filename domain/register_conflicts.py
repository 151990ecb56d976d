"""The file's new word against what stands: apply it, or let a person decide.

A column that nobody has touched since the last file follows the new one. One that was
changed meanwhile, to something else than the file now says, is a contradiction: neither
word is quietly preferred (domain.md 2.5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.tasks import Progress

Columns = Mapping[str, Any]

# One statement together: how far the task is, and since when.
HOW_FAR = ("progress", "percent", "done_on")
# The co-operating units stand in rows of their own, and are one statement together.
SUPPORT = "support_units"
# Follows from other columns, so it is no statement of its own.
DERIVED = ("folded", "deadline_text", "has_deadline")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`apply` are new values of columns; `register` and `person` differ in the same."""

    apply: dict[str, Any] = field(default_factory=dict)
    register: dict[str, Any] = field(default_factory=dict)
    person: dict[str, Any] = field(default_factory=dict)

    @property
    def is_contradiction(self) -> bool:
        return bool(self.register)


def judge(before: Columns, after: Columns, standing: Columns) -> Verdict:
    """`before` and `after` are what the last file and this one say, `standing` what
    the task says now; all by the names of the task's columns.

    `standing["updated_at"]` is a person's last word on the progress, or None.
    """
    verdict = Verdict()
    differing = {name for name in after if after[name] != before[name]}
    if differing.intersection(HOW_FAR):
        _judge_progress(before, after, standing, verdict)
    rest = {name: after[name] for name in sorted(differing.difference(HOW_FAR))}
    judge_columns(before, rest, standing, verdict)
    if "due_on" in verdict.register:  # the words belong to the day
        verdict.apply.pop("deadline_text", None)
    return verdict


def judge_columns(
    before: Columns, after: Columns, standing: Columns, verdict: Verdict
) -> None:
    """Each column of `after` for itself, into the verdict."""
    for name in after:
        if after[name] == before[name]:
            continue
        if standing[name] == before[name] or name in DERIVED:
            verdict.apply[name] = after[name]
        elif standing[name] != after[name]:
            verdict.register[name] = after[name]
            verdict.person[name] = standing[name]


def _judge_progress(
    before: Columns, after: Columns, standing: Columns, verdict: Verdict
) -> None:
    untouched = standing["updated_at"] is None
    if untouched and standing["progress"] == before["progress"]:
        verdict.apply.update({name: after[name] for name in HOW_FAR})
    elif not agree(after, standing):
        verdict.register.update({name: after[name] for name in HOW_FAR})
        verdict.person.update({name: standing[name] for name in HOW_FAR})


def agree(after: Columns, standing: Columns) -> bool:
    """Whether both say the same of how far it is.

    A report that waits for the tracker agrees with a file that says done: it is his to
    confirm. The file knows no percent, and may not know the day.
    """
    if after["progress"] is Progress.DONE and standing["progress"] in (
        Progress.REPORTED,
        Progress.DONE,
    ):
        unknown = after["done_on"] is None or standing["done_on"] is None
        return unknown or bool(after["done_on"] == standing["done_on"])
    return bool(after["progress"] == standing["progress"])
