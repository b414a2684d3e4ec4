# SPDX-License-Identifier: EUPL-1.2
"""openapi.json as the tests use it: its operations, and answers held against it."""
import copy
import dataclasses
import json
import re
import sys
import typing
import urllib.parse

import wire

try:
    import jsonschema
except ImportError:
    sys.exit("error: the contract tests need python3-jsonschema; run: tools/install-packages.sh test")

# On any answer, described once in info.description.
COMMON_HEADERS = {"date", "content-type", "content-length", "transfer-encoding", "connection", "x-content-type-options",
                  "access-control-allow-origin", "access-control-expose-headers", "vary", "content-encoding"}


NDJSON = "application/x-ndjson"
FORM_DATA = "multipart/form-data"


@dataclasses.dataclass(frozen=True)
class Operation:
    path: str
    method: str  # upper case
    value: dict  # the Operation Object
    operators: bool  # on the operator's port only

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class Mismatch(AssertionError):
    """An answer that the description does not describe."""


def _tightened(node: object) -> object:
    """Clients ignore members they do not know; the tests do not: each must be described."""
    if isinstance(node, list):
        return [_tightened(item) for item in node]
    if not isinstance(node, dict):
        return node
    out = {key: _tightened(value) for key, value in node.items()}
    if out.get("type") == "object" and "properties" in out:
        out.setdefault("additionalProperties", False)
    return out


class Description:
    def __init__(self, document: dict) -> None:
        self.document = document
        self._components = _tightened(copy.deepcopy(document["components"]))
        self._validators: dict[str, jsonschema.Draft202012Validator] = {}
        self._valid: set[tuple[str, str, bytes]] = set()

    @classmethod
    def served(cls, port: int) -> "Description":
        return cls(wire.ask(port, wire.request_bytes("GET", "/openapi.json")).json())

    def operations(self) -> list[Operation]:
        return [Operation(path, method.upper(), value, "servers" in item)
                for path, item in self.document["paths"].items()
                for method, value in item.items() if method in ("get", "post", "put", "delete", "patch")]

    def operation(self, method: str, path: str) -> typing.Optional[Operation]:
        """Of a path as it was asked. Any of the path's when it has none for the method: they share 405."""
        asked = urllib.parse.unquote(path, errors="surrogateescape")
        fitting = [each for each in self.operations()
                   if re.fullmatch(_pattern(each.path) + ("/?" if each.value.get("x-trailing-slash") else ""), asked, re.DOTALL)]
        wanted = "GET" if method == "HEAD" else method
        return next((each for each in fitting if each.method == wanted), fitting[0] if fitting else None)

    def resolve(self, node: dict) -> dict:
        while "$ref" in node:
            target: object = self.document
            for key in node["$ref"].removeprefix("#/").split("/"):
                target = target[key.replace("~1", "/").replace("~0", "~")]
            node = target
        return node

    def parameters(self, operation: Operation) -> list[dict]:
        return [self.resolve(each) for each in operation.value.get("parameters", [])]

    def responses(self, operation: Operation) -> dict[str, dict]:
        return {status: self.resolve(each) for status, each in operation.value["responses"].items()}

    def examples(self, media: dict) -> list[tuple[str, dict]]:
        """Named Example Objects; a single `example` has the name "example"."""
        if "example" in media:
            return [("example", {"value": media["example"]})]
        return [(name, self.resolve(each)) for name, each in media.get("examples", {}).items()]

    def errors(self, schema: dict, value: object) -> list[str]:
        key = json.dumps(schema, sort_keys=True)
        if key not in self._validators:
            whole = {**_tightened(copy.deepcopy(schema)), "components": self._components}
            self._validators[key] = jsonschema.Draft202012Validator(
                whole, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
        return [f"{'/'.join(map(str, error.path))}: {error.message[:300]}"
                for error in self._validators[key].iter_errors(value)]

    def check(self, response: dict, reply: wire.Reply, head_only: bool = False) -> None:
        """That `reply` is what the Response Object says: headers, media type, body."""
        self._check_headers(response, reply)
        content = response.get("content", {})
        if not content:
            if reply.body:
                raise Mismatch("a body where none is described")
            return
        if reply.media_type not in content:
            raise Mismatch(f"media type {reply.media_type!r} is not described")
        if not head_only:
            self._check_body(content[reply.media_type]["schema"], reply)

    def check_answer(self, operation: typing.Optional[Operation], method: str, reply: wire.Reply) -> None:
        """`operation` is none where the target fits no path: then only a shared refusal can be the answer."""
        if operation is not None:
            response = self.responses(operation).get(str(reply.status))
        else:
            shared = self.document["components"]["responses"].values()
            response = next((each for each in shared if self._status_of(each) == reply.status), None)
        if response is None:
            raise Mismatch(f"status {reply.status} is not described for {operation}: {reply.body[:300]!r}")
        self.check(response, reply, method == "HEAD")

    def _status_of(self, response: dict) -> typing.Optional[int]:
        problem = response.get("content", {}).get("application/problem+json")
        return problem["schema"]["allOf"][1]["properties"]["status"]["const"] if problem else None

    def _check_text(self, schema: dict, media_type: str, text: str) -> None:
        if media_type == NDJSON:  # what a line is, `x-line` says
            values = [(self.resolve(schema)["x-line"], json.loads(line)) for line in text.splitlines()]
        else:
            values = [(schema, json.loads(text) if media_type.endswith("json") else text)]
        for each, value in values:
            wrong = self.errors(each, value)
            if wrong:
                raise Mismatch(f"body: {wrong[:5]}\n{text[:1000]}")

    def _check_headers(self, response: dict, reply: wire.Reply) -> None:
        described = {name.lower(): self.resolve(each) for name, each in response.get("headers", {}).items()}
        unknown = set(reply.headers) - set(described) - COMMON_HEADERS
        if unknown:
            raise Mismatch(f"headers not described: {sorted(unknown)}")
        for name, header in described.items():
            if name not in reply.headers:
                if header.get("required"):
                    raise Mismatch(f"header {name} is missing")
                continue
            wrong = self.errors(header["schema"], reply.headers[name])
            if wrong:
                raise Mismatch(f"header {name}: {wrong}")

    def _check_body(self, schema: dict, reply: wire.Reply) -> None:
        # What the dataset alone decides comes often and is long: judged once.
        key = (json.dumps(schema, sort_keys=True), reply.media_type, reply.body)
        if key in self._valid:
            return
        # The cells of a caller's table stay as they came, in any encoding.
        text = reply.body.decode("utf-8", "surrogateescape" if reply.media_type == "text/csv" else "strict")
        try:
            self._check_text(schema, reply.media_type, text)
        except json.JSONDecodeError as error:
            raise Mismatch(f"no JSON: {error}") from error
        if len(self._valid) < 5000:
            self._valid.add(key)


def _pattern(path: str) -> str:
    return "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{\w+\})", path))


def fill(path: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        path = path.replace("{" + name + "}", urllib.parse.quote(str(value), safe=""))
    return path


def content_type(media_type: str) -> str:
    """As a request with `example_bytes` names it."""
    return media_type + "; boundary=qpv" if media_type == FORM_DATA else media_type


def _form_data(value: dict[str, object]) -> bytes:
    parts = [(name, str(each)) for name, values in value.items()
             for each in (values if isinstance(values, list) else [values])]
    text = "".join(f'--qpv\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{each}\r\n' for name, each in parts)
    return (text + "--qpv--\r\n").encode("utf-8", "surrogatepass")


def example_bytes(media_type: str, value: object) -> bytes:
    if media_type.startswith(FORM_DATA) and isinstance(value, dict):
        return _form_data(value)
    if isinstance(value, str):
        return value.encode("utf-8")
    if media_type == "application/x-www-form-urlencoded":
        return urllib.parse.urlencode(value).encode("ascii")
    return json.dumps(value, ensure_ascii=False).encode("utf-8")
