"""Settings changed on a card: who, from what to what, once (DOMAIN.md §1.10, I19; Q1, Q8)."""

import threading
from collections.abc import Callable, Mapping
from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from bot.rules.kept_settings import KEYS, Fault, Group, Key, mark
from bot.usecases import folio
from bot.usecases.kept_settings import Mistaken, NotSaved, Saved, save
from storage.database import Database
from storage.kept_settings import hold_settings, kept_values
from storage.network import Network, NetworkState
from storage.people import Role
from storage.school_year import dates_of
from tests.enrolling import add_network
from tests.factories import NOW, SETTINGS, TORONTO, add_person
from tests.usecases.moving import journal
from tests.usecases.test_races import ROUNDS, at_once
from tests.usecases.test_sitting_races import pressing

YEAR = "2026-2027"


def office(session: Session, name: str) -> int:
    return add_person(session, name, Role.CEE_RESPONSIBLE, school_id=None).id


def shown(session: Session, group: Group) -> str:
    """The mark of a card drawn now."""
    values = dict(kept_values(session))
    dates = dates_of(session, YEAR)
    values[Key.BILAN_DUE_ON] = str(dates.bilan_due_on) if dates and dates.bilan_due_on else ""
    return mark([values.get(key, "") for key in KEYS[group]])


def saved(
    session: Session, actor: int, group: Group, typed: Mapping[str, str], now: datetime = NOW
) -> object:
    return save(session, now, actor, SETTINGS, group.value, typed, shown(session, group))


def test_a_change_is_kept_with_who_and_from_what_to_what(session: Session) -> None:
    rita = office(session, "Rita")
    assert saved(session, rita, Group.CLOSING, {"closing_days": " 20 "}) == Saved(changed=True)
    assert saved(session, rita, Group.CLOSING, {"closing_days": "20"}) == Saved(changed=False)
    assert saved(session, rita, Group.CLOSING, {"closing_days": ""}) == Saved(changed=True)
    assert journal(session, "set_closing_days") == [(rita, "-", "20", ""), (rita, "20", "-", "")]
    long = "Avisez la direction, puis remplissez la demande de libération."
    assert saved(session, rita, Group.RELEASE, {"release_text": long}) == Saved(changed=True)
    # Too long for the columns: whole, in the text, and only what changed.
    assert journal(session, "set_release_text") == [(rita, None, None, f"-\n→\n{long}")]
    assert journal(session, "set_release_link") == []
    assert kept_values(session) == {"closing_days": "", "release_text": long}


def test_the_bilans_date_stands_with_the_year_s_dates(session: Session) -> None:
    rita = office(session, "Rita")
    assert saved(session, rita, Group.BILAN, {"bilan_due_on": "2027-06-11"}) == Saved(changed=True)
    kept = dates_of(session, YEAR)
    assert kept is not None
    assert (kept.bilan_due_on, kept_values(session)) == (date(2027, 6, 11), {})
    outside = saved(session, rita, Group.BILAN, {"bilan_due_on": "2027-07-02"})
    assert isinstance(outside, Mistaken)
    assert [one.fault for one in outside.mistakes] == [Fault.OUTSIDE]
    assert saved(session, rita, Group.BILAN, {}) == Saved(changed=True)
    assert kept.bilan_due_on is None
    assert journal(session, "set_bilan_due_on") == [
        (rita, "-", "2027-06-11", ""),
        (rita, "2027-06-11", "-", ""),
    ]


@pytest.mark.parametrize("group", list(Group))
def test_nobody_else_changes_anything_and_no_other_setting_exists(session: Session, group: Group) -> None:
    rita = office(session, "Rita")
    ada = add_person(session, "Ada", Role.COMMITTEE_MEMBER, school_id=None).id
    typed = {key.value: "20" for key in KEYS[group]}
    assert saved(session, ada, group, typed) is NotSaved.NOT_RESPONSIBLE
    assert save(session, NOW, rita, SETTINGS, "secret", typed, "") is NotSaved.UNKNOWN
    assert save(session, NOW, rita, SETTINGS, group.value, typed, "") is NotSaved.STALE
    assert (kept_values(session), dates_of(session, YEAR)) == ({}, None)


def test_a_card_drawn_before_another_change_changes_nothing(session: Session) -> None:
    rita, paul = (office(session, name) for name in ("Rita", "Paul"))
    old = shown(session, Group.PAY)
    links = {"alliance_link": "https://a.invalid/x", "adagio_link": "https://b.invalid/y"}
    assert saved(session, paul, Group.PAY, links) == Saved(changed=True)
    assert save(session, NOW, rita, SETTINGS, "pay", {}, old) is NotSaved.STALE
    assert kept_values(session) == links


def test_a_mistake_keeps_all_of_the_group_as_it_was(session: Session) -> None:
    rita = office(session, "Rita")
    outcome = saved(session, rita, Group.RELEASE, {"release_text": "Bon.", "release_link": "http://x.ca"})
    assert isinstance(outcome, Mistaken)
    assert [one.key for one in outcome.mistakes] == [Key.RELEASE_LINK]
    assert kept_values(session) == {}


def test_q1_a_network_published_from_now_on_closes_that_many_days_before(session: Session) -> None:
    """Those published before keep their last day."""
    rita = office(session, "Rita")
    closing = []
    for name, days in (("A", ""), ("B", "20"), ("C", "40")):
        saved(session, rita, Group.CLOSING, {"closing_days": days})
        one = add_network(session, name, state=NetworkState.SCHEDULED.value)
        network = session.get_one(Network, one)
        network.published_at, network.room_confirmed_at = None, NOW
        folio.open_task(session, NOW, one)
        assert isinstance(folio.publish(session, NOW, SETTINGS, rita, one), folio.Published)
        closing.append(network.closes_on)
    # 15, 20 and 40 working days before 13 January 2027, at the earliest five days from now.
    assert closing == [date(2026, 12, 21), date(2026, 12, 14), date(2026, 11, 28)]


def test_two_who_set_the_same_thing_at_once_are_one_change(database: Database) -> None:
    """The first row of a key, then a row that is there; without the mark’s second look both would be kept."""
    people = database.write(lambda session: [office(session, name) for name in ("Rita", "Paul")])[0]
    for number in range(ROUNDS):
        old = database.read(lambda session: shown(session, Group.CLOSING))
        values = [str(5 + 2 * number), str(6 + 2 * number)]
        found = at_once(
            *(
                pressing(database, save, actor, SETTINGS, "closing", {"closing_days": value}, old)
                for actor, value in zip(people, values, strict=True)
            )
        )
        assert sorted(map(str, found)) == sorted([str(Saved(changed=True)), "stale"])
        kept = database.read(kept_values)["closing_days"]
        assert kept == values[found.index(Saved(changed=True))]
    rows = database.read(lambda session: journal(session, "set_closing_days"))
    assert len(rows) == ROUNDS


def test_control_without_the_second_look_the_later_one_wins_unseen(database: Database) -> None:
    """Look in one transaction, write in the next, as nobody does."""
    rita = database.write(lambda session: office(session, "Rita"))[0]
    database.write(lambda session: saved(session, rita, Group.CLOSING, {"closing_days": "15"}))
    old = database.read(lambda session: shown(session, Group.CLOSING))

    def naive(value: str) -> Callable[[threading.Barrier], object]:
        def run(barrier: threading.Barrier) -> object:
            fresh = database.read(lambda session: shown(session, Group.CLOSING)) == old
            barrier.wait()

            def put(session: Session) -> None:
                hold_settings(session, ["closing_days"])["closing_days"].value = value

            database.write(put)
            return fresh

        return run

    assert at_once(naive("20"), naive("30")) == [True, True]


def test_a_zone_away_from_utc_tells_the_school_year(session: Session) -> None:
    """30 June, 22 h in Montréal, is 1 July elsewhere: the bilan of the year that ends is meant."""
    rita = office(session, "Rita")
    evening = datetime(2027, 6, 30, 22, tzinfo=TORONTO)
    assert saved(session, rita, Group.BILAN, {"bilan_due_on": "2027-06-30"}, evening) == Saved(changed=True)
    assert [row[2] for row in journal(session, "set_bilan_due_on")] == ["2027-06-30"]
