"""The release of a year agrees with the ledger, and with what the approval card says (S17, S19, S20)."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.rules.releases import HALF_DAYS, committed
from bot.usecases.release import choose_planning_day
from bot.views import approval, budget, rating
from cards.budget import BY_NETWORK, BY_SCHOOL, SUMS
from cards.elements import Card
from cards.phrases import budget as say
from cards.phrases import rating as say_rating
from cards.phrases.numbers import days
from storage.approval import ApprovalRequest
from storage.budget import releases_of_year
from storage.database import Database
from storage.network import Network
from storage.people import Person, Role, SchoolChange
from storage.release import Release, ReleaseKind, sums
from storage.school_year import kept_dates
from tests.enrolling import FAR, add_network, clean, fill, people
from tests.factories import CONTENT, NOW, add_lists, add_person, decide, submitted
from tests.scenarios.world import elements, text
from tests.whole_year import whole_year

DAYS = (date(2027, 1, 13), date(2027, 2, 3), date(2027, 3, 10), date(2027, 5, 5))


def shown(session: Session, part: int = SUMS, first: int = 2026) -> Card:
    session.flush()
    return budget.shown(session, NOW, first, part)


def told(card: Card) -> dict[str, str]:
    return {fact["title"]: fact["value"] for one in elements(card) for fact in one.get("facts", ())}


def use(session: Session, network: int, state: str, used: int, count: int) -> None:
    """The first so many rows of the members, as attendance or a responsible would leave them."""
    rows = session.query(Release).filter_by(network_id=network, kind="MEETING").order_by(Release.id)
    for one in rows.limit(count):
        one.state, one.used = state, min(used, one.half_days)
    session.flush()


@pytest.mark.parametrize("modality", HALF_DAYS)
def test_s19_ten_members_and_who_animates_are_43_half_days(database: Database, modality: str) -> None:
    """Whatever the modality « 21,5 jours »; used and freed only change where they are counted."""

    def work(session: Session) -> None:
        network = add_network(session, days=DAYS[: len(HALF_DAYS[modality])], modality=modality)
        fill(session, network, people(session, 10))
        animator = session.get_one(Network, network).animator_id
        choose_planning_day(session, NOW, animator, network, date(2026, 12, 9))
        session.add(
            Release(network_id=network, person_id=animator, kind=ReleaseKind.BILAN.value, half_days=1)
        )
        session.flush()
        found = told(shown(session))
        assert (found[say.COMMITTED], found[say.FREED]) == ("21,5\u00a0jours", "0\u00a0jour")
        clean(session)
        use(session, network, "NOT_USED", 1, 3)
        use(session, network, "USED", 0, 1)
        ledger = sums(session)[network]
        found = told(shown(session))
        freed, used = ledger.get("NOT_USED", 0), ledger["USED"]
        assert (
            found
            | {
                say.COMMITTED: days(43 - freed),
                say.USED: days(used),
                say.TO_COME: days(43 - freed - used),
                say.FREED: days(freed),
            }
            == found
        )

    database.write(work)


def test_s19_the_sums_by_network_and_by_school_are_the_ledgers(database: Database) -> None:
    def work(session: Session) -> None:
        networks = whole_year(session, 5)
        for at, network in enumerate(networks):
            use(
                session,
                network,
                ("NOT_USED", "USED", "PLANNED", "CONFIRMED", "REQUESTED")[at],
                at % 2,
                at + 3,
            )
        ledger = sums(session)
        lines = text(shown(session, BY_NETWORK))
        for network in networks:
            by = ledger[network]
            freed, used = by.get("NOT_USED", 0), by.get("USED", 0)
            assert say.spent_line(sum(by.values()) - freed, used, freed) in lines
        all_of = [sum(by.get(state, 0) for by in ledger.values()) for state in ("NOT_USED", "USED")]
        whole = sum(sum(by.values()) for by in ledger.values())
        found = told(shown(session))
        assert (found[say.FREED], found[say.USED]) == (days(all_of[0]), days(all_of[1]))
        assert found[say.COMMITTED] == days(whole - all_of[0])
        by_school = budget._by_school(session, releases_of_year(session, "2026-2027"))
        assert sum(one.committed for _, one in by_school) == whole - all_of[0]
        assert [name for name, _ in by_school] == sorted(name for name, _ in by_school)

    database.write(work)


def test_s17_a_release_is_the_schools_of_its_day(database: Database) -> None:
    """P moved in February: the meeting of January is the old school's, that of May the new one's."""

    def work(session: Session) -> None:
        network = add_network(session, days=FAR)
        (mover,) = people(session, 1)
        fill(session, network, [mover])
        session.execute(update(Person).where(Person.id == mover).values(school_id="S2"))
        session.add(
            SchoolChange(person_id=mover, from_school_id="S1", to_school_id="S2", changed_on=date(2027, 2, 1))
        )
        one_day = say.spent_line(2, 0, 0)
        assert told(shown(session, BY_SCHOOL)) == {"École S1": one_day, "École S2": one_day}
        session.execute(update(Person).where(Person.id == mover).values(school_id=None))
        assert told(shown(session, BY_SCHOOL)) == {"École S1": one_day, say.NO_SCHOOL: one_day}

    database.write(work)


def test_an_envelope_says_what_is_left_and_what_is_too_much(database: Database) -> None:
    def work(session: Session) -> None:
        whole_year(session, 2)
        spent = 2 * (40 + 2)
        assert told(shown(session))[say.ENVELOPE] == say.NOT_SET
        assert say.NOT_SET_HOW in text(shown(session))
        kept = kept_dates(session, "2026-2027", NOW)
        kept.envelope_half_days = spent + 1
        card = shown(session)
        assert told(card)[say.LEFT] == "0,5\u00a0jour"
        assert f"{say.at_most(2, 86)} {say.then_over(1)}" in text(card)
        assert say.IS_OVER not in text(card)
        kept.envelope_half_days = spent - 1
        card = shown(session)
        assert told(card)[say.OVER] == "0,5\u00a0jour"
        assert (say.LEFT in told(card), say.IS_OVER in text(card)) == (False, True)
        kept.envelope_half_days = 0
        assert told(shown(session))[say.OVER] == days(spent)

    database.write(work)


def line(session: Session, viewer: int, request: int) -> str:
    session.flush()
    return rating.release_of(
        session, session.get_one(Person, viewer), session.get_one(ApprovalRequest, request)
    )


def test_accepting_says_what_it_would_leave_and_refuses_nothing(database: Database) -> None:
    """S19: one network is 21,5 days at most; the letter that is held counts, the own one's does not (S04)."""

    def work(session: Session) -> None:
        add_lists(session)
        rita, paul = (add_person(session, name, Role.CEE_RESPONSIBLE).id for name in ("Rita", "Paul"))
        ada, eva = (add_person(session, name).id for name in ("Ada", "Eva"))
        _, first = submitted(session, ada)
        _, second = submitted(session, eva, {**CONTENT, "title": "Autre chose"})
        envelope = kept_dates(session, "2027-2028", NOW)
        assert "enveloppe" not in line(session, rita, first)
        envelope.envelope_half_days = 2 * committed()
        assert line(session, rita, first).endswith(
            say_rating.release_left("21,5\u00a0jours", "43\u00a0jours")
        )
        decide(session, paul, first, hold=True)
        assert line(session, rita, second).endswith(say_rating.release_left("0\u00a0jour", "43\u00a0jours"))
        envelope.envelope_half_days = 2 * committed() - 1
        over = say_rating.release_over("0,5\u00a0jour", "42,5\u00a0jours")
        assert line(session, rita, second).endswith(over)
        card = approval.request(session, NOW, rita, second)
        assert card is not None
        assert over in text(card)
        # Her own proposal is held: the line on another's must not tell.
        _, own = submitted(session, rita, {**CONTENT, "title": "La mienne"})
        decide(session, paul, own, hold=True)
        assert line(session, rita, second).endswith(over)
        assert line(session, paul, second).endswith(
            say_rating.release_over("22\u00a0jours", "42,5\u00a0jours")
        )
        decide(session, rita, second)
        assert session.get_one(ApprovalRequest, second).decision == "ACCEPTED"

    database.write(work)


def test_the_most_that_networks_ask_for_is_the_number_of_the_approval_card(database: Database) -> None:
    def work(session: Session) -> None:
        for name in ("N", "M"):
            add_network(session, name, school_year="2027-2028", days=(date(2027, 10, 6), date(2028, 4, 5)))
        add_network(session, "X", school_year="2027-2028", state="CANCELLED", days=FAR)
        said = text(shown(session, first=2027))
        assert say.at_most(2, 86) in said

    database.write(work)
