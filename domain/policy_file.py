"""A policy as the office writes it: a TOML file of what differs from its profile.

A wrong value is refused with its line and the reason: nothing of such a file is used.
`tomllib` tells no lines of values, so `domain/toml_lines.py` finds them.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from domain.letterhead import Letterhead
from domain.policy import Policy
from domain.policy_keys import KEYS, LETTERHEAD, SECTIONS, Key, Unreadable, Wrong
from domain.policy_order import CHECKS
from domain.toml_lines import Path, flat, lines_of

DAY_OF_START = "valid_from"
NAME = "name"
PROFILE = "profile"
OWN_KEYS = (NAME, PROFILE, DAY_OF_START)
NAMED = re.compile(r"[a-z][a-z0-9_-]{0,39}")
PLACE_IN_FILE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class WrongPolicy(Exception):
    """A policy file cannot be used; `line` counts from 1, `key` as it is written."""

    def __init__(self, line: int, key: str, why: Wrong, detail: str = "") -> None:
        super().__init__(f"line {line}: {key}: {why.value} {detail}".rstrip())
        self.line = line
        self.key = key
        self.why = why
        self.detail = detail


def profile_named(text: str) -> str | None:
    """The shipped profile that a file builds on, if it says so. Raises WrongPolicy."""
    found = _parsed(text).get((PROFILE,))
    if found is None:
        return None
    if not isinstance(found, str) or not NAMED.fullmatch(found):
        raise WrongPolicy(lines_of(text)[(PROFILE,)], PROFILE, Wrong.NO_NAME)
    return found


def read_policy_file(text: str, base: Policy) -> Policy:
    """The base with what the file says differently. Raises WrongPolicy.

    A file says at least from which day it holds.
    """
    said = _parsed(text)
    lines = lines_of(text) if said else {}
    values, papers = _read(said, lines, base)
    day = said.get((DAY_OF_START,))
    if type(day) is not date:
        where = lines.get((DAY_OF_START,), 1)
        raise WrongPolicy(where, DAY_OF_START, Wrong.NO_DAY)
    values["valid_from"] = day
    values |= _without_source(said)
    if papers:
        values["letterhead"] = replace(base.letterhead, **papers)
    policy = replace(base, **values)
    _check_order(policy, lines)
    return policy


# What a file decides anew goes no longer by the document of its base.
SOURCES = {
    "weekly": "weekly_source",
    "monthly": "monthly_source",
    "no_deadline": "no_deadline_source",
    "proposal": "proposals_source",
    "data_quality": "data_quality_source",
}


def _without_source(said: Mapping[Path, Any]) -> dict[str, str]:
    sections = {path[0] for path in said if len(path) > 1}
    return {
        attribute: ""
        for section, attribute in SOURCES.items()
        if section in sections and ("sources", section) not in said
    }


def _parsed(text: str) -> dict[Path, Any]:
    try:
        return flat(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        place = PLACE_IN_FILE.search(str(error))
        last = len(text.splitlines()) or 1
        line = int(place[1]) if place and place[1] else last
        reason = PLACE_IN_FILE.sub("", str(error))
        raise WrongPolicy(line, "TOML", Wrong.NO_TOML, reason) from None


def _read(
    said: Mapping[Path, Any], lines: Mapping[Path, int], base: Policy
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of the policy, and those of its letterhead."""
    values: dict[str, Any] = {}
    papers: dict[str, Any] = {}
    for path, value in said.items():
        written = ".".join(path)
        if written == NAME:
            values["name"] = _name(value, lines[path])
        if written in OWN_KEYS or (written in SECTIONS and value == {}):
            continue
        key = KEYS.get(written)
        if key is None:
            raise WrongPolicy(lines[path], written, Wrong.UNKNOWN_KEY)
        of_papers = key.path.startswith(LETTERHEAD)
        (papers if of_papers else values)[key.attribute] = _value(
            key, value, lines[path]
        )
    return values, papers


def _name(value: object, line: int) -> str:
    if not isinstance(value, str) or not NAMED.fullmatch(value):
        raise WrongPolicy(line, NAME, Wrong.NO_NAME)
    return value


def _value(key: Key, value: object, line: int) -> Any:
    try:
        return key.kind.read(value)
    except Unreadable as error:
        raise WrongPolicy(line, key.path, error.why, error.detail) from None


def _check_order(policy: Policy, lines: Mapping[Path, int]) -> None:
    """What is right alone may be wrong together; the line is of what the file says."""
    for check in CHECKS:
        if check.holds(policy):
            continue
        said = [one for one in check.keys if tuple(one.split(".")) in lines]
        key = (said or list(check.keys))[0]
        line = lines.get(tuple(key.split(".")), 1)
        raise WrongPolicy(line, key, check.why, check.detail)


def dump(policy: Policy) -> str:
    """Every value as JSON, for the table: a later default does not change the past."""
    said = {
        key.path: key.kind.write(getattr(_holder(policy, key), key.attribute))
        for key in KEYS.values()
    }
    return json.dumps(said, ensure_ascii=False)


def load(name: str, valid_from: date, kept: str) -> Policy:
    """A version as the table keeps it.

    A key of another version of this program is left out, one that it did not have yet
    has its default: what was stored once can always be read.
    """
    values: dict[str, Any] = {"name": name, "valid_from": valid_from}
    papers: dict[str, Any] = {}
    for path, value in json.loads(kept).items():
        key = KEYS.get(path)
        if key is None:
            continue
        chosen = papers if path.startswith(LETTERHEAD) else values
        try:
            chosen[key.attribute] = key.kind.read(value)
        except Unreadable:
            continue
    return Policy(**values, letterhead=Letterhead(**papers))


def differences(one: Policy, other: Policy) -> list[tuple[str, str, str]]:
    """(key, its value here, its value there) of what is not the same, as TOML."""
    here, there = json.loads(dump(one)), json.loads(dump(other))
    return [
        (path, _toml(here[path]), _toml(there[path]))
        for path in KEYS
        if here[path] != there[path]
    ]


def _toml(value: object) -> str:
    """Texts, numbers, switches and lists of them are written as in JSON."""
    return json.dumps(value, ensure_ascii=False)


def written(policy: Policy) -> str:
    """The whole policy as a file, which reads as this policy again."""
    lines = [f"name = {_toml(policy.name)}", f"valid_from = {policy.valid_from}"]
    section = ""
    for path, value in json.loads(dump(policy)).items():
        table, _, name = path.partition(".")
        if table != section:
            lines += ["", f"[{table}]"]
            section = table
        lines.append(f"{name} = {_toml(value)}")
    return "\n".join(lines)


def digest_of(policy: Policy) -> str:
    """A fingerprint of all that the policy says, its name and its day."""
    said = f"{policy.name}\n{policy.valid_from.isoformat()}\n{dump(policy)}"
    return hashlib.sha256(said.encode()).hexdigest()


def _holder(policy: Policy, key: Key) -> Policy | Letterhead:
    return policy.letterhead if key.path.startswith(LETTERHEAD) else policy
