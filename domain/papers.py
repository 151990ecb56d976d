"""What the papers of an office bear besides figures: names, bases, recipients, signer.

One object for all papers; the policy fills it (`papers_of`). Everything is Vietnamese
as it stands on the paper (NĐ 30/2020).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.letterhead import Letterhead

LEFT_BLANK = "……"  # for Văn thư to write


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The block of the signer. `competence` is what stands before: KT., TM., TL."""

    competence: str = ""  # KT. CHÁNH VĂN PHÒNG
    position: str = "CHÁNH VĂN PHÒNG"
    name: str = ""  # without titles; blank until somebody signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """One office's letterhead and standing words."""

    parent: str = "ỦY BAN NHÂN DÂN TỈNH"  # cơ quan chủ quản
    organ: str = "VĂN PHÒNG"  # cơ quan ban hành
    organ_name: str = "Văn phòng UBND tỉnh"  # inside a sentence
    organ_code: str = "VP"  # in the symbol of a report: BC-VP
    letter_code: str = "VPUB"  # in the symbol of a letter: VPUB-TH
    division_code: str = "TH"  # who drafts
    division_name: str = "Phòng Tổng hợp"
    place: str = "……"
    assigners: str = "UBND tỉnh, Chủ tịch, các Phó Chủ tịch UBND tỉnh"
    assignees: str = "các sở, ban, ngành, địa phương"
    system: str = "hệ thống quản lý nhiệm vụ"
    bases: tuple[str, ...] = ()  # "Quyết định số … của UBND tỉnh về …"
    procedure_basis: str = ""  # "khoản 4 Điều 13 Quyết định số …"
    on_time_rule: str = ""  # what decides about on time, for the quarterly letter
    addressees: tuple[str, ...] = (
        "Các sở, ban, ngành thuộc UBND tỉnh",
        "Ủy ban nhân dân các xã, phường",
    )
    report_recipients: tuple[str, ...] = (
        "Chủ tịch, các PCT UBND tỉnh (b/c)",
        "Các sở, ban, ngành",
        "UBND các xã, phường",
        "LĐVP, các phòng chuyên môn",
    )
    letter_recipients: tuple[str, ...] = (
        "Như trên",
        "Chủ tịch, các PCT UBND tỉnh (b/c)",
        "LĐVP",
    )
    signature: Signature = Signature()

    def symbol(self, kind: str) -> str:
        """BC-VP of a report; VPUB-TH of a letter, which has no kind."""
        if kind:
            return f"{kind}-{self.organ_code}"
        return f"{self.letter_code}-{self.division_code}"


def of_the_office(papers: Papers) -> Papers:
    """For what a division of the Office writes, where the committee's own papers are
    drawn up as well: the Office stands below the committee (NĐ 30/2020, I-2), under the
    name by which 004, point 3, speaks of it. Its symbol there nobody says."""
    if papers.parent:
        return papers
    return replace(
        papers,
        parent=papers.organ,
        organ=Papers().organ,
        organ_name=f"Văn phòng {papers.organ_name}",
        letter_code=LEFT_BLANK,
    )


def papers_of(letterhead: Letterhead) -> Papers:
    """What an office's policy says of its papers; what it leaves out stays as it is."""
    plain, titles = Papers(), letterhead.signer_titles
    committee = letterhead.issuing_body.startswith(plain.parent)
    acting = titles[0] if len(titles) > 1 else ""
    organ, _, division = letterhead.symbol.partition("-")
    return replace(
        plain,
        # The committee has nobody above it on its papers (001).
        parent=letterhead.governing_body or ("" if committee else plain.parent),
        organ=letterhead.issuing_body,
        organ_name=letterhead.office_name,
        organ_code=organ,
        letter_code=organ,
        division_code=division or plain.division_code,
        place=letterhead.place or plain.place,
        bases=letterhead.bases,
        procedure_basis=letterhead.procedure_basis,
        letter_recipients=letterhead.recipients,
        report_recipients=letterhead.report_recipients or plain.report_recipients,
        addressees=letterhead.addressees or plain.addressees,
        system=letterhead.system or plain.system,
        on_time_rule=letterhead.on_time_rule,
        signature=Signature(
            competence=acting,
            position=titles[-1] if titles else plain.signature.position,
            name=letterhead.signer_name,
        ),
    )
