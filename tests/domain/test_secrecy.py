"""What the secret guard refuses, and what it lets pass (domain.md 1.8)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.secrecy import is_secret, is_secret_level

MARKED = [
    # letters of another width, style or script
    *("ＭẬＴ", "(Ｍậｔ)", "ＭＡＴ", "𝐌Ậ𝐓", "ⓂẬⓉ", "Độ mật：ＴỐＩ　ＭẬＴ"),
    # spaced out within a line, or written in one
    *("Kế hoạch phòng thủ (M Ậ T)", "M Ậ T - Kế hoạch phòng thủ", "M Ậ T: Kế hoạch"),
    *("Công văn M Ậ T số 12/CV", "Độ mật : M Ậ T", "Kế hoạch (T Ố I M Ậ T) 2026"),
    *("TUYỆTMẬT", "TỐIMẬT", "#tuyệtmật", "KH TUYETMAT", "ke hoach toi mat", "BC mật"),
    *("KH mật 2026", "M.Ậ.T. Kế hoạch"),
    # a whole line or cell
    "MẬT",
    "Mật",
    "mật",
    "TỐI MẬT",
    "Tối mật",
    "TUYỆT MẬT",
    "Tuyệt mật",
    "tuyệt mật",
    " MẬT ",
    "MẬT.",
    "*** MẬT ***",
    "🔒MẬT🔒",
    "- TỐI MẬT -",
    "TUYET MAT",
    "TOI MAT",
    "Tuyet mat",
    "toi mat",
    "MAT",
    "M Ậ T",
    "T Ố I  M Ậ T",
    "T U Y Ệ T  M Ậ T",
    "UBND TỈNH LẠNG SƠN\nMẬT\nBáo cáo tình hình",
    "Báo cáo quý III\r\nTuyệt mật\r\n",
    "Công văn mật",
    "Tài liệu mật",
    "BÁO CÁO TỐI MẬT",
    "Thông báo mật",
    "MẬT - HỎA TỐC",
    "Hỏa tốc, Mật",
    "THƯỢNG KHẨN - TỐI MẬT",
    # in brackets
    "Báo cáo an ninh trật tự (Mật)",
    "Báo cáo an ninh trật tự (mật)",
    "[MẬT] Kế hoạch phòng thủ khu vực",
    "Kế hoạch diễn tập (TỐI MẬT) năm 2026",
    "Kế hoạch diễn tập (tuyệt mật)",
    "Ke hoach dien tap (toi mat)",
    "Ke hoach dien tap (MAT)",
    "Phương án tác chiến (văn bản mật)",
    "Phương án tác chiến (tài liệu Tối mật)",
    "Phương án tác chiến (độ Mật)",
    "Phương án «MẬT» bảo vệ mục tiêu",
    # after a label
    "Độ mật: Mật",
    "độ mật: mật",
    "Độ mật : TUYỆT MẬT",
    "ĐỘ MẬT: TỐI MẬT; độ khẩn: thường",
    "do mat: tuyet mat",
    "do mat: mat",
    "độ mật = mật",
    "Số 12/BC-CAT, độ mật: tối mật, độ khẩn: hỏa tốc",
    "Mức độ mật: Mật",
    "Độ mật Tối mật",
    # as a stamp
    "Báo cáo an ninh - MẬT",
    "Báo cáo an ninh – Tối mật",
    "MẬT: Báo cáo tình hình biên giới",
    "MẬT Báo cáo tình hình biên giới",
    "Báo cáo tình hình biên giới MẬT",
    "MẬT Thư mời họp giao ban",
    "UBND TỈNH - MẬT - KẾ HOẠCH",
    "TUYỆT MẬT, không sao chụp",
    "TUYET MAT - Ke hoach A2",
    "TUYET_MAT_ke_hoach.docx",
    "bao-cao_MẬT.pdf",
    "Công văn Mật - v/v bảo vệ đoàn",
    "Hạn 30/11. MẬT. Giao Công an tỉnh",
    "Thực hiện công văn mật số 12/CV-CAT",
    "Theo văn bản tối mật số 05/BCH",
    "Kế hoạch | Mật | Thường",
    "Kế hoạch\tMật\tThường",
    "Công an tỉnh báo cáo; TỐI MẬT; trước ngày 30/11",
    "M\u200bẬ\u00adT",
    # the levels by their letters
    "Độ mật: A",
    "Độ mật: B; độ khẩn: thường",
    "ĐỘ MẬT: C",
    "Số 12/BC-CAT, mức độ mật: a",
    "do mat = B",
    # a level that is given, and one paper that has it
    "Báo cáo có mức độ Tối mật",
    "Gửi trước tài liệu độ Tuyệt mật cho đoàn",
    "Nhiệm vụ thuộc mức độ Mật, giao Công an tỉnh",
    "Thực hiện công văn tối mật của tỉnh",
    "công văn tối mật của tỉnh",
    "Trả lời công văn mật của Công an tỉnh",
    "Theo kế hoạch tuyệt mật ngày 12/11",
    "Thực hiện văn bản mật về phòng thủ",
]

ORDINARY = [
    *(
        "ＭẶＴ ＴＲẬＮ",
        "M Ặ T  T R Ậ N",
        "M Ấ T",
        "L Ậ P  K Ế  H O Ạ C H",
        "ｍậｔ độ dân số",
    ),
    *("B Ả O  M Ậ T thông tin", "M Ậ T  Đ Ộ dân cư", "M ậ t  k h ẩ u", "A B C D", "㎡"),
    "Rà soát mật độ xây dựng khu dân cư mới",
    "V/v rà soát mật độ xây dựng khu dân cư mới",
    "Báo cáo công tác bảo mật thông tin của hệ thống",
    "BÁO CÁO CÔNG TÁC BẢO MẬT THÔNG TIN",
    "MẬT ĐỘ DÂN SỐ",
    "Mật độ",
    "Mật ong",
    "mật ong rừng U Minh",
    "Dự án nuôi ong lấy mật",
    "MẬT ONG BẠC HÀ",
    "MẶT TRẬN TỔ QUỐC VIỆT NAM",
    "MẶT TRẬN",
    "Mặt trận Tổ quốc tỉnh",
    "Bảo vệ bí mật kinh doanh",
    "Triển khai Luật Bảo vệ bí mật nhà nước",
    "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "Phổ biến Luật Bảo vệ bí mật nhà nước số 117/2025/QH15",
    "Tập huấn công tác bảo vệ bí mật nhà nước năm 2026",
    "Quyết định ban hành Danh mục bí mật nhà nước độ Tối mật lĩnh vực y tế",
    "Danh mục bí mật nhà nước độ Mật thuộc lĩnh vực nội vụ",
    "Kiểm tra việc quản lý văn bản mật tại các sở",
    "Chấn chỉnh công tác quản lý tài liệu mật",
    "Quy chế quản lý tài liệu tối mật và tuyệt mật",
    "Không bao gồm nhiệm vụ thuộc bí mật nhà nước",
    "Xác định mức độ mật (tuyệt mật, tối mật, mật), gồm các mục",
    "Trường hợp văn bản thuộc độ “Tuyệt mật” thì cột trích yếu để trống",
    "Ngoại trừ văn bản thuộc bí mật nhà nước",
    "Độ mật",
    "ĐỘ MẬT",
    "độ mật",
    "Độ mật: Thường",
    "Độ mật: không",
    "Độ mật, độ khẩn",
    "Cột Độ mật của sổ văn bản",
    "Xác định độ mật của văn bản",
    "Độ mật: Anh",
    "Phương án B: mật độ A",
    "Quy định về tài liệu tối mật của cơ quan",
    "Soạn thảo văn bản mật tại máy độc lập",
    "Danh mục tài liệu mức độ Tối mật ngành y tế",
    "Thay thế dấu Mật, dấu Tối mật đã mòn",
    "Mức độ mật",
    "Đổi mật khẩu hệ thống iDesk",
    "Mật khẩu",
    "MẬT KHẨU",
    "MẬT khẩu Wi-Fi",
    "Mật mã dân sự",
    "Ban Cơ yếu: sản phẩm mật mã dân sự",
    "Cơ mật viện Huế",
    "CƠ MẬT VIỆN",
    "Khám sàng lọc sỏi mật, túi mật",
    "Khoa Gan - Mật - Tụy",
    "Trung tâm Gan, Mật, Tụy",
    "Quan hệ mật thiết với nhân dân",
    "Giữ mối liên hệ mật thiết",
    "Đường Mật Sơn, thành phố Thanh Hóa",
    "Hội nghị bí mật đời tư",
    "Bỏ phiếu kín, bí mật",
    "Đấu thầu: giữ bí mật hồ sơ dự thầu",
    "AN TOÀN, BẢO MẬT DỮ LIỆU",
    "An toàn - bảo mật - an ninh mạng",
    "Bảo mật",
    "BẢO MẬT",
    "(bảo mật)",
    "Cam kết bảo mật (NDA)",
    "Thân mật gặp gỡ kiều bào",
    "Mật mía Quỳ Hợp",
    "Mật thư trò chơi lớn của Đoàn",
    "Trinh sát, mật vụ trong phim tài liệu",
    "Nghị quyết về mật độ giao thông - đô thị",
    "Ti vi, tủ lạnh bị mất",
    "mat bang chua ban giao",
    "chua xong, vuong mac mat bang",
    "toi mat 3 ngay de lam",
    "TOI MAT VI",
    "em bi mat dien thoai",
    "mat",
    "mắt",
    "mất",
    "mặt",
    "mát",
    "MẤT",
    "MẮT",
    "MẶT",
    "Tối mắt tối mũi vì báo cáo",
    "tôi mất tài liệu",
    "Khám mắt (MẮT)",
    "mat bang sach",
    "Ra soat mat do xay dung",
    "BAO CAO BAO MAT",
    "Giải phóng mặt bằng",
    "GIẢI PHÓNG MẶT BẰNG",
    "Mặt bằng",
    "Trật tự an toàn giao thông",
    "Lễ ra mắt Tổ công tác",
    "RA MẮT TRANG THÔNG TIN",
    "xong",
    "đã hoàn thành 100%",
    "123/BC-STC ngày 12/11/2026",
    "Tham mưu kế hoạch cải cách hành chính",
    "Xử lý đơn kiến nghị của công dân về đất đai",
    "Hoàn thiện hồ sơ trình phê duyệt quy hoạch chi tiết",
    "Kiểm tra công tác phòng cháy, chữa cháy",
    "Báo cáo kết quả chuyển đổi số của đơn vị",
    "Tổng hợp ý kiến góp ý dự thảo nghị quyết",
    "Đề xuất phương án tháo gỡ vướng mắc giải phóng mặt bằng",
    "Xây dựng phương án phòng, chống thiên tai",
    "Triển khai dịch vụ công trực tuyến mức độ cao",
    "Thường",
    "Khẩn",
    "HỎA TỐC",
    "",
    "   ",
    "\n\n",
    "…",
]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", MARKED)
def test_a_level_mark_is_refused(text: str, form: str) -> None:
    assert is_secret(unicodedata.normalize(form, text))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_text_passes(text: str, form: str) -> None:
    assert not is_secret(unicodedata.normalize(form, text))


@pytest.mark.parametrize("around", ORDINARY)
def test_a_stamp_is_found_beside_any_ordinary_line(around: str) -> None:
    assert is_secret(f"{around}\nTUYỆT MẬT")


@pytest.mark.parametrize(
    "cell",
    [
        *("", " ", "Thường", "thường", "THUONG", "Bình thường", "Không", "0", "0.0"),
        *("-", "–", "N/A", "Không mật", "(thường)", "None", "Thu\u031bo\u031b\u0300ng"),
    ],
)
def test_a_cell_without_a_level(cell: str) -> None:
    assert not is_secret_level(cell)


@pytest.mark.parametrize(
    "cell", ["Mật", "MẬT", "mat", "Tối mật", "Tuyệt mật", "A", "C", "1", "x", "M", "có"]
)
def test_any_other_cell_of_the_column_is_a_level(cell: str) -> None:
    assert is_secret_level(cell)


@given(st.text())
def test_composed_and_decomposed_text_are_judged_alike(text: str) -> None:
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert len({is_secret(form) for form in forms}) == 1
    assert len({is_secret_level(form) for form in forms}) == 1
