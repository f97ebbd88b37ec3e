"""Writing and depositing an agenda: who, when, to whom, once (R33; S21)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.agenda import Fault, Mistake, items
from bot.rules.plan import Prefill
from bot.usecases import agenda, plan
from bot.usecases.agenda import Conflict, Deposited, Opened, Refused, Saved, Words
from bot.usecases.enrollment import enroll, withdraw
from storage.agenda import AgendaVersion, agenda_of, agendas_to_come, deposited_agenda
from storage.database import Database
from storage.network import Network
from storage.outbox import OutboxRow
from storage.people import Role
from storage.schedule import Meeting, meetings_of
from tests.enrolling import add_network, fill, full, people
from tests.factories import NOW, SETTINGS, TORONTO, add_person

SAID = Prefill("le canal", "Bienvenue\nPrésentation", "Regard", "Bilan du jour", "Bilan du réseau")
WORDS = Words(SAID, ("Bienvenue",))
NEAR = (date(2026, 12, 1), date(2027, 5, 5))
LINK = "https://exemple.invalid/ordre"


def stage(session: Session, days: tuple[date, date] = NEAR) -> tuple[int, int, list[int]]:
    """(network, animator, two members); Rita and Paul are responsible."""
    crowd = people(session, 4)
    ada = add_person(session, "Ada", school_id=None).id
    for name in ("Rita", "Paul"):
        add_person(session, name, Role.CEE_RESPONSIBLE, school_id=None)
    network = add_network(session, days=days, animator_id=ada)
    fill(session, network, crowd[:2])
    return network, ada, crowd


def first(session: Session, network: int) -> int:
    return meetings_of(session, network)[0].id


def begun(session: Session, meeting: int, ada: int, now: datetime = NOW) -> int:
    """The revision of the draft."""
    assert agenda.start(session, now, ada, meeting, WORDS) == Opened(meeting)
    found = agenda_of(session, meeting)
    assert found is not None
    return found.revision


def deposit(session: Session, meeting: int, ada: int, now: datetime = NOW) -> Any:
    revision = begun(session, meeting, ada, now)
    return agenda.deposit(session, now, ada, SETTINGS, meeting, revision=revision)


def save(session: Session, meeting: int, ada: int, revision: int, **values: str) -> Any:
    typed = {"items": "Essais (40 min)"} | values
    return agenda.save(session, NOW, ada, SETTINGS, meeting, revision=revision, step=1, values=typed)


def told(session: Session, kind: str = agenda.DEPOSITED) -> list[int | None]:
    query = select(OutboxRow.person_id).where(OutboxRow.kind == kind).order_by(OutboxRow.person_id)
    return list(session.scalars(query))


def lines(session: Session, meeting: int) -> list[str]:
    found = agenda_of(session, meeting)
    assert found is not None
    return [one.text for one in items(found.draft["items"])]


def test_the_draft_follows_the_plan_until_somebody_writes_in_it(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada, _ = stage(session)
        meeting = first(session, network)
        begun(session, meeting, ada)
        assert lines(session, meeting) == ["Présentation", "Bilan du jour"]
        plan.start(session, NOW, ada, network, SAID)
        plan.add_lines(session, NOW, ada, network, "m1b2", ["Essais"])
        revision = begun(session, meeting, ada)
        assert lines(session, meeting) == ["Présentation", "Essais", "Bilan du jour"]
        # A card that was drawn before the plan changed deposits nothing: it showed something else.
        old = agenda.deposit(session, NOW, ada, SETTINGS, meeting, revision=revision - 1)
        assert old == Conflict(meeting)
        assert isinstance(save(session, meeting, ada, revision, items="Autre chose"), Saved)
        plan.add_lines(session, NOW, ada, network, "m1b2", ["Encore"])
        begun(session, meeting, ada)
        assert lines(session, meeting) == ["Autre chose"]

    database.write(run)


def test_members_get_it_once_and_the_animator_does_not(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada, crowd = stage(session)
        meeting = first(session, network)
        assert deposit(session, meeting, ada) == Deposited(meeting, 1)
        assert deposit(session, meeting, ada) == Deposited(meeting, 1)
        assert told(session) == crowd[:2]
        assert isinstance(save(session, meeting, ada, 0, items="Autre"), Saved)
        assert deposit(session, meeting, ada) == Deposited(meeting, 2)
        assert told(session) == crowd[:2]
        assert [one.content["items"] for one in session.scalars(select(AgendaVersion))][1] == "Autre"
        found = agenda_of(session, meeting)
        assert found is not None
        assert found.deposited_at == NOW

    database.write(run)


def test_who_gets_a_seat_later_gets_it_at_once(database: Database) -> None:
    """R33: enrolled later, and promoted from the waiting list; once, even after leaving and coming back."""

    def run(session: Session) -> None:
        network, ada, crowd = stage(session)
        deposit(session, first(session, network), ada)
        enroll(session, NOW, crowd[2], network)
        assert told(session) == crowd[:3]
        withdraw(session, NOW, crowd[2], network)
        enroll(session, NOW, crowd[2], network)
        assert told(session) == crowd[:3]

    database.write(run)


def test_who_is_promoted_gets_it_too_and_who_waits_does_not(database: Database) -> None:
    def run(session: Session) -> None:
        network, crowd = full(session, waiters=1)
        ada = session.get_one(Network, network).animator_id
        meeting = first(session, network)
        deposit(session, meeting, ada)
        assert told(session) == crowd[:10]
        withdraw(session, NOW, crowd[0], network)
        assert crowd[10] in told(session)

    database.write(run)


def test_nothing_is_sent_of_a_meeting_that_is_past_or_cancelled(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada, crowd = stage(session)
        meeting, later = meetings_of(session, network)
        deposit(session, meeting.id, ada)
        deposit(session, later.id, ada)
        assert agendas_to_come(session, network, NOW.date()) == [meeting.id, later.id]
        assert agendas_to_come(session, network, meeting.day + timedelta(days=1)) == [later.id]
        session.get_one(Meeting, later.id).state = "CANCELLED"
        before = len(told(session))
        enroll(session, NOW, crowd[3], network)
        assert len(told(session)) == before + 1

    database.write(run)


def test_only_the_animator_of_a_published_network_before_the_meeting(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada, crowd = stage(session)
        meeting = first(session, network)
        begun(session, meeting, ada)
        after = datetime(2026, 12, 2, 8, 0, tzinfo=TORONTO)
        assert agenda.start(session, NOW, crowd[0], meeting, WORDS) is Refused.NOT_ALLOWED
        assert agenda.start(session, NOW, ada, 4242, WORDS) is Refused.NOT_ALLOWED
        assert agenda.start(session, after, ada, meeting, WORDS) is Refused.OVER
        assert agenda.deposit_link(session, NOW, crowd[0], meeting, LINK) is Refused.NOT_ALLOWED
        refused = agenda.deposit(session, NOW, crowd[0], SETTINGS, meeting, revision=0)
        assert refused is Refused.NOT_ALLOWED
        session.get_one(Network, network).published_at = None
        session.flush()
        assert agenda.start(session, NOW, ada, meeting, WORDS) is Refused.NOT_PUBLISHED
        assert told(session) == []

    database.write(run)


def test_a_save_from_another_device_is_not_overwritten(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada, _ = stage(session)
        meeting = first(session, network)
        assert begun(session, meeting, ada) == 0
        assert save(session, meeting, ada, 0) == Saved(meeting, [])
        assert save(session, meeting, ada, 0, items="Autre") == Conflict(meeting)
        # The same text again, as when a press is delivered twice, is no conflict.
        assert save(session, meeting, ada, 0) == Saved(meeting, [])
        assert agenda.deposit(session, NOW, ada, SETTINGS, meeting, revision=0) == Conflict(meeting)
        assert deposited_agenda(session, meeting) is None

    database.write(run)


def test_what_is_wrong_deposits_nothing(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada, _ = stage(session)
        meeting = first(session, network)
        begun(session, meeting, ada)
        wrong = [Mistake(Fault.NO_ITEMS)]
        assert save(session, meeting, ada, 0, items="") == Saved(meeting, wrong)
        assert deposit(session, meeting, ada) == Saved(meeting, wrong)
        bad = agenda.deposit_link(session, NOW, ada, meeting, "http://exemple.invalid")
        assert bad == Saved(meeting, [Mistake(Fault.BAD_LINK, "link")])
        assert (told(session), deposited_agenda(session, meeting)) == ([], None)

    database.write(run)


def test_ones_own_document_takes_the_place_of_the_points_and_they_are_kept(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada, crowd = stage(session)
        meeting = first(session, network)
        begun(session, meeting, ada)
        assert agenda.deposit_link(session, NOW, ada, meeting, LINK) == Deposited(meeting, 1)
        assert agenda.deposit_link(session, NOW, ada, meeting, LINK) == Deposited(meeting, 1)
        found = deposited_agenda(session, meeting)
        assert found is not None
        assert found.content == {"link": LINK}
        assert told(session) == crowd[:2]
        assert deposit(session, meeting, ada) == Deposited(meeting, 2)
        found = deposited_agenda(session, meeting)
        assert found is not None
        assert "link" not in found.content

    database.write(run)


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (datetime(2026, 11, 24, 23, 59, 59, tzinfo=TORONTO), False),
        (datetime(2026, 11, 25, 0, 0, 0, tzinfo=TORONTO), True),
    ],
)
def test_s21_late_to_the_second_is_accepted_and_told(
    database: Database, moment: datetime, late: bool
) -> None:
    def run(session: Session) -> None:
        network, ada, crowd = stage(session)
        meeting = first(session, network)
        assert deposit(session, meeting, ada, moment) == Deposited(meeting, 1)
        assert told(session) == crowd[:2]
        assert len(told(session, agenda.LATE)) == (2 if late else 0)

    database.write(run)
