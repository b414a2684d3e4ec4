# SPDX-License-Identifier: EUPL-1.2
"""HTTP/1.1 as bytes on a socket: what is sent is exactly what the test wrote, right or wrong."""
import dataclasses
import gzip
import json
import socket
import typing

TIMEOUT = 20


@dataclasses.dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes  # as it was before Content-Encoding

    def json(self) -> object:
        return json.loads(self.body)

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0].strip().lower()


class Closed(Exception):
    """The server ended the connection before a whole answer."""


class Connection:
    """To a port of 127.0.0.1, or to a unix socket by its path."""

    def __init__(self, address: "int | str") -> None:
        if isinstance(address, int):
            self._socket = socket.create_connection(("127.0.0.1", address), timeout=TIMEOUT)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        else:
            self._socket = socket.socket(socket.AF_UNIX)
            self._socket.settimeout(TIMEOUT)
            self._socket.connect(address)
        self._buffer = b""

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def send(self, data: bytes) -> None:
        """All of it, unless the server has heard enough: then its answer is what counts."""
        try:
            self._socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def receive(self, method: str = "GET") -> Reply:
        """The next answer that is not an interim one."""
        while True:
            head = self._until(b"\r\n\r\n")
            lines = head.decode("ascii").split("\r\n")
            status = int(lines[0].split(" ")[1])
            if status != 100:
                break
        headers: dict[str, str] = {}
        for line in lines[1:-2]:
            name, _, value = line.partition(":")
            name = name.lower()
            headers[name] = headers[name] + ", " + value.strip() if name in headers else value.strip()
        without_body = method == "HEAD" or status in (204, 304)
        if without_body:
            body = b""
        elif headers.get("transfer-encoding") == "chunked":
            body = b"".join(self._chunks())
        else:
            body = self._take(int(headers.get("content-length", "0")))
        return Reply(status, headers, gzip.decompress(body) if body and "content-encoding" in headers else body)

    def _chunks(self) -> "typing.Iterator[bytes]":
        while True:
            size = int(self._until(b"\r\n"), 16)
            data = self._take(size + 2)
            assert data.endswith(b"\r\n")
            if size == 0:
                return
            yield data[:-2]

    def is_closed(self) -> bool:
        """Waits for the server to end the connection."""
        try:
            return self._buffer == b"" and self._socket.recv(1) == b""
        except ConnectionResetError:
            return True

    def _fill(self) -> None:
        try:
            data = self._socket.recv(65536)
        except ConnectionResetError as error:
            raise Closed from error
        if not data:
            raise Closed
        self._buffer += data

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._buffer:
            self._fill()
        end = self._buffer.index(mark) + len(mark)
        return self._take(end)

    def _take(self, count: int) -> bytes:
        while len(self._buffer) < count:
            self._fill()
        data, self._buffer = self._buffer[:count], self._buffer[count:]
        return data


def request_bytes(method: str, target: str, headers: "dict[str, str] | None" = None, body: bytes = b"") -> bytes:
    lines = [f"{method} {target} HTTP/1.1", "Host: localhost"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if (body or method == "POST") and not {"Transfer-Encoding", "Content-Length"} & set(headers or {}):
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape") + body


def ask(address: "int | str", data: bytes, method: str = "GET") -> Reply:
    """One request on a connection of its own."""
    with Connection(address) as connection:
        connection.send(data)
        return connection.receive(method)
