"""A leader asks how things stand, looks behind the figures, and takes the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from actions.build_report import build_report
from domain.periods import Period
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import Asked
from domain.tasks import Role
from models.queries.releases import run_of_code
from models.queries.standings import Cut
from models.tables import ReportRun
from tests.stories.stage import Message, Phone, Stage

NOVEMBER = Period.month(2026, 11)


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

    await _take_letters(cast, summary, of_unit)
    for label in ("📊 Biểu đồ", "Số liệu (.xlsx)", "Dự thảo (.docx)"):
        await stage.press(boss, summary, label)
    sent = [call["method"] for call in await stage.ledger() if call["chat"] == boss.id]
    assert sent.count("sendPhoto") == 1
    assert (await documents(stage, boss))[-2:] == [
        *("so-lieu-2026-11.xlsx", "bao-cao-2026-11.docx"),
    ]
    draft = await stage.last(boss)
    assert "Mã số liệu" in draft.text
    assert labels(draft) == "Công văn đôn đốc (.docx)"
    await _are_kept(stage)

    await stage.say(boss, "/baocao thang 10")
    assert sorted((await documents(stage, boss))[-2:]) == [
        *("bao-cao-2026-10.docx", "so-lieu-2026-10.xlsx"),
    ]


async def _take_letters(cast: Cast, summary: Message, of_unit: Message) -> None:
    """One for each late unit, or that of the one; no paper for which there is no
    cause."""
    stage, boss = cast.stage, cast.boss
    assert "Nhiệm vụ không thời hạn" not in labels(summary)
    for shown, name in (
        (summary, "don-doc-2026-11.zip"),
        (of_unit, "don-doc-so-noi-vu-2026-11.docx"),
    ):
        await stage.press(boss, shown, "Công văn đôn đốc (.docx)")
        assert (await documents(stage, boss))[-1] == name
    await stage.press_data(boss, summary, "s:2026-11:undated")
    assert (await stage.last(boss)).text == (
        "Không có nhiệm vụ nào cần lập văn bản này."
    )


async def _are_kept(stage: Stage) -> None:
    """What the leader took of the same figures is one run, which can be made again."""
    async with stage.database.read() as reads:
        stored = select(ReportRun).order_by(ReportRun.id)
        runs = (await reads.session.scalars(stored)).all()
        for run in runs:
            found = await run_of_code(reads, NOVEMBER, run.fingerprint[:12])
            assert found is not None
            asked = Asked(NOVEMBER, found.as_of, found.basis, found.unit_id)
            cut = Cut(found.as_of, found.recorded_until)
            report = await build_report(reads, asked, found.scope, cut=cut)
            assert fingerprint_of(facts_of(report)) == run.fingerprint
    assert [(run.door, run.files) for run in runs] == [
        (
            "chat",
            [
                *("don-doc-2026-11.zip", "bieu-do-2026-11.png"),
                *("so-lieu-2026-11.xlsx", "bao-cao-2026-11.docx"),
            ],
        ),
        ("chat", ["don-doc-so-noi-vu-2026-11.docx"]),
    ]


async def test_a_unit_sees_itself_whatever_it_presses(cast: Cast) -> None:
    stage, chief = cast.stage, cast.chief
    await stage.say(chief, "/tongket quy 4")
    own = await stage.last(chief)
    assert "Đơn vị: Sở Nội vụ" in own.text
    assert "Sở Y tế" not in own.text + labels(own)
    for data in (
        f"s:2026-11.{cast.sty}:go",
        *("s:2026-Q4:paper", "s:2026-11:letters", "s:2026-11:undated"),
        "s:2026-11:package",
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
