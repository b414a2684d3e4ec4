# SPDX-License-Identifier: EUPL-1.2
"""Every sentence that a resident may read has its pair in each language, and no pair is left over."""
import json
import re
import unittest

from project import ROOT

LITERAL = r'"(?:[^"\\]|\\.)*"'
LITERALS = rf"((?:{LITERAL}\s*)+)"
# How the code says a sentence: by the language itself, or through a function or constant that hands it on.
SAID = re.compile(r"(?:\blanguage\(|\.say\(|\bsentence\(|\bway\(|\badd\(|\byes\(|\bno\(|\bto_check\(|kIndicative =|kFictitious =|"
                  r"perimeters,|refusal\.detail =|\brefuse\(\"\w+\",|\btyped\(form\.\w+, \"\w+\",)\s*" + LITERALS)
CHOSEN = re.compile(r"(?:\blanguage(?:\.say)?\(\s*[\w.()> -]+?|\breturn manifest\.official)\s*\?\s*" + LITERALS
                    + r":\s*" + LITERALS)
OUTCOME = re.compile(rf"(?:constexpr Outcome \w+|return )\{{{LITERAL},\s*({LITERAL}),\s*({LITERAL})?")
FILES = ["address_text.h", "address_text.cc", "answer.h", "answer.cc", "answer_parts.h", "answer_parts.cc", "contact.cc",
         "form_answer.cc", "neighbours.cc", "page_parts.cc", "rights.cc", "sheet.cc", "widget.cc"]
TEMPLATES = ["sheet.html", "widget.html", "widget_field.html"]


def joined(literals):
    return "".join(json.loads(each) for each in re.findall(LITERAL, literals))


def sentences():
    found = set()
    for name in FILES:
        code = (ROOT / "service/handlers" / name).read_text(encoding="utf-8")
        for pattern in (SAID, CHOSEN, OUTCOME):
            for match in pattern.finditer(code):
                found |= {joined(group) for group in match.groups() if group}
    for name in TEMPLATES:
        found |= set(re.findall(r"\[\[(.*?)\]\]", (ROOT / "service/web" / name).read_text(encoding="utf-8")))
    territory = json.loads((ROOT / "data/territory/territory.json").read_text(encoding="utf-8"))
    for right in territory["rights"]:
        found |= {right["title"], right["text"]}
    return found - {""}


class Languages(unittest.TestCase):
    books = {path.name: json.loads(path.read_text(encoding="utf-8"))
             for path in sorted((ROOT / "service/web").glob("language.*.json"))}

    def test_there_are_three(self):
        self.assertEqual(["ar", "en", "pl"], [book["code"] for book in self.books.values()])

    def test_every_sentence_has_its_pair(self):
        said = sentences()
        self.assertGreater(len(said), 100)
        for name, book in self.books.items():
            known = {phrase["fr"] for phrase in book["phrases"]}
            with self.subTest(name):
                self.assertEqual([], sorted(said - known))
                self.assertEqual([], sorted(known - said))

    def test_nothing_is_left_in_french(self):
        same = {"Version {}.", "Source\u00a0: {}"}
        for name, book in self.books.items():
            for phrase in book["phrases"]:
                with self.subTest(f"{name}: {phrase['fr']}"):
                    self.assertTrue(phrase["text"].strip())
                    self.assertTrue(phrase["text"] != phrase["fr"] or phrase["fr"] in same)

    def test_markup_is_that_of_the_french_sentence(self):
        tags = re.compile(r"<(/?\w+(?: href=\"[^\"]*\")?)")
        for name, book in self.books.items():
            for phrase in book["phrases"]:
                with self.subTest(f"{name}: {phrase['fr']}"):
                    ours = [tag for tag in tags.findall(phrase["text"]) if tag.strip("/") != "bdi"]
                    self.assertEqual(tags.findall(phrase["fr"]), ours)

    def test_no_one_has_read_them_again(self):
        """Whoever signs a translation changes `reviewed`, and this line."""
        self.assertEqual([False] * 3, [book["reviewed"] for book in self.books.values()])


class Rights(unittest.TestCase):
    def test_each_has_a_source_and_its_days(self):
        territory = json.loads((ROOT / "data/territory/territory.json").read_text(encoding="utf-8"))
        for right in territory["rights"]:
            with self.subTest(right["title"]):
                self.assertEqual({"title", "text", "from", "to", "source"}, set(right))
                self.assertTrue(right["source"])
                self.assertTrue(right["from"])
                self.assertLessEqual(right["from"], right["to"] or "9999-12-31")


if __name__ == "__main__":
    unittest.main()
