"""A paper as a .docx by NĐ 30/2020: a draft, its number and day left blank.

Takes its libraries when it is first asked; runs in a thread.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.shared import Mm, Pt

from files.reports import layout
from files.reports.docx_parts import (
    begin_numbering,
    centred,
    page_number,
    rule,
    set_page,
    set_style,
    set_widths,
    write,
)
from files.reports.docx_table import table_xml
from files.reports.paper import ROMAN, Appendix, Block, Heading, Paper, Table, Text
from locales import formats

KEPT = "Lưu: VT"
BLANK = " " * 6  # where Văn thư writes the number and the day


def write_docx(paper: Paper) -> bytes:
    """The file's content."""
    document = Document()
    set_style(document)
    section = document.sections[0]
    set_page(section)
    _margins(section, paper)
    _letterhead(document, paper)
    _title(document, paper)
    _addressees(document, paper.addressees)
    _body(document, paper)
    _ending(document, paper)
    for number, appendix in enumerate(paper.appendices):
        _appendix(document, paper, appendix, number)
    document.core_properties.title = paper.subject
    document.core_properties.author = paper.papers.organ_name
    # The same report gives the same file: no moment of making in it.
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _margins(section: Any, paper: Paper) -> None:
    """Draft on the first page, the page's number on the others, the figures' code."""
    first = section.first_page_header.paragraphs[0]
    write(first, "DỰ THẢO", layout.DRAFT, bold=True)
    page_number(section.header.paragraphs[0])
    for footer in (section.first_page_footer, section.footer):
        write(footer.paragraphs[0], paper.footer, layout.FOOTER)


def _letterhead(document: Any, paper: Paper) -> None:
    table = document.add_table(rows=2, cols=2)
    set_widths(table, (layout.LETTERHEAD_LEFT, layout.LETTERHEAD_RIGHT))
    left, right = table.rows[0].cells
    parent = paper.papers.parent
    if parent:
        _lines(left, parent, layout.PARENT)
    add = _more if parent else _lines
    add(left, paper.papers.organ, layout.ORGAN, bold=True)
    rule(left, layout.ORGAN_RULE, layout.LETTERHEAD_LEFT - 4)
    nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    _lines(right, nation, layout.NATION, bold=True)
    _more(right, "Độc lập - Tự do - Hạnh phúc", layout.MOTTO, bold=True)
    rule(right, layout.MOTTO_RULE, layout.LETTERHEAD_RIGHT - 4)
    left, right = table.rows[1].cells
    _lines(left, f"Số:{BLANK}/{paper.symbol}", layout.NUMBER)
    if not paper.kind:
        said = _more(left, f"V/v {paper.subject}", layout.LETTER_SUBJECT)
        said.paragraph_format.space_before = Pt(layout.LETTER_SUBJECT_GAP)
    _lines(right, _place_and_date(paper), layout.PLACE_DATE, italic=True)


def _place_and_date(paper: Paper) -> str:
    month = formats.long_day(paper.dated).partition(" tháng ")[2]
    return f"{paper.papers.place}, ngày{BLANK}tháng {month}"


def _lines(cell: Any, text: str, size: float, **looks: Any) -> Any:
    return centred(write(cell.paragraphs[0], text, size, **looks))


def _more(cell: Any, text: str, size: float, **looks: Any) -> Any:
    return centred(write(cell.add_paragraph(), text, size, **looks))


def _title(document: Any, paper: Paper) -> None:
    if not paper.kind:
        return
    kind = document.add_paragraph()
    kind.paragraph_format.space_before = Pt(18)
    centred(write(kind, paper.kind, layout.KIND, bold=True))
    subject = document.add_paragraph()
    centred(write(subject, paper.subject, layout.SUBJECT, bold=True))
    rule(document, layout.SUBJECT_RULE, layout.TEXT_WIDTH)
    document.paragraphs[-1].paragraph_format.space_after = Pt(8)


def _addressees(document: Any, addressees: Sequence[str]) -> None:
    """One on the same line; several each on its own, the last with a full stop."""
    if not addressees:
        return
    first = document.add_paragraph()
    first.paragraph_format.space_before = Pt(14)
    if len(addressees) == 1:
        said = f"Kính gửi: {addressees[0]}"
        centred(write(first, said, layout.ADDRESSEES))
    else:
        first.paragraph_format.left_indent = Mm(25)
        write(first, "Kính gửi:", layout.ADDRESSEES)
        for line in _listed(addressees):
            each = write(document.add_paragraph(), line, layout.ADDRESSEES)
            each.paragraph_format.left_indent = Mm(45)
    document.paragraphs[-1].paragraph_format.space_after = Pt(12)


def _listed(texts: Sequence[str]) -> list[str]:
    last = len(texts) - 1
    return [f"- {text}{';' if at < last else '.'}" for at, text in enumerate(texts)]


def _body(document: Any, paper: Paper) -> None:
    last = max(at for at, one in enumerate(paper.body) if isinstance(one, Text))
    for at, block in enumerate(paper.body):
        BLOCKS[type(block)](document, block, paper.closing if at == last else "")


def _heading(document: Any, block: Heading, _closing: str) -> None:
    paragraph = write(document.add_paragraph(), block.text, layout.BODY, bold=True)
    _shape(paragraph)
    paragraph.paragraph_format.keep_with_next = True


def _text(document: Any, block: Text, closing: str) -> None:
    text = block.text.removesuffix(".") + closing if closing else block.text
    _shape(write(document.add_paragraph(), text, layout.BODY, italic=block.italic))


def _table(document: Any, block: Table, _closing: str) -> None:
    # Before the properties of the section, which are the body's last element.
    document.element.body.insert_element_before(parse_xml(table_xml(block)), "w:sectPr")
    note = document.add_paragraph()
    note.paragraph_format.space_after = Pt(0)
    if block.note:
        write(note, block.note, layout.TABLE, italic=True)


BLOCKS: dict[type[Block], Callable[[Any, Any, str], None]] = {
    Heading: _heading,
    Text: _text,
    Table: _table,
}


def _shape(paragraph: Any) -> None:
    form = paragraph.paragraph_format
    form.first_line_indent = Mm(layout.FIRST_LINE)
    form.space_after = Pt(layout.PARAGRAPH_GAP)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _ending(document: Any, paper: Paper) -> None:
    """Recipients on the left, who signs on the right, side by side."""
    _keep_with_ending(document)
    gap = document.add_paragraph().paragraph_format
    gap.line_spacing, gap.keep_with_next = Pt(8), True
    table = document.add_table(rows=1, cols=2)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    set_widths(table, (layout.TEXT_WIDTH / 2, layout.TEXT_WIDTH / 2))
    left, right = table.rows[0].cells
    write(
        left.paragraphs[0],
        "Nơi nhận:",
        layout.RECIPIENTS_TITLE,
        bold=True,
        italic=True,
    )
    for line in _listed(_readers(paper)):
        write(left.add_paragraph(), line, layout.RECIPIENTS)
    sign = paper.signature
    first = sign.competence or sign.position
    _lines(right, first, layout.SIGNER, bold=True)
    if sign.competence:
        _more(right, sign.position, layout.SIGNER, bold=True)
    name = _more(right, sign.name, layout.SIGNER, bold=True)
    name.paragraph_format.space_before = Pt(layout.SIGN_ROOM)


def _keep_with_ending(document: Any) -> None:
    """No signature stands alone on a page: the last words go over with it."""
    last = document.paragraphs[-1]
    last.paragraph_format.keep_together = last.paragraph_format.keep_with_next = True


def _readers(paper: Paper) -> list[str]:
    """Who is sent the paper; where it is kept stands last, and once."""
    own = [line for line in paper.recipients if line.strip(" .;") != KEPT]
    if any(line.startswith(KEPT) for line in own):
        return own
    return [*own, f"{KEPT}, {paper.papers.division_code}"]


def _appendix(document: Any, paper: Paper, appendix: Appendix, number: int) -> None:
    """On a page and with page numbers of its own."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section)
    begin_numbering(section)
    section.first_page_header.is_linked_to_previous = False
    name = f"Phụ lục {ROMAN[number]}" if len(paper.appendices) > 1 else "Phụ lục"
    of = (
        f"(Kèm theo {paper.of_appendix} số{BLANK}/{paper.symbol}"
        f" ngày{BLANK}tháng{BLANK}năm {paper.dated.year} của {paper.papers.organ_name})"
    )
    said = [document.add_paragraph() for _ in range(3)]
    write(said[0], name, layout.APPENDIX, bold=True)
    write(said[1], appendix.title.upper(), layout.APPENDIX_TITLE, bold=True)
    write(said[2], of, layout.APPENDIX_OF, italic=True)
    for paragraph in said:
        centred(paragraph)
    said[2].paragraph_format.space_after = Pt(8)
    _table(document, appendix.table, "")
