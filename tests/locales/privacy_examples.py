"""Examples of what is said of personal data."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from domain.notices import Notice, Welcome
from domain.privacy import EraseAsked, OwnData, OwnDataFile
from domain.tasks import Role

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
OWN = OwnData(
    name="Nguyễn Văn An",
    position="Chuyên viên",
    units=("Sở Nội vụ", "Văn phòng"),
    bound_at=AT,
    agreed_at=AT,
    open_tasks=3,
    events=120,
    days=90,
)
PRIVACY: tuple[Notice, ...] = (
    OWN,
    replace(OWN, position="", bound_at=None, agreed_at=None),
    OwnDataFile(b"{}"),
    EraseAsked(3),
    Welcome(
        "Nguyễn Văn An",
        "Chuyên viên",
        ((Role.OFFICER, "Sở Nội vụ"), (Role.CONTACT, "Sở Nội vụ")),
    ),
    Welcome("Nguyễn Văn An", "", ((Role.OFFICER, "Sở Nội vụ"),), 90),
)
