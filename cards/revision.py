"""A refusal that a person looks at again: the task, the form, the answer."""

from collections.abc import Sequence
from datetime import datetime

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import Card, button, buttons, card, heading, mistakes, note, paragraph, plain, text_input
from cards.phrases import enrollment as say_enrollment
from cards.phrases import menu
from cards.phrases import revision as say


def task(
    request_id: int, since: datetime, person: str, title: str, reason: str, network_id: int = 0
) -> DeskTask:
    return DeskTask(
        "revision",
        request_id,
        since,
        say.revision_task(plain(person), plain(title)),
        say.revision_line(reason),
        (TaskButton(say.REVISION_OPEN, actions.REVISION_OPEN, {"request": request_id}),),
        network_id,
    )


def form(
    request_id: int, person: str, title: str, reason: str, typed: str = "", errors: Sequence[str] = ()
) -> Card:
    name = say.revision_task(plain(person), plain(title))
    return card(
        heading(say.REVISION_FORM),
        paragraph(name),
        paragraph(say.revision_line(reason)),
        text_input("answer", say.REVISION_ANSWER, typed, say.REVISION_ANSWER_MISSING, long=True),
        paragraph(say.REVISION_HOW, subtle=True),
        buttons(
            button(
                say.REVISION_KEEP, actions.REVISION_ANSWER, {"request": request_id}, primary=True, inputs=True
            ),
            button(
                say.REVISION_ADMIT, actions.REVISION_ANSWER, {"request": request_id, "admit": 1}, inputs=True
            ),
            button(menu.MENU, actions.MENU),
        ),
        mistakes(errors, say.NOT_ANSWERED),
        fallback=f"{say.REVISION_FORM}. {say.revision_task(person, title)}",
    )


def revised(title: str, answer: str, *, admitted: bool) -> Card:
    told = say.admitted if admitted else say.refusal_kept
    return card(
        heading(say.REVISED_TITLE),
        paragraph(told(plain(title))),
        note(plain(answer)),
        buttons(
            button(
                say_enrollment.MINE if admitted else say_enrollment.OTHERS,
                actions.MY_NETWORK if admitted else actions.CATALOG,
            )
        ),
        fallback=f"{say.REVISED_TITLE}. {told(title)}",
    )
