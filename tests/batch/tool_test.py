# SPDX-License-Identifier: EUPL-1.2
"""qpv-batch: what goes in, what comes out, what is said."""
import csv
import json
import re
import subprocess
import unittest

import lists
import programs
from lists import INSIDE, OUTSIDE, OWN


def square(code, west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {
        "code_qp": code, "lib_qp": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}]})


class Tool(lists.Lists):
    def test_a_list_comes_back_with_the_answer(self):
        text = f"Nom;Adresse;Note\nMartin;{INSIDE};01\nDurand;{OUTSIDE};\"a;b\"\n;;\n\nPetit;rue de nulle part 99999 Rien;\n"
        out = self.answered(text)
        lines = out.split("\n")
        self.assertEqual("Nom;Adresse;Note;" + ";".join(OWN), lines[0])
        for line, own in zip(text.split("\n"), lines):
            self.assertTrue(own.startswith(line), own)
        self.assertEqual(len(text.split("\n")), len(lines))
        inside, outside, nothing, unknown = lists.parsed(out)
        self.assertEqual(("oui", "QN06225M", INSIDE, "1"),
                         (inside["qpv"], inside["qpv_code"], inside["qpv_adresse_trouvee"], inside["qpv_score"]))
        self.assertEqual(("non", "", OUTSIDE), (outside["qpv"], outside["qpv_code"], outside["qpv_adresse_trouvee"]))
        self.assertEqual(["", "introuvable"], [nothing["qpv"], unknown["qpv"]])
        self.assertEqual("", lines[4])

    def test_files_are_named_beside_the_list(self):
        self.write("liste.csv", f"adresse\n{INSIDE}\n")
        run = self.batch(self.folder / "liste.csv")
        self.assertEqual((0, b""), (run.returncode, run.stdout), run.stderr)
        self.assertEqual(["liste.csv", "liste_qpv.csv"], self.names())
        self.assertEqual((self.folder / "liste.csv").stat().st_mode, (self.folder / "liste_qpv.csv").stat().st_mode)

    def test_says_what_it_took(self):
        run = self.batch("-", stdin=f"Nom;Adresse;CP\nMartin;{INSIDE};62300\n".encode())
        said = run.stderr.decode()
        self.assertIn("adresse      Adresse", said)
        self.assertIn("code_postal  CP", said)
        self.assertIn("« 62300 »", said)
        self.assertNotIn("Martin", said)
        self.assertIn("1 lignes : 1 oui, 0 non", said)
        self.assertEqual(b"", self.batch("-", "--quiet", stdin=b"adresse\nLens\n").stderr)

    def test_a_list_does_not_steer_the_terminal(self):
        run = self.batch("-", stdin="adresse\x1b[2J;x\nrue\x1b]0;\x07 Foch;1\n".encode())
        self.assertEqual(0, run.returncode)
        self.assertNotRegex(run.stderr, rb"[\x00-\x09\x0b-\x1f]")
        self.assertNotRegex(self.batch("-", stdin="a\x1b[2J\nx\n".encode()).stderr, rb"[\x00-\x09\x0b-\x1f]")

    def test_columns_are_chosen(self):
        self.assertEqual(f"adresse;qpv_score;qpv\n{INSIDE};1;oui\n",
                         self.answered(f"adresse\n{INSIDE}\n", "--columns", "qpv_score,qpv", "--delimiter", ";"))
        self.assertIn("n’existe pas", self.refused("adresse\nx\n", "--columns", "qpv,prenom"))

    def test_roles_are_overridden(self):
        text = f"a;b;c\nx;{INSIDE.partition(' ')[2]};12\n"
        for option in ("b", "2", " B "):
            row = self.rows(text, "--adresse", option, "--numero", "c")[0]
            self.assertEqual("oui", row["qpv"])
        self.assertIn("n’a pas de colonne « z »", self.refused(text, "--adresse", "z"))
        self.assertIn("aucune colonne", self.refused("a;b\n1;2\n"))
        row = self.rows(f"adresse;ville\n{INSIDE};Bordeaux\n", "--sans", "ville")[0]
        self.assertEqual("oui", row["qpv"])

    def test_no_header(self):
        first = INSIDE.replace(" 62300 Lens", "")
        out = self.answered(f"Martin;{first};62300;Lens\n", "--columns", "qpv")
        self.assertEqual(f"Martin;{first};62300;Lens;oui\n", out)
        self.assertEqual("Lens;qpv\nAvion;à vérifier\n", self.answered("Lens\nAvion\n", "--columns", "qpv", "--header", "yes",
                                                                        "--commune", "1"))

    def test_points(self):
        rows = self.rows("latitude;longitude\n50,43465;2,84358\n50.0;2.0\nx;2\n")
        self.assertEqual(["oui", "à vérifier", "introuvable"], [row["qpv"] for row in rows])
        self.assertEqual("80.68", rows[0]["qpv_distance_m"])
        self.assertEqual(["", ""], [rows[0]["qpv_adresse_trouvee"], rows[0]["qpv_score"]])

    def test_an_insee_that_is_wrong_does_not_hide_the_address(self):
        row = self.rows(f"adresse;code insee\n{INSIDE};59350\n")[0]
        self.assertEqual("oui", row["qpv"])

    def test_dates(self):
        text = f"adresse;date d'entrée\n{INSIDE};01/09/2024\n{INSIDE};hier\n{INSIDE};01/09/2020\n{INSIDE};\n"
        own_day = ("--date-column", "date d'entrée")
        rows = self.rows(text, *own_day)
        self.assertEqual([("oui", ""), ("à vérifier", "date illisible"), ("à vérifier", "date hors des données"), ("oui", "")],
                         [(row["qpv"], row["qpv_doute"]) for row in rows])
        self.assertEqual(["oui"] * 4, [row["qpv"] for row in self.rows(text)])
        for options, offered in ((own_day, False), ((), True)):
            said = self.batch("-", *options, stdin=text.encode()).stderr.decode()
            self.assertEqual(offered, "n’est pas prise pour le jour" in said, said)
        self.assertIn("en vigueur le 2014-01-01", self.refused(text, "--date", "2014-01-01"))
        self.assertIn("--date", self.refused(text, "--date", "01/01/2024"))

    def test_generations_that_are_not_there(self):
        self.assertIn("génération 2015", self.refused(f"adresse\n{INSIDE}\n", "--compare", "2015,2024"))
        row = self.rows(f"adresse;x\n{INSIDE};1\n", "--compare", "2024")[0]
        self.assertEqual("oui", row["qpv_2024"])
        self.assertNotIn("qpv_evolution", row)

    def test_who_enters_and_who_leaves(self):
        sources = []
        for code, west in (("QP062001", 2.80), ("QN06201M", 2.81)):
            for name, box in ((code, (west, 50.42, west + 0.02, 50.44)), (code + "-around", (2.7, 50.3, 2.9, 50.5))):
                self.write(name + ".geojson", square(code, *box))
            sources += ["--perimeters", str(self.folder / f"{code}.geojson"), "--coverage", str(self.folder / f"{code}-around.geojson")]
        programs.import_dataset(sources, self.folder / "dataset")
        text = "lon;lat;date d'entrée\n" + "".join(f"{lon};50.43;{day}\n" for lon, day in (
            (2.805, ""), (2.815, ""), (2.825, ""), (2.79, ""), (2.805, "31/12/2023"), (2.81, ""), (2.805, "x")))
        run = subprocess.run([programs.BIN / "qpv-batch", "--dataset", self.folder / "dataset", "-", "--compare", "2015,2024",
                              "--date-column", "date d'entrée", "--columns", "qpv,qpv_generation"], input=text.encode(), capture_output=True, check=False)
        self.assertEqual(0, run.returncode, run.stderr)
        rows = lists.parsed(run.stdout.decode())
        self.assertEqual(["sort", "reste", "entre", "hors", "sort", "reste", "à vérifier"], [row["qpv_evolution"] for row in rows])
        self.assertEqual(("non", "2024", "oui", "non"), tuple(list(rows[0].values())[3:7]))
        self.assertEqual(("oui", "2015", "oui", "non"), tuple(list(rows[4].values())[3:7]))

    def test_compared_days_are_judged_as_those_days_are(self):
        sources = ["--addresses", str(programs.SOURCE / "data/demo/adresses.csv"), "--fictitious",
                   "--territory", str(programs.SOURCE / "data/territory/territory.json")]
        for code, west in (("QP062001", 2.80), ("QN06201M", 2.81)):
            for name, box in ((code, (west, 50.42, west + 0.02, 50.44)), (code + "-around", (2.6, 50.3, 3.0, 50.5))):
                self.write(name + ".geojson", square(code, *box))
            sources += ["--perimeters", str(self.folder / f"{code}.geojson"), "--coverage", str(self.folder / f"{code}-around.geojson")]
        programs.import_dataset(sources, self.folder / "dataset")
        demo = (programs.SOURCE / "data/demo/adresses.csv").read_text(encoding="utf-8").splitlines()
        table = list(csv.DictReader((line for line in demo if not line.startswith("#")), delimiter=";"))[::7]
        text = "voie;cp;ville;insee\n" + "".join(
            f"{row['numero'] if i % 3 else ''} {row['nom_voie']};{row['code_postal'] if i % 2 else ''};{row['nom_commune']};{'62001' if i % 5 == 0 else ''}\n"
            for i, row in enumerate(table))

        def answers(*options):
            run = subprocess.run([programs.BIN / "qpv-batch", "--dataset", self.folder / "dataset", "-", "--columns", "qpv", *options],
                                 input=text.encode(), capture_output=True, check=False)
            self.assertEqual(0, run.returncode, run.stderr)
            return lists.parsed(run.stdout.decode())

        both = answers("--compare", "2015,2024")
        for name, day in (("qpv_2015", ["--date", "2023-12-31"]), ("qpv_2024", [])):
            self.assertEqual([row["qpv"] for row in answers(*day)], [row[name] for row in both])
        self.assertLessEqual({"entre", "sort", "hors"}, {row["qpv_evolution"] for row in both})

    def test_zeros_are_given_back_and_counted(self):
        run = self.batch("-", stdin=b"adresse;code postal\n1 rue Foch;1000\n")
        self.assertIn("perdu leur zéro : 1", run.stderr.decode())
        self.assertIn("« 01000 »", run.stderr.decode())
        self.assertIn(b"1 rue Foch;1000;", run.stdout)

    def test_formulas(self):
        text = f"adresse;note\n{INSIDE};=1+1\n{INSIDE};+33 3\n"
        self.assertIn(";=1+1;", self.answered(text))
        out = self.answered(text, "--neutralise")
        self.assertIn(";'=1+1;", out)
        self.assertIn(";+33 3;", out)

    def test_an_earlier_answer_is_replaced(self):
        text = f"adresse;qpv;qpv_code;note\n{INSIDE};non;;x\n"
        self.assertEqual(f"adresse;qpv;qpv_code;note\n{INSIDE};oui;QN06225M;x\n", self.answered(text))

    def test_an_earlier_answer_is_replaced_wherever_its_columns_are(self):
        text = f"qpv;Commentaire;qpv_code;qpv_quartier;adresse\nnon;x;QN0;Ailleurs;{INSIDE}\n"
        self.assertEqual(f"qpv;Commentaire;qpv_code;qpv_quartier;adresse\noui;x;QN06225M;Grande Résidence;{INSIDE}\n",
                         self.answered(text))

    def test_a_column_of_that_name_is_not_an_answer(self):
        header, row = self.answered(f"nom;adresse;qpv\nA;{INSIDE};vu le 3 mai\n").splitlines()
        self.assertTrue(header.startswith("nom;adresse;qpv;qpv;qpv_code;"), header)
        self.assertTrue(row.startswith(f"A;{INSIDE};vu le 3 mai;oui;QN06225M;"), row)
        self.assertEqual(f"{header}\n{row}\n", self.answered(f"{header}\n{row}\n"))

    def test_an_earlier_comparison_is_replaced(self):
        first = self.answered(f"adresse;note\n{INSIDE};x\n", "--compare", "2024")
        self.assertEqual(first, self.answered(first, "--compare", "2024"))
        moved = f"qpv_2024;qpv;note;qpv_code;adresse\nnon;non;x;;{INSIDE}\n"
        self.assertEqual(moved.replace("non;non;x;", "oui;oui;x;QN06225M"), self.answered(moved, "--compare", "2024"))
        self.assertEqual(moved.replace("non;non;x;", "non;oui;x;QN06225M"), self.answered(moved))
        later = self.answered(f"qpv;qpv_code;adresse\n;;{INSIDE}\n", "--compare", "2024").splitlines()
        self.assertEqual(["qpv;qpv_code;adresse;qpv_2024", f"oui;QN06225M;{INSIDE};oui"], later)

    def test_strict(self):
        doubtful = "adresse;x\nrue de nulle part 62300 Lens;1\n"
        self.answered(doubtful, "--strict", code=1)
        self.answered(doubtful)
        self.answered(f"adresse;x\n{INSIDE};1\n", "--strict")

    def test_sigville(self):
        text = "v1;v2;v3;v4;v5\nA1;62300;LENS;12 RESIDENCE DE LA REPUBLIQUE;12\nA2;62300;LENS;RUE DE NULLE PART;\n"
        rows = self.rows(text, "--format", "sigville")
        self.assertEqual("_IDENTIFIANT", next(iter(rows[0])))
        self.assertEqual(("A1", "OUI", "QN06225M", "QP", "62498", "OUI", "OUI", "100"),
                         tuple(rows[0][name] for name in ("_IDENTIFIANT", "LOCADR_REF", "CODE_QUARTIER", "TYPE_QUARTIER",
                                                          "CODE_COMMUNE_INSEE", "QP_BANDE_300", "QP_BANDE_500", "SCORE")))
        self.assertEqual(("A2", "", ""), (rows[1]["_IDENTIFIANT"], rows[1]["LOCADR_REF"], rows[1]["QP_BANDE_500"]))
        without = self.rows(text.partition("\n")[2], "--format", "sigville")
        self.assertEqual(rows, without)
        self.assertIn("cinq colonnes", self.refused("a;b\n1;2\n", "--format", "sigville"))

    def test_threads_do_not_change_a_byte(self):
        body = "".join(f"{n};{n % 40} Résidence de la République;62300;Lens\n" for n in range(5000))
        text = "id;adresse;cp;ville\n" + body
        one = self.answered(text, "--threads", "1")
        self.assertEqual(one, self.answered(text, "--threads", "4"))
        self.assertEqual([str(n) for n in range(5000)], [row["id"] for row in lists.parsed(one)])

    def test_summary(self):
        self.write("liste.csv", "adresse;ville\n" + f"{INSIDE};\n" * 40 + f"{OUTSIDE};\n" * 30 + "rue de rien;Avion\n" * 2)
        page = self.folder / "bilan.html"
        run = self.batch(self.folder / "liste.csv", "--summary", page)
        self.assertEqual(0, run.returncode, run.stderr)
        html = page.read_text(encoding="utf-8")
        self.assertIn("Grande Résidence", html)
        self.assertIn("Données fictives", html)
        self.assertIn("<svg", html)
        self.assertEqual(21, len(re.findall(r"<tr><th scope=\"row\">[^<]*</th><td>[^<]*QN062", html)))
        self.assertIn("Cité 2 / Sellier - Cité 4</th><td>QN06226M, QN06227M", html)
        self.assertIn("moins de 5", html)
        self.assertNotRegex(html, r"https?://|<script|src=")
        self.assertNotIn("nulle", html)
        self.assertNotIn("rue de rien", html)

    def test_help_and_errors_of_use(self):
        shown = subprocess.run([programs.BIN / "qpv-batch", "--help"], capture_output=True, check=True).stdout.decode()
        for option in ("--review", "--apply-review", "--summary", "--compare", "--neutralise", "--strict", "Exemples"):
            self.assertIn(option, shown)
        for wrong in (["--nope"], ["a.csv", "b.csv"], ["--format", "ods", "a"], ["--header", "x", "a"], ["--encoding", "x", "a"],
                      ["--delimiter", ";;", "a"], ["--compare", "deux", "a"], []):
            run = self.batch(*wrong)
            self.assertEqual(2, run.returncode, wrong)
            self.assertIn("voir qpv-batch --help", run.stderr.decode())

    def test_the_manual_names_every_option(self):
        shown = subprocess.run([programs.BIN / "qpv-batch", "--help"], capture_output=True, check=True).stdout.decode()
        manual = (programs.SOURCE / "tools/batch/qpv-batch.1").read_text(encoding="utf-8").replace("\\-", "-")
        for option in sorted(set(re.findall(r"--[a-z-]+", shown))):
            self.assertIn(option, manual)


if __name__ == "__main__":
    unittest.main()
