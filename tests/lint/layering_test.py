# SPDX-License-Identifier: EUPL-1.2
"""Who may include what. The rules are the two tables; docs/ARCHITECTURE.md gives their reasons."""
import re
import unittest

import project

# A library is known by how its headers are named. One that is missing here is a finding.
LIBRARIES = {
    "tl": r"tl/expected\.hpp",
    "fmt": r"fmt/.*",
    "boost": r"boost/(geometry|math|container|iterator|intrusive|algorithm|crc)[/.].*",
    "beast": r"boost/(beast|asio)[/.].*",
    "rapidjson": r"rapidjson/.*",
    "gdal": r"(gdal|ogr|ogrsf_frmts|ogr_api|ogr_srs_api|cpl_\w+)\.h",
    "geos": r"geos_c\.h",
    "zip": r"zip\.h",
    "expat": r"expat\.h",
    "sqlite": r"sqlite3\.h",
    "seccomp": r"seccomp\.h",
    "openssl": r"openssl/.*",
    "cli11": r"CLI/.*",
    "spdlog": r"spdlog/.*",
    "prometheus": r"prometheus/.*",
    "utf8proc": r"utf8proc\.h",
    "zlib": r"zlib\.h",
    "gtest": r"g(test|mock)/.*",
    "proj": r"(geodesic|proj)\.h",
    "posix": r"((sys|arpa|net|netinet)/\w+|unistd|fcntl|iconv|poll|sched|signal|dirent|pthread|malloc)\.h",
    "std-io": r"(filesystem|fstream|iostream|cstdio)",
    "std-thread": r"(thread|mutex|shared_mutex|condition_variable|future)",
    "std": r"[a-z_0-9]+",
}

# The longest entry that a file's path begins with rules it: what of ours it may include (prefixes),
# and which libraries beside tl, fmt and the plain standard library.
RULES = {
    # Knows no file, thread, clock or network: it will also be compiled for a browser.
    "geo/core/": (["geo/core/"], ["boost"]),
    "geo/json/": (["geo/core/", "geo/address/", "geo/json/"], ["rapidjson"]),
    "geo/address/": (["geo/core/", "geo/address/"], ["utf8proc", "boost"]),
    "geo/table/": (["geo/core/", "geo/table/"], []),
    "geo/workbook/": (["geo/core/", "geo/workbook/"], ["zip", "expat", "posix", "std-io"]),
    # geo/json: only the decoder of one line of addok's file.
    "geo/ban/": (["geo/core/", "geo/ban/", "geo/address/address_id.h", "geo/address/address_row.h", "geo/json/ban_record.h"],
                 ["zlib", "std-io"]),
    # geo/json: only the check of a GeoJSON text before GDAL's recursive parser sees it.
    "geo/ogr/": (["geo/core/", "geo/ogr/", "geo/json/geojson_check.h"],
                 ["gdal", "geos", "zip", "sqlite", "posix", "std-io", "std-thread"]),
    "geo/dataset/": (["geo/"], ["openssl", "posix", "std-io", "std-thread"]),
    # Lists, wherever they come from: no file, no clock.
    "geo/batch/": (["geo/core/", "geo/json/", "geo/address/", "geo/table/", "geo/dataset/dataset.h", "geo/dataset/decide.h",
                    "geo/batch/"], ["std-thread"]),
    "service/http/": (["geo/core/", "geo/json/problem.h", "service/http/"],
                      ["beast", "boost", "zlib", "posix", "std-io", "std-thread"]),
    # Of the HTTP library, only what is plain values: no socket, no Beast.
    "service/handlers/": (["geo/core/", "geo/json/", "geo/address/", "geo/table/", "geo/dataset/dataset.h", "geo/dataset/decide.h",
                           "geo/ogr/validity.h", "service/clock.h", "service/crew.h",
                           "service/handlers/", "service/http/held_budget.h", "service/http/message.h", "service/http/problem.h",
                           "service/http/media_type.h", "service/http/multipart.h", "service/http/streamed.h", "service/http/target.h"], ["boost"]),
    "service/config": (["geo/core/", "service/"], ["cli11", "std-io", "std-thread"]),
    "service/metrics.": (["geo/core/", "geo/json/", "service/"], ["prometheus", "std-thread"]),
    "service/": (["geo/core/", "geo/json/", "geo/dataset/", "service/"],
                 ["spdlog", "posix", "std-io", "std-thread"]),
    "tools/": (["geo/", "tools/"], ["cli11", "posix", "seccomp", "std-io"]),
    "tools/batch/": (["geo/", "tools/"], ["cli11", "posix", "std-io", "std-thread"]),
    "tests/": (["geo/", "service/", "tools/", "tests/"], list(LIBRARIES)),
}
EVERYWHERE = {"tl", "fmt", "std"}

# What a header may include once another folder includes it: a dependency does not leave its folder.
SHOWN = {"tl", "std", "std-io", "std-thread", "posix"}

INCLUDE = re.compile(r'^\s*#\s*include\s+(?:<([^>]+)>|"([^"]+)")', re.MULTILINE)


def library_of(header):
    return next((name for name, pattern in LIBRARIES.items() if re.fullmatch(pattern, header)), None)


def rule_of(path):
    prefix = max((p for p in RULES if path.startswith(p)), key=len, default=None)
    return RULES.get(prefix)


def includes_of(text):
    """(libraries' headers, our headers)"""
    found = INCLUDE.findall(text)
    return [angled for angled, _ in found if angled], [quoted for _, quoted in found if quoted]


def folder_of(path):
    return path.rsplit("/", 1)[0]


def check(sources):
    """Findings over {path: text}, as sentences."""
    findings = []
    for path, text in sources.items():
        rule = rule_of(path)
        if rule is None:
            findings.append(f"{path}: its folder has no rule")
            continue
        ours_allowed, libraries_allowed = rule
        angled, quoted = includes_of(text)
        for header in angled:
            library = library_of(header)
            if library is None:
                findings.append(f"{path}: <{header}> belongs to no library of the table")
            elif library not in EVERYWHERE and library not in libraries_allowed:
                findings.append(f"{path}: <{header}> ({library}) may not be included here")
        for header in quoted:
            if header not in sources:
                findings.append(f'{path}: "{header}" is not a path from the top of the project')
            elif not any(header.startswith(prefix) for prefix in ours_allowed):
                findings.append(f'{path}: "{header}" may not be included here')
        if not path.startswith("tests/"):
            findings += shown(path, sources)
    return findings


def shown(path, sources):
    """Libraries that reach `path` through the headers of other folders."""
    findings, waiting, seen = [], [path], {path}
    while waiting:
        current = waiting.pop()
        angled, quoted = includes_of(sources[current])
        if folder_of(current) != folder_of(path):
            findings += [f"{path}: {current} brings <{header}> with it"
                         for header in angled if library_of(header) not in SHOWN]
        for header in quoted:
            if header in sources and header not in seen:
                seen.add(header)
                waiting.append(header)
    return findings


class Layering(unittest.TestCase):
    def test_the_project_keeps_the_rules(self):
        sources = {project.name(path): path.read_text(encoding="utf-8") for path in project.files(".h", ".cc")}
        self.assertTrue(sources)
        self.assertEqual([], check(sources))

    def test_includes_have_no_cycle(self):
        graph = {project.name(path): includes_of(path.read_text(encoding="utf-8"))[1]
                 for path in project.files(".h")}
        done = set()

        def walk(header, trail):
            self.assertNotIn(header, trail, " -> ".join([*trail, header]))
            if header not in done:
                for next_header in graph.get(header, []):
                    walk(next_header, [*trail, header])
                done.add(header)

        for header in graph:
            walk(header, [])


class PlantedViolations(unittest.TestCase):
    """The check itself sees what it is there to see."""

    def assert_found(self, path, line, *, also=None):
        sources = {path: line + "\n", **(also or {})}
        self.assertTrue(check(sources), f"{path} with {line} passed")

    def test_a_library_outside_its_folder(self):
        self.assert_found("geo/core/a.cc", "#include <gdal.h>")
        self.assert_found("geo/core/a.cc", "#include <fstream>")
        self.assert_found("geo/core/a.cc", "#  include <boost/asio/post.hpp>")
        self.assert_found("geo/ogr/a.cc", "#include <rapidjson/document.h>")
        self.assert_found("service/handlers/a.cc", "#include <boost/beast/core.hpp>")
        self.assert_found("service/http/a.cc", "#include <CLI/CLI.hpp>")
        self.assert_found("geo/dataset/a.cc", "#include <spdlog/spdlog.h>")

    def test_a_layer_that_looks_up(self):
        handler = {"service/handlers/point.h": ""}
        self.assert_found("geo/core/a.cc", '#include "service/handlers/point.h"', also=handler)
        self.assert_found("tools/a.cc", '#include "service/handlers/point.h"', also=handler)
        self.assert_found("geo/json/a.cc", '#include "geo/ogr/b.h"', also={"geo/ogr/b.h": ""})

    def test_a_dependency_that_leaves_its_folder(self):
        self.assert_found("geo/dataset/a.cc", '#include "geo/ogr/b.h"',
                          also={"geo/ogr/b.h": '#include "geo/ogr/c.h"\n', "geo/ogr/c.h": "#include <gdal.h>\n"})

    def test_what_no_table_knows(self):
        self.assert_found("geo/core/a.cc", "#include <nlohmann/json.hpp>")
        self.assert_found("elsewhere/a.cc", "#include <string>")
        self.assert_found("geo/core/a.cc", '#include "types.h"', also={"geo/core/types.h": ""})

    def test_what_is_allowed_passes(self):
        self.assertEqual([], check({"geo/ogr/a.cc": "#include <gdal.h>\n#include <string>\n"}))


if __name__ == "__main__":
    unittest.main()
