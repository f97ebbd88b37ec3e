"""What the connector can be told to answer in place of taking a call, in the documented shapes."""

from enum import Enum

from aiohttp import web


class Trouble(Enum):
    """What a scripted call gets. Only BAD_GATEWAY_AFTER takes the message before it fails."""

    THROTTLED = "429 with Retry-After"
    PRECONDITION = "412"
    SERVER_ERROR = "500"
    BAD_GATEWAY = "502 with an HTML page, nothing taken"
    BAD_GATEWAY_AFTER = "502 with an HTML page, after the message was taken"
    REQUEST_TIMEOUT = "408"
    NOT_IN_ROSTER = "403 BotNotInConversationRoster"
    WRITES_BLOCKED = "403 in the other shape, errorCode 209"
    UNAUTHORIZED = "401"
    BAD_ARGUMENT = "400"
    NOT_FOUND = "404 ConversationNotFound"
    NO_WINDOW = "500 UserNotFound, as the local client says it"
    REDIRECT = "307 to elsewhere"
    HANG = "no answer until the server stops or `let_go` is called"
    DROP = "the connection is closed without an answer"


ERRORS = {
    Trouble.THROTTLED: (429, "Throttled"),
    Trouble.PRECONDITION: (412, "PreconditionFailed"),
    Trouble.SERVER_ERROR: (500, "ServiceError"),
    Trouble.REQUEST_TIMEOUT: (408, "RequestTimeout"),
    Trouble.NOT_IN_ROSTER: (403, "BotNotInConversationRoster"),
    Trouble.UNAUTHORIZED: (401, "BotNotRegistered"),
    Trouble.BAD_ARGUMENT: (400, "BadArgument"),
    Trouble.NOT_FOUND: (404, "ConversationNotFound"),
    Trouble.NO_WINDOW: (500, "UserNotFound"),
}


def error(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> web.Response:
    return web.json_response({"error": {"code": code, "message": message}}, status=status, headers=headers)


def gateway_page() -> web.Response:
    """What a gateway says: a page, not JSON."""
    return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
