# SPDX-License-Identifier: EUPL-1.2
"""How each documented status comes about: one function a status, for any operation that documents it."""
import typing
import urllib.parse

import wire
from description import Description, Operation, content_type, example_bytes, fill

UNKNOWN = "no-such-thing"
HEAD_LIMIT = 16 * 1024
TARGET_LIMIT = 8 * 1024

# What the HTTP layer may answer before, or instead of, any operation.
ANYWHERE = {"400", "405", "408", "413", "414", "417", "429", "431", "500", "501", "503", "505"}

# Statuses that no request can bring about, and the test that does.
ELSEWHERE = {"401": "tests/http/wsa_test.cc: a server with keys",
             "500": "tests/unit/router_test.cc: a handler that throws"}
TYPES_ELSEWHERE = {"/problems/internal-error", "/problems/unauthorized"}


class Asked(typing.NamedTuple):
    """An operation with the values of its description's examples."""

    operation: Operation
    path: str
    query: str  # with its "?", or empty
    headers: dict[str, str]
    body: bytes

    def bytes(self, **changes: object) -> bytes:
        """The request; `changes` replace method, target, headers (added) or body."""
        return wire.request_bytes(str(changes.get("method", self.operation.method)),
                                  str(changes.get("target", self.path + self.query)),
                                  {**self.headers, **changes.get("headers", {})},
                                  changes.get("body", self.body))


def first_example(description: Description, parameter: dict) -> str:
    if "example" in parameter:
        return str(parameter["example"])
    return str(next(iter(parameter["examples"].values()))["value"])


def needed(description: Description, operation: Operation) -> list[str]:
    """Parameters without which there is no answer: the required ones, and of several that may each do (`x-one-of`),
    the first."""
    required = [each["name"] for each in description.parameters(operation) if each.get("required")]
    return required + operation.value.get("x-one-of", [])[:1]


def asked(description: Description, operation: Operation) -> Asked:
    parameters = [each for each in description.parameters(operation) if each["name"] in needed(description, operation)]
    values = {each["name"]: first_example(description, each) for each in parameters}
    in_query = [each["name"] for each in parameters if each["in"] == "query"]
    query = "&".join(f"{name}={urllib.parse.quote_plus(values[name])}" for name in in_query)
    content = operation.value.get("requestBody", {}).get("content", {})
    if not content:
        return Asked(operation, fill(operation.path, values), "?" + query if query else "", {}, b"")
    media_type, media = next(iter(content.items()))
    body = example_bytes(media_type, description.examples(media)[0][1]["value"])
    return Asked(operation, fill(operation.path, values), "?" + query if query else "",
                 {"Content-Type": content_type(media_type)}, body)


def with_query(request: Asked, more: str) -> str:
    return request.path + request.query + ("&" if request.query else "?") + more


def _unknown_path(request: Asked) -> bytes:
    path = request.operation.path
    return request.bytes(target=path[:path.index("{")] + UNKNOWN)


def _with_version(request: Asked) -> bytes:
    return request.bytes().replace(b" HTTP/1.1", b" HTTP/2.0", 1)


def _unfinished(request: Asked) -> bytes:
    return request.bytes().partition(b"\r\n\r\n")[0]


# Status to the bytes that bring it about.
BY_REQUEST: dict[str, typing.Callable[[Asked], bytes]] = {
    "200": lambda request: request.bytes(),
    "304": lambda request: request.bytes(headers={"If-None-Match": "*"}),
    "400": lambda request: request.bytes(target=with_query(request, "x=%zz")),
    "404": _unknown_path,
    "405": lambda request: request.bytes(method="DELETE", body=b""),
    "406": lambda request: request.bytes(headers={"Accept": "image/png"}),
    "408": _unfinished,
    "409": lambda request: request.bytes(target=with_query(request, "dataset=0000000000000000")),
    "413": lambda request: request.bytes(headers={"Content-Length": str(1 << 40)}, body=b""),
    "414": lambda request: request.bytes(target=with_query(request, "x=" + "x" * TARGET_LIMIT)),
    "415": lambda request: request.bytes(headers={"Content-Type": "text/plain"}),
    "417": lambda request: request.bytes(headers={"Expect": "200-ok"}),
    "422": lambda request: request.bytes(body=b"{}"),
    "429": lambda request: request.bytes(),
    "431": lambda request: request.bytes(headers={"X-Long": "x" * HEAD_LIMIT}),
    "501": lambda request: request.bytes(headers={"Transfer-Encoding": "gzip, chunked"}),
    "503": lambda request: request.bytes(),
    "505": _with_version,
}

# Status to the options of the server that gives it; others come from one without options.
OPTIONS: dict[str, list[str]] = {
    "408": ["--head-seconds", "0.1"],
    "413": ["--max-streamed-bytes", "1000000"],  # by default there is none
    "429": ["--max-connections-per-client", "1"],
    "503": ["--max-connections", "1"],
}
# Where one connection is held open meanwhile.
CROWDED = {"429", "503"}
