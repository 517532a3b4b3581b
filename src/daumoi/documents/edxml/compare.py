"""When two messages say the same."""

from typing import Any

import msgspec

from daumoi.documents.edxml.model import Message


def canonical(message: Message) -> Any:
    """The message as plain values with everything empty left out: absent, blank and empty are one.

    Two messages are equivalent when these values are equal. Order counts where it means something (receivers,
    stations, files); the spelling of the XML (prefixes, order of fields, white space, comments) does not.
    """
    return _pruned(msgspec.to_builtins(message, builtin_types=(bytes,), enc_hook=None))


def equivalent(one: Message, other: Message) -> bool:
    """Whether a receiver would understand the same from both."""
    return bool(canonical(one) == canonical(other))


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {key: _pruned(item) for key, item in value.items()}
        return {key: item for key, item in inner.items() if not _is_empty(item)}
    if isinstance(value, (list, tuple)):
        items = [_pruned(item) for item in value]
        return [item for item in items if not _is_empty(item)]
    return value


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, (str, bytes, list, dict)) and not value)
