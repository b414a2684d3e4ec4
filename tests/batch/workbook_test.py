# SPDX-License-Identifier: EUPL-1.2
"""qpv-batch on workbooks: the same answers as for a CSV, in the workbook as it was."""
import csv
import datetime
import html
import importlib.util
import io
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import unittest
import zipfile

if importlib.util.find_spec("openpyxl") is None:
    print("openpyxl is not installed")
    sys.exit(77)

import openpyxl  # noqa: E402
from openpyxl.styles import Font  # noqa: E402

import lists  # noqa: E402
import programs  # noqa: E402
from lists import INSIDE, OUTSIDE, OWN  # noqa: E402

HEADER = ["Nom", "Né(e) le", "Adresse", "Code postal", "Commune", "Note"]
WEAK = "12 rue de la République"
NUMBERS = {"qpv_probabilite", "qpv_distance_m", "qpv_generation", "qpv_score"}


def street(address):
    return address.replace(" 62300 Lens", "")


def workbook_of(rows, *, title=False):
    workbook = openpyxl.Workbook()
    hidden = workbook.active
    hidden.title = "Paramètres"
    hidden.sheet_state = "hidden"
    hidden["A1"] = "ne pas toucher"
    sheet = workbook.create_sheet("Dossiers")
    if title:
        sheet["A1"] = "Liste des bénéficiaires"
    for number, row in enumerate([HEADER, *rows], 3 if title else 1):
        for column, value in enumerate(row, 1):
            sheet.cell(row=number, column=column, value=value)
            if isinstance(value, int) and column == 4:
                sheet.cell(row=number, column=column).number_format = "00000"
    for cell in sheet[3 if title else 1]:
        cell.font = Font(bold=True)
    return workbook


def people():
    day = datetime.datetime(1980, 1, 31)
    return [["Martin", day, street(INSIDE), 62300, "Lens", "=LEN(C2)"],
            ["Durand", day, street(OUTSIDE), "62300", "Lens", "=SOMME"],
            ["Petit", day, WEAK, 62300, "Lens", None],
            ["Noir", day, None, None, None, "sans adresse"],
            ["Blanc", day, WEAK.upper(), 62300, "LENS", None]]


def spent():
    """Seconds of processors that the programs called so far have used: the wall's depend on what else the machine does."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def at_most_512_mib():
    resource.setrlimit(resource.RLIMIT_DATA, (512 << 20, 512 << 20))


def values(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


class Workbooks(lists.Lists):
    maxDiff = None

    def save(self, workbook, name="liste.xlsx"):
        workbook.save(self.folder / name)
        return self.folder / name

    def answer(self, path, *options, out="sortie.xlsx", code=0):
        run = self.batch(path, "-o", self.folder / out, *options)
        self.said = run.stderr.decode()
        self.assertEqual(code, run.returncode, self.said)
        return self.folder / out

    def opened(self, path):
        workbook = openpyxl.load_workbook(path)
        self.addCleanup(workbook.close)
        return workbook

    def test_answers_are_those_of_the_same_csv(self):
        path = self.save(workbook_of(people()))
        rows = values(self.opened(self.answer(path))["Dossiers"])
        self.assertEqual([*HEADER, *OWN], rows[0])
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";")
        writer.writerows([row[0], *row[2:5]] for row in [HEADER, *people()])
        expected = self.rows(out.getvalue())
        self.assertEqual(["oui", "non", "à vérifier", "introuvable", "à vérifier"], [row["qpv"] for row in expected])
        for row, answer in zip(rows[1:], expected, strict=True):
            for name, value in zip(OWN, row[len(HEADER):], strict=True):
                self.assertEqual(answer[name] or None, value if value is None or name not in NUMBERS else f"{value:.12g}")
                self.assertTrue(value is None or isinstance(value, str) != (name in NUMBERS), name)

    def test_the_workbook_is_as_it_was(self):
        path = self.save(workbook_of(people(), title=True))
        out = self.answer(path)
        self.assertIn("Feuille « Dossiers »".replace("« ", "«\u00a0").replace(" »", "\u00a0»"), self.said)
        self.assertIn("Formules sans valeur enregistrée", self.said)
        before, after = self.opened(path), self.opened(out)
        self.assertEqual([("Paramètres", "hidden"), ("Dossiers", "visible")], [(s.title, s.sheet_state) for s in after])
        for sheet in before:
            for row in sheet.iter_rows():
                for cell in row:
                    again = after[sheet.title][cell.coordinate]
                    self.assertEqual((cell.value, cell.data_type, cell.number_format, cell.font.b),
                                     (again.value, again.data_type, again.number_format, again.font.b))
        sheet = after["Dossiers"]
        self.assertEqual((None, None, "qpv", "oui"), tuple(sheet.cell(row=n, column=7).value for n in (1, 2, 3, 4)))
        self.assertEqual((True, False), (sheet["G3"].font.b, bool(sheet["G4"].font.b)))
        old, new = zipfile.ZipFile(path), zipfile.ZipFile(out)
        self.assertEqual(old.namelist(), new.namelist())
        self.assertEqual(1, sum(old.read(name) != new.read(name) for name in old.namelist()))
        self.assertEqual(out.read_bytes(), self.answer(path, out="encore.xlsx").read_bytes())

    def test_a_note_beside_the_list_stays(self):
        workbook = workbook_of(people())
        workbook["Dossiers"]["J4"] = "voir plus tard"
        sheet = self.opened(self.answer(self.save(workbook)))["Dossiers"]
        self.assertEqual(("voir plus tard", "qpv", "à vérifier"), (sheet["J4"].value, sheet["K1"].value, sheet["K4"].value))
        workbook["Dossiers"]["J4"] = "=A1"
        sheet = self.opened(self.answer(self.save(workbook)))["Dossiers"]
        self.assertEqual(("=A1", "qpv"), (sheet["J4"].value, sheet["K1"].value))

    def test_a_sheet_by_name_columns_and_dates(self):
        workbook = workbook_of(people())
        workbook.create_sheet("Autre").append(["adresse"])
        workbook["Autre"].append([INSIDE])
        path = self.save(workbook)
        sheet = self.opened(self.answer(path, "--sheet", "Autre", "--columns", "qpv,qpv_score"))["Autre"]
        self.assertEqual([["adresse", "qpv", "qpv_score"], [INSIDE, "oui", 1]], values(sheet))
        self.answer(path, "--sheet", "Absente", code=2)
        self.assertIn("Dossiers", self.said)
        rows = values(self.opened(self.answer(path, "--date-column", "Né(e) le", out="dates.xlsx"))["Dossiers"])
        self.assertEqual("à vérifier", rows[1][6])  # no perimeter was in force in 1980

    def test_choices_change_only_their_rows(self):
        path = self.save(workbook_of(people()))
        once = self.answer(path, "--review", self.folder / "choix.csv", "--summary", self.folder / "bilan.html")
        self.assertIn("<html", (self.folder / "bilan.html").read_text(encoding="utf-8"))
        groups = lists.parsed((self.folder / "choix.csv").read_text(encoding="utf-8"))
        self.assertEqual(["4, 6"], [group["lignes"] for group in groups])
        groups[0]["choix"] = "1"
        with (self.folder / "choix.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(groups[0]), delimiter=";")
            writer.writeheader()
            writer.writerows(groups)
        twice = self.answer(once, "--apply-review", self.folder / "choix.csv", out="verifie.xlsx")
        before, after = values(self.opened(once)["Dossiers"]), values(self.opened(twice)["Dossiers"])
        self.assertEqual([3, 5], [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b])
        self.assertEqual(("oui", INSIDE), (after[3][6], after[3][15]))
        anew = self.answer(path, "--apply-review", self.folder / "choix.csv", out="direct.xlsx")
        self.assertEqual(after, values(self.opened(anew)["Dossiers"]))

    def test_an_earlier_answer_is_replaced_wherever_its_columns_are(self):
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        sheet.append(["qpv_score", "Note", "qpv", "Adresse", "Voir", "qpv_code"])
        sheet.append([0.5, "=1+1", "non", INSIDE, "là", None])
        sheet.append([None, "b", None, OUTSIDE, None, "QN0"])
        path = self.save(workbook)
        code = self.rows(f"adresse\n{INSIDE}\n")[0]["qpv_code"]
        rows = values(self.opened(self.answer(path)).active)
        self.assertEqual([["qpv_score", "Note", "qpv", "Adresse", "Voir", "qpv_code"],
                          [1, "=1+1", "oui", INSIDE, "là", code], [1, "b", "non", OUTSIDE, None, None]], rows)
        compared = values(self.opened(self.answer(path, "--compare", "2024", out="deux.xlsx")).active)
        self.assertEqual([[*rows[0], "qpv_2024"], [*rows[1], "oui"], [*rows[2], "non"]], compared)
        sheet["F1"] = "code"
        own = values(self.opened(self.answer(self.save(workbook), out="autre.xlsx")).active)
        self.assertEqual([0.5, "=1+1", "non", INSIDE, "là", None, "oui", code], own[1][:8])

    def test_as_csv_and_through_pipes(self):
        path = self.save(workbook_of(people(), title=True))
        text = self.answer(path, out="sortie.csv").read_text(encoding="utf-8")
        lines = text.splitlines()
        self.assertEqual(["", ""], [lines[0].strip("\ufeff"), lines[1]])
        rows = list(csv.DictReader(lines[2:], delimiter=";"))
        self.assertEqual(["oui", "non", "à vérifier", "introuvable", "à vérifier"], [row["qpv"] for row in rows])
        self.assertEqual(("1980-01-31", "62300"), (rows[0]["Né(e) le"], rows[0]["Code postal"]))
        run = self.batch("-", "-o", "-", stdin=path.read_bytes())
        self.assertEqual(0, run.returncode, run.stderr.decode())
        self.assertEqual(self.answer(path).read_bytes(), run.stdout)
        self.answer(path, out="sortie.ods", code=2)
        self.assertIn("une liste revient dans le format qu’elle avait", self.said)
        self.write("liste.csv", f"adresse\n{INSIDE}\n")
        self.answer(self.folder / "liste.csv", out="autre.xlsx", code=2)

    def test_the_list_of_sig_ville_is_a_csv(self):
        path = self.save(workbook_of(people()))
        for out in ("sortie.xlsx", "sortie.csv"):
            self.answer(path, "--format", "sigville", out=out, code=2)
            self.assertIn("liste.xlsx", self.said)
            self.assertIn("enregistrez sa feuille en CSV", self.said)
        self.assertEqual(["liste.xlsx"], self.names())

    def refused_as(self, bytes_, *whys, name="liste.xlsx"):
        path = self.write(name, bytes_)
        before = spent()
        run = self.batch(path, "-o", self.folder / "sortie.xlsx", preexec_fn=at_most_512_mib)
        self.assertLess(spent() - before, 5)
        self.said = run.stderr.decode()
        self.assertEqual(2, run.returncode, self.said)
        for why in (name, *whys):
            self.assertIn(why, self.said)
        self.assertEqual(1, self.said.count("\n"))
        self.assertEqual([name], self.names())

    def test_files_that_cannot_be_read(self):
        good = self.save(workbook_of(people())).read_bytes()
        compound = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1016)
        self.refused_as(compound + "EncryptedPackage\0".encode("utf-16-le") + bytes(500), "protégé par un mot de passe")
        self.refused_as(compound + bytes(512), ".xlsx", "97-2003")
        self.refused_as(b"adresse;ville\n", "ni un classeur Excel")
        self.refused_as(b"", "ni un classeur")
        random.seed(5)
        for size in sorted(random.sample(range(20, len(good)), 10)):
            self.refused_as(good[:size], "tronqué ou abîmé")
        self.refused_as(changed(good, "xl/worksheets/sheet2.xml", lambda xml: xml.replace(b'r="C3"', b'r="ZZZZ3"')),
                        "Dossiers", "ligne 3")
        self.refused_as(changed(good, "xl/worksheets/sheet2.xml", lambda xml: xml.replace(b"</row>", b"", 1)), "sheet2.xml", "XML mal formé")
        self.refused_as(changed(good, "xl/workbook.xml", lambda xml: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + xml), "workbook.xml", "DTD")
        bomb = changed(good, "xl/worksheets/sheet2.xml", lambda xml: xml + b" " * 300_000_000)
        self.assertLess(len(bomb), 1_000_000)
        self.refused_as(bomb, "sheet2.xml", "bombe")
        encrypted = bytearray(good)
        for magic, flags in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
            at = encrypted.find(magic)
            while at >= 0:
                encrypted[at + flags] |= 1
                at = encrypted.find(magic, at + 4)
        self.refused_as(bytes(encrypted), "mot de passe")

    def test_the_disk_is_full(self):
        path = self.save(workbook_of(people() * 400))
        disk = pathlib.Path(tempfile.mkdtemp(dir=self.home))
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", disk], capture_output=True, check=False).returncode != 0:
            self.skipTest("no mount here")
        try:
            run = self.batch(path, "-o", disk / "sortie.xlsx", "--quiet")
            self.assertEqual((3, []), (run.returncode, list(disk.iterdir())))
            self.assertIn("le disque est plein", run.stderr.decode())
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_killed_nothing_remains(self):
        path = self.save(workbook_of(people() * 3000))
        for wait in (0.05, 0.1, 0.2, 0.4):
            process = subprocess.Popen(self.command(path, "-o", self.folder / "sortie.xlsx", "--quiet"))
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if "sortie.xlsx" in self.names():
                self.assertIsNone(zipfile.ZipFile(self.folder / "sortie.xlsx").testzip())
            self.assertLessEqual(set(self.names()), {"liste.xlsx", "sortie.xlsx"})

    def test_rows_a_hundred_thousand(self):
        with (programs.SOURCE / "data/demo/adresses.csv").open(encoding="utf-8", newline="") as file:
            known = list(csv.DictReader(file, delimiter=";"))
        rows = [[*HEADER, *(f"colonne {n}" for n in range(14))]]
        for n in range(100_000):
            one = known[n * 7919 % len(known)]
            rows.append([f"NOM {n}", 30_000 + n % 9000, f"{one['numero']} {one['nom_voie']}", one["code_postal"], one["nom_commune"], "",
                         *((n * k) % 1000 / 8 for k in range(14))])
        path = self.write("liste.xlsx", with_rows(rows))
        before = spent()
        out = self.answer(path, "--quiet")
        took = spent() - before
        print(f"100,000 rows of 20 columns: {took:.1f} s of one processor")
        self.assertLess(took, 30)
        sheet = zipfile.ZipFile(out).read("xl/worksheets/sheet1.xml")
        self.assertEqual(100_001, sheet.count(b"<row"))


def with_rows(rows):
    """A workbook of one sheet in its own words: openpyxl takes a minute for so many cells."""
    def cell(value):
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t>{html.escape(value)}</t></is></c>'
        return f"<c><v>{value}</v></c>"

    book = openpyxl.Workbook()
    book.active.title = "Liste"
    out = io.BytesIO()
    book.save(out)
    lines = (f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    return changed(out.getvalue(), "xl/worksheets/sheet1.xml", lambda _: sheet.encode())


def changed(zip_, part, change):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(zip_)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


if __name__ == "__main__":
    unittest.main()
