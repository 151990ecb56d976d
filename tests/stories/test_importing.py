"""A clerk sends registers; nothing is stored unseen, and the tracker decides."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from domain.register import Column
from domain.tasks import Progress, Role
from models.queries.profiles import stored_profiles
from models.tables import Audit, Discrepancy, ImportDraft, Task
from tests.files.importers.small_files import sheets
from tests.stories.stage import Message, Phone, Stage

HEADERS = ("Số ký hiệu", "Nội dung", "Đơn vị chủ trì", "Đơn vị theo dõi", "Trạng thái",
           "Ngày hoàn thành")  # fmt: skip
NEW = ("Sở Nội vụ", "Phòng Tổng hợp", "chưa thực hiện", "")


def register(*rows: Sequence[Any]) -> bytes:
    return sheets([HEADERS, *rows])


async def send(
    stage: Stage, phone: Phone, name: str, content: bytes, said: str = "/nhap"
) -> None:
    document = {"name": name, "base64": base64.b64encode(content).decode()}
    told = {"from": phone.id, "text": said, "document": document}
    await stage.post(f"/sandbox/chats/{phone.id}/messages", told)
    await stage.idle()


async def tasks(stage: Stage) -> list[Task]:
    async with stage.database.read() as reads:
        return list(await reads.session.scalars(select(Task).order_by(Task.id)))


async def test_a_register_by_chat(stage: Stage) -> None:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    division = await stage.unit("PTH", "Phòng Tổng hợp")
    clerk = await stage.link("An", await stage.officer("An", division, Role.CLERK))
    tracker = await stage.link(
        "Bình", await stage.officer("Bình", division, Role.TRACKER)
    )
    head = await stage.link("Cúc", await stage.officer("Cúc", snv, Role.UNIT_HEAD))

    await stage.say(clerk, "/nhap")
    assert "gửi sổ" in (await stage.last(clerk)).text
    first = register(
        *((f"{n}/UBND-TH", f"Việc {n}", *NEW) for n in (1, 2)),
        ("3/UBND-TH", "Việc 3", "Sở Không Có", *NEW[1:]),
        ("4/UBND-TH", "Việc 4", "Sở Nộii vụ", *NEW[1:]),
    )
    await send(stage, clerk, "so.xlsx", first)
    shown = await stage.last(clerk)
    assert "Mới: 02" in shown.text
    assert "Không nhập: 02" in shown.text
    assert "Sở Không Có" in shown.text
    assert await tasks(stage) == []

    shown = await say_what_is_meant(stage, clerk, shown)

    await stage.press(clerk, shown, "Tất cả các dòng")
    calls = [one for one in await stage.ledger() if one["method"] == "sendDocument"]
    assert [(one["chat"], one["status"]) for one in calls] == [(clerk.id, 200)]

    await stage.press(clerk, shown, "Nhập")
    assert "Đã nhập sổ so.xlsx" in (await stage.last_edited(clerk)).text
    assert [task.progress for task in await tasks(stage)] == [Progress.NOT_STARTED] * 3

    await check_dispute(stage, clerk, tracker, head)


async def say_what_is_meant(stage: Stage, clerk: Phone, shown: Message) -> Message:
    """A name that is almost a unit's is asked about; from then on it is known."""
    await stage.press(clerk, shown, "“Sở Nộii vụ” → Sở Nội vụ")
    assert "Từ nay “Sở Nộii vụ”" in (await stage.last_edited(clerk)).text
    again = await stage.last(clerk)
    assert "Mới: 03" in again.text
    assert "Không nhập: 01" in again.text
    assert not any("→" in label for label in again.buttons)
    return again


async def check_dispute(
    stage: Stage, clerk: Phone, tracker: Phone, head: Phone
) -> None:
    """The head says one thing, the next file another: neither is overruled."""
    one, *_ = await tasks(stage)
    await stage.say(head, f"/capnhat NV-{one.id} 60%")
    done = ("Sở Nội vụ", "Phòng Tổng hợp", "Đã hoàn thành", "12/11/2026")
    again = register(("1/UBND-TH", "Việc 1", *done), ("2/UBND-TH", "Việc 2", *NEW))
    await send(stage, clerk, "so-2.xlsx", again)
    shown = await stage.last(clerk)
    assert "Mâu thuẫn với cập nhật của cán bộ: 01" in shown.text
    await stage.press(clerk, shown, "Nhập")
    assert (await tasks(stage))[0].progress is Progress.IN_PROGRESS

    card = await stage.last(tracker)
    for said in ("so-2.xlsx", "dòng 2", "đã hoàn thành", "60", "Cúc"):
        assert said in card.text.replace("Đã hoàn thành", "đã hoàn thành")
    theirs = card.buttons["Theo sổ"]
    await stage.press_data(clerk, shown, theirs)  # not his to decide
    assert (await tasks(stage))[0].progress is Progress.IN_PROGRESS
    await stage.press(tracker, card, "Theo sổ")
    settled, *_ = await tasks(stage)
    assert (settled.progress, str(settled.done_on)) == (Progress.DONE, "2026-11-12")
    async with stage.database.read() as reads:
        (dispute,) = await reads.session.scalars(select(Discrepancy))
        assert (dispute.state, dispute.decided_by is not None) == ("register", True)
        assert list(await reads.session.scalars(select(ImportDraft))) == []
    await check_sources(stage, tracker, settled.id)


async def check_sources(stage: Stage, tracker: Phone, task: int) -> None:
    """Each field knows its file, sheet and row; the rest was said by people."""
    await stage.say(tracker, f"/trangthai NV-{task}")
    _, _, told = (await stage.last(tracker)).text.partition("Từ tệp\n")
    said = "số văn bản, nội dung, đơn vị chủ trì, đơn vị theo dõi, độ khẩn"
    assert told == f"• so.xlsx, trang “Sheet1”, dòng 2: {said}"


async def test_files_that_are_not_taken(stage: Stage) -> None:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    clerk = await stage.link("An", await stage.officer("An", snv, Role.CLERK))
    head = await stage.link("Cúc", await stage.officer("Cúc", snv, Role.UNIT_HEAD))
    good = register(("1/UBND-TH", "Việc", *NEW))

    await send(stage, head, "so.xlsx", good)
    # Whoever may import none is taken to send a proof, and asked of which task.
    assert "Chưa rõ tệp này thuộc nhiệm vụ nào" in (await stage.last(head)).text
    await send(stage, clerk, "so.xlsx", b"PK\x03\x04 nothing")
    assert "so.xlsx" in (await stage.last(clerk)).text
    await send(stage, clerk, "so.docx", good)
    assert "thuộc nhiệm vụ nào" in (await stage.last(clerk)).text  # it is no register
    await check_secret(stage, clerk)
    await check_layout(stage, clerk)
    await check_named_once(stage, clerk)
    assert await tasks(stage) == []


async def check_layout(stage: Stage, clerk: Phone) -> None:
    """Which column is which is asked, and remembered as the system's way."""
    odd = [("Mã", "Ghi gì", "Cho ai", "Hạn"), ("1/A", "Rà soát", "Sở Nội vụ", "")]
    await send(stage, clerk, "Sổ lạ.xlsx", sheets(odd))
    asked = await stage.last(clerk)
    assert "Hạn → thời hạn" in asked.text
    assert list(asked.buttons) == ["Mã", "Ghi gì", "Cho ai", "Hủy"]
    await stage.press(clerk, asked, "Mã")
    assert "đã kết thúc" in str(await stage.press(clerk, asked, "Mã"))
    await stage.press(clerk, await stage.last(clerk), "Cho ai")
    await stage.say(clerk, "ghi GÌ")  # typed as people type
    await stage.say(clerk, "Sổ Tỉnh ủy")
    shown = await stage.last(clerk)
    assert "Mã → số văn bản; Ghi gì → nội dung; Cho ai → đơn vị chủ trì" in shown.text
    assert "Mới: 01" in shown.text
    async with stage.database.read() as reads:
        profiles = await stored_profiles(reads)
    assert profiles == {
        "so-tinh-uy": {
            "ma": Column.NUMBER,
            "ghi gi": Column.CONTENT,
            "cho ai": Column.LEAD_UNIT,
        }
    }


async def check_named_once(stage: Stage, clerk: Phone) -> None:
    """An answer takes its header from another column: that one is asked for, but not
    the system's name, which was said."""
    odd = [("Nội dung", "Tóm gọn", "Giao ai"), ("1/A", "Rà soát", "Sở Nội vụ")]
    await send(stage, clerk, "Lạ nữa.xlsx", sheets(odd))
    await stage.say(clerk, "Nội dung")  # it holds the numbers
    await stage.press(clerk, await stage.last(clerk), "Giao ai")
    await stage.say(clerk, "Sổ huyện")
    again = await stage.last(clerk)
    assert "Nội dung → số văn bản" in again.text
    await stage.press(clerk, again, "Tóm gọn")
    assert "Mới: 01" in (await stage.last(clerk)).text
    async with stage.database.read() as reads:
        assert {"so-huyen", "so-tinh-uy"} == set(await stored_profiles(reads))


async def check_secret(stage: Stage, clerk: Phone) -> None:
    """Of a register with a mark only its digest is kept, with who sent it and when."""
    secret = sheets([("TỐI MẬT",), HEADERS, ("1/UBND-TH", "Bố phòng", *NEW)])
    await send(stage, clerk, "mat.xlsx", secret)
    assert "bí mật nhà nước" in (await stage.last(clerk)).text
    mixed = register(("1/A", "Việc", *NEW), ("2/A", "TỐI MẬT: bố phòng", *NEW))
    await send(stage, clerk, "so.xlsx", mixed)  # of such a row neither
    assert "dòng 3: " in (await stage.last(clerk)).text
    async with stage.database.read() as reads:
        refused = select(Audit).where(Audit.action == "refused").order_by(Audit.id)
        deeds = list(await reads.session.scalars(refused))
    assert None not in [deed.officer_id for deed in deeds]
    digests = [hashlib.sha256(one).hexdigest() for one in (secret, mixed)]
    assert [deed.detail["digest"] for deed in deeds] == digests
    assert deeds[1].detail == {"reason": "secret", "digest": digests[1], "rows": 1}
