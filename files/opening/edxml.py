"""Messages of the national exchange: read by local names, whatever their namespace.

Only the reader's own process imports this. Entities and document types are refused,
attachments are passed over without being kept, and what is personal is never read.
"""

from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from domain.exchange import (
    ANSWERS,
    BUSINESS,
    PRIORITIES,
    ExchangeDoubt,
    ExchangeKind,
    ExchangeMessage,
    Reference,
)
from domain.register import FileProblem, UnreadableFile
from domain.secrecy import is_secret
from domain.tasks import Urgency
from files.opening.container import MOST_BYTES
from files.opening.edxml_parts import (
    LONGEST_CODE,
    LONGEST_ID,
    THINGS,
    Fields,
    Values,
    changed_receivers,
    day,
    first,
    number_of,
    one_digit,
    references,
)
from locales.reading.classes import read_classes

PIECE = 256 * 1024
MOST_JUNK = 4 * 1024  # bytes before the prolog
MOST_DEPTH = 40
MOST_VALUES = 5_000
MOST_SIGNS = 4_000  # of one value
ROOTS = ("edxml", "edxmlenvelope")
# Not even looked at: the attached files, signatures, and people's telephones.
PASSED_OVER = {"attachmentencoded", "attachment", "signature", "staffinfo", "edxmlbody"}
REPLACED = ("replacementinfo", "replacementinfolist")  # some leave the inner one out
NOTHING = {"", "n/a", "null", "-"}


def read_edxml(path: Path) -> ExchangeMessage:
    """Raises UnreadableFile for what is none, or not to be opened."""
    values = Envelope().read(path)
    found = Fields(values)
    if any(is_secret(text) for _, text in values):
        raise UnreadableFile(FileProblem.SECRET)
    return understand(found)


class Envelope(ContentHandler):
    """Every value with its path, the parts passed over left out."""

    def __init__(self) -> None:
        super().__init__()
        self.values: Values = []
        self.path: list[str] = []
        self.text: list[str] = []
        self.passing = 0  # depth inside a part that is passed over
        self.size = 0

    def read(self, path: Path) -> Values:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFile(FileProblem.TOO_LARGE)
        content = path.read_bytes()
        marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        begin = 0 if marked else content.find(b"<", 0, MOST_JUNK)
        if begin < 0:
            raise UnreadableFile(FileProblem.NOT_A_MESSAGE)
        parser = DefusedExpatParser(forbid_dtd=True)
        parser.setContentHandler(self)
        try:
            for at in range(begin, len(content), PIECE):
                parser.feed(content[at : at + PIECE])
            parser.close()
        except DefusedXmlException:
            raise UnreadableFile(FileProblem.UNSAFE) from None
        except (SAXException, ValueError, LookupError):
            raise UnreadableFile(FileProblem.NOT_A_MESSAGE) from None
        return self.values

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802 (SAX)
        local = name.rpartition(":")[2].lower()
        if not self.path and local not in ROOTS:
            raise UnreadableFile(FileProblem.NOT_A_MESSAGE)
        if len(self.path) >= MOST_DEPTH or len(self.values) > MOST_VALUES:
            raise UnreadableFile(FileProblem.TOO_LARGE)
        self.path.append(local)
        self.passing += bool(self.passing or local in PASSED_OVER)
        self.text, self.size = [], 0
        if local in THINGS and not self.passing:
            self.values.append((tuple(self.path), ""))

    def characters(self, content: str) -> None:
        if not self.passing and self.size < MOST_SIGNS:
            self.text.append(content)
            self.size += len(content)

    def endElement(self, name: str) -> None:  # noqa: N802 (SAX)
        text = " ".join("".join(self.text).split())[:MOST_SIGNS]
        if text.lower() not in NOTHING and not self.passing:
            self.values.append((tuple(self.path), text))
        self.text = []
        self.path.pop()
        self.passing = max(0, self.passing - 1)


def understand(found: Fields) -> ExchangeMessage:
    number = number_of(found.one("codenumber"), found.one("codenotation"))
    issued_on = day(found.one("promulgationdate"))
    due_on = day(found.one("duedate"))
    places = [*found.every("place"), *found.every("toplaces")]
    status = found.one("statuscode")[:LONGEST_CODE]
    status = status.zfill(2) if status else ""
    answers = tuple(references(found, "responsefor"))
    to = receivers(found)
    business = one_digit(of_business(found, "doctype"))
    steering = one_digit(found.one("steeringtype"))
    kind = kind_of(status, business, steering, answers)
    added, removed, unclear = changed_receivers(found)
    if kind is not ExchangeKind.UPDATE:  # builders write the list into any message
        added, removed, unclear = [], [], False
    said = doubts(number, issued_on, due_on) if kind is not ExchangeKind.STATUS else []
    return ExchangeMessage(
        kind=kind,
        number=number,
        issued_on=issued_on,
        issuer=found.one("organname", "from"),
        issuer_id=found.one("organid", "from")[:LONGEST_CODE],
        subject=found.one("subject"),
        content=found.one("content"),
        document_type=found.one("typename"),
        signer=found.one("fullname"),
        due_on=due_on,
        urgency=PRIORITIES.get(one_digit(found.one("priority")), Urgency.NORMAL),
        to=tuple(to),
        to_ids=tuple(to.values()),
        tags=tuple(
            dict.fromkeys(tag for place in places for tag in read_classes(place))
        ),
        steering=steering,
        answers=answers,
        status=status,
        note=of_business(found, "docreason") or found.one("description"),
        doubts=(*said, *[ExchangeDoubt.UNCLEAR_RECEIVER] * unclear),
        document_id=found.one("documentid")[:LONGEST_ID],
        replaces=tuple(references(found, *REPLACED)),
        added=tuple(added),
        removed=tuple(removed),
    )


def of_business(found: Fields, name: str) -> str:
    """As the standard spells it, or rightly."""
    spelt = (found.one(f"{one}{name}", one) for one in ("bussiness", "business"))
    return next(filter(None, spelt), "")


def receivers(found: Fields) -> dict[str, str]:
    """The names of those it is for, each with its identifier.

    One without a name is known by its identifier alone.
    """
    to: dict[str, str] = {}
    for thing in found.all_of("to"):
        organ_id = first(thing, "organid")[:LONGEST_CODE]
        name = first(thing, "organname") or organ_id
        if name:
            to.setdefault(name, organ_id)
    return to


def kind_of(
    status: str, business: str, steering: str, answers: tuple[Reference, ...]
) -> ExchangeKind:
    if status:  # one that nobody knows is a status as well, and says nothing
        return ExchangeKind.STATUS
    kind = BUSINESS.get(business, ExchangeKind.NEW)
    answering = answers or steering == ANSWERS
    if kind is ExchangeKind.NEW and answering:
        return ExchangeKind.ANSWER
    return kind


def doubts(
    number: str, issued_on: date | None, due_on: date | None
) -> list[ExchangeDoubt]:
    found = []
    if not number:
        found.append(ExchangeDoubt.NO_NUMBER)
    if issued_on is None:
        found.append(ExchangeDoubt.NO_DATE)
    elif due_on is not None and due_on < issued_on:
        found.append(ExchangeDoubt.DUE_BEFORE_ISSUE)
    return found
