# SPDX-License-Identifier: EUPL-1.2
"""Wrong fields, coordinates and geometry; damaged shapefiles."""
import struct

import forge
from forge import DEGREES, METRES, WGS_84, collection, feature, moved, row
from hostile_case import case, changed, put, shp

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
def scribble(d): return put(d, "essai.geojson", collection(feature(ring=scribbled(20_000))))

def scribbled(corners):
    """A ring of random corners: of 20,000, it crosses itself millions of times."""
    state, ring = 1, []
    for _ in range(corners):
        corner = []
        for _ in range(2):
            state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
            corner.append((state >> 33) / (1 << 31))
        ring.append((2.7 + corner[0] / 10, 50.4 + corner[1] / 10))
    return ring + ring[:1]

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
