"""Every sentence of cards/phrases: constants, and what its functions answer to sample facts."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from itertools import product
from types import ModuleType
from typing import Any

import cards.phrases
from cards.phrases import annexe1, approval, people, proposal, sitting
from tests.cards.parts import parts

# A new parameter of a phrase needs its samples here: the plain case, and those where French changes.
SAMPLES: Mapping[str, tuple[object, ...]] = {
    "added": (0, 1, 12345),
    "animator": ("Maude Tanguay",),
    "left": (0, 1, 2),
    "members": (1, 5),
    "reason": tuple(sitting.STAYS),
    "waiting": (0, 1, 2),
    "address": ("cee@cssdm.gouv.qc.ca",),
    "changed": (0, 1, 2),
    "closes": ("le 15 janvier 2027", ""),
    "cause": ("Teams ne répond pas depuis plusieurs heures.",),
    "code": ("K7Q2-9F3D",),
    "count": (0, 1, 2, 12345),
    "counts": ({"week_before": 1}, {"week_before": 1, "agenda_wanted": 1, "release_wanted": 9}),
    "decision": tuple(approval.DECISIONS),
    "detail": ("école",),
    "domains": ("cssdm.gouv.qc.ca, csdm.qc.ca",),
    "fault": tuple(people.IMPORT_FAULTS),
    "answered": (0, 1, 4),
    "days": ("21,5\u00a0jours",),
    "named": ("A, nouveauté; B, réinvestissement",),
    "answer": ("Oui", "Non"),
    "half_days": (0, 1, 2, 3, 4, 43),
    "held": (0, 1, 2),
    "labels": (("Titre souhaité pour l’activité\u00a0:",), ("Titre", "Durée")),
    "marks": ((("YES", 3), ("PARTLY", 1), ("NO", 0), ("NO_OPINION", 12)),),
    "names": ("Rosalie Préfontaine, Maude Tanguay",),
    "school": ("École du Parc",),
    "networks": (1, 3),
    "first_name": ("Rosalie", ""),
    "hour": ("9\u00a0h\u00a030",),
    "key": ("R2027-0001",),
    "label": tuple(proposal.LABELS.values()),
    "limit": (200, 1500),
    "line": (12,),
    "many": ("lignes",),
    "message": ("Votre texte est trop long.",),
    "moment": (datetime(2026, 12, 1, 8, 45), datetime(2026, 12, 1, 13, 0), datetime(2026, 12, 1, 8, 5)),  # noqa: DTZ001
    "name": ("Maude Tanguay",),
    "network": ("Lire dehors",),
    "number": (12,),
    "one": ("ligne",),
    "page": (1,),
    "pages": (3,),
    "oldest": ("le 3 novembre 2026",),
    "opens": ("le 1er novembre 2026",),
    "state": tuple(proposal.STATES.values()),
    "step": (1, 2, 3, 4, 5),
    "steps": (5,),
    "text": ("Le CEE l’offre déjà.",),
    "titles": (("Lire dehors",), ("Lire dehors", "Bouger en ville")),
    "until": ("le 15 janvier 2027", ""),
    "title": ("Lire dehors", ""),
    "version": (1, 2),
    "rank": (1, 12),
    "why": ("attend son tour",),
    "taken": (0, 10),
    "meetings": (2, 4),
    "dates": (1, 2),
    "free": (0, 1, 2),
    "capacity": (10,),
    "adding": (0, 1, 12),
    "removing": (1, 3),
    "lacking": (1, 5),
    "starts": ("8\u00a0h\u00a045",),
    "ends": ("15\u00a0h\u00a045",),
    "venue": ("au CEE", "à École du Parc"),
    "room": ("2.04", ""),
    "person": ("Maude Tanguay",),
    "latest_day": ("le 18 décembre 2026",),
    "places": ("3 places libres sur 10.",),
    "first": ("le 13 janvier 2027", ""),
    "where": ("au CEE", "à École du Parc", ""),
    "modality": ("2 journées complètes",),
    "admitted": (True, False),
    "availability": ("En octobre et en mai.",),
    "warning": ("pedagogical", "room_taken"),
    "numbers": ((3,), (2, 3)),
    "came": (0, 1, 2),
    "people": (1, 240),
    "what": ("Rencontre 1",),
    "state_of": ("PLANNED", "USED"),
    "planned": (0, 1, 43),
    "requested": (0, 1, 2),
    "used": (0, 3),
    "year": ("2027-2028",),
}
# The same name means another thing here.
OWN_SAMPLES: Mapping[str, Mapping[str, tuple[object, ...]]] = {
    "for_animator": {"title": ("Lire dehors",)},
    "for_responsible": {"count": (0, 1, 120)},
    "desk_button": {"count": (0, 1, 120)},
    "for_committee": {"count": (0, 1, 120)},
    **{phrase: {"count": (1, 2, 120)} for phrase in ("confirmed", "refused", "unknown_task", "and_others")},
    "until": {"day": ("le 24 novembre 2026",)},
    "comparison_intro": {"count": (0, 1, 2, 12)},
    "proposal_title": {"title": ("Lire dehors",)},
    "over_line": {"title": ("Lire dehors",)},
    "recall_to_rate": {"count": (1, 2, 12)},
    "too_long_comment": {"count": (1501, 12345)},
    "together": {"count": (2, 12)},
    "send": {"count": (1, 2, 120)},
    **{
        phrase: {"until": ("le 11 décembre 2026",)} for phrase in ("recall", "extended", "overdue", "granted")
    },
    "lasting_until": {"until": ("le 4 juillet 2026, 0\u00a0h",)},
    "window_closes": {"until": ("le 15 janvier 2027",)},
    "morning_title": {"count": (1, 2, 120)},
    "morning_new": {"count": (0, 1, 2, 5)},
    "page": {"number": (1,), "pages": (3,)},
    # Said only where there is something to count.
    **{phrase: {"count": (1, 2, 120)} for phrase in ("older", "more", "security")},
    # Said only of what is over its limit.
    **{phrase: {"count": (1501, 12345)} for phrase in ("too_long", "far_too_long", "job_title_too_long")},
    "too_many_words": {"count": (151, 12345), "limit": (150,)},
    "school_text": {"dates": (("Rencontre 1\u00a0: le mardi 1er décembre 2026",),)},
    "meeting": {
        "hours": (", de 8\u00a0h\u00a045 à 15\u00a0h\u00a045", ""),
        "place": (", au CEE (2.04)", ""),
        "day": ("le mardi 1er décembre 2026",),
    },
    "free": {"left": (1, 2, 10), "until": ("le 27 novembre 2026", "")},
    **{phrase: {"until": ("le 27 novembre 2026",)} for phrase in ("missing", "line")},
    "is_offered": {"until": ("10\u00a0h le mercredi 25 novembre 2026",)},
    "offer": {"until": ("10\u00a0h le mercredi 25 novembre 2026",), "title": ("Lire dehors",)},
    "waiting": {"count": (1, 2, 120), "title": ("Lire dehors",), "rank": (1, 12)},
    "revision_line": {"reason": ("clash", "full")},
    "taken": {"count": (0, 7)},
    "offered": {"until": ("12\u00a0h le mardi 1er décembre 2026",)},
    "waits": {"count": (1, 3)},
    "rank": {"number": (1, 12)},
    "noted": {"count": (1, 2, 120)},
    "cannot_admit": {"reason": ("same_school", "full")},
    "mistake": {"name": ("no_day", "not_later", "too_late", "no_reason")},
    "seats": {"count": (6, 10)},
    "capacity_set": {"count": (6, 10)},
    "not_yet": {"day": ("le 1er décembre 2026", "")},
    "given": {"day": ("le mardi 1er décembre 2026", "")},
    "opens": {"day": ("le 1er décembre 2026",)},
    "late": {"until": ("le 18 décembre 2026",), "animator": ("Maude Tanguay",)},
    "published": {
        "until": ("le 18 décembre 2026",),
        "opens": ("", "le 1er décembre 2026"),
        "title": ("Lire",),
    },
    "numbered_fault": {"mistake": ("no_day", "same_day")},
    "planning": {"title": ("Lire dehors",)},
    "saved": {"day": ("le 1er décembre 2026",), "count": (1, 2)},
    "school_corrected": {"school": ("École du Parc",)},
    "refused": {"count": (1, 2, 120), "reason": ("inscriptions fermées",)},
    "done_later": {"day": ("le 1er décembre 2026",)},
    "members_changed": {"came": (0, 1, 2), "left": (0, 1, 2)},
    "added_on": {"day": ("le 23 novembre 2026",)},
    "open_title": {"title": ("Grille d’observation",)},
    "folio_document": {"title": ("Grille d’observation",), "address": ("https://exemple.invalid/grille",)},
    "folio_new": {"added": (0, 1, 2), "removing": (1, 2)},
    "too_many": {"limit": (30,)},
    "again": {"count": (0, 1, 2)},
    "read_label": {"name": tuple(proposal.LABELS)},
    "event": {"title": ("Lire dehors",), "number": (1, 2)},
    "located": {"place": ("CEE", "École du Parc")},
    "month": {"year": (2026,), "number": (1, 12)},
    "span": {"first": ("le 1er mars 2027",), "last": ("le 1er mars 2027", "le 5 mars 2027")},
    "days_line": {
        "label": ("Semaine de relâche",),
        "days": ("le 1er mars 2027", "du 1er mars 2027 au 5 mars 2027"),
        "kind": ("Fermé", "Férié"),
    },
    "title": {"step": (1,), "steps": (4,)},
    "reviewed": {"answer": ("Dix ans au primaire.",), "label": ("Biographie",)},
    **{name: samples for part in parts("sentences_") for name, samples in part.SAMPLES.items()},
    "follow_up": {"day": ("le 1er décembre 2026",)},
    "closing": {"day": ("le 5 mai 2027", "")},
    "minutes": {"count": (0, 1, 40, 120)},
    "point": {"text": ("Évaluation d’outil",), "time": ("40\u00a0min", "")},
    "numbered": {"text": ("Évaluation d’outil",), "title": ("Lire dehors",)},
    "total": {"time": ("40\u00a0min",)},
    "too_long_day": {"planned": (1, 400), "net": (180, 360)},
    "step_title": {"number": (1,), "count": (4,), "full": ("une demi-journée", "une journée complète")},
    "meeting_of": {"title": ("Lire dehors",), "line": ("Rencontre 1\u00a0: le mardi 1er décembre 2026",)},
    "agenda_title": {"day": ("le mardi 1er décembre 2026",)},
    "aim": {"target": ("le 9 octobre 2026", "le 12 octobre 2026"), "until": ("le 12 octobre 2026",)},
    "today": {"title": ("Lire dehors",)},
    "more_time": {"until": ("le 27 novembre 2026",)},
    "in_seven_days": {
        "line": ("le mardi 1er décembre 2026, de 8\u00a0h\u00a045 à 15\u00a0h\u00a045, au CEE",)
    },
    "meeting_on": {"line": ("le mardi 1er décembre 2026, au CEE",)},
    "bring": {"material": ("Un cahier",)},
    "task_title": {"what": ("Plan du réseau", "Ordre du jour")},
    "task_line": {"line": ("Rencontre du mardi 1er décembre 2026.",), "until": ("le 24 novembre 2026",)},
    "reminded": {"days": ("le 10 novembre 2026, le 17 novembre 2026", "")},
    "granted_title": {"what": ("Plan du réseau", "Ordre du jour")},
    "too_many_points": {"count": (21, 188), "limit": (20,)},
    "bad_minutes": {"limit": (480,)},
    "header": {
        "day": ("01/12/2026",),
        "hours": ("8\u00a0h\u00a045 à 15\u00a0h\u00a045", ""),
        "place": ("En présentiel, Le CEE, 2.04",),
    },
    "paper_title": {"title": ("Lire dehors",)},
    "block_label": {"half_days": (1, 2), "at": (1, 2)},
    "due": {"until": ("le 24 novembre 2026",), "target": ("le 20 novembre 2026", "")},
    "too_long_answer": {"count": (1501, 12345)},
    "late_line": {"until": ("le 24 novembre 2026",)},
    "column": {"hours": (", de 8\u00a0h\u00a045 à 15\u00a0h\u00a045", "")},
    "listed": {"line": ("le mardi 1er décembre 2026",), "standing": ("to_come", "asked")},
    "task_name": {"task": ("PLAN", "AGENDA"), "number": (0, 1)},
    "next_step": {"task": ("Déposer le plan du réseau",), "when_due": ("au plus tard le 1er décembre 2026",)},
    "untaken_line": {"reminders": (0, 1, 2)},
    "by_when": {
        "standing": ("due", "overdue", "later"),
        "target": ("le 20 novembre 2026", "le 24 novembre 2026", ""),
        "until": ("le 24 novembre 2026",),
        "opens": ("le 24 novembre 2026",),
    },
    "settled": {"standing": ("done", "done_late", "on_paper"), "done": ("le 24 novembre 2026",)},
    "checklist_of": {"title": ("Lire dehors",)},
    **{phrase: {"planned": (2, 4)} for phrase in ("meetings_past", "agendas_deposited")},
    "days_changed": {"days": ("le 1er mars 2027",), "count": (1, 5)},
}
DATES: Mapping[type, tuple[object, ...]] = {
    date: (date(2026, 12, 1), date(2026, 10, 14)),
    str: ("le 14 octobre 2026", "le 1er décembre 2026"),
}


def modules() -> list[ModuleType]:
    names = [found.name for found in pkgutil.iter_modules(cards.phrases.__path__)]
    return [importlib.import_module(f"cards.phrases.{name}") for name in names]


def sentences() -> dict[str, str]:
    """Each sentence under the place where it stands: « annexe1.LABELS[email] », « menu.hello('',) »."""
    return {place: text for module in modules() for place, text in _of_module(module)}


def _of_module(module: ModuleType) -> Iterator[tuple[str, str]]:
    short = module.__name__.rpartition(".")[2]
    for name, value in vars(module).items():
        if name.startswith("_") or (module is proposal and name in vars(annexe1)):
            continue  # what one module hands on from another is read where it stands
        place = f"{short}.{name}"
        if inspect.isfunction(value):
            if value.__module__ == module.__name__:
                yield from _said(place, value)
        else:
            yield from _held(place, value)


def _held(place: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from _held(f"{place}[{key}]", held)
    elif isinstance(value, list | tuple):
        for index, held in enumerate(value):
            yield from _held(f"{place}[{index}]", held)


def _said(place: str, function: Callable[..., Any]) -> Iterator[tuple[str, str]]:
    parameters = inspect.signature(function).parameters.values()
    samples = [_samples(function.__name__, parameter) for parameter in parameters]
    for given in product(*samples):
        named = {one.name: value for one, value in zip(parameters, given, strict=True)}
        yield f"{place}{given}", function(**named)


def _samples(function: str, parameter: inspect.Parameter) -> tuple[object, ...]:
    """Raises KeyError for a parameter that nobody gave samples."""
    own = OWN_SAMPLES.get(function, {}).get(parameter.name)
    if own is not None:
        return own
    if parameter.name == "day":
        return DATES[parameter.annotation]
    return SAMPLES[parameter.name]
