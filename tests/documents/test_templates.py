"""Every Word template keeps DOMAIN.md §2's common rules, also once the CEE has restyled it."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.shared import Inches
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

FOLDER = Path(__file__).parents[2] / "bot" / "documents" / "templates"
TEMPLATES = sorted(FOLDER.glob("*.docx"))
LANDSCAPE = {"plan3.docx", "plan4.docx", "comparison.docx"}
ELEVEN = 11.0
EVERY = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)


def xml(path: Path, part: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(part).decode()


def paragraphs(document: Opened) -> Iterator[Paragraph]:
    """Everything that is printed: body, tables, footer."""
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs
    yield from document.sections[0].footer.paragraphs


def sizes(document: Opened) -> set[float]:
    """In points, of each paragraph's style and of each run that has a size of its own."""
    found = set()
    for one in paragraphs(document):
        style = one.style
        while isinstance(style, ParagraphStyle) and style.font.size is None and style.base_style:
            style = style.base_style if isinstance(style.base_style, ParagraphStyle) else None
        default = re.search(r'<w:rPrDefault>.*?<w:sz w:val="(\d+)"', document.styles.element.xml, re.DOTALL)
        styled = style.font.size if style is not None else None
        found.add(styled.pt if styled else int(default.group(1)) / 2 if default else 0.0)
        found |= {run.font.size.pt for run in one.runs if run.font.size}
    return found


def test_there_are_templates() -> None:
    assert len(TEMPLATES) >= 8


@EVERY
def test_the_language_is_that_of_quebec_everywhere(path: Path) -> None:
    parts = "".join(xml(path, part) for part in ("word/styles.xml", "word/document.xml", "word/settings.xml"))
    told = re.findall(r'<w:(?:lang|themeFontLang)\b[^>]*?w:val="([^"]+)"', parts)
    assert set(told) == {"fr-CA"}
    assert re.search(r"<w:rPrDefault>.*?<w:lang [^>]*fr-CA", xml(path, "word/styles.xml"), re.DOTALL)


@EVERY
def test_it_is_a_letter_page_with_margins_of_one_inch(path: Path) -> None:
    section = Document(str(path)).sections[0]
    page = (section.page_width, section.page_height)
    across = (Inches(11), Inches(8.5))
    assert page == (across if path.name in LANDSCAPE else across[::-1])
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert margins == (Inches(1),) * 4


@EVERY
def test_it_begins_with_a_real_title_and_nothing_is_smaller_than_eleven_points(path: Path) -> None:
    document = Document(str(path))
    first = next(one for one in document.paragraphs if one.text.strip())
    assert first.style is not None
    assert first.style.name == "Heading 1"
    levels = [
        int(one.style.name[-1])
        for one in document.paragraphs
        if one.style is not None and (one.style.name or "").startswith("Heading")
    ]
    assert levels == sorted(levels)
    assert {one for one in sizes(document) if one < ELEVEN} == set()


@EVERY
def test_a_table_repeats_its_head_and_has_no_merged_cell(path: Path) -> None:
    for table in Document(str(path)).tables:
        assert "<w:tblHeader" in table.rows[0]._tr.xml
        assert all("<w:tblHeader" not in row._tr.xml for row in list(table.rows)[1:])
        assert not re.search(r"<w:(?:gridSpan|vMerge)", table._tbl.xml)
        head = len(table.rows[0].cells)
        # Rows of a single cell are the template's own words, gone once it is filled.
        assert {len(row.cells) for row in table.rows if "{%" not in row.cells[0].text} == {head}
        assert all(cell.text.strip() for cell in table.rows[0].cells)


@EVERY
def test_the_footer_counts_the_pages_and_nothing_else_is_a_field_a_link_or_a_picture(path: Path) -> None:
    footer = xml(path, "word/footer1.xml")
    shown = "".join(one.text for one in Document(str(path)).sections[0].footer.paragraphs)
    assert shown.startswith("Centre des enseignantes et des enseignants — ")
    assert re.search(r"Page .+ de ", shown)
    assert re.findall(r"<w:instrText[^>]*>\s*(\w+)", footer) == ["PAGE", "NUMPAGES"]
    body = xml(path, "word/document.xml")
    assert not re.search(r"<w:(?:hyperlink|instrText|fldSimple|drawing|pict)\b", body)


def test_control_a_table_without_its_head_is_seen() -> None:
    document = Document()
    table = document.add_table(rows=1, cols=2)
    kept = BytesIO()
    document.save(kept)
    assert "<w:tblHeader" not in table.rows[0]._tr.xml
    assert {one for one in sizes(Document(BytesIO(kept.getvalue()))) if one < ELEVEN} == set()
    document.add_paragraph().add_run("petit").font.size = Inches(0.1)
    assert min(sizes(document)) < ELEVEN
