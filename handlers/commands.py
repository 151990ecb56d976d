"""The table of commands: the handlers, the menus, the help and the README follow it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import Flag, auto
from typing import Any

from telegram import Update

from domain.folding import fold
from domain.permissions import Action, may_in_unit, may_somewhere
from domain.refusals import Reason, Refusal
from domain.scope import Actor, urge_scope_of
from handlers import (
    absence,
    calendar_days,
    calendars,
    groups,
    handover,
    inspection,
    inviting,
    my_tasks,
    preferences,
    progress,
    register_files,
    searching,
    start,
    summary,
    summary_details,
    taking_back,
    urging,
    why,
)
from handlers.context import Context
from handlers.conversation import check_text
from locales.catalog import N_
from models.queries.people import Person

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


class Where(Flag):
    """Where a command is answered."""

    PRIVATE = auto()
    GROUP = auto()


BOTH = Where.PRIVATE | Where.GROUP


def anybody(_actor: Actor) -> bool:
    return True


def may_ask_summary(actor: Actor) -> bool:
    return may_in_unit(actor, Action.SEE_SUMMARY, None)


def asks(action: Action) -> Callable[[Actor], bool]:
    """Whoever has this right anywhere; whether here is asked when it is done."""
    return lambda actor: may_somewhere(actor, action)


def may_urge(actor: Actor) -> bool:
    return not urge_scope_of(actor).is_empty


@dataclass(frozen=True)
class Command:
    """One command. `changes` opens the transaction before the callback runs."""

    name: str
    help: str
    callback: Callback
    where: Where = BOTH
    allowed: Callable[[Actor], bool] = anybody
    changes: bool = False
    for_strangers: bool = False


COMMANDS = (
    Command(
        "viec",
        N_("My tasks"),
        my_tasks.my_tasks,
        where=Where.PRIVATE,
    ),
    Command(
        "capnhat",
        N_("Update progress: /capnhat NV-12 60% note"),
        progress.update_progress,
        changes=True,
    ),
    Command(
        "hoanthanh",
        N_("Report a task done: /hoanthanh NV-12 no. 123/BC-STC of 12/11/2026"),
        progress.report,
        changes=True,
    ),
    Command(
        "trangthai",
        N_("One task and its history: /trangthai NV-12"),
        progress.show_task,
    ),
    Command(
        "tim", N_("Look for tasks: /tim words, number, unit or state"), searching.search
    ),
    Command("quahan", N_("Overdue tasks, the longest first"), my_tasks.overdue),
    Command(
        "tongket",
        N_("Summary: /tongket week, month 5, quarter 2, year 2026"),
        summary.summarise,
        allowed=may_ask_summary,
    ),
    Command(
        "baocao",
        N_("Draft report and its figures: /baocao month 5"),
        summary_details.draft_report,
        where=Where.PRIVATE,
        allowed=asks(Action.DRAFT_REPORT),
    ),
    Command(
        "danhsachkiemtra",
        N_("Units to inspect first"),
        inspection.list_units,
        where=Where.PRIVATE,
        allowed=asks(Action.SEE_SUSPECTS),
    ),
    Command(
        "hoantac",
        N_("Take back my last change: /hoantac NV-12"),
        taking_back.undo,
        changes=True,
    ),
    Command(
        "phancong",
        N_("Say who does a task: /phancong NV-12 full name"),
        progress.assign,
        where=Where.PRIVATE,
        allowed=asks(Action.ASSIGN_OFFICER),
        changes=True,
    ),
    Command(
        "xacnhan",
        N_("Confirm a reported task: /xacnhan NV-12"),
        progress.confirm,
        where=Where.PRIVATE,
        allowed=asks(Action.CONFIRM),
        changes=True,
    ),
    Command(
        "tralai",
        N_("Return a report as insufficient: /tralai NV-12 reason"),
        progress.give_back,
        where=Where.PRIVATE,
        allowed=asks(Action.RETURN_TASK),
        changes=True,
    ),
    Command(
        "dondoc",
        N_("Urge by hand: /dondoc NV-12, /dondoc quahan, /dondoc name of a unit"),
        urging.urge_by_hand,
        where=Where.PRIVATE,
        allowed=may_urge,
        changes=True,
    ),
    Command(
        "vangmat",
        N_("Be away, with somebody who stands in: /vangmat 23/11 to 27/11"),
        absence.be_away,
        where=Where.PRIVATE,
        changes=True,
    ),
    Command(
        "bangiao",
        N_("Hand tasks over to a successor: /bangiao full name cho full name"),
        handover.hand_tasks_over,
        where=Where.PRIVATE,
        changes=True,
    ),
    Command(
        "lichnghi",
        N_("Days off and make-up days: /lichnghi 2027"),
        calendar_days.days_off,
        where=Where.PRIVATE,
        allowed=asks(Action.DECIDE_DAY),
        changes=True,
    ),
    Command(
        "nhap",
        N_("Import a register: send the file after /nhap"),
        register_files.ask_for_file,
        where=Where.PRIVATE,
        allowed=asks(Action.IMPORT_REGISTER),
    ),
    Command(
        "nhom",
        N_("Bind the unit's group"),
        groups.group,
        allowed=asks(Action.BIND_GROUP),
        changes=True,
    ),
    Command(
        "moi",
        N_("Invite somebody of the unit: /moi full name"),
        inviting.invite,
        where=Where.PRIVATE,
        allowed=asks(Action.INVITE),
        changes=True,
    ),
    Command(
        "lich",
        N_("My deadlines as a calendar file"),
        calendars.deadlines,
        where=Where.PRIVATE,
    ),
    Command(
        "visao",
        N_("Why a reminder came, and how it ends: /visao NV-12"),
        why.why,
    ),
    Command(
        "caidat",
        N_("My settings: language, quiet hours, muted reminders"),
        preferences.settings,
        where=Where.PRIVATE,
        changes=True,
    ),
    Command("trogiup", N_("Help"), start.show_help, for_strangers=True),
    Command(
        "huy",
        N_("Leave the current question"),
        start.cancel,
        changes=True,
    ),
    Command(
        "start",
        N_("Begin; bind by the one-time link"),
        start.start,
        where=Where.PRIVATE,
        changes=True,
        for_strangers=True,
    ),
)
BY_NAME = {command.name: command for command in COMMANDS}


def find_command(typed: str) -> Command | None:
    """The command meant by `/việc` or `/VIEC@dondoc_bot`, diacritics or not."""
    word = typed.removeprefix("/").partition("@")[0]
    return BY_NAME.get(fold(word))


def commands_for(person: Person | None, *, in_group: bool) -> list[Command]:
    """Those that this person may use here, in the order of the table."""
    where = Where.GROUP if in_group else Where.PRIVATE
    return [
        command
        for command in COMMANDS
        if command.where & where
        and (command.for_strangers if person is None else command.allowed(person.actor))
    ]


def guarded(command: Command) -> Callback:
    """The command behind its guard, so that no callback can forget one."""

    async def run(update: Update, context: Context) -> None:
        turn = context.turn
        message = update.effective_message
        check_text((message.text if message else "") or "")
        if not command.for_strangers and turn.person is None:
            raise Refusal(Reason.STRANGER)
        if turn.place.in_group:
            _check_group(command, context)
        elif not command.where & Where.PRIVATE:
            raise Refusal(Reason.GROUP_ONLY)
        if turn.person is not None and not command.allowed(turn.actor):
            raise Refusal(Reason.NOT_ALLOWED, code=f"/{command.name}")
        if command.changes:
            await turn.open()
        await command.callback(update, context)

    return run


def _check_group(command: Command, context: Context) -> None:
    if not command.where & Where.GROUP:
        raise Refusal(Reason.PRIVATE_ONLY)
    chat = context.turn.chat
    bound = chat is not None and chat.unit_id is not None
    if not bound and command.name != "nhom":
        raise Refusal(Reason.GROUP_UNBOUND)
