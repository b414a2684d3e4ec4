# SPDX-License-Identifier: EUPL-1.2
"""The rows to check: given out, filled in, given back."""
import csv
import io
import unittest

import lists
from lists import INSIDE

WEAK = "12 rue de la République"  # Lens has a Résidence and an Avenue of that name
LIST = ("nom;adresse;cp;ville\n"
        f"Martin;{WEAK};62300;Lens\n"
        f"Durand;{INSIDE.replace(' 62300 Lens', '')};62300;Lens\n"
        "Petit;14 Rue de la république;62300;LENS\n"
        "Noir;rue de nulle part;62300;Lens\n"
        "Blanc;12, RUE DE LA REPUBLIQUE ;62300;lens\n")


class Review(lists.Lists):
    def review(self, text=LIST):
        self.write("liste.csv", text)
        self.answer("liste.csv", "liste_qpv.csv", "--review", self.folder / "choix.csv")
        bytes_ = (self.folder / "choix.csv").read_bytes()
        self.assertTrue(bytes_.startswith(b"\xef\xbb\xbf"))
        return list(csv.DictReader(io.StringIO(bytes_.decode("utf-8-sig")), delimiter=";"))

    def answer(self, name, out, *options, code=0):
        run = self.batch(self.folder / name, "-o", self.folder / out, *options)
        self.assertEqual(code, run.returncode, run.stderr.decode())
        self.said = run.stderr.decode()
        return (self.folder / out).read_text(encoding="utf-8") if code == 0 else None

    def choose(self, groups, choices, name="choix.csv", encoding="utf-8-sig", delimiter=";"):
        for group in groups:
            group["choix"] = choices.get(group["groupe"], "")
        out = io.StringIO()
        writer = csv.DictWriter(out, list(groups[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(groups)
        self.write(name, out.getvalue().encode(encoding, errors="replace"))
        return self.folder / name

    def test_equal_addresses_are_one_group_and_a_street_stands_together(self):
        groups = self.review()
        self.assertEqual(["12 rue de la republique|62300|lens|", "14 rue de la republique|62300|lens|",
                          "rue de nulle part|62300|lens|"], [group["groupe"] for group in groups])
        self.assertEqual(["2, 6", "4", "5"], [group["lignes"] for group in groups])
        first = groups[0]
        self.assertEqual((WEAK, "62300 Lens", "adresse peu sûre", ""),
                         (first["adresse"], first["commune"], first["doute"], first["choix"]))
        self.assertEqual((INSIDE, "62498_0020_00012", "oui"),
                         (first["candidat_1"], first["identifiant_1"], first["qpv_1"]))
        self.assertNotIn("Martin", (self.folder / "choix.csv").read_text(encoding="utf-8"))

    def test_a_choice_settles_its_group(self):
        groups = self.review()
        choices = self.choose(groups, {groups[0]["groupe"]: "1", groups[2]["groupe"]: "0"})
        rows = lists.parsed(self.answer("liste.csv", "verifie.csv", "--apply-review", choices))
        self.assertEqual(["oui", "oui", "à vérifier", "introuvable", "oui"], [row["qpv"] for row in rows])
        self.assertEqual(INSIDE, rows[0]["qpv_adresse_trouvee"])
        self.assertIn("réglées par vos choix : 3", self.said)

    def test_of_an_answered_list_only_chosen_rows_change(self):
        groups = self.review()
        answered = (self.folder / "liste_qpv.csv").read_text(encoding="utf-8").split("\n")
        # What stands in another row is nobody's business here, quotes and all.
        answered[2] = answered[2].replace("oui", '"peut-être"', 1)
        answered[5] = answered[5].replace("à vérifier", "?", 1)
        self.write("liste_qpv.csv", "\n".join(answered))
        choices = self.choose(groups, {groups[1]["groupe"]: "1"})
        again = self.answer("liste_qpv.csv", "verifie.csv", "--apply-review", choices).split("\n")
        self.assertIn("1 lignes : 1 oui", self.said)
        self.assertIn("laissées telles quelles : 4", self.said)
        self.assertEqual(len(answered), len(again))
        for i, (before, after) in enumerate(zip(answered, again)):
            if i == 3:
                self.assertTrue(after.startswith("Petit;14 Rue de la république;62300;LENS;oui;QN06225M;"), after)
            else:
                self.assertEqual(before, after)

    def test_choices_settle_next_years_list(self):
        groups = self.review()
        choices = self.choose(groups, {groups[0]["groupe"]: "1"})
        rows = lists.parsed(self.answered("adresse;ville;cp;x\n12  rue de la REPUBLIQUE;Lens;62300;1\n", "--apply-review", choices))
        self.assertEqual("oui", rows[0]["qpv"])

    def test_a_file_that_another_program_saved(self):
        groups = self.review()
        choices = self.choose(groups, {groups[0]["groupe"]: " 1 "}, encoding="cp1252", delimiter="\t")
        rows = lists.parsed(self.answer("liste.csv", "verifie.csv", "--apply-review", choices))
        self.assertEqual("oui", rows[0]["qpv"])

    def test_an_address_that_is_not_found_any_more(self):
        groups = self.review()
        groups[0]["identifiant_1"] = "62498_9999_00012"
        choices = self.choose(groups, {groups[0]["groupe"]: "1"})
        rows = lists.parsed(self.answer("liste.csv", "verifie.csv", "--apply-review", choices))
        self.assertEqual("à vérifier", rows[0]["qpv"])
        self.assertIn("n’est plus trouvée : 2", self.said)

    def test_what_is_no_choice_names_row_and_column(self):
        groups = self.review()
        for choice in ("6", "x", "5"):
            choices = self.choose(groups, {groups[1]["groupe"]: choice})
            self.answer("liste.csv", "verifie.csv", "--apply-review", choices, code=2)
            self.assertIn("choix.csv : ligne 3, colonne « choix »", self.said)
        self.answer("liste.csv", "verifie.csv", "--apply-review", self.folder / "liste.csv", code=2)
        self.answer("liste.csv", "verifie.csv", "--apply-review", self.write("autre.csv", "a;b\n1;2\n"), code=2)
        self.assertIn("ce n’est pas un fichier de --review", self.said)
        self.assertNotIn("verifie.csv", self.names())

    def test_no_file_is_written_over_another(self):
        self.write("liste.csv", LIST)
        for options in (["-o", self.folder / "liste.csv"], ["--review", self.folder / "liste.csv"],
                        ["--summary", self.folder / "liste_qpv.csv"]):
            run = self.batch(self.folder / "liste.csv", *options)
            self.assertEqual(2, run.returncode)
            self.assertIn("par-dessus", run.stderr.decode())
        self.assertEqual(["liste.csv"], self.names())
        self.assertEqual(LIST, (self.folder / "liste.csv").read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
