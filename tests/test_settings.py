"""The environment (design.md §5): documented whole, and refused with every gap named at once."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dotenv import dotenv_values
from pydantic import SecretStr, ValidationError

from bot.errors import NotReadyError
from bot.settings import Settings, is_loopback

ROOT = Path(__file__).parents[1]
SECRET = "a-secret-of-more-than-32-characters"
HOSTED = {
    "APP_ID": "00000000-0000-0000-0000-0000000000aa",
    "APP_PASSWORD": "the-password-of-the-bot",
    "APP_TENANT_ID": "00000000-0000-0000-0000-0000000000bb",
    "TEAM_ID": "00000000-0000-0000-0000-0000000000cc",
    "CEE_RESPONSIBLES": "marie-eve.laurin@exemple.invalid",
    "LINK_SECRET": SECRET,
    "HOST": "0.0.0.0",
    "PUBLIC_URL": "https://reseaux.exemple.invalid",
}
HOST_GAP = "HOST: without an APP_ID (local mode) it must be a loopback address, such as 127.0.0.1"
URL_GAP = "PUBLIC_URL: without an APP_ID (local mode) it must be a loopback address"


def gaps(environ: dict[str, str]) -> list[str]:
    try:
        Settings.from_env(environ)
    except NotReadyError as error:
        return list(error.gaps)
    return []


def documented(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(value) if isinstance(value, tuple) else str(value)


def test_env_example_lists_exactly_the_settings_with_their_defaults() -> None:
    defaults = {name: documented(field.default) for name, field in Settings.model_fields.items()}
    assert dict(dotenv_values(ROOT / ".env.example")) == defaults


def test_each_setting_is_explained_in_env_example() -> None:
    """A name stands under a comment, or under another name that does."""
    explained, unexplained = False, []
    for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines():
        explained = line.startswith("#") or (explained and line != "")
        if "=" in line and not line.startswith("#") and not explained:
            unexplained.append(line.split("=")[0])
    assert unexplained == []


def test_env_example_as_it_is_starts_local_mode() -> None:
    given = {name: value or "" for name, value in dotenv_values(ROOT / ".env.example").items()}
    settings = Settings.from_env(given)
    assert settings.local is True
    assert settings.model_copy(update={"LINK_SECRET": ""}) == Settings.from_env({}).model_copy(
        update={"LINK_SECRET": ""}
    )


def test_names_that_are_not_settings_are_left_alone() -> None:
    assert gaps({"PATH": "/bin", "HOSTNAME": "x"}) == []


@pytest.mark.parametrize(
    ("missing", "gap"),
    [
        ("APP_TENANT_ID", "APP_TENANT_ID: the tenant whose people may use the bot (needed with APP_ID)"),
        (
            "APP_PASSWORD",
            "APP_PASSWORD or APP_CERTIFICATE: how the bot signs in (SingleTenant) (needed with APP_ID)",
        ),
        ("TEAM_ID", "TEAM_ID: the Team in which channels are created (needed with APP_ID)"),
        ("CEE_RESPONSIBLES", "CEE_RESPONSIBLES: who receives the approval requests (needed with APP_ID)"),
        ("LINK_SECRET", "LINK_SECRET: 32 characters or more, to sign links (needed with APP_ID)"),
    ],
)
def test_an_app_id_needs_each_of_its_companions(missing: str, gap: str) -> None:
    assert gaps(HOSTED) == []
    assert gaps({**HOSTED, missing: " "}) == [gap]


def test_an_app_id_alone_is_told_everything_at_once() -> None:
    alone = gaps({"APP_ID": HOSTED["APP_ID"]})
    assert [gap.split(":")[0] for gap in alone] == [
        "APP_TENANT_ID",
        "APP_PASSWORD or APP_CERTIFICATE",
        "TEAM_ID",
        "CEE_RESPONSIBLES",
        "LINK_SECRET",
    ]


def test_a_link_secret_that_can_be_guessed_is_refused() -> None:
    assert gaps({**HOSTED, "LINK_SECRET": "x" * 31}) == [
        "LINK_SECRET: 32 characters or more, to sign links (needed with APP_ID)"
    ]
    assert gaps({**HOSTED, "LINK_SECRET": "x" * 32}) == []


def test_a_managed_identity_needs_no_password() -> None:
    assert gaps({**HOSTED, "APP_PASSWORD": "", "APP_TYPE": "UserAssignedMSI"}) == []


def test_a_certificate_replaces_the_password_when_it_is_there(tmp_path: Path) -> None:
    file = tmp_path / "bot.pem"
    with_certificate = {**HOSTED, "APP_PASSWORD": "", "APP_CERTIFICATE": str(file)}
    assert gaps(with_certificate) == ["APP_CERTIFICATE: no such file"]
    file.touch()
    assert gaps(with_certificate) == []


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "::", "10.0.0.1", "192.168.1.7", "reseaux.exemple.invalid", "localhost.exemple.invalid"],
)
def test_local_mode_refuses_to_be_reached_from_elsewhere(host: str) -> None:
    """S26: it authenticates nobody."""
    in_url = f"[{host}]" if ":" in host else host
    assert gaps({"HOST": host}) == [HOST_GAP]
    assert gaps({"PUBLIC_URL": f"http://{in_url}:3978"}) == [URL_GAP]
    assert gaps({**HOSTED, "HOST": host, "PUBLIC_URL": f"https://{in_url}"}) == []


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_local_mode_takes_any_loopback_address(host: str) -> None:
    in_url = f"[{host}]" if ":" in host else host
    assert gaps({"HOST": host, "PUBLIC_URL": f"http://{in_url}:3978"}) == []


@pytest.mark.parametrize("url", ["3978", "http://", "http://localhost@10.0.0.1/", "//"])
def test_an_url_without_a_loopback_host_is_refused(url: str) -> None:
    assert gaps({"PUBLIC_URL": url}) == [URL_GAP]


def test_brackets_do_not_hide_an_address() -> None:
    assert (is_loopback("[::1]"), is_loopback("[::]"), is_loopback("")) == (True, False, False)


def test_one_refusal_names_every_gap() -> None:
    """A bad port does not hide what else is wrong."""
    with pytest.raises(NotReadyError) as refusal:
        Settings.from_env(
            {
                "HOST": "0.0.0.0",
                "PUBLIC_URL": "http://10.0.0.1",
                "PORT": "70000",
                "TEXT_LIMIT": "many",
                "APP_TYPE": "MultiTenant",
                "TIMEZONE": "America/Nowhere",
            }
        )
    assert [gap.split(":")[0] for gap in refusal.value.gaps] == [
        "APP_TYPE",
        "PORT",
        "TEXT_LIMIT",
        "TIMEZONE",
        "HOST",
        "PUBLIC_URL",
    ]
    assert str(refusal.value) == "\n".join(
        ["The bot cannot start:", *(f"  - {gap}" for gap in refusal.value.gaps)]
    )


def test_the_clock_is_set_in_local_mode_only() -> None:
    start = "2026-11-23 10:00"
    local = Settings.from_env({"CLOCK_START": start})
    assert local.clock_start == datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("America/Toronto"))
    assert Settings.from_env({}).clock_start is None
    assert gaps({**HOSTED, "CLOCK_START": start}) == [
        "CLOCK_START: only local mode may set the clock; remove it or APP_ID"
    ]


@pytest.mark.parametrize("zone", ["America/Nowhere", "../etc/passwd", "10:00"])
def test_a_bad_time_zone_is_named(zone: str) -> None:
    assert gaps({"TIMEZONE": zone}) == [f"TIMEZONE: {zone!r} is not a time zone"]


def test_a_bad_clock_is_named() -> None:
    assert gaps({"CLOCK_START": "demain"}) == ["CLOCK_START: write it as 2026-11-23 10:00"]


def test_names_are_split_and_lower_case() -> None:
    settings = Settings.from_env({"COMMITTEE_MEMBERS": " Maude.Tanguay@Exemple.invalid, ,AB-12 ,"})
    assert settings.COMMITTEE_MEMBERS == ("maude.tanguay@exemple.invalid", "ab-12")


def test_local_mode_accepts_the_demo_addresses_and_signs_its_own_links() -> None:
    first, second = Settings.from_env({}), Settings.from_env({})
    assert first.EMAIL_DOMAINS == ("cssdm.gouv.qc.ca", "csdm.qc.ca", "exemple.invalid")
    assert len(first.LINK_SECRET.get_secret_value()) >= 32
    assert first.LINK_SECRET != second.LINK_SECRET
    hosted = Settings.from_env(HOSTED)
    assert hosted.EMAIL_DOMAINS == ("cssdm.gouv.qc.ca", "csdm.qc.ca")
    kept = Settings.from_env({"LINK_SECRET": SECRET, "EMAIL_DOMAINS": "exemple.invalid"})
    assert (kept.LINK_SECRET.get_secret_value(), kept.EMAIL_DOMAINS) == (SECRET, ("exemple.invalid",))


def test_secrets_are_never_printed() -> None:
    printed = repr(Settings.from_env(HOSTED)) + str(Settings.from_env(HOSTED))
    assert HOSTED["APP_ID"] in printed
    assert [secret for secret in (SECRET, HOSTED["APP_PASSWORD"]) if secret in printed] == []


def test_a_refusal_prints_no_secret() -> None:
    with pytest.raises(NotReadyError) as refusal:
        Settings.from_env({**HOSTED, "PORT": "x", "TEAM_ID": ""})
    assert [secret for secret in (SECRET, HOSTED["APP_PASSWORD"]) if secret in str(refusal.value)] == []


def test_settings_are_read_only() -> None:
    with pytest.raises(ValidationError):
        Settings.from_env({}).PORT = 1


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://graph.example", ["GRAPH_URL: an https address, for tokens travel there"]),
        ("graph.example", ["GRAPH_URL: an https address, for tokens travel there"]),
        ("https://graph.example", []),
        ("http://127.0.0.1:8080", []),
    ],
)
def test_tokens_never_travel_in_clear(url: str, expected: list[str]) -> None:
    assert gaps({**HOSTED, "GRAPH_URL": url}) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "http://localhost:3978"),
        ({"PORT": "4000"}, "http://localhost:4000"),
        ({"PORT": "4000", "PUBLIC_URL": "http://127.0.0.1:9000"}, "http://127.0.0.1:9000"),
    ],
)
def test_local_links_lead_to_the_port_that_listens(given: dict[str, str], expected: str) -> None:
    assert expected == Settings.from_env(given).PUBLIC_URL
