"""The guide's own sentences, section by section (§1 to §8).

Its spelling is mended where it slips (DOMAIN.md §1.10, I22), and two numbers of annexes are (I1, I2);
« - » begins a line of a list.
"""

from collections.abc import Mapping, Sequence

TITLE = "Le guide en bref"
INTRO = (
    "Ce sont les phrases du guide des réseaux d’entraide. Choisissez une section, ou écrivez votre question : "
    "« combien de participants? », « quand déposer le plan? »."
)
WHOLE = "Tout le guide"
OWN_WORDS = "Ces phrases sont celles du guide des réseaux d’entraide."
ANSWER = "Ce que dit le guide :"

SHORT: Mapping[str, str] = {
    "1": "1. Un réseau",
    "2": "2. Animer",
    "3": "3. Participer",
    "4": "4. Les projets",
    "5": "5. Les exigences",
    "6": "6. Le financement",
    "7": "7. La rémunération",
    "8.1": "8.1 La présentation",
    "8.2": "8.2 Une fois accepté",
    "8.3": "8.3 La préparation",
    "8.4": "8.4 Les rencontres",
    "8.5": "8.5 Le bilan",
}
TITLES: Mapping[str, str] = {
    "1": "1. Qu’est-ce qu’un réseau d’entraide?",
    "2": "2. Qui peut être animateur d’un réseau d’entraide?",
    "3": "3. Qui sont les participants à un réseau d’entraide et quelles en sont les conditions?",
    "4": "4. Quelles sont les caractéristiques qui doivent apparaître dans les projets à l’étude?",
    "5": "5. Quels sont les exigences et résultats attendus de la part de la personne animant l’atelier?",
    "6": "6. Quelles sont les modalités du financement?",
    "7": "7. Quelle est la rémunération liée à l’activité?",
    "8.1": "8.1 Présentation de la formation en CGCEE",
    "8.2": "8.2 Lorsque le réseau est accepté",
    "8.3": "8.3 Journée de libération pour préparer l’animation",
    "8.4": "8.4 Lors des rencontres avec le réseau",
    "8.5": "8.5 Bilan du réseau et rencontre avec le CEE",
}
LINES: Mapping[str, Sequence[str]] = {
    "1": (
        (
            "Si vous trouvez qu’il est difficile de trouver du temps pour rencontrer des collègues provenant d’autres "
            "milieux afin d’échanger sur vos pratiques, les réseaux d’entraide du CEE sont faits pour vous!"
        ),
        (
            "En résumé, il s’agit d’une table ronde de 10 membres du personnel enseignant désirant travailler dans un "
            "but commun."
        ),
        (
            "L’objectif des réseaux d’entraide est de partager, d’échanger et surtout de développer ensemble vos "
            "pratiques pédagogiques."
        ),
        "La personne animant le réseau d’entraide doit enseigner au CSSDM.",
    ),
    "2": (
        "La décision d’animer un réseau d’entraide ne peut provenir que du corps enseignant du CSSDM.",
        "Le CEE peut vous aider dans votre démarche.",
        (
            "N’hésitez pas à communiquer avec lui si vous voulez organiser un réseau d’entraide, mais que vous ne "
            "savez pas comment vous y prendre. (cee@cssdm.gouv.qc.ca)"
        ),
        "N’hésitez pas à nous soumettre votre proposition.",
        "Téléchargez le formulaire disponible sur le site du CEE et faites-le parvenir au CEE.",
        "Faites aussi parvenir une description détaillée du contenu anticipé du réseau que vous désirez donner.",
    ),
    "3": (
        "Un réseau d’entraide est constitué par des membres du personnel enseignant qui désirent :",
        "- Rompre leur isolement professionnel;",
        "- Mettre en commun leur savoir et leurs expériences;",
        (
            "- Analyser ensemble différents aspects de leur pratique pédagogique et échanger entre collègues "
            "provenant de divers milieux;"
        ),
        "- Réfléchir sur une problématique spécifique dans un contexte de résolution de problèmes;",
        "- Entreprendre une démarche à caractère thématique dans le cadre d’une formation continue.",
        (
            "Les réseaux devront répondre à des besoins de développement professionnel dans le cadre d’une thématique "
            "précise en lien avec les orientations et les priorités du CEE."
        ),
        "Un enseignant peut faire partie d’un seul réseau par année en tant que participant.",
        "Il peut aussi n’en animer qu’un seul.",
        "Tous les réseaux déposés après 2024 devront être exclusivement animés par un enseignant.",
        "Les réseaux sont d’une année et seront sélectionnés par le CGCEE l’année précédant leur tenue.",
        "Un réseau ne peut avoir lieu qu’une seule fois par année.",
        (
            "Le Comité de gestion du CEE pourra considérer les projets des groupes qui désirent poursuivre pour une "
            "deuxième année."
        ),
        (
            "Le réseau d’entraide doit se dérouler en présentiel, durant les heures de travail et dans un bâtiment "
            "appartenant au CSSDM."
        ),
        "Les réseaux doivent comprendre un minimum de six participants et un maximum de dix.",
        (
            "Deux participants par établissement (excluant l’animateur) peuvent participer au même réseau d’entraide "
            "durant la même année."
        ),
    ),
    "4": (
        "Une priorité sera donnée aux projets ou aux initiatives :",
        "- qui se distinguent des réseaux déjà existants ou ayant un caractère novateur;",
        "- qui présentent un potentiel de réinvestissement;",
        "- qui privilégient le perfectionnement par les pairs;",
        "- dont le contenu vise un renouvellement et/ou une consolidation de pratiques pédagogiques;",
        "- qui lient approche pédagogique et contenu disciplinaire;",
        "- qui respectent les orientations et les priorités déterminées par le comité de gestion du CEE;",
        (
            "- qui encouragent la production et le rayonnement du réseau par diverses productions, selon la nature du "
            "réseau (ateliers, coaching, communauté sur le portail du CSSDM, production de matériel…)."
        ),
    ),
    "5": (
        "- S’engager à être présent à toutes les rencontres;",
        (
            "- Produire un plan de réseau expliquant le contenu des rencontres (doit être déposé 7 jours avant la tenue "
            "du réseau);"
        ),
        "- Remettre un ordre du jour aux membres participants (7 jours avant la tenue du réseau);",
        "- S’assurer de la mise en commun de l’expertise entre les collègues du groupe;",
        "- S’assurer de la participation active de tous les enseignants au réseau;",
        "- Selon la nature du réseau, remettre un fichier électronique du travail réalisé au responsable du CEE;",
        "- Produire un bilan à la fin de chaque année du réseau (avant la fin de l’année en cours).",
    ),
    "6": (
        "- Un budget dédié au financement d’un maximum de deux journées de libération par participant;",
        "- Ce budget subventionne des groupes d’un maximum de dix enseignants par projet;",
        (
            "- Un budget dédié à la libération de l’enseignant-animateur pour la planification du réseau (1 journée par "
            "année) et à la rédaction du bilan à la fin de chaque année (une demi-journée par année)."
        ),
    ),
    "7": (
        "Les conditions pour l’animation d’un réseau sont les mêmes que pour les formations.",
        (
            "Vous pouvez consulter les ONP disponibles sur le site de l’Alliance des professeures et des professeurs de "
            "Montréal et sur l’intranet Adagio au CSSDM."
        ),
    ),
    "8.1": (
        (
            "Comme pour les formations, les membres du corps enseignant doivent remplir le formulaire en ligne pour "
            "déposer leur projet."
        ),
        "Vous trouverez un exemple en annexe 1.",
    ),
    "8.2": (
        "Le réseau peut se dérouler au CEE ou dans un bâtiment du CSSDM.",
        "- 2 journées complètes;",
        "- 1 journée complète et 2 demi-journées;",
        "- 4 demi-journées.",
        (
            "Voici un exemple d’horaire proposé par le CEE. Cet horaire prend en compte les différences entre les "
            "horaires des écoles et les contraintes en lien avec des locaux du Centre des enseignantes et des enseignants."
        ),
        "IMPORTANT : Cet horaire est une proposition. La personne animant le réseau est libre de choisir son horaire.",
        "- 2 journées complètes (8 h 45 à 15 h 45);",
        "- 1 journée complète (8 h 45 à 15 h 45) et 2 après-midis (12 h 45 à 15 h 45);",
        "- 4 après-midis (12 h 45 à 15 h 45).",
        "Faire part du choix à la personne responsable du CEE et prévoir un horaire pour l’affichage sur Folio.",
        "Toutes les dates du réseau sont affichées en même temps.",
        "Les réseaux sont en présentiel et durant les heures de travail.",
        (
            "Un plan de réseau (exemple en annexe 2) doit être déposé sur Folio pour donner l’information aux membres "
            "participants (7 jours avant le début du réseau)."
        ),
    ),
    "8.3": (
        "Faire un plan de réseau et déposer les documents :",
        "- Ce que je veux développer avec les membres;",
        (
            "- But recherché lors des rencontres (lien avec une formation, confection de matériel, suivi d’une "
            "formation, échanges entre les membres, etc.);"
        ),
        (
            "- Quel travail je veux accomplir avec les participants, quel résultat? (document, ressources, développement "
            "personnel, etc.);"
        ),
        "- Moyens de communication pour les membres et le matériel (nous proposons une équipe Teams);",
        "- Faire un ordre du jour (doit être déposé 7 jours avant le réseau);",
        (
            "- Déposer la documentation sur Folio pour la rendre disponible pour les participants (la personne "
            "responsable s’en occupera)."
        ),
    ),
    "8.4": (
        "- Prendre les présences et s’assurer que les participants ont suivi la procédure pour la libération.",
        "- Faire un résumé de la rencontre (résultat et résumé de la séance). Vous trouverez un exemple à l’annexe 4.",
    ),
    "8.5": (
        (
            "- La personne responsable du réseau reçoit une demi-journée de libération pour faire un bilan du réseau "
            "(annexe 5)."
        ),
        (
            "- Elle peut à tout moment demander l’aide de la personne responsable du CEE ou de ses collègues ayant "
            "participé au réseau."
        ),
    ),
}
# What stands in the guide for paper, and is done here now.
HERE: Mapping[str, str] = {
    "2": "Ici, la fiche se remplit et s’envoie directement : choisissez « Proposer un réseau ».",
    "8.1": "Ici, le formulaire en ligne est la fiche : choisissez « Proposer un réseau ».",
    "8.3": "Ici, le plan et l’ordre du jour se préparent et se déposent à partir de « Mes échéances ».",
    "8.4": "Ici, les présences et le compte rendu se font à partir de « Mon réseau ».",
}
