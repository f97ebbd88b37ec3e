"""Activities as Teams sends them (TEAMS_FACTS §1.5, §6; PLAYGROUND §2), ready to be spoilt by a test."""

from dataclasses import dataclass
from typing import Any

APP_ID = "11111111-2222-3333-4444-555555555555"
TENANT = "99999999-8888-7777-6666-555555555555"
BOT_ID = f"28:{APP_ID}"
BOT_NAME = "Réseaux d’entraide"
CHANNEL = "19:reseaux@thread.tacv2"


@dataclass(frozen=True)
class Sender:
    """Who acts."""

    object_id: str = "aaaaaaaa-0000-0000-0000-000000000001"
    teams_id: str = "29:camille"
    name: str = "Camille Roy"

    @property
    def chat_id(self) -> str:
        """The chat that `FakeTeams` opens with this person."""
        return f"a:{self.object_id}"


CAMILLE = Sender()


def activity(
    kind: str, service_url: str, sender: Sender = CAMILLE, *, conversation_id: str = "", **more: Any
) -> dict[str, Any]:
    """Any activity; `more` are its other fields. In the chat with `sender` unless told otherwise."""
    conversation_id = conversation_id or sender.chat_id
    in_channel = "@thread" in conversation_id
    conversation: dict[str, Any] = {
        "id": conversation_id,
        "conversationType": "channel" if in_channel else "personal",
        "tenantId": TENANT,
    }
    if in_channel:
        conversation["isGroup"] = True
    return {
        "type": kind,
        "id": "1700000000001",
        "timestamp": "2026-11-23T15:00:00.000Z",
        "localTimestamp": "2026-11-23T10:00:00.000-05:00",
        "localTimezone": "America/Toronto",
        "serviceUrl": service_url,
        "channelId": "msteams",
        "from": {"id": sender.teams_id, "name": sender.name, "aadObjectId": sender.object_id},
        "conversation": conversation,
        "recipient": {"id": BOT_ID, "name": BOT_NAME},
        "locale": "fr-CA",
        "entities": [{"type": "clientInfo", "locale": "fr-CA", "country": "CA", "platform": "Windows"}],
        "channelData": {"tenant": {"id": TENANT}},
        **more,
    }


def message(text: str, service_url: str, sender: Sender = CAMILLE, **more: Any) -> dict[str, Any]:
    """Something typed. In a channel, `mention` writes the bot's mention before it."""
    return activity("message", service_url, sender, text=text, textFormat="plain", **more)


def mention(text: str, service_url: str, sender: Sender = CAMILLE, **more: Any) -> dict[str, Any]:
    """« @Réseaux d’entraide text », typed in the channel's thread."""
    tag = f"<at>{BOT_NAME}</at>"
    entity = {"type": "mention", "mentioned": {"id": BOT_ID, "name": BOT_NAME}, "text": tag}
    more.setdefault("conversation_id", f"{CHANNEL};messageid=1699999999999")
    return activity("message", service_url, sender, text=f"{tag} {text}", entities=[entity], **more)


def invoke(
    verb: str, data: dict[str, Any], service_url: str, sender: Sender = CAMILLE, **more: Any
) -> dict[str, Any]:
    """A pressed Action.Execute; `data` holds the button's data and the card's inputs."""
    action = {"type": "Action.Execute", "id": "1", "verb": verb, "data": data}
    fields: dict[str, Any] = {
        "name": "adaptiveCard/action",
        "value": {"action": action, "trigger": "manual"},
        "replyToId": "1700000000000",
        **more,
    }
    return activity("invoke", service_url, sender, **fields)


def installation(action: str, service_url: str, sender: Sender = CAMILLE, **more: Any) -> dict[str, Any]:
    """`add` or `remove`. Teams and the local client repeat them."""
    return activity("installationUpdate", service_url, sender, action=action, **more)


def members_added(*ids: str, service_url: str, sender: Sender = CAMILLE, **more: Any) -> dict[str, Any]:
    added = [{"id": one} for one in ids]
    return activity("conversationUpdate", service_url, sender, membersAdded=added, **more)
