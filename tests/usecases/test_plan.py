"""Writing and depositing a plan: who, when, once, and what follows (R32, R52; S21)."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.plan import Fault, Mistake, Prefill
from bot.services import CreatedChannel, Place
from bot.usecases import channel, plan
from bot.usecases.plan import Conflict, Deposited, Opened, Refused, Saved
from storage.database import Database
from storage.folio import FolioTask, current_sheets, open_folio_task
from storage.network import ChannelPlace, ChannelState, Network, NetworkChannel
from storage.outbox import OutboxRow
from storage.people import Role
from storage.plan import Plan, PlanVersion, deposited_plan, plan_of
from tests.enrolling import FAR, add_network
from tests.factories import NOW, SETTINGS, TORONTO, add_lists, add_person

SAID = Prefill("le canal", "un\ndeux", "trois", "quatre", "cinq")
POINTS = {
    "develop": "Lire.",
    "goals": "MATERIAL",
    "goal_other": "",
    "result": "Un cahier.",
    "means": "le canal",
}
NEAR = (date(2026, 12, 1), date(2027, 5, 5))


def stage(session: Session, days: tuple[date, date] = FAR, *, has_channel: bool = True) -> tuple[int, int]:
    """(network, animator) of a published network; Rita and Paul are responsible."""
    add_lists(session)
    ada = add_person(session, "Ada").id
    for name in ("Rita", "Paul"):
        add_person(session, name, Role.CEE_RESPONSIBLE, school_id=None)
    network = add_network(session, days=days, animator_id=ada)
    if has_channel:
        add_channel(session, network)
    return network, ada


def add_channel(session: Session, network: int) -> None:
    session.add(
        NetworkChannel(
            network_id=network,
            key=f"K{network}",
            state=ChannelState.CREATED.value,
            not_before=NOW,
            channel_id=f"19:{network}",
            places=[ChannelPlace(service_url="https://teams.example/", conversation_id=f"c{network}")],
        )
    )
    session.flush()


def written(session: Session, network: int, ada: int, **more: str) -> int:
    """A draft that may be deposited; its revision."""
    assert isinstance(plan.start(session, NOW, ada, network, SAID), Opened)
    return save(session, network, ada, POINTS | more)


def save(session: Session, network: int, ada: int, values: dict[str, str], step: int = 1) -> int:
    found = plan_of(session, network)
    assert found is not None
    revision = found.revision
    kept = plan.save(
        session, NOW, ada, SETTINGS, network, revision=revision, step=step, next_step=2, values=values
    )
    assert kept == Saved(network, [])
    return revision_of(session, network)


def revision_of(session: Session, network: int) -> int:
    session.flush()
    found = plan_of(session, network)
    assert found is not None
    return found.revision


def deposit(session: Session, network: int, ada: int, now: datetime = NOW, **more: Any) -> Any:
    revision = more.get("revision", revision_of(session, network))
    return plan.deposit(session, now, ada, SETTINGS, network, revision=revision)


def told(session: Session) -> list[tuple[str, int | None, int | None]]:
    found = session.scalars(select(OutboxRow).order_by(OutboxRow.id))
    return [(row.kind, row.person_id, row.place_id) for row in found]


def test_a_draft_begins_once_and_stays(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada = stage(session)
        session.get_one(Network, network).summary = "Nous lirons."
        assert plan.start(session, NOW, ada, network, SAID) == Opened(network, 1)
        found = plan_of(session, network)
        assert found is not None
        assert (found.draft["result"], found.draft["m1b1"], found.draft["m2b4"]) == (
            "Nous lirons.",
            "un\ndeux",
            "cinq",
        )
        save(session, network, ada, POINTS)
        assert plan.start(session, NOW, ada, network, SAID) == Opened(network, 2)
        assert len(session.scalars(select(Plan)).all()) == 1

    database.write(run)


def test_only_the_animator_of_a_living_network_with_dates(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada = stage(session)
        eva = add_person(session, "Eva").id
        assert plan.start(session, NOW, eva, network, SAID) is Refused.NOT_ALLOWED
        assert plan.start(session, NOW, ada, 4242, SAID) is Refused.NOT_ALLOWED
        written(session, network, ada)
        saved = plan.save(session, NOW, eva, SETTINGS, network, revision=1, step=1, next_step=2, values={})
        assert saved is Refused.NOT_ALLOWED
        assert plan.add_lines(session, NOW, eva, network, "m1b1", ["x"]) is Refused.NOT_ALLOWED
        assert deposit(session, network, eva) is Refused.NOT_ALLOWED
        session.get_one(Network, network).state = "CANCELLED"
        assert deposit(session, network, ada) is Refused.OVER
        bare = Network(title="Sans dates", animator_id=eva, school_year="2026-2027", accepted_at=NOW)
        session.add(bare)
        session.flush()
        assert plan.start(session, NOW, eva, bare.id, SAID) is Refused.NO_DATES
        assert told(session) == []

    database.write(run)


def test_a_save_from_another_device_is_not_overwritten(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada = stage(session)
        first = written(session, network, ada)
        save(session, network, ada, POINTS | {"develop": "Écrire."})
        late = plan.save(
            session, NOW, ada, SETTINGS, network, revision=first, step=1, next_step=2, values=POINTS
        )
        assert late == Conflict(network)
        found = plan_of(session, network)
        assert found is not None
        assert found.draft["develop"] == "Écrire."
        # What was read on the review before is not what would be deposited.
        assert deposit(session, network, ada, revision=first) == Conflict(network)
        assert deposited_plan(session, network) is None

    database.write(run)


def test_what_is_wrong_is_kept_and_deposits_nothing(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada = stage(session)
        written(session, network, ada)
        revision = revision_of(session, network)
        values = POINTS | {"develop": ""}
        saved = plan.save(
            session, NOW, ada, SETTINGS, network, revision=revision, step=1, next_step=2, values=values
        )
        wrong = [Mistake(1, Fault.MISSING, "develop")]
        assert saved == Saved(network, wrong)
        found = plan_of(session, network)
        assert found is not None
        assert (found.step, found.draft["develop"]) == (1, "")
        assert deposit(session, network, ada) == Saved(network, wrong)
        assert (told(session), open_folio_task(session, network)) == ([], None)

    database.write(run)


def test_a_deposit_tells_the_channel_and_folio_once(database: Database) -> None:
    """R52: in the channel, a Folio task; pressed twice, one version."""

    def run(session: Session) -> None:
        network, ada = stage(session)
        written(session, network, ada)
        assert deposit(session, network, ada) == Deposited(network, 1)
        assert deposit(session, network, ada) == Deposited(network, 1)
        (place,) = session.scalars(select(ChannelPlace.id))
        assert told(session) == [("plan_deposited", None, place)]
        assert len(session.scalars(select(PlanVersion)).all()) == 1
        assert len(session.scalars(select(FolioTask)).all()) == 1
        save(session, network, ada, POINTS | {"result": "Deux cahiers."})
        later = NOW.replace(day=30)
        assert deposit(session, network, ada, later) == Deposited(network, 2)
        first, second = (deposited_plan(session, network, number) for number in (1, 2))
        assert first is not None
        assert second is not None
        assert (first.content["result"], second.content["result"]) == ("Un cahier.", "Deux cahiers.")
        found = plan_of(session, network)
        assert found is not None
        assert found.deposited_at == NOW
        assert told(session) == [("plan_deposited", None, place)]

    database.write(run)


def test_a_new_version_is_new_for_folio_and_a_network_without_plan_is_not(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada = stage(session)
        before = current_sheets(session)[network]
        assert "plan" not in before
        written(session, network, ada)
        deposit(session, network, ada)
        after = current_sheets(session)[network]
        assert after == before | {"plan": 1}

    database.write(run)


def test_a_channel_that_comes_later_gets_its_line(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada = stage(session, has_channel=False)
        written(session, network, ada)
        deposit(session, network, ada)
        assert told(session) == []
        add_channel(session, network)
        session.expire_all()
        plan.announce(session, NOW, network)
        plan.announce(session, NOW, network)
        assert [kind for kind, _, _ in told(session)] == ["plan_deposited"]

    database.write(run)


def test_the_channel_that_is_made_after_the_deposit_announces_it(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada = stage(session, has_channel=False)
        written(session, network, ada)
        deposit(session, network, ada)
        channel.want_channel(session, NOW, session.get_one(Network, network))
        session.expire_all()
        made = CreatedChannel("19:x", (Place("https://teams.example/", "c1"),))
        channel.created(session, NOW, network, made)
        assert [kind for kind, _, _ in told(session)] == ["channel_welcome", "plan_deposited"]

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
    """The second day is the 25th in UTC already at the first moment."""

    def run(session: Session) -> None:
        network, ada = stage(session, NEAR)
        written(session, network, ada)
        assert deposit(session, network, ada, moment) == Deposited(network, 1)
        found = plan_of(session, network)
        assert found is not None
        assert plan.is_late(session, found, moment) is late
        people = [person for kind, person, _ in told(session) if kind == "plan_late"]
        assert len(people) == (2 if late else 0)
        # A later version says it to nobody again.
        save(session, network, ada, POINTS | {"result": "Deux cahiers."})
        deposit(session, network, ada, moment.replace(month=12))
        assert len([1 for kind, _, _ in told(session) if kind == "plan_late"]) == len(people)

    database.write(run)


def test_lines_go_to_a_block_that_is_there(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada = stage(session)
        written(session, network, ada)
        for field in ("m1b2", "m9b1", "develop"):
            plan.add_lines(session, NOW, ada, network, field, ["Une ligne", "Une autre"])
        found = plan_of(session, network)
        assert found is not None
        assert (found.draft["m1b2"], found.draft["develop"], "m9b1" in found.draft) == (
            "Une ligne\nUne autre",
            "Lire.",
            False,
        )

    database.write(run)
