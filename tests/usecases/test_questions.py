"""Questions to the responsibles and their answers (R06, R65), on SQLite and PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.rules.questions import LIMIT, About, Missing, about
from bot.rules.texts import TooLong
from bot.usecases import deputy, questions
from bot.usecases.questions import NotWritten, Written
from bot.views import questions as views
from cards.elements import Card
from cards.phrases import questions as say
from storage.audit import AuditRow
from storage.database import Database
from storage.network import Network
from storage.outbox import OutboxRow
from storage.people import Role
from storage.questions import Question, QuestionMessage, last_message
from tests.enrolling import add_network
from tests.factories import NOW, add_lists, add_person
from tests.scenarios.world import text, titles, values

LATER = NOW + timedelta(hours=1)
ADDRESS = "cee@cssdm.gouv.qc.ca"


@dataclass(frozen=True)
class Scene:
    ada: int
    eva: int
    rita: int
    paul: int


def stage(session: Session) -> Scene:
    add_lists(session)
    ada, eva = (add_person(session, name).id for name in ("Ada", "Eva"))
    rita, paul = (add_person(session, name, Role.CEE_RESPONSIBLE).id for name in ("Rita", "Paul"))
    return Scene(ada, eva, rita, paul)


def asked(session: Session, person_id: int, words: str = "Puis-je changer de date?") -> int:
    outcome = questions.ask(session, NOW, person_id, words, About.AGENDA, 0)
    assert isinstance(outcome, Written)
    return outcome.question_id


def told(session: Session) -> list[tuple[str, int | None]]:
    rows = session.scalars(select(OutboxRow).order_by(OutboxRow.id))
    return [(row.kind, row.person_id) for row in rows]


def journal(session: Session) -> list[tuple[str, int | None]]:
    rows = session.scalars(select(AuditRow).where(AuditRow.subject_type == "question").order_by(AuditRow.id))
    return [(row.action, row.person_id) for row in rows]


def read(session: Session, person_id: int, question_id: int) -> str:
    card = views.conversation(session, LATER, person_id, question_id)
    return text(card) if card else ""


def test_a_question_reaches_every_responsible_and_stands_on_their_desk(session: Session) -> None:
    scene = stage(session)
    question = asked(session, scene.ada)
    assert told(session) == [("question_asked", scene.rita), ("question_asked", scene.paul)]
    (task,) = views.tasks(session, NOW, scene.rita)
    assert (task.title, task.since) == (say.of_person("Ada Essai"), NOW)
    assert questions.write(session, LATER, scene.rita, question, 1, "Oui, demandez.") == Written(question)
    assert views.tasks(session, NOW, scene.rita) == []
    assert told(session)[2:] == [("question_answered", scene.ada)]
    assert journal(session) == [("question_asked", scene.ada), ("question_answered", scene.rita)]


def test_the_same_words_pressed_twice_are_one_question(session: Session) -> None:
    scene = stage(session)
    assert asked(session, scene.ada) == asked(session, scene.ada)
    assert len(told(session)) == 2
    assert asked(session, scene.ada, "Autre chose?") != asked(session, scene.eva)


def test_a_responsible_who_asks_is_answered_by_the_others(session: Session) -> None:
    scene = stage(session)
    question = asked(session, scene.rita)
    assert told(session) == [("question_asked", scene.paul)]
    assert views.tasks(session, NOW, scene.rita) == []
    assert len(views.tasks(session, NOW, scene.paul)) == 1
    # Her own further word is a question again, never an answer.
    questions.write(session, LATER, scene.rita, question, 1, "Alors?")
    assert session.get_one(Question, question).waits_since == NOW


def test_a_conversation_of_several_messages_closed_and_opened_again(session: Session) -> None:
    scene = stage(session)
    question = asked(session, scene.ada)
    questions.write(session, NOW, scene.rita, question, 1, "Laquelle?")
    assert questions.write(session, NOW, scene.ada, question, 2, "Celle de mai.") == Written(question)
    # Who wrote in it already is told; the others see it on the desk.
    assert told(session)[3:] == [("question_asked", scene.rita)]
    questions.write(session, NOW, scene.rita, question, 3, "C’est fait.")
    assert questions.close(session, LATER, scene.ada, question, 4) == Written(question)
    assert session.get_one(Question, question).closed_by_id == scene.ada
    assert say.CLOSED in read(session, scene.ada, question)
    # Closed by the other side, who asked is told; a new message opens it again.
    assert questions.write(session, LATER, scene.ada, question, 4, "Merci, mais…") == Written(question)
    assert len(views.tasks(session, LATER, scene.paul)) == 1
    assert questions.close(session, LATER, scene.paul, question, 5) == Written(question)
    assert questions.close(session, LATER, scene.paul, question, 5) == Written(question)
    assert told(session)[-1] == ("question_closed", scene.ada)
    assert [kind for kind, _ in told(session)].count("question_closed") == 1
    assert journal(session)[-3:] == [
        ("question_closed", scene.ada),
        ("question_reopened", scene.ada),
        ("question_closed", scene.paul),
    ]


def test_two_who_answer_at_once_read_each_other_and_lose_nothing(session: Session) -> None:
    scene = stage(session)
    question = asked(session, scene.ada)
    assert questions.write(session, NOW, scene.rita, question, 1, "Oui.") == Written(question)
    assert questions.write(session, NOW, scene.paul, question, 1, "Non.") is NotWritten.BEHIND
    assert last_message(session, question).text == "Oui."  # type: ignore[union-attr]
    # Drawn again, the card shows Rita's word and holds Paul's.
    card = views.conversation(session, NOW, scene.paul, question, typed="Non.", notice=say.BEHIND)
    assert card is not None
    assert "Oui." in text(card)
    assert values(card) == {"text": "Non."}
    assert questions.write(session, NOW, scene.paul, question, 2, "Non.") == Written(question)
    # The same press once more, its answer lost: nothing is written twice.
    assert questions.write(session, NOW, scene.paul, question, 2, "Non.") == Written(question)
    assert [
        one.text for one in session.scalars(select(QuestionMessage).order_by(QuestionMessage.number))
    ] == [
        "Puis-je changer de date?",
        "Oui.",
        "Non.",
    ]
    assert questions.close(session, NOW, scene.rita, question, 2) is NotWritten.BEHIND


def test_while_who_answered_is_away_every_responsible_is_told(session: Session) -> None:
    scene = stage(session)
    question = asked(session, scene.ada)
    questions.write(session, NOW, scene.rita, question, 1, "Laquelle?")
    named = deputy.name(session, NOW, scene.rita, scene.eva, "2026-11-23", "2026-11-24")
    assert isinstance(named, deputy.Named)
    questions.write(session, NOW, scene.ada, question, 2, "Celle de mai.")
    again = [person for kind, person in told(session) if kind == "question_asked"][2:]
    assert sorted(map(int, filter(None, again))) == sorted([scene.rita, scene.paul, scene.eva])


def _open(session: Session, person_id: int, question_id: int) -> Card | None:
    return views.conversation(session, NOW, person_id, question_id)


def _write(session: Session, person_id: int, question_id: int) -> object:
    return questions.write(session, NOW, person_id, question_id, 1, "Bonjour")


def _close(session: Session, person_id: int, question_id: int) -> object:
    return questions.close(session, NOW, person_id, question_id, 1)


@pytest.mark.parametrize("act", [_open, _write, _close])
def test_nobody_else_reads_or_writes_it(session: Session, act: Callable[[Session, int, int], object]) -> None:
    """S27, B3: a forged id shows nothing, as one that does not exist."""
    scene = stage(session)
    question = asked(session, scene.ada)
    none = (None, NotWritten.NOTHING)
    assert act(session, scene.eva, question) in none
    assert act(session, scene.eva, 4_000) in none
    assert act(session, scene.rita, 4_000) in none
    assert session.get_one(Question, question).revision == 1
    assert act(session, scene.rita, question) not in none


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("", Missing),
        ("  \n", Missing),
        ("x" * (LIMIT + 1), TooLong),
        ("x" * LIMIT, Written),
        (f"  {'x' * LIMIT}  ", Written),
    ],
    ids=["empty", "blank", "too long", "longest", "longest in blanks"],
)
def test_how_much_may_be_written(session: Session, typed: str, outcome: type) -> None:
    scene = stage(session)
    assert isinstance(questions.ask(session, NOW, scene.ada, typed, About.NOTHING, 0), outcome)
    question = asked(session, scene.eva)
    assert isinstance(questions.write(session, NOW, scene.rita, question, 1, typed), outcome)


def test_the_context_is_named_only_to_who_may_read_it(session: Session) -> None:
    """A forged network shows no title; an unknown card is no context."""
    scene = stage(session)
    network = add_network(session, "secret", animator_id=scene.ada)
    session.flush()
    session.get_one(Network, network).published_at = None
    session.flush()
    data = {"about": "agenda", "network": network}
    own = views.form(session, NOW, scene.ada, ADDRESS, data)
    assert say.question_about("agenda", "Réseau secret") in text(own)
    theirs = views.form(session, NOW, scene.eva, ADDRESS, data)
    assert say.question_about("agenda", "") in text(theirs)
    assert "secret" not in str(theirs)
    forged = questions.ask(session, NOW, scene.eva, "Quoi?", about("<b>"), network)
    assert isinstance(forged, Written)
    question = session.get_one(Question, forged.question_id)
    assert (question.about, question.network_id) == ("", None)
    assert about("agenda") is About.AGENDA


def test_what_leaves_later_says_how_things_stand_then(session: Session) -> None:
    scene = stage(session)
    question = asked(session, scene.ada)
    first = last_message(session, question)
    assert first is not None
    card = views.asked(session, NOW, scene.paul, first.id)
    assert card is not None
    assert titles(card) == [say.SEND_ANSWER, say.SETTLED, "Mon bureau"]
    questions.write(session, NOW, scene.rita, question, 1, "Oui.")
    assert views.asked(session, NOW, scene.paul, first.id) is None
    one = last_message(session, question)
    questions.write(session, NOW, scene.rita, question, 2, "Dès demain.")
    two = last_message(session, question)
    assert one is not None
    assert two is not None
    # Two answers that wait to leave are one message, which shows both.
    assert views.answered(session, NOW, scene.ada, one.id) is None
    answer = views.answered(session, NOW, scene.ada, two.id)
    assert answer is not None
    assert text(answer).startswith(say.ANSWERED_TITLE)
    assert all(words in text(answer) for words in ("Oui.", "Dès demain."))
    assert titles(answer)[-3:] == [say.SEND_MORE, say.SETTLED, "Revenir au menu"]


def test_a_long_conversation_is_read_in_pages(session: Session) -> None:
    scene = stage(session)
    question = asked(session, scene.ada, "Mot 1")
    for number in range(2, 6):
        questions.write(session, NOW, scene.ada, question, number - 1, f"Mot {number}")
    last = views.conversation(session, NOW, scene.ada, question)
    first = views.conversation(session, NOW, scene.ada, question, 1)
    assert last is not None
    assert first is not None
    assert ["Mot 4" in text(last), "Mot 5" in text(last), "Mot 3" in text(last)] == [True, True, False]
    assert (say.OLDER in titles(last), say.NEWER in titles(last)) == (True, False)
    assert say.messages_shown(1, 1, 5) in text(first)


def test_two_messages_at_once_cannot_have_one_number(database: Database) -> None:
    """The constraint behind the lock: had it failed, the second would not stand."""
    with Session(database.engine) as session:
        scene = stage(session)
        question = asked(session, scene.ada)
        session.add(
            QuestionMessage(
                question_id=question, number=1, author_id=scene.rita, at=NOW, text="Aussi la première"
            )
        )
        with pytest.raises(IntegrityError):
            session.flush()
