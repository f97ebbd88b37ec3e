"""Recognising people, profiles, roles (R04, S27, S29; issue 2, point 8)."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services import Member, Place
from bot.usecases import people
from bot.usecases.people import ProfileMistakes, Unrecognized
from storage.audit import AuditRow
from storage.conversations import Conversation, chat_of
from storage.database import Database
from storage.outbox import OutboxRow
from storage.people import Person, Role, people_with_role
from tests.factories import NOW, add_lists, add_person

CHAT = Place("https://smba.example/teams/", "a:chat")


def test_the_first_word_binds_the_listed_address_to_the_object_id(database: Database) -> None:
    def work(session: Session) -> tuple[object, int, str | None, str]:
        listed = add_person(session, "Ada", school_id=None)
        listed.object_id = None
        outcome = people.recognize(
            session, NOW, Member("oid-new", "Ada E.", "ada@exemple.invalid", guest=False)
        )
        return outcome, listed.id, listed.object_id, listed.name

    outcome, listed_id, object_id, name = database.write(work)[0]
    assert (outcome, object_id, name) == (listed_id, "oid-new", "Ada Essai")


def test_later_the_object_id_alone_counts(database: Database) -> None:
    """A changed address, or somebody else's, changes nothing for who is known."""

    def work(session: Session) -> tuple[object, int]:
        ada = add_person(session, "Ada", school_id=None)
        add_person(session, "Bea", school_id=None)
        return people.recognize(
            session, NOW, Member("oid-ada", "Bea", "bea@exemple.invalid", guest=False)
        ), ada.id

    outcome, ada_id = database.write(work)[0]
    assert outcome == ada_id


def test_an_address_that_has_an_account_is_not_taken_over(database: Database) -> None:
    def work(session: Session) -> tuple[object, str | None, list[str]]:
        ada = add_person(session, "Ada", school_id=None)
        outcome = people.recognize(
            session, NOW, Member("oid-other", "Ada", "ada@exemple.invalid", guest=False)
        )
        session.flush()
        return outcome, ada.object_id, [row.action for row in session.scalars(select(AuditRow))]

    assert database.write(work)[0] == (Unrecognized.ADDRESS_TAKEN, "oid-ada", ["address_taken"])


def test_a_stranger_is_remembered_to_be_confirmed(database: Database) -> None:
    def work(session: Session) -> tuple[str, str | None, bool]:
        number = people.recognize(
            session, NOW, Member("oid-zoe", "Zoé Z.", "zoe@exemple.invalid", guest=False)
        )
        assert isinstance(number, int)
        person = session.get_one(Person, number)
        return person.name, person.email, person.confirmed_teacher

    assert database.write(work)[0] == ("Zoé Z.", "zoe@exemple.invalid", False)


def test_s29_a_guest_is_nobody(database: Database) -> None:
    def work(session: Session) -> tuple[object, int]:
        outcome = people.recognize(session, NOW, Member("oid-g", "G", "g@exemple.invalid", guest=True))
        return outcome, len(session.scalars(select(Person)).all())

    assert database.write(work)[0] == (Unrecognized.GUEST, 0)


def test_the_welcome_is_sent_once_however_often_the_bot_is_installed(database: Database) -> None:
    def work(session: Session) -> list[tuple[str, str]]:
        ada = add_person(session, "Ada", school_id=None)
        for _ in range(3):
            people.welcome(session, NOW, ada.id, CHAT)
        return [(row.kind, row.once) for row in session.scalars(select(OutboxRow))]

    rows = database.write(work)[0]
    assert [kind for kind, _ in rows] == ["welcome"]


def test_who_comes_back_gets_what_waited(database: Database) -> None:
    def work(session: Session) -> tuple[list[str], bool, str]:
        ada = add_person(session, "Ada", school_id=None)
        people.welcome(session, NOW, ada.id, CHAT)
        row = session.scalars(select(OutboxRow)).one()
        row.state = "unreachable"
        people.leave(session, NOW, CHAT)
        session.flush()
        gone = session.get_one(Conversation, CHAT.conversation_id).reachable
        moved = Place("https://other.example/teams/", CHAT.conversation_id)
        people.hear_from(session, NOW, ada.id, moved)
        session.refresh(row)
        chat = chat_of(session, ada.id)
        assert chat is not None
        return [row.state, chat.service_url], gone, str(chat.reachable)

    assert database.write(work)[0] == (["waiting", "https://other.example/teams/"], False, "True")


@pytest.mark.parametrize(
    ("school", "title", "wrong"),
    [
        ("E2", "Orthopédagogue", None),
        ("AUTRE", "", None),
        ("", "", None),
        ("E9", "Orthopédagogue", ProfileMistakes(unknown_school=True, job_title_length=0)),
        ("E9", "t" * 201, ProfileMistakes(unknown_school=True, job_title_length=201)),
    ],
)
def test_a_profile_is_saved_whole_or_not_at_all(
    database: Database, school: str, title: str, wrong: ProfileMistakes | None
) -> None:
    def work(session: Session) -> tuple[object, tuple[str | None, str]]:
        add_lists(session)
        ada = add_person(session, "Ada")
        ada.job_title = "Avant"
        outcome = people.save_profile(session, NOW, ada.id, school_id=school, job_title=title)
        return outcome, (ada.school_id, ada.job_title)

    outcome, kept = database.write(work)[0]
    expected = ("E1", "Avant") if wrong else (school if school == "E2" else None, title)
    assert (outcome, kept) == (wrong, expected)


def test_roles_follow_the_settings_and_spare_those_given_by_command(database: Database) -> None:
    def work(session: Session) -> tuple[list[str], list[str], list[str]]:
        add_person(session, "Ada", school_id=None)
        add_person(session, "Cmd", Role.CEE_RESPONSIBLE, school_id=None)

        def responsibles() -> list[str]:
            session.flush()
            session.expire_all()
            found = people_with_role(session, Role.CEE_RESPONSIBLE)
            return sorted(person.email or person.object_id or "" for person in found)

        people.grant_from_settings(session, NOW, ["oid-ada", "new@exemple.invalid"], [])
        first = responsibles()
        people.grant_from_settings(session, NOW, ["oid-ada", "new@exemple.invalid"], [])
        second = responsibles()
        people.grant_from_settings(session, NOW, ["2b0e7c1e-0000-4000-8000-000000000001"], [])
        return first, second, responsibles()

    first, second, third = database.write(work)[0]
    assert first == second == ["ada@exemple.invalid", "cmd@exemple.invalid", "new@exemple.invalid"]
    assert third == ["2b0e7c1e-0000-4000-8000-000000000001", "cmd@exemple.invalid"]


def test_a_role_is_given_and_taken_once(database: Database) -> None:
    def work(session: Session) -> list[bool]:
        ada = add_person(session, "Ada", school_id=None)
        role = Role.COMMITTEE_MEMBER
        return [
            people.grant(session, NOW, ada, role, source="command"),
            people.grant(session, NOW, ada, role, source="command"),
            people.revoke(session, NOW, ada, role),
            people.revoke(session, NOW, ada, role),
        ]

    assert database.write(work)[0] == [True, False, True, False]


def test_a_responsible_named_by_object_id_and_listed_by_address_is_one_person(database: Database) -> None:
    """The guide's own case: the responsible teaches. Her roles and what waits for her come along."""

    def work(session: Session) -> tuple[bool, list[str], list[int | None], str]:
        listed = add_person(session, "Ada", school_id=None)
        listed.object_id = None
        people.grant_from_settings(session, NOW, ["oid-ada"], [])
        named = people_with_role(session, Role.CEE_RESPONSIBLE)[0]
        people.welcome(session, NOW, named.id, CHAT)
        outcome = people.recognize(
            session, NOW, Member("oid-ada", "Ada E.", "ada@exemple.invalid", guest=False)
        )
        session.flush()
        session.expire_all()
        holders = [person.email or "" for person in people_with_role(session, Role.CEE_RESPONSIBLE)]
        rows = [row.person_id for row in session.scalars(select(OutboxRow))]
        people.grant_from_settings(session, NOW, ["oid-ada"], [])
        return outcome == listed.id, holders, [row == listed.id for row in rows], listed.name

    assert database.write(work)[0] == (True, ["ada@exemple.invalid"], [True], "Ada Essai")


def test_a_responsible_named_by_object_id_alone_gets_her_name_from_the_roster(database: Database) -> None:
    def work(session: Session) -> tuple[str, str | None, frozenset[Role]]:
        people.grant_from_settings(session, NOW, ["oid-rita"], [])
        number = people.recognize(
            session, NOW, Member("oid-rita", "Rita R.", "rita@exemple.invalid", guest=False)
        )
        assert isinstance(number, int)
        rita = session.get_one(Person, number)
        return rita.name, rita.email, rita.roles

    assert database.write(work)[0] == ("Rita R.", "rita@exemple.invalid", frozenset({Role.CEE_RESPONSIBLE}))
