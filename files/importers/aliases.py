"""How offices write the headers of a register, and what each means (domain.md 2.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from domain.folding import fold
from domain.register import Column

# Headers as the offices write them; what stands first takes its header first. So "Tên
# văn bản" is the abstract only where there is no Trích yếu, else the document's kind.
ALIASES: Mapping[Column, str] = {
    Column.NUMBER: (
        "Số ký hiệu; Số, ký hiệu; Số/Ký hiệu; Số KH; Số văn bản; Số VB; Văn bản giao;"
        "Số TBKL; Số và ký hiệu; Số hiệu văn bản; Số, ký hiệu văn bản; Số/ký hiệu VB;"
        "Số văn bản giao; Số văn bản chỉ đạo; Số ký hiệu văn bản; Số văn bản đến;"
        "Văn bản chỉ đạo; Văn bản giao nhiệm vụ; Số văn bản giao nhiệm vụ; Số hiệu"
    ),
    Column.ISSUED_ON: (
        "Ngày ban hành; Ngày VB; Ngày văn bản; Ngày ký; Ngày, tháng, năm ban hành;"
        "Ngày, tháng, năm ban hành văn bản; Ngày văn bản giao; Ngày văn bản chỉ đạo;"
        "Ngày tháng văn bản; Ngày văn bản giao nhiệm vụ; Ngày tháng"
    ),
    Column.ABSTRACT: "Trích yếu; Trích yếu nội dung; Trích yếu văn bản; Tên văn bản",
    Column.DOCUMENT_KIND: "Loại văn bản; Tên loại; Tên loại văn bản; Tên văn bản",
    Column.CONTENT: (
        "Nội dung nhiệm vụ; Nội dung nhiệm vụ giao; Nội dung chỉ đạo;"
        "Nội dung công việc; Nội dung; Nhiệm vụ; Nhiệm vụ được giao; Tên nhiệm vụ;"
        "Tên công việc; Nội dung giao; Nội dung nhiệm vụ được giao; Nhiệm vụ giao"
    ),
    Column.LEAD_UNIT: (
        "Đơn vị chủ trì; Cơ quan chủ trì; Cơ quan, đơn vị chủ trì; Cơ quan thực hiện;"
        "Cơ quan được giao nhiệm vụ; Đơn vị được giao nhiệm vụ; Đơn vị thực hiện;"
        "Đơn vị xử lý; Chủ trì; Đơn vị xử lý chính; Cơ quan, đơn vị thực hiện;"
        "Đơn vị được giao; Cơ quan chủ trì thực hiện; Đơn vị chủ trì thực hiện"
    ),
    Column.SUPPORT_UNITS: (
        "Đơn vị phối hợp; Cơ quan phối hợp; Phối hợp; Cơ quan, đơn vị phối hợp;"
        "Đơn vị phối hợp thực hiện; Cơ quan phối hợp thực hiện"
    ),
    Column.TRACKING_UNIT: (
        "Đơn vị theo dõi; Cơ quan theo dõi, đôn đốc; Phòng theo dõi;"
        "Cơ quan, đơn vị theo dõi, đôn đốc, kiểm tra; Chuyên viên theo dõi"
    ),
    Column.SUBMITTING_UNIT: "Cơ quan trình; Cơ quan trình văn bản",
    Column.SIGNER: "Người ký văn bản; Người ký",
    Column.ASSIGNED_BY: "Lãnh đạo giao; Lãnh đạo chỉ đạo; Người giao; Người ký",
    Column.ASSIGNED_ON: "Ngày giao; Ngày giao việc; Ngày giao nhiệm vụ",
    Column.DONE_ON: "Ngày hoàn thành; Ngày hoàn thành thực tế",
    Column.SIGNED_AT: "Thời gian ký số; Ngày ký số; Thời điểm ký số",
    Column.SENT_AT: (
        "Thời gian gửi; Thời điểm gửi; Ngày gửi; Thời gian gửi TD Office;"
        "Thời gian gửi trên TD Office; Thời gian gửi Idesk; Thời gian gửi iOffice"
    ),
    Column.PROCEDURE: "Thực hiện quy trình; Chấp hành quy trình",
    Column.SECRECY: "Độ mật; Mức độ mật; Cấp độ mật",
    Column.DEADLINE: (
        "Hạn xử lý; Hạn XL; Thời hạn; Thời hạn thực hiện; Thời hạn hoàn thành;"
        "Hạn hoàn thành; Ngày hết hạn; Thời hạn xử lý; Hạn thực hiện; Hạn; Hạn cuối;"
        "Thời gian hoàn thành; Thời hạn báo cáo; Thời hạn giải quyết; Hạn báo cáo"
    ),
    Column.URGENCY: "Độ khẩn; Mức độ khẩn",
    Column.STATUS: (
        "Tình trạng; Trạng thái; Tình hình thực hiện; Tiến độ; Tình trạng xử lý;"
        "Tình trạng thực hiện"
    ),
    Column.ANSWER: (
        "Văn bản trả lời; Số, ký hiệu văn bản trả lời; Văn bản báo cáo;"
        "Số văn bản trả lời; Văn bản kết quả; Số văn bản báo cáo"
    ),
    Column.RESULT: (
        "Kết quả; Kết quả thực hiện; Sản phẩm; Kết quả thực hiện của đơn vị"
    ),
    Column.TASK_CLASS: "Phân loại; Loại nhiệm vụ; QC45; QC42",
    Column.DRAFTER: "Người soạn thảo; Chuyên viên soạn thảo",
    Column.NOTE: "Ghi chú",
}

BRACKETS = re.compile(r"\([^()]*\)")
SIGNS = re.compile(r"[\W_]+")


def normal(header: str) -> str:
    """Folded, without brackets and signs: "Số,\\nký hiệu (VB)" is "so ky hieu"."""
    return SIGNS.sub(" ", fold(BRACKETS.sub(" ", header))).strip()


ACCEPTED: Mapping[Column, tuple[str, ...]] = {
    column: tuple(normal(header) for header in headers.split(";"))
    for column, headers in ALIASES.items()
}
