"""What the API does with tasks: take them in, show them."""

from __future__ import annotations

import re
from typing import Any

from actions.push_tasks import DOOR, NotTaken, Pushed, Pushing, push_tasks
from bot.web.api import asked as reads_as
from bot.web.api.asked import Answer, Asked
from bot.web.api.problems import Fault, Problem
from bot.web.api.reading import fingerprint_of, read_tasks
from domain.folding import fold
from domain.tasks import Progress, task_code
from locales.api_problems import Flaw, Trouble
from locales.reading.documents import document_key
from models.queries.audits import Deed, note_deed
from models.queries.endings import units_followed
from models.queries.office_sheet import known_units
from models.queries.pushed import numbers_of
from models.queries.systems import keep_answer, kept_answer, take_key
from models.queries.task_views import Filter, page_of_views
from models.tables import ApiRequest
from models.work import Reads, Work
from models.working_days import read_calendar

CODE = re.compile(r"NV-([1-9][0-9]{0,17})")
STATES = ("open", "overdue", *(member.value for member in Progress))
QUERY = {
    "unit": reads_as.words,
    "state": reads_as.choice(*STATES),
    "due_before": reads_as.day,
    "due_after": reads_as.day,
    "changed_since": reads_as.moment,
    "number": reads_as.words,
    "limit": reads_as.limit,
    "after": reads_as.cursor,
}


async def push(asked: Asked, key: str, parsed: Any) -> Answer:
    """Take tasks in, once for each key. Raises Problem."""
    database, now = asked.office.database, asked.now
    fingerprint = fingerprint_of(parsed)
    async with database.read(now=now) as reads:
        if (kept := await _kept(reads, asked, key, fingerprint)) is not None:
            return kept
    if database.ballast.is_short:
        raise Problem(Trouble.NO_ROOM, headers={"Retry-After": "300"})
    policy = asked.office.policies.in_force(now)
    rows = read_tasks(parsed, policy, policy.local(now).date())
    async with database.begin(now=now) as work:
        if not await take_key(work, asked.token.system, key):
            raise in_flight()
        if (kept := await _kept(work, asked, key, fingerprint)) is not None:
            return kept
        try:
            pushed, run = await push_tasks(work, asked.token, rows)
        except NotTaken as refused:
            faults = [
                Fault(("tasks", one.at, one.field), Flaw(one.why.value), near=one.near)
                for one in refused.faults
            ]
            raise Problem(Trouble.INVALID, faults=faults) from None
        answer = _answer(pushed, run)
        await _keep(work, asked, (key, fingerprint), answer)
    return answer


async def note_secret(asked: Asked, digest: str) -> None:
    """Of what bore a mark only who sent it, when, and its digest are kept."""
    detail = {"reason": "secret", "digest": digest}
    async with asked.office.database.begin(now=asked.now) as work:
        deed = Deed("refused", f"token:{asked.token.id}", None, DOOR, detail)
        await note_deed(work, deed)


def in_flight() -> Problem:
    return Problem(Trouble.KEY_IN_FLIGHT, headers={"Retry-After": "1"})


async def _kept(
    reads: Reads, asked: Asked, key: str, fingerprint: str
) -> Answer | None:
    kept = await kept_answer(reads, asked.token.system, key)
    if kept is None:
        return None
    if kept.fingerprint != fingerprint:
        raise Problem(Trouble.KEY_REUSED)
    return Answer(kept.answer, kept.status, is_repeated=True)


async def _keep(
    work: Work, asked: Asked, request: tuple[str, str], answer: Answer
) -> None:
    key, fingerprint = request
    row = ApiRequest(
        system=asked.token.system,
        key=key,
        at=work.now,
        fingerprint=fingerprint,
        status=answer.status,
        answer=dict(answer.body),
    )
    await keep_answer(work, row)


def _answer(pushed: list[Pushed], run: int | None) -> Answer:
    tasks = [
        {
            "external_id": one.external_id,
            "code": task_code(one.task_id),
            "became": one.became.value,
        }
        for one in pushed
    ]
    new = any(one.became is Pushing.ADDED for one in pushed)
    return Answer({"tasks": tasks, "run": run}, status=201 if new else 200)


async def show_tasks(asked: Asked) -> Answer:
    """A page of those that match. Raises Problem."""
    wanted = reads_as.read_query(asked.request, QUERY)
    limit = wanted.pop("limit", reads_as.ON_PAGE)
    async with asked.office.database.read(now=asked.now) as reads:
        filter_ = await _filter(reads, asked, wanted)
        calendar = await read_calendar(reads)
        found = await page_of_views(reads, calendar, filter_, limit + 1)
        views = found[:limit]
        await _own_numbers(reads, asked, views)
    last = _number(views[-1]["code"]) if len(found) > limit else None
    more = None if last is None else reads_as.cursor_after(last)
    return Answer({"tasks": views, "next": more})


async def _filter(reads: Reads, asked: Asked, wanted: dict[str, Any]) -> Filter:
    unit, number = wanted.pop("unit", None), wanted.pop("number", None)
    unit_id = None
    if unit is not None:
        unit_id = (await known_units(reads)).get(fold(unit))
        if unit_id is None:
            fault = Fault(("unit",), Flaw.UNKNOWN_UNIT)
            raise Problem(Trouble.BAD_QUERY, faults=[fault])
    return Filter(
        within=await units_followed(reads, asked.token.unit_id),
        unit_id=unit_id,
        key=None if number is None else document_key(number)[:60],
        **wanted,
    )


async def show_task(asked: Asked) -> Answer:
    """One of them; what is not there and what may not be seen is answered alike."""
    reads_as.read_query(asked.request, {})
    named = CODE.fullmatch(asked.named["code"])
    if named is None:
        raise Problem(Trouble.NOT_FOUND)
    number = int(named[1])
    async with asked.office.database.read(now=asked.now) as reads:
        within = await units_followed(reads, asked.token.unit_id)
        filter_ = Filter(within=within, after=number - 1)
        calendar = await read_calendar(reads)
        found = await page_of_views(reads, calendar, filter_, 1)
        if not found or found[0]["code"] != task_code(number):
            raise Problem(Trouble.NOT_FOUND)
        await _own_numbers(reads, asked, found)
    return Answer(found[0])


async def _own_numbers(reads: Reads, asked: Asked, views: list[dict[str, Any]]) -> None:
    ids = [_number(view["code"]) for view in views]
    known = await numbers_of(reads, asked.token.system, ids)
    for number, view in zip(ids, views, strict=True):
        view["external_id"] = known.get(number)


def _number(code: str) -> int:
    return int(code.removeprefix("NV-"))
