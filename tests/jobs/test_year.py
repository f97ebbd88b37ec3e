"""The school year 2026-2027, day by day, with all that was posted (R32, R33, R37, R60, R61; S21–S24, S30).

From July to June: holidays, the relâche, Easter Monday, both clock changes; nothing is posted in July and
August. A meeting moves, one is called off, one has its agenda, one its attendance; every planner and the real
deliveries run twice a day, and once more where something was posted.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from bot.jobs import deliver
from bot.usecases import attendance, cancellation, moves, reminders
from bot.usecases.enrollment import Enrolled, enroll
from bot.views import notices
from storage.conversations import Conversation
from storage.network import ChannelPlace, ChannelState, NetworkChannel
from storage.people import Person, Role
from storage.schedule import meetings_of
from storage.school_calendar import CalendarDay
from tests.enrolling import add_network, add_schools, add_teacher
from tests.factories import NOW, SETTINGS, TORONTO, add_person
from tests.fakes.teams import Person as Known
from tests.jobs.office import Office
from tests.usecases import test_agenda

FIRST, LAST = date(2026, 7, 1), date(2027, 6, 30)
# Just after a meeting began, and once it is over.
HOURS = (time(9, 5), time(15, 50))
SLOT = {"starts": "8 h 45", "ends": "15 h 45", "place": "CEE", "room": "2.04"}
EARLY = datetime(2026, 8, 24, 10, tzinfo=TORONTO)
Work = Callable[[Session, datetime], object]


def somebody(office: Office, session: Session, name: str, person: Person) -> None:
    low = name.lower()
    person.object_id = f"oid-{low}"
    office.teams.add_person(Known(f"oid-{low}", f"29:{low}", name, f"{low}@exemple.invalid"))
    office.teams.add_conversation(low)
    session.add(Conversation(id=low, person_id=person.id, service_url=office.teams.url, heard_at=NOW))


def stage(session: Session, office: Office) -> dict[str, int]:
    """Ada animates A, Luc animates B; Eva is in A, Zoé in B; {name: meeting}, and Rita's id."""
    for number in range(1, 6):
        session.add(CalendarDay(day=date(2027, 3, number), kind="CLOSED", label="Relâche", source="t"))
    schools = add_schools(session, 2)
    named: dict[str, int] = {}
    rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    somebody(office, session, "Rita", rita)
    for name, animator, member, school, days in (
        ("A", "Ada", "Eva", schools[0], (date(2026, 11, 4), date(2027, 3, 17))),
        ("B", "Luc", "Zoé", schools[1], (date(2026, 12, 1), date(2027, 4, 5))),
    ):
        ada = add_person(session, animator, school_id=None)
        somebody(office, session, animator, ada)
        network = add_network(session, name, days=days, animator_id=ada.id)
        eva = add_teacher(session, member, school)
        somebody(office, session, member, session.get_one(Person, eva))
        assert isinstance(enroll(session, EARLY, eva, network), Enrolled)
        office.teams.add_conversation(f"canal {name}")
        place = ChannelPlace(service_url=office.teams.url, conversation_id=f"canal {name}")
        session.add(
            NetworkChannel(
                network_id=network,
                key=name,
                state=ChannelState.CREATED.value,
                not_before=NOW,
                channel_id=f"19:{name}",
                places=[place],
            )
        )
        named |= {f"{name}{one.number}": one.id for one in meetings_of(session, network)}
        named |= {animator: ada.id, member: eva}
    session.flush()
    return named | {"Rita": rita.id}


def events(named: dict[str, int]) -> dict[date, tuple[time, Work]]:
    """What people do in the year; each on its day, after the notices of that hour."""
    return {
        # B1 is moved by the responsible, nineteen days ahead.
        date(2026, 11, 12): (
            time(9, 5),
            lambda session, now: moves.ask(
                session, now, named["Rita"], named["B1"], {"day": "2026-12-09", **SLOT}, ""
            ),
        ),
        # A1's list is complete during the meeting; nobody ever takes A2's.
        date(2026, 11, 4): (
            time(9, 5),
            lambda session, now: attendance.everybody(
                session, now, named["Ada"], named["A1"], activity_id="1"
            ),
        ),
        # A2's agenda is there before the seventh day.
        date(2027, 3, 8): (
            time(9, 5),
            lambda session, now: test_agenda.deposit(session, named["A2"], named["Ada"], now),
        ),
        # B2 is called off after its seven-day post.
        date(2027, 3, 30): (
            time(9, 5),
            lambda session, now: cancellation.call_off(session, now, named["Luc"], named["B2"], "closed", ""),
        ),
    }


async def test_a_whole_year_posts_exactly_this(office: Office) -> None:
    named, _ = office.database.write(lambda session: stage(session, office))
    planned, day = events(named), FIRST
    told: list[str] = []

    async def run(work: Work) -> None:
        now = office.clock.now()
        office.database.write(lambda session: work(session, now))
        await deliver.deliver(office.services, notices.draw, jitter=lambda: 0.0)

    while day <= LAST:
        for hour in HOURS:
            office.clock.move(datetime.combine(day, hour, tzinfo=TORONTO))
            seen = len(office.teams.posted)
            await run(lambda session, now: reminders.plan(session, now, SETTINGS))
            if len(office.teams.posted) > seen:
                # Again, as a second process would: nothing more is posted (B1).
                await run(lambda session, now: reminders.plan(session, now, SETTINGS))
            if day in planned and planned[day][0] == hour:
                await run(planned[day][1])
            told += [
                f"{day:%m-%d} {hour:%H} {record.conversation_id}: {record.card['body'][0]['text']}"
                for record in office.teams.posted[seen:]
                if record.card is not None and record.method == "POST" and record.conversation_id != "rita"
            ]
        day += timedelta(days=1)
    # Of one moment, to several people, they leave together.
    assert sorted(told) == sorted(EXPECTED)


PLAN = "Le plan de votre réseau est attendu"
TWO, THREE = "2 choses à ne pas oublier", "3 choses à ne pas oublier"
BILAN = "Le bilan de votre réseau"
POST, LIST = "Prochaine rencontre", "Présences"
MOVED, CALLED_OFF = "Une rencontre est déplacée", "Une rencontre est annulée"


def release(day: str) -> str:
    return f"Votre libération pour la rencontre du {day}"


def agenda(day: str) -> str:
    return f"L’ordre du jour de la rencontre du {day} est attendu"


def untaken(day: str) -> str:
    return f"Les présences de la rencontre du {day} restent à prendre"


def minutes(day: str) -> str:
    return f"Le compte rendu de la rencontre du {day} est attendu"


EXPECTED = [
    # A1, Wednesday 4 November, after the clock change of the 1st.
    f"10-14 09 ada: {PLAN}",
    f"10-21 09 ada: {TWO}",
    f"10-21 09 eva: {release('4 novembre 2026')}",
    f"10-28 09 ada: {TWO}",
    f"10-28 09 canal A: {POST}",
    f"10-30 09 eva: {release('4 novembre 2026')}",
    f"11-04 09 canal A: {LIST}",
    f"11-05 09 ada: {minutes('4 novembre 2026')}",
    # B1, Tuesday 1 December, moved to Wednesday the 9th.
    f"11-10 09 luc: {PLAN}",
    f"11-11 09 ada: {minutes('4 novembre 2026')}",
    f"11-12 09 luc: {MOVED}",
    f"11-12 09 zoé: {MOVED}",
    f"11-12 09 canal B: {MOVED}",
    f"11-18 09 luc: {PLAN}",
    f"11-25 09 luc: {TWO}",
    f"11-25 09 zoé: {release('9 décembre 2026')}",
    f"12-02 09 luc: {TWO}",
    f"12-02 09 canal B: {POST}",
    f"12-04 09 zoé: {release('9 décembre 2026')}",
    f"12-09 09 canal B: {LIST}",
    f"12-09 15 luc: {untaken('9 décembre 2026')}",
    f"12-10 09 luc: {TWO}",
    f"12-16 09 luc: {minutes('9 décembre 2026')}",
    # A2, Wednesday 17 March: fourteen days before is in the relâche; the clocks change on the 14th.
    f"02-26 09 ada: {agenda('mercredi 17 mars 2027')}",
    f"02-26 09 eva: {release('17 mars 2027')}",
    "03-08 09 eva: L’ordre du jour est prêt",
    f"03-10 09 canal A: {POST}",
    f"03-12 09 eva: {release('17 mars 2027')}",
    f"03-17 09 canal A: {LIST}",
    f"03-17 15 ada: {untaken('17 mars 2027')}",
    # The day after the last meeting its list, its minutes and the bilan.
    f"03-18 09 ada: {THREE}",
    # B2, Monday 5 April: seven days before is Easter Monday, and Friday the 26th is a holiday.
    f"03-22 09 luc: {agenda('lundi 5 avril 2027')}",
    f"03-22 09 zoé: {release('5 avril 2027')}",
    f"03-24 09 ada: {minutes('17 mars 2027')}",
    f"03-25 09 luc: {agenda('lundi 5 avril 2027')}",
    f"03-25 09 canal B: {POST}",
    f"03-30 09 luc: {CALLED_OFF}",
    f"03-30 09 zoé: {CALLED_OFF}",
    f"03-30 09 canal B: {CALLED_OFF}",
    # B2 called off, B1 was the last one: its bilan is asked for the day after.
    f"03-31 09 luc: {BILAN}",
    # Bilans are due on Wednesday 23 June, before the holiday: 21 and 7 days before, and that day.
    *(f"{day} 09 {who}: {BILAN}" for day in ("06-02", "06-16", "06-23") for who in ("ada", "luc")),
]
