"""Sample facts for the sentences of the desk, of questions and of deputies; see tests/cards/sentences.py."""

from collections.abc import Mapping

from cards.phrases import desk, questions, unreached

FIRST, LAST = ("le 1er décembre 2026",), ("le 1er décembre 2026", "le 11 décembre 2026")
TITLES = ("Lire dehors", "")
COUNTED = {"count": (1, 2, 120)}
SAMPLES: Mapping[str, Mapping[str, tuple[object, ...]]] = {
    **{
        phrase: {"first": FIRST, "last": LAST}
        for phrase in ("stands", "stands_for", "term_span", "term_ended")
    },
    "chosen_person": {"address": ("cee@cssdm.gouv.qc.ca", "")},
    "question_about": {"what": tuple(questions.ABOUT), "title": TITLES},
    "question_of": {"day": FIRST, "closed": (True, False)},
    "question_line": {"about": ("Au sujet de\u00a0: l’ordre du jour.", ""), **COUNTED},
    "written_by": {"moment": ("le 1er décembre 2026 à 10\u00a0h",)},
    "written_at": {"day": FIRST},
    "messages_shown": {"first": (1, 2), "last": (2,), "count": (3,)},
    "group_button": {"name": tuple(desk.GROUPS.values()), "count": (0, 1, 120)},
    "network_choice": {"title": ("Lire dehors",), **COUNTED},
    "only_chosen": {"group": ("Documents",), "title": TITLES},
    "unreached_title": COUNTED,
    "unknown_choice": {"again": (True, False)},
    "unposted_title": {"title": ("Lire dehors",), **COUNTED},
    "lost_line": {"day": FIRST, "what": ("un rappel", "une place offerte (3 fois)")},
    "lost_times": {"what": tuple(unreached.KINDS.values()), **COUNTED},
    "lost_mail_to": {"link": ("mailto:cee@cssdm.gouv.qc.ca?subject=Rencontre",)},
    "lost_mail_body": {"what": ("une place offerte, un rappel",)},
}
