# SPDX-License-Identifier: EUPL-1.2
"""Workbooks as people have them, made by openpyxl and LibreOffice."""
import datetime
import pathlib
import subprocess

import openpyxl
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

HEADER = ["Nom", "Né(e) le", "Adresse", "Code postal", "Commune", "Remarque", "Montant"]


def header(sheet, row: int = 1) -> None:
    for column, name in enumerate(HEADER, 1):
        cell = sheet.cell(row=row, column=column, value=name)
        cell.font = Font(bold=True, color="FF0000FF")
        cell.fill = PatternFill("solid", fgColor="FFFFEEAA")


def person(sheet, row: int, postcode: object, note: object = None) -> None:
    cells = [f"NOM {row}", datetime.datetime(1980, 2, 1 + row % 28), f"{row} rue de la République", postcode, "Liévin", note,
             row * 1.25]
    for column, value in enumerate(cells, 1):
        sheet.cell(row=row, column=column, value=value)
    sheet.cell(row=row, column=2).number_format = "dd/mm/yyyy"
    if isinstance(postcode, int):
        sheet.cell(row=row, column=4).number_format = "00000"


def typed() -> openpyxl.Workbook:
    """Numbers stored as text and texts as numbers, every type of cell."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Liste"
    header(sheet)
    notes = [True, False, "#N/A", "=LEN(C5)", "=\"a\"&\"b\"", "deux\nlignes", "  blancs  ", "<é> & \"œ\" ’ 😀", "'=1+1", 12345678901234,
             0.1 + 0.2, datetime.time(14, 30), datetime.datetime(2024, 1, 31, 14, 30), -5, "+33 3 21 00 00 00", "@SOMME(A1)"]
    for row, note in enumerate(notes, 2):
        person(sheet, row, "01000" if row % 2 else 1000, note)
    sheet["D4"] = "62300"
    sheet["D4"].number_format = "@"
    return workbook


def epoch_1904() -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.active
    header(sheet)
    for row in range(2, 8):
        person(sheet, row, 62300)
    return workbook


def furnished() -> openpyxl.Workbook:
    """All that an office puts into a sheet around its cells, with blank rows in the middle and a hidden sheet first."""
    workbook = openpyxl.Workbook()
    hidden = workbook.active
    hidden.title = "Paramètres"
    hidden["A1"] = "ne pas toucher"
    hidden.sheet_state = "hidden"
    empty = workbook.create_sheet("Vide")
    empty.sheet_properties.tabColor = "FF0000"
    sheet = workbook.create_sheet("Dossiers 2024")
    sheet["A1"] = "Liste des bénéficiaires"
    sheet.merge_cells("A1:G1")
    header(sheet, 3)
    for row in [4, 5, 9, 10, 200]:
        person(sheet, row, 62800, f"=G{row}*2")
    sheet.merge_cells("E4:E5")
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["C"].width = 40
    sheet.auto_filter.ref = "A3:G10"
    sheet.freeze_panes = "A4"
    sheet.conditional_formatting.add("G4:G10", CellIsRule(operator="lessThan", formula=["10"], fill=PatternFill(bgColor="FFFF0000")))
    choice = DataValidation(type="list", formula1='"oui,non"')
    choice.add("F4:F10")
    sheet.add_data_validation(choice)
    sheet.protection.sheet = True
    sheet["I1"] = "=SUM(G4:G10)"
    table = workbook.create_sheet("Tableau")
    header(table)
    for row in range(2, 5):
        person(table, row, "62300")
    table.add_table(Table(displayName="Dossiers", ref="A1:G4"))
    return workbook


MADE = {"typed": typed, "epoch_1904": epoch_1904, "furnished": furnished}


def convert(files: list[pathlib.Path], kind: str, out: pathlib.Path, profile: pathlib.Path) -> list[pathlib.Path]:
    """Has LibreOffice open files and save them as another kind."""
    subprocess.run(["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind, "--outdir", out,
                    *files], check=True, capture_output=True, timeout=500)
    made = [out / f"{file.stem}.{kind.split(':')[0]}" for file in files]
    missing = [file.name for file in made if not file.is_file()]
    if missing:
        raise RuntimeError(f"LibreOffice did not make {missing}")
    return made
