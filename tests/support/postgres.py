# SPDX-License-Identifier: EUPL-1.2
"""A PostgreSQL of the test's own: a fresh cluster in a temporary folder, a unix socket, no TCP."""
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

# Nothing here outlives the test, so nothing waits for the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "256MB",
    "work_mem": "64MB",
    "jit": "off",
}


def find_binaries() -> pathlib.Path | None:
    """The newest installed server that has PostGIS, or none."""
    candidates = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    for folder in reversed(candidates):
        control = pathlib.Path("/usr/share/postgresql") / folder.parent.name / "extension/postgis.control"
        if (folder / "initdb").exists() and control.exists():
            return folder
    return None


class Cluster:
    """Use as `with Cluster() as db`; gone at the end, whatever happened.

    PostgreSQL refuses to run as root: it then runs as `postgres`, the user that Debian's package makes.
    """

    def __init__(self) -> None:
        self._bin = find_binaries()
        if self._bin is None:
            raise RuntimeError("PostgreSQL with PostGIS is not installed")
        self._server: subprocess.Popen[bytes] | None = None
        self._as_user: dict[str, object] = {}

    def __enter__(self) -> "Cluster":
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="qpv-postgres-"))
        try:
            self._start()
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._remove()

    def _start(self) -> None:
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self._folder, owner.pw_uid, owner.pw_gid)
            self._as_user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        data, log = self._folder / "data", self._folder / "log"
        subprocess.run([self._bin / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                        "--no-locale", "--no-sync"],
                       check=True, stdout=subprocess.DEVNULL, cwd="/", **self._as_user)
        options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        with log.open("wb") as out:
            # Stopped by the kernel should this process be killed before it can clean up.
            self._server = subprocess.Popen(
                ["setpriv", "--pdeathsig", "INT", "--", self._bin / "postgres", "-D", data, "-k", self._folder,
                 *options],
                stdout=out, stderr=out, cwd="/", **self._as_user)
        for _ in range(600):
            if self._server.poll() is not None:
                break
            if self._psql("select 1", check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL does not start:\n" + log.read_text(encoding="utf-8", errors="replace"))

    def _remove(self) -> None:
        if self._server is not None and self._server.poll() is None:
            self._server.send_signal(signal.SIGINT)  # fast shutdown: does not wait for clients
            try:
                self._server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _psql(self, sql: str, *options: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        run = subprocess.run(
            ["psql", "-h", str(self._folder), "-U", "postgres", "-d", "postgres", "-X", "-q", "-A", "-t", "-F", "\t",
             "-v", "ON_ERROR_STOP=1", *options],
            input=sql, capture_output=True, text=True, check=False)
        if check and run.returncode != 0:
            raise RuntimeError("psql: " + run.stderr)
        return run

    def query(self, sql: str, **variables: object) -> list[list[str]]:
        """Rows of text; the last statements' rows follow the first ones'. :name and :'name' are replaced."""
        options = [word for name, value in variables.items() for word in ("-v", f"{name}={value}")]
        output = self._psql(sql, *options).stdout
        return [line.split("\t") for line in output.splitlines()]

    def load(self, table: str, file: pathlib.Path) -> None:
        """COPY from a tab-separated file that psql reads."""
        self._psql(f"\\copy {table} from '{file}'\n")
