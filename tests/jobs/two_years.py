"""A network from its proposal to its archived second year: who does what on which day.

Each event is one press through its use case, at the hour at which it is played, and says what came of it.
"""

from collections.abc import Callable
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from bot.rules.continuation import Verdict
from bot.rules.enrollment import Condition
from bot.rules.rating import LAST_STEP, STEPS
from bot.services import CreatedChannel, Place
from bot.usecases import (
    bilan,
    channel_archive,
    continuation,
    folio,
    membership,
    people,
    rating,
    release,
    rollover,
    schedule,
    schools,
    second_year,
    waiting,
    year_dates,
)
from bot.usecases.enrollment import Asked, Enrolled, Refused, Waitlisted, enroll
from storage.continuation import second_year_of
from storage.enrollment import seats_over_school
from storage.folio import open_folio_task
from storage.membership import MembershipState, by_hand
from storage.network import Network
from storage.people import Person, Role
from storage.proposal import Proposal
from tests.enrolling import add_schools, add_teacher
from tests.factories import SETTINGS, add_lists, add_person, submitted
from tests.factories import decide as decide_proposal
from tests.fakes.channels import FakeChannels
from tests.fakes.teams import FakeTeams
from tests.jobs.office import Office
from tests.jobs.test_year import somebody
from tests.jobs.two_years_papers import Papers

Work = Callable[[Session, datetime], object]

MORNING, EVENING = time(9, 5), time(15, 50)
MEETINGS = {1: (date(2027, 10, 13), date(2028, 5, 10)), 2: (date(2028, 10, 18), date(2029, 5, 9))}
SLOT = {"starts": "8 h 45", "ends": "15 h 45", "place": "CEE", "room": "2.04"}
# Wes teaches where Eva and Max do, and waits in the first year; Nora comes in the second.
SCHOOLS = {
    "Eva": "S1",
    "Max": "S1",
    "Zoé": "S2",
    "Léa": "S3",
    "Noé": "S4",
    "Luc": "S5",
    "Guy": "S6",
    "Wes": "S1",
    "Nora": "S7",
}
FIRST_YEAR = ("Eva", "Max", "Zoé", "Léa", "Noé", "Luc", "Guy")
ACCEPTING = ("Eva", "Zoé", "Léa", "Noé", "Luc")
SECOND_YEAR = (*ACCEPTING, "Wes", "Nora")


class Channels(FakeChannels):
    """Each channel is a place of its own, where the bot can post."""

    def __init__(self, teams: FakeTeams) -> None:
        super().__init__(Place(teams.url, ""))
        self._teams = teams

    def _channel(self, key: str) -> CreatedChannel:
        self._teams.add_conversation(f"canal {key}")
        return CreatedChannel(f"19:{key}@thread.tacv2", (Place(self._teams.url, f"canal {key}"),))


class Play(Papers):
    """The whole of it, from the empty office on."""

    def stage(self, session: Session, office: Office) -> None:
        """Ada, her future members, Rita who decides and Cleo of the committee; all have their chats."""
        add_lists(session)
        add_schools(session, 9)
        office_people = {"Rita": Role.CEE_RESPONSIBLE, "Cleo": Role.COMMITTEE_MEMBER}
        self.people = {
            name: add_person(session, name, role, school_id=None).id for name, role in office_people.items()
        }
        self.people |= {name: add_teacher(session, name, code) for name, code in SCHOOLS.items()}
        self.people["Ada"] = add_teacher(session, "Ada", "S9")
        for name, person in self.people.items():
            somebody(office, session, name, session.get_one(Person, person))

    # Proposed, accepted, published.

    def propose(self, session: Session, now: datetime) -> None:
        self.proposal, self.request = submitted(session, self.people["Ada"], now=now)

    def rate(self, session: Session, now: datetime) -> None:
        for step in range(1, LAST_STEP + 1):
            marks = dict.fromkeys(STEPS[step], "YES")
            rated = rating.rate(
                session,
                now,
                self.people["Cleo"],
                SETTINGS,
                self.request,
                step=step,
                typed=marks,
                comment="",
            )
            assert rated == rating.Rated(self.request)

    def accept(self, session: Session, now: datetime) -> None:
        decide_proposal(session, self.people["Rita"], self.request, now=now)
        assert session.get_one(Proposal, self.proposal).state == "ACCEPTED"
        (network,) = session.query(Network).all()
        assert (network.school_year, network.year_index, network.state) == ("2027-2028", 1, "ACCEPTED")
        self.networks[1] = network.id

    def dates(self, session: Session, now: datetime, year: int) -> None:
        ada, network = self.people["Ada"], self.networks[year]
        kept = schedule.Kept(network)
        assert schedule.choose_modality(session, now, ada, network, "FULL_2") == kept
        for number, day in enumerate(MEETINGS[year], start=1):
            typed = {**SLOT, "day": day.isoformat()}
            assert schedule.keep_meeting(session, now, ada, network, number, typed) == kept
        assert schedule.send(session, now, ada, network) == kept

    def room(self, session: Session, now: datetime, year: int) -> None:
        network = self.networks[year]
        assert schedule.confirm_room(session, now, self.people["Rita"], network) == schedule.Kept(network)

    def common_opening(self, session: Session, now: datetime) -> None:
        saved = year_dates.save(
            session,
            now,
            self.people["Rita"],
            SETTINGS,
            opens="",
            closes="",
            committee="",
            enrollment="2027-04-06",
        )
        assert saved == year_dates.Saved("2027-2028")

    def publish(self, session: Session, now: datetime, year: int) -> None:
        """The first time it opens; later what is new in the network stands in Folio."""
        network = self.networks[year]
        first = session.get_one(Network, network).published_at is None
        published = folio.publish(session, now, SETTINGS, self.people["Rita"], network)
        assert published == folio.Published(network, first)

    # Members.

    def too_early(self, session: Session, now: datetime, year: int, name: str) -> None:
        refused = enroll(session, now, self.people[name], self.networks[year])
        assert refused == Refused(Condition.CLOSED)

    def enrolls(self, session: Session, now: datetime, year: int, *names: str) -> None:
        for name in names:
            assert isinstance(enroll(session, now, self.people[name], self.networks[year]), Enrolled)

    def waits(self, session: Session, now: datetime) -> None:
        asked = Asked(wait=True)
        assert isinstance(enroll(session, now, self.people["Wes"], self.networks[1], asked), Waitlisted)

    def ticks(self, session: Session, now: datetime, *names: str) -> None:
        for name in names:
            ticked = release.tick_every(session, now, self.people[name])
            assert ticked is release.Ticked.REQUESTED

    def changes_school(self, session: Session, now: datetime) -> None:
        """Two of S1 have their places in the network; who comes there keeps her seat (S16, S17)."""
        assert people.choose_school(session, now, self.people["Léa"], "S1")

    # The second year, and the turn of the year.

    def wishes(self, session: Session, now: datetime) -> None:
        for name in FIRST_YEAR[:-1]:
            answer = "NO" if name == "Max" else "YES"
            assert continuation.wish(session, now, self.people[name], self.networks[1], answer)

    def continues(self, session: Session, now: datetime) -> None:
        verdict = Verdict("ACCEPTED", "", "2028-06-28")
        first = self.networks[1]
        decided = second_year.decide(session, now, self.people["Rita"], SETTINGS, first, verdict, version=1)
        assert decided == second_year.Decided(first)
        second = second_year_of(session, first)
        assert second is not None
        self.networks[2] = second.id

    def answers(self, session: Session, now: datetime) -> None:
        """Guy says nothing."""
        second = self.networks[2]
        for name in ACCEPTING:
            accepted = waiting.accept(session, now, self.people[name], second, leaves=0)
            assert accepted is waiting.Answer.ACCEPTED
        declined = waiting.decline(session, now, self.people["Max"], second)
        assert declined is waiting.Answer.DECLINED

    def renews(self, session: Session, now: datetime, year: int) -> None:
        """The list of the new year is closed, and the past network's channel archived by hand."""
        rita, running = self.people["Rita"], f"{2027 + year}-{2028 + year}"
        assert rollover.close(session, now, rita, running) is rollover.Closing.CLOSED
        assert channel_archive.confirm(session, now, rita, [self.networks[year]]) == 1

    def clears(self, session: Session, now: datetime) -> None:
        """What Rita's desk asks her to do elsewhere, or to have seen, on the day after something happened."""
        rita = self.people["Rita"]
        listed = by_hand(session)
        people_in, people_out = (
            [one.person_id for one in listed if one.state == state.value]
            for state in (MembershipState.TO_ADD, MembershipState.TO_REMOVE)
        )
        assert membership.confirm(session, now, rita, people_in, people_out) == len(listed)
        for year, network in self.networks.items():
            if open_folio_task(session, network) and session.get_one(Network, network).published_at:
                self.publish(session, now, year)
            bilan.note(session, now, rita, network, 1)
        for seat in seats_over_school(session):
            assert schools.note_over(session, now, rita, seat.network_id, seat.number)
