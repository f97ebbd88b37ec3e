"""The CEE’s lists, line by line: added, renamed, confirmed, deactivated, never deleted (DOMAIN.md §3.4)."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.lists import Entry, Fault, Listing
from bot.usecases.lists import Act, Done, Mistaken, NotDone, add, rename, set_active
from storage import lists
from storage.catalog import ListEntry, ListName, entries
from storage.database import Database
from storage.people import Role, School, active_schools
from tests.factories import NOW, add_lists, add_person
from tests.usecases.moving import journal
from tests.usecases.test_races import at_once
from tests.usecases.test_sitting_races import pressing


def stage(session: Session) -> int:
    add_lists(session)
    for code in ("X1", "X2"):
        session.add(
            ListEntry(list_name="PRIORITY", code=code, label=f"Exemple {code}", active=True, example=True)
        )
    return add_person(session, "Rita", Role.CEE_RESPONSIBLE).id


def line(session: Session, listing: str, code: str) -> Entry:
    return next(one for one in lists.entries_of(session, listing, Entry) if one.code == code)


def test_a_line_is_added_renamed_and_taken_out_of_the_forms(session: Session) -> None:
    rita = stage(session)
    assert add(session, NOW, rita, "PRIORITY", code="P3", label="  Inclusion ") == Done(Act.ADDED, "P3")
    mark = line(session, "PRIORITY", "P3").mark
    done = rename(session, NOW, rita, "PRIORITY", "P3", mark, label="Inclusion scolaire")
    assert done == Done(Act.CHANGED, "P3")
    assert rename(session, NOW, rita, "PRIORITY", "P3", mark, label="Autre") is NotDone.STALE
    mark = line(session, "PRIORITY", "P3").mark
    assert set_active(session, NOW, rita, "PRIORITY", "P3", mark, active=False) == Done(Act.DEACTIVATED, "P3")
    assert "P3" not in [code for code, _, _ in entries(session, ListName.PRIORITY)]
    # Its words stay for what was chosen before.
    assert line(session, "PRIORITY", "P3") == Entry("P3", "Inclusion scolaire", active=False)
    mark = line(session, "PRIORITY", "P3").mark
    assert set_active(session, NOW, rita, "PRIORITY", "P3", mark, active=True) == Done(Act.REACTIVATED, "P3")
    assert journal(session, "list_changed") == [
        (rita, "PRIORITY", "P3", "Inclusion → Inclusion scolaire"),
    ]
    for action in ("added", "deactivated", "reactivated"):
        assert len(journal(session, f"list_{action}")) == 1


def test_an_example_is_confirmed_by_saving_it(session: Session) -> None:
    rita = stage(session)
    one = line(session, "PRIORITY", "X1")
    assert one.example
    done = rename(session, NOW, rita, "PRIORITY", "X1", one.mark, label=one.label)
    assert done == Done(Act.CONFIRMED, "X1")
    assert not line(session, "PRIORITY", "X1").example
    again = line(session, "PRIORITY", "X1")
    assert rename(session, NOW, rita, "PRIORITY", "X1", again.mark, label=one.label) == Done(
        Act.UNCHANGED, "X1"
    )


def test_a_school_is_a_line_too(session: Session) -> None:
    rita = stage(session)
    done = add(session, NOW, rita, "SCHOOL", code="E3", label="École du Lac", level="secondaire")
    assert done == Done(Act.ADDED, "E3")
    kept = session.get_one(School, "E3")
    assert (kept.name, kept.level, kept.active) == ("École du Lac", "secondaire", True)
    mark = line(session, "SCHOOL", "E1").mark
    assert set_active(session, NOW, rita, "SCHOOL", "E1", mark, active=False) == Done(Act.DEACTIVATED, "E1")
    assert [one.id for one in active_schools(session)] == ["E2", "E3"]


@pytest.mark.parametrize("listing", list(Listing))
def test_doubles_and_the_last_line_are_refused(session: Session, listing: Listing) -> None:
    rita = stage(session)
    known = lists.entries_of(session, listing.value, Entry)
    code, label = known[0].code, known[1].label
    for typed, fault in (
        ({"code": code.lower(), "label": "Nouveau"}, Fault.DOUBLE_CODE),
        ({"code": "Z9", "label": label.upper()}, Fault.DOUBLE_LABEL),
        ({"code": "Z9", "label": " "}, Fault.NO_LABEL),
    ):
        outcome = add(session, NOW, rita, listing.value, **typed)
        assert isinstance(outcome, Mistaken)
        assert [one.fault for one in outcome.mistakes] == [fault]
    outcome = rename(session, NOW, rita, listing.value, code, known[0].mark, label=label)
    assert isinstance(outcome, Mistaken)
    for one in known[1:]:
        set_active(session, NOW, rita, listing.value, one.code, one.mark, active=False)
    last = set_active(session, NOW, rita, listing.value, code, known[0].mark, active=False)
    assert isinstance(last, Mistaken)
    assert last.mistakes[0].fault is Fault.LAST
    assert line(session, listing.value, code) == known[0]


def test_nobody_else_edits_and_what_is_unknown_stays_unknown(session: Session) -> None:
    rita = stage(session)
    ada = add_person(session, "Ada").id
    one = line(session, "PRIORITY", "P1")
    for actor, listing, code, no in (
        (ada, "PRIORITY", "P1", NotDone.NOT_RESPONSIBLE),
        (rita, "SECRET", "P1", NotDone.UNKNOWN),
        (rita, "PRIORITY", "P9", NotDone.UNKNOWN),
    ):
        assert rename(session, NOW, actor, listing, code, one.mark, label="x") is no
        assert set_active(session, NOW, actor, listing, code, one.mark, active=False) is no
    assert add(session, NOW, ada, "PRIORITY", code="P3", label="x") is NotDone.NOT_RESPONSIBLE
    assert add(session, NOW, rita, "SECRET", code="P3", label="x") is NotDone.UNKNOWN
    assert len(session.scalars(select(ListEntry).where(ListEntry.list_name == "PRIORITY")).all()) == 4


def test_the_same_words_added_twice_at_once_stand_once(database: Database) -> None:
    rita = database.write(stage)[0]
    found = at_once(
        *(
            pressing(database, partial(add, code=code, label="Bien-être"), rita, Listing.PRIORITY.value)
            for code in ("B1", "B2")
        )
    )
    assert sorted(type(one).__name__ for one in found) == ["Done", "Mistaken"]
    listed = database.read(lambda session: lists.entries_of(session, "PRIORITY", Entry))
    assert [one.label for one in listed].count("Bien-être") == 1


def test_control_without_the_hold_they_stand_twice(database: Database) -> None:
    """Look in one transaction, write in the next, as nobody does."""
    database.write(stage)

    def naive(code: str) -> Callable[[threading.Barrier], None]:
        def run(barrier: threading.Barrier) -> None:
            found = database.read(lambda session: lists.entries_of(session, "PRIORITY", Entry))
            assert "Bien-être" not in [one.label for one in found]
            barrier.wait()
            database.write(lambda session: lists.put(session, "PRIORITY", Entry(code, "Bien-être")))

        return run

    at_once(naive("B1"), naive("B2"))
    listed = database.read(lambda session: lists.entries_of(session, "PRIORITY", Entry))
    assert [one.label for one in listed].count("Bien-être") == 2
