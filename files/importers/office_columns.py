"""The two sheets of the office's file: as they are read, as the template has them."""

from __future__ import annotations

UNITS_SHEET = "Đơn vị"
PEOPLE_SHEET = "Cán bộ"
GUIDE_SHEET = "Hướng dẫn"

CODE = "Mã"
UNIT_NAME = "Tên đơn vị"
KIND = "Loại"
PARENT = "Đơn vị cấp trên"
ALIASES = "Tên gọi khác"
EMAIL = "Email"
PERSON_NAME = "Họ và tên"
POSITION = "Chức vụ"
UNIT = "Đơn vị"
ROLE = "Vai trò"
CONTACT = "Đầu mối"

UNIT_HEADERS = (CODE, UNIT_NAME, KIND, PARENT, ALIASES, EMAIL)
PEOPLE_HEADERS = (CODE, PERSON_NAME, POSITION, UNIT, ROLE, CONTACT, EMAIL)

UNIT_KINDS = (
    "UBND tỉnh",
    "Văn phòng",
    "Phòng chuyên môn",
    "Sở",
    "Cơ quan ngang sở",
    "Ban",
    "Phường",
    "Xã",
    "Đặc khu",
    "Khác",
)

# A code that starts with this word marks an example row of the template: not read.
EXAMPLE = "VÍ DỤ"
