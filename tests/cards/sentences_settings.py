"""Sample facts for the sentences of settings, lists, derogations, replacements and messages."""

from collections.abc import Mapping

from cards.phrases import kept_settings, lists

WHO = {"old": ("Maude Tanguay",), "new": ("Rosalie Préfontaine",), "title": ("Lire dehors",)}
SAMPLES: Mapping[str, Mapping[str, tuple[object, ...]]] = {
    "received": {
        "opens": ("le 1er novembre 2026", ""),
        "closes": ("le 15 janvier 2027", ""),
        "committee": ("le 10 février 2027", ""),
    },
    "closes_before": {"days": (5, 15, 40)},
    "bilans_due": {"usual": (True, False)},
    "offered_lines": {"active": (0, 1, 12), "examples": (0, 1, 12)},
    "changed_by": {"name": ("Maude Tanguay", "")},
    "setting_mistake": {
        "kind": tuple(kept_settings.FAULTS),
        "label": tuple(kept_settings.LABELS.values()),
        "length": (1001, 12345),
        "limit": (300, 1000),
    },
    "procedure": {"text": ("Remplissez la demande, puis avisez la direction.",)},
    "linked": {"address": ("https://exemple.invalid/liberation",)},
    "pay": {"links": ("[intranet Adagio](https://exemple.invalid/adagio)", "")},
    "officer": {"title": ("Secrétariat général",), "contact": ("rprp@exemple.invalid", "")},
    "by_file": {"name": tuple(lists.FILES.values())},
    "list_line": {
        "code": ("1.2.09",),
        "label": ("1.2.09 Ens. Histoire", "Français"),
        "marks": ("(exemple)", "(exemple) (désactivée)", ""),
    },
    "code_line": {"code": ("1.2.09",)},
    "line_mistake": {
        "kind": ("double_code", "double_label", *lists.LONG, *lists.FAULTS),
        "found": ("Français",),
        "length": (301, 12345),
        "limit": (40, 300),
    },
    "count_granted": {"number": (1, 2, 120)},
    "about": {"title": ("Lire dehors",), "name": ("Maude Tanguay", "")},
    "with_reason": {"text": ("Un malentendu sur la date.",)},
    "late_how": {"this": ("2026-2027",), "following": ("2027-2028",), "title": ("Lire dehors",)},
    **dict.fromkeys(("how", "will_animate", "to_new", "to_old", "to_member"), WHO),
    "found": {"school": ("École du Parc", "")},
    "clashes": {"days": (("le mercredi 14 octobre 2026",), ("le 1er mars 2027", "le 5 mai 2027"))},
    "all_animators": {"count": (0, 1, 12)},
    "all_members": {"count": (0, 1, 120)},
    "of_network": {"title": ("Lire dehors",)},
    "counts": {"people": (1, 9, 120), "silent": (0, 1, 2)},
    "sent_by": {"title": ("Lire dehors", "")},
    "reached_so_far": {"sent": (0, 1, 8), "on_way": (0, 1, 2), "missed": (0, 1, 2)},
    "sent_line": {"subject": ("Changement de salle",), "to": ("aux personnes qui animent",)},
    "to_network": {"title": ("Lire dehors",)},
}
