#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Draws data/territory/coverage.geojson: one coarse polygon that stays inside the agglomération.

    tools/draw_coverage.py CONTOURS.geojson > data/territory/coverage.geojson
    tools/draw_coverage.py CONTOURS.geojson --check data/territory/coverage.geojson

CONTOURS holds the communes' polygons (WGS84). The drawing keeps 60 m away from the agglomération's
limit, has few vertices on a grid of 0.0001 degree, and takes as much ground as it then can: it
begins with the ground more than 60 m inside, drops vertices while that costs the least area, and
moves the rest outwards. Deterministic; takes some minutes. --check measures a drawing and fails
under the promises. Needs GEOS's C library (the build packages bring it) and nothing else.
"""
import argparse
import ctypes
import json
import math
import random
import sys

MARGIN_M = 60.0
PROMISED_MARGIN_M = 50.0
PROMISED_SHARE = 0.93
VERTICES = 78
GRID = 1e-4
LAT0 = 50.43
M_PER_LAT = 111_229.0  # at 50.4° N on the WGS84 ellipsoid
M_PER_LON = 111_412.9 * math.cos(math.radians(LAT0)) - 93.5 * math.cos(math.radians(3 * LAT0))


class Geos:
    """The dozen calls needed, geometry as pointers that live until the program ends."""

    def __init__(self):
        self.lib = ctypes.CDLL("libgeos_c.so.1")
        self.lib.initGEOS.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        self.lib.initGEOS(None, None)
        pointer, double = ctypes.c_void_p, ctypes.c_double
        signatures = {
            "GEOSWKTReader_create": ([], pointer), "GEOSWKTReader_read": ([pointer, ctypes.c_char_p], pointer),
            "GEOSUnaryUnion": ([pointer], pointer), "GEOSGetExteriorRing": ([pointer], pointer),
            "GEOSBuffer": ([pointer, double, ctypes.c_int], pointer),
            "GEOSIntersection": ([pointer, pointer], pointer), "GEOSBoundary": ([pointer], pointer),
            "GEOSPrepare": ([pointer], pointer), "GEOSisValid": ([pointer], ctypes.c_char),
            "GEOSPreparedCovers": ([pointer, pointer], ctypes.c_char),
            "GEOSGeom_getCoordSeq": ([pointer], pointer), "GEOSGetNumGeometries": ([pointer], ctypes.c_int),
            "GEOSGetGeometryN": ([pointer, ctypes.c_int], pointer),
            "GEOSCoordSeq_getSize": ([pointer, ctypes.POINTER(ctypes.c_uint)], ctypes.c_int),
            "GEOSCoordSeq_getXY": ([pointer, ctypes.c_uint] + [ctypes.POINTER(double)] * 2, ctypes.c_int),
            "GEOSArea": ([pointer, ctypes.POINTER(double)], ctypes.c_int),
            "GEOSDistance": ([pointer, pointer, ctypes.POINTER(double)], ctypes.c_int),
        }
        for name, (arguments, result) in signatures.items():
            function = getattr(self.lib, name)
            function.argtypes, function.restype = arguments, result
        self.reader = self.lib.GEOSWKTReader_create()

    def read(self, wkt):
        return self.lib.GEOSWKTReader_read(self.reader, wkt.encode())

    def polygons(self, multi):
        rings = (ring_text(ring) for polygon in multi for ring in polygon[:1])
        return self.lib.GEOSUnaryUnion(self.read("MULTIPOLYGON(" + ",".join(f"({r})" for r in rings) + ")"))

    def without_holes(self, area):
        """The contours are generalised commune by commune: slivers gape between neighbours."""
        return self.read("POLYGON(" + ring_text(closed(self.largest_ring(area))) + ")")

    def number(self, function, *geometries):
        value = ctypes.c_double()
        getattr(self.lib, function)(*geometries, ctypes.byref(value))
        return value.value

    def area(self, geometry):
        return self.number("GEOSArea", geometry)

    def largest_ring(self, geometry):
        parts = [self.lib.GEOSGetGeometryN(geometry, i) for i in range(self.lib.GEOSGetNumGeometries(geometry))]
        sequence = self.lib.GEOSGeom_getCoordSeq(self.lib.GEOSGetExteriorRing(max(parts, key=self.area)))
        size, x, y, ring = ctypes.c_uint(), ctypes.c_double(), ctypes.c_double(), []
        self.lib.GEOSCoordSeq_getSize(sequence, ctypes.byref(size))
        for i in range(size.value - 1):
            self.lib.GEOSCoordSeq_getXY(sequence, i, ctypes.byref(x), ctypes.byref(y))
            ring.append((x.value, y.value))
        return ring

    def covers_line(self, prepared, points):
        line = self.read("LINESTRING(" + ",".join(f"{x} {y}" for x, y in points) + ")")
        return self.lib.GEOSPreparedCovers(prepared, line) == b"\x01"


def ring_text(ring):
    return "(" + ",".join(f"{x!r} {y!r}" for x, y in ring) + ")"


def closed(ring):
    return ring + ring[:1]


def metres(point):
    return point[0] * M_PER_LON, point[1] * M_PER_LAT


def read_multipolygon(path):
    with open(path, encoding="utf-8") as file:
        features = json.load(file)["features"]
    multi = []
    for feature in features:
        geometry = feature["geometry"]
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        multi += [[[metres(point) for point in ring] for ring in part] for part in parts]
    return multi


def cross(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def area_of(ring):
    return sum(cross((0, 0), ring[i - 1], ring[i]) for i in range(len(ring))) / 2


def in_triangle(p, a, b, c):
    signs = [cross(a, b, p), cross(b, c, p), cross(c, a, p)]
    return all(s >= 0 for s in signs) or all(s <= 0 for s in signs)


def simplify(ring, fits):
    """Drops vertices, cheapest area first, until VERTICES are left. `fits(edge)`: it stays inside."""
    if area_of(ring) < 0:
        ring = ring[::-1]
    while len(ring) > VERTICES:
        costs = sorted((cross(ring[i - 1], ring[i], ring[(i + 1) % len(ring)]), i) for i in range(len(ring)))
        for _, i in costs:
            a, v, b = ring[i - 1], ring[i], ring[(i + 1) % len(ring)]
            clear = not any(in_triangle(p, a, v, b) for p in ring if p not in (a, v, b))
            if clear and fits((a, b)):
                del ring[i]
                break
        else:
            break
    return ring


def on_grid(point):
    return round(point[0] / M_PER_LON / GRID) * GRID * M_PER_LON, round(point[1] / M_PER_LAT / GRID) * GRID * M_PER_LAT


def spread(ring, fits, geos):
    """Puts every vertex on the grid, then moves them about, keeping what gains area and fits."""
    ring, source = list(ring), random.Random(20240101)

    def try_move(i, point, must_gain):
        a, b = ring[i - 1], ring[(i + 1) % len(ring)]
        gain = cross(a, point, b) - cross(a, ring[i], b)
        if (gain <= 0 and must_gain) or not fits((a, point)) or not fits((point, b)):
            return False
        moved = ring[:i] + [point] + ring[i + 1:]
        valid = geos.lib.GEOSisValid(geos.read("POLYGON(" + ring_text(closed(moved)) + ")"))
        if valid == b"\x01":
            ring[i] = point
        return valid == b"\x01"

    for i, start in enumerate(list(ring)):
        steps = ((0, 0), *((source.gauss(0, 2 + k / 20), source.gauss(0, 2 + k / 20)) for k in range(800)))
        grid_steps = (on_grid((start[0] + dx * 7, start[1] + dy * 11)) for dx, dy in steps)
        if not any(try_move(i, point, False) for point in grid_steps):
            sys.exit("error: a vertex found no place on the grid")
    for round_ in range(200):
        reach = 60 if round_ < 100 else 10
        for i in range(len(ring)):
            x, y = ring[i]
            try_move(i, on_grid((x + source.gauss(0, reach), y + source.gauss(0, reach))), True)
    return ring


def report(geos, union, ring_multi):
    drawing = geos.polygons(ring_multi)
    share = geos.area(drawing) / geos.area(union)
    inside = geos.lib.GEOSPreparedCovers(geos.lib.GEOSPrepare(union), drawing) == b"\x01"
    gap = geos.number("GEOSDistance", drawing, geos.lib.GEOSBoundary(union))
    vertices = sum(len(ring) - 1 for polygon in ring_multi for ring in polygon)
    print(f"{vertices} vertices, {share:.2%} of the agglomération, inside: {inside}, "
          f"{gap:.0f} m from its limit at the nearest", file=sys.stderr)
    return inside and gap >= PROMISED_MARGIN_M and share >= PROMISED_SHARE


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("contours")
    parser.add_argument("--check", metavar="DRAWING")
    options = parser.parse_args()

    geos = Geos()
    union = geos.without_holes(geos.polygons(read_multipolygon(options.contours)))
    if options.check:
        sys.exit(0 if report(geos, union, read_multipolygon(options.check)) else 1)

    allowed = geos.lib.GEOSBuffer(union, -MARGIN_M, 2)
    prepared = geos.lib.GEOSPrepare(allowed)

    def fits(line):
        return geos.covers_line(prepared, line)

    ring = simplify(geos.largest_ring(geos.lib.GEOSBuffer(union, -MARGIN_M - 1, 2)), fits)
    ring = closed(spread(ring, fits, geos))
    if not report(geos, union, [[ring]]):
        sys.exit("error: the drawing does not keep its promises")

    coordinates = ", ".join(f"[{x / M_PER_LON:.4f}, {y / M_PER_LAT:.4f}]" for x, y in ring)
    print(f"""{{"type": "FeatureCollection",
"name": "coverage_lens_lievin",
"title": "Terrain de l'agglomération de Lens-Liévin où les périmètres de 2024 sont tous connus",
"status": "own drawing, coarse: tracé grossier, en retrait de la limite de l'agglomération ; ce n'est pas une limite administrative",
"origin": "own drawing by tools/draw_coverage.py, kept inside the communes' contours (IGN, INSEE)",
"licence": "Licence Ouverte 2.0 (Etalab)",
"features": [
{{"type": "Feature", "properties": {{"name": "Lens-Liévin", "generation": 2024}}, "geometry": {{"type": "Polygon", "coordinates": [[{coordinates}]]}}}}
]}}""")


if __name__ == "__main__":
    main()
