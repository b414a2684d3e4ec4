# SPDX-License-Identifier: EUPL-1.2
"""The Dockerfile, as far as it can be read without building it."""
import fnmatch
import re
import shlex
import unittest

from project import ROOT


def instructions():
    """[(name, arguments)], continued lines joined, comments left out."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [tuple(line.split(None, 1)) for line in joined.splitlines()]


def ignored():
    return [line.strip() for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
            if line.strip() and not line.startswith("#")]


class Dockerfile(unittest.TestCase):
    steps = instructions()

    def arguments(self, name):
        return [arguments for step, arguments in self.steps if step == name]

    def test_uses_known_instructions(self):
        known = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "EXPOSE", "USER", "STOPSIGNAL", "HEALTHCHECK",
                 "ENTRYPOINT", "CMD", "LABEL"}
        self.assertEqual(set(), {step for step, _ in self.steps} - known)

    def test_pins_its_base_by_tag(self):
        for arguments in self.arguments("FROM"):
            self.assertEqual("debian:12-slim", arguments.split()[0])

    def test_copies_what_exists_and_is_not_ignored(self):
        for arguments in self.arguments("COPY"):
            words = shlex.split(arguments)
            if words[0].startswith("--from="):
                self.assertEqual("--from=build", words[0])
                continue
            for source in words[:-1]:
                with self.subTest(source):
                    self.assertTrue((ROOT / source).exists())
                    self.assertFalse([p for p in ignored() if fnmatch.fnmatch(source, p)])

    def test_runs_scripts_that_exist(self):
        scripts = re.findall(r"[\w./-]+\.sh", " ".join(self.arguments("RUN")))
        self.assertTrue(scripts)
        for script in scripts:
            self.assertTrue((ROOT / "tools" / script.rsplit("/", 1)[-1]).exists(), script)

    def test_sends_no_build_tree_and_no_history(self):
        self.assertLessEqual({".git", "build"}, set(ignored()))

    def test_does_not_run_as_root(self):
        last = [i for i, (step, _) in enumerate(self.steps) if step == "FROM"][-1]
        users = [arguments for step, arguments in self.steps[last:] if step == "USER"]
        self.assertEqual(1, len(users))
        self.assertRegex(users[0], r"^[1-9]\d*:[1-9]\d*$")

    def test_asks_its_own_health_and_serves_directly(self):
        (health,) = self.arguments("HEALTHCHECK")
        self.assertIn('CMD ["qpv-server", "--healthcheck"]', health)
        self.assertEqual(['["qpv-server"]'], self.arguments("ENTRYPOINT"))

    def test_installs_into_the_paths_it_serves_from(self):
        environment = dict(word.split("=", 1) for a in self.arguments("ENV") for word in shlex.split(a))
        targets = [shlex.split(a)[-1] for a in self.arguments("COPY")]
        self.assertIn(environment["QPV_DATASET"], targets)


if __name__ == "__main__":
    unittest.main()
