"""The Team follows the enrollments (issue 4 point 10; R56), on SQLite and PostgreSQL."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.usecases import enrollment, membership
from bot.usecases.membership import A_MINUTE, TRIES, Wanted
from storage.database import Database
from storage.membership import Membership
from storage.network import Network
from storage.people import Person, Role, RoleGrant
from tests.enrolling import add_network, add_schools, add_teacher
from tests.factories import NOW, SETTINGS, add_person

BY_BOT = SETTINGS.model_copy(update={"TEAM_MEMBERS": True})


def noted(session: Session) -> dict[str, tuple[str, str | None]]:
    """{first name: (state, cause)} of everybody in the list."""
    session.flush()
    found = session.execute(select(Person.name, Membership.state, Membership.cause).join(Membership))
    return {row.name.split()[0]: (row.state, row.cause) for row in found}


def stage(session: Session) -> tuple[int, int, int]:
    """Ada has a seat in Eva's network, and so has Zoé, whom somebody has to confirm."""
    codes = add_schools(session, 3)
    eva, ada = (add_teacher(session, name, code) for name, code in zip(("Eva", "Ada"), codes, strict=False))
    zoe = add_teacher(session, "Zoé", codes[2], confirmed=False)
    network = add_network(session, "N", animator_id=eva)
    enrollment.enroll(session, NOW, ada, network)
    enrollment.enroll(session, NOW, zoe, network, enrollment.Asked(teaches=True))
    return network, ada, zoe


def test_who_has_a_seat_or_animates_is_to_be_added_and_who_leaves_is_to_be_removed(
    database: Database,
) -> None:
    def work(session: Session) -> None:
        network, ada, zoe = stage(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
        for _ in range(2):
            membership.plan(session, NOW, SETTINGS)
            waits = ("TO_ADD", "by_hand")
            assert noted(session) == {"Ada": waits, "Eva": waits}
        session.get_one(Person, zoe).confirmed_teacher = True
        enrollment.judged(session, NOW, zoe, teaches=True)
        enrollment.withdraw(session, NOW, ada, network)
        membership.plan(session, NOW, SETTINGS)
        assert noted(session) == {"Zoé": waits, "Eva": waits}
        ids = session.scalars(select(Membership.person_id)).all()
        assert membership.confirm(session, NOW, ada, ids, []) is None
        assert membership.confirm(session, NOW, rita, [*ids, ada], []) == 2
        assert noted(session) == {"Zoé": ("MEMBER", None), "Eva": ("MEMBER", None)}
        enrollment.withdraw(session, NOW, zoe, network)
        membership.plan(session, NOW, SETTINGS)
        assert noted(session)["Zoé"] == ("TO_REMOVE", "by_hand")
        # Back before anybody removed her: nothing is to be done, and the card drawn before changes nothing.
        enrollment.enroll(session, NOW, zoe, network)
        membership.plan(session, NOW, SETTINGS)
        assert noted(session)["Zoé"] == ("MEMBER", None)
        assert membership.confirm(session, NOW, rita, [], [zoe]) == 0
        enrollment.withdraw(session, NOW, zoe, network)
        membership.plan(session, NOW, SETTINGS)
        assert membership.confirm(session, NOW, rita, [], [zoe]) == 1
        assert noted(session) == {"Eva": ("MEMBER", None)}

    database.write(work)


def test_another_network_or_a_role_keeps_somebody_in_the_team(database: Database) -> None:
    def work(session: Session) -> None:
        network, ada, _ = stage(session)
        other = add_network(session, "M", animator_id=ada, school_year="2027-2028")
        membership.plan(session, NOW, SETTINGS)
        for one in session.scalars(select(Membership)):
            one.state, one.cause = "MEMBER", None
        enrollment.withdraw(session, NOW, ada, network)
        membership.plan(session, NOW, SETTINGS)
        assert noted(session)["Ada"] == ("MEMBER", None)
        session.get_one(Network, other).state = "CANCELLED"
        session.add(RoleGrant(person_id=ada, role=Role.COMMITTEE_MEMBER.value, source="command"))
        session.flush()
        session.expire_all()
        membership.plan(session, NOW, SETTINGS)
        assert noted(session)["Ada"] == ("MEMBER", None)
        session.get_one(Person, ada).grants.clear()
        session.flush()
        membership.plan(session, NOW, SETTINGS)
        assert noted(session)["Ada"] == ("TO_REMOVE", "by_hand")

    database.write(work)


def test_the_bot_takes_four_a_minute_and_gives_up_to_a_person(database: Database) -> None:
    """TEAMS_FACTS §2.7: four members a minute in one Team."""

    def work(session: Session) -> None:
        codes = add_schools(session, 5)
        network = add_network(session, "N", animator_id=add_teacher(session, "Eva", codes[0]))
        for number, code in enumerate(codes):
            enrollment.enroll(session, NOW, add_teacher(session, f"P{number}", code), network)
        membership.plan(session, NOW, BY_BOT)
        first = membership.claim(session, NOW)
        assert len(first) == A_MINUTE
        assert membership.claim(session, NOW) == []
        membership.done(session, NOW, first[0])
        membership.done(session, NOW, first[1], before=True)
        membership.not_done(session, NOW, first[2], "not_allowed", passing=False)
        later = NOW
        for _ in range(TRIES):
            later += timedelta(minutes=1)
            for one in membership.claim(session, later):
                assert not (one == first[3] and one.first_try)
                membership.not_done(session, later, one, "unreachable", passing=True)
        assert membership.claim(session, later + timedelta(minutes=1)) == []
        assert sorted(noted(session).values(), key=str) == [
            ("MEMBER", "before"),
            ("MEMBER", None),
            ("TO_ADD", "not_allowed"),
            *[("TO_ADD", "unreachable")] * 3,
        ]

    database.write(work)


def test_who_was_in_the_team_before_stays_and_who_left_meanwhile_is_taken_out(database: Database) -> None:
    def work(session: Session) -> None:
        network, ada, _ = stage(session)
        membership.plan(session, NOW, BY_BOT)
        claimed = {one.person_id: one for one in membership.claim(session, NOW)}
        # She leaves while Graph is adding her: the row is gone when the answer comes.
        enrollment.withdraw(session, NOW, ada, network)
        membership.plan(session, NOW, BY_BOT)
        assert "Ada" not in noted(session)
        for one in claimed.values():
            membership.done(session, NOW, one, before=one.person_id != ada)
        membership.plan(session, NOW, BY_BOT)
        assert noted(session) == {"Ada": ("TO_REMOVE", None), "Eva": ("MEMBER", "before")}
        session.get_one(Network, network).state = "CANCELLED"
        membership.plan(session, NOW, BY_BOT)
        assert noted(session)["Eva"] == ("MEMBER", "before")
        (wanted,) = membership.claim(session, NOW + timedelta(minutes=1))
        assert wanted == Wanted(ada, "oid-ada", add=False, first_try=True)
        membership.done(session, NOW, wanted)
        assert "Ada" not in noted(session)

    database.write(work)
