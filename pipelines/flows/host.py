"""The process of Avowal's own Prefect server: serves the socket it is given and ends when nobody asks any more.

Run by `pipelines.flows.server`, with the number of an inherited listening socket and the idle limit in seconds.
"""

import asyncio
import socket
import sys
import time

import uvicorn
from prefect.server.api.server import create_app
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOKING_IN = "/api/admin/version"  # how others see whether the server answers; looking must not keep it alive


class Activity:
    """An ASGI layer that knows how long nobody has asked.

    An open connection (a run's stream of events) is activity, and so is the end of the server's own start-up.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._open = 0
        self._last = time.monotonic()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and remember when it came and went."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, self._noting_start(send))
            return
        if scope["path"] == LOOKING_IN:
            await self._app(scope, receive, send)
            return
        self._open += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._open -= 1
            self._last = time.monotonic()

    def _noting_start(self, send: Send) -> Send:
        async def noting(message: Message) -> None:
            self._last = time.monotonic()
            await send(message)

        return noting

    @property
    def idle_seconds(self) -> float:
        """Seconds since the last request ended; 0 while one is open."""
        return 0.0 if self._open else time.monotonic() - self._last


async def _serve(listener: socket.socket, idle_limit: float) -> None:
    activity = Activity(create_app(ephemeral=True, final=True))
    server = uvicorn.Server(uvicorn.Config(activity, lifespan="on", log_level="error"))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    while not serving.done() and not (server.started and activity.idle_seconds > idle_limit):
        await asyncio.wait([serving], timeout=min(1.0, idle_limit / 5))
    server.should_exit = True
    await serving


if __name__ == "__main__":
    asyncio.run(_serve(socket.socket(fileno=int(sys.argv[1])), float(sys.argv[2])))
