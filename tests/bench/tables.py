# SPDX-License-Identifier: EUPL-1.2
"""How many rows a second POST /search/csv answers to a client that reads while it writes, and what memory a file takes.

Usage: tables.py --port N --pid N --table FILE [--rows N]: of a service that runs on the addresses FILE is made of.
"""
import argparse
import os
import pathlib
import socket
import sys
import threading
import time

BOUNDARY = "tables"
PIECE = 64 * 1024
WANTED_ROWS = 50_000
WANTED_MIB = 64


def peak_mib(pid: int) -> float:
    """The most that the process has held since it was last asked to forget (clear_refs)."""
    for line in pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmHWM")


def cpu_seconds(pid: int) -> float:
    """User and system time so far."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def field(name: str, value: str) -> bytes:
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


def pieces(table: pathlib.Path, rows: int, columns: list[str]):
    """The form, its file as many times over as gives that many rows."""
    header, _, body = table.read_bytes().partition(b"\n")
    if not body.endswith(b"\n"):
        body += b"\n"
    yield b"".join(field("columns", name) for name in columns)
    yield (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="data"; filename="a.csv"\r\n\r\n').encode() + header + b"\n"
    lines = body.splitlines(keepends=True)
    left = rows
    while left > 0:
        block = b"".join(lines[:left])
        left -= min(left, len(lines))
        for at in range(0, len(block), PIECE):
            yield block[at:at + PIECE]
    yield f"--{BOUNDARY}--\r\n".encode()


def send(connection: socket.socket, table: pathlib.Path, rows: int, columns: list[str]) -> None:
    connection.sendall(b"POST /search/csv HTTP/1.1\r\nHost: bench\r\nTransfer-Encoding: chunked\r\n"
                       b"Content-Type: multipart/form-data; boundary=" + BOUNDARY.encode() + b"\r\n\r\n")
    last = b""
    for piece in pieces(table, rows, columns):
        # The line end before the last boundary belongs to it.
        if piece.startswith(f"--{BOUNDARY}--".encode()):
            piece = b"\r\n" + piece
        connection.sendall(b"%x\r\n%b\r\n" % (len(piece), piece))
        last = piece
    assert last
    connection.sendall(b"0\r\n\r\n")


def ask(port: int, table: pathlib.Path, rows: int, columns: list[str]) -> tuple[float, int]:
    """Seconds, and lines that came back."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        began = time.monotonic()
        writer = threading.Thread(target=send, args=(connection, table, rows, columns))
        writer.start()
        lines = 0
        tail = b""
        while not tail.endswith(b"0\r\n\r\n"):
            got = connection.recv(1 << 20)
            if not got:
                raise RuntimeError("the answer broke off")
            lines += got.count(b",ok,") + got.count(b",not-found,") + got.count(b",skipped,")
            tail = (tail + got)[-16:]
        took = time.monotonic() - began
        writer.join()
    return took, lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--pid", type=int, required=True)
    parser.add_argument("--table", type=pathlib.Path, required=True)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--columns", nargs="+", default=["adresse", "code_postal", "commune"])
    options = parser.parse_args()
    ask(options.port, options.table, min(options.rows, 20_000), options.columns)  # warm
    pathlib.Path(f"/proc/{options.pid}/clear_refs").write_text("5", encoding="ascii")
    before = peak_mib(options.pid)
    worked = cpu_seconds(options.pid)
    driven = time.process_time()
    took, lines = ask(options.port, options.table, options.rows, options.columns)
    per_second = options.rows / took
    worked = cpu_seconds(options.pid) - worked
    driven = time.process_time() - driven
    added = peak_mib(options.pid) - before
    print(f"rows/s {per_second:10.0f}   wanted at least {WANTED_ROWS}")
    print(f"us CPU {worked / options.rows * 1e6:10.1f}   of the service a row, {driven / options.rows * 1e6:.1f} of this client")
    print(f"MiB    {added:10.1f}   added, wanted under {WANTED_MIB}")
    # A status that stands where two pieces meet is not counted.
    print(f"rows counted {lines} of {options.rows}")
    return 0 if per_second >= WANTED_ROWS and added < WANTED_MIB else 1


if __name__ == "__main__":
    sys.exit(main())
