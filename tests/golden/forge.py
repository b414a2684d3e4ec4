# SPDX-License-Identifier: EUPL-1.2
"""Makes perimeter files byte by byte, good ones and broken ones, with nothing but the standard library."""
import json
import struct
import zipfile

LAMBERT_93 = (
    'PROJCS["RGF_1993_Lambert_93",GEOGCS["GCS_RGF_1993",DATUM["D_RGF_1993",SPHEROID["GRS_1980",'
    '6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
    'PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",700000.0],'
    'PARAMETER["False_Northing",6600000.0],PARAMETER["Central_Meridian",3.0],'
    'PARAMETER["Standard_Parallel_1",49.0],PARAMETER["Standard_Parallel_2",44.0],'
    'PARAMETER["Latitude_Of_Origin",46.5],UNIT["Meter",1.0]]')
WGS_84 = ('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
          'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]')

# A square near Lens, in degrees and in Lambert-93 metres, clockwise as shapefiles have it.
DEGREES = [(2.80, 50.42), (2.80, 50.43), (2.81, 50.43), (2.81, 50.42), (2.80, 50.42)]
METRES = [(686000, 7036000), (686000, 7037000), (687000, 7037000), (687000, 7036000), (686000, 7036000)]


def moved(ring, east, north=0.0):
    return [(x + east, y + north) for x, y in ring]


def record(rings, shape_type=5):
    points = [p for ring in rings for p in ring]
    if shape_type == 0:
        return struct.pack("<i", 0)
    if shape_type == 1:
        return struct.pack("<idd", 1, *points[0])
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    out = struct.pack("<i4d2i", shape_type, min(xs), min(ys), max(xs), max(ys), len(rings), len(points))
    start = 0
    for ring in rings:
        out += struct.pack("<i", start)
        start += len(ring)
    return out + b"".join(struct.pack("<2d", *p) for p in points)


def shp_header(total_bytes, shape_type):
    return struct.pack(">7i", 9994, 0, 0, 0, 0, 0, total_bytes // 2) + struct.pack("<2i8d", 1000, shape_type, *[0.0] * 8)


def shp_and_shx(shapes, shape_type=5):
    body, index = b"", b""
    for i, rings in enumerate(shapes):
        content = record(rings, shape_type)
        index += struct.pack(">2i", (100 + len(body)) // 2, len(content) // 2)
        body += struct.pack(">2i", i + 1, len(content) // 2) + content
    return (shp_header(100 + len(body), shape_type) + body, shp_header(100 + len(index), shape_type) + index)


def dbf(fields, rows, encoding="utf-8", width=40):
    header = struct.pack("<4BIHH20x", 3, 124, 1, 1, len(rows), 33 + 32 * len(fields), 1 + width * len(fields))
    for name in fields:
        header += name.encode().ljust(11, b"\0") + b"C" + b"\0" * 4 + bytes([width, 0]) + b"\0" * 14
    body = b"".join(b" " + b"".join(v.encode(encoding)[:width].ljust(width) for v in row) for row in rows)
    return header + b"\r" + body + b"\x1a"


FIELDS = ["code_qp", "lib_qp", "insee_com", "lib_com", "siren_epci"]


def row(code, name="Cité", insee="62498", commune="Lens", epci="246200364"):
    return [code, name, insee, commune, epci]


def shapefile(shapes=((METRES,),), rows=None, prj=LAMBERT_93, shape_type=5, fields=None, encoding="utf-8"):
    """The members of a shapefile by extension."""
    rows = rows if rows is not None else [row(f"QN0620{i + 1}M") for i in range(len(shapes))]
    shp, shx = shp_and_shx(shapes, shape_type)
    members = {"shp": shp, "shx": shx, "dbf": dbf(fields or FIELDS, rows, encoding)}
    if prj is not None:
        members["prj"] = prj.encode()
    return members


def write_shapefile(folder, stem, members):
    for extension, data in members.items():
        (folder / f"{stem}.{extension}").write_bytes(data)
    return folder / f"{stem}.shp"


def feature(code="QN06201M", ring=None, geometry=None, **properties):
    properties = {"code_qp": code, "lib_qp": "Cité", "insee_com": "62498", "lib_com": "Lens",
                  "siren_epci": "246200364", **properties}
    if code is None:
        del properties["code_qp"]
    return {"type": "Feature", "properties": properties,
            "geometry": geometry or {"type": "Polygon", "coordinates": [[list(p) for p in ring or DEGREES]]}}


def collection(*features, **members):
    return json.dumps({"type": "FeatureCollection", **members, "features": list(features)})


def write_zip(path, entries, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as out:
        for name, data in entries.items():
            out.writestr(zipfile.ZipInfo(name), data, method)
    return path


def patched_zip(path, entries, patch):
    """A zip whose central directory fields are changed: patch(header bytearray, name)."""
    write_zip(path, entries)
    data = bytearray(path.read_bytes())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        length = struct.unpack_from("<H", data, at + 28)[0]
        patch(data, at, data[at + 46:at + 46 + length].decode())
        at += 46
    path.write_bytes(bytes(data))
    return path


def bomb(path, name, size):
    """One entry of zeros, compressed a thousand times."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(path, "w") as out, out.open(info, "w", force_zip64=True) as entry:
        block = b"\0" * (1 << 20)
        for _ in range(size >> 20):
            entry.write(block)
    return path
