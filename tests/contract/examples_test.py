# SPDX-License-Identifier: EUPL-1.2
"""The code that /docs shows is run as it stands there, but for the service's address: each language gets what curl gets."""
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import programs  # noqa: E402
import wire  # noqa: E402

BASE = "http://127.0.0.1:8080"
COMMANDS = {"curl": ["bash", "-c"], "python": [sys.executable, "-c"],
            "javascript": ["node", "--no-warnings", "--input-type=module", "-e"], "php": ["php", "-r"]}


class Examples(html.parser.HTMLParser):
    """[{language: code}, one an example]"""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self._language = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "details":
            self.found.append({})
        if tag == "pre":
            self._language = dict(attrs).get("data-language")

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre":
            self._language = None

    def handle_data(self, data: str) -> None:
        if self._language:
            self.found[-1][self._language] = self.found[-1].get(self._language, "") + data


def run(language: str, code: str) -> subprocess.CompletedProcess:
    code = code.removeprefix("<?php\n") if language == "php" else code
    code = code.replace("print_r(json_decode($answer, true));", "print($answer);")  # print_r is for people
    code = code.replace("curl ", "curl -sS ") if language == "curl" else code
    return subprocess.run([*COMMANDS[language], code], capture_output=True, text=True, timeout=60, check=False)


class Documentation(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory(prefix="qpv-docs-")
        cls.addClassCleanup(cls.folder.cleanup)
        home = pathlib.Path(cls.folder.name)
        programs.import_dataset(programs.EMBEDDED, home / "dataset")
        cls.server = programs.Server(home / "dataset", home / "log")
        cls.server.__enter__()
        cls.addClassCleanup(cls.server.__exit__)
        cls.page = wire.ask(cls.server.port, wire.request_bytes("GET", "/docs")).body.decode()
        cls.examples = Examples(cls.page).found

    def test_every_example_runs_in_every_language(self) -> None:
        tried = 0
        for number, example in enumerate(self.examples):
            here = {language: code.replace(BASE, f"http://127.0.0.1:{self.server.port}")
                    for language, code in example.items()}
            self.assertEqual({*COMMANDS, "powerquery"}, set(here))
            answers = {}
            for language in COMMANDS:
                with self.subTest(number=number, language=language):
                    if shutil.which(COMMANDS[language][0]) is None:
                        self.fail(f"{COMMANDS[language][0]} is not installed")
                    done = run(language, here[language])
                    self.assertEqual((0, ""), (done.returncode, done.stderr), here[language])
                    answers[language] = self.read(done.stdout)
                    self.assertEqual(answers["curl"], answers[language])
                    tried += 1
        self.assertGreater(tried, 40)

    @staticmethod
    def read(text: str) -> object:
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            return text.rstrip("\n")

    def test_power_query_says_the_same_request(self) -> None:
        """There is no Power Query here: its text is read for its brackets, its quotes and its parts."""
        for example in self.examples:
            code = example["powerquery"]
            bare = re.sub(r'"(?:[^"]|"")*"', '""', code)
            self.assertEqual((bare.count("["), bare.count("("), bare.count("{")),
                             (bare.count("]"), bare.count(")"), bare.count("}")), code)
            self.assertNotIn('"', bare.replace('""', ""))
            self.assertRegex(bare, r'^let\n    Source = (Json\.Document|Text\.FromBinary)\(Web\.Contents\("", \[')
            self.assertRegex(code, r'RelativePath = "[^/"]')
            self.assertEqual("-X" in example["curl"] or "--data-binary" in example["curl"], "Content = " in code)

    def test_every_operation_has_its_place(self) -> None:
        described = json.loads((programs.SOURCE / "service/openapi.json").read_text(encoding="utf-8"))
        for path, item in described["paths"].items():
            for method in {"get", "post"} & set(item):
                heading = f'id="{item[method]["operationId"]}"><code>{method.upper()} {path}<'
                self.assertTrue(heading in self.page, heading)

    def test_loads_nothing_from_elsewhere(self) -> None:
        self.assertEqual([], re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', self.page))
        self.assertFalse("<script" in self.page)


if __name__ == "__main__":
    unittest.main()
