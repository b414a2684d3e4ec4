#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Broken and hostile inputs for qpv-import, each made here. Every one must be refused with exit code 2
and one line that names it, in under 5 s and 512 MB, and leave the dataset that was there as it was.

    hostile.py QPV_IMPORT [--no-limits] [name...]
"""
import json
import os
import shutil
import signal
import sqlite3
import struct
import sys
import tempfile
import threading
import time
from pathlib import Path

import forge
from forge import DEGREES, LAMBERT_93, METRES, WGS_84, collection, feature, moved, row, shapefile

SECONDS, MEGABYTES = 5.0, 512
CASES = {}


def case(expected, function=None):
    """Registers a maker: folder -> the file to import, or the whole argument list."""
    def register(make):
        CASES[make.__name__] = (expected, make)
        return make
    return register(function) if function else register


def put(folder, name, data):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def shp(folder, **members):
    return forge.write_shapefile(folder, "essai", shapefile(**members))


def changed(folder, change, **members):
    """A good shapefile whose members are then changed."""
    files = shapefile(**members)
    change(files)
    return forge.write_shapefile(folder, "essai", files)


# Fields, codes and coordinate systems

@case("aucun champ de code")
def no_code_field(d): return shp(d, fields=["identifiant", "lib_qp", "insee_com", "lib_com", "siren_epci"])

@case("aucun champ de code")
def no_code_field_geojson(d): return put(d, "essai.geojson", collection(feature(None)))

@case("il manque son .prj")
def no_prj(d): return shp(d, prj=None)

@case("système de coordonnées")
def unparsable_prj(d): return shp(d, prj="PROJCS[\"n'importe quoi\",")

@case("système de coordonnées")
def local_prj(d): return shp(d, prj='LOCAL_CS["plan de chantier",UNIT["Meter",1.0]]')

@case("système de coordonnées")
def unknown_crs_geojson(d):
    return put(d, "essai.geojson", collection(feature(), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::999999"}}))

@case("sont des mètres")
def metres_labelled_as_degrees(d): return shp(d, prj=WGS_84)

@case("sont des mètres")
def metres_labelled_as_degrees_geojson(d): return put(d, "essai.geojson", collection(feature(ring=METRES)))

@case("semblent des degrés")
def degrees_labelled_as_metres(d): return shp(d, shapes=[[DEGREES]])

@case("échangées")
def latitude_first(d): return put(d, "essai.geojson", collection(feature(ring=[(y, x) for x, y in DEGREES])))

@case("hors de France")
def in_spain(d): return put(d, "essai.geojson", collection(feature(ring=moved(DEGREES, -6.0, -10.0))))

@case("La Réunion")
def overseas_code_in_lens(d): return put(d, "essai.geojson", collection(feature("QN97401M")))

@case("France hexagonale")
def metropolitan_code_overseas(d): return put(d, "essai.geojson", collection(feature(ring=moved(DEGREES, 52.7, -71.5))))

@case("deux fois")
def duplicate_code(d): return shp(d, shapes=[[METRES], [moved(METRES, 2000)]], rows=[row("QN06201M"), row("qn06201m ")])

@case("code inconnu")
def wrong_code_form(d): return shp(d, rows=[row("QX06201M")])

@case("code inconnu")
def empty_code(d): return shp(d, rows=[row("")])

@case("code inconnu")
def binary_code(d): return changed(d, lambda m: m.update(dbf=m["dbf"].replace(b"QN06201M", b"\xff\xfe\0\1\2\3\4\5")))

# Geometry

@case("aucun périmètre")
def empty_shapefile(d): return shp(d, shapes=[], rows=[])

@case("aucun périmètre")
def empty_collection(d): return put(d, "essai.geojson", collection())

@case("des points")
def point_shapefile(d): return shp(d, shape_type=1)

@case("des lignes")
def line_shapefile(d): return shp(d, shape_type=3)

@case("polygone")
def point_geojson(d): return put(d, "essai.geojson", collection(feature(geometry={"type": "Point", "coordinates": [2.8, 50.4]})))

@case("polygone")
def line_geojson(d): return put(d, "essai.geojson", collection(feature(geometry={"type": "LineString", "coordinates": [[2.8, 50.4], [2.9, 50.4]]})))

@case("polygone")
def mixed_collection(d):
    inner = [{"type": "Polygon", "coordinates": [[list(p) for p in DEGREES]]}, {"type": "Point", "coordinates": [2.8, 50.4]}]
    return put(d, "essai.geojson", collection(feature(geometry={"type": "GeometryCollection", "geometries": inner})))

@case("pas de forme")
def null_shape(d): return changed(d, lambda m: m.update(zip(("shp", "shx"), null_shapes())))

def null_shapes():
    content = forge.record([METRES], 0)
    body = struct.pack(">2i", 1, len(content) // 2) + content
    index = struct.pack(">2i", 50, len(content) // 2)
    return forge.shp_header(100 + len(body), 5) + body, forge.shp_header(100 + len(index), 5) + index

@case("surface")
def flat_polygon(d): return put(d, "essai.geojson", collection(feature(ring=[(2.8, 50.4), (2.81, 50.4), (2.8, 50.4), (2.8, 50.4)])))

@case("surface")
def two_point_ring(d): return put(d, "essai.geojson", collection(feature(ring=[(2.8, 50.4), (2.81, 50.4)])))

@case("peut pas la réparer")
def scribble(d):
    """A ring of random corners crosses itself millions of times."""
    state, ring = 1, []
    for _ in range(20000):
        corner = []
        for _ in range(2):
            state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
            corner.append((state >> 33) / (1 << 31))
        ring.append((2.7 + corner[0] / 10, 50.4 + corner[1] / 10))
    return put(d, "essai.geojson", collection(feature(ring=ring + ring[:1])))

@case("JSON est invalide")
def nan_coordinates(d): return put(d, "essai.geojson", collection(feature()).replace("50.42", "NaN"))

@case("JSON est invalide")
def infinite_coordinates(d): return put(d, "essai.geojson", collection(feature()).replace("50.42", "-Infinity"))

@case("")
def huge_number(d): return put(d, "essai.geojson", collection(feature()).replace("50.42", "1e999"))

@case("")
def long_number(d): return put(d, "essai.geojson", collection(feature()).replace("50.42", "9" * 2_000_000))

@case("pas un nombre")
def nan_shapefile(d): return shp(d, shapes=[[[METRES[0], (float("nan"), 7036000.0), *METRES[2:]]]])

@case("hors de France")
def far_off_the_projection(d): return shp(d, shapes=[[moved(METRES, 1e300)]])

# Damaged shapefiles

@case(".shp est tronqué")
def truncated_shp(d): return changed(d, lambda m: m.update(shp=m["shp"][:-40]))

@case("shapefile")
def shp_of_ten_bytes(d): return changed(d, lambda m: m.update(shp=m["shp"][:10]))

@case(".dbf est tronqué")
def truncated_dbf(d): return changed(d, lambda m: m.update(dbf=m["dbf"][:-60]))

@case("il manque son .dbf")
def missing_dbf(d): return changed(d, lambda m: m.pop("dbf"))

@case("il manque son .shx")
def missing_shx(d): return changed(d, lambda m: m.pop("shx"))

@case(".shx")
def truncated_shx(d): return changed(d, lambda m: m.update(shx=m["shx"][:-4]))

@case(".shp est tronqué")
def shp_claims_two_gigabytes(d): return changed(d, lambda m: m.update(shp=m["shp"][:24] + struct.pack(">i", 0x3FFFFFFF) + m["shp"][28:]))

@case("abîmé")
def record_of_two_billion_points(d):
    return changed(d, lambda m: m.update(shp=m["shp"][:148] + struct.pack("<i", 0x7FFFFFFF) + m["shp"][152:]))

@case("abîmé")
def record_of_two_billion_rings(d):
    return changed(d, lambda m: m.update(shp=m["shp"][:144] + struct.pack("<i", 0x7FFFFFFF) + m["shp"][148:]))

@case("abîmé")
def index_beyond_the_file(d): return changed(d, lambda m: m.update(shx=m["shx"][:100] + struct.pack(">2i", 0x10000000, 100)))

@case("lignes")
def more_rows_than_shapes(d): return shp(d, rows=[row("QN06201M"), row("QN06202M")])

@case(".dbf")
def dbf_claims_a_billion_rows(d): return changed(d, lambda m: m.update(dbf=m["dbf"][:4] + struct.pack("<I", 10**9) + m["dbf"][8:]))

@case("")
def ring_offsets_out_of_order(d): return changed(
    d, lambda m: m.update(shp=m["shp"][:152] + struct.pack("<2i", 4, 0) + m["shp"][160:]), shapes=[[METRES, moved(METRES, 2000)]])

# Other formats, other places

VRT = "<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"

@case("pas du GeoJSON")
def vrt_as_geojson(d): return put(d, "essai.geojson", VRT)

@case("shapefile")
def vrt_as_shp(d): return changed(d, lambda m: m.update(shp=VRT.encode().ljust(200)))

@case("pas un GeoPackage")
def vrt_as_gpkg(d): return put(d, "essai.gpkg", VRT)

@case("zip")
def vrt_as_zip(d): return put(d, "essai.zip", VRT)

@case("extension inconnue")
def vrt_itself(d): return put(d, "essai.vrt", VRT)

@case("extension inconnue")
def kml(d): return put(d, "essai.kml", "<kml/>")

@case("extension inconnue")
def csv(d): return put(d, "essai.csv", "code_qp\nQN06201M\n")

@case("extension inconnue")
def tab(d): return put(d, "essai.tab", "!table\n")

@case("local")
def vsicurl(d): return "/vsicurl/http://127.0.0.1:9/essai.geojson"

@case("local")
def vsizip(d): return "/vsizip//tmp/essai.zip"

@case("local")
def url(d): return "https://127.0.0.1:9/essai.geojson"

@case("local")
def driver_prefix(d): return "GeoJSON:http://127.0.0.1:9/essai.geojson"

@case("n'existe pas")
def json_text_as_name(d): return '{"type":"FeatureCollection","features":[]}.geojson'

@case("dossier")
def folder(d):
    (d / "essai.geojson").mkdir()
    return d / "essai.geojson"

@case("n'existe pas")
def missing(d): return d / "essai.geojson"

@case("vide")
def empty_file(d): return put(d, "essai.geojson", b"")

@case("ordinaire")
def pipe(d):
    os.mkfifo(d / "essai.geojson")
    return d / "essai.geojson"

@case("ordinaire")
def device(d):
    (d / "essai.geojson").symlink_to("/dev/zero")
    return d / "essai.geojson"

@case("ordinaire")
def pipe_as_dbf(d):
    path = changed(d, lambda m: m.pop("dbf"))
    os.mkfifo(d / "essai.dbf")
    return path

@case("Mio")
def sparse_giant(d):
    path = put(d, "essai.geojson", "{")
    os.truncate(path, 1 << 40)
    return path

@case("ouvert")
def unreadable(d):
    path = put(d, "essai.geojson", collection(feature()))
    path.chmod(0)
    return path if os.geteuid() != 0 else None

# JSON

@case("pas du GeoJSON")
def nested_brackets(d): return put(d, "essai.geojson", "[" * 2_000_000)

@case("imbriqué")
def nested_coordinates(d): return put(d, "essai.geojson", '{"type":"FeatureCollection","features":[{"geometry":{"coordinates":' + "[" * 2_000_000)

@case("imbriqué")
def nested_objects(d): return put(d, "essai.geojson", '{"a":' * 500_000)

@case("invalide ou tronqué")
def truncated_geojson(d): return put(d, "essai.geojson", collection(feature(), feature("QN06202M"))[:-100])

@case("invalide ou tronqué")
def two_documents(d): return put(d, "essai.geojson", collection(feature()) * 2)

@case("pas du GeoJSON")
def other_json(d): return put(d, "essai.json", '{"name": "autre chose"}')

@case("crs")
def linked_crs(d):
    return put(d, "essai.geojson", collection(feature(), crs={"type": "link", "properties": {"href": "http://127.0.0.1:9/crs"}}))

@case("crs")
def linked_crs_in_a_geometry(d):
    geometry = {"type": "Polygon", "coordinates": [[list(p) for p in DEGREES]], "CRS": {"type": "URL", "properties": {"url": "http://127.0.0.1:9/"}}}
    return put(d, "essai.geojson", collection(feature(geometry=geometry)))

@case("trop grand")
def one_enormous_feature(d):
    return put(d, "essai.geojson", '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code_qp":"QN06201M"},'
               '"geometry":{"type":"Polygon","coordinates":[[' + "[2.8,50.4]," * 6_000_000 + '[2.8,50.4]]]}}]}')

@case("noms de champs")
def a_million_properties(d):
    return put(d, "essai.geojson", collection(feature(**{f"champ{i}": i for i in range(300_000)})))

@case("objets")
def many_features(d):
    one = json.dumps(feature())
    return put(d, "essai.geojson", '{"type":"FeatureCollection","features":[' + ",".join([one] * 150_000) + "]}")

# Archives

def good_entries():
    return {f"SHP/essai.{k}": v for k, v in shapefile().items()}

@case("tronquée ou abîmée")
def truncated_zip(d):
    path = forge.write_zip(d / "essai.zip", good_entries())
    os.truncate(path, path.stat().st_size // 2)
    return path

@case("abîmé")
def damaged_entry(d):
    path = forge.write_zip(d / "essai.zip", good_entries())
    data = bytearray(path.read_bytes())
    data[60:80] = bytes(20)
    return put(d, "essai.zip", bytes(data))

@case("abîmé")
def wrong_checksum(d):
    def patch(data, at, name):
        if name.endswith(".shp"): data[at + 16:at + 20] = b"\1\2\3\4"
    return forge.patched_zip(d / "essai.zip", good_entries(), patch)

@case("bombe")
def zip_bomb(d): return forge.bomb(d / "essai.zip", "essai.geojson", 200 << 20)

@case("Mio une fois")
def zip_bomb_of_gigabytes(d): return forge.bomb(d / "essai.zip", "essai.geojson", 2 << 30)

@case("abîmé")
def lying_size(d):
    def patch(data, at, name):
        if name.endswith(".shp"): data[at + 24:at + 28] = struct.pack("<I", 120)
    return forge.patched_zip(d / "essai.zip", good_entries(), patch)

@case("abîmé")
def size_larger_than_content(d):
    def patch(data, at, name):
        if name.endswith(".shp"): data[at + 24:at + 28] = struct.pack("<I", 1 << 19)
    return forge.patched_zip(d / "essai.zip", good_entries(), patch)

@case("entrées")
def hundred_thousand_entries(d):
    import zipfile
    with zipfile.ZipFile(d / "essai.zip", "w") as out:
        for i in range(100_000): out.writestr(zipfile.ZipInfo(f"{i}.txt"), b"")
    return d / "essai.zip"

@case("chiffré")
def encrypted_zip(d):
    def patch(data, at, name):
        data[at + 8] |= 1
    path = forge.patched_zip(d / "essai.zip", good_entries(), patch)
    data = bytearray(path.read_bytes())
    at = 0
    while (at := data.find(b"PK\x03\x04", at)) >= 0:
        data[at + 6] |= 1
        at += 30
    return put(d, "essai.zip", bytes(data))

@case("dangereux")
def parent_names(d): return forge.write_zip(d / "essai.zip", {"../../etc/essai.geojson": collection(feature())})

@case("dangereux")
def absolute_names(d): return forge.write_zip(d / "essai.zip", {"/etc/essai.geojson": collection(feature())})

@case("ni shapefile")
def zip_in_zip(d):
    forge.write_zip(d / "dedans.zip", good_entries())
    return forge.write_zip(d / "essai.zip", {"dedans.zip": (d / "dedans.zip").read_bytes()})

@case("ni shapefile")
def empty_zip(d): return forge.write_zip(d / "essai.zip", {})

@case("invalide ou tronqué")
def truncated_geojson_in_zip(d):
    return forge.write_zip(d / "essai.zip", {**good_entries(), "GEOJSON/essai.geojson": collection(feature())[:-50]})

@case("il manque son .prj")
def shapefile_without_prj_in_zip(d):
    return forge.write_zip(d / "essai.zip", {k: v for k, v in good_entries().items() if not k.endswith("prj")})

@case("pas du GeoJSON")
def vrt_in_zip(d): return forge.write_zip(d / "essai.zip", {"essai.geojson": VRT})

@case("deux fois")
def same_shapefile_twice_in_zip(d):
    entries = good_entries()
    return forge.write_zip(d / "essai.zip", {**entries, "SHP/essai.SHP": entries["SHP/essai.shp"]})

# GeoPackages, from the good one that the importer itself writes

def gpkg(d, change):
    path = d / "essai.gpkg"
    shutil.copy(OLD / "perimeters.gpkg", path)
    with sqlite3.connect(path) as db: change(db)
    db.close()
    return path

@case("pas un GeoPackage")
def text_as_gpkg(d): return put(d, "essai.gpkg", "ceci est un texte " * 100)

@case("")
def sqlite_that_is_no_gpkg(d):
    with sqlite3.connect(d / "essai.gpkg") as db: db.execute("CREATE TABLE a (b)")
    db.close()
    return d / "essai.gpkg"

@case("")
def garbage_pages(d):
    data = bytearray((OLD / "perimeters.gpkg").read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    return put(d, "essai.gpkg", bytes(data))

@case("")
def garbage_schema(d):
    data = bytearray((OLD / "perimeters.gpkg").read_bytes())
    data[100:4096] = os.urandom(3996)
    return put(d, "essai.gpkg", bytes(data))

@case("")
def truncated_gpkg(d):
    data = (OLD / "perimeters.gpkg").read_bytes()
    return put(d, "essai.gpkg", data[:len(data) // 2 // 4096 * 4096])

@case("vue")
def endless_view(d):
    return gpkg(d, lambda db: (db.execute("ALTER TABLE perimeters RENAME TO autre"), db.execute(
        "CREATE VIEW perimeters AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, 'QN06201M' AS code_qp, NULL AS geom FROM n")))

@case("vue")
def endless_view_of_contents(d):
    return gpkg(d, lambda db: (db.execute("ALTER TABLE gpkg_contents RENAME TO autre"), db.execute(
        "CREATE VIEW gpkg_contents AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT autre.* FROM n, autre")))

def disguise_view(db):
    db.execute("CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n")
    db.execute("PRAGMA writable_schema = 1")
    db.execute("UPDATE sqlite_master SET type = 'table' WHERE name = 'v'")

@case("")
def disguised_view(d): return gpkg(d, disguise_view)

@case("virtuelle")
def virtual_table(d): return gpkg(d, lambda db: db.execute("CREATE VIRTUAL TABLE t USING fts5(a)"))

@case("système de coordonnées")
def gpkg_without_crs(d):
    def change(db):
        for table, column in (("gpkg_contents", "table_name"), ("gpkg_geometry_columns", "table_name")):
            db.execute(f"UPDATE {table} SET srs_id = -1 WHERE {column} = 'perimeters'")
    return gpkg(d, change)

@case("")
def gpkg_with_broken_geometry(d): return gpkg(d, lambda db: (drop_triggers(db), db.execute("UPDATE perimeters SET geom = x'4750000300000000ffffffff'")))

def drop_triggers(db):
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall(): db.execute(f'DROP TRIGGER "{name}"')

# Options

def good(d): return put(d, "essai.geojson", collection(feature()))

@case("aucun périmètre")
def epci_of_nobody(d): return ["--perimeters", good(d), "--epci", "246200365"]

@case("9 chiffres")
def epci_of_eight_digits(d): return ["--perimeters", good(d), "--epci", "24620036"]

@case("fichier national")
def extract_called_france(d): return ["--perimeters", good(d), "--coverage", "france"]

@case("suit le --perimeters")
def coverage_first(d): return ["--coverage", "france", "--perimeters", good(d)]

@case("deux --coverage")
def two_coverages(d): return ["--perimeters", good(d), "--coverage", "france", "--coverage", "france"]

@case("ne touche aucun")
def coverage_elsewhere(d):
    return ["--perimeters", good(d), "--coverage", put(d, "ailleurs.geojson", collection(feature(ring=moved(DEGREES, 0.5))))]

@case("hors de France")
def coverage_abroad(d):
    return ["--perimeters", good(d), "--coverage", put(d, "ailleurs.geojson", collection(feature(ring=moved(DEGREES, -6.0, -10.0))))]

@case("à la fois")
def same_perimeter_in_two_files(d): return ["--perimeters", good(d), "--perimeters", put(d, "autre.geojson", collection(feature()))]

@case("empreinte")
def fetch_record_of_another_file(d):
    put(d, "essai.geojson.fetch.json", json.dumps({"url": "https://www.data.gouv.fr/a", "date": "2026-01-15", "sha256": "0" * 64}))
    return good(d)

@case("date")
def fetch_record_without_date(d):
    put(d, "essai.geojson.fetch.json", json.dumps({"url": "https://www.data.gouv.fr/a", "sha256": "0" * 64}))
    return good(d)

@case("JSON invalide")
def broken_territory(d): return ["--perimeters", good(d), "--territory", put(d, "territory.json", "{")]

@case("ne désignent pas")
def other_territory(d):
    territory = {"siren": "200072460", "name": "a", "contract": "b", "communes": [], "quartiers": []}
    return ["--perimeters", good(d), "--epci", "246200364", "--territory", put(d, "territory.json", json.dumps(territory))]

@case("argument inconnu")
def unknown_option(d): return ["--perimeters", good(d), "--perimetres", "a"]

@case("il manque --perimeters")
def no_perimeters(d): return []


def run(argv, deadline=30.0):
    """Exit code (negative for a signal), output, errors, seconds, peak megabytes."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.monotonic()
        pid = os.posix_spawn(argv[0], argv, os.environ, file_actions=[
            (os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, err.fileno(), 2)])
        killer = threading.Timer(deadline, os.kill, (pid, signal.SIGKILL))
        killer.start()
        _, status, usage = os.wait4(pid, 0)
        killer.cancel()
        seconds = time.monotonic() - start
        out.seek(0)
        err.seek(0)
        return os.waitstatus_to_exitcode(status), out.read().decode(), err.read().decode(), seconds, usage.ru_maxrss / 1024


def snapshot(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def check(program, name, home, limits):
    expected, make = CASES[name]
    folder = home / name
    folder.mkdir()
    made = make(folder)
    if made is None: return ["skipped"], 0, 0, ""
    arguments = made if isinstance(made, list) else ["--perimeters", made]
    out = home / "jeu"
    before = snapshot(out)
    code, stdout, stderr, seconds, megabytes = run([str(a) for a in [program, *arguments, "--out", out]])
    lines = [line for line in stderr.splitlines() if not line.endswith("…")]
    wrong = []
    if code != 2: wrong.append(f"exit code {code}")
    if stdout: wrong.append(f"printed {stdout!r}")
    if len(lines) != 1 or not lines[0].startswith("erreur : "): wrong.append(f"not one error line: {stderr!r}")
    elif expected not in lines[0]: wrong.append(f"not about {expected!r}: {lines[0]}")
    elif not isinstance(made, list) and Path(made).name not in lines[0]: wrong.append(f"does not name the file: {lines[0]}")
    if limits and seconds > SECONDS: wrong.append(f"{seconds:.1f} s")
    if limits and megabytes > MEGABYTES: wrong.append(f"{megabytes:.0f} MB")
    if snapshot(out) != before: wrong.append("the old dataset changed")
    if any(p.name.startswith(".jeu") for p in home.iterdir()): wrong.append("left something beside the dataset")
    shutil.rmtree(folder)
    return wrong, seconds, megabytes, lines[0] if lines else ""


def main():
    global OLD
    limits = "--no-limits" not in sys.argv
    program, *names = [a for a in sys.argv[1:] if a != "--no-limits"]
    failures = 0
    with tempfile.TemporaryDirectory(prefix="qpv-hostile-") as temporary:
        home = Path(temporary)
        OLD = home / "jeu"
        if not limits:  # GEOS 3.11 loses its noder when it is interrupted
            put(home, "leaks", "leak:geos::operation::buffer::BufferBuilder::getNoder\n")
            os.environ["LSAN_OPTIONS"] = f"suppressions={home / 'leaks'}:print_suppressions=0"
        code, _, err, _, _ = run([program, "--perimeters", str(shp(home)), "--out", str(OLD)])
        if code != 0: sys.exit(f"the good file was refused: {err}")
        for name in names or CASES:
            wrong, seconds, megabytes, line = check(program, name, home, limits)
            if wrong == ["skipped"]:
                print(f"skip {name}")
                continue
            failures += bool(wrong)
            print(f"{'FAIL' if wrong else 'ok  '} {name}: {seconds:.2f} s, {megabytes:.0f} MB; {'; '.join(wrong) or line}")
    print(f"{len(names or CASES)} inputs, {failures} not refused as they should be")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
