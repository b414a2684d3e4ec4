# SPDX-License-Identifier: EUPL-1.2
"""Options that contradict each other or the files."""
import hashlib
import json

from forge import DEGREES, collection, feature, moved
from hostile_case import case, good, put

# Options

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

def conflict(d, first, second, other=None):
    """The same perimeter in two files, with the options that follow each."""
    text = collection(other or feature())
    return ["--perimeters", good(d), *first, "--perimeters", put(d, "autre.geojson", text), *second]

@case("--edition, après chacun")
def edition_of_one_of_two_files(d): return conflict(d, ["--edition", "QP:2026-01-15"], [])

@case("deux éditions du même jour")
def two_editions_of_one_day(d): return conflict(d, ["--edition", "A:2026-01-15"], ["--edition", "B:2026-01-15"])

EDITION = ["--edition", "QP:2026-01-15"]

@case("n'a pas la même forme")
def two_shapes_in_one_edition(d): return conflict(d, EDITION, EDITION, feature(ring=moved(DEGREES, 0.0001)))

@case("n'a pas le même nom")
def two_names_in_one_edition(d): return conflict(d, EDITION, EDITION, feature(lib_qp="Autre"))

@case("les mêmes communes")
def two_communes_in_one_edition(d): return conflict(d, EDITION, EDITION, feature(lib_com="Autre"))

@case("un jour qui existe")
def edition_of_no_day(d): return ["--perimeters", good(d), "--edition", "QP:2026-02-30"]

@case("un jour qui existe")
def edition_without_a_name(d): return ["--perimeters", good(d), "--edition", ":2026-01-15"]

@case("suit le --perimeters")
def edition_first(d): return [*EDITION, "--perimeters", good(d)]

@case("deux --edition")
def two_editions_of_one_file(d): return ["--perimeters", good(d), *EDITION, *EDITION]

@case("contredit")
def edition_that_the_record_denies(d):
    digest = hashlib.sha256(good(d).read_bytes()).hexdigest()
    put(d, "essai.geojson.fetch.json", json.dumps({"url": "https://www.data.gouv.fr/a", "date": "2026-01-14", "sha256": digest}))
    return ["--perimeters", good(d), *EDITION]

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
