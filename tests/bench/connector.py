"""The Teams that a bench talks to: takes every post at once, knows everybody, and counts what it took."""

import sys

from aiohttp import web

TAKEN = {"posts": 0}


async def posted(_: web.Request) -> web.Response:
    TAKEN["posts"] += 1
    return web.json_response({"id": str(TAKEN["posts"])}, status=201)


async def taken(_: web.Request) -> web.Response:
    return web.json_response(TAKEN)


async def member(request: web.Request) -> web.Response:
    name = request.match_info["member"].removeprefix("29:")
    return web.json_response(
        {
            "id": f"29:{name}",
            "aadObjectId": name,
            "name": f"{name} Essai",
            "userRole": "user",
            "email": f"{name}@exemple.invalid",
            "userPrincipalName": f"{name}@exemple.invalid",
        }
    )


def main() -> None:
    app = web.Application()
    app.add_routes(
        [
            web.get("/taken", taken),
            web.post("/v3/conversations/{conversation}/activities", posted),
            web.post("/v3/conversations/{conversation}/activities/{activity}", posted),
            web.put("/v3/conversations/{conversation}/activities/{activity}", posted),
            web.get("/v3/conversations/{conversation}/members/{member}", member),
        ]
    )
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)


if __name__ == "__main__":
    main()
