"""The names on an office's papers are those that its policy says."""

from __future__ import annotations

from dataclasses import replace

from domain.letterhead import Letterhead
from domain.papers import Papers, Signature, papers_of

DAK_LAK = Letterhead(
    governing_body="ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK",
    office_name="Văn phòng UBND tỉnh Đắk Lắk",
    place="Đắk Lắk",
    symbol="VPUBND-HCTC",
    bases=("Quyết định số 45/2016/QĐ-UBND ngày 30/12/2016",),
    signer_titles=("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
    recipients=("Như trên", "Lưu: VT, HCTC"),
)


def test_a_deputy_signs_for_his_chief() -> None:
    papers = papers_of(DAK_LAK)
    assert papers.signature == Signature(
        competence="KT. CHÁNH VĂN PHÒNG", position="PHÓ CHÁNH VĂN PHÒNG"
    )
    assert papers.parent == "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK"
    assert papers.place == "Đắk Lắk"
    assert papers.symbol("BC") == "BC-VPUBND"
    assert papers.symbol("") == "VPUBND-HCTC"  # as the letter 419/VPUBND-HCTC
    assert papers.letter_recipients == ("Như trên", "Lưu: VT, HCTC")


def test_a_committee_has_nobody_above_it_on_its_papers() -> None:
    own = Letterhead(issuing_body="ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH")
    assert papers_of(own).parent == ""


def test_a_report_and_a_letter_go_to_readers_of_their_own() -> None:
    own = replace(
        DAK_LAK,
        report_recipients=("Chủ tịch (BC)", "Lưu: VT, TH"),
        addressees=("Các huyện",),
        system="Idesk",
        on_time_rule="điểm i)",
    )
    papers = papers_of(own)
    assert papers.report_recipients == ("Chủ tịch (BC)", "Lưu: VT, TH")
    assert papers.letter_recipients == ("Như trên", "Lưu: VT, HCTC")
    assert (papers.addressees, papers.system) == (("Các huyện",), "Idesk")
    assert papers.on_time_rule == "điểm i)"


def test_what_an_office_does_not_say_stays_as_papers_have_it() -> None:
    papers = papers_of(Letterhead())
    assert papers.parent == Papers().parent
    assert papers.place == Papers().place
    assert papers.report_recipients == Papers().report_recipients
    assert (papers.addressees, papers.system) == (Papers().addressees, Papers().system)
    assert papers.signature == Signature(position="CHÁNH VĂN PHÒNG")
