"""People in the lists that cards show, and what the desk says of who was reminded (DOMAIN.md §3.6; R60)."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.views import attendance, release, roster, untaken
from bot.views.attendees import attendees
from cards.phrases import attendance as say
from storage.database import Database
from storage.network import Network
from storage.people import Role
from storage.schedule import meetings_of
from tests.enrolling import NEAR, add_network, add_schools, add_teacher, fill
from tests.factories import TORONTO, add_person

NAMES = ("Zoé", "Élise", "eva", "Alix")
LISTED = ["Alix Essai", "Élise Essai", "eva Essai", "Zoé Essai"]
DURING = datetime(2026, 12, 1, 9, tzinfo=TORONTO)
LATER = datetime(2026, 12, 4, 9, tzinfo=TORONTO)


def stage(session: Session) -> tuple[int, int]:
    """(network, its first meeting) with four members."""
    schools = add_schools(session, len(NAMES))
    network = add_network(session, days=NEAR)
    fill(session, network, [add_teacher(session, *one) for one in zip(NAMES, schools, strict=True)])
    return network, meetings_of(session, network)[0].id


def test_elise_stands_before_zoe_wherever_people_are_listed(database: Database) -> None:
    def run(session: Session) -> None:
        network, meeting = stage(session)
        animator = session.get_one(Network, network).animator_id
        first = meetings_of(session, network)[0]
        assert [one.name for one in attendees(session, first, DURING.date())[1:]] == LISTED
        followed = attendance.releases(session, DURING, animator, meeting)
        rows = roster.roster(session, DURING, animator, network)
        shown = [attendance.sheet(session, DURING, animator, meeting), followed, rows]
        shown += [release.ledger_of(session, DURING, network), attendance.keeper(session, DURING, meeting)]
        for card in shown:
            assert card is not None
            said = str(card)
            assert sorted(LISTED, key=said.index) == LISTED

    database.write(run)


def test_the_desk_tells_of_no_reminder_that_did_not_leave(database: Database) -> None:
    """A bot that was stopped that day sent none (B1)."""

    def run(session: Session) -> None:
        stage(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
        (waiting,) = untaken.tasks(session, LATER, rita)
        task = waiting.draw()
        assert task.line == say.untaken_line("AnimN Essai", "le 1er décembre 2026", 0)
        assert "rappel" not in task.line

    database.write(run)
