# SPDX-License-Identifier: EUPL-1.2
"""A publisher's web server on this machine, with everything that goes wrong on the way, and a log of what it sent."""
import dataclasses
import email.utils
import http.server
import threading


@dataclasses.dataclass
class Published:
    content: bytes
    etag: str | None = '"1"'
    modified: float | None = 1768509803.0  # 2026-01-15 20:43:23 UTC
    status: int = 200
    cut_after: int | None = None     # drop the connection after so many bytes of a body
    stall_after: int | None = None   # send so many bytes and then nothing
    slowly: float = 0.0              # seconds between blocks
    gate: threading.Event | None = None  # no body before this is set
    ignores_if_range: bool = False   # the rest of whatever there is now: against RFC 9110
    ignores_range: bool = False
    redirect: str | None = None


@dataclasses.dataclass
class Exchange:
    path: str
    headers: dict[str, str]
    status: int = 0
    sent: int = 0  # bytes of the body


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        page = self.server.pages.get(self.path)
        self.exchange = Exchange(self.path, {k.lower(): v for k, v in self.headers.items()})
        self.server.log.append(self.exchange)
        if page is None:
            self.answer(404, b"<html>404</html>", {"Content-Type": "text/html"})
        elif page.redirect:
            self.answer(302, b"", {"Location": page.redirect})
        elif page.status != 200:
            self.answer(page.status, b"<html>error</html>", {"Content-Type": "text/html"})
        else:
            self.serve(page)

    def serve(self, page: Published) -> None:
        headers = {"Accept-Ranges": "bytes"}
        if page.etag:
            headers["ETag"] = page.etag
        if page.modified:
            headers["Last-Modified"] = email.utils.formatdate(page.modified, usegmt=True)
        asked = self.exchange.headers
        if "if-none-match" in asked:
            same = asked["if-none-match"].removeprefix("W/") == (page.etag or "").removeprefix("W/")
        else:
            same = "if-modified-since" in asked and asked["if-modified-since"] == headers.get("Last-Modified")
        if same:
            self.answer(304, b"", headers)
        elif (start := self.start_of_range(page, headers)) is None:
            self.answer(200, page.content, headers, page)
        elif start >= len(page.content):
            self.answer(416, b"", {**headers, "Content-Range": f"bytes */{len(page.content)}"})
        else:
            span = f"bytes {start}-{len(page.content) - 1}/{len(page.content)}"
            if "if-range" in asked:  # as RFC 9110 has it, 15.3.7
                headers.pop("Last-Modified", None)
            self.answer(206, page.content[start:], {**headers, "Content-Range": span}, page)

    def start_of_range(self, page: Published, headers: dict[str, str]) -> int | None:
        asked = self.exchange.headers
        if "range" not in asked or page.ignores_range:
            return None
        if "if-range" in asked and not page.ignores_if_range and asked["if-range"] not in (
                page.etag, headers.get("Last-Modified")):
            return None
        return int(asked["range"].removeprefix("bytes=").removesuffix("-"))

    def answer(self, status: int, body: bytes, headers: dict[str, str], page: Published | None = None) -> None:
        self.exchange.status = status
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        end = len(body)
        if page and page.cut_after is not None:
            end = page.cut_after
        if page and page.stall_after is not None:
            end = page.stall_after
        if page and page.gate:
            page.gate.wait(60)
        for at in range(0, min(end, len(body)), 4096):
            block = body[at:min(at + 4096, end)]
            self.wfile.write(block)
            self.exchange.sent += len(block)
            if page and page.slowly:
                self.server.closing.wait(page.slowly)
        self.wfile.flush()
        if page and page.stall_after is not None:
            self.server.closing.wait(60)
        if end < len(body):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


class Publisher(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Published] = {}
        self.log: list[Exchange] = []
        self.closing = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        pass  # a client that hung up is what half of the tests are about

    def __enter__(self) -> "Publisher":
        threading.Thread(target=self.serve_forever, daemon=True, kwargs={"poll_interval": 0.02}).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()
