"""A network of 2026-2027 whose bilan asks for a second year, for the tests of what follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules.continuation import Bar, Verdict
from bot.usecases import continuation, second_year
from bot.usecases.second_year import Decided, Incomplete, Refused
from storage.bilan import Bilan, BilanVersion, bilan_of
from storage.continuation import continuation_of, second_year_of
from storage.network import ChannelState, Network, NetworkChannel, NetworkState
from storage.people import Role
from tests.enrolling import add_network, add_schools, add_teacher, fill
from tests.factories import SETTINGS, TORONTO, add_person

NEXT_YEAR = "2027-2028"
# A Thursday in June: the bilan is in, the committee sits.
JUNE = datetime(2027, 6, 10, 10, 0, tzinfo=TORONTO)
UNTIL = "2027-06-30"
# The first moment at which an invitation until UNTIL is over.
OVER = datetime(2027, 7, 1, 0, 0, tzinfo=TORONTO)


@dataclass(frozen=True)
class Year:
    """Ada animates; `members` are hers, in the order of their seats; Rita and Paul are responsible."""

    network: int
    ada: int
    members: Sequence[int]
    rita: int
    paul: int


def finished(session: Session, schools: Sequence[str] = (), round_number: int = 0) -> Year:
    """A first year that has met; a member of each of `schools` (S1 and so on), or seven of seven."""
    if round_number == 0:
        add_schools(session, 12)
    taught = schools or [f"S{number}" for number in range(1, 8)]
    ada = add_teacher(session, f"Ada{round_number}", "S12")
    network = add_network(session, f"N{round_number}", animator_id=ada)
    people = [
        add_teacher(session, f"M{round_number}x{at}", school) for at, school in enumerate(taught, start=1)
    ]
    fill(session, network, people)
    office = [
        add_person(session, f"{name}{round_number}", Role.CEE_RESPONSIBLE, school_id=None).id
        for name in ("Rita", "Paul")
    ]
    session.get_one(Network, network).state = NetworkState.COMPLETED.value
    session.flush()
    return Year(network, ada, people, *office)


def deposit(
    session: Session,
    network: int,
    answer: str = "yes",
    now: datetime = JUNE,
    reasons: str = "Il reste deux outils à finir.",
) -> continuation.Asking | Bar:
    """The next version of the bilan, and what follows from it, in one transaction."""
    found = bilan_of(session, network)
    if found is None:
        found = Bilan(network_id=network, draft={}, saved_at=now)
        session.add(found)
    found.version, found.deposited_at = (found.version or 0) + 1, found.deposited_at or now
    session.flush()
    content = {
        "dates": "Deux rencontres tenues.",
        "purpose": "Lire dehors ensemble.",
        "summary": "Nous avons bâti une banque de lectures.",
        "achievement": "Douze fiches essayées en classe.",
        "questions": "",
        "continuation": answer,
        "continuation_reasons": reasons,
    }
    session.add(BilanVersion(bilan_id=found.id, version=found.version, content=content, deposited_at=now))
    session.flush()
    return continuation.asked(session, now, network)


def decide(
    session: Session,
    actor: int,
    network: int,
    decision: str = "ACCEPTED",
    *,
    message: str = "",
    until: str = UNTIL,
    version: int | None = None,
    now: datetime = JUNE,
) -> Decided | Refused | Incomplete:
    found = continuation_of(session, network)
    shown = version if version is not None else found.bilan_version if found else 0
    return second_year.decide(
        session, now, actor, SETTINGS, network, Verdict(decision, message, until), version=shown
    )


def accepted(session: Session, year: Year, *, until: str = UNTIL, now: datetime = JUNE) -> int:
    """The second year of a network whose bilan asks for it; its id."""
    assert deposit(session, year.network, now=now) is continuation.Asking.ASKED
    assert decide(session, year.rita, year.network, until=until, now=now) == Decided(year.network)
    second = second_year_of(session, year.network)
    assert second is not None
    return second.id


def publish(session: Session, network_id: int, now: datetime = JUNE) -> None:
    """As if it stood in Folio: open, from the day after the invitations on."""
    network = session.get_one(Network, network_id)
    assert network.invited_until is not None
    network.state, network.published_at = NetworkState.OPEN.value, now
    network.opens_on = OVER.date()
    session.flush()


def add_channel(session: Session, network_id: int) -> str:
    """Its channel stands in Teams; the channel's id."""
    kept = NetworkChannel(
        network_id=network_id,
        key=f"R2026-{network_id:04d}",
        state=ChannelState.CREATED.value,
        not_before=JUNE,
        channel_id=f"19:channel{network_id}@thread.tacv2",
    )
    session.add(kept)
    session.flush()
    return kept.channel_id or ""
