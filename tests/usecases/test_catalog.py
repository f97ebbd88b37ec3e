"""What the catalogue shows of a network comes from its proposal, or from the file (issue 4 point 4; S03)."""

from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.usecases.imports import IMPORTS
from bot.usecases.imports_csv import Fault, Imported, LineError
from storage.catalog import ListName, entry
from storage.database import Database
from storage.network import Network, network_by_code
from storage.people import Role
from tests.factories import CONTENT, NOW, TORONTO, add_lists, add_person, decide, submitted
from tests.usecases.test_imports_networks import SAMPLE, prepared, run

HEAD = (
    "id;titre;annee_scolaire;etape;animation;modalite;dates;depose_le;"
    "groupe;discipline;resume;materiel;prealables;limite\n"
)
OPEN = "N1;Lire;2026-2027;inscriptions ouvertes;T13;2J;2027-01-13|2027-05-05;2025-12-01;"
TEXTS = "Primaire;Français;Des albums.;Un album;Aucun"


def test_an_accepted_proposal_hands_its_texts_and_labels_to_the_network(database: Database) -> None:
    """Labels, not codes: the network keeps them when the list changes."""

    def work(session: Session) -> tuple[str, ...]:
        add_lists(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE).id
        content = {**CONTENT, "required_material": "Un album", "prerequisites": "Aimer lire"}
        _, request = submitted(session, add_person(session, "Ada").id, content)
        decide(session, rita, request)
        group = entry(session, ListName.TARGET_GROUP, "G1")
        assert group is not None
        group.label = "Autre chose"
        session.flush()
        made = session.scalars(select(Network)).one()
        assert made.published_at is None
        return made.summary, made.target_group, made.discipline, made.material, made.prerequisites

    kept, _ = database.write(work)
    assert kept == (CONTENT["summary"], "Choix G1", "Choix D1", "Un album", "Aimer lire")


def imported(session: Session, line: str) -> Network:
    prepared(session, networks="")
    assert run(session, "networks", HEAD + line) == Imported(1, 0)
    made = network_by_code(session, "N1")
    assert made is not None
    return made


def test_the_file_fills_what_the_catalogue_shows(database: Database) -> None:
    def work(session: Session) -> None:
        line = f"{OPEN}{TEXTS};2026-11-27\n"
        made = imported(session, line)
        texts = (made.target_group, made.discipline, made.summary, made.material, made.prerequisites)
        assert ";".join(texts) == TEXTS
        assert (made.state, made.closes_on) == ("OPEN", date(2026, 11, 27))
        accepted = datetime.combine(date(2025, 12, 1), time(12), tzinfo=TORONTO).astimezone(UTC)
        session.expire(made)
        assert {made.published_at, made.scheduled_at, made.room_confirmed_at} == {accepted}
        # The same file again changes nothing; another deadline changes that line.
        assert run(session, "networks", HEAD + line) == Imported(0, 0)
        assert run(session, "networks", HEAD + line.replace("11-27", "12-04")) == Imported(0, 1)
        assert made.closes_on == date(2026, 12, 4)
        # Neither a deadline left empty nor a file without the columns takes anything away.
        assert run(session, "networks", f"{HEAD}{OPEN}{TEXTS};\n") == Imported(0, 0)
        short = HEAD.split(";groupe", maxsplit=1)[0] + "\n" + OPEN[:-1] + "\n"
        assert run(session, "networks", short) == Imported(0, 0)
        assert (made.summary, made.closes_on) == ("Des albums.", date(2026, 12, 4))

    database.write(work)


@pytest.mark.parametrize("stage", ["accepté; à planifier", "annulé"])
def test_what_was_never_announced_is_not_published_by_its_import(database: Database, stage: str) -> None:
    def work(session: Session) -> None:
        made = imported(session, f'N1;Lire;2026-2027;"{stage}";T13;;;2025-12-01;{TEXTS};\n')
        assert (made.published_at, made.scheduled_at, made.room_confirmed_at) == (None, None, None)

    database.write(work)


def test_a_deadline_that_is_no_day_refuses_the_file(database: Database) -> None:
    def work(session: Session) -> None:
        prepared(session, networks="")
        line = f"N1;Lire;2026-2027;accepté;T13;;;2025-12-01;{TEXTS};le 27 novembre\n"
        wrong = LineError(2, Fault.BAD_DATE, "le 27 novembre")
        assert run(session, "networks", HEAD + line) == (wrong,)

    database.write(work)


def test_the_sample_year_has_its_texts_and_deadlines(database: Database) -> None:
    """DOMAIN.md §5.1."""

    def work(session: Session) -> None:
        for name in ("schools", "teachers", "networks"):
            IMPORTS[name](session, NOW, (SAMPLE / f"{name}.csv").read_bytes())
        for code, closes_on in (("N3", date(2026, 11, 20)), ("N4", date(2026, 11, 27)), ("N5", None)):
            made = network_by_code(session, code)
            assert made is not None
            assert made.closes_on == closes_on
            assert all((made.summary, made.target_group, made.discipline, made.material, made.prerequisites))

    database.write(work)
