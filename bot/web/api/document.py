"""The OpenAPI document, made from the table of routes and the shapes beside it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from bot.version import VERSION
from bot.web.api import schema
from bot.web.api.problems import CONTENT_TYPE
from bot.web.api.routes import BASE, ROUTES, Parameter, Route
from domain.systems import Topic
from locales.api_problems import TROUBLES, Trouble

SHAPES: tuple[type[BaseModel], ...] = (
    *(schema.PushedTasks, schema.PushedAnswer, schema.TaskPage, schema.TaskView),
    *(schema.WebhookList, schema.ProblemView, schema.Event),
)
REF = "#/components/schemas/"
# What any request of a system may be answered with, and what is more where it sends.
ANY = (
    *(Trouble.BAD_QUERY, Trouble.NO_TOKEN, Trouble.NO_SCOPE, Trouble.NOT_FOUND),
    *(Trouble.METHOD, Trouble.TOO_MANY, Trouble.FAILED),
)
SENDING = (
    *(Trouble.KEY_IN_FLIGHT, Trouble.TOO_LARGE, Trouble.CONTENT_TYPE),
    *(Trouble.INVALID, Trouble.NO_ROOM),
)
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "Another one for each request, the same when it is repeated: then"
    " the answer is the same and nothing is done twice. Kept for seven days.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}
SAID = {
    Topic.CREATED: "A task was assigned.",
    Topic.CHANGED: "Something of a task changed.",
    Topic.DONE: "A task is done: confirmed, or by the word of a register.",
    Topic.OVERDUE: "The last day of an open task is over.",
}


def openapi() -> dict[str, Any]:
    """OpenAPI 3.1. The document has no address in it: it is served where it is true."""
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        operation = _operation(route)
        paths.setdefault(BASE + route.path, {})[route.method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "dondoc",
            "version": VERSION,
            "description": "Tasks of the office, for systems that push and ask.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "webhooks": {topic.value: _webhook(topic) for topic in Topic},
        "components": {
            "schemas": _shapes(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _shapes() -> dict[str, Any]:
    wanted: list[Any] = [(one, "validation") for one in SHAPES]
    _, found = models_json_schema(wanted, ref_template=REF + "{model}")
    shapes: dict[str, Any] = found["$defs"]
    return shapes


def _operation(route: Route) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.said,
        "parameters": [_parameter(one) for one in route.parameters],
        "responses": _responses(route),
        "security": [],
    }
    if route.scope is not None:
        operation["security"] = [{"token": []}]
        operation["description"] = f"Needs the scope `{route.scope.value}`."
    if route.takes is not None:
        operation["parameters"].append(KEY)
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": _ref(route.takes)}},
        }
    return operation


def _responses(route: Route) -> dict[str, Any]:
    good: dict[str, Any] = {"description": "Done."}
    shape = {"type": "object"} if route.answers is None else _ref(route.answers)
    good["content"] = {"application/json": {"schema": shape}}
    found: dict[str, Any] = {str(status): good for status in route.statuses}
    for trouble in _troubles(route):
        said = TROUBLES[trouble]
        content = {CONTENT_TYPE: {"schema": _ref(schema.ProblemView)}}
        found[str(said.status)] = {"description": said.title, "content": content}
    return found


def _troubles(route: Route) -> tuple[Trouble, ...]:
    if route.scope is None:
        return (Trouble.NOT_FOUND, Trouble.METHOD, Trouble.FAILED)
    return ANY if route.takes is None else (*ANY, *SENDING)


def _parameter(one: Parameter) -> dict[str, Any]:
    return {
        "name": one.name,
        "in": one.is_in,
        "required": one.is_in == "path",
        "description": one.said,
        "schema": one.shape,
    }


def _webhook(topic: Topic) -> dict[str, Any]:
    names = ("webhook-id", "webhook-timestamp", "webhook-signature")
    headers = [
        {"name": name, "in": "header", "required": True, "schema": {"type": "string"}}
        for name in names
    ]
    content = {"application/json": {"schema": _ref(schema.Event)}}
    return {
        "post": {
            "summary": SAID[topic],
            "parameters": headers,
            "requestBody": {"required": True, "content": content},
            "responses": {"2XX": {"description": "Received; it is not sent again."}},
        }
    }


def _ref(shape: type[BaseModel]) -> dict[str, str]:
    return {"$ref": REF + shape.__name__}
