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

# From when to when a unit is there, and who takes over; a sheet may be without these.
FIRST_DAY = "Hiệu lực từ"
LAST_DAY = "Hiệu lực đến"
SUCCESSOR = "Đơn vị kế thừa"
BASIS = "Căn cứ"

LIFE_HEADERS = (FIRST_DAY, LAST_DAY, SUCCESSOR, BASIS)
UNIT_HEADERS = (CODE, UNIT_NAME, KIND, PARENT, ALIASES, EMAIL, *LIFE_HEADERS)
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
