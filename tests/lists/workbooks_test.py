# SPDX-License-Identifier: EUPL-1.2
"""Workbooks of openpyxl and LibreOffice through the page of lists, and what both make of its outputs."""
import csv
import datetime
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import openpyxl
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = pathlib.Path(__file__).resolve().parent
COLUMNS = 11
ROLES = ["-", "-", "adresse", "code_postal", "commune", "-", "-"]


def answer(source, target, kind="xlsx", roles=ROLES):
    run = subprocess.run(["node", str(HERE / "answer_list.mjs"), str(source), str(target), kind, *roles],
                         capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


# UTF-8, commas.
FILTERS = {"csv": "csv:Text - txt - csv (StarCalc):44,34,76,1"}


def convert(source, extension, folder):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", FILTERS.get(extension, extension),
                    "--outdir", str(folder), str(source)], capture_output=True, check=True, timeout=180)
    return folder / (source.stem + "." + extension)


def staff_workbook(path, epoch=None):
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    sheet = book.active
    sheet.title = "Suivi & co"
    sheet.append(["Nom", "Né(e) le", "Adresse", "CP", "Ville", "Montant", "Note"])
    sheet.append(["Martin", datetime.datetime(1990, 2, 1), "6 rue Descartes", "01000", "Lens", 12.5, "=1+1"])
    sheet["G2"].data_type = "s"
    sheet.append(["Dubois", datetime.datetime(1960, 12, 31, 8, 30), "12 rue Pasteur", 62300, "Liévin", "=F2*2", "<&\"é😀"])
    sheet.append([])
    sheet.append(["Fin", None, "6 rue Descartes", " 62300", "Lens", True, "x\ny"])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFCC00")
    sheet["B2"].number_format = sheet["B3"].number_format = "dd/mm/yyyy"
    sheet.merge_cells("A7:B7")
    sheet["A7"] = "fusion"
    hidden = book.create_sheet("Cachée")
    hidden["A1"] = "=1+1"
    hidden.sheet_state = "hidden"
    book.save(path)


def cells_of(sheet, columns=None):
    return [[(cell.value, cell.data_type, cell.number_format, cell.font.b) for cell in row[:columns]] for row in sheet.iter_rows()]


class Workbooks(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def check_extended(self, before, after, columns=7):
        old, new = openpyxl.load_workbook(before), openpyxl.load_workbook(after)
        self.assertEqual(old.epoch, new.epoch)
        self.assertEqual([(s.title, s.sheet_state) for s in old], [(s.title, s.sheet_state) for s in new])
        for sheet in old:
            width = columns if sheet is old.worksheets[0] else None
            self.assertEqual(cells_of(sheet, width), cells_of(new[sheet.title], width))
            self.assertEqual(sheet.merged_cells.ranges, new[sheet.title].merged_cells.ranges)
        first = new.worksheets[0]
        self.assertEqual("qpv", first.cell(1, columns + 1).value)
        self.assertEqual(["oui", "oui", None, "oui"], [first.cell(row, columns + 1).value for row in range(2, 6)])
        self.assertEqual(80.68, first.cell(2, columns + 7).value)
        added = [first.cell(row, column) for row in range(1, 8) for column in range(columns + 1, columns + COLUMNS + 1)]
        self.assertNotIn("f", {cell.data_type for cell in added})

    def test_a_workbook_of_openpyxl_comes_back_with_columns(self):
        for epoch in (None, CALENDAR_MAC_1904):
            with self.subTest(epoch):
                before, after = self.folder / "liste.xlsx", self.folder / "sortie.xlsx"
                staff_workbook(before, epoch)
                made = answer(before, after)
                self.check_extended(before, after)
                self.assertEqual(["1990-02-01", "1960-12-31"], [row[1] for row in made["cells"][1:3]])
                self.assertEqual(["01000", "62300"], sorted({q["postcode"] for q in made["questions"]}))

    def test_a_workbook_of_libreoffice_comes_back_with_columns(self):
        made = self.folder / "liste.xlsx"
        staff_workbook(made)
        (self.folder / "out").mkdir()
        before = convert(made, "xlsx", self.folder / "out")
        after = self.folder / "sortie.xlsx"
        answer(before, after)
        self.check_extended(before, after)

    def test_cells_that_have_but_a_style_do_not_push_the_answers_away(self):
        before, after = self.folder / "liste.xlsx", self.folder / "sortie.xlsx"
        staff_workbook(before)
        book = openpyxl.load_workbook(before)
        for place in ("H2", "K3", "XFD1"):
            book.active[place].number_format = "dd/mm/yyyy"
        book.save(before)
        answer(before, after)
        self.check_extended(before, after)
        book = openpyxl.load_workbook(after)
        self.assertEqual(["General", "dd/mm/yyyy"], [book.worksheets[0][place].number_format for place in ("N3", "XFD1")])
        with convert(after, "csv", self.folder).open(encoding="utf-8", newline="") as text:
            self.assertEqual("oui", list(csv.reader(text))[1][7])

    def test_libreoffice_reads_what_is_made_of_each_kind(self):
        xlsx = self.folder / "liste.xlsx"
        staff_workbook(xlsx)
        (self.folder / "ods").mkdir()
        sources = {"xlsx": xlsx, "ods": convert(xlsx, "ods", self.folder / "ods"), "csv": self.folder / "liste.csv"}
        sources["csv"].write_bytes("Nom;x;Adresse;CP;Ville;y;z\r\n=1+1;;6 rue Descartes;01000;Lens;1e5;@a\r\n".encode("cp1252"))
        for kind, source in sources.items():
            with self.subTest(kind):
                out = self.folder / kind / "sortie.xlsx"
                out.parent.mkdir(exist_ok=True)
                answer(source, out)
                with convert(out, "csv", out.parent).open(encoding="utf-8", newline="") as text:
                    header, first, *_ = csv.reader(text)
                self.assertEqual(["qpv", "qpv_code", "qpv_quartier"], header[7:10])
                self.assertEqual(["oui", "QN06226M", "Cité 2"], first[7:10])
                self.assertEqual("01000", first[3])
                sheet = openpyxl.load_workbook(out).worksheets[0]
                texts = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
                formulas = {cell.value for cell in texts if cell.data_type == "f"}
                self.assertEqual({"=F2*2"} if kind == "xlsx" else set(), formulas)

    def test_a_csv_for_excel_opens_with_its_cells(self):
        source = self.folder / "liste.csv"
        source.write_bytes("Nom;x;Adresse;CP;Ville;y;z\r\n=1+1;+33 3;\"6, rue \"\"D\"\"\";01000;Liévin;;\r\n\r\na;b;c;d;e;f;g\r\n".encode("cp1252"))
        out = self.folder / "sortie.csv"
        made = answer(source, out, "csv")
        lines = out.read_bytes().decode("utf-8-sig").split("\r\n")
        self.assertEqual(4, made["rows"])
        self.assertTrue(lines[1].startswith("'=1+1;+33 3;\"6, rue \"\"D\"\"\";01000;Liévin;;;oui;"))
        self.assertEqual(["", ""], [lines[2], lines[4]])


if __name__ == "__main__":
    unittest.main()
