"""A body as it was sent, read into rows of a register, or field by field refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from bot.web.api.problems import Fault, Problem
from bot.web.api.schema import MOST_TASKS, PushedTask, PushedTasks
from domain.folding import nfc
from domain.policy import Policy
from domain.register import RegisterRow
from domain.secrecy import is_any_secret, is_secret_level
from domain.secret_symbols import Symbols, any_bears_symbol
from domain.tasks import Progress, TaskClass, Urgency
from locales.api_problems import Flaw, Trouble
from locales.reading.dates import UnreadableDate
from locales.reading.deadlines import read_deadline
from locales.reading.documents import document_key

MOST_FAULTS = 50  # of one answer
LONGEST_NAME = 40  # of a field, letters
YEARS = range(1990, 2101)
DAYS = ("issued_on", "due_on", "assigned_on", "done_on")
SECRECY = "secrecy"

# What pydantic calls it: what we say of it, and the fact that the sentence names.
FLAW_OF: Mapping[str, tuple[Flaw, str]] = {
    "missing": (Flaw.MISSING, ""),
    "extra_forbidden": (Flaw.NOT_KNOWN, ""),
    "string_type": (Flaw.NOT_TEXT, ""),
    "string_too_short": (Flaw.TOO_SHORT, ""),
    "string_too_long": (Flaw.TOO_LONG, "max_length"),
    "string_pattern_mismatch": (Flaw.NOT_PLAIN, ""),
    "date_type": (Flaw.NOT_A_DATE, ""),
    "date_parsing": (Flaw.NOT_A_DATE, ""),
    "date_from_datetime_parsing": (Flaw.NOT_A_DATE, ""),
    "date_from_datetime_inexact": (Flaw.NOT_A_DATE, ""),
    "literal_error": (Flaw.NOT_A_CHOICE, "expected"),
    "tuple_type": (Flaw.NOT_A_LIST, ""),
    "model_type": (Flaw.NOT_AN_OBJECT, ""),
    "model_attributes_type": (Flaw.NOT_AN_OBJECT, ""),
    "too_short": (Flaw.TOO_FEW, "min_length"),
    "too_long": (Flaw.TOO_MANY, "max_length"),
}


def parse(body: bytes) -> Any:
    """Raises Problem for what is not JSON, or names a thing twice (ASVS 5.0 1.5.3)."""
    try:
        return json.loads(
            body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse
        )
    except (ValueError, RecursionError):
        raise Problem(Trouble.NOT_JSON) from None


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def fingerprint_of(parsed: Any) -> str:
    """The same for the same words, however they are spaced and ordered."""
    said = json.dumps(parsed, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def carries_secret(parsed: Any, symbols: Symbols = ()) -> bool:
    """A mark or such a number in any text or name, or a level where the system says
    the level."""
    if is_any_secret(_texts(parsed)) or any(map(is_secret_level, _levels(parsed))):
        return True
    return any_bears_symbol(_texts(parsed), symbols)


def _texts(parsed: Any) -> Iterator[str]:
    waiting = [parsed]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case list() as inner:
                waiting += inner
            case dict() as inner:
                yield from inner
                waiting += inner.values()


def _levels(parsed: Any) -> Iterator[str]:
    tasks = parsed.get("tasks") if isinstance(parsed, dict) else None
    for task in tasks if isinstance(tasks, list) else ():
        if isinstance(task, dict) and isinstance(task.get(SECRECY), str):
            yield task[SECRECY]


def read_tasks(parsed: Any, policy: Policy, today: date) -> list[RegisterRow]:
    """The rows, each with the system's own number as its place. Raises Problem."""
    try:
        sent = PushedTasks.model_validate_json(json.dumps(parsed))
    except ValidationError as error:
        faults = _faults(error)
        raise Problem(Trouble.INVALID, faults=faults[:MOST_FAULTS]) from None
    faults = list(_twice(sent.tasks))
    rows = []
    for at, task in enumerate(sent.tasks):
        due_on, own = _checked(task, policy, today)
        faults += [Fault(("tasks", at, name), flaw) for name, flaw in own]
        if not own:
            rows.append(_row(at, task, due_on))
    if faults:
        raise Problem(Trouble.INVALID, faults=faults[:MOST_FAULTS])
    return rows


def _faults(error: ValidationError) -> list[Fault]:
    """A list whose only members are wrong is not said to be empty as well."""
    found = error.errors(include_url=False, include_input=False)
    inner = {one["loc"][:1] for one in found if len(one["loc"]) > 1}
    return [
        _fault(one)
        for one in found
        if not (one["type"] == "too_short" and one["loc"] in inner)
    ]


def _fault(error: Any) -> Fault:
    flaw, fact = FLAW_OF.get(error["type"], (Flaw.WRONG, ""))
    limit = str(error.get("ctx", {}).get(fact, "")) if fact else ""
    limit = limit.replace("'", "").replace(" or ", ", ")
    path = tuple(_shortened(part) for part in error["loc"])
    return Fault(path, flaw, limit)


def _shortened(part: str | int) -> str | int:
    """A name that the sender made up is repeated if it looks like one."""
    plain = isinstance(part, int) or (part.isidentifier() and part.isascii())
    return part if plain and len(str(part)) <= LONGEST_NAME else "?"


def _twice(tasks: Sequence[PushedTask]) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, task in enumerate(tasks[:MOST_TASKS]):
        if task.external_id in seen:
            yield Fault(("tasks", at, "external_id"), Flaw.TWICE)
        seen.add(task.external_id)


def _checked(
    task: PushedTask, policy: Policy, today: date
) -> tuple[date | None, list[tuple[str, Flaw]]]:
    """The last day, and what does not fit together."""
    found = [
        (name, Flaw.NOT_OF_OUR_TIME)
        for name in DAYS
        if (day := getattr(task, name)) is not None and day.year not in YEARS
    ]
    if task.done_on is not None and task.progress != "done":
        found.append(("done_on", Flaw.NOT_DONE))
    elif task.done_on is not None and task.done_on > today:
        found.append(("done_on", Flaw.IN_FUTURE))
    due_on = task.due_on
    if due_on is None and task.deadline_text is not None:
        try:
            due_on = read_deadline(
                task.deadline_text,
                issued_on=task.issued_on,
                before_is_exclusive=policy.before_is_exclusive,
            )
        except UnreadableDate:
            found.append(("deadline_text", Flaw.UNREADABLE_DEADLINE))
    return due_on, found


def _row(at: int, task: PushedTask, due_on: date | None) -> RegisterRow:
    """As a row of a register, whose sheet is the other system."""
    number = _line(task.number)
    return RegisterRow(
        row=at + 1,
        sheet=task.external_id,
        number=number,
        key=document_key(number),
        content=nfc(task.content).strip(),
        lead_unit=_line(task.lead_unit),
        progress=Progress(task.progress),
        document_kind=_line(task.document_kind),
        abstract=nfc(task.abstract or "").strip(),
        issued_on=task.issued_on,
        signer=_line(task.signer),
        submitting_unit=_line(task.submitting_unit),
        support_units=tuple(_line(name) for name in task.support_units),
        tracking_unit=_line(task.tracking_unit),
        deadline_text=_line(task.deadline_text),
        due_on=due_on,
        done_on=task.done_on,
        assigned_on=task.assigned_on,
        answer=_line(task.answer),
        result=nfc(task.result or "").strip(),
        scheme=task.scheme if task.task_class else "",
        task_class=TaskClass(task.task_class) if task.task_class else None,
        urgency=Urgency(task.urgency),
    )


def _line(text: str | None) -> str:
    return " ".join(nfc(text or "").split())
