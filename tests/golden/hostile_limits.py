# SPDX-License-Identifier: EUPL-1.2
"""What the cage around the importer grants, and what happens beyond it."""
import os
import struct
import zipfile

from forge import collection, feature
from hostile_case import case, good, put, shp
from hostile_shapes import scribbled


@case("--memory-limit trop bas", program_limits=False)
def memory(d):
    path = put(d, "essai.geojson", "{")
    os.truncate(path, 200 << 20)
    return ["--memory-limit", "64", "--perimeters", path]

@case("--cpu-limit trop bas")
def computing_time(d):
    """Shapes that can each be mended within the time that one gets; there are many."""
    ring = scribbled(100)
    text = collection(*[feature(f"QN062{i:02}{letter}", ring=ring) for i in range(100) for letter in "ABCDEFGHIJ"])
    return ["--cpu-limit", "1", "--perimeters", put(d, "essai.geojson", text)]

@case("64")
def memory_limit_of_nothing(d): return ["--memory-limit", "0", "--perimeters", good(d)]

@case("de 1 à")
def cpu_limit_of_nothing(d): return ["--cpu-limit", "0", "--perimeters", good(d)]

@case("mal employée")
def limit_that_is_no_number(d): return ["--memory-limit", "beaucoup", "--perimeters", good(d)]

@case("sommets")
def one_shape_of_too_many_vertices(d):
    half = 600_000
    there = [(686000 + 0.001 * i, 7036000) for i in range(half)]
    back = [(x, 7037000) for x, _ in reversed(there)]
    return shp(d, shapes=[[there + back + there[:1]]])

@case("bombe")
def overlapping_entries(d):
    """Each entry alone is modest; that all of them are the same few bytes makes the bomb."""
    one = d / "un.zip"
    with zipfile.ZipFile(one, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(zipfile.ZipInfo("0000.txt"), b"\0" * (1 << 20), zipfile.ZIP_DEFLATED)
    data = one.read_bytes()
    at = data.find(b"PK\x01\x02")
    local, header = data[:at], data[at:data.find(b"PK\x05\x06")]
    count = 500
    directory = b"".join(header.replace(b"0000.txt", b"%04d.txt" % i) for i in range(count))
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(directory), len(local), 0)
    return put(d, "essai.zip", local + directory + end)
