"""Whether what stands in a block would be taken by Slack: texts, buttons, selects, inputs. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.local_slack import limits

Json = Mapping[str, Any]
Problems = Iterator[str]

_STYLES = (None, "primary", "danger")


def text_problems(text: Any, where: str, limit: int, *, plain_only: bool = False) -> Problems:
    """Tell what is wrong with a text object: its type, that it is empty, that it is too long."""
    if not isinstance(text, Mapping) or text.get("type") not in ("plain_text", "mrkdwn"):
        yield f"invalid text object [json-pointer:{where}]"
        return
    if plain_only and text["type"] != "plain_text":
        yield f"must be plain_text [json-pointer:{where}/type]"
    words = text.get("text")
    if not isinstance(words, str) or not words:
        yield f"must be more than 0 characters [json-pointer:{where}/text]"
    elif len(words) > limit:
        yield f"must be less than {limit + 1} characters [json-pointer:{where}/text]"
    allowed = {"type", "text", "emoji"} if text["type"] == "plain_text" else {"type", "text", "verbatim"}
    for key in set(text) - allowed:
        yield f"invalid additional property: {key} [json-pointer:{where}]"


def element_problems(element: Any, where: str) -> Problems:
    """Tell what is wrong with an interactive element."""
    if not isinstance(element, Mapping):
        yield f"invalid element [json-pointer:{where}]"
        return
    check = ELEMENTS.get(str(element.get("type")))
    if check is None:
        yield f"unsupported type: {element.get('type')} [json-pointer:{where}/type]"
        return
    action_id = element.get("action_id", "generated")
    if not isinstance(action_id, str) or not 0 < len(action_id) <= limits.ACTION_ID:
        yield f"must be 1 to {limits.ACTION_ID} characters [json-pointer:{where}/action_id]"
    if "confirm" in element:
        yield from _confirm(element["confirm"], f"{where}/confirm")
    if "placeholder" in element:
        yield from text_problems(
            element["placeholder"], f"{where}/placeholder", limits.PLACEHOLDER, plain_only=True
        )
    yield from check(element, where)


def _button(button: Json, where: str) -> Problems:
    yield from text_problems(button.get("text"), f"{where}/text", limits.BUTTON_TEXT, plain_only=True)
    value = button.get("value", "")
    if not isinstance(value, str) or len(value) > limits.BUTTON_VALUE:
        yield f"must be less than {limits.BUTTON_VALUE + 1} characters [json-pointer:{where}/value]"
    if button.get("style") not in _STYLES:
        yield f"must be one of primary, danger [json-pointer:{where}/style]"


def _confirm(confirm: Any, where: str) -> Problems:
    if not isinstance(confirm, Mapping):
        yield f"invalid confirm [json-pointer:{where}]"
        return
    yield from text_problems(confirm.get("title"), f"{where}/title", limits.CONFIRM_TITLE, plain_only=True)
    yield from text_problems(confirm.get("text"), f"{where}/text", limits.CONFIRM_TEXT)
    for name in ("confirm", "deny"):
        button = confirm.get(name)
        yield from text_problems(button, f"{where}/{name}", limits.CONFIRM_BUTTON, plain_only=True)


def _options(options: Any, where: str, *, most: int, plain_only: bool) -> Problems:
    if not isinstance(options, list) or not options:
        yield f"must have at least 1 item [json-pointer:{where}]"
        return
    if len(options) > most:
        yield f"no more than {most} items allowed [json-pointer:{where}]"
    for number, option in enumerate(options):
        at = f"{where}/{number}"
        yield from text_problems(option.get("text"), f"{at}/text", limits.OPTION_TEXT, plain_only=plain_only)
        value = option.get("value")
        if not isinstance(value, str) or not 0 < len(value) <= limits.OPTION_VALUE:
            yield f"must be less than {limits.OPTION_VALUE + 1} characters [json-pointer:{at}/value]"
        if "description" in option:
            described = option["description"]
            yield from text_problems(described, f"{at}/description", limits.OPTION_DESCRIPTION)
    values = [option.get("value") for option in options]
    if len(set(values)) < len(values):
        yield f"option values must be unique [json-pointer:{where}]"


def _select(select: Json, where: str) -> Problems:
    if "option_groups" in select:
        for number, group in enumerate(select["option_groups"]):
            at = f"{where}/option_groups/{number}"
            yield from text_problems(group.get("label"), f"{at}/label", limits.OPTION_TEXT, plain_only=True)
            options = group.get("options")
            yield from _options(options, f"{at}/options", most=limits.SELECT_OPTIONS, plain_only=True)
        return
    options = select.get("options")
    yield from _options(options, f"{where}/options", most=limits.SELECT_OPTIONS, plain_only=True)
    for chosen in _initial(select):
        if chosen not in (options or []):
            yield f"initial option is not among the options [json-pointer:{where}/initial_option]"


def _overflow(overflow: Json, where: str) -> Problems:
    options = overflow.get("options")
    yield from _options(options, f"{where}/options", most=limits.OVERFLOW_OPTIONS, plain_only=True)


def _choices(choices: Json, where: str) -> Problems:
    options = choices.get("options")
    yield from _options(options, f"{where}/options", most=limits.CHOICES, plain_only=False)
    for chosen in _initial(choices):
        if chosen not in (options or []):
            yield f"initial option is not among the options [json-pointer:{where}/initial_options]"


def _initial(select: Json) -> list[Any]:
    one = [select["initial_option"]] if "initial_option" in select else []
    return [*one, *select.get("initial_options", [])]


def _text_input(field: Json, where: str) -> Problems:
    initial = field.get("initial_value", "")
    if not isinstance(initial, str) or len(initial) > limits.INPUT_VALUE:
        yield f"must be less than {limits.INPUT_VALUE + 1} characters [json-pointer:{where}/initial_value]"


def _number_input(field: Json, where: str) -> Problems:
    if not isinstance(field.get("is_decimal_allowed"), bool):
        yield f"missing required field: is_decimal_allowed [json-pointer:{where}]"


def _date(picker: Json, where: str) -> Problems:
    initial = picker.get("initial_date", "2000-01-01")
    if not _looks_like(initial, "dddd-dd-dd"):
        yield f"must be YYYY-MM-DD [json-pointer:{where}/initial_date]"


def _time(picker: Json, where: str) -> Problems:
    if not _looks_like(picker.get("initial_time", "00:00"), "dd:dd"):
        yield f"must be HH:mm [json-pointer:{where}/initial_time]"


def _looks_like(value: Any, shape: str) -> bool:
    if not isinstance(value, str) or len(value) != len(shape):
        return False
    return all(c.isdigit() if s == "d" else c == s for c, s in zip(value, shape, strict=True))


def _feedback(buttons: Json, where: str) -> Problems:
    for name in ("positive_button", "negative_button"):
        button = buttons.get(name) or {}
        at = f"{where}/{name}"
        yield from text_problems(button.get("text"), f"{at}/text", limits.BUTTON_TEXT, plain_only=True)
        if not isinstance(button.get("value"), str) or len(button["value"]) > limits.BUTTON_VALUE:
            yield f"must be less than {limits.BUTTON_VALUE + 1} characters [json-pointer:{at}/value]"


def image_problems(image: Json, where: str) -> Problems:
    """Tell what is wrong with an image, as a block or as an element."""
    if not image.get("image_url") and not image.get("slack_file"):
        yield f"missing required field: image_url [json-pointer:{where}]"
    if not 0 < len(str(image.get("alt_text") or "")) <= limits.ALT_TEXT:
        yield f"must be 1 to {limits.ALT_TEXT} characters [json-pointer:{where}/alt_text]"


def _anything(_element: Json, _where: str) -> Problems:
    return iter(())


ELEMENTS: dict[str, Callable[[Json, str], Problems]] = {
    "button": _button,
    "static_select": _select,
    "multi_static_select": _select,
    "overflow": _overflow,
    "checkboxes": _choices,
    "radio_buttons": _choices,
    "plain_text_input": _text_input,
    "number_input": _number_input,
    "datepicker": _date,
    "timepicker": _time,
    "datetimepicker": _anything,
    "users_select": _anything,
    "multi_users_select": _anything,
    "conversations_select": _anything,
    "channels_select": _anything,
    "feedback_buttons": _feedback,
}
INPUTS = frozenset(ELEMENTS) - {"button", "overflow", "feedback_buttons"}
