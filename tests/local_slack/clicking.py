"""A person's clicks and choices: on messages, in modals, in Home."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.local_slack.app import App
from tests.local_slack.blocks import check_view, elements_of
from tests.local_slack.deliveries import Deliveries, Delivery
from tests.local_slack.errors import CannotDo, Refused
from tests.local_slack.events import Events
from tests.local_slack.interactions import (
    action_of,
    block_actions,
    find_element,
    initial_state,
    is_empty,
    state_of,
    view_actions,
    view_closed,
    view_submission,
    view_with_state,
)
from tests.local_slack.messages import Message
from tests.local_slack.methods.views import change_view, close_modals, show_modal
from tests.local_slack.state import Json, User, View, Workspace


class Clicking:
    """What a person can press and choose."""

    def __init__(
        self,
        user: User,
        workspace: Workspace,
        app: App,
        events: Events,
        deliveries: Deliveries,
        response_url: Callable[[str], str],
    ) -> None:
        self.id = user.user_id
        self.name = user.name
        self.user = user
        self._workspace = workspace
        self._app = app
        self._events = events
        self._deliveries = deliveries
        self._response_url = response_url
        self._picked: dict[tuple[str, str], dict[str, dict[str, Json]]] = {}  # in messages

    def click(
        self, message: Message, action_id: str, *, value: str | None = None, version: int = -1
    ) -> Delivery:
        """Press a button; `value` tells buttons with the same action apart, as the id of their block does."""
        with self._workspace.lock:
            block, element = self._element_of(message, action_id, version, value=value)
            action = action_of(block, element, self._workspace.next_ts(), value=value)
            return self._act_on(message, action, version)

    def pick(
        self, message: Message, action_id: str, chosen: Any, *, value: str | None = None, version: int = -1
    ) -> Delivery:
        """Choose in a select or an overflow (by an option's value or text), or a date, or a time."""
        with self._workspace.lock:
            block, element = self._element_of(message, action_id, version, value=value, chosen=chosen)
            if element["type"] != "overflow":
                picked = self._picked.setdefault((message.channel, message.ts), {})
                picked.setdefault(block["block_id"], {})[action_id] = state_of(element, chosen)
            action = action_of(block, element, self._workspace.next_ts(), chosen=chosen)
            return self._act_on(message, action, version)

    def click_in_view(self, view: View, action_id: str, *, value: str | None = None) -> Delivery:
        with self._workspace.lock:
            block, element = find_element(self._blocks_of(view), action_id, value=value)
            return self._act_in(view, action_of(block, element, self._workspace.next_ts(), value=value))

    def pick_in_view(self, view: View, action_id: str, chosen: Any, *, value: str | None = None) -> Delivery:
        """Choose in an element that tells the app at once; `fill` is for those of a form."""
        with self._workspace.lock:
            block, element = find_element(self._blocks_of(view), action_id, value=value, chosen=chosen)
            if element["type"] != "overflow":
                self._remember(view, block, element, chosen)
            return self._act_in(view, action_of(block, element, self._workspace.next_ts(), chosen=chosen))

    def fill(self, view: View, action_id: str, chosen: Any) -> None:
        """Fill in an element of a form; the app hears of it when the view is submitted."""
        with self._workspace.lock:
            block, element = find_element(self._blocks_of(view), action_id, chosen=chosen)
            self._remember(view, block, element, chosen)

    def submit_view(self, view: View, filled_in: Mapping[str, Any] | None = None) -> Delivery:
        """Fill in, by action id, and submit. What must be filled in must be; then the app decides."""
        with self._workspace.lock:
            for action_id, chosen in (filled_in or {}).items():
                self.fill(view, action_id, chosen)
            if view.body["submit"] is None:
                raise CannotDo(f"The view {view.view_id} has no submit button.")
            values = view_with_state(view)["state"]["values"]
            for block in self._blocks_of(view):
                if block["type"] == "input" and not block.get("optional"):
                    state = values[block["block_id"]][block["element"]["action_id"]]
                    if is_empty(state):
                        raise CannotDo(f"{block['label']['text']!r} must be filled in.")
            payload = view_submission(self._workspace, self.user, view)
            return self._interact(payload, lambda answer: self._after_submission(view, answer))

    def close_view(self, view: View) -> Delivery | None:
        """Close the top view; the app hears of it if it asked to."""
        with self._workspace.lock:
            self._blocks_of(view)
            self._close(view)
            if not view.body["notify_on_close"]:
                return None
            return self._interact(view_closed(self._workspace, self.user, view))

    def _element_of(
        self, message: Message, action_id: str, version: int, *, value: str | None, chosen: Any = None
    ) -> tuple[Json, Json]:
        private = self._workspace.channels[message.channel].kind != "channels"
        if message.ephemeral_to not in (None, self.id):
            raise CannotDo(f"{self.name} does not see this ephemeral message.")
        if private and self.id not in self._workspace.channels[message.channel].members:
            raise CannotDo(f"{self.name} is not in {message.channel}.")
        if message.deleted and version == -1:
            raise CannotDo("The message is deleted.")
        return find_element(message.versions[version].blocks, action_id, value=value, chosen=chosen)

    def _act_on(self, message: Message, action: Json, version: int) -> Delivery:
        values = initial_state(message.versions[version].blocks)
        for block_id, states in self._picked.get((message.channel, message.ts), {}).items():
            values.setdefault(block_id, {}).update(states)
        payload = block_actions(self._workspace, self.user, action, message, values, version)
        key = self._workspace.give_response_url(self.id, message.channel, message)
        return self._interact({**payload, "response_url": self._response_url(key)})

    def _act_in(self, view: View, action: Json) -> Delivery:
        return self._interact(view_actions(self._workspace, self.user, action, view))

    def _interact(self, payload: Json, on_answer: Callable[[Any], None] | None = None) -> Delivery:
        if not self._app.interactivity:
            raise CannotDo("The app's manifest does not switch interactivity on.")
        return self._deliveries.send(Delivery("interactive", payload, on_answer=on_answer))

    def _blocks_of(self, view: View) -> list[Json]:
        if not view.open or view.user != self.id:
            raise CannotDo(f"The view {view.view_id} is not open before {self.name}.")
        return list(view.body["blocks"])

    def _remember(self, view: View, block: Json, element: Json, chosen: Any) -> None:
        view.values.setdefault(block["block_id"], {})[element["action_id"]] = state_of(element, chosen)

    def _close(self, view: View) -> None:
        open_views = self._workspace.modals.get(self.id, [])
        if view in open_views:
            open_views.remove(view)
        view.open = False

    def _after_submission(self, view: View, answer: Any) -> None:
        """Do what the app answered to a submission: errors, update, push, clear, or nothing, which closes."""
        with self._workspace.lock:
            answer = answer if isinstance(answer, Mapping) else {}
            action = answer.get("response_action")
            if action == "errors":
                blocks = {block["block_id"] for block, _ in elements_of(view.body["blocks"])}
                if not answer.get("errors") or not set(answer["errors"]) <= blocks:
                    raise Refused("invalid_errors")
                view.errors = dict(answer["errors"])
            elif action == "update":
                check_view(answer.get("view"), ("modal",))
                change_view(self._workspace, view, answer["view"])
            elif action == "push":
                check_view(answer.get("view"), ("modal",))
                show_modal(self._workspace, self.id, answer["view"], root=False)
            elif action == "clear":
                close_modals(self._workspace, self.id)
            else:
                self._close(view)
