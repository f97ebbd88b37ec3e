"""What an animator writes in two years, and who was there: the middle of `tests.jobs.two_years`."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.rules.attendance import Choice
from bot.rules.bilan import Fault, Mistake
from bot.teams.bilan import WORDS as BILAN_WORDS
from bot.usecases import agenda, attendance, bilan, minutes, plan, release
from storage.bilan import bilan_of
from storage.minutes import minutes_of
from storage.plan import plan_of
from storage.schedule import meetings_of
from tests.factories import SETTINGS
from tests.usecases import test_agenda, test_minutes, test_plan


@dataclass
class Papers:
    """`people` by first name; `networks` by the index of their year, once they are there."""

    people: dict[str, int] = field(default_factory=dict)
    networks: dict[int, int] = field(default_factory=dict)

    def meeting(self, session: Session, year: int, number: int) -> int:
        return meetings_of(session, self.networks[year])[number - 1].id

    def plans(self, session: Session, now: datetime, year: int) -> None:
        ada, network = self.people["Ada"], self.networks[year]
        assert isinstance(plan.start(session, now, ada, network, test_plan.SAID), plan.Opened)
        saved = plan.save(
            session,
            now,
            ada,
            SETTINGS,
            network,
            revision=test_plan.revision_of(session, network),
            step=1,
            next_step=2,
            values=test_plan.POINTS,
        )
        assert saved == plan.Saved(network, [])
        assert test_plan.deposit(session, network, ada, now) == plan.Deposited(network, 1)
        found = plan_of(session, network)
        assert found is not None
        assert not plan.is_late(session, found, now)

    def agenda(self, session: Session, now: datetime, year: int, number: int) -> None:
        meeting = self.meeting(session, year, number)
        deposited = test_agenda.deposit(session, meeting, self.people["Ada"], now)
        assert deposited == agenda.Deposited(meeting, 1)

    def meets(self, session: Session, now: datetime, year: int, number: int, absent: str = "") -> None:
        ada, meeting = self.people["Ada"], self.meeting(session, year, number)
        if absent:
            marked = attendance.mark(
                session,
                now,
                ada,
                meeting,
                self.people[absent],
                Choice.ABSENT,
                activity_id=f"{meeting} absent",
            )
            assert marked == attendance.Marked(meeting, changed=True)
        recorded = attendance.everybody(session, now, ada, meeting, activity_id=f"{meeting} all")
        assert recorded == attendance.Recorded(meeting)

    def minutes(self, session: Session, now: datetime, year: int, number: int) -> None:
        ada, meeting = self.people["Ada"], self.meeting(session, year, number)
        assert minutes.start(session, now, ada, meeting, test_minutes.WORDS) == minutes.Opened(meeting)
        typed = {"summary": "Trois grilles."}
        found = minutes_of(session, meeting)
        assert found is not None
        saved = minutes.save(
            session, now, ada, SETTINGS, meeting, revision=found.revision, step=2, values=typed
        )
        assert saved == minutes.Saved(meeting, [])
        deposited = minutes.deposit(session, now, ada, SETTINGS, meeting, revision=found.revision)
        assert deposited == minutes.Deposited(meeting, 1)

    def decides_release(self, session: Session, now: datetime, year: int, *, used: bool) -> None:
        meeting = self.meeting(session, year, 1)
        decided = attendance.decide_release(session, now, self.people["Rita"], meeting, None, used=used)
        assert decided == attendance.Marked(meeting, changed=True)

    def planning_day(self, session: Session, now: datetime, year: int, day: date) -> None:
        chosen = release.choose_planning_day(session, now, self.people["Ada"], self.networks[year], day)
        assert chosen == day

    def bilan_day(self, session: Session, now: datetime, year: int, day: date) -> None:
        chosen = release.choose_bilan_day(session, now, self.people["Ada"], self.networks[year], day)
        assert chosen == day

    # The bilan.

    def writes_bilan(self, session: Session, now: datetime, year: int, answer: str) -> None:
        """What is asked for in point 6 is refused at the end of the second year (R17)."""
        ada, network = self.people["Ada"], self.networks[year]
        opened = bilan.start(session, now, ada, SETTINGS, network, BILAN_WORDS)
        assert opened == bilan.Opened(network)
        wrong = [Mistake(Fault.THIRD_YEAR)] if (year, answer) == (2, "yes") else []
        for step, values in (
            (3, {"work": "https://exemple.invalid/trousse", "work_shared": "true"}),
            (4, {"continuation": answer, "continuation_reasons": "Deux outils restent à finir."}),
        ):
            saved = bilan.save(
                session,
                now,
                ada,
                SETTINGS,
                network,
                BILAN_WORDS,
                revision=self._bilan(session, year),
                step=step,
                values=values,
            )
            assert saved == bilan.Saved(network, wrong if step == 4 else [])
        deposited = bilan.deposit(
            session,
            now,
            ada,
            SETTINGS,
            network,
            BILAN_WORDS,
            revision=self._bilan(session, year),
            values={"summary": "Une banque de lectures.", "achievement": "Une trousse."},
        )
        assert deposited == (bilan.Saved(network, wrong) if wrong else bilan.Deposited(network, 1))

    def _bilan(self, session: Session, year: int) -> int:
        found = bilan_of(session, self.networks[year])
        assert found is not None
        return found.revision
