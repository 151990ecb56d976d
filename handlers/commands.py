"""The table of commands: the handlers, the menus, the help and the README follow it."""

from __future__ import annotations

from collections.abc import Callable

from domain.data_quality import may_check
from domain.folding import fold
from domain.permissions import Action, may_in_unit, may_somewhere
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
    own_data,
    preferences,
    progress,
    reconciling,
    register_files,
    releasing,
    requests,
    rounds,
    searching,
    start,
    summary,
    summary_details,
    taking_back,
    urging,
    why,
)
from handlers.command import Callback, Command, Where
from handlers.giving_commands import GIVING
from locales.catalog import N_
from models.queries.people import Person


def may_ask_summary(actor: Actor) -> bool:
    return may_in_unit(actor, Action.SEE_SUMMARY, None)


def asks(action: Action) -> Callable[[Actor], bool]:
    """Whoever has this right anywhere; whether here is asked when it is done."""
    return lambda actor: may_somewhere(actor, action)


def may_urge(actor: Actor) -> bool:
    return not urge_scope_of(actor).is_empty


def may_review(actor: Actor) -> bool:
    """Rounds among the units, or the register's own data."""
    return may_check(actor) or may_somewhere(actor, Action.OPEN_ROUND)


def request(name: str, help_: str, callback: Callback, action: Action) -> Command:
    """One by which a unit asks for something, in private or in its group."""
    return Command(name, help_, callback, allowed=asks(action), changes=True)


COMMANDS = (
    Command("viec", N_("My tasks"), my_tasks.my_tasks, where=Where.PRIVATE),
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
    request(
        "giahan",
        N_("Ask for more time: /giahan NV-12 30/11 reason"),
        requests.extension,
        Action.ASK_EXTENSION,
    ),
    request(
        "vuongmac",
        N_("Report an obstacle: /vuongmac NV-12 what it is"),
        requests.obstacle,
        Action.RAISE_OBSTACLE,
    ),
    request(
        "kiennghi",
        N_("Petition, to the division and into the report: /kiennghi text"),
        requests.petition,
        Action.RAISE_PETITION,
    ),
    request(
        "thuyetminh",
        N_("Explain why a task is late: /thuyetminh NV-12 reason"),
        requests.explanation,
        Action.JUSTIFY,
    ),
    request(
        "giaitrinh",
        N_("The same as /thuyetminh"),
        requests.explanation,
        Action.JUSTIFY,
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
        begins=True,
    ),
    Command(
        "doichieu",
        N_("Compare the unit's own figures: send its file, or /doichieu NV-12 done"),
        reconciling.compare_typed,
        where=Where.PRIVATE,
        allowed=asks(Action.ANSWER_ROUND),
    ),
    Command(
        "congbo",
        N_("Release the figures of a period: /congbo month 11"),
        releasing.release,
        where=Where.PRIVATE,
        allowed=asks(Action.RELEASE_REPORT),
    ),
    Command(
        "rasoat",
        N_(
            "Review what is late: /rasoat quarter 4; check the data: /rasoat dulieu;"
            " who has sent the month's review: /rasoat dagui"
        ),
        rounds.review_round,
        where=Where.PRIVATE,
        allowed=may_review,
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
        begins=True,
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
    *GIVING,
    Command(
        "nhap",
        N_("Import a register: send the file after /nhap"),
        register_files.ask_for_file,
        where=Where.PRIVATE,
        allowed=asks(Action.IMPORT_REGISTER),
        begins=True,
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
    Command(
        "dulieu",
        N_("My personal data: a copy, or have them erased"),
        own_data.own_data,
        where=Where.PRIVATE,
    ),
    Command("trogiup", N_("Help"), start.show_help, for_strangers=True),
    Command("huy", N_("Leave the current question"), start.cancel, changes=True),
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
