"""A level of secrecy at the terminal: in a file, in its name, in what is typed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dondoc = Callable[..., Any]
MakeSheet = Callable[..., Path]

HEADERS = ("Số ký hiệu", "Nội dung", "Đơn vị chủ trì", "Hạn xử lý")
TASK = ("12/UBND-TH", "Báo cáo", "Sở Tài chính", "30/11/2026")
UNITS = ("Mã", "Tên đơn vị")
PEOPLE = ("Mã", "Họ và tên", "Chức vụ", "Đơn vị", "Vai trò")
SUBJECT = "bố phòng"


def audit(folder: Path) -> list[dict[str, str]]:
    with sqlite3.connect(folder / "var" / "dondoc.db") as database:
        rows = database.execute(
            "SELECT detail FROM audit WHERE action = 'refused' AND door = 'terminal'"
        )
        return [json.loads(detail) for (detail,) in rows]


@pytest.mark.usefixtures("office")
def test_of_what_bears_a_mark_only_a_digest_is_kept(
    dondoc: Dondoc, make_sheet: MakeSheet, folder: Path
) -> None:
    secret = make_sheet(so=[(f"TỐI MẬT: {SUBJECT}",), HEADERS, TASK])
    digest = hashlib.sha256(secret.read_bytes()).hexdigest()
    assert dondoc("import", secret).code == 1
    assert audit(folder) == [{"reason": "secret", "digest": digest}]

    good = make_sheet(so=[HEADERS, TASK])
    units = [UNITS, ("KBP", f"Ban {SUBJECT} (Mật)"), ("ST", "Sở Thử")]
    refused = (
        ("import", good.rename(good.with_name(f"{SUBJECT}_TUYỆT_MẬT.xlsx"))),
        ("import", secret, "--unit", f"Ban {SUBJECT} (Mật)=Sở Tài chính"),
        ("import", secret, "--map", f"{SUBJECT} (Mật)=content", "--profile", "x"),
        ("office", make_sheet(a=units, b=[PEOPLE])),
    )
    for number, typed in enumerate(refused, 2):
        said = dondoc(*typed)
        assert SUBJECT not in said.out + said.err, typed
        assert len(audit(folder)) == number, typed
    kept = sorted((folder / "var").glob("dondoc.db*"))
    assert all(SUBJECT not in one.read_bytes().decode(errors="ignore") for one in kept)
