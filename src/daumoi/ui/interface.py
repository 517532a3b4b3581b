"""The description of the programming interface (OpenAPI) as a page: operations by tag, each with an example to copy."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

Schema = Mapping[str, Any]
_METHODS = ("get", "post", "put", "patch", "delete")
_PLACES: dict[str, str] = {
    "path": gettext_noop("trong địa chỉ"),
    "query": gettext_noop("sau dấu ?"),
    "header": gettext_noop("đầu đề"),
}
_TYPES: dict[str, str] = {
    "string": gettext_noop("văn bản"),
    "integer": gettext_noop("số nguyên"),
    "number": gettext_noop("số"),
    "boolean": gettext_noop("đúng/sai"),
    "array": gettext_noop("danh sách"),
    "object": gettext_noop("đối tượng"),
    "date": gettext_noop("ngày YYYY-MM-DD"),
    "date-time": gettext_noop("thời điểm ISO 8601"),
}
_SAMPLES: dict[str, Any] = {
    "string": "…",
    "integer": 1,
    "number": 1.5,
    "boolean": True,
    "date": "2026-01-31",
    "date-time": "2026-01-31T09:00:00+07:00",
}
_DEEPEST = 4


@dataclass(frozen=True)
class Parameter:
    """One thing that a call may carry."""

    name: str
    place: str
    kind: str
    is_required: bool
    description: str
    default: str


@dataclass(frozen=True)
class Answer:
    """One code that may come back; `fields` are the members of the answer with their kinds."""

    code: str
    kind: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Operation:
    """One operation of the interface."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    body: tuple[tuple[str, str], ...]
    answers: tuple[Answer, ...]
    example: str


@dataclass(frozen=True)
class Group:
    """The operations of one tag."""

    title: str
    anchor: str
    operations: tuple[Operation, ...]


def groups(*, schema: Schema, titles: Mapping[str, str], origin: str) -> tuple[Group, ...]:
    """Every operation of an OpenAPI description by its first tag, in the order of the description.

    `titles` gives tags a name for people; `origin` (“https://…”) begins the addresses of the examples.
    """
    found: dict[str, list[Operation]] = {}
    for path, item in schema["paths"].items():
        for method in _METHODS:
            if method in item:
                tag = next(iter(item[method].get("tags", ())), "")
                found.setdefault(tag, []).append(_operation(schema, method, path, item[method], origin))
    return tuple(
        Group(title=titles.get(tag, tag), anchor=f"nhom-{number}", operations=tuple(rows))
        for number, (tag, rows) in enumerate(found.items(), start=1)
    )


def _operation(schema: Schema, method: str, path: str, said: Schema, origin: str) -> Operation:
    sent = _content(said.get("requestBody", {}))
    return Operation(
        anchor=re.sub(r"[^a-z0-9]+", "-", f"{method}{path}".lower()).strip("-"),
        method=method.upper(),
        path=path,
        summary=str(said.get("summary", "")),
        description=str(said.get("description", "")),
        parameters=tuple(_parameter(schema, one) for one in said.get("parameters", ())),
        body=_members(schema, sent),
        answers=tuple(_answers(schema, said.get("responses", {}))),
        example=_example(schema, method, path, said, origin),
    )


def _parameter(schema: Schema, one: Schema) -> Parameter:
    default = one["schema"].get("default")
    return Parameter(
        name=one["name"],
        place=_(_PLACES[one["in"]]),
        kind=_kind(schema, one["schema"]),
        is_required=bool(one.get("required")),
        description=str(one["schema"].get("description", "")),
        default="" if default in (None, "") else json.dumps(default, ensure_ascii=False),
    )


def _answers(schema: Schema, responses: Mapping[Any, Schema]) -> Iterator[Answer]:
    for code, said in responses.items():
        content = _content(said)
        yield Answer(str(code), _kind(schema, content) if content else "", _members(schema, content))


def _content(said: Schema) -> Schema:
    """The shape of what is sent or comes back, of the first kind of content that is described."""
    return next((dict(one.get("schema", {})) for one in said.get("content", {}).values()), {})


def _resolved(schema: Schema, shape: Schema) -> Schema:
    """The shape behind a reference; of alternatives the first that is not “nothing”."""
    if "$ref" in shape:
        target: Any = schema
        for step in str(shape["$ref"]).removeprefix("#/").split("/"):
            target = target[step]
        return _resolved(schema, target)
    for one in shape.get("anyOf", ()):
        if one.get("type") != "null":
            return _resolved(schema, one)
    return shape


def _kind(schema: Schema, shape: Schema) -> str:
    real = _resolved(schema, shape)
    if "enum" in real:
        return " | ".join(str(one) for one in real["enum"])
    if "const" in real:
        return str(real["const"])
    if real.get("type") == "array":
        return _("danh sách %(kind)s") % {"kind": _kind(schema, real.get("items", {}))}
    if real.get("type") == "object":
        return str(real.get("title") or _(_TYPES["object"]))
    name = str(real.get("format") or real.get("type") or "")
    return _(_TYPES[name]) if name in _TYPES else (name or _("bất kỳ"))


def _members(schema: Schema, shape: Schema) -> tuple[tuple[str, str], ...]:
    """Names and kinds of the members of an object, or of what a list holds."""
    real = _resolved(schema, shape)
    if real.get("type") == "array":
        real = _resolved(schema, real.get("items", {}))
    return tuple((name, _kind(schema, one)) for name, one in real.get("properties", {}).items())


def _example(schema: Schema, method: str, path: str, said: Schema, origin: str) -> str:
    given = said.get("parameters", ())
    needed = {
        one["name"]: one["name"].upper() for one in given if one["in"] == "query" and one.get("required")
    }
    address = re.sub(r"\{(\w+)\}", lambda found: found[1].upper(), path)
    lines = [
        f'curl -H "Authorization: Bearer $KHOA" "{origin}{address}{"?" if needed else ""}{urlencode(needed)}"'
    ]
    sent = _content(said.get("requestBody", {}))
    if sent:
        body = json.dumps(_sample(schema, sent), ensure_ascii=False)
        lines = [
            f"{lines[0]} \\",
            f'  -X {method.upper()} -H "Content-Type: application/json" \\',
            f"  -d '{body}'",
        ]
    elif method != "get":
        lines = [f"{lines[0]} -X {method.upper()}"]
    return "\n".join(lines)


def _sample(schema: Schema, shape: Schema, depth: int = 0) -> Any:
    """A small value of the shape: what is required, nothing deeper than one reads."""
    real = _resolved(schema, shape)
    if "default" in real and real["default"] is not None:
        return real["default"]
    if "enum" in real:
        return real["enum"][0]
    if real.get("type") == "array":
        return [_sample(schema, real.get("items", {}), depth + 1)] if depth < _DEEPEST else []
    if real.get("type") == "object":
        wanted = real.get("required", ())
        members = real.get("properties", {}).items() if depth < _DEEPEST else ()
        return {name: _sample(schema, one, depth + 1) for name, one in members if name in wanted}
    return _SAMPLES.get(str(real.get("format") or ""), _SAMPLES.get(str(real.get("type")), "…"))
