"""A message of the national exchange (edXML), as the clerk sees it (domain.md 2.1-2.3).

Nothing follows from it by itself: each is a proposal, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from domain.tasks import TaskClass, Urgency


class ExchangeKind(StrEnum):
    """What a message proposes."""

    NEW = "new"
    RECALL = "recall"
    UPDATE = "update"
    REPLACE = "replace"
    ANSWER = "answer"  # it names the document that it responds to
    STATUS = "status"


class ExchangeDoubt(StrEnum):
    """What the clerk should look at before he takes it."""

    DUE_BEFORE_ISSUE = "due_before_issue"
    NO_NUMBER = "no_number"  # a draft, or cut short
    NO_DATE = "no_date"


# BussinessDocType (spelt so in the standard) -> what it proposes.
BUSINESS = {
    "0": ExchangeKind.NEW,
    "1": ExchangeKind.RECALL,
    "2": ExchangeKind.UPDATE,
    "3": ExchangeKind.REPLACE,
}
PRIORITIES = {
    "0": Urgency.NORMAL,
    "1": Urgency.URGENT,
    "2": Urgency.VERY_URGENT,
    "3": Urgency.FLASH,
    "4": Urgency.FLASH,
}
STATUSES = frozenset({"01", "02", "03", "04", "05", "06", "13", "15", "16"})
ASSIGNS, ANSWERS = "2", "3"  # SteeringType, a hint only


@dataclass(frozen=True)
class Reference:
    """Another document that a message names."""

    number: str
    issued_on: date | None = None
    organ: str = ""


@dataclass(frozen=True)
class ExchangeMessage:
    """What was read of a message. Attachments and personal data are never among it."""

    kind: ExchangeKind
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    subject: str = ""
    content: str = ""
    document_type: str = ""
    signer: str = ""
    due_on: date | None = None
    urgency: Urgency = Urgency.NORMAL
    to: tuple[str, ...] = ()
    tags: tuple[tuple[str, TaskClass], ...] = ()  # scheme, class
    steering: str = ""
    answers: tuple[Reference, ...] = ()
    status: str = ""
    note: str = ""  # why it is recalled, updated, replaced; what the status says
    doubts: tuple[ExchangeDoubt, ...] = ()

    @property
    def is_task(self) -> bool:
        """Whether it looks like one that gives a task: by a tag, a day, or its hint."""
        hinted = self.steering == ASSIGNS
        return bool(self.tags or self.due_on or hinted)

    def texts(self) -> Iterator[str]:
        """All in it that may name a document."""
        yield from (self.number, self.subject, self.content, self.note)
        yield from (one.number for one in self.answers)

    def as_facts(self) -> dict[str, Any]:
        """For storage as JSON; `from_facts` reads it."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> ExchangeMessage:
        return cls(
            **{
                **facts,
                "kind": ExchangeKind(facts["kind"]),
                "urgency": Urgency(facts["urgency"]),
                "issued_on": _day(facts["issued_on"]),
                "due_on": _day(facts["due_on"]),
                "to": tuple(facts["to"]),
                "tags": tuple((scheme, TaskClass(of)) for scheme, of in facts["tags"]),
                "doubts": tuple(map(ExchangeDoubt, facts["doubts"])),
                "answers": tuple(
                    Reference(one["number"], _day(one["issued_on"]), one["organ"])
                    for one in facts["answers"]
                ),
            }
        )


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case tuple() | list():
            return [_plain(one) for one in value]
        case dict():
            return {name: _plain(one) for name, one in value.items()}
    return value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
