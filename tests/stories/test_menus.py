"""The menu of a chat shows what its reader may use."""

from __future__ import annotations

from telegram import (
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)

from actions.revoke import revoke_person
from domain.tasks import Role
from models.tables import Membership
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


async def test_a_menu_follows_a_new_role_and_goes_with_the_binding(
    stage: Stage,
) -> None:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    officer = await stage.officer("Ngô Đức Dũng", snv, Role.OFFICER)
    phone = await stage.link("Ngô Đức Dũng", officer)
    menus, bot = stage.program.menus, stage.program.parts.bot
    scope = BotCommandScopeChat(phone.id)

    async def shown() -> set[str]:
        await menus.look()
        return {one.command for one in await bot.get_my_commands(scope=scope)}

    assert "xacnhan" not in await shown()
    async with stage.database.begin() as work:
        part = Membership(officer_id=officer, unit_id=snv, role=Role.TRACKER)
        work.session.add(part)
    assert "xacnhan" in await shown()
    assert await menus.look() == 0  # nothing is set twice

    await stage.say(phone, "/caidat")
    await stage.press(phone, await stage.last(phone), "English")
    await menus.look()
    menu = await bot.get_my_commands(scope=scope)
    assert "My tasks" in {one.description for one in menu}

    async with stage.database.begin() as work:
        await revoke_person(work, officer, door="terminal")
    assert await shown() == {"trogiup", "start"}


async def test_strangers_and_groups_have_menus_in_both_languages(stage: Stage) -> None:
    await stage.idle()
    private, bot = BotCommandScopeAllPrivateChats(), stage.program.parts.bot
    for language, said in (("vi", "Hướng dẫn sử dụng"), ("en", "Help"), (None, None)):
        menu = await bot.get_my_commands(scope=private, language_code=language)
        assert {one.command for one in menu} == {"trogiup", "start"}
        assert said is None or said in {one.description for one in menu}


async def test_a_groups_menu_leaves_personal_commands_out(stage: Stage) -> None:
    await stage.idle()
    scope = BotCommandScopeAllGroupChats()
    menu = await stage.program.parts.bot.get_my_commands(scope=scope)
    names = {command.command for command in menu}
    assert "quahan" in names
    assert "viec" not in names
