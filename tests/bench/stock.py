"""botbuilder's own echo bot, as its template makes it, without authentication (an empty APP_ID)."""

import sys

from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botbuilder.schema import InvokeResponse


class Configuration:
    APP_ID = ""
    APP_PASSWORD = ""


class Echo(TeamsActivityHandler):  # type: ignore[misc]  # botbuilder has no types
    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(f"Echo: {turn_context.activity.text}")

    async def on_invoke_activity(self, _turn_context: TurnContext) -> InvokeResponse:
        # An empty one: stock answers 500 to every invoke that has a body.
        return ActivityHandler._create_invoke_response()


def main() -> None:
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(Configuration()))
    bot = Echo()

    async def messages(request: web.Request) -> web.Response:
        answer: web.Response = await adapter.process(request, bot)
        return answer

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)


if __name__ == "__main__":
    main()
