"""« Mes échéances », with everything due, nothing due, and two years at once."""

from collections.abc import Iterator
from datetime import date

from bot.rules.duties import Task
from cards import duties
from cards.duties import Line, NetworkDuties
from cards.phrases import duties as say
from cards.phrases.dates import short_date
from tests.cards.shown import Shown, show
from tests.cards.words import Words

DAY = short_date(date(2026, 11, 24))
EARLIER = short_date(date(2026, 11, 20))
CHECKLIST = [
    (say.ATTEND, say.meetings_past(1, 4)),
    (say.PLAN, say.PLAN_STANDINGS[True]),
    (say.AGENDAS, say.agendas_deposited(2, 4)),
    (say.SHARING, say.YOURS_TO_WATCH),
    (say.TAKING_PART, say.YOURS_TO_WATCH),
    (say.DELIVERABLE, say.WITH_BILAN),
    (say.BILAN, "à partir du 28 avril 2027"),
]
OF_MEETING = {Task.AGENDA, Task.ATTENDANCE, Task.MINUTES}


def cards(words: Words) -> Iterator[Shown]:
    yield show("duties: none", duties.duties, [])
    for task in map(Task, duties.VERBS):
        yield show(f"duties: {task}", duties.duties, [_network(words, task)])
    done = [_line(task, say.settled(how, DAY)) for task in Task for how in ("done", "done_late", "on_paper")]
    quiet = NetworkDuties(words.title, "2026-2027", None, [], done, CHECKLIST)
    yield show("duties: all done", duties.duties, [quiet])
    yield show("duties: two years", duties.duties, [_network(words, Task.AGENDA), quiet])


def _network(words: Words, task: Task) -> NetworkDuties:
    whens = [
        say.by_when("due", EARLIER, DAY, ""),
        say.by_when("overdue", "", DAY, ""),
        say.by_when("later", "", DAY, DAY),
        say.by_when("due", "", "", ""),
    ]
    still = [_line(one, when, number) for one in Task for number, when in enumerate(whens, start=1)]
    return NetworkDuties(words.title, "2026-2027", _line(task, whens[0]), still, [], CHECKLIST)


def _line(task: Task, when: str, number: int = 1) -> Line:
    of_meeting = task in OF_MEETING
    subject = {"meeting": 3} if of_meeting else {"network": 7}
    return Line(task.value, number if of_meeting else 0, when, subject)
