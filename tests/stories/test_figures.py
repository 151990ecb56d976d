"""Figures that a leader can sign: compared with the unit, sent, received, released."""

from __future__ import annotations

from sqlalchemy import select

from domain.tasks import Role
from models.tables import (
    Difference,
    ImportDraft,
    Membership,
    MonthlyReceipt,
    ReportRun,
)
from tests.stories.stage import Phone, Stage
from tests.stories.test_importing import register, send


async def test_from_a_units_own_figures_to_the_release(stage: Stage) -> None:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    centre = await stage.unit("TTHC", "Trung tâm Hành chính công")
    division = await stage.unit("VP-NC", "Phòng Nội chính")
    office = await stage.unit("VP", "Văn phòng UBND tỉnh")
    parts = (
        ("Lê Thị Bình", snv, Role.CONTACT),
        ("Bùi Đức Lan", division, Role.TRACKER),
        ("Ngô Thị Mai", office, Role.SYNTHESIS),
        ("Vũ Thị Hoa", office, Role.OFFICE_LEADER),
        ("Trần Thị Dung", office, Role.LEADER),
    )
    ids = [await stage.officer(*one) for one in parts]
    await _also_answers_for(stage, ids[0], centre)
    late = await stage.task("Rà soát", snv, due="2026-11-10", tracking=division)
    await stage.task("Báo cáo", snv, due="2026-11-27", tracking=division)
    names = [name for name, *_ in parts]
    binh, lan, mai, hoa, dung = [
        await stage.link(name, number) for name, number in zip(names, ids, strict=True)
    ]
    await _compare(stage, binh, lan, late)
    await _send_file(stage, binh)
    await _package(stage, lan, mai)
    await _weeks_package(stage, lan, mai)
    await _release(stage, hoa, dung)


async def _also_answers_for(stage: Stage, officer: int, unit: int) -> None:
    async with stage.database.begin() as work:
        part = Membership(officer_id=officer, unit_id=unit, role=Role.CONTACT)
        work.session.add(part)


async def _compare(stage: Stage, binh: Phone, lan: Phone, late: int) -> None:
    """Typed without diacritics; asked back for a word, then for the unit."""
    await stage.say(binh, "/doichieu da giao 2, linh tinh 7, qua han 0")
    assert "Chưa hiểu nội dung: linh tinh 7" in (await stage.last(binh)).text
    await stage.say(binh, "hoàn thành 1")
    asked = await stage.last(binh)
    assert "đơn vị nào" in asked.text
    assert list(asked.buttons)[:2] == ["Sở Nội vụ", "Trung tâm Hành chính công"]
    await stage.press(binh, asked, "Sở Nội vụ")
    told = (await stage.last(binh)).text
    assert "Đã đối chiếu: 03; khác nhau: 02." in told
    assert (
        f"Chưa hoàn thành, quá hạn: đơn vị báo cáo 0, sổ theo dõi 01 (NV-{late})"
        in (told)
    )
    heard = (await stage.last(lan)).text
    assert "Sở Nội vụ" in heard
    assert "trao đổi với đơn vị" in heard
    # Task by task the unit says it; the tracker finds it so.
    await stage.say(binh, f"/doichieu NV-{late} xong ngày 09/11")
    await stage.press(lan, await stage.last(lan), "Theo đơn vị")
    await stage.say(binh, "/doichieu Sở Nội vụ: đã giao 2, hoàn thành 1, quá hạn 0")
    assert "khớp với sổ theo dõi" in (await stage.last(binh)).text
    async with stage.database.read() as reads:
        found = await reads.session.scalars(
            select(Difference.state).where(Difference.task_id.is_(None))
        )
        assert set(found) == {"replaced"}


async def _send_file(stage: Stage, binh: Phone) -> None:
    """Its rows wait until it is said whose they are, and are forgotten then."""
    row = ("99/UBND-TH", "Việc khác", "Sở Nội vụ", "", "đã hoàn thành", "")
    await stage.say(binh, "/doichieu")
    assert "gửi tệp sổ theo dõi" in (await stage.last(binh)).text
    await send(stage, binh, "so-don-vi.xlsx", register(row), said="")
    await stage.press(binh, await stage.last(binh), "Sở Nội vụ")
    told = (await stage.last(binh)).text
    assert "so-don-vi.xlsx" in told
    assert "99/UBND-TH" in told
    async with stage.database.read() as reads:
        assert await reads.session.scalar(select(ImportDraft)) is None


async def _package(stage: Stage, lan: Phone, mai: Phone) -> None:
    """The division's package of the month: sent, and received by a button."""
    await stage.move("2026-11-25T08:00:00+07:00")
    asked = next(
        one for one in await stage.read(lan.id) if "Đã gửi" in "".join(one.buttons)
    )
    await stage.say(mai, "/rasoat đã gửi")
    missing = await stage.last(mai, "Rà soát tháng 11/2026: 0/")
    assert "Chưa gửi:\n• Sở Nội vụ\n• Phòng Nội chính" in missing.text
    await stage.press(lan, asked, next(b for b in asked.buttons if "Đã gửi" in b))
    package = next(one for one in await stage.read(mai.id) if "Đã nhận" in one.buttons)
    toast = await stage.press(mai, package, "Đã nhận")
    assert toast is not None
    assert "Phòng Nội chính" in toast
    there = await stage.last(mai, "Rà soát tháng 11/2026: 01/")
    assert there.id == missing.id  # the same list, kept up to date
    assert "Đã gửi:\n• Phòng Nội chính" in there.text
    async with stage.database.read() as reads:
        receipt = await reads.session.scalar(select(MonthlyReceipt))
        assert receipt is not None
        assert receipt.received_at is not None


async def _weeks_package(stage: Stage, lan: Phone, mai: Phone) -> None:
    """A tracker has no paper of the office, but her division's package: she looks at
    it, and sends it."""
    await stage.say(lan, "/tongket tuan")
    summary = await stage.last(lan)
    assert "Dự thảo (.docx)" not in summary.buttons
    await stage.press(lan, summary, "Bản tổng hợp của phòng (.docx)")
    package = await stage.last(lan)
    assert list(package.buttons) == ["Gửi Phòng Tổng hợp"]
    assert "Phòng Nội chính" in package.text
    await stage.press(lan, package, "Gửi Phòng Tổng hợp")
    assert "Phòng Nội chính" in (await stage.last(lan)).text
    came = await stage.last(mai)
    assert list(came.buttons) == ["Đã nhận"]
    assert await stage.press(mai, came, "Đã nhận")
    async with stage.database.read() as reads:
        runs = await reads.session.scalars(select(ReportRun))
        assert {(one.actor_id, one.kind, tuple(one.files)) for one in runs} == {
            (2, "month", ("tong-hop-phong-noi-chinh-2026-11.docx",)),
            (2, "week", ("tong-hop-phong-noi-chinh-2026-W48.docx",)),
        }


async def _release(stage: Stage, hoa: Phone, dung: Phone) -> None:
    """Not while the month runs; then the leaders are sent the paper."""
    await stage.say(hoa, "/congbo tháng 11")
    assert "chưa kết thúc" in (await stage.last(hoa)).text
    await stage.move("2026-12-01T10:00:00+07:00")
    before = len(await stage.ledger())
    await stage.say(hoa, "/congbo tháng 11")
    async with stage.database.read() as reads:
        released = select(ReportRun).where(ReportRun.released_at.is_not(None))
        (run,) = (await reads.session.scalars(released)).all()
    said = [one.text for one in await stage.read(hoa.id)]
    assert any(run.fingerprint[:8] in text for text in said)
    files = [
        call["chat"]
        for call in await stage.ledger(before)
        if call["method"] == "sendDocument" and call["status"] == 200
    ]
    assert sorted(files) == sorted([hoa.id, hoa.id, dung.id])
