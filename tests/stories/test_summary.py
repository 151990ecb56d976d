"""A leader asks how things stand, looks behind the figures, and takes the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from domain.tasks import Role
from tests.stories.stage import Message, Phone, Stage


async def documents(stage: Stage, phone: Phone) -> list[str]:
    """The names of the files in a chat, oldest first."""
    found = await stage.get(f"/sandbox/chats/{phone.id}/messages")
    said: list[dict[str, Any]] = found["messages"]
    return [one["document"]["name"] for one in said if one["document"]]


def labels(message: Message) -> str:
    return " | ".join(message.buttons)


@dataclass
class Cast:
    """Two departments, the head of one of them, and the leader."""

    stage: Stage
    boss: Phone
    chief: Phone
    snv: int
    sty: int


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    sty = await stage.unit("SYT", "Sở Y tế")
    committee = await stage.unit("UBND", "Ủy ban nhân dân tỉnh")
    head = await stage.officer("Đỗ Văn Bình", snv, Role.UNIT_HEAD)
    leader = await stage.officer("Trần Thị Bình", committee, Role.LEADER)
    await stage.task("Báo cáo cải cách hành chính", snv, due="2026-11-12")
    await stage.task("Rà soát thủ tục", snv, due="2026-12-10")
    await stage.task("Báo cáo an toàn thực phẩm", sty, due="2026-11-16")
    boss = await stage.link("Trần Thị Bình", leader)
    return Cast(stage, boss, await stage.link("Đỗ Văn Bình", head), snv, sty)


async def test_from_the_headline_to_the_tasks_and_the_files(cast: Cast) -> None:
    stage, boss = cast.stage, cast.boss
    await stage.say(boss, "/tongket")
    summary = await stage.last(boss)
    assert "quá hạn 02/03 (66,7%)" in summary.text
    assert "Nhiệm vụ quá hạn: 02, tăng 02 so với 0: 02 mới quá hạn." in summary.text
    await stage.press(boss, summary, "Mới quá hạn: 02")
    listed = await stage.last(boss)
    assert "Mới quá hạn so với kỳ trước: 02" in listed.text
    assert "Báo cáo an toàn thực phẩm" in listed.text

    await stage.press(boss, summary, "Sở Nội vụ")
    of_unit = await stage.last(boss)
    assert "quá hạn 01/02 (50,0%)" in of_unit.text

    for label in ("📊 Biểu đồ", "Số liệu (.xlsx)", "Dự thảo (.docx)"):
        await stage.press(boss, summary, label)
    sent = [call["method"] for call in await stage.ledger() if call["chat"] == boss.id]
    assert sent.count("sendPhoto") == 1
    assert (await documents(stage, boss))[-2:] == [
        *("so-lieu-2026-11.xlsx", "bao-cao-2026-11.docx"),
    ]
    assert "Mã số liệu" in (await stage.last(boss)).text

    await stage.say(boss, "/baocao thang 10")
    assert sorted((await documents(stage, boss))[-2:]) == [
        *("bao-cao-2026-10.docx", "so-lieu-2026-10.xlsx"),
    ]


async def test_a_unit_sees_itself_whatever_it_presses(cast: Cast) -> None:
    stage, chief = cast.stage, cast.chief
    await stage.say(chief, "/tongket quy 4")
    own = await stage.last(chief)
    assert "Đơn vị: Sở Nội vụ" in own.text
    assert "Sở Y tế" not in own.text + labels(own)
    for data in (
        f"s:2026-11.{cast.sty}:go",
        "s:2026-Q4:paper",
        f"l:open.1.2026-11.{cast.sty}:go",
    ):
        await stage.press_data(chief, own, data)
    await stage.say(chief, "/baocao thang 10")
    assert await documents(stage, chief) == []
    assert "Sở Y tế" not in " ".join(one.text for one in await stage.read(chief.id))


async def test_only_the_task_force_has_the_list_of_units_to_inspect(cast: Cast) -> None:
    stage = cast.stage
    committee = await stage.unit("TCT", "Tổ công tác")
    member = await stage.officer("Lê Văn Tâm", committee, Role.TASK_FORCE)
    force = await stage.link("Lê Văn Tâm", member)
    await stage.say(force, "/danhsachkiemtra")
    listed = (await stage.last(force)).text
    assert listed.index("Sở Nội vụ: quá hạn 01, lâu nhất 08 ngày") < listed.index(
        "Sở Y tế: quá hạn 01, lâu nhất 04 ngày"
    )
    await stage.say(cast.chief, "/danhsachkiemtra")
    assert "Sở Y tế" not in (await stage.last(cast.chief)).text
