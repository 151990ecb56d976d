"""What the sayings and the refusals of examples are filled with."""

from __future__ import annotations

FACTS = {
    "code": "NV-12", "content": "Báo cáo rà soát " * 40, "percent": "60",
    "name": "Lê Thị Bình", "unit": "Sở Nội vụ", "month": "2026-11",
    "date": "2026-11-12", "deadline": "2026-11-30", "minutes": "5", "limit": "4000",
    "command": "/nhom ABCD1234", "example": "NV-12", "reason": "chưa có số văn bản",
    "codes": "CB01, CB02", "detail": "31/02/2026", "title": "Nhóm SNV",
    "link": "https://t.me/dondoc_bot?start=ab_c", "hours": "24",
    "head": "1204-56-9f3a61c2b07d4e18", "since_at": "2026-11-20T15:00+07:00",
    "why": "ok_false", "number": "12", "count": "5", "free": "150",
    "address": "https://dondoc.example/lich/0123456789abcdef0123456789abcdef.ics",
    "machine_at": "2026-11-21T15:00+07:00", "true_at": "2026-11-20T15:00+07:00",
    "earliest": "17:00", "latest": "08:00",
    "stand_in": "Trần Văn Cường", "successor": "Phạm Thị Dung", "messages": "3",
    "document": "12729/VPCP-KGVX", "typed": "đất <đai>", "unknown": "7", "tried": "850",
    "groups": "Nhóm Sở <TT&TT>", "written": "Sở <Nội> vu",
}  # fmt: skip
