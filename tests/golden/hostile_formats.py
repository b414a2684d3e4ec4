# SPDX-License-Identifier: EUPL-1.2
"""Other formats and places than files of ours; hostile JSON."""
import json
import os

from forge import DEGREES, collection, feature
from hostile_case import LISTENER, case, changed, put

# Other formats, other places

VRT = (f"<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/vsicurl/http://{LISTENER.address}/a.geojson</SrcDataSource>"
       "</OGRVRTLayer></OGRVRTDataSource>")

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
def vsicurl(d): return f"/vsicurl/http://{LISTENER.address}/essai.geojson"

@case("local")
def vsizip(d): return "/vsizip//tmp/essai.zip"

@case("local")
def url(d): return f"https://{LISTENER.address}/essai.geojson"

@case("local")
def driver_prefix(d): return f"GeoJSON:http://{LISTENER.address}/essai.geojson"

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
    return put(d, "essai.geojson", collection(feature(), crs={"type": "link", "properties": {"href": f"http://{LISTENER.address}/crs"}}))

@case("crs")
def linked_crs_in_a_geometry(d):
    geometry = {"type": "Polygon", "coordinates": [[list(p) for p in DEGREES]], "CRS": {"type": "URL", "properties": {"url": f"http://{LISTENER.address}/"}}}
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
