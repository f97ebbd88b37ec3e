"""Writing and depositing the bilan: who, when, what of it (R36, R37, R41, R63; S30)."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules import bilan as rules
from bot.rules.attendance import Choice
from bot.rules.bilan import Fault, Mistake
from bot.settings import Settings
from bot.teams.bilan import WORDS
from bot.usecases import attendance, bilan, minutes
from bot.usecases.bilan import Conflict, Deposited, Opened, Refused, Saved
from bot.usecases.enrollment import Enrolled, enroll
from bot.views import bilan as views
from cards.phrases import bilan as say
from cards.phrases import continuation as say_continuation
from storage.bilan import BilanVersion, bilan_of, deposited_bilan
from storage.continuation import continuation_of
from storage.database import Database
from storage.network import Network
from storage.outbox import OutboxRow
from storage.people import Person, Role
from storage.schedule import Meeting, meetings_of
from tests.enrolling import add_network, clean, people
from tests.factories import SETTINGS, TORONTO, add_person
from tests.scenarios.world import text
from tests.usecases.test_minutes import WORDS as MINUTES_WORDS
from tests.usecases.test_plan import add_channel

# N2's days (S30); the second one is called off.
DAYS = (date(2026, 11, 4), date(2027, 1, 27), date(2027, 4, 28))
EARLY = datetime(2026, 9, 15, 10, 0, tzinfo=TORONTO)
LAST = datetime(2027, 4, 28, 16, 0, tzinfo=TORONTO)
IN_JUNE = datetime(2027, 6, 11, 10, 0, tzinfo=TORONTO)
LATE = datetime(2027, 7, 2, 10, 0, tzinfo=TORONTO)
TEXTS = {"summary": "Trois grilles.", "achievement": "Une trousse."}


def stage(session: Session, *, year_index: int = 1) -> tuple[int, int, list[int], int]:
    """(network, its animator, four teachers of whom two are members, a responsible): both were there on 4
    November, its minutes are in; nobody took the attendance of 28 April.
    """
    crowd = people(session, 4)
    ada = add_person(session, "Ada", school_id=None).id
    rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
    network = add_network(session, days=DAYS, animator_id=ada, modality="FULL_1_HALF_2")
    session.get_one(Network, network).year_index = year_index
    add_channel(session, network)
    for person in crowd[:2]:
        assert isinstance(enroll(session, EARLY, person, network), Enrolled)
    first, second, _ = meetings_of(session, network)
    held = datetime(2026, 11, 4, 15, 50, tzinfo=TORONTO)
    attendance.mark(session, held, ada, first.id, crowd[1], Choice.ABSENT, activity_id="1")
    attendance.everybody(session, held, ada, first.id, activity_id="2")
    minutes.start(session, held, ada, first.id, MINUTES_WORDS)
    typed = {"summary": "Nous avons lu."}
    minutes.save(session, held, ada, SETTINGS, first.id, revision=0, step=2, values=typed)
    minutes.deposit(session, held, ada, SETTINGS, first.id, revision=1)
    second.state = "CANCELLED"
    session.get_one(Network, network).state = "IN_PROGRESS"
    session.flush()
    return network, ada, crowd, rita


def start(session: Session, network: int, ada: int, now: datetime = LAST) -> Any:
    return bilan.start(session, now, ada, SETTINGS, network, WORDS)


def save(session: Session, network: int, ada: int, step: int, at: int, **values: str) -> Any:
    return bilan.save(session, IN_JUNE, ada, SETTINGS, network, WORDS, revision=at, step=step, values=values)


def deposit(
    session: Session,
    network: int,
    ada: int,
    now: datetime = IN_JUNE,
    *,
    at: int | None = None,
    values: dict[str, str] | None = TEXTS,
    settings: Settings = SETTINGS,
) -> Any:
    found = bilan_of(session, network)
    revision = at if at is not None else found.revision if found else 0
    return bilan.deposit(session, now, ada, settings, network, WORDS, revision=revision, values=values)


def told(session: Session, kind: str) -> list[int | None]:
    query = select(OutboxRow.person_id).where(OutboxRow.kind == kind)
    return sorted(session.scalars(query), key=str)


def draft(session: Session, network: int) -> dict[str, str]:
    found = bilan_of(session, network)
    assert found is not None
    return {name: value for name, value in rules.read(found.draft).items() if value}


def test_the_draft_holds_what_the_bot_knows_and_follows_until_somebody_writes(session: Session) -> None:
    network, ada, _, _ = stage(session)
    assert start(session, network, ada) == Opened(network)
    assert draft(session, network) == {
        "dates": (
            "Rencontre 1\u00a0: le mercredi 4 novembre 2026, 1 présence sur 2\n"
            "Rencontre 2\u00a0: le mercredi 27 janvier 2027, annulée\n"
            "Rencontre 3\u00a0: le mercredi 28 avril 2027, présences non consignées"
        ),
        "summary": "Rencontre 1, le 4 novembre 2026\nNous avons lu.\n\nRencontre 3, le 28 avril 2027",
        "continuation": "no",
    }
    last = meetings_of(session, network)[2].id
    attendance.everybody(session, LAST, ada, last, activity_id="3")
    start(session, network, ada)
    assert "28 avril 2027, 2 présences sur 2" in draft(session, network)["dates"]
    found = bilan_of(session, network)
    assert found is not None
    assert found.revision == 1
    assert save(session, network, ada, 1, 1, dates="Deux dates", purpose="Lire") == Saved(network, [])
    minutes.start(session, LAST, ada, last, MINUTES_WORDS)
    start(session, network, ada)
    assert draft(session, network)["dates"] == "Deux dates"


def test_deposited_it_completes_the_network_and_tells_the_responsibles_once(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada, crowd, rita = stage(session)
        paul = add_person(session, "Paul", Role.CEE_RESPONSIBLE, school_id=None).id
        start(session, network, ada)
        assert deposit(session, network, ada) == Deposited(network, 1)
        assert session.get_one(Network, network).state == "COMPLETED"
        # The same press again, drawn before: nothing more.
        assert deposit(session, network, ada, at=0) == Deposited(network, 1)
        assert deposit(session, network, ada, values={**TEXTS, "achievement": "Deux."}) == Deposited(
            network, 2
        )
        assert told(session, bilan.DEPOSITED) == sorted([rita, paul], key=str)
        versions = session.scalars(select(BilanVersion).order_by(BilanVersion.version))
        assert [one.content["achievement"] for one in versions] == ["Une trousse.", "Deux."]
        found = bilan_of(session, network)
        assert found is not None
        # The first deposit decides whether it was late.
        deposit(session, network, ada, LATE, values={**TEXTS, "achievement": "Trois."})
        assert found.deposited_at == IN_JUNE
        assert not views.is_late(session, LATE, session.get_one(Network, network), found)
        # The attendance is a responsible's alone to correct.
        first = meetings_of(session, network)[0].id
        mine = attendance.mark(session, LATE, ada, first, crowd[1], Choice.PRESENT, activity_id="9")
        assert mine is attendance.Refused.CLOSED
        theirs = attendance.mark(session, LATE, rita, first, crowd[1], Choice.PRESENT, activity_id="9")
        assert theirs == attendance.Marked(first, changed=True)
        clean(session, LATE)

    database.write(run)


def test_s30_filed_on_2_july_it_is_late_and_belongs_to_its_year(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada, _, rita = stage(session)
        session.get_one(Network, network).state = "ARCHIVED"
        assert start(session, network, ada, LATE) == Opened(network)
        assert deposit(session, network, ada, LATE) == Deposited(network, 1)
        found, one = bilan_of(session, network), session.get_one(Network, network)
        assert found is not None
        assert (one.state, one.school_year) == ("ARCHIVED", "2026-2027")
        assert views.is_late(session, LATE, one, found)
        # In the archive a deposited one is a responsible's to correct; a new version, the old one kept.
        assert start(session, network, ada, LATE) is Refused.ARCHIVED
        assert deposit(session, network, ada, LATE) is Refused.ARCHIVED
        assert start(session, network, rita, LATE) == Opened(network)
        assert deposit(session, network, rita, LATE, values={**TEXTS, "summary": "Corrigé."}) == Deposited(
            network, 2
        )
        assert told(session, bilan.DEPOSITED) == [rita]

    database.write(run)


def test_only_the_animator_from_the_last_meeting_on_and_never_without_a_meeting(session: Session) -> None:
    network, ada, crowd, rita = stage(session)
    # The half-day of 28 April begins at 12 h 45.
    assert start(session, network, ada, LAST.replace(hour=12, minute=44)) is Refused.NOT_YET
    assert start(session, network, ada, LAST.replace(hour=12, minute=45)) == Opened(network)
    for stranger in (crowd[0], crowd[3], rita):
        assert start(session, network, stranger) is Refused.NOT_ALLOWED
        assert save(session, network, stranger, 1, 0, dates="Non") is Refused.NOT_ALLOWED
        assert deposit(session, network, stranger) is Refused.NOT_ALLOWED
    assert start(session, 4242, ada) is Refused.NOT_ALLOWED
    for one in meetings_of(session, network):
        session.get_one(Meeting, one.id).state = "CANCELLED"
    session.flush()
    assert deposit(session, network, ada) is Refused.NO_MEETING
    assert deposited_bilan(session, network) is None
    assert told(session, bilan.DEPOSITED) == []


def test_what_is_missing_is_said_and_what_was_typed_is_kept(session: Session) -> None:
    network, ada, _, _ = stage(session)
    start(session, network, ada)
    empty = deposit(session, network, ada, values={"summary": "Rencontre 1, le 4 novembre 2026"})
    assert empty == Saved(network, [Mistake(Fault.NO_SUMMARY), Mistake(Fault.NO_ACHIEVEMENT)])
    assert deposit(session, network, ada, values=TEXTS, at=0) == Conflict(network)
    assert save(session, network, ada, 4, 1, continuation="yes") == Saved(
        network, [Mistake(Fault.NO_REASONS)]
    )
    assert draft(session, network)["continuation"] == "yes"
    assert deposit(session, network, ada) == Saved(network, [Mistake(Fault.NO_REASONS)])
    assert session.get_one(Network, network).state == "IN_PROGRESS"
    save(session, network, ada, 4, 3, continuation="yes", continuation_reasons="Le groupe.")
    assert deposit(session, network, ada, values=None) == Deposited(network, 1)
    version = deposited_bilan(session, network)
    assert version is not None
    assert (version.content["continuation"], version.content["continuation_reasons"]) == ("yes", "Le groupe.")


def test_s30_a_third_year_is_refused_whatever_the_card_says(session: Session) -> None:
    network, ada, _, _ = stage(session, year_index=2)
    start(session, network, ada)
    save(session, network, ada, 4, 0, continuation="yes", continuation_reasons="Encore.")
    assert deposit(session, network, ada) == Saved(network, [Mistake(Fault.THIRD_YEAR)])
    assert deposited_bilan(session, network) is None


def test_a_cancelled_network_with_a_meeting_held_stays_cancelled(session: Session) -> None:
    network, ada, _, _ = stage(session)
    session.get_one(Network, network).state = "CANCELLED"
    meetings_of(session, network)[2].state = "CANCELLED"
    session.flush()
    # « bilan » typed in chat finds it all the same.
    assert views.own(session, LAST, ada) == network
    start(session, network, ada)
    assert deposit(session, network, ada) == Deposited(network, 1)
    assert session.get_one(Network, network).state == "CANCELLED"
    assert views.awaited(session, LAST, ada) == 0


@pytest.mark.parametrize("why", ["", "not_teaching", "cancelled"])
def test_s03_a_yes_says_what_becomes_of_it_and_one_that_asks_nobody_says_why(
    session: Session, why: str
) -> None:
    network, ada, _, _ = stage(session)
    if why == "not_teaching":
        session.get_one(Person, ada).not_teaching = True
    elif why:
        session.get_one(Network, network).state = "CANCELLED"
        meetings_of(session, network)[2].state = "CANCELLED"
    session.flush()
    start(session, network, ada)
    save(session, network, ada, 4, 0, continuation="yes", continuation_reasons="Encore.")
    assert deposit(session, network, ada) == Deposited(network, 1)
    shown = text(views.deposited(session, IN_JUNE, ada, network))
    assert (continuation_of(session, network) is None) == bool(why)
    assert [sentence in shown for sentence in (say.CONTINUATION_NEXT, *say_continuation.BARS.values())] == [
        not why,
        *(why == one for one in say_continuation.BARS),
    ]
