"""What the open task says is new: everything since the last posting (R49, R52)."""

from sqlalchemy.orm import Session

from bot.usecases import folio
from bot.usecases.enrollment import enroll
from bot.views import folio as views
from cards.phrases import folio as say
from cards.phrases import plan as say_plan
from storage.database import Database
from storage.network import Network
from tests.enrolling import people
from tests.factories import NOW, SETTINGS
from tests.usecases.test_plan import deposit, stage, written


def test_one_task_says_the_plan_and_the_members_together(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada = stage(session)
        folio.plan(session, NOW, SETTINGS)
        enroll(session, NOW, people(session, 1)[0], network)
        folio.plan(session, NOW, SETTINGS)
        found = session.get_one(Network, network)
        came = say.members_changed(1, 0)
        assert views.facts(session, found).new == came
        written(session, network, ada)
        deposit(session, network, ada)
        assert views.facts(session, found).new == f"{say_plan.FOLIO_NEW} {came}"

    database.write(run)
