"""How long the catalogue takes among five hundred networks: read, searched, drawn, written as JSON.

In the bench's own process, without HTTP: a turn adds to it what any other turn takes.
"""

import json
import time
from datetime import date
from functools import partial
from statistics import median

from sqlalchemy.orm import Session

from bot.views import catalog as views
from cards.catalog import Search
from cards.phrases import catalog as say
from storage.database import Database
from storage.enrollment import Enrollment, Seat
from storage.network import Network
from storage.people import Person
from storage.schedule import Meeting
from tests.bench.load import WrongAnswerError
from tests.factories import NOW

NETWORKS, MEMBERS, TIMES = 500, 6, 10
YEAR = "2026-2027"
DAYS = (date(2027, 1, 13), date(2027, 5, 5))
# None of these is a subject of the demo year.
SUBJECTS = ("Chanter à plusieurs voix", "Danser en classe", "Jardiner à l’école", "Bâtir des ponts")
SUMMARY = "Nous essayons en classe, puis nous comparons nos traces d’élèves et nos façons de faire. " * 8
# What teachers ask for, and how many of the networks are meant: words with typos, a page, a filter.
SEARCHES = (
    (Search("jardinner a l’ecole"), NETWORKS // len(SUBJECTS)),
    (Search("peinture flamande"), 0),
    (Search("chantez facons", month=1, page=2), NETWORKS // len(SUBJECTS)),
)


def add_networks(session: Session) -> None:
    """So many open networks of two meetings, with six members each, beside what is stored."""
    people = [
        Person(object_id=f"catalog{number}", name=f"Membre {number}", created_at=NOW)
        for number in range(NETWORKS * (MEMBERS + 1))
    ]
    session.add_all(people)
    session.flush()
    networks = [
        Network(
            title=f"{SUBJECTS[number % len(SUBJECTS)]}, groupe {number}",
            summary=SUMMARY,
            animator_id=people[number].id,
            school_year=YEAR,
            state="OPEN",
            accepted_at=NOW,
            published_at=NOW,
            modality="FULL_2",
        )
        for number in range(NETWORKS)
    ]
    session.add_all(networks)
    session.flush()
    for place, network in enumerate(networks):
        _fill(session, network.id, people[NETWORKS + place * MEMBERS :][:MEMBERS])


def _fill(session: Session, network_id: int, people: list[Person]) -> None:
    session.add_all(
        Meeting(network_id=network_id, number=number, day=day, half_days=2, venue="CEE")
        for number, day in enumerate(DAYS, start=1)
    )
    members = [
        Enrollment(
            network_id=network_id,
            person_id=person.id,
            school_year=YEAR,
            state="ACTIVE",
            source="self",
            created_at=NOW,
        )
        for person in people
    ]
    session.add_all(members)
    session.flush()
    session.add_all(
        Seat(network_id=network_id, number=number, enrollment_id=member.id)
        for number, member in enumerate(members, start=1)
    )


def measured(database: Database) -> float:
    """Milliseconds, the median of some pages. Raises WrongAnswerError when a wrong number is found."""
    took = []
    for search, count in SEARCHES * TIMES:
        begun = time.perf_counter()
        found = database.read(partial(views.listing, now=NOW, search=search))
        written = json.dumps(found, ensure_ascii=False)
        took.append(time.perf_counter() - begun)
        if say.found(count) not in written:
            raise WrongAnswerError(f"{search.text}: not {count} were found")
    return median(took) * 1000
