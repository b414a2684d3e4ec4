# SPDX-License-Identifier: EUPL-1.2
"""Archives and GeoPackages."""
import os
import shutil
import sqlite3
import struct
import zipfile

import forge
from forge import collection, feature, shapefile
from hostile_case import case, old_dataset, put
from hostile_formats import VRT

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
    shutil.copy(old_dataset(d) / "perimeters.gpkg", path)
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
    data = bytearray((old_dataset(d) / "perimeters.gpkg").read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    return put(d, "essai.gpkg", bytes(data))

@case("")
def garbage_schema(d):
    data = bytearray((old_dataset(d) / "perimeters.gpkg").read_bytes())
    data[100:4096] = os.urandom(3996)
    return put(d, "essai.gpkg", bytes(data))

@case("")
def truncated_gpkg(d):
    data = (old_dataset(d) / "perimeters.gpkg").read_bytes()
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
