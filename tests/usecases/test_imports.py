"""Lists from CSV: all of a file or nothing, errors by line (R04; DOMAIN.md §3.4; issue 2, point 8)."""

from importlib.resources import files

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.usecases.imports import IMPORTS
from bot.usecases.imports_csv import Fault, Imported, LineError
from storage.catalog import ListEntry, ListName, entries
from storage.database import Database
from storage.people import Person, School, person_by_email
from tests.factories import NOW, add_person

SAMPLE = files("bot.local") / "sample"
SCHOOLS = "id;nom;ordre\nE1;École du Parc;primaire\n"


def run(session: Session, kind: str, text: str | bytes) -> object:
    return IMPORTS[kind](session, NOW, text.encode() if isinstance(text, str) else text)


def test_the_sample_lists_are_read_whole_and_again_without_change(database: Database) -> None:
    def work(session: Session) -> list[object]:
        names = ("schools", "teachers", "target-groups", "disciplines", "priorities")
        contents = [(name, (SAMPLE / f"{name.replace('-', '_')}.csv").read_bytes()) for name in names]
        return [run(session, name, content) for _ in range(2) for name, content in contents]

    assert database.write(work)[0] == [
        Imported(30, 0),
        Imported(61, 0),
        Imported(12, 0),
        Imported(11, 0),
        Imported(5, 0),
        *[Imported(0, 0)] * 5,
    ]


def test_the_target_groups_are_shown_as_the_annexe_writes_them(database: Database) -> None:
    def work(session: Session) -> list[tuple[str, bool]]:
        run(session, "target-groups", (SAMPLE / "target_groups.csv").read_bytes())
        return [(one.label, one.example) for one in entries(session, ListName.TARGET_GROUP)[:2]]

    assert database.write(work)[0] == [
        ("1.2.09 Ens. Histoire géo et vie écono (3117)", False),
        ("Ens. Préscolaire", True),
    ]


TEACHERS = "id;nom;courriel;etablissement\n"


@pytest.mark.parametrize(
    ("kind", "text", "errors"),
    [
        ("schools", b"id;nom;ordre\nE1;\xe9cole;p\n", (LineError(1, Fault.NOT_UTF8, ""),)),
        (
            "schools",
            "id,nom,ordre\n",
            tuple(LineError(1, Fault.NO_COLUMN, name) for name in ("id", "nom", "ordre")),
        ),
        ("schools", "", tuple(LineError(1, Fault.NO_COLUMN, name) for name in ("id", "nom", "ordre"))),
        (
            "schools",
            "id;nom;ordre\nE1;;p\nE1;B;p\nE3;C;p;x\n",
            (
                LineError(2, Fault.EMPTY, "nom"),
                LineError(3, Fault.TWICE, "E1"),
                LineError(4, Fault.TOO_MANY_CELLS, ""),
            ),
        ),
        (
            "teachers",
            TEACHERS + "T1;Ada;ada;E1\nT2;Bea;bea@exemple.invalid;E9\nT3;Cid;BEA@exemple.invalid;E1\n",
            (
                LineError(2, Fault.BAD_EMAIL, "ada"),
                LineError(3, Fault.UNKNOWN_SCHOOL, "E9"),
                LineError(4, Fault.TWICE, "bea@exemple.invalid"),
            ),
        ),
        (
            "disciplines",
            "code;libelle;actif;statut\nD1;Arts;peut-être;source\n",
            (LineError(2, Fault.BAD_YES_NO, "peut-être"),),
        ),
    ],
)
def test_each_fault_is_named_by_its_line_and_nothing_is_written(
    database: Database, kind: str, text: str | bytes, errors: tuple[LineError, ...]
) -> None:
    def work(session: Session) -> tuple[object, list[int]]:
        run(session, "schools", SCHOOLS)
        outcome = run(session, kind, text)
        session.flush()
        return outcome, [len(session.scalars(select(table)).all()) for table in (School, Person, ListEntry)]

    assert database.write(work)[0] == (errors, [1, 0, 0])


def test_an_address_of_another_line_is_not_moved(database: Database) -> None:
    def work(session: Session) -> object:
        run(session, "schools", SCHOOLS)
        run(session, "teachers", TEACHERS + "T1;Ada;ada@exemple.invalid;E1\n")
        return run(session, "teachers", TEACHERS + "T2;Bea;ada@exemple.invalid;E1\n")

    assert database.write(work)[0] == (LineError(2, Fault.OTHERS_EMAIL, "ada@exemple.invalid"),)


def test_somebody_who_spoke_before_the_import_becomes_a_confirmed_teacher(database: Database) -> None:
    def work(session: Session) -> tuple[object, str | None, bool, str | None]:
        run(session, "schools", SCHOOLS)
        add_person(session, "Ada", school_id=None, confirmed=False)
        outcome = run(session, "teachers", TEACHERS + "T1;Ada Essai;ada@exemple.invalid;E1\n")
        ada = person_by_email(session, "ada@exemple.invalid")
        assert ada is not None
        return outcome, ada.code, ada.confirmed_teacher, ada.object_id

    assert database.write(work)[0] == (Imported(0, 1), "T1", True, "oid-ada")


def test_a_renamed_school_keeps_its_code_and_an_unlisted_one_stays(database: Database) -> None:
    def work(session: Session) -> tuple[object, list[tuple[str, str]]]:
        run(session, "schools", SCHOOLS + "E2;École de la Rive;primaire\n")
        outcome = run(session, "schools", "id;nom;ordre\nE1;École du Grand-Parc;primaire\n")
        session.flush()
        return outcome, [(one.id, one.name) for one in session.scalars(select(School).order_by(School.id))]

    assert database.write(work)[0] == (
        Imported(0, 1),
        [("E1", "École du Grand-Parc"), ("E2", "École de la Rive")],
    )
