"""A report and the office's papers, for what is made of them."""

from __future__ import annotations

import pytest

from domain.papers import Papers, Signature
from domain.reports import Report
from tests.reports import lang_son


@pytest.fixture(scope="session")
def report() -> Report:
    return lang_son()


@pytest.fixture(scope="session")
def papers() -> Papers:
    return Papers(
        parent="ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
        place="Lạng Sơn",
        bases=("Quyết định số 31/2020/QĐ-UBND ngày 11/7/2020 của UBND tỉnh",),
        procedure_basis="khoản 4 Điều 13 Quyết định số 31/2020/QĐ-UBND",
        signature=Signature(competence="KT. CHÁNH VĂN PHÒNG", name="Nguyễn Văn An"),
    )
