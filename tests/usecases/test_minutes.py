"""Writing and depositing minutes: who, when, to whom, once (R62; S24, S25)."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules import minutes as rules
from bot.rules.minutes import Fault, Mistake
from bot.services import CreatedChannel, Place
from bot.usecases import agenda, channel, minutes
from bot.usecases.enrollment import withdraw
from bot.usecases.minutes import Conflict, Deposited, Opened, Refused, Saved, Words
from bot.views import minutes as views
from bot.views.attendees import attendees
from storage.attendance import AttendanceMark
from storage.database import Database
from storage.minutes import MinutesVersion, deposited_minutes, minutes_of
from storage.network import Network
from storage.outbox import OutboxRow
from storage.people import Person
from storage.schedule import Meeting, meetings_of
from tests.enrolling import add_network, fill, people
from tests.factories import NOW, SETTINGS, TORONTO, add_person
from tests.usecases.test_agenda import WORDS as AGENDA_WORDS
from tests.usecases.test_plan import add_channel

DAYS = (date(2026, 12, 1), date(2027, 5, 5))
AFTER = datetime(2026, 12, 1, 16, 0, tzinfo=TORONTO)


def _closing(at: time | None, day: date | None) -> str:
    return f"Levée à {at}, {day}"


WORDS = Words(lambda at: f"Début à {at}", lambda day: f"Lu, {day}", _closing)


def stage(session: Session, *, has_channel: bool = True) -> tuple[int, int, list[int]]:
    """(first meeting, animator, four teachers of whom two are members); the agenda of two points is there."""
    crowd = people(session, 4)
    ada = add_person(session, "Ada", school_id=None).id
    network = add_network(session, days=DAYS, animator_id=ada)
    if has_channel:
        add_channel(session, network)
    fill(session, network, crowd[:2])
    meeting = meetings_of(session, network)[0].id
    agenda.start(session, NOW, ada, meeting, AGENDA_WORDS)
    typed = {"items": "Essais (40 min)\nPhoto"}
    agenda.save(session, NOW, ada, SETTINGS, meeting, revision=0, step=1, values=typed)
    agenda.deposit(session, NOW, ada, SETTINGS, meeting, revision=1)
    return meeting, ada, crowd


def mark(session: Session, meeting: int, person: int, presence: str, half: int = 1) -> None:
    session.merge(AttendanceMark(meeting_id=meeting, person_id=person, half=half, presence=presence))
    session.flush()


def revision(session: Session, meeting: int) -> int:
    found = minutes_of(session, meeting)
    assert found is not None
    return found.revision


def save(session: Session, meeting: int, actor: int, at: int, step: int = 2, **values: str) -> Any:
    remove = int(values.pop("remove", "0"))
    typed = values or {"summary": "Trois grilles."}
    return minutes.save(
        session, AFTER, actor, SETTINGS, meeting, revision=at, step=step, values=typed, remove=remove
    )


def deposit(session: Session, meeting: int, actor: int) -> Any:
    at = revision(session, meeting)
    return minutes.deposit(session, AFTER, actor, SETTINGS, meeting, revision=at)


def written(session: Session, meeting: int, ada: int, *what: str) -> None:
    """Minutes that may be deposited, with these follow-ups."""
    assert minutes.start(session, AFTER, ada, meeting, WORDS) == Opened(meeting)
    assert save(session, meeting, ada, revision(session, meeting)) == Saved(meeting, [])
    for one in what:
        assert save(session, meeting, ada, revision(session, meeting), 3, what=one) == Saved(meeting, [])


def told(session: Session, kind: str = minutes.DEPOSITED) -> list[int | None]:
    query = select(OutboxRow.person_id).where(OutboxRow.kind == kind).order_by(OutboxRow.person_id)
    return list(session.scalars(query))


def texts(session: Session, meeting: int) -> dict[str, str]:
    found = minutes_of(session, meeting)
    assert found is not None
    return {name: value for name, value in rules.read(found.draft).texts.items() if value}


def test_the_draft_is_prefilled_and_follows_until_somebody_writes_in_it(database: Database) -> None:
    def run(session: Session) -> None:
        meeting, ada, _ = stage(session)
        minutes.start(session, AFTER, ada, meeting, WORDS)
        assert texts(session, meeting) == {
            "opening": "Début à 08:45:00",
            "reading": "Lu, 2026-11-23",
            "summary": "Essais\n\nPhoto",
            "closing": "Levée à 15:45:00, 2027-05-05",
        }
        one = session.get_one(Meeting, meeting)
        one.starts = time(9)
        minutes.start(session, AFTER, ada, meeting, WORDS)
        assert texts(session, meeting)["opening"] == "Début à 09:00:00"
        save(session, meeting, ada, revision(session, meeting))
        one.starts = time(10)
        minutes.start(session, AFTER, ada, meeting, WORDS)
        assert texts(session, meeting)["opening"] == "Début à 09:00:00"

    database.write(run)


def test_headings_alone_deposit_nothing(database: Database) -> None:
    def run(session: Session) -> None:
        meeting, ada, _ = stage(session)
        minutes.start(session, AFTER, ada, meeting, WORDS)
        assert deposit(session, meeting, ada) == Saved(meeting, [Mistake(Fault.NO_SUMMARY)])
        assert (told(session), deposited_minutes(session, meeting)) == ([], None)

    database.write(run)


def test_members_absent_ones_and_who_left_since_get_it_once(database: Database) -> None:
    """DOMAIN.md §1.8, 5: an absent member is told too; the channel gets one line."""

    def run(session: Session) -> None:
        meeting, ada, crowd = stage(session)
        mark(session, meeting, crowd[0], "ABSENT")
        mark(session, meeting, crowd[2], "PARTLY")
        mark(session, meeting, crowd[3], "ABSENT")
        written(session, meeting, ada)
        assert deposit(session, meeting, ada) == Deposited(meeting, 1)
        assert deposit(session, meeting, ada) == Deposited(meeting, 1)
        assert told(session) == crowd[:3]
        assert told(session, minutes.IN_CHANNEL) == [None]
        save(session, meeting, ada, revision(session, meeting), summary="Autre")
        assert deposit(session, meeting, ada) == Deposited(meeting, 2)
        assert told(session) == crowd[:3]
        assert told(session, minutes.IN_CHANNEL) == [None]
        versions = [
            rules.read(one.content).texts["summary"] for one in session.scalars(select(MinutesVersion))
        ]
        assert versions == ["Trois grilles.", "Autre"]

    database.write(run)


def test_the_channel_that_is_made_after_the_deposit_gets_its_line_once(database: Database) -> None:
    def run(session: Session) -> None:
        meeting, ada, _ = stage(session, has_channel=False)
        network = session.get_one(Meeting, meeting).network_id
        written(session, meeting, ada)
        deposit(session, meeting, ada)
        assert told(session, minutes.IN_CHANNEL) == []
        channel.want_channel(session, NOW, session.get_one(Network, network))
        session.expire_all()
        made = CreatedChannel("19:x", (Place("https://teams.example/", "c1"),))
        channel.created(session, NOW, network, made)
        minutes.announce(session, NOW, network)
        assert told(session, minutes.IN_CHANNEL) == [None]

    database.write(run)


def test_who_enrolls_later_may_read_and_is_sent_nothing(database: Database) -> None:
    def run(session: Session) -> None:
        meeting, ada, crowd = stage(session)
        written(session, meeting, ada)
        deposit(session, meeting, ada)
        one = session.get_one(Meeting, meeting)
        assert not views.may_read(session, crowd[2], one)
        assert views.letter(session, AFTER, crowd[2], meeting) is None
        fill(session, one.network_id, [crowd[2]])
        assert views.may_read(session, crowd[2], one)
        assert views.next_to_read(session, AFTER, crowd[2]) == meeting
        assert told(session) == crowd[:2]
        # Once it turns out that no meeting took place, nobody reads about it.
        one.state = "CANCELLED"
        session.flush()
        assert views.letter(session, AFTER, crowd[0], meeting) is None
        assert views.in_channel(session, AFTER, meeting) is None

    database.write(run)


def test_only_the_animator_once_the_meeting_began_and_never_of_a_cancelled_one(database: Database) -> None:
    def run(session: Session) -> None:
        meeting, ada, crowd = stage(session)
        before = AFTER.replace(hour=8, minute=44)
        assert minutes.start(session, before, ada, meeting, WORDS) is Refused.NOT_YET
        begins = before.replace(minute=45)
        assert minutes.start(session, begins, crowd[0], meeting, WORDS) is Refused.NOT_ALLOWED
        assert minutes.start(session, begins, ada, 4242, WORDS) is Refused.NOT_ALLOWED
        assert minutes.start(session, begins, ada, meeting, WORDS) == Opened(meeting)
        assert save(session, meeting, crowd[0], 0) is Refused.NOT_ALLOWED
        refused = minutes.deposit(session, AFTER, crowd[0], SETTINGS, meeting, revision=0)
        assert refused is Refused.NOT_ALLOWED
        one = session.get_one(Meeting, meeting)
        for state in ("CANCELLED", "MOVED"):
            one.state = state
            session.flush()
            assert minutes.start(session, AFTER, ada, meeting, WORDS) is Refused.OVER
            assert save(session, meeting, ada, 0) is Refused.OVER
        one.state = "HELD"
        session.flush()
        assert minutes.start(session, AFTER, ada, meeting, WORDS) == Opened(meeting)
        session.get_one(Network, one.network_id).state = "CANCELLED"
        session.flush()
        assert minutes.start(session, AFTER, ada, meeting, WORDS) is Refused.OVER
        assert told(session) == []

    database.write(run)


def test_nothing_is_overwritten_silently(database: Database) -> None:
    """S25's two devices, for the minutes: the second one is told, the same press again changes nothing."""

    def run(session: Session) -> None:
        meeting, ada, _ = stage(session)
        minutes.start(session, AFTER, ada, meeting, WORDS)
        assert save(session, meeting, ada, 0) == Saved(meeting, [])
        assert save(session, meeting, ada, 0, summary="Autre") == Conflict(meeting)
        assert texts(session, meeting)["summary"] == "Trois grilles."
        assert save(session, meeting, ada, 0) == Saved(meeting, [])
        stale = minutes.deposit(session, AFTER, ada, SETTINGS, meeting, revision=0)
        assert stale == Conflict(meeting)
        assert save(session, meeting, ada, 1, 3, what="Écrire") == Saved(meeting, [])
        assert save(session, meeting, ada, 1, 3, what="Écrire") == Saved(meeting, [])
        assert save(session, meeting, ada, 1, 3, what="Lire") == Conflict(meeting)
        assert save(session, meeting, ada, 2, 3, who="Eva") == Saved(meeting, [Mistake(Fault.NO_WHAT)])
        found = minutes_of(session, meeting)
        assert found is not None
        assert [one.what for one in rules.read(found.draft).follow_ups] == ["Écrire"]
        assert save(session, meeting, ada, 2, 3, remove="1", what="") == Saved(meeting, [])
        assert rules.read(found.draft).follow_ups == []

    database.write(run)


def test_the_attendance_shown_is_the_latest_and_the_school_that_of_the_enrollment(database: Database) -> None:
    """S25: a correction after the deposit shows; S17: earlier minutes keep the school."""

    def run(session: Session) -> None:
        meeting, _, crowd = stage(session)
        one = session.get_one(Meeting, meeting)
        unknown = [each.standing for each in attendees(session, one, AFTER.date())]
        assert unknown == ["unknown"] * 3
        mark(session, meeting, crowd[0], "ABSENT", 1)
        mark(session, meeting, crowd[0], "PARTLY", 2)
        mark(session, meeting, crowd[1], "ABSENT")
        session.get_one(Person, crowd[0]).school_id = "S9"
        session.flush()
        listed = attendees(session, one, AFTER.date())
        assert [(each.animates, each.standing) for each in listed] == [
            (True, "present"),
            (False, "partly"),
            (False, "absent"),
        ]
        assert listed[1].school == "École S1"
        mark(session, meeting, crowd[1], "PRESENT")
        assert attendees(session, one, AFTER.date())[2].standing == "present"
        # Two members may bear one name; who left and came back is there once.
        session.get_one(Person, crowd[0]).name = session.get_one(Person, crowd[1]).name
        session.get_one(Person, crowd[0]).school_id = "S1"
        session.flush()
        withdraw(session, NOW, crowd[0], one.network_id)
        fill(session, one.network_id, [crowd[0]])
        assert len(attendees(session, one, AFTER.date())) == 3
        # Who left since was there all the same; who left and was not is not in it.
        withdraw(session, NOW, crowd[1], one.network_id)
        withdraw(session, NOW, crowd[0], one.network_id)
        session.delete(session.get_one(AttendanceMark, (meeting, crowd[0], 1)))
        session.delete(session.get_one(AttendanceMark, (meeting, crowd[0], 2)))
        session.flush()
        assert len(attendees(session, one, AFTER.date())) == 2

    database.write(run)
