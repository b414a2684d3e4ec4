# SPDX-License-Identifier: EUPL-1.2
"""JSON parses, and what the pages point to exists."""
import json
import re
import unittest

import project

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+\s+(.*)$", re.MULTILINE)


def anchors(text):
    """The names that headings get where Markdown is shown."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in HEADING.findall(text)}


class Text(unittest.TestCase):
    def test_json_parses(self):
        for path in project.files(".json", ".geojson"):
            with self.subTest(project.name(path)):
                json.loads(path.read_text(encoding="utf-8"))

    def test_links_between_pages_resolve(self):
        for path in project.files(".md"):
            for target in LINK.findall(path.read_text(encoding="utf-8")):
                if re.match(r"[a-z]+:", target):
                    continue
                file_part, _, anchor = target.partition("#")
                linked = (path.parent / file_part).resolve() if file_part else path
                with self.subTest(f"{project.name(path)} -> {target}"):
                    self.assertTrue(linked.exists())
                    if anchor:
                        self.assertIn(anchor, anchors(linked.read_text(encoding="utf-8")))

    def test_pages_name_files_that_exist(self):
        """`tools/run.sh` in a page is a promise too."""
        tops = "|".join(("cmake", "data", "docs", "geo", "service", "tests", "tools"))
        path_in_code = re.compile(rf"`((?:{tops})/[\w./-]+\.\w+)`")
        for path in project.files(".md"):
            if path.name == "CHANGELOG.md":
                continue
            for target in path_in_code.findall(path.read_text(encoding="utf-8")):
                with self.subTest(f"{project.name(path)} -> {target}"):
                    self.assertTrue((project.ROOT / target).exists())

    def test_text_files_end_their_last_line(self):
        text = (".h", ".cc", ".py", ".js", ".css", ".html", ".md", ".sh", ".cmake", ".txt", ".json", ".geojson")
        for path in project.files(*text):
            content = path.read_bytes()
            with self.subTest(project.name(path)):
                self.assertTrue(not content or content.endswith(b"\n"))
                self.assertNotIn(b"\r\n", content)


if __name__ == "__main__":
    unittest.main()
