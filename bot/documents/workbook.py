"""A year as an Excel workbook: a sheet a subject, each one table with its headings. Whatever people typed is
text in it, never a formula or a link (B2); the same facts give the same bytes.
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from bot.documents.word import EPOCH, printable

Cell = str | int | date | time | None
"""Text, a whole number, a day, an hour of Montréal, or nothing."""

# What Excel would read as the beginning of a formula when somebody edits the cell, or saves it as CSV.
RISKY = ("=", "+", "-", "@")
# Excel takes no more in one cell, nor a higher row.
LONGEST_CELL = 32_767
LINE_HEIGHT, HIGHEST_ROW = 15, 405  # in points
LETTER = 1
# So many characters are still read on a page of Letter, lying; a wider sheet takes several side by side.
PAGE_WIDTH = 190
LANGUAGE = b"<dc:language>fr-CA</dc:language>"
END_OF_PROPERTIES = b"</cp:coreProperties>"


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in characters, as Excel counts it."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """`table` is its name for formulas and screen readers: a letter, then letters and digits."""

    name: str
    table: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class WorkbookFacts:
    """`too_long` stands at the end of a text of which a cell cannot hold the whole."""

    title: str
    author: str
    made_on: date
    page: str
    too_long: str
    sheets: Sequence[Sheet]


def draw(facts: WorkbookFacts) -> bytes:
    # Read at the first workbook, not at every start.
    from xlsxwriter import Workbook  # noqa: PLC0415

    written = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(written, options) as book:
        book.set_properties(
            {
                "title": printable(facts.title),
                "author": printable(facts.author),
                "created": datetime.combine(facts.made_on, time.min),
            }
        )
        looks = _Looks.of(book)
        for sheet in facts.sheets:
            _draw_sheet(book, sheet, facts, looks)
    return _in_french(written.getvalue())


@dataclass(frozen=True, slots=True)
class _Looks:
    heading: Any
    text: Any
    risky: Any
    number: Any
    day: Any
    hour: Any

    @classmethod
    def of(cls, book: Any) -> "_Looks":
        top: dict[str, Any] = {"valign": "top", "font_name": "Calibri", "font_size": 11}
        return cls(
            heading=book.add_format(
                {**top, "bold": True, "text_wrap": True, "bg_color": "#D9E2F3", "bottom": 1}
            ),
            text=book.add_format({**top, "text_wrap": True}),
            # The cell stays text when somebody edits it, too.
            risky=book.add_format({**top, "text_wrap": True, "quote_prefix": True}),
            number=book.add_format({**top, "num_format": "0", "align": "right", "indent": 1}),
            day=book.add_format({**top, "num_format": "yyyy\\-mm\\-dd", "align": "left"}),
            hour=book.add_format({**top, "num_format": 'h" h "mm', "align": "left"}),
        )


def _draw_sheet(book: Any, sheet: Sheet, facts: WorkbookFacts, looks: _Looks) -> None:
    page = book.add_worksheet(sheet.name)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
    # A table of Excel has one row at least.
    page.add_table(
        0,
        0,
        max(len(sheet.rows), 1),
        len(sheet.columns) - 1,
        {
            "name": sheet.table,
            "style": "Table Style Light 1",
            "columns": [{"header": one.title, "header_format": looks.heading} for one in sheet.columns],
        },
    )
    page.set_row(0, _height([one.title for one in sheet.columns], sheet.columns))
    for row, cells in enumerate(sheet.rows, start=1):
        page.set_row(row, _height(cells, sheet.columns))
        for at, cell in enumerate(cells):
            _write(page, row, at, cell, facts, looks)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(LETTER)
    page.repeat_rows(0)
    wide = -(-sum(one.width for one in sheet.columns) // PAGE_WIDTH)
    page.fit_to_pages(wide, 0)
    if wide > 1:
        page.repeat_columns(0, 1)
    page.set_footer(f"&L{_in_footer(facts.title)}&C{_in_footer(sheet.name)}&R{facts.page}")


def _height(cells: Sequence[Cell], columns: Sequence[Column]) -> int:
    """In points, so that wrapped texts are seen whole: not every program finds that out by itself."""
    lines = max(
        sum(-(-max(len(line), 1) // max(column.width - 2, 1)) for line in cell.splitlines() or [""])
        if isinstance(cell, str)
        else 1
        for cell, column in zip(cells, columns, strict=True)
    )
    return min(lines * LINE_HEIGHT, HIGHEST_ROW)


def _write(page: Any, row: int, at: int, cell: Cell, facts: WorkbookFacts, looks: _Looks) -> None:
    text = cell_text(cell, facts.too_long) if isinstance(cell, str) else ""
    match cell:
        case str() if text:
            page.write_string(row, at, text, looks.risky if text.startswith(RISKY) else looks.text)
        case str() | None:
            page.write_blank(row, at, None, looks.text)
        case int():
            page.write_number(row, at, cell, looks.number)
        case date():
            page.write_datetime(row, at, cell, looks.day)
        case time():
            page.write_datetime(row, at, cell, looks.hour)


def cell_text(text: str, too_long: str) -> str:
    """As it may stand in a cell: without control characters, tabs as spaces. What is beyond Excel's limit
    gives way to `too_long`, which says so.
    """
    shown = printable(text)
    return shown if len(shown) <= LONGEST_CELL else f"{shown[: LONGEST_CELL - len(too_long)]}{too_long}"


def _in_footer(text: str) -> str:
    """An ampersand begins a code there."""
    return printable(text).replace("&", "&&")


def _in_french(content: bytes) -> bytes:
    """With the language among the properties of the document, which the writer has no word for."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = part.replace(END_OF_PROPERTIES, LANGUAGE + END_OF_PROPERTIES)
            new.writestr(zipfile.ZipInfo(name, EPOCH), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()
