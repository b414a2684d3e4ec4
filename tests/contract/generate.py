# SPDX-License-Identifier: EUPL-1.2
"""Requests made from the description: right ones, nearly right ones, and hostile ones."""
import json
import random
import typing
import urllib.parse

import provoke
import wire
from description import FORM_DATA, Description, Operation, content_type, example_bytes, fill

METHODS = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW", "get"]
NUMBERS = ["0", "-0", "1e999", "-1e999", "1e-400", "nan", "NaN", "inf", "-Infinity", "0x1p3", "1_000", "١٢", "1,5",
           "+1", " 1", "1 ", "--1", "1e", ".", "", "9" * 400, "0." + "0" * 300 + "1", "180.0000001", "-90.0000001",
           "2.84358", "50.43465", "1e5", "100000.1"]
TEXTS = ["", "\0", "é", "e\u0301", "\u202eabc", "\ufeff", "\U0001f3e0", "<script>alert(1)</script>", "' OR 1=1 --",
         "../../etc/passwd", "%00", "%2e%2e%2f", "a" * 3000, "null", "true", "[]", "{}", "\r\nX-A: b", "{{lon}}",
         "12 bis, rue de l\u2019Abb\u00e9 Saint-Œuvre 62302 Lens CEDEX", "(((rue,,,;;n° bis ter 0 00000 99999999999999999999",
         "rue " * 60, "l'" * 90, "1 " * 99, "QN06226M", "qn06226m", "62498", "2A004", "all", "ALL", "\ud800"]
DAYS = ["2026-11-23", "2024-01-01", "2023-12-31", "2026-02-30", "1900-01-01", "2999-12-31", "0000-00-00", "2024-1-1",
        "20240101", "2024-02-29", "2023-02-29", "today", "2026-11-23T00:00:00Z"]
ACCEPTS = ["*/*", "application/json", "application/*;q=0.1", "text/html,application/xhtml+xml,*/*;q=0.8", "image/png",
           ";;;", "*", "*/json", "application/json;q=2", "q=1", ",,,", "application/json;q=0", "a" * 500 + "/b",
           "application/geo+json", "application/problem+json", "text/plain;version=0.0.4"]
ENCODINGS = ["gzip", "identity", "gzip;q=0", "*;q=0", "br", "deflate, gzip;q=1.0, *;q=0.5", ";", "gzip;q=x", ""]
TAGS = ["*", "\"x\"", "W/\"x\"", "x", "\"", "\"a\", \"b\"", ",", "\"" + "x" * 900 + "\""]
TYPES = ["application/json", "application/json; charset=utf-8", "application/json;charset=latin1", "text/plain",
         "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "APPLICATION/JSON", "", ";", "*/*",
         "application/geo+json"]
NAMES = ["lon", "lat", "date", "accuracy", "dataset", "code", "commune", "territory", "Lon", "lon[]", "callback", "_"]


class Request(typing.NamedTuple):
    operation: Operation  # from which it was made; its path may be another
    method: str
    target: str
    data: bytes
    alone: bool = False  # on a connection of its own: its bytes may mean the end of it


class Generator:
    def __init__(self, description: Description, held: str, seed: int) -> None:
        """`held` is the id of the dataset that is served: the description's example is of another."""
        self._held = held
        self._description = description
        self._random = random.Random(seed)
        self._operations = [each for each in description.operations() if not each.operators]

    def request(self) -> Request:
        """Most of it right, so that what is wrong gets far into the service."""
        operation = self._random.choice(self._operations)
        method = operation.method if self._chance(0.9) else self._random.choice(METHODS)
        target = self._path(operation) + self._query(operation)
        headers, body = self._body(operation)
        headers.update(self._headers())
        if method in ("GET", "HEAD", "OPTIONS") and self._chance(0.95):
            body = b""
        if self._chance(0.03):
            return self._spoiled(operation, method, target)
        return Request(operation, method, target, wire.request_bytes(method, target, headers, body))

    def _spoiled(self, operation: Operation, method: str, target: str) -> Request:
        """A head that is no HTTP, or whose target is not written in it; complete all the same."""
        line = f"{method} {target} HTTP/1.1".encode()
        lines = [line, b"Host: localhost", b"Connection: close"]
        bad = self._random.choice([b"\0", b"\x7f", b"\xff", b" ", b"\t", b"\xe2\x80\xae", b"\x1b[2J", b"\x01"])
        at = self._random.randrange(len(lines))
        if self._chance(0.5):
            cut = self._random.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:cut] + bad + lines[at][cut:]
        else:
            lines.insert(1 + at, self._random.choice([
                b"NoColon", b": empty", b"A : b", b" folded: x", b"X: a\0b", b"X\xc3\xa9: 1", b"Host: again",
                b"Content-Length: 1, 1", b"Transfer-Encoding: ,chunked", b"Content-Length: -1", b"Content-Length: 0x0", b"Content-Length: " + b"9" * 40]))
        return Request(operation, method, target, b"\r\n".join(lines) + b"\r\n\r\n", alone=True)

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _pick(self, values: list[str]) -> str:
        return self._random.choice(values)

    def _path(self, operation: Operation) -> str:
        values = {each["name"]: self._value(each) for each in self._description.parameters(operation)
                  if each["in"] == "path"}
        path = fill(operation.path, {name: _quotable(value) or "_" for name, value in values.items()})
        if self._chance(0.04):
            path = self._pick([path + "/", "/" + path, path + "/..", path.upper(), path + "%2f", "*", path + ";a=b",
                               "http://other.example" + path, path + "#x", "/%", path + "%zz", path + "%ff"])
        return path

    def _query(self, operation: Operation) -> str:
        pairs = []
        for parameter in self._description.parameters(operation):
            if parameter["in"] != "query":
                continue
            needed = parameter["name"] in provoke.needed(self._description, operation)
            if self._chance(0.93 if needed else 0.25):
                pairs.append((parameter["name"], self._value(parameter)))
        if self._chance(0.05):
            pairs.append((self._pick(NAMES), self._pick(TEXTS)))
        if pairs and self._chance(0.04):
            pairs.append(self._random.choice(pairs))
        if self._chance(0.05):
            self._random.shuffle(pairs)
        text = "&".join(f"{name}={urllib.parse.quote(_quotable(value), safe='')}" for name, value in pairs)
        if self._chance(0.02):
            text += self._pick(["&", "&&", "=", "&=", "%", "&lon", "?", "&a=%00", "&a=%c3%28"])
        return "?" + text if text else ""

    def _value(self, parameter: dict) -> str:
        """Usually one of the description's own; otherwise of its type, or of none."""
        if parameter["name"] == "dataset" and self._chance(0.8):
            return self._held
        if self._chance(0.6):
            examples = self._description.examples(parameter)
            return str(self._random.choice(examples)[1]["value"])
        schema = self._description.resolve(parameter["schema"])
        if self._chance(0.7):
            return self._typed(schema)
        return self._pick(NUMBERS + TEXTS + DAYS)

    def _typed(self, schema: dict) -> str:
        if schema.get("type") == "number":
            return repr(self._random.uniform(schema["minimum"], schema["maximum"]))
        if schema.get("type") == "integer":
            return str(self._random.randint(schema["minimum"] - 1, schema["maximum"] + 1))
        if "enum" in schema:
            return self._pick(schema["enum"])
        if schema.get("format") == "date":
            return self._pick(DAYS)
        return "".join(self._random.choices("QN0123456789ABMabcdef", k=self._random.randint(1, 20)))

    def _headers(self) -> dict[str, str]:
        headers = {}
        for name, values in (("Accept", ACCEPTS), ("Accept-Encoding", ENCODINGS), ("If-None-Match", TAGS)):
            if self._chance(0.15):
                headers[name] = self._pick(values)
        if self._chance(0.05):
            headers["X-" + "a" * self._random.randint(1, 60)] = "v" * self._random.randint(0, 2000)
        if self._chance(0.02):
            headers["Expect"] = self._pick(["100-continue", "200-ok"])
        return headers

    def _body(self, operation: Operation) -> tuple[dict[str, str], bytes]:
        content = operation.value.get("requestBody", {}).get("content", {})
        if not content:
            return ({}, b"") if self._chance(0.97) else ({"Content-Type": self._pick(TYPES)}, b"{}")
        media_type, media = self._random.choice(list(content.items()))
        value = self._random.choice(self._description.examples(media))[1]["value"]
        form = media_type == "application/x-www-form-urlencoded"
        if form:
            data = self._form(value)
        elif media_type == FORM_DATA:
            data = example_bytes(media_type, value if self._chance(0.4) else self._mutated(value))
        elif isinstance(value, str):  # lines of JSON
            data = b"\n".join(self._json(json.loads(line)) for line in value.splitlines())
        else:
            data = self._json(value)
        if self._chance(0.05):
            data = self._damaged(data)
        return {"Content-Type": content_type(media_type) if self._chance(0.93) else self._pick(TYPES)}, data

    def _form(self, value: dict) -> bytes:
        pairs = [(name, each if self._chance(0.7) else self._pick(NUMBERS + TEXTS + DAYS))
                 for name, each in value.items()]
        text = "&".join(f"{name}={urllib.parse.quote_plus(_quotable(str(each)))}" for name, each in pairs)
        return text.encode("utf-8")

    def _json(self, value: object) -> bytes:
        if self._chance(0.03):
            depth = self._random.choice([10, 1000, 30_000])
            return self._pick(["[", "{\"a\":"]).encode() * depth
        mutated = value if self._chance(0.4) else self._mutated(value)
        text = json.dumps(mutated, ensure_ascii=self._chance(0.5), allow_nan=True)
        if self._chance(0.03) and isinstance(mutated, dict) and mutated:
            name = next(iter(mutated))
            text = text[:-1] + "," + json.dumps(name) + ":" + self._pick(["1", "null", "1e999", "[]"]) + "}"
        return text.encode("utf-8", "surrogatepass")

    def _mutated(self, value: object) -> object:
        if isinstance(value, dict):
            out = {name: self._mutated(each) for name, each in value.items() if not self._chance(0.03)}
            if self._chance(0.04):
                out[self._pick(NAMES + TEXTS)] = self._pick(TEXTS)
            return out
        if isinstance(value, list):
            out = [self._mutated(each) for each in value]
            if out and self._chance(0.03):
                out.append(self._random.choice(out))
            if out and self._chance(0.02):
                out.pop()
            return out
        return self._leaf(value)

    def _leaf(self, value: object) -> object:
        if self._chance(0.8):
            return value
        if isinstance(value, (int, float)) and not isinstance(value, bool) and self._chance(0.6):
            return self._random.choice([value + self._random.gauss(0, 0.02), -value, value * 1e3, 1e308, -1e-320,
                                        10 ** 30, float("nan"), float("inf"), 180.5, 0])
        return self._random.choice([None, True, [], {}, [[[]]], "", self._pick(TEXTS), self._pick(NUMBERS),
                                    self._pick(DAYS), value])

    def _damaged(self, data: bytes) -> bytes:
        at = self._random.randrange(len(data) + 1)
        return self._random.choice([data[:at], data + b"\0", b"\xef\xbb\xbf" + data, data[:at] + b"\xff" + data[at:],
                                    data + data, b"", b" " * 5000 + data, data[:at] + b"\\u0000" + data[at:]])


def _quotable(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
