"""The workbook: formula-injection safe, the same bytes for the same facts, accessible (B2; DOMAIN.md §2)."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.documents import workbook
from bot.documents.archive import zipped
from bot.documents.word import printable
from bot.documents.workbook import LONGEST_CELL, Cell, Column, Sheet, WorkbookFacts
from cards.phrases import exports as say

COLUMNS = [Column("Réseau", 8), Column("Titre", 40), Column("Date", 12), Column("Début", 9)]
ROWS: Sequence[Sequence[Cell]] = [
    [1, "Lire dehors", date(2026, 12, 1), time(8, 45)],
    [2, "=1+1", None, None],
    [3, "", date(2027, 5, 5), time(13)],
]
FACTS = WorkbookFacts(
    title=say.workbook_title("2026-2027"),
    author=say.AUTHOR,
    made_on=date(2027, 6, 30),
    page=say.PAGE,
    too_long=say.TOO_LONG,
    sheets=[Sheet("Réseaux", "Reseaux", COLUMNS, ROWS), Sheet("Décisions", "Decisions", COLUMNS, [])],
)
# What a spreadsheet would take for a formula, a link, a number or a date of its own.
HOSTILE = [
    "=1+1",
    '=HYPERLINK("https://mal.invalid","Cliquez")',
    "+1",
    "-1+1|cmd",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "{=1+1}",
    "https://mal.invalid/",
    "mailto:x@mal.invalid",
    "internal:Décisions!A1",
    "007",
    "1e5",
    "2026-12-01",
    "TRUE",
    "#REF!",
    '<b>& "x"</b>',
    "\u202egnp.exe",
    "a\u0000b\u0007c\ufffe",
    "{{7*7}} ]( javascript:",
]


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def one_column(texts: Sequence[str]) -> WorkbookFacts:
    return replace(FACTS, sheets=[Sheet("Textes", "Textes", [Column("Texte", 40)], [[one] for one in texts])])


def shown(texts: Sequence[str]) -> list[tuple[Any, str, Any]]:
    """(value, type, link) of each cell under the heading, as a spreadsheet reads them."""
    sheet = opened(workbook.draw(one_column(texts)))["Textes"]
    return [(row[0].value, row[0].data_type, row[0].hyperlink) for row in sheet.iter_rows(min_row=2)]


def test_b2_whatever_people_type_is_text() -> None:
    assert shown(HOSTILE) == [(printable(one), "s", None) for one in HOSTILE]


def test_b2_a_risky_text_stays_text_when_somebody_edits_it() -> None:
    """The cell bears the mark that the apostrophe of Excel sets; a harmless one does not."""
    texts = [*HOSTILE[:8], "Lire dehors", "007"]
    sheet = opened(workbook.draw(one_column(texts)))["Textes"]
    marked = [bool(row[0].quotePrefix) for row in sheet.iter_rows(min_row=2)]
    assert marked == [True] * 8 + [False] * 2


def test_no_formula_and_no_link_is_anywhere_in_the_file() -> None:
    content = workbook.draw(one_column(HOSTILE))
    with zipfile.ZipFile(BytesIO(content)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/" in name]
    assert len(sheets) >= 1
    assert [one for one in sheets if "<f>" in one or "hyperlink" in one.lower()] == []


ANY = st.text(
    st.characters(codec="utf-8") | st.sampled_from("=+-@\t\r\n\u0000<&\"'_x"),
    max_size=60,
)


@hypothesis_settings(max_examples=60)
@given(st.lists(ANY, min_size=1, max_size=8))
def test_any_text_is_read_again_as_it_was_without_what_nobody_sees(texts: list[str]) -> None:
    expected = [(text, "s") if (text := printable(one)) else (None, "n") for one in texts]
    assert [(value, kind) for value, kind, _ in shown(texts)] == expected


def test_a_text_that_no_cell_holds_says_that_it_goes_on() -> None:
    longest = "é" * LONGEST_CELL
    (whole, *_), (cut, *_) = shown([longest, longest + "é"])
    assert whole == longest
    assert len(cut) == LONGEST_CELL
    assert cut.endswith(say.TOO_LONG)


def test_numbers_days_and_hours_are_real_ones() -> None:
    sheet = opened(workbook.draw(FACTS))["Réseaux"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells == [
        ["Réseau", "Titre", "Date", "Début"],
        [1, "Lire dehors", datetime(2026, 12, 1), time(8, 45)],  # noqa: DTZ001
        [2, "=1+1", None, None],
        [3, None, datetime(2027, 5, 5), time(13)],  # noqa: DTZ001
    ]
    assert sheet["C2"].number_format.replace("\\", "") == "yyyy-mm-dd"
    assert sheet["C2"].is_date


def test_headings_stay_are_filtered_and_printed_on_each_page() -> None:
    book = opened(workbook.draw(FACTS))
    assert book.sheetnames == ["Réseaux", "Décisions"]
    for sheet, table, last in (("Réseaux", "Reseaux", 4), ("Décisions", "Decisions", 2)):
        page = book[sheet]
        assert page.freeze_panes == "A2"
        assert page.tables[table].ref == page.tables[table].autoFilter.ref == f"A1:D{last}"
        assert [one.name for one in page.tables[table].tableColumns] == [one.title for one in COLUMNS]
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 1)
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
        assert page.print_title_rows == "$1:$1"
        assert [round(page.column_dimensions[at].width) for at in "ABCD"] == [9, 41, 13, 10]
        assert page["A1"].font.bold
        assert page.oddFooter is not None
        assert page.oddFooter.right.text == "Page &P de &N"


def test_a_wide_sheet_takes_several_pages_side_by_side() -> None:
    wide = [Column(f"Colonne {number}", 40) for number in range(6)]
    page = opened(workbook.draw(replace(FACTS, sheets=[Sheet("Large", "Large", wide, [["x"] * 6])])))["Large"]
    assert (page.page_setup.fitToWidth, page.print_title_cols) == (2, "$A:$B")


def test_a_wrapped_text_is_seen_whole() -> None:
    sheet = opened(workbook.draw(one_column(["mot " * 40, "mot", "a\nb\nc"])))["Textes"]
    assert [sheet.row_dimensions[at].height for at in (2, 3, 4)] == [75, None, 45]


def test_the_properties_are_french_and_of_the_year() -> None:
    properties = opened(workbook.draw(FACTS)).properties
    assert (properties.title, properties.language) == ("Réseaux d’entraide 2026-2027", "fr-CA")
    assert properties.creator == "Centre des enseignantes et des enseignants"
    assert properties.created == datetime(2027, 6, 30)  # noqa: DTZ001


def test_the_same_facts_give_the_same_bytes() -> None:
    assert workbook.draw(FACTS) == workbook.draw(FACTS)
    assert workbook.draw(FACTS) != workbook.draw(replace(FACTS, made_on=date(2027, 7, 1)))


def test_a_zip_holds_each_document_once_and_is_the_same_each_time() -> None:
    files = [("CEE_1.docx", b"un"), ("CEE_2.docx", b"deux" * 100)]
    content = zipped(files)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert [(name, archive.read(name)) for name in archive.namelist()] == files
        assert archive.testzip() is None
    assert zipped(files) == content
    with pytest.raises(ValueError, match="two documents of one name"):
        zipped([*files, ("CEE_1.docx", b"trois")])
