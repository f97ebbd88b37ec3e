"""The catalogue: the list with its search, the choice of filters, the sheet of one network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cards import actions
from cards.desk import TaskButton
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    choice_input,
    facts,
    heading,
    note,
    paragraph,
    plain,
    subheading,
    text_input,
    toggle,
)
from cards.phrases import catalog as say
from cards.phrases import menu
from cards.phrases import plan as say_plan
from cards.phrases.proposal import quoted

WORDS_LIMIT, LABEL_LIMIT, SUMMARY_SHOWN = 80, 300, 1500


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; it travels in the buttons, so that nothing is kept of who looked for what."""

    text: str = ""
    group: str = ""
    discipline: str = ""
    modality: str = ""
    month: int = 0
    free: bool = False
    page: int = 1


def read_search(data: Mapping[str, Any]) -> Search:
    """What a button or the form sent, cut to what can be meant; a filter chosen goes over the one carried."""

    def chosen(name: str) -> str:
        return actions.typed(data, f"choose_{name}") or actions.typed(data, name)

    month = actions.number(data, "choose_month") or actions.number(data, "month")
    return Search(
        text=(actions.typed(data, "search_text") or actions.typed(data, "text")).strip()[:WORDS_LIMIT],
        group=_kept(chosen("group")),
        discipline=_kept(chosen("discipline")),
        modality=_kept(chosen("modality")) if chosen("modality") in {*say.MODALITIES, "any"} else "",
        month=month if month in say.MONTH_CHOICES else 0,
        free="true" in {actions.typed(data, "search_free"), actions.typed(data, "free")},
        page=max(1, actions.number(data, "page")),
    )


def _kept(value: str) -> str:
    return "" if value == "any" or len(value) > LABEL_LIMIT else value


def _data(search: Search, **over: Any) -> dict[str, Any]:
    carried = {
        "text": search.text,
        "group": search.group,
        "discipline": search.discipline,
        "modality": search.modality,
        "month": search.month,
        "free": "true" if search.free else "",
        **over,
    }
    return {name: value for name, value in carried.items() if value}


@dataclass(frozen=True, slots=True)
class Row:
    network_id: int
    title: str
    line: str
    lacks: bool = False


def listing(search: Search, rows: Sequence[Row], count: int, pages: int, *, empty: bool) -> Card:
    """A page of the networks found; `empty` when there is none at all, whatever is looked for."""
    if empty:
        return card(
            heading(say.TITLE),
            paragraph(say.NOTHING_OPEN),
            buttons(button(menu.PROPOSE, actions.PROPOSE, primary=True), button(menu.MENU, actions.MENU)),
            fallback=f"{say.TITLE}. {say.NOTHING_OPEN}",
        )
    lines: list[Element] = []
    for one in rows:
        opens = {"network": one.network_id, **_data(search, page=search.page)}
        lines += [
            subheading(quoted(plain(one.title))),
            paragraph(f"{one.line} {say.LACKS}" if one.lacks else one.line),
            buttons(button(say.SHOW, actions.NETWORK_SHEET, opens)),
        ]
    kept = _data(search)
    kept.pop("text", None)
    kept.pop("free", None)
    turns = []
    if search.page < pages:
        turns.append(button(say.NEXT_PAGE, actions.CATALOG, _data(search, page=search.page + 1)))
    if search.page > 1:
        turns.append(button(say.PREVIOUS_PAGE, actions.CATALOG, _data(search, page=search.page - 1)))
    return card(
        heading(say.TITLE),
        paragraph(say.found(count)),
        lines,
        paragraph(say.page(search.page, pages), subtle=True) if pages > 1 else None,
        buttons(*turns) if turns else None,
        text_input("search_text", say.SEARCH, search.text, say.WRITE_WORDS, placeholder=say.SEARCH_HINT),
        toggle("search_free", say.FREE_ONLY_LABEL, say.FREE_ONLY, say.FREE_ONLY_ERROR, on=search.free),
        buttons(
            button(say.FIND, actions.CATALOG, kept, primary=True, inputs=True),
            button(say.FILTER, actions.CATALOG_FILTER, kept, inputs=True),
            button(say.ALL, actions.CATALOG),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.TITLE}. {say.found(count)}",
    )


@dataclass(frozen=True, slots=True)
class Choices:
    groups: Sequence[str]
    disciplines: Sequence[str]


def filters(search: Search, choices: Choices) -> Card:
    def several(name: str, label: str, value: str, options: Sequence[tuple[str, str]]) -> Element:
        return choice_input(
            f"choose_{name}",
            label,
            value or "any",
            say.CHOOSE,
            [("any", say.ANY), *options],
            placeholder=say.ANY,
            search=name in {"group", "discipline"},
        )

    carried = {name: value for name, value in _data(search).items() if name in {"text", "free"}}
    return card(
        heading(say.FILTER_TITLE),
        paragraph(say.FILTER_HOW),
        several("group", say.GROUP, search.group, [(one, one) for one in choices.groups]),
        several("discipline", say.DISCIPLINE, search.discipline, [(one, one) for one in choices.disciplines]),
        several("modality", say.MODALITY, search.modality, list(say.MODALITIES.items())),
        several(
            "month",
            say.MONTH,
            str(search.month or "any"),
            [(str(number), name) for number, name in say.MONTH_CHOICES.items()],
        ),
        buttons(
            button(say.FIND, actions.CATALOG, carried, primary=True, inputs=True),
            button(say.ALL, actions.CATALOG),
        ),
        fallback=f"{say.FILTER_TITLE}. {say.FILTER_HOW}",
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """`dates` are whole lines; `place` is the sentence on this person's place, `offered` what she may do."""

    network_id: int
    title: str
    summary: str
    animator: str
    target_group: str
    discipline: str
    modality: str
    dates: Sequence[str]
    material: str
    prerequisites: str
    free: int
    capacity: int
    place: str
    offered: Sequence[TaskButton]
    plan: bool = False


def sheet(found: Sheet, search: Search) -> Card:
    pairs = [
        (say.ANIMATOR, plain(found.animator)),
        (say.FOR, plain(found.target_group) or say.NOT_SAID),
        (say.DISCIPLINE_OF, plain(found.discipline) or say.NOT_SAID),
        (say.PREREQUISITES, plain(found.prerequisites) or say.NOT_SAID),
        (say.MATERIAL, plain(found.material) or say.NOT_SAID),
        (say.PLACES, say.left(found.free, found.capacity)),
    ]
    ways = [
        button(one.title, one.verb, one.data, primary=number == 0) for number, one in enumerate(found.offered)
    ]
    return card(
        heading(plain(found.title)),
        paragraph(plain(found.summary[:SUMMARY_SHOWN])) if found.summary else None,
        facts(pairs),
        paragraph(say.share(found.modality)) if found.modality else None,
        [paragraph(plain(line)) for line in found.dates],
        note(found.place) if found.place else None,
        buttons(*ways) if ways else None,
        buttons(
            *(
                [button(say_plan.OPEN, actions.PLAN_READ, {"network": found.network_id})]
                if found.plan
                else []
            ),
            button(say.BACK, actions.CATALOG, _data(search, page=search.page)),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{found.title}. {found.place or found.summary[:200]}",
    )
