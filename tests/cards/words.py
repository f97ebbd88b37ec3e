"""What people and lists bring to a card: once as on a common day, once as long as it may get."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.rules.proposal import FIELDS, MODALITIES, OTHER, Field, Kind
from cards.phrases import proposal as say

TEXT_LIMIT = 1500
TITLE_LIMIT = 150
SUMMARY_WORDS, SUMMARY_LIMIT = 150, 3000
# Every kind of character that JSON or Markdown makes longer, and letters of two and three bytes.
COSTLY = 'é"\\\n’À_*«ç[œ]\n\\É'
WORDY = 'É"œ\\à’'


@dataclass(frozen=True, slots=True)
class Words:
    """Schools, groups, disciplines and priorities are (code, label); `many` is the length of a list."""

    text: str
    title: str
    summary: str
    name: str
    first_name: str
    email: str
    function: str
    school: str
    schools: Sequence[tuple[str, str]]
    groups: Sequence[tuple[str, str]]
    disciplines: Sequence[tuple[str, str]]
    priorities: Sequence[tuple[str, str]]
    many: int

    def values(self) -> Mapping[str, str]:
        """A form filled to its last field."""
        return {name: self._value(name, field) for name, field in FIELDS.items()}

    def choices(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        return {
            "school_id": [*self.schools, (OTHER, say.OTHER_SCHOOL)],
            "target_group": self.groups,
            "discipline": self.disciplines,
            "priority_id": [*self.priorities, (OTHER, say.OTHER_PRIORITY)],
        }

    def _value(self, name: str, field: Field) -> str:
        if name == "duration":
            return MODALITIES[0]
        if field.kind is Kind.CHOICE:
            return self.choices()[name][0][0]
        by_name = {"title": self.title, "summary": self.summary, "email": self.email}
        by_kind = {Kind.LONG: self.text, Kind.TICK: "true"}
        return by_name.get(name) or by_kind.get(field.kind) or self.function


def repeated(pattern: str, length: int) -> str:
    return (pattern * (length // len(pattern) + 1))[:length]


def listed(count: int, label: str) -> list[tuple[str, str]]:
    return [(f"{number:03d}", f"{label} {number}") for number in range(1, count + 1)]


PLAIN = Words(
    text="Dix ans au primaire.\nDes lectures dehors.",
    title="Lire dehors",
    summary="Nous lirons dehors et partagerons nos façons de faire.",
    name="Rosalie Préfontaine",
    first_name="Rosalie",
    email="rosalie.prefontaine@exemple.invalid",
    function="Titulaire de 3e année",
    school="École du Parc",
    schools=listed(2, "École du Parc"),
    groups=listed(2, "Ens. préscolaire 5 ans (exemple)"),
    disciplines=listed(2, "Pédagogie – Univers social"),
    priorities=listed(2, "Réussite des élèves"),
    many=2,
)
LONGEST = Words(
    text=repeated(COSTLY, TEXT_LIMIT),
    title=repeated(COSTLY.replace("\n", ""), TITLE_LIMIT),
    # 150 words of 19 characters, parted by one: 2,999, and one letter more.
    summary=" ".join([repeated(WORDY, 19)] * SUMMARY_WORDS) + "é",
    name="Marie-Élisabeth D’Amours-Saint-Fleur de la Chevrotière-Létourneau",
    first_name="Marie-Élisabeth",
    email="marie-elisabeth.damours-saint-fleur-de-la-chevrotiere@cssdm.gouv.qc.ca",
    function=repeated(COSTLY.replace("\n", ""), 200),
    school="École secondaire Marguerite-De Lajemmerais – pavillon Joseph-François-Perrault (immeuble annexe)",
    schools=listed(188, "École secondaire Marguerite-De Lajemmerais – pavillon"),
    groups=listed(60, "1.2.09 Ens. Histoire, géographie et vie économique, 2e cycle du secondaire (exemple)"),
    disciplines=listed(
        40, "Pédagogie – Univers social, monde contemporain et éducation financière (exemple)"
    ),
    priorities=listed(
        20, "Renouvellement et consolidation des pratiques pédagogiques au préscolaire (exemple)"
    ),
    many=40,
)
