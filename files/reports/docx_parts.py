"""The parts of a paper that python-docx has no word for: rules, fields, plain runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from files.reports import layout
from files.reports.paper import clean


def set_style(document: Any) -> None:
    """The decree's type face for every letter, the Vietnamese ones too."""
    style = document.styles["Normal"]
    style.font.name = layout.FONT
    style.font.size = Pt(layout.BODY)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), layout.FONT)
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0


def write(
    paragraph: Any, text: str, size: float, *, bold: bool = False, italic: bool = False
) -> Any:
    """Add words of one look; the paragraph again."""
    run = paragraph.add_run(clean(text))
    run.font.size = Pt(size)
    run.bold, run.italic = bold, italic
    return paragraph


def centred(paragraph: Any) -> Any:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def rule(holder: Any, length: float, width: float) -> None:
    """A solid line of `length` in the middle of `width`, both in millimetres."""
    paragraph = holder.add_paragraph()
    side = Mm((width - length) / 2)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = side
    form.first_line_indent = Mm(0)
    form.line_spacing = Pt(4)
    form.space_before = Pt(3)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    # The schema wants it before spacing and indents.
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """In millimetres, for the columns and for each of their cells: readers differ."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def page_number(paragraph: Any) -> None:
    """The field that counts pages."""
    run = centred(paragraph).add_run()
    run.font.size = Pt(layout.PAGE_NUMBER)
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        name = "w:fldChar" if kind else "w:instrText"
        element = OxmlElement(name)
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def begin_numbering(section: Any) -> None:
    """Pages of this section are counted from 1."""
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.append(numbering)
    # The schema wants it before the columns.
    columns = section._sectPr.find(qn("w:cols"))
    if columns is not None:
        columns.addprevious(numbering)


def set_page(section: Any) -> None:
    section.page_width, section.page_height = (
        Mm(layout.PAGE_WIDTH),
        Mm(layout.PAGE_HEIGHT),
    )
    section.top_margin, section.bottom_margin = Mm(layout.TOP), Mm(layout.BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.LEFT), Mm(layout.RIGHT)
    section.header_distance = Mm(layout.HEADER_FROM_TOP)
    section.footer_distance = Mm(layout.FOOTER_FROM_BOTTOM)
    section.different_first_page_header_footer = True
