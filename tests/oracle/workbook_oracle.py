# SPDX-License-Identifier: EUPL-1.2
"""geo/workbook against openpyxl, LibreOffice and GDAL: what is read is what they read, and what is written they open, with
every cell of before, the new ones as texts and numbers, and no formula made from a text."""
import argparse
import csv
import datetime
import importlib.util
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

SKIPPED = 77
if importlib.util.find_spec("openpyxl") is None or shutil.which("soffice") is None:
    print("openpyxl or LibreOffice is not installed")
    sys.exit(SKIPPED)

import openpyxl  # noqa: E402

import made_workbooks  # noqa: E402

TOOL = ""
SHEETS = {"typed": "Liste", "epoch_1904": "Sheet", "furnished": "Dossiers 2024"}


def shown(cell) -> str:
    """A cell's value as geo/workbook says that it gives it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d" if value.time() == datetime.time() else "%Y-%m-%d %H:%M:%S")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M:%S")
    if isinstance(value, (int, float)):
        if cell.number_format == "00000":
            return f"{value:05.0f}"
        return str(int(value)) if value == int(value) else f"{value:.15g}"
    return str(value)


def rows_of_openpyxl(file: pathlib.Path, sheet: str) -> dict[int, list[str]]:
    rows = {}
    for number, row in enumerate(openpyxl.load_workbook(file, data_only=True)[sheet].iter_rows(), 1):
        texts = [shown(cell) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            rows[number] = texts
    return rows


def run(*arguments) -> str:
    done = subprocess.run([TOOL, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{arguments}: {done.stderr}")
    return done.stdout


def rows_of_ours(file: pathlib.Path, sheet: str) -> dict[int, list[str]]:
    rows = {}
    for line in run("rows", file, sheet).split("\n")[:-1]:
        number, *cells = line.split("\t")
        texts = [cell.replace("\\n", "\n").replace("\\\\", "\\") for cell in cells]
        if any(texts):
            rows[int(number)] = texts
    return rows


def look(cell) -> tuple:
    return cell.number_format, cell.font.b, cell.fill.fgColor.rgb, cell.alignment.horizontal, cell.protection.locked


class Workbooks(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="qpv-workbooks-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.profile = cls.folder / "profile"
        made = cls.folder / "openpyxl"
        made.mkdir()
        for name, make in made_workbooks.MADE.items():
            make().save(made / f"{name}.xlsx")
        cls.made = sorted(made.glob("*.xlsx"))
        cls.saved = made_workbooks.convert(cls.made, "xlsx", cls.folder / "libreoffice", cls.profile)
        cls.ods = made_workbooks.convert(cls.made, "ods", cls.folder / "libreoffice", cls.profile)

    def extended(self, file: pathlib.Path) -> pathlib.Path:
        out = self.folder / "extended" / file.parent.name
        out.mkdir(parents=True, exist_ok=True)
        run("extend", file, out / file.name, SHEETS[file.stem])
        return out / file.name

    def test_rows_are_what_openpyxl_reads(self):
        for file in [*self.made, *self.saved]:
            with self.subTest(f"{file.parent.name}/{file.name}"):
                theirs = rows_of_openpyxl(file, SHEETS[file.stem])
                self.assertGreater(len(theirs), 4)
                self.assertEqual(theirs, rows_of_ours(file, SHEETS[file.stem]))

    def test_ods_is_read_as_the_xlsx_of_the_same(self):
        for xlsx, ods in zip(self.saved, self.ods):
            with self.subTest(ods.name):
                self.assertEqual(rows_of_ours(xlsx, SHEETS[ods.stem]), rows_of_ours(ods, SHEETS[ods.stem]))

    def test_sheets_are_listed_and_chosen(self):
        for file in [*self.made, *self.saved, *self.ods]:
            if file.stem != "furnished":
                continue
            with self.subTest(f"{file.parent.name}/{file.name}"):
                self.assertEqual("hidden Paramètres\nVide\nDossiers 2024\nTableau\n", run("sheets", file))
                self.assertEqual(run("rows", file, "Dossiers 2024"), run("rows", file))

    def test_gdal_reads_the_same_texts(self):
        """Of the columns with texts only: GDAL gives numbers without their format, and other epochs wrong."""
        for file in [*self.saved, *self.ods]:
            with self.subTest(file.name):
                out = self.folder / f"{file.stem}.csv"
                out.unlink(missing_ok=True)
                subprocess.run(["ogr2ogr", "-f", "CSV", out, file, SHEETS[file.stem], "--config", f"OGR_{file.suffix[1:].upper()}_HEADERS",
                                "DISABLE"], check=True, capture_output=True)
                with out.open(encoding="utf-8", newline="") as lines:
                    theirs = [[row[0], row[2], row[4]] for row in csv.reader(lines)][1:]
                rows = rows_of_ours(file, SHEETS[file.stem])
                ours = [[*row, *[""] * 7] for row in rows.values()]
                self.assertEqual([row for row in theirs if any(row)], [[row[0], row[2], row[4]] for row in ours if any(row)])

    def check_sheets(self, before: pathlib.Path, after: pathlib.Path) -> None:
        old, new = openpyxl.load_workbook(before), openpyxl.load_workbook(after)
        self.assertEqual([(sheet.title, sheet.sheet_state) for sheet in old], [(sheet.title, sheet.sheet_state) for sheet in new])
        for sheet in old:
            again = new[sheet.title]
            for row in sheet.iter_rows():
                for cell in row:
                    same = again[cell.coordinate]
                    self.assertEqual((cell.coordinate, cell.value, cell.data_type, look(cell)),
                                     (cell.coordinate, same.value, same.data_type, look(same)))
            self.assertEqual(sorted(map(str, sheet.merged_cells.ranges)), sorted(map(str, again.merged_cells.ranges)))
            self.assertEqual(
                (sheet.auto_filter.ref, sheet.freeze_panes, sheet.protection.sheet, len(sheet.conditional_formatting),
                 len(sheet.data_validations.dataValidation), dict(sheet.tables.items())),
                (again.auto_filter.ref, again.freeze_panes, again.protection.sheet, len(again.conditional_formatting),
                 len(again.data_validations.dataValidation), dict(again.tables.items())))

    def check_added(self, before: pathlib.Path, after: pathlib.Path, sheet: str) -> None:
        old, new = openpyxl.load_workbook(before)[sheet], openpyxl.load_workbook(after)[sheet]
        numbers = [row[0].row for row in old.iter_rows() if any(cell.value not in (None, "") for cell in row)]
        first = 1 + max(cell.column for row in old.iter_rows() for cell in row if cell.value not in (None, ""))
        top = numbers[0]
        self.assertEqual(["qpv_code", "qpv_score", f"=1+{top}"], [new.cell(row=top, column=first + i).value for i in range(3)])
        for number in range(1, new.max_row + 1):
            code, score, text = (new.cell(row=number, column=first + i) for i in range(3))
            if number == top:
                continue
            if number not in numbers:
                self.assertEqual((None, None, None), (code.value, score.value, text.value))
                continue
            self.assertEqual(("01000", 0.9876, f"=1+{number}"), (code.value, score.value, text.value))
            self.assertEqual(("s", "n", "s"), (code.data_type, score.data_type, text.data_type))

    def test_openpyxl_finds_every_cell_and_the_new_ones(self):
        for file in [*self.made, *self.saved]:
            with self.subTest(f"{file.parent.name}/{file.name}"):
                out = self.extended(file)
                self.check_sheets(file, out)
                reader = openpyxl.load_workbook(out, read_only=True)[SHEETS[file.stem]]
                self.assertIn("qpv_score", [cell.value for row in reader.iter_rows() for cell in row])
                self.check_added(file, out, SHEETS[file.stem])

    def test_libreoffice_finds_every_cell_and_the_new_ones(self):
        for files in (self.made, self.ods):
            folder = self.folder / f"again-{files[0].suffix[1:]}"
            before = made_workbooks.convert(files, "xlsx", folder / "before", self.profile)
            after = made_workbooks.convert([self.extended(file) for file in files], "xlsx", folder / "after", self.profile)
            for file, reference, again in zip(files, before, after):
                with self.subTest(f"{file.parent.name}/{file.name}"):
                    self.check_sheets(reference, again)
                    self.check_added(reference, again, SHEETS[file.stem])

    def test_no_other_part_changes(self):
        for file in [*self.made, *self.saved, *self.ods]:
            with self.subTest(f"{file.parent.name}/{file.name}"):
                old, new = zipfile.ZipFile(file), zipfile.ZipFile(self.extended(file))
                self.assertIsNone(new.testzip())
                self.assertEqual(old.namelist(), new.namelist())
                changed = [a.filename for a, b in zip(old.infolist(), new.infolist()) if a.CRC != b.CRC]
                self.assertEqual(1, len(changed), changed)
                for a, b in zip(old.infolist(), new.infolist()):
                    if a.filename not in changed:
                        self.assertEqual((a.compress_size, a.compress_type, a.date_time), (b.compress_size, b.compress_type, b.date_time))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", required=True)
    options, rest = parser.parse_known_args()
    TOOL = options.tool
    unittest.main(argv=[sys.argv[0], *rest])
