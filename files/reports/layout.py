"""Every size and margin of a paper, by NĐ 30/2020, Annex I (domain.md 1.7).

Lengths in millimetres, type sizes in points. Where the decree leaves a range, one value
of it is chosen here and nowhere else.
"""

from __future__ import annotations

FONT = "Times New Roman"

# Page: A4 upright.
PAGE_WIDTH, PAGE_HEIGHT = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 20
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
HEADER_FROM_TOP = 10  # the page number stands in the middle of the top margin
FOOTER_FROM_BOTTOM = 10

# The letterhead: two columns.
LETTERHEAD_LEFT, LETTERHEAD_RIGHT = 62, 98
NATION = 12  # quốc hiệu, bold capitals
MOTTO = 13  # tiêu ngữ, bold
MOTTO_RULE = 54  # as long as the motto at its size
PARENT = 12  # cơ quan chủ quản, capitals, not bold
ORGAN = 12  # cơ quan ban hành, capitals, bold
ORGAN_RULE = 24  # a third to a half of the line
NUMBER = 13  # "Số:"
PLACE_DATE = 13  # italic

KIND = 14  # tên loại, bold capitals
SUBJECT = 14  # trích yếu, bold
SUBJECT_RULE = 50
LETTER_SUBJECT = 12  # V/v of a letter, under its number
LETTER_SUBJECT_GAP = 6

BODY = 14
FIRST_LINE = 12.7
PARAGRAPH_GAP = 6
ADDRESSEES = 14

SIGNER = 14
SIGN_ROOM = 60  # points between the position and the name
RECIPIENTS_TITLE = 12  # bold italic
RECIPIENTS = 11

APPENDIX = 14  # "Phụ lục I", bold
APPENDIX_TITLE = 14  # bold capitals
APPENDIX_OF = 14  # italic, "(Kèm theo …)"
TABLE = 11
PAGE_NUMBER = 13
DRAFT = 13
FOOTER = 10
