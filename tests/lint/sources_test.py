# SPDX-License-Identifier: EUPL-1.2
"""What every source has or lacks: licence line, format, size, explicit lists; and the scripts' shellcheck."""
import re
import shutil
import subprocess
import unittest

import project

MAX_LINES = 400
# Longer files, each with its reason; nothing else may grow past the limit.
LONG_FILES = {}


def findings(paths, pattern):
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(pattern, line):
                found.append(f"{project.name(path)}:{number}: {line.strip()}")
    return found


class Sources(unittest.TestCase):
    cpp = project.files(".h", ".cc")

    def test_name_their_licence_first(self):
        for path in self.cpp:
            with self.subTest(project.name(path)):
                self.assertTrue(path.read_text(encoding="utf-8").startswith("// SPDX-License-Identifier: EUPL-1.2\n"))
        for path in project.files(".py", ".js", ".mjs", ".css"):
            with self.subTest(project.name(path)):
                head = path.read_text(encoding="utf-8").splitlines()[:2]
                self.assertTrue(any("SPDX-License-Identifier: EUPL-1.2" in line for line in head))

    def test_headers_guard_themselves(self):
        for path in project.files(".h"):
            with self.subTest(project.name(path)):
                self.assertIn("\n#pragma once\n", path.read_text(encoding="utf-8"))

    def test_hold_one_thing(self):
        for path in self.cpp:
            lines = path.read_text(encoding="utf-8").count("\n")
            with self.subTest(project.name(path)):
                self.assertLessEqual(lines, LONG_FILES.get(project.name(path), MAX_LINES))

    # clang-tidy looks at several sources as one text (tools/tidy.py), where these two cannot be seen.
    def test_include_a_header_once(self):
        for path in self.cpp:
            included = re.findall(r'^\s*#\s*include\s+(\S+)', path.read_text(encoding="utf-8"), re.MULTILINE)
            with self.subTest(project.name(path)):
                self.assertEqual([], sorted(name for name in set(included) if included.count(name) > 1))

    def test_use_the_names_they_bring_in(self):
        for path in self.cpp:
            text = path.read_text(encoding="utf-8")
            brought = re.findall(r"^\s*using (?:\w+::)+(\w+);|^\s*namespace (\w+) =", text, re.MULTILINE)
            with self.subTest(project.name(path)):
                self.assertEqual([], [name for pair in brought for name in pair
                                      if name and len(re.findall(rf"\b{name}\b", text)) < 2])

    def test_leave_nothing_open(self):
        pattern = r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b"
        ours = [p for p in project.files(".h", ".cc", ".py", ".js", ".mjs", ".sh", ".cmake", ".css", ".html")]
        self.assertEqual([], findings(ours, pattern))

    def test_are_formatted(self):
        tool = shutil.which("clang-format-14")
        if tool is None:
            self.skipTest("no clang-format-14")
        run = subprocess.run([tool, "--dry-run", "-Werror", *map(str, self.cpp)],
                             cwd=project.ROOT, capture_output=True, text=True, check=False)
        self.assertEqual((0, ""), (run.returncode, run.stderr[:3000]))


class Build(unittest.TestCase):
    lists = [path for path in project.files() if path.name == "CMakeLists.txt" or path.suffix == ".cmake"]

    def test_lists_sources_explicitly(self):
        self.assertEqual([], findings(self.lists, r"\bGLOB(_RECURSE)?\b"))

    def test_sets_properties_on_targets_only(self):
        self.assertEqual([], findings(self.lists, r"^\s*(include_directories|link_libraries|add_definitions)\("))

    def test_names_every_source(self):
        """A .cc that no list names would never be compiled, and a test in it never run."""
        for path in project.files(".cc"):
            with self.subTest(project.name(path)):
                folder, parts = path.parent, [path.name]
                while not (folder / "CMakeLists.txt").is_file():
                    parts.insert(0, folder.name)
                    folder = folder.parent
                listed = re.split(r"[\s()\"]+", (folder / "CMakeLists.txt").read_text(encoding="utf-8"))
                self.assertTrue("/".join(parts) in listed, f"not in {project.name(folder / 'CMakeLists.txt')}")


class Scripts(unittest.TestCase):
    def test_pass_shellcheck(self):
        tool = shutil.which("shellcheck")
        if tool is None:
            self.skipTest("no shellcheck")
        scripts = project.scripts("bash") + project.scripts("sh")
        self.assertTrue(scripts)
        run = subprocess.run([tool, *map(str, scripts)], capture_output=True, text=True, check=False)
        self.assertEqual("", run.stdout)

    def test_can_be_run_and_stop_at_the_first_error(self):
        for path in project.scripts("bash"):
            with self.subTest(project.name(path)):
                self.assertTrue(path.stat().st_mode & 0o100)
                self.assertIn("\nset -euo pipefail\n", path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
