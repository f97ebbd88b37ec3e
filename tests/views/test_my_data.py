"""« Mes données » hold everything about oneself, and nothing of anybody else (s. 63.5, 83; B3)."""

import importlib
import io
import json
import pkgutil
from typing import Any

from docx import Document
from sqlalchemy.orm import Session

import storage
from bot.usecases import enrollment, privacy
from bot.views import my_data
from cards.phrases import my_data as say
from cards.phrases import unreached as say_unreached
from storage import audit
from storage.attendance import set_marks
from storage.base import Base
from storage.database import Database
from storage.minutes import MinutesVersion
from storage.my_data import NOT_OWNED, OWNED
from storage.people import Person, Role
from storage.rating import Rating
from storage.schedule import meetings_of
from tests import factories
from tests.enrolling import add_network, add_schools
from tests.factories import CONTENT, NOW, add_lists, add_person
from tests.visibility.stage import _write


def test_every_column_that_points_at_a_person_is_handed_out_or_excused() -> None:
    """A new table with people in it stands in `OWNED`, or in `NOT_OWNED` with its reason."""
    for found in pkgutil.iter_modules(storage.__path__):
        if not found.ispkg:
            importlib.import_module(f"storage.{found.name}")
    pointing = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == "people"
    }
    owned = {(one.through[1] if one.through else one.table, one.column) for one in OWNED}
    assert pointing - owned - set(NOT_OWNED) == set()
    assert (owned - {("people", "id")}) | set(NOT_OWNED) == pointing
    assert owned & set(NOT_OWNED) == set()
    assert all(NOT_OWNED.values())


def test_what_is_handed_out_exists_and_has_its_words() -> None:
    tables = Base.metadata.tables
    for one in OWNED:
        assert set(one.fields) <= {column.name for column in tables[one.table].columns}, one.table
    fields = {name for one in OWNED for name in one.fields}
    other = {"what", "who", "when", "at", "action", "subject_type", "before", "after", "why"}
    assert set(say.FIELDS) == fields | other
    assert set(say.SECTIONS) == {one.table for one in OWNED} | {"follow_ups", "audit"}


def stage(session: Session) -> tuple[int, int]:
    """(Ada, Eva): one network, two proposals; what is written of each is marked."""
    add_lists(session)
    codes = add_schools(session, 2)
    ada = add_person(session, "Ada", Role.COMMITTEE_MEMBER, school_id=codes[0]).id
    eva = add_person(session, "Eva", school_id=codes[1]).id
    rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
    network = add_network(session, "Commun")
    meeting = meetings_of(session, network)[0]
    for person, presence in ((ada, "PRESENT"), (eva, "ABSENT")):
        enrollment.enroll(session, NOW, person, network)
        set_marks(session, meeting.id, person, {1: presence}, by_id=rita, at=NOW, activity_id="")
    set_marks(session, meeting.id, ada, {1: "PARTLY"}, by_id=rita, at=NOW, activity_id="")
    for person, mark in ((ada, "ZqAda"), (eva, "ZqEva")):
        content = {**CONTENT, "summary": f"{mark} résumé", "bio": f"{mark} bio"}
        _, request = factories.submitted(session, person, content)
        privacy.ask(session, NOW, person, "CORRECTION", f"{mark} demande")
        audit.record(session, NOW, action="teacher_judged", subject=("person", person), why=f"{mark} motif")
    # Held: nothing of it is anybody's to know, nor to export.
    factories.decide(session, rita, 1, "DECLINED", "ZqRetenu", hold=True)
    session.add(
        Rating(request_id=request, person_id=ada, marks={"R24": "YES"}, comment="ZqAda avis", saved_at=NOW)
    )
    _write(session, network, meeting, "Résumé")
    minutes = session.get_one(MinutesVersion, (1, 1))
    minutes.content = {
        **minutes.content,
        "follow_ups": [
            {"key": 1, "what": "ZqAda suivi", "who": "ADA ESSAI", "when": "2026-12-10"},
            {"key": 2, "what": "ZqEva suivi", "who": "Eva Essai", "when": ""},
        ],
    }
    session.flush()
    return ada, eva


def drawn(session: Session, person_id: int) -> tuple[dict[str, Any], str]:
    """(the JSON, all text of the Word document) of one's own."""
    person = session.get_one(Person, person_id)
    told, word = (
        my_data.as_json(session, NOW, person, person_id),
        my_data.as_word(session, NOW, person, person_id),
    )
    assert told is not None
    assert word is not None
    assert (told.media, told.name) == ("application/json", f"CEE_Mes-donnees_{person_id}_2026-11-23.json")
    return json.loads(told.draw()), "\n".join(
        one.text for one in Document(io.BytesIO(word.draw())).paragraphs
    )


def test_everything_of_ones_own_and_nothing_else(database: Database) -> None:
    def run(session: Session) -> tuple[dict[str, Any], str]:
        ada, eva = stage(session)
        assert my_data.as_json(session, NOW, session.get_one(Person, eva), ada) is None
        assert my_data.as_word(session, NOW, session.get_one(Person, eva), ada) is None
        return drawn(session, ada)

    told, word = database.write(run)[0]
    sections = {one["nom"]: one["lignes"] for one in told["sections"]}
    assert list(sections) == list(say.SECTIONS)
    for whole in (json.dumps(told, ensure_ascii=False), word):
        for own in ("résumé", "bio", "demande", "motif", "avis", "suivi"):
            assert f"ZqAda {own}" in whole, own
        assert "ZqEva" not in whole
        assert "ZqRetenu" not in whole
        assert "Eva" not in whole
        assert "Réseau Commun" in whole
    marks = [(one["before"], one["after"]) for one in sections["attendance_changes"]]
    assert marks == [(None, "PRESENT"), ("PRESENT", "PARTLY")]
    assert [one["presence"] for one in sections["attendance_marks"]] == ["PARTLY"]
    assert [one["state"] for one in sections["enrollments"]] == ["ACTIVE"]
    assert sections["people"][0]["email"] == "ada@exemple.invalid"
    assert "présence partielle" in word
    assert "le 10 décembre 2026" in word
    # What is empty is said once, at the end.
    empty = word.partition(say.NOTHING_KEPT)[2]
    assert [name for name in say.SECTIONS if say.SECTIONS[name] in map(str.strip, empty.split("\n"))] == [
        name for name, rows in sections.items() if not rows
    ]
    assert "feed" not in json.dumps(told["sections"])


def test_what_the_bot_wrote_itself_is_said_in_words() -> None:
    """No code and no English word in what a person reads of herself."""
    said = [
        ("why", "until 2026-07-04T00:00-04:00", "jusqu’au 4 juillet 2026, 0\u00a0h"),
        ("why", "declined", "invitation refusée"),
        ("why", "Une tempête", "Une tempête"),
        ("subject_type", "network", "réseau"),
        ("kind", "minutes_deposited", "le compte rendu d’une rencontre"),
        ("kind", "MEETING", "rencontre"),
        ("kind", "never_heard", say_unreached.OTHER_KIND),
    ]
    assert [(name, value, my_data._text(value, NOW, name)) for name, value, _ in said] == said
