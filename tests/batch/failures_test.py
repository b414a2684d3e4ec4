# SPDX-License-Identifier: EUPL-1.2
"""Killed, stopped, out of disk, unreadable: a clear message, and nothing half-written."""
import os
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import lists
import programs
from lists import INSIDE

ROWS = 30_000


def fill(path):
    """To the last byte of its disk."""
    with path.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            pass


class Failures(lists.Lists):
    def long_list(self):
        line = INSIDE.replace(" 62300 Lens", "")
        text = "id;adresse;cp;ville\n" + "".join(f"{n};{n % 90} {line.partition(' ')[2]};62300;Lens\n" for n in range(ROWS))
        return self.write("liste.csv", text)

    def test_killed_at_any_moment(self):
        path = self.long_list()
        out = self.folder / "out.csv"
        began = time.monotonic()
        self.assertEqual(0, self.batch(path, "-o", out, "--quiet").returncode)
        usual = time.monotonic() - began
        whole = out.read_bytes()
        rng = random.Random(7)
        killed = 0
        for _ in range(15):
            out.unlink(missing_ok=True)
            process = subprocess.Popen(self.command(path, "-o", out, "--quiet"))
            try:
                process.wait(rng.uniform(0, usual * 1.1))
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
                process.wait()
            self.assertLessEqual(set(self.names()), {"liste.csv", "out.csv"})
            if out.exists():
                self.assertEqual(whole, out.read_bytes())
        self.assertGreater(killed, 3)

    def test_what_was_there_stays_until_the_end(self):
        path = self.long_list()
        out = self.write("out.csv", "ancien")
        process = subprocess.Popen(self.command(path, "-o", out, "--quiet"))
        process.kill()
        process.wait()
        self.assertEqual(b"ancien", out.read_bytes())
        self.assertEqual(0, self.batch(path, "-o", out, "--quiet").returncode)
        self.assertGreater(out.stat().st_size, 1000)

    def test_stopped_by_hand(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            reading, writing = os.pipe()
            out = self.folder / "out.csv"
            process = subprocess.Popen(self.command("-", "-o", out, "--review", self.folder / "r.csv"), stdin=reading,
                                       stderr=subprocess.PIPE)
            os.close(reading)
            os.write(writing, b"adresse;x\n" + f"{INSIDE};1\n".encode() * 10_000)
            while b"premi\xc3\xa8res lignes" not in process.stderr.readline():
                pass  # then it has its columns, and waits for more rows
            process.send_signal(number)
            self.assertEqual(-number, process.wait(timeout=30))
            self.assertIn("aucun fichier n’a été écrit", process.stderr.read().decode())
            process.stderr.close()
            os.close(writing)
            self.assertEqual([], self.names())

    def test_a_file_may_not_grow(self):
        path = self.long_list()
        out = self.folder / "out.csv"
        command = " ".join(["ulimit -f 100; exec", *self.command(path, "-o", out, "--quiet")])
        run = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
        self.assertEqual(3, run.returncode, run.stderr)
        self.assertIn("out.csv : l’écriture échoue (la taille permise", run.stderr.decode())
        self.assertEqual(["liste.csv"], self.names())

    def test_the_disk_is_full(self):
        path = self.long_list()
        disk = pathlib.Path(tempfile.mkdtemp(dir=self.home))
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk], capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("no mount here")
        try:
            self.refused_by(disk, path, ["-o", disk / "out.csv"])
            fill(disk / "filler")
            # All of its rows are to be checked.
            self.refused_by(disk, path, ["-o", self.folder / "out.csv", "--review", disk / "r.csv", "--adresse", "id"])
        finally:
            subprocess.run(["umount", disk], check=True)

    def refused_by(self, disk, path, options):
        run = self.batch(path, "--quiet", *options)
        self.assertEqual(3, run.returncode, run.stderr)
        self.assertIn("le disque est plein", run.stderr.decode())
        self.assertEqual([], [each.name for each in disk.iterdir() if each.name != "filler"])
        self.assertEqual(["liste.csv"], self.names())

    def test_nobody_reads(self):
        path = self.long_list()
        with open("/dev/full", "wb") as full:
            run = subprocess.run(self.command(path, "-o", "-", "--quiet"), stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(3, run.returncode)
        self.assertIn("sortie standard : l’écriture échoue (le disque est plein)", run.stderr.decode())
        process = subprocess.Popen(self.command(path, "-o", "-", "--quiet"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.close()
        said = process.stderr.read().decode()
        process.stderr.close()
        self.assertEqual(3, process.wait())
        self.assertIn("personne ne lit plus", said)

    def test_lists_that_cannot_be_read(self):
        for name, why in (("rien.csv", "n’existe pas"), (".", "c’est un dossier")):
            run = self.batch(self.folder / name, "-o", self.folder / "out.csv")
            self.assertEqual(2, run.returncode)
            self.assertIn(why, run.stderr.decode())
        if os.geteuid() != 0:
            closed = self.write("ferme.csv", "adresse\n")
            closed.chmod(0)
            self.assertIn("le droit", self.batch(closed).stderr.decode())
            closed.unlink()
        self.assertIn("vide", self.refused(""))
        self.assertIn("vide", self.refused("\n\n"))
        self.assertEqual([], self.names())

    def test_places_that_cannot_be_written(self):
        path = self.write("liste.csv", f"adresse\n{INSIDE}\n")
        run = self.batch(path, "-o", self.folder / "nulle/part.csv")
        self.assertEqual(3, run.returncode)
        self.assertIn("part.csv", run.stderr.decode())
        run = self.batch(path, "-o", self.folder)
        self.assertEqual(2, run.returncode)
        self.assertIn("c’est un dossier", run.stderr.decode())

    def test_datasets_that_are_none(self):
        self.write("liste.csv", "adresse\nLens\n")
        for dataset in (self.folder, self.folder / "rien"):
            command = [programs.BIN / "qpv-batch", "--dataset", dataset, self.folder / "liste.csv"]
            run = subprocess.run(command, capture_output=True, check=False)
            self.assertEqual(3, run.returncode)
            self.assertIn(str(dataset), run.stderr.decode())
        bare = self.folder / "nu"
        programs.import_dataset(programs.PERIMETERS, bare)
        run = subprocess.run([programs.BIN / "qpv-batch", "--dataset", bare, self.folder / "liste.csv"], capture_output=True, check=False)
        self.assertEqual(3, run.returncode)
        self.assertIn("pas d’adresses", run.stderr.decode())
        shutil.rmtree(bare)
        self.assertEqual(["liste.csv"], self.names())

    def test_quotes_that_nothing_closes(self):
        path = self.write("liste.csv", f"id;adresse\n1;{INSIDE}\n2;\"rue\n3;x\n")
        run = self.batch(path, "--adresse", "adresse")
        self.assertEqual(2, run.returncode)
        self.assertIn("liste.csv : Le guillemet ouvert à la ligne 3, colonne 2", run.stderr.decode())
        self.assertEqual(["liste.csv"], self.names())

    def test_a_line_of_a_gigabyte(self):
        for start, line in (("", 1), (f"adresse;x\n{INSIDE};1\n", 3)):
            out = self.folder / "out.csv"
            command = "{ printf '%s' \"$1\"; head -c 1G /dev/zero | tr '\\0' a; } | exec " + \
                " ".join(self.command("-", "-o", out, "--quiet"))
            run = subprocess.run(["sh", "-c", command, "sh", start], capture_output=True, check=False)
            self.assertEqual(2, run.returncode)
            self.assertIn(f"entrée standard : La ligne {line} dépasse 1024 Kio à la colonne 1", run.stderr.decode())
            self.assertEqual([], self.names())


if __name__ == "__main__":
    unittest.main()
