"""The guard counted (F50): 60 marked samples, 1,000 ordinary titles, in NFC and NFD."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable, Iterator

import pytest

from bot.updates import REFUSED, to_keep
from domain.register import Column
from domain.secrecy import is_secret
from files.importers.headers import Header
from files.importers.secret_rows import SecretGuard, is_secret_title
from files.opening.cells import Sheet, SheetRow

SUBJECT = "Kế hoạch bố phòng khu vực biên giới"
STAMPS = (
    *("MẬT", "TỐI MẬT", "TUYỆT MẬT", "Mật", "Tối mật", "Tuyệt mật"),
    *("(Mật)", "[TỐI MẬT]", "Độ mật: Mật", "ĐỘ MẬT: TUYỆT MẬT"),
    *("Văn bản mật", "M Ậ T"),
)
ALLOWED_FALSE = 10

Way = Callable[[str], bool]


def _kept(**parts: object) -> bool:
    held = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}, **parts}
    kept = to_keep({"update_id": 5, "message": held})
    assert SUBJECT not in str(kept) or REFUSED not in kept["body"]
    return REFUSED in kept["body"]


def by_text(stamp: str) -> bool:
    return _kept(text=f"{stamp}\n{SUBJECT}")


def by_caption(stamp: str) -> bool:
    return _kept(caption=f"{SUBJECT}\n{stamp}", photo=[{"file_id": "x"}])


def by_file_name(stamp: str) -> bool:
    return _kept(document={"file_id": "x", "file_name": f"{stamp}.docx"})


def by_cell(stamp: str) -> bool:
    header = Header(1, 1, {Column.CONTENT: 0}, {})
    row = SheetRow(2, [SUBJECT, stamp])
    return SecretGuard(header, Sheet("Sổ", [row])).is_secret_row(row)


def by_title_of_a_document(stamp: str) -> bool:
    header = Header(2, 2, {Column.CONTENT: 0}, {})
    rows = [SheetRow(1, [f"{stamp}\n{SUBJECT}"])]
    return is_secret_title(Sheet("Sổ", rows), header)


WAYS: tuple[Way, ...] = (
    *(by_text, by_caption, by_file_name, by_cell, by_title_of_a_document),
)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_sixty_marked_samples_are_all_refused(form: str) -> None:
    samples = [
        (way, unicodedata.normalize(form, stamp)) for way in WAYS for stamp in STAMPS
    ]
    missed = [(way.__name__, stamp) for way, stamp in samples if not way(stamp)]
    assert len(samples) == 60
    assert missed == []


BEGINNINGS = (
    *("Báo cáo", "V/v rà soát", "Triển khai", "Kế hoạch", "Hướng dẫn về"),
    *("Kiểm tra", "Tổng hợp tình hình", "Góp ý dự thảo quy định về"),
)
TOPICS = (
    *("mật độ xây dựng", "mật độ dân số đô thị", "bảo mật thông tin", "mật ong rừng"),
    *(
        "an toàn, bảo mật dữ liệu",
        "hoạt động của Mặt trận Tổ quốc",
        "mật khẩu hệ thống",
    ),
    *("MẶT TRẬN TỔ QUỐC VIỆT NAM", "BẢO MẬT THÔNG TIN", "MẬT ĐỘ XÂY DỰNG"),
    *("sản phẩm mật mã dân sự", "công tác bảo vệ bí mật nhà nước", "bí mật kinh doanh"),
    *("giải phóng mặt bằng", "vệ sinh bề mặt đường", "khám sỏi mật, túi mật"),
    *("mối quan hệ mật thiết với Nhân dân", "quản lý tài liệu mật", "lễ ra mắt Tổ"),
    *("bí mật đời tư, bí mật gia đình", "Luật Bảo vệ bí mật nhà nước năm 2025"),
)
ENDINGS = (
    *("", "năm 2026", "trên địa bàn tỉnh", "của Sở Xây dựng", "(lần 2)"),
    "theo Công văn số 123/UBND-TH ngày 12/11/2026",
)


def ordinary() -> Iterator[str]:
    for parts in itertools.product(BEGINNINGS, TOPICS, ENDINGS):
        yield " ".join(part for part in parts if part)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_of_a_thousand_ordinary_titles_hardly_one_is_refused(form: str) -> None:
    titles = [unicodedata.normalize(form, title) for title in ordinary()][:1_000]
    refused = [title for title in titles if is_secret(title)]
    assert len(titles) == 1_000
    assert len(refused) <= ALLOWED_FALSE, refused
