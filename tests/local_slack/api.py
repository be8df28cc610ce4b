"""The Web API's endpoint: tokens, scopes, rates, faults, and a record of every call."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.local_slack.errors import Refused
from tests.local_slack.faults import Fault, Faults
from tests.local_slack.methods import METHODS
from tests.local_slack.methods.arguments import Arguments
from tests.local_slack.methods.context import Context
from tests.local_slack.methods.response_urls import answer
from tests.local_slack.rates import Rates
from tests.local_slack.scopes import METHOD_SCOPES, METHODS_OF_APP_TOKENS, needed
from tests.local_slack.state import Json

BOT_TOKEN, APP_TOKEN = "xoxb-local-bot", "xapp-local-app"


@dataclass
class Call:
    """A call of the Web API, or of a response URL (`method` is then "response_url")."""

    method: str
    arguments: Mapping[str, Any]
    at: float
    response: Json = field(default_factory=dict)
    status: int = 0  # 0: no answer was given
    needed: str = ""  # the scope that it needed
    granted: frozenset[str] = frozenset()  # the scopes of its token


class Api:
    """Answers calls."""

    def __init__(self, context: Context, faults: Faults, rates: Rates) -> None:
        self._context = context
        self._faults = faults
        self._rates = rates
        self.calls: list[Call] = []
        self.scopes_used: set[str] = set()
        self.running = 0

    async def serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        values = await _values(request)
        token = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        token = token or str(values.pop("token", ""))
        call = self._record(method, values)
        return await self._answer(request, call, lambda: self._carry_out(call, token))

    async def serve_response_url(self, request: web.Request) -> web.StreamResponse:
        call = self._record("response_url", await _values(request))
        key = request.match_info["key"]
        return await self._answer(request, call, lambda: self._respond(call, key))

    def _record(self, method: str, values: Mapping[str, Any]) -> Call:
        call = Call(method, values, self._context.workspace.clock.now())
        self.calls.append(call)
        return call

    async def _answer(self, request: web.Request, call: Call, carry_out: Any) -> web.StreamResponse:
        self.running += 1
        try:
            fault = self._faults.take(call.method)
            if fault is not None and fault.kind == "delayed":
                await asyncio.sleep(fault.seconds)
            early = self._early(request, call, fault)
            if early is not None:
                return early
            with self._context.workspace.lock:
                call.response = carry_out()
            if fault is not None and fault.after:
                return self._break(request, call, fault)
            return self._json(call)
        finally:
            self.running -= 1

    def _early(self, request: web.Request, call: Call, fault: Fault | None) -> web.StreamResponse | None:
        """Return the answer that is given in place of carrying the call out, if any."""
        wait_s = self._rates.wait_s(call.method, str(call.arguments.get("channel", "")))
        if fault is not None and fault.kind == "rate_limited":
            wait_s = int(fault.seconds)
        if wait_s or (fault is not None and fault.kind == "rate_limited"):
            call.response, call.status = {"ok": False, "error": "ratelimited"}, 429
            return web.json_response(call.response, status=429, headers={"Retry-After": str(wait_s)})
        if fault is None or fault.after or fault.kind == "delayed":
            return None
        if fault.kind == "refused":
            call.response = {"ok": False, "error": fault.error}
            return self._json(call)
        if fault.kind == "expired_stream":
            message = self._context.workspace.find(
                str(call.arguments.get("channel")), str(call.arguments.get("ts"))
            )
            if message is not None:
                message.streaming = "expired"
            return None
        return self._break(request, call, fault)

    def _break(self, request: web.Request, call: Call, fault: Fault) -> web.StreamResponse:
        if fault.kind == "server_error":
            call.status = 500
            return web.Response(status=500, text="Internal Server Error")
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _carry_out(self, call: Call, token: str) -> Json:
        try:
            if call.method in self._faults.unknown_methods or call.method not in METHODS:
                raise Refused("unknown_method", req_method=call.method)
            self._check_token(call, token)
            return {"ok": True, **METHODS[call.method](self._context, Arguments(call.arguments))}
        except Refused as refused:
            return {"ok": False, "error": refused.error, **refused.more}

    def _respond(self, call: Call, key: str) -> Json:
        try:
            return {"ok": True, **answer(self._context, key, Arguments(call.arguments))}
        except Refused as refused:
            return {"ok": False, "error": refused.error, **refused.more}

    def _check_token(self, call: Call, token: str) -> None:
        if not token:
            raise Refused("not_authed")
        if token not in (BOT_TOKEN, APP_TOKEN):
            raise Refused("invalid_auth")
        of_app = METHODS_OF_APP_TOKENS.get(call.method)
        if (token == APP_TOKEN) != (of_app is not None):
            raise Refused("not_allowed_token_type")
        granted = self._context.app.scopes if of_app is None else self._context.app.app_token_scopes
        call.granted = granted
        one_of = (of_app,) if of_app is not None else self._needed(call)
        has = [scope for scope in one_of if scope in granted]
        call.needed = (has or one_of or ("",))[0]
        if one_of and not has:
            raise Refused("missing_scope", needed=",".join(one_of), provided=",".join(sorted(granted)))
        if has and of_app is None:
            self.scopes_used.add(has[0])

    def _needed(self, call: Call) -> tuple[str, ...]:
        name = str(call.arguments.get("channel") or "")
        channel = self._context.workspace.channels.get(name)
        several = "," in str(call.arguments.get("users") or "")
        if call.method == "conversations.open":
            return ("mpim:write",) if several else ("im:write",)
        return needed(METHOD_SCOPES[call.method], "channels" if channel is None else channel.kind)

    def _json(self, call: Call) -> web.Response:
        gone = call.method == "response_url" and not call.response["ok"]
        call.status = 404 if gone else 200
        return web.json_response(
            call.response,
            status=call.status,
            headers={
                "x-oauth-scopes": ",".join(sorted(call.granted)),
                "x-accepted-oauth-scopes": call.needed,
            },
        )


async def _values(request: web.Request) -> dict[str, Any]:
    """Return a call's arguments from its query and its body, whatever that is; an empty body holds none."""
    values: dict[str, Any] = dict(request.query)
    text = await request.text() if request.content_type != "multipart/form-data" else ""
    if request.content_type == "application/json":
        if text.strip():
            values |= await request.json()
    else:
        values |= dict(await request.post())
    return values
