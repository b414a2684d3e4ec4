# SPDX-License-Identifier: EUPL-1.2
"""Every way in which something of a caller can reach the service, carrying marks that a search can find again.

Made from the description: a route that is added is a door here without another line.
"""
import json
import re
import typing
import urllib.parse

import provoke
import wire
from description import Description, Operation, content_type, example_bytes, fill

LON, LAT = "2.8135719", "50.4361829"
DAY = "2041-07-29"
WORD = "zqxmarkedzqx"

# As they would be written somewhere: as they came, rounded, with a comma, without one (1e-6 or 1e-7 degree).
# No pattern is as short as the digits of a log line's time or of a duration.
MARKS = re.compile(rb"zqxmarked|2041-?07-?29|8135719|2[.,]?81357[12]|2[.,]8135[67]|4361829|50[.,]?43618[23]|"
                   rb"50[.,]4361[89]|29[./]07[./]2041", re.IGNORECASE)

HEADERS = {
    "Referer": f"https://{WORD}.example/?lon={LON}&lat={LAT}",
    "User-Agent": f"{WORD}/1.0 ({LON};{LAT})",
    "X-Forwarded-For": f"{WORD}, 203.0.113.7",
    "Forwarded": f"for={WORD};host={WORD}",
    "X-Real-IP": WORD,
    "Cookie": f"place={LON},{LAT}; {WORD}={WORD}",
    "Authorization": f"Basic {WORD}",
    "Origin": f"https://{WORD}.example",
    "Accept-Language": f"fr,{WORD}",
    "X-Request-Id": WORD,
    "Traceparent": f"00-{WORD}-{WORD}-01",
    "Last-Event-ID": f"{LON},{LAT}",
    WORD: WORD,
}


class Knock(typing.NamedTuple):
    """What is sent on one connection."""

    name: str
    data: bytes
    ends: bool = True  # the request is whole, so an answer comes at once


# What the answer to an address says again where nothing stops it: a number and a street of no base.
ADDRESS = f"12 rue {WORD} 62300 Lens"
TYPED = ("q", "housenumber", "street", "city", "nom_voie", "adresse[nom_voie]")


def _marked(name: str) -> str:
    return {"lon": LON, "lat": LAT, "date": DAY, "q": ADDRESS}.get(name, WORD)


def _mark_positions(value: object) -> object:
    """Rings that begin and end at the marked point."""
    if isinstance(value, list) and value and isinstance(value[0], list) and isinstance(value[0][0], (int, float)):
        here = [float(LON), float(LAT)]
        return [here, *value[1:-1], here]
    return [_mark_positions(each) for each in value] if isinstance(value, list) else value


def _marked_body(value: object) -> object:
    if isinstance(value, str) and value.startswith("{"):  # lines of JSON
        return "\n".join(json.dumps(_marked_body(json.loads(line))) for line in value.splitlines())
    if isinstance(value, list):
        return [_marked_body(each) for each in value]
    if not isinstance(value, dict):
        return value
    out: dict[str, object] = {}
    for name, each in value.items():
        if name == "coordinates":
            out[name] = _mark_positions(each)
        elif name == "adresse" and isinstance(each, list):  # of lines
            out[name] = [ADDRESS, *each[1:]]
        elif name == "data":  # a table
            out[name] = str(each) + f"{ADDRESS};{LON};{LAT}\n"
        elif name in ("lon", "lat"):
            out[name] = type(each)(_marked(name))
        elif name in ("date", *TYPED):
            out[name] = _marked(name)
        else:
            out[name] = _marked_body(each)
    return out


def _targets(description: Description, operation: Operation) -> dict[str, str]:
    parameters = description.parameters(operation)
    plain = {each["name"]: provoke.first_example(description, each) for each in parameters}
    in_query = [each["name"] for each in parameters if each["in"] == "query"]

    def target(values: dict[str, str], names: list[str]) -> str:
        query = urllib.parse.urlencode({name: values[name] for name in names})
        return fill(operation.path, values) + ("?" + query if query else "")

    marked = {name: _marked(name) for name in plain}
    required = [each["name"] for each in parameters if each.get("required") and each["in"] == "query"]
    asked = [name for name in in_query if name in ("lon", "lat", "date", *TYPED)]
    found = {"answered": target({**plain, **{name: _marked(name) for name in asked}}, asked),
             "all marked": target(marked, in_query),
             "unknown": target(plain, required) + f"?{WORD}={WORD}&x={LON}",
             "below": fill(operation.path, plain).rstrip("/") + f"/{WORD}/{LON}",
             "escape": fill(operation.path, plain) + f"?{WORD}={LON}%zz",
             "bytes": fill(operation.path, plain) + f"?{WORD}=%ff{LON}",
             "absolute": f"http://{WORD}.example" + target(plain, required),
             "long": fill(operation.path, plain) + "?" + WORD * 1000}
    for name in plain:
        found[f"{name} wrong"] = target({**plain, name: f"{WORD}{LON}"}, list(dict.fromkeys([*required, name]))
                                        if name in in_query else required)
    return found


def _bodies(description: Description, operation: Operation) -> dict[str, tuple[str, bytes]]:
    """Name to media type and bytes. A body where none is expected is a door as well."""
    found = {"unexpected": ("application/json", f'{{"lon":{LON},"lat":{LAT},"{WORD}":1}}'.encode()),
             "other type": (f"text/{WORD}", WORD.encode()),
             "no JSON": ("application/json", f'{{"lon":{LON},{WORD}'.encode()),
             "other members": ("application/json", json.dumps({WORD: LON, "lon": WORD, "date": WORD}).encode()),
             "form": ("application/x-www-form-urlencoded", f"lon={LON}&lat={LAT}&{WORD}={WORD}".encode()),
             "bad form": ("application/x-www-form-urlencoded", f"lon={LON}%zz{WORD}".encode()),
             "large": ("application/json", f"{WORD} {LON} ".encode() * 100_000)}
    for media_type, media in operation.value.get("requestBody", {}).get("content", {}).items():
        for name, example in description.examples(media):
            marked = example_bytes(media_type, _marked_body(example["value"]))
            named = content_type(media_type)
            found[f"{name} {media_type}"] = (named, marked)
            found[f"{name} cut {media_type}"] = (named, marked[:-3])
    return found


def _chunked(operation: Operation, path: str, media_type: str, body: bytes) -> bytes:
    head = wire.request_bytes(operation.method, path, {"Content-Type": media_type, "Transfer-Encoding": "chunked"})
    return b"%s%x;%s=%s\r\n%s\r\n0\r\n%s: %s\r\n\r\n" % (head, len(body), WORD.encode(), LON.encode(), body,
                                                         WORD.encode(), LON.encode())


def _broken_heads(path: str) -> dict[str, bytes]:
    mark = f"{WORD} {LON}".encode()
    line = f"GET {path} HTTP/1.1\r\n".encode()
    return {"method": f"{WORD.upper()} {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode(),
            "version": f"GET {path} {WORD}/{LON}\r\nHost: x\r\n\r\n".encode(),
            "no colon": line + b"Host: x\r\n" + mark + b"\r\n\r\n",
            "folded": line + b"Host: x\r\nA: b\r\n " + mark + b"\r\n\r\n",
            "host": line + b"Host: " + mark + b"\r\n\r\n",
            "length": line + b"Host: x\r\nContent-Length: " + mark + b"\r\n\r\n",
            "coding": line + b"Host: x\r\nTransfer-Encoding: " + WORD.encode() + b"\r\n\r\n",
            "expect": line + b"Host: x\r\nExpect: " + mark + b"\r\n\r\n",
            "oversize": line + b"Host: x\r\nX: " + mark * 1500 + b"\r\n\r\n",
            "no HTTP": mark + b"\r\n\r\n"}


def knocks(description: Description, operation: Operation) -> typing.Iterator[Knock]:
    request = provoke.asked(description, operation)
    for name, target in _targets(description, operation).items():
        yield Knock(f"{operation} {name}", request.bytes(target=target, headers=HEADERS))
    for name, value in (("If-None-Match", f'"{WORD}"'), ("Accept", f"{WORD}/{WORD}"), ("Accept-Encoding", WORD)):
        yield Knock(f"{operation} {name}", request.bytes(headers={name: value}))
    for name, (media_type, body) in _bodies(description, operation).items():
        yield Knock(f"{operation} {name}",
                    wire.request_bytes(operation.method, request.path, {"Content-Type": media_type}, body))
        yield Knock(f"{operation} {name} chunked", _chunked(operation, request.path, media_type, body))
    media_type = content_type(next(iter(operation.value.get("requestBody", {}).get("content", {"application/json": None}))))
    marked = wire.request_bytes("POST", request.path, {"Content-Type": media_type, **HEADERS},
                                f'{{"lon":{LON},"lat":{LAT},"{WORD}":"'.encode())
    yield Knock(f"{operation} half a body", marked.replace(b"Content-Length: ", b"Content-Length: 1"), ends=False)
    yield Knock(f"{operation} half a head", request.bytes(headers=HEADERS)[:-40], ends=False)
    for name, data in _broken_heads(request.path).items():
        yield Knock(f"{operation} {name}", data)
