"""A message of the national exchange (edXML), as the clerk sees it (domain.md 2.1-2.3).

Nothing follows from it by itself: each is a proposal, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from domain.folding import fold
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
    NO_TASK = "no_task"  # nothing in it says that it gives a task
    SEVERAL_CLASSES = "several_classes"  # each becomes a task of its own
    NOTHING_REPLACED = "nothing_replaced"  # it does not say which one it replaces
    UNCLEAR_RECEIVER = "unclear_receiver"  # one neither added nor removed, or both


# BussinessDocType (spelt so in the standard) -> what it proposes.
BUSINESS = {
    "0": ExchangeKind.NEW,
    "1": ExchangeKind.RECALL,
    "2": ExchangeKind.UPDATE,
    "3": ExchangeKind.REPLACE,
}
REMOVED, ADDED = "0", "1"  # ReceiverType
PRIORITIES = {
    "0": Urgency.NORMAL,
    "1": Urgency.URGENT,
    "2": Urgency.VERY_URGENT,
    "3": Urgency.FLASH,
    "4": Urgency.FLASH,
}
STATUSES = frozenset({"01", "02", "03", "04", "05", "06", "13", "15", "16"})
ASSIGNS, ANSWERS = "2", "3"  # SteeringType, a hint only
GIVING = (ExchangeKind.NEW, ExchangeKind.UPDATE, ExchangeKind.REPLACE)


@dataclass(frozen=True)
class Reference:
    """A document that a message names: by its number, or by what the exchange calls it.

    `organ` is who issued it, `organ_id` the identifier of that body.
    """

    number: str
    issued_on: date | None = None
    organ: str = ""
    organ_id: str = ""
    document_id: str = ""

    @property
    def name(self) -> str:
        """As a person is told it."""
        return self.number or self.document_id


@dataclass(frozen=True)
class ExchangeMessage:
    """What was read of a message. Attachments and personal data are never among it.

    `to_ids` are the identifiers of the bodies in `to`, in the same order; empty for one
    that has none. `replaces` are the documents that this one takes the place of.

    `added` and `removed` are the identifiers of the bodies that an update names as new
    receivers, and as none any more; they may be among those in `to` or not.
    """

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
    issuer_id: str = ""
    to_ids: tuple[str, ...] = ()
    document_id: str = ""
    replaces: tuple[Reference, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def is_task(self) -> bool:
        """Whether it looks like one that gives a task: by a tag, a day, or its hint."""
        hinted = self.steering == ASSIGNS
        return bool(self.tags or self.due_on or hinted)

    @property
    def receivers(self) -> tuple[tuple[str, str], ...]:
        """The names of those it is for, each with its identifier.

        Who was added may be named in the list of changes only; who was removed may get
        the message as well, and is none of them.
        """
        to = self.addressed
        named = {fold(word) for one in to for word in one}
        more = tuple((one, one) for one in self.added if fold(one) not in named)
        gone = {fold(one) for one in self.removed}
        return tuple(one for one in (*to, *more) if not gone & set(map(fold, one)))

    @property
    def addressed(self) -> tuple[tuple[str, str], ...]:
        """Those to whom it was sent, each with its identifier."""
        ids = self.to_ids or ("",) * len(self.to)
        return tuple(zip(self.to, ids, strict=True))

    @property
    def itself(self) -> Reference:
        """The document that the message is about, as another would name it."""
        return Reference(
            self.number, self.issued_on, self.issuer, self.issuer_id, self.document_id
        )

    @property
    def giver(self) -> Reference:
        """The same, for a document that gives tasks: who signed stands for a body that
        is not named."""
        return replace(self.itself, organ=self.issuer or self.signer)

    @property
    def warnings(self) -> tuple[ExchangeDoubt, ...]:
        """Its doubts, and those that follow from what it is."""
        found = list(self.doubts)
        if self.kind in GIVING and not self.is_task:
            found.append(ExchangeDoubt.NO_TASK)
        if self.kind in GIVING and len(self.tags) > 1:
            found.append(ExchangeDoubt.SEVERAL_CLASSES)
        if self.kind is ExchangeKind.REPLACE and not self.replaces:
            found.append(ExchangeDoubt.NOTHING_REPLACED)
        return tuple(found)

    def texts(self) -> Iterator[str]:
        """All words of it that are kept: any may name a document."""
        yield from (self.number, self.subject, self.content, self.note)
        yield from (self.issuer, self.signer, self.document_type, self.document_id)
        yield from (*self.to, *self.added, *self.removed)
        for one in (*self.answers, *self.replaces):
            yield from (one.number, one.organ, one.document_id)

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
                "answers": _references(facts["answers"]),
                "to_ids": tuple(facts.get("to_ids", ())),
                "replaces": _references(facts.get("replaces", ())),
                "added": tuple(facts.get("added", ())),
                "removed": tuple(facts.get("removed", ())),
            }
        )


def _references(found: Iterable[Mapping[str, Any]]) -> tuple[Reference, ...]:
    return tuple(
        Reference(**{**one, "issued_on": _day(one["issued_on"])}) for one in found
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
