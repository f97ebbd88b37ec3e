"""The committee's rating: its two steps, the tally beside the request, the comments, what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cards import actions
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    facts,
    heading,
    mistakes,
    paragraph,
    plain,
    radio_input,
    subheading,
    text_input,
)
from cards.phrases import approval as say_approval
from cards.phrases import rating as say

LAST_STEP = 2


@dataclass(frozen=True, slots=True)
class Beside:
    """What the committee and the responsible see beside the essentials of a request.

    `tally` is (criterion, [(mark, how many)]), shown to who sees it; `changed` the labels of what changed
    since `version_read`.
    """

    release: str = ""
    version_read: int = 0
    changed: Sequence[str] = ()
    tally: Sequence[tuple[str, Sequence[tuple[str, int]]]] = ()
    answered: int = 0
    members: int = 0
    sees_opinions: bool = False
    may_rate: bool = False
    has_rated: bool = False


def beside(request_id: int, shown: Beside, *, primary: bool) -> list[Element]:
    """Below the essentials of a request; `primary`: rating is what this reader came for."""
    lines: list[Element] = []
    if shown.changed:
        lines.append(paragraph(say.changed(shown.version_read, shown.changed)))
    if shown.release:
        lines.append(paragraph(shown.release))
    if shown.sees_opinions and not shown.answered:
        lines.append(paragraph(say.OPINIONS_NONE, subtle=True))
    if shown.sees_opinions and shown.answered:
        lines.append(subheading(say.opinions(shown.answered, shown.members)))
        if shown.tally:
            lines.append(facts([(say.SHORT[name], say.counts(marks)) for name, marks in shown.tally]))
    here = {"request": request_id}
    offered = []
    if shown.may_rate:
        title = say.RATE_AGAIN if shown.has_rated else say.RATE
        first = primary and not shown.has_rated
        offered.append(button(title, actions.RATING, here | {"step": 1}, primary=first))
    if shown.sees_opinions and shown.answered:
        offered.append(button(say.READ_OPINIONS, actions.RATING_OPINIONS, here | {"page": 1}))
    if shown.changed:
        offered.append(button(say.SEE_CHANGES, actions.RATING_CHANGES, here | {"page": 1}))
    if offered:
        lines.append(buttons(*offered))
    return lines


@dataclass(frozen=True, slots=True)
class RatingForm:
    """One step as typed; `marks` by criterion, those of the step alone."""

    request_id: int
    step: int
    marks: Mapping[str, str]
    comment: str


def form(title: str, asked: Sequence[str], typed: RatingForm, errors: Sequence[str] = ()) -> Card:
    """`asked` are the criteria of this step."""
    here = {"request": typed.request_id, "step": typed.step}
    last = typed.step == LAST_STEP
    name = say.rate_title(plain(title), typed.step)
    back = (
        button(say.PREVIOUS, actions.RATING, here | {"step": 1})
        if last
        else button(say_approval.BACK, actions.APPROVAL_OPEN, {"request": typed.request_id})
    )
    return card(
        heading(name),
        paragraph(say.COMMENT_NEXT if last else say.WHY),
        [
            radio_input(
                one,
                say.CRITERIA[one],
                typed.marks.get(one, "NO_OPINION"),
                say.CHOOSE,
                list(say.MARKS.items()),
            )
            for one in asked
        ],
        text_input("comment", say.COMMENT, typed.comment, say.COMMENT_HINT, long=True) if last else None,
        buttons(
            button(say.SAVE if last else say.CONTINUE, actions.RATING_SAVE, here, primary=True, inputs=True),
            back,
        ),
        mistakes(errors, say.NOT_SAVED),
        fallback=f"{name}. {say.WHY}",
    )


def read(data: Mapping[str, Any]) -> RatingForm:
    return RatingForm(
        request_id=actions.number(data, "request"),
        step=actions.number(data, "step"),
        marks={name: actions.typed(data, name) for name in say.NAMES},
        comment=actions.typed(data, "comment").strip(),
    )


def opinions(
    request_id: int,
    title: str,
    shown: Beside,
    page: int,
    pages: int,
    comments: Sequence[tuple[str, str]],
) -> Card:
    """The tally in full words, then one page of the comments: (name, comment)."""
    lines: list[Element] = []
    if page == 1:
        for name, marks in shown.tally:
            lines += [subheading(say.CRITERIA[name]), paragraph(say.counts(marks))]
    for name, comment in comments:
        lines += [subheading(plain(name)), paragraph(plain(comment))]
    if not comments:
        lines.append(paragraph(say.NO_COMMENT, subtle=True))
    name = say.opinions_title(plain(title))
    return card(
        heading(name),
        paragraph(say.opinions(shown.answered, shown.members)),
        lines,
        _turn(actions.RATING_OPINIONS, request_id, page, pages),
        fallback=name,
    )


def changes(
    request_id: int, title: str, version: int, page: int, pages: int, blocks: Sequence[tuple[str, str, str]]
) -> Card:
    """One page of what changed since `version`: (label, before, after)."""
    lines: list[Element] = []
    for label, before, after in blocks:
        lines += [
            subheading(label),
            paragraph(say.before(plain(before)), subtle=True),
            paragraph(say.after(plain(after))),
        ]
    name = say.changes_title(plain(title), version)
    return card(heading(name), lines, _turn(actions.RATING_CHANGES, request_id, page, pages), fallback=name)


def _turn(verb: str, request_id: int, page: int, pages: int) -> Element:
    here = {"request": request_id}
    offered = []
    if page < pages:
        offered.append(button(say_approval.NEXT_PAGE, verb, here | {"page": page + 1}, primary=True))
    if page > 1:
        offered.append(button(say_approval.PREVIOUS_PAGE, verb, here | {"page": page - 1}))
    return buttons(*offered, button(say_approval.BACK, actions.APPROVAL_OPEN, here))
