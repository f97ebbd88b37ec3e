"""The proposal: labels of Annexe 1, its steps, its states, its mistakes."""

from collections.abc import Mapping

from cards.phrases.annexe1 import (
    HINTS as HINTS,
)
from cards.phrases.annexe1 import (
    LABELS as LABELS,
)
from cards.phrases.annexe1 import (
    LABELS_EXACT as LABELS_EXACT,
)
from cards.phrases.annexe1 import (
    MODALITIES as MODALITIES,
)
from cards.phrases.annexe1 import (
    TICKS as TICKS,
)
from cards.phrases.numbers import counted, grouped

ACTIVITY_TYPE = "Réseau d’entraide"
OTHER_SCHOOL = "Autre établissement"
OTHER_PRIORITY = "Autre (précisez dans la description détaillée)"
EXAMPLE = "(exemple)"
SEARCH = "Tapez quelques lettres, puis choisissez"
CHOOSE = "Choisissez"

STEP_NAMES = ("vous", "votre réseau", "le contenu", "l’organisation", "relire et envoyer")
STEP_INTROS = (
    (
        "Nous avons rempli ce que nous savions déjà. Vérifiez, complétez, puis continuez. Chaque étape est "
        "enregistrée : vous pourrez reprendre plus tard, sur un autre appareil aussi."
    ),
    "À qui s’adresse-t-il? Quel but vous donnez-vous? Choisissez le groupe et la discipline dans les listes.",
    "Que ferez-vous ensemble? Le résumé paraîtra au catalogue; la description détaillée s’adresse au comité.",
    (
        "Deux jours en tout, en présentiel, pendant les heures de travail, peu importe la modalité. Vous "
        "choisirez les dates plus tard, si le réseau est accepté."
    ),
    "Relisez votre proposition, puis envoyez-la au comité de gestion du CEE.",
)

CRITERIA_TITLE = "Ce que le comité regarde"
CRITERIA = (
    "se distingue des réseaux existants ou a un caractère novateur",
    "présente un potentiel de réinvestissement",
    "privilégie le perfectionnement par les pairs",
    "vise un renouvellement ou une consolidation de pratiques pédagogiques",
    "lie approche pédagogique et contenu disciplinaire",
    "respecte les orientations et les priorités du comité de gestion du CEE",
    "encourage la production et le rayonnement du réseau (ateliers, coaching, communauté, matériel…)",
)
CRITERIA_INTRO = "Une priorité est donnée à un projet qui :"

MISSION = (
    "La mission du CEE est avant tout le partage par les pairs, au sein du CSSDM. Lorsque vous présentez "
    "une formation au CEE, nous vous invitons à garder en tête cette mission qui est l’entraide et le "
    "partage d’expertise, entre collègues."
)
CLOSING = (
    "Merci de votre implication. Vous contribuez grandement au rayonnement de l’expertise de nos "
    "enseignants à travers le CSSDM."
)

CONTINUE = "Continuer"
SAVE_AND_QUIT = "Enregistrer et quitter"
BACK = "Revenir"
SEND = "Envoyer ma proposition"
SEND_AGAIN = "Envoyer la nouvelle version"
EDIT = "Modifier ma proposition"
WITHDRAW = "Retirer ma proposition"
WITHDRAW_DRAFT = "Retirer ce brouillon"
WITHDRAW_YES = "Oui, la retirer"
WITHDRAW_NO = "La garder"
AGAIN = "Reprendre cette fiche"
OPEN = "Ouvrir"
RESUME = "Reprendre"

STATES: Mapping[str, str] = {
    "DRAFT": "Brouillon",
    "SUBMITTED": "Envoyée au comité",
    "UNDER_REVIEW": "À l’étude",
    "CHANGES_REQUESTED": "Précisions demandées",
    "ACCEPTED": "Acceptée",
    "DECLINED": "Non retenue",
    "WITHDRAWN": "Retirée",
}
UNTITLED = "Sans titre"
NOT_FILLED = "(à remplir)"
YES, NO = "Oui", "Non"


def quoted(title: str) -> str:
    return f"« {title or UNTITLED} »"


def form_title(year: str, step: int, steps: int) -> str:
    return f"Proposer un réseau pour {year} — Étape {step} de {steps} : {STEP_NAMES[step - 1]}"


def words_saved(count: int) -> str:
    return f"Résumé : {counted(count, 'mot', 'mots')} au dernier enregistrement; le maximum est de 150."


MISTAKES_HERE = "À corriger avant de continuer :"
STEP_OF = "Étape {step} :"


def missing(label: str) -> str:
    return f"{label} : ce champ est vide."


def not_ticked(label: str) -> str:
    return f"{label} : cochez la case pour confirmer."


def too_long(label: str, count: int, limit: int) -> str:
    return (
        f"{label} : votre texte compte {grouped(count)} caractères; le maximum est de {grouped(limit)}. "
        "Raccourcissez-le."
    )


def too_many_words(count: int, limit: int) -> str:
    return (
        f"Votre résumé compte {grouped(count)} mots; le maximum est de {limit}. Rien n’est perdu : raccourcissez-le, "
        "puis envoyez de nouveau."
    )


def bad_email(domains: str) -> str:
    return f"Adresse courriel : écrivez votre adresse du CSSDM ({domains})."


def unknown_choice(label: str) -> str:
    return f"{label} : choisissez dans la liste."


def far_too_long(count: int, limit: int) -> str:
    return (
        f"Un de vos textes compte {grouped(count)} caractères; le maximum est de {grouped(limit)}. Rien n’est "
        "enregistré de cette étape, mais tout ce que vous avez écrit est encore à l’écran : raccourcissez ce texte, puis "
        "continuez."
    )


CONFLICT = (
    "Cette fiche a été modifiée sur un autre appareil depuis que vous l’avez ouverte ici. Voici ce que "
    "vous venez d’écrire : si vous continuez, c’est ce texte qui sera gardé pour cette étape."
)


def year_moved(year: str) -> str:
    return (
        f"Une nouvelle année scolaire a commencé : votre proposition est maintenant pour {year}. Vérifiez "
        "vos disponibilités, puis envoyez de nouveau."
    )


SAVED_NEXT = (
    "Ce que vous venez d’écrire est enregistré; personne d’autre ne peut le lire. Pour reprendre, écrivez "
    "« mes propositions » quand vous voudrez, sur n’importe quel appareil."
)
LIST_TITLE = "Mes propositions"
LIST_EMPTY = "Vous n’avez pas encore de proposition."


def thanks(first_name: str, number: int) -> str:
    start = f"Merci, {first_name}!" if first_name else "Merci!"
    return (
        f"{start} Votre proposition numéro {number} est entre les mains du comité de gestion du CEE. Vous "
        "recevrez la réponse ici."
    )


def thanks_again(version: int) -> str:
    return f"Merci! La version {version} de votre proposition est envoyée. Vous recevrez la réponse ici."


def state_title(number: int, title: str) -> str:
    return f"Proposition numéro {number} : {quoted(title)}"


def list_line(number: int, year: str, state: str, day: str) -> str:
    return f"Numéro {number}, pour {year}. {state}, {day}."


EXPLAINED: Mapping[str, str] = {
    "DRAFT": "Personne d’autre ne peut lire ce brouillon.",
    "SUBMITTED": "La personne responsable du CEE l’a reçue. Vous recevrez la réponse ici.",
    "UNDER_REVIEW": "La personne responsable du CEE la lit en ce moment. Vous recevrez la réponse ici.",
    "CHANGES_REQUESTED": "Le comité aimerait des précisions. Votre texte est conservé.",
    "ACCEPTED": "Votre réseau est accepté.",
    "DECLINED": "Le comité ne l’a pas retenue. La fiche est conservée.",
    "WITHDRAWN": "Vous l’avez retirée. La fiche est conservée.",
}


def reason(text: str) -> str:
    return f"Motif : {text}"


def withdraw_question(title: str) -> str:
    return (
        f"Voulez-vous vraiment retirer {quoted(title)}? Le comité ne l’étudiera plus. La fiche est "
        "conservée et vous pourrez la reprendre."
    )


def withdraw_draft_question(title: str) -> str:
    return (
        f"Voulez-vous vraiment retirer le brouillon {quoted(title)}? La fiche est conservée et vous pourrez "
        "la reprendre."
    )


REVIEW_TITLE = "Votre proposition"
WORKING_COPY = "Une nouvelle version est commencée, mais pas encore envoyée."
STATE = "État"
YEAR = "Année scolaire"


def older(count: int) -> str:
    if count == 1:
        return "Une proposition plus ancienne n’est pas affichée; la personne responsable la conserve."
    return f"{count} propositions plus anciennes ne sont pas affichées; la personne responsable les conserve."


def read_label(name: str) -> str:
    """A field's label for who reads the answer, without the hints for who writes it."""
    if name == "school_other":
        return OTHER_SCHOOL
    return LABELS[name].removesuffix(" (facultatif)")


def reviewed(label: str, text: str) -> str:
    """One line of the review; the label is ours, the text is escaped by the card."""
    return f"**{label}** : {text}"
