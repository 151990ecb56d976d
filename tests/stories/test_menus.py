"""The menu of a chat shows what its reader may use."""

from __future__ import annotations

from telegram import BotCommandScopeAllGroupChats, BotCommandScopeChat

from domain.tasks import Role
from tests.stories.stage import Stage


async def test_each_role_has_its_own_menu(stage: Stage) -> None:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    officer = await stage.officer("Ngô Đức Dũng", snv, Role.OFFICER)
    tracker = await stage.officer("Bùi Đức Lan", snv, Role.TRACKER)
    names = {}
    for name, number in (("officer", officer), ("tracker", tracker)):
        phone = await stage.link(name, number)
        scope = BotCommandScopeChat(phone.id)
        menu = await stage.program.parts.bot.get_my_commands(scope=scope)
        names[name] = {command.command for command in menu}
    assert "xacnhan" in names["tracker"]
    assert "xacnhan" not in names["officer"]
    assert {"viec", "capnhat", "trogiup"} <= names["officer"]


async def test_a_groups_menu_leaves_personal_commands_out(stage: Stage) -> None:
    await stage.idle()
    scope = BotCommandScopeAllGroupChats()
    menu = await stage.program.parts.bot.get_my_commands(scope=scope)
    names = {command.command for command in menu}
    assert "quahan" in names
    assert "viec" not in names
