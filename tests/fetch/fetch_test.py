# SPDX-License-Identifier: EUPL-1.2
"""tools/fetch-sources.sh against a web server of this machine: each way a download goes ends well or says why."""
import hashlib
import json
import os
import pathlib
import resource
import signal
import subprocess
import threading
import time
import unittest

from support import TOOL, FetchCase, Published, addresses, archive

ONE, TWO = archive(1), archive(2)


class Fresh(FetchCase):
    def test_file_and_record(self):
        self.pages["/latest"] = Published(b"", redirect="/2026/qpv.zip")
        self.pages["/2026/qpv.zip"] = Published(ONE)
        self.fetch(self.source(url=self.publisher.url + "/latest"))
        self.assert_have(ONE)
        record = self.record()
        self.assertEqual(("QP2024", "2026-01-15", "Licence Ouverte 2.0"),
                         (record["name"], record["date"], record["licence"]))
        self.assertEqual(self.publisher.url + "/latest", record["url"])
        self.assertEqual(self.publisher.url + "/2026/qpv.zip", record["resolved_url"])
        self.assertEqual('"1"', record["etag"])
        self.assertEqual(record["fetched"], record["checked"])

    def test_each_department(self):
        self.pages.update({f"/ban-{d}.csv.gz": Published(addresses(i)) for i, d in enumerate(("62", "2A"))})
        ban = self.source(id="ban", kind="csv.gz", url=self.publisher.url + "/ban-{department}.csv.gz",
                          file="ban-{department}.csv.gz")
        self.fetch(ban, options=("--department", "62", "--department=2A"))
        self.assert_have(addresses(0), "ban-62.csv.gz")
        self.assert_have(addresses(1), "ban-2A.csv.gz")
        self.assertIn("--department", self.fetch(ban))
        self.assertIn("--department", self.fetch(ban, options=("ban",), expect=2))

    def test_server_without_validators_dates_the_edition_by_the_download(self):
        self.pages["/qpv.zip"] = Published(ONE, etag=None, modified=None)
        self.fetch()
        self.assert_have(ONE)
        self.assertEqual(self.record()["fetched"][:10], self.record()["date"])
        self.assertIsNone(self.record()["etag"])


class Unchanged(FetchCase):
    def check(self, page: Published) -> None:
        self.pages["/qpv.zip"] = page
        self.fetch()
        before = self.record()
        inode = self.file.stat().st_ino
        record = self.out / "qpv.zip.fetch.json"
        record.write_text(json.dumps({**before, "checked": "2026-01-20T00:00:00Z"}), encoding="utf-8")
        self.asked()
        self.assertIn("inchangé", self.fetch())
        self.assertEqual([(304, 0)], [(e.status, e.sent) for e in self.asked()])
        self.assert_have(ONE)
        self.assertEqual(inode, self.file.stat().st_ino)
        self.assertGreaterEqual(self.record()["checked"], before["checked"])
        self.assertEqual({**before, "checked": 0}, {**self.record(), "checked": 0})

    def test_by_etag(self):
        self.check(Published(ONE))

    def test_by_date(self):
        self.check(Published(ONE, etag=None))

    def test_file_that_was_damaged_here_is_fetched_again(self):
        self.pages["/qpv.zip"] = Published(ONE)
        self.fetch()
        self.file.write_bytes(ONE[:-1] + b"x")
        self.fetch()
        self.assert_have(ONE)

    def test_changed_file_replaces_the_old_one(self):
        self.pages["/qpv.zip"] = Published(ONE)
        self.fetch()
        self.pages["/qpv.zip"] = Published(TWO, etag='"2"', modified=1770000000.0)
        self.assertIn("téléchargé", self.fetch())
        self.assert_have(TWO)
        self.assertEqual("2026-02-02", self.record()["date"])


class Interrupted(FetchCase):
    def interrupt(self, page: Published, at: int = 100_000) -> None:
        page.cut_after = at
        self.pages["/qpv.zip"] = page
        self.assertIn("coupée", self.fetch(expect=1))
        self.assertFalse(self.file.exists())
        self.assertEqual(["qpv.zip.part"], self.unfinished())
        page.cut_after = None
        self.asked()

    def check_resumed(self) -> None:
        self.fetch()
        self.assertEqual([(206, len(ONE) - 100_000)], [(e.status, e.sent) for e in self.asked()])
        self.assert_have(ONE)

    def test_is_resumed(self):
        self.interrupt(Published(ONE))
        self.check_resumed()
        self.assertEqual(('"1"', "2026-01-15"), (self.record()["etag"], self.record()["date"]))

    def test_is_resumed_by_date(self):
        self.interrupt(Published(ONE, etag=None))
        self.check_resumed()
        self.assertEqual("2026-01-15", self.record()["date"])

    def test_is_resumed_within_one_run(self):
        page = Published(ONE, cut_after=100_000)
        self.pages["/qpv.zip"] = page
        self.fetch(options=("--retries", "4"))
        self.assertEqual([(200, 100_000), (206, 100_000), (206, 100_000)],
                         [(e.status, e.sent) for e in self.asked()][:3])
        self.assert_have(ONE)

    def test_and_changed_in_between_starts_over(self):
        self.interrupt(Published(ONE))
        self.pages["/qpv.zip"] = Published(TWO, etag='"2"')
        self.fetch()
        self.assertEqual('"1"', self.asked()[0].headers["if-range"])
        self.assert_have(TWO)

    def test_and_changed_to_something_as_long_as_the_half(self):
        """curl takes a whole answer of the length it has for what it has."""
        small = archive(3, 90_000)
        self.interrupt(Published(ONE), at=len(small))
        self.pages["/qpv.zip"] = Published(small, etag='"2"')
        self.fetch()
        self.assert_have(small)

    def test_and_changed_behind_a_server_that_ignores_if_range(self):
        self.interrupt(Published(ONE))
        self.pages["/qpv.zip"] = Published(TWO, etag='"2"', ignores_if_range=True)
        self.fetch()
        self.assert_have(TWO)

    def test_server_without_ranges_starts_over(self):
        self.interrupt(Published(ONE, ignores_range=True))
        self.fetch()
        self.assert_have(ONE)

    def test_nothing_is_glued_without_a_strong_validator(self):
        for validators in ({"etag": 'W/"1"', "modified": None}, {"etag": None, "modified": None},
                           {"etag": None, "modified": time.time()}):
            with self.subTest(validators):
                self.interrupt(Published(ONE, **validators))
                self.fetch()
                self.assertEqual([(None, 200)], [(e.headers.get("range"), e.status) for e in self.asked()])
                self.assert_have(ONE)
                self.file.unlink()

    def test_after_the_last_byte_asks_for_nothing_more(self):
        self.interrupt(Published(ONE))
        (self.out / ".fetch/qpv.zip.part").write_bytes(ONE)
        self.fetch()
        self.assertEqual([(416, 0)], [(e.status, e.sent) for e in self.asked()])
        self.assert_have(ONE)

    def test_update_keeps_the_old_file_and_drops_the_half_when_it_is_withdrawn(self):
        self.pages["/qpv.zip"] = Published(TWO, etag='"2"')
        self.fetch()
        self.pages["/qpv.zip"] = Published(ONE, cut_after=100_000)
        self.assertIn("l’ancien fichier est gardé", self.fetch(expect=1))
        self.assertEqual(TWO, self.file.read_bytes())
        self.pages["/qpv.zip"] = Published(TWO, etag='"2"')
        self.assertIn("inchangé", self.fetch())
        self.assert_have(TWO)

    def test_by_a_signal_stops_at_once_and_is_resumed(self):
        self.pages["/qpv.zip"] = Published(ONE, stall_after=100_000)
        run = subprocess.Popen(self.command(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        part = self.out / ".fetch/qpv.zip.part"
        while not (part.exists() and part.stat().st_size > 50_000):  # curl writes whole blocks
            self.assertIsNone(run.poll())
            time.sleep(0.01)
        run.send_signal(signal.SIGTERM)
        printed, _ = run.communicate(timeout=10)
        self.assertEqual(143, run.returncode, printed)
        self.assertIn("interrompu", printed)
        self.pages["/qpv.zip"] = Published(ONE)
        self.asked()
        had = part.stat().st_size
        self.fetch()
        self.assertEqual([(206, len(ONE) - had)], [(e.status, e.sent) for e in self.asked()])
        self.assert_have(ONE)


class Refused(FetchCase):
    def setUp(self) -> None:
        super().setUp()
        self.pages["/qpv.zip"] = Published(ONE)
        self.fetch()
        self.before = self.record()

    def check(self, why: str, page: Published, *options: str, **changes: object) -> None:
        """The new file is refused, the old one and its record stay, nothing else does, and all is well again after."""
        self.pages["/qpv.zip"] = page
        printed = self.fetch(self.source(**changes), options=options, expect=1)
        self.assertIn("erreur : qpv.zip : ", printed)
        self.assertIn(why, printed)
        self.assertIn("l’ancien fichier est gardé", printed)
        self.assert_have(ONE)
        self.assertEqual(self.before, self.record())

    def test_wrong_checksum(self):
        expected = hashlib.sha256(TWO).hexdigest()
        other = archive(4)
        self.check(hashlib.sha256(other).hexdigest(), Published(other, etag='"2"'), sha256=expected)
        self.pages["/qpv.zip"] = Published(TWO, etag='"2"')
        self.fetch(self.source(sha256=expected))
        self.assert_have(TWO)

    def test_page_instead_of_a_zip(self):
        self.check("une page web", Published(b"<!DOCTYPE html><html>maintenance</html>" * 9, etag='"2"'))

    def test_halves_of_zips(self):
        for content in (TWO[:-22], TWO[:len(TWO) // 2], TWO[1000:], ONE[:50_000] + TWO[40_000:], b"PK\3\4", b"",
                        b"PK\5\6" + bytes(18)):
            with self.subTest(len(content)):
                self.check("pas une archive zip entière", Published(content, etag='"2"'))

    def test_statuses(self):
        for status in (403, 404, 410, 429, 500, 503):
            with self.subTest(status):
                self.check(f"répond {status}", Published(TWO, status=status))

    def test_passing_failure_is_tried_again(self):
        self.asked()
        self.check("répond 503", Published(TWO, status=503), "--retries", "2")
        self.assertEqual([503] * 3, [e.status for e in self.asked()])
        self.check("répond 404", Published(TWO, status=404), "--retries", "2")
        self.assertEqual([404], [e.status for e in self.asked()])

    def test_server_that_falls_silent(self):
        self.check("ne répond plus", Published(TWO, etag='"2"', stall_after=0), "--stall", "1")

    def test_endless_redirections_and_other_protocols(self):
        self.check("redirections", Published(b"", redirect="/qpv.zip"))
        self.check("https", Published(b"", redirect="ftp://127.0.0.1/qpv.zip"))

    def test_nobody_there(self):
        self.check("connexion au serveur est impossible", Published(TWO), url="http://127.0.0.1:1/qpv.zip")

    def test_full_disk(self):
        def no_file_beyond_100_kb():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write fails, as on a full disk
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        self.pages["/qpv.zip"] = Published(TWO, etag='"2"')
        self.assertIn("disque plein", self.fetch(expect=1, preexec_fn=no_file_beyond_100_kb))
        self.assert_have(ONE)

    def test_one_failure_does_not_keep_the_others(self):
        self.pages["/ban.gz"] = Published(addresses(1))
        self.pages["/cut.gz"] = Published(addresses(1)[:-9])
        gz = [self.source(id=i, file=f"{i}.gz", kind="csv.gz", url=f"{self.publisher.url}/{i}.gz")
              for i in ("none", "cut", "ban")]
        printed = self.fetch(*gz, expect=1)
        self.assertIn("none.gz : le serveur répond 404", printed)
        self.assertIn("cut.gz : ce n’est pas un fichier gzip entier", printed)
        self.assert_have(addresses(1), "ban.gz")


class Together(FetchCase):
    def test_second_run_waits_for_nobody(self):
        gate = threading.Event()
        self.addCleanup(gate.set)
        self.pages["/qpv.zip"] = Published(ONE, gate=gate)
        first = subprocess.Popen(self.command(), stdout=subprocess.DEVNULL)
        while not self.publisher.log:
            self.assertIsNone(first.poll())
            time.sleep(0.01)
        self.assertIn("un autre téléchargement est en cours", self.fetch(expect=1))
        gate.set()
        self.assertEqual(0, first.wait(timeout=30))
        self.assert_have(ONE)


class Killed(FetchCase):
    def known(self) -> bool:
        """Whether the record knows the file that is there."""
        found = hashlib.sha256(self.file.read_bytes()).hexdigest()
        record = self.record()
        return found in (record["sha256"], record.get("replaces", {}).get("sha256"))

    def test_at_any_moment(self):
        self.pages["/qpv.zip"] = Published(ONE)
        self.fetch()
        began = time.monotonic()
        self.fetch()
        whole = time.monotonic() - began
        # Killed later and later, until it comes to its end three times.
        i = replaced = 0
        while replaced < 3:
            old, content = self.file.read_bytes(), archive(10 + i)
            self.pages["/qpv.zip"] = Published(content, etag=f'"k{i}"', slowly=whole / 400)
            run = subprocess.Popen(self.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   start_new_session=True)
            time.sleep(whole * i / 12)
            try:
                os.killpg(run.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            run.wait()
            self.assertIn(self.file.read_bytes(), (old, content))
            self.assertTrue(self.known())
            replaced += self.file.read_bytes() == content
            i += 1
        self.fetch()
        self.assert_have(content)
        self.assertGreater(i, replaced)

    def test_between_record_and_file(self):
        self.pages["/qpv.zip"] = Published(ONE)
        self.fetch()
        old = self.record()
        new = {**old, "sha256": "0" * 64, "etag": '"2"', "replaces": old}
        (self.out / "qpv.zip.fetch.json").write_text(json.dumps(new), encoding="utf-8")
        self.assertTrue(self.known())
        self.assertIn("inchangé", self.fetch())
        self.assert_have(ONE)

    def test_between_file_and_record(self):
        self.pages["/qpv.zip"] = Published(ONE)
        self.fetch()
        new = self.record()
        left = {**new, "replaces": {**new, "sha256": "0" * 64}}
        (self.out / "qpv.zip.fetch.json").write_text(json.dumps(left), encoding="utf-8")
        self.assertIn("inchangé", self.fetch())
        self.assert_have(ONE)


class Command(FetchCase):
    def test_says_what_is_wrong_with_it(self):
        for options, why in ((["--department", "20"], "code de département"), (["--department", "6 2"], "département"),
                             (["--nothing"], "option inconnue"), (["--retries", "x"], "--retries"),
                             (["nothing"], "source inconnue"), (["--sources", "/nowhere"], "n’existe pas")):
            with self.subTest(options):
                self.assertIn(why, self.fetch(options=tuple(options), expect=2))
        run = subprocess.run([TOOL], capture_output=True, text=True, check=False)
        self.assertEqual(2, run.returncode)
        self.assertIn("il manque --out", run.stderr)

    def test_refuses_a_list_that_leads_elsewhere(self):
        for change in ({"file": "../qpv.zip"}, {"file": "a/b.zip"}, {"file": ".fetch"}, {"file": ""},
                       {"url": "http://example.org/a"}, {"url": "file:///etc/passwd"}, {"url": "https://a b"},
                       {"kind": "tar"}, {"sha256": "abc"}, {"name": "a\nb"}, {"name": None}, {"id": "-o"}):
            with self.subTest(change):
                self.fetch(self.source(**change), expect=2)
        listed = self.home / "empty.json"
        listed.write_text('{"sources": []}', encoding="utf-8")
        self.assertIn("vide", self.fetch(options=("--sources", str(listed)), expect=2))
        self.assertIn("même fichier", self.fetch(self.source(), self.source(id="b"), expect=2))
        self.assertEqual([], self.publisher.log)
        self.assertFalse(self.out.exists())

    def test_names_like_options_or_with_spaces(self):
        self.out = self.home / "mes données"
        self.pages["/qpv.zip"] = Published(ONE)
        self.fetch()
        self.assert_have(ONE)

    def test_lists_the_projects_own_sources(self):
        run = subprocess.run([TOOL, "--list"], capture_output=True, text=True, check=True)
        for name in ("qpv-2024", "ban-adresses", "ban-lieux-dits"):
            self.assertIn(f"{name}\n", run.stdout)
        listed = json.loads((pathlib.Path(TOOL).parents[1] / "data/sources.json").read_text(encoding="utf-8"))
        for source in listed["sources"]:
            with self.subTest(source["id"]):
                self.assertRegex(source["url"], r"^https://[a-z]+\.data\.gouv\.fr/")


if __name__ == "__main__":
    unittest.main()
