"""`/rasoat dữ liệu`: what is not right in the register, and the class said on the spot.

In private only: who mends the register sees it, and no group.
"""

from __future__ import annotations

from actions.check_data import check_data, list_found
from actions.classify_task import Classing, classify_task
from domain.buttons import Press, number_in
from domain.data_quality import Finding, may_check
from domain.notices import Saying, Told
from domain.refusals import Reason, Refusal
from domain.tasks import TaskClass, task_code
from handlers.context import Turn
from locales.reading.data_checks import CheckAsked, read_check
from models.outbox import Live


async def hear_check(turn: Turn, words: str) -> None:
    """What follows "dữ liệu", folded."""
    asked = read_check(words)
    if asked is None:
        raise Refusal(Reason.NO_SUCH_FINDING)
    if asked.task is not None and asked.to is not None:
        await turn.open()
        turn.say(await _classify(turn, Classing(asked.task, asked.to)))
    else:
        await _show(turn, asked)


async def show_counts(turn: Turn) -> None:
    await _show(turn, CheckAsked())


async def _show(turn: Turn, asked: CheckAsked) -> None:
    if asked.file:
        _bring(turn)
        return
    # It reads whole tables, so it is no brief look as that of the turn.
    async with turn.look_beside() as reads:
        if asked.finding is None:
            turn.say(await check_data(reads, turn.actor, turn.policy))
            return
        turn.say(
            await list_found(reads, turn.actor, turn.policy, asked.finding, asked.page)
        )


def _bring(turn: Turn) -> None:
    if not may_check(turn.actor):
        raise Refusal(Reason.NOT_ALLOWED, code="/rasoat")
    turn.show(Live.FINDINGS, {"officer": turn.actor.officer_id}, subject="data_quality")


async def press_check(turn: Turn, pressed: Press) -> None:
    """`dq:all:counts`, `dq:all:file`, `dq:<finding>.<page>:list`, or
    `dq:<task>.<version>:<class>`"""
    if turn.place.in_group:
        raise Refusal(Reason.STALE_BUTTON, code="")
    if pressed.verb in ("counts", "file"):
        await _show(turn, CheckAsked(file=pressed.verb == "file"))
        return
    named, _, number = pressed.argument.partition(".")
    if pressed.verb == "list" and named in list(Finding) and number_in(number):
        await _show(turn, CheckAsked(Finding(named), int(number)))
        return
    task, version = number_in(named), number_in(number)
    if task is None or version is None or pressed.verb not in list(TaskClass):
        raise Refusal(Reason.STALE_BUTTON, code="")
    one = Classing(task, TaskClass(pressed.verb), version)
    turn.toast = await _classify(turn, one)


async def _classify(turn: Turn, one: Classing) -> Told:
    task = await classify_task(turn.work, turn.actor, one)
    return Told(Saying.CLASSIFIED, {"code": task_code(task.id), "number": one.to.value})
