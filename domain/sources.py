"""The documents from which the rules of `chung` come, as a reader is told of them.

The five offices wrote them for themselves; `chung` brings their rules together, so it
names whose each is (domain.md, the sources 000 to 004). A profile names its own.
"""

from __future__ import annotations

_DAKLAK = "văn bản số 419/VPUBND-HCTC ngày 08/9/2017 của Văn phòng UBND tỉnh Đắk Lắk"
DAKLAK = f"{_DAKLAK}, điểm 4c"
DAKLAK_PROPOSALS = f"{_DAKLAK}, điểm 4g"
DAKLAK_DATA = f"{_DAKLAK}, điểm 2c"
BINHDINH = "văn bản /UBND-KSTT năm 2022 của UBND tỉnh Bình Định, điểm 4"
LANGSON = "Quyết định số 31/2020/QĐ-UBND ngày 11/7/2020 của UBND tỉnh Lạng Sơn"
NINHTHUAN = "Công văn số 1138/UBND-VXNV ngày 07/4/2020 của UBND tỉnh Ninh Thuận"
