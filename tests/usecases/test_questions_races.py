"""Two who write in one conversation, or name a deputy, at the very same moment, on real sessions."""

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.questions import About
from bot.usecases import deputy, questions
from bot.usecases.deputy import Named, NotAllowed
from bot.usecases.questions import NotWritten, Written
from storage.database import Database
from storage.deputy import DeputyTerm
from storage.questions import Question, QuestionMessage
from tests.usecases.test_questions import asked, stage
from tests.usecases.test_races import ROUNDS, at_once
from tests.usecases.test_sitting_races import pressing


def texts(session: Session, question_id: int) -> list[str]:
    query = select(QuestionMessage.text).where(QuestionMessage.question_id == question_id)
    return list(session.scalars(query.order_by(QuestionMessage.number)))


def test_of_two_answers_at_once_one_leaves_and_the_other_is_asked_to_read_it(database: Database) -> None:
    scene = database.write(stage)[0]
    for number in range(ROUNDS):
        words = f"Question {number}"
        question = database.write(partial(asked, person_id=scene.ada, words=words))[0]
        answers = {scene.rita: f"Oui {number}", scene.paul: f"Non {number}"}
        found = at_once(
            *(pressing(database, questions.write, who, question, 1, said) for who, said in answers.items())
        )
        assert sorted(map(str, found)) == sorted(map(str, [Written(question), NotWritten.BEHIND]))
        stands = database.read(partial(texts, question_id=question))
        assert stands in [[words, said] for said in answers.values()]
        # Who was behind reads it, and writes all the same: nothing is lost.
        late = list(answers)[found.index(NotWritten.BEHIND)]
        again = pressing(database, questions.write, late, question, 2, answers[late])
        assert at_once(again) == [Written(question)]
        assert sorted(database.read(partial(texts, question_id=question))[1:]) == sorted(answers.values())


def test_one_question_pressed_twice_at_once_is_one(database: Database) -> None:
    scene = database.write(stage)[0]
    for number in range(ROUNDS):
        press = pressing(database, questions.ask, scene.ada, f"Quand? {number}", About.NOTHING, 0)
        found = at_once(press, press)
        assert found[0] == found[1]
        assert len(database.read(lambda session: session.scalars(select(Question.id)).all())) == number + 1


def test_of_two_deputies_named_at_once_one_stands(database: Database) -> None:
    scene = database.write(stage)[0]
    for number in range(ROUNDS):
        found = at_once(
            *(
                pressing(database, deputy.name, scene.rita, who, "2026-12-01", "2026-12-02")
                for who in (scene.ada, scene.eva)
            )
        )
        assert NotAllowed.NAMED_ALREADY in found
        (term,) = [one.term_id for one in found if isinstance(one, Named)]
        assert len(database.read(lambda session: session.scalars(select(DeputyTerm.id)).all())) == number + 1
        at_once(pressing(database, deputy.end, scene.rita, term))
