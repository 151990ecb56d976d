"""The values of a message by what they belong to, and what the standard's parts say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from domain.exchange import ADDED, REMOVED, Reference

# Elements that begin a thing of their own, of which there may be several.
THINGS = {
    *("from", "to", "responsefor", "tracelist", "bussiness", "business"),
    *("replacementinfolist", "replacementinfo", "organidlist", "receiver"),
}
LONGEST_CODE = 40  # of an identifier of a body, and of a code
LONGEST_ID = 200
PARTS = 3  # of the identifier of a document that is none of the UUIDs
DAY = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})")

Values = list[tuple[tuple[str, ...], str]]  # path of local names, text


class Fields:
    """The values by the name of their element and the thing they belong to."""

    def __init__(self, values: Values) -> None:
        self.things: list[tuple[str, dict[str, list[str]]]] = [("", {})]
        for path, text in values:
            thing = next((one for one in reversed(path) if one in THINGS), "")
            if path[-1] in THINGS and not text:
                self.things.append((path[-1], {}))
                continue
            self._of(thing).setdefault(path[-1], []).append(text)

    def _of(self, thing: str) -> dict[str, list[str]]:
        named = [fields for name, fields in self.things if name == thing]
        return named[-1]

    def all_of(self, thing: str) -> list[Mapping[str, list[str]]]:
        return [fields for name, fields in self.things if name == thing]

    def one(self, name: str, thing: str = "") -> str:
        for fields in self.all_of(thing):
            if name in fields:
                return fields[name][0]
        return ""

    def every(self, name: str) -> list[str]:
        return [text for _, fields in self.things for text in fields.get(name, ())]


def number_of(number: str, notation: str) -> str:
    """419/VPUBND-HCTC; some write the whole into one of the two."""
    if "/" in number or not notation:
        return number if "/" in number else ""
    if not number:
        return notation if notation[:1].isdigit() and "/" in notation else ""
    return f"{number}/{notation.lstrip('/')}"


def references(found: Fields, *things: str) -> list[Reference]:
    """The documents that such parts name; what a part does not say, its id may."""
    said = []
    for thing in things:
        for one in found.all_of(thing):
            document_id = first(one, "documentid")[:LONGEST_ID]
            number = number_of(first(one, "codenumber"), first(one, "codenotation"))
            organ_id, issued_on, within = parts_of(document_id)
            reference = Reference(
                number or first(one, "code") or within,
                day(first(one, "promulgationdate")) or issued_on,
                first(one, "organname"),
                (first(one, "organid") or organ_id)[:LONGEST_CODE],
                document_id,
            )
            if reference.name:
                said.append(reference)
    return said


def parts_of(document_id: str) -> tuple[str, date | None, str]:
    """Organ, day and number of "000.00.00.H15,2026/11/12,419/UBND-TH" (domain.md 2.2).

    Any other form, a UUID above all, says nothing by itself.
    """
    parts = [part.strip() for part in document_id.split(",")]
    if len(parts) != PARTS or "/" not in parts[2]:
        return "", None, ""
    return parts[0], day(parts[1]), parts[2]


def one_digit(text: str) -> str:
    """Codes of one digit, as some write them: "02" is "2"."""
    return text.lstrip("0") or text[:1]


def first(thing: Mapping[str, list[str]], name: str) -> str:
    return thing.get(name, [""])[0]


def day(text: str) -> date | None:
    """yyyy/MM/dd as the standard says, or with hyphens; None for anything else."""
    parts = DAY.match(text)
    try:
        return date(*(int(part) for part in parts.groups())) if parts else None
    except ValueError:
        return None


def changed_receivers(found: Fields) -> tuple[list[str], list[str], bool]:
    """Who was added, who removed, by their identifiers; and whether of anybody it is
    not clear which of the two."""
    said: dict[str, set[str]] = {}
    for one in found.all_of("receiver"):
        who = (first(one, "organid") or first(one, "organname"))[:LONGEST_CODE]
        if who:
            said.setdefault(who, set()).add(one_digit(first(one, "receivertype")))
    added = [who for who, types in said.items() if types == {ADDED}]
    removed = [who for who, types in said.items() if types == {REMOVED}]
    return added, removed, len(added) + len(removed) < len(said)
