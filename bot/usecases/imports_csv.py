"""Reading a CSV of ours: UTF-8 (with or without BOM), « ; », one header line; its faults by line.

A file is read whole and checked whole: with one wrong line nothing of it is written.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from storage import audit

Row = dict[str, str]


class Fault(StrEnum):
    NOT_UTF8 = "not_utf8"
    NO_COLUMN = "no_column"
    EMPTY = "empty"
    TWICE = "twice"
    BAD_EMAIL = "bad_email"
    UNKNOWN_SCHOOL = "unknown_school"
    OTHERS_EMAIL = "others_email"
    BAD_YES_NO = "bad_yes_no"
    TOO_MANY_CELLS = "too_many_cells"
    OTHERS_OBJECT_ID = "others_object_id"
    NOT_A_STAGE = "not_a_stage"
    BAD_YEAR = "bad_year"
    BAD_DATE = "bad_date"
    BAD_HOURS = "bad_hours"
    NOT_AS_MANY = "not_as_many"
    BAD_MODALITY = "bad_modality"
    DAY_REFUSED = "day_refused"
    DATES_AND_MODALITY = "dates_and_modality"
    UNKNOWN_PERSON = "unknown_person"
    UNKNOWN_NETWORK = "unknown_network"
    NOT_TEACHING = "not_teaching"
    SECOND_ANIMATION = "second_animation"
    BAD_CONTINUATION = "bad_continuation"
    BAD_STATE = "bad_state"
    OWN_NETWORK = "own_network"
    SECOND_NETWORK = "second_network"
    ELEVENTH = "eleventh"
    THIRD_OF_SCHOOL = "third_of_school"
    BAD_RANKS = "bad_ranks"
    BAD_DAY_KIND = "bad_day_kind"
    BAD_SPAN = "bad_span"
    LONG_LABEL = "long_label"


@dataclass(frozen=True, slots=True)
class LineError:
    """`line` counts from 1, the header being line 1; `detail` is the column or the value at fault."""

    line: int
    fault: Fault
    detail: str


@dataclass(frozen=True, slots=True)
class Imported:
    added: int
    changed: int


Outcome = Imported | tuple[LineError, ...]


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    cells: Row


def read(
    content: bytes, columns: Sequence[str], required: Sequence[str], key: Sequence[str] = ()
) -> list[Line] | tuple[LineError, ...]:
    """The file's lines, or everything that is wrong with its form. `key`, the first column unless given,
    is said once in a file.
    """
    key = key or columns[:1]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return (LineError(1, Fault.NOT_UTF8, ""),)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";", restkey="\0more")
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        return tuple(LineError(1, Fault.NO_COLUMN, column) for column in missing)
    lines: list[Line] = []
    errors: list[LineError] = []
    seen: set[str] = set()
    for cells in reader:
        number = reader.line_num
        if "\0more" in cells:
            errors.append(LineError(number, Fault.TOO_MANY_CELLS, ""))
            continue
        row = {name: (value or "").strip() for name, value in cells.items()}
        errors += [LineError(number, Fault.EMPTY, name) for name in required if not row[name]]
        named = " ".join(row[name] for name in key).strip()
        if named and named in seen:
            errors.append(LineError(number, Fault.TWICE, named))
        seen.add(named)
        lines.append(Line(number, row))
    return tuple(errors) or lines


def imported(session: Session, now: datetime, what: str, added: int, changed: int) -> Imported:
    audit.record(
        session, now, action="imported", subject=(what, None), why=f"{added} added, {changed} changed"
    )
    return Imported(added, changed)
