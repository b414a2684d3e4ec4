#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes data/demo: fictitious addresses of the 36 communes, in the format of the Base Adresse Nationale.

    tools/make_demo_addresses.py [--out data/demo]

Streets, numbers and positions are invented; only the communes with their postcodes and the perimeters that the streets lie
in, cross and border are real. Reads data/territory and data/perimeters; the same input gives the same bytes. Some border
streets have a perimeter's boundary as their axis, odd numbers 4 m off on one side and even ones on the other.
"""
import argparse
import csv
import json
import math
import pathlib
import random
import typing
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[1]
SEED = 20261123
ADDRESSES = 12_000
COLUMNS = ("id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;"
           "nom_ancienne_commune;x;y;lon;lat;type_position;alias;nom_ld;libelle_acheminement;nom_afnor;"
           "source_position;source_nom_voie;certification_commune;cad_parcelles").split(";")
PLACE_COLUMNS = ("id;nom_lieu_dit;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;nom_ancienne_commune;"
                 "x;y;lon;lat;source_position;source_nom_voie").split(";")
M_PER_LAT, M_PER_LON = 111_229.0, 71_030.0  # about 50.43 north; only shapes of streets rest on it
AXIS_OFFSET_M, SIDE_OFFSET_M = 4.0, 7.0
NUMBERS_APART_M = 14.0

KINDS = (["Rue"] * 56 + ["Avenue"] * 8 + ["Impasse"] * 8 + ["Allée"] * 8 + ["Place"] * 5 + ["Chemin"] * 5 + ["Boulevard"] * 4
         + ["Square"] * 2 + ["Passage"] * 2 + ["Route"] * 2 + ["Sentier", "Résidence"])
NAMES = (
    "de la République|Victor Hugo|Jean Jaurès|de la Paix|Pasteur|du Général de Gaulle|du 8 Mai 1945|du 11 Novembre 1918|"
    "des Lilas|de l'Église|de la Gare|du Stade|des Écoles|Jean Moulin|Gambetta|Émile Zola|Voltaire|Anatole France|des Acacias|"
    "des Tilleuls|du Moulin|de la Mairie|des Roses|Louis Pasteur|Jules Ferry|Pierre Curie|Marie Curie|du Maréchal Foch|"
    "du Maréchal Leclerc|Paul Éluard|Salvador Allende|Youri Gagarine|de Verdun|Jules Guesde|Léon Blum|Aristide Briand|"
    "Henri Barbusse|des Cerisiers|des Peupliers|du Château|Saint-Exupéry|Édith Piaf|du Docteur Calmette|Roger Salengro|"
    "Lamartine|Diderot|Montesquieu|Jean-Jacques Rousseau|Molière|Racine|Corneille|La Fontaine|Ronsard|Rabelais|Descartes|"
    "Blaise Pascal|Denis Papin|Lavoisier|Ampère|Arago|Berthelot|Gay-Lussac|Mozart|Beethoven|Chopin|Hector Berlioz|Bizet|"
    "Debussy|Maurice Ravel|Claude Monet|Renoir|Cézanne|Paul Gauguin|Matisse|Watteau|Rodin|Carpeaux|de Bretagne|de Normandie|"
    "d'Artois|de Flandre|de Picardie|de Lorraine|d'Alsace|de Bourgogne|de Provence|du Languedoc|de Gascogne|du Béarn|"
    "de Champagne|d'Anjou|de Savoie|d'Auvergne|de Paris|de Lille|d'Arras|de Béthune|de Douai|de La Bassée|du Vieux Marché|"
    "des Jardins|des Prés|du Bois|de la Fontaine|du Calvaire|de l'Abbaye|du Presbytère|des Fusillés|de la Résistance|"
    "des Déportés|du 14 Juillet|du 1er Mai|du 4 Septembre|de la Liberté|de l'Égalité|de la Fraternité|de l'Europe|"
    "Jacques Brel|Georges Brassens|Gérard Philipe|Pablo Picasso|Pablo Neruda|Nelson Mandela|Martin Luther King|"
    "Rosa Parks|Simone Veil|Olympe de Gouges|Louise Michel|George Sand|Colette|Joséphine Baker|Jeanne d'Arc|Clovis|"
    "Charlemagne|Saint-Louis|Saint-Martin|Saint-Vaast|Saint-Pierre|Sainte-Thérèse|Notre-Dame|du Sacré-Cœur|des Œillets|"
    "des Bleuets|des Coquelicots|des Marguerites|des Violettes|des Pâquerettes|des Glycines|des Églantines|des Aubépines|"
    "des Érables|des Frênes|des Chênes|des Hêtres|des Bouleaux|des Saules|des Platanes|des Marronniers|des Noisetiers|"
    "des Hirondelles|des Mésanges|des Rossignols|des Fauvettes|des Alouettes|des Pinsons|des Bergeronnettes|"
    "du Capitaine Ferber|du Colonel Fabien|du Président Kennedy|du Professeur Langevin|du Docteur Schweitzer|Honoré de Balzac|"
    "Gustave Flaubert|Guy de Maupassant|Alphonse Daudet|Jules Verne|Alexandre Dumas|Charles Baudelaire|Arthur Rimbaud|"
    "Paul Verlaine|Guillaume Apollinaire|Louis Aragon|Jacques Prévert|Albert Camus|Paul Langevin|Joliot-Curie|Condorcet|"
    "Robespierre|Danton|Marat|Mirabeau|Kléber|Marceau|Hoche|Carnot|Turgot|Colbert|Vauban|Sully|Faidherbe|Thiers|Sadi Carnot|"
    "Pierre Brossolette|Gabriel Péri|Guy Môquet|Jean Bart|Surcouf|Parmentier|Jacquard|Thomas Edison|Ferdinand de Lesseps"
    ).split("|")
MINING = ("Rue de la Fosse 11|Rue de la Fosse 3|Rue du Puits 8|Coron des Mineurs|Coron de l'Est|Coron du Levant|Coron 4|Cité 9|"
          "Cité 9 bis|Cité 12|Cité du Maroc|Rue des Galibots|Rue des Porions|Rue de la Lampisterie|Rue Sainte-Barbe|"
          "Allée du Terril|Chemin du Cavalier|Place de la Fosse 5|Rue du Chevalet|Rue du Carreau de Fosse|Rue des Haveurs|"
          "Cité des Fleurs|Rue de la Cité 5|Coron des 120|Rue des Houilleurs|Rue du 10 Mars 1906").split("|")
PLACES = ("Le Bois du Chapitre|La Ferme du Marais|Le Moulin à Vent|Le Chemin Vert|La Fosse aux Loups|Le Grand Marais|Les Garennes|"
          "La Croix Rouge|Le Fond du Val|Les Seize|La Briqueterie|Le Pont de Fer|La Sablière|Les Quatre Vents|Le Mont Blanc|"
          "La Couture|Le Riez|Les Hauts Prés|La Motte|L'Ermitage").split("|")
# Position type, share.
TYPES = {"entrée": .46, "bâtiment": .07, "parcelle": .12, "segment": .10, "délivrance postale": .03, "cage d’escalier": .01,
         "logement": .01, "service technique": .005, "": .195}

Point = tuple[float, float]  # metres, east and north of nowhere in particular


class Commune(typing.NamedTuple):
    code: str
    name: str
    postcodes: list[str]
    population: int
    centre: Point


class Placed(typing.NamedTuple):
    """A number of a street: number, suffix, where."""
    number: int
    suffix: str
    at: Point


def metres(lonlat: typing.Sequence[float]) -> Point:
    return lonlat[0] * M_PER_LON, lonlat[1] * M_PER_LAT


def inside(ring: list[Point], at: Point) -> bool:
    odd, (x, y), before = False, at, ring[-1]
    for point in ring:
        if (point[1] > y) != (before[1] > y) and x < (before[0] - point[0]) * (y - point[1]) / (before[1] - point[1]) + point[0]:
            odd = not odd
        before = point
    return odd


def folded(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if c.isalnum())


def along(line: list[Point], step: float) -> typing.Iterator[tuple[Point, Point]]:
    """Points every `step` metres of a line, each with the unit vector to its left."""
    left = step / 2
    for (ax, ay), (bx, by) in zip(line, line[1:]):
        length = math.hypot(bx - ax, by - ay)
        while length > 0 and left <= length:
            share = left / length
            yield (ax + share * (bx - ax), ay + share * (by - ay)), (-(by - ay) / length, (bx - ax) / length)
            left += step
        left -= length


class Perimeter:
    def __init__(self, feature: dict, communes: dict[str, Commune]) -> None:
        # Each has one part without holes.
        ((ring,),) = feature["geometry"]["coordinates"]
        self.ring = [metres(point) for point in ring]
        self.communes = [communes[code] for code in feature["properties"]["insee_com"].split(", ") if code in communes]

    def stretch(self, rng: random.Random, length: float) -> list[Point]:
        """A piece of its boundary that begins at a vertex."""
        ring, at = self.ring[:-1], rng.randrange(len(self.ring) - 1)
        line, gone = [ring[at]], 0.0
        while gone < length and len(line) < len(ring):
            at = (at + 1) % len(ring)
            gone += math.dist(line[-1], ring[at])
            line.append(ring[at])
        return line

    def point_inside(self, rng: random.Random) -> Point:
        xs, ys = [p[0] for p in self.ring], [p[1] for p in self.ring]
        while True:
            at = rng.uniform(min(xs), max(xs)), rng.uniform(min(ys), max(ys))
            if inside(self.ring, at):
                return at


class Maker:
    def __init__(self, territory: dict, perimeters: dict, coverage: dict) -> None:
        self.rng = random.Random(SEED)
        self.communes = {c["code"]: Commune(c["code"], c["name"], c["postcodes"], c["population"],
                                            metres((c["centre"]["lon"], c["centre"]["lat"]))) for c in territory["communes"]}
        self.perimeters = [Perimeter(feature, self.communes) for feature in perimeters["features"]]
        self.covered = [metres(point) for point in coverage["features"][0]["geometry"]["coordinates"][0]]
        self.taken: dict[str, set[str]] = {code: set() for code in self.communes}
        self.streets: dict[str, list[tuple[str, list[Placed], bool]]] = {code: [] for code in self.communes}
        self.made = 0
        self.anywhere = False  # also on ground that the perimeters' file does not cover

    def name(self, commune: Commune) -> str:
        while True:
            name = (self.rng.choice(MINING) if self.rng.random() < .08
                    else f"{self.rng.choice(KINDS)} {self.rng.choice(NAMES[:60] if self.rng.random() < .5 else NAMES)}")
            if folded(name) not in self.taken[commune.code]:
                self.taken[commune.code].add(folded(name))
                return name

    def commune_at(self, at: Point, among: typing.Iterable[Commune]) -> Commune:
        """Whose centre is nearest, the larger ones reaching further: the communes' limits are not among the data."""
        return min(among, key=lambda c: math.dist(at, c.centre) / math.sqrt(math.sqrt(c.population)))

    def numbers(self, line: list[Point], offset: float) -> list[Placed]:
        """Odd numbers on one side, even ones on the other; some are missing, some have a suffix."""
        rng, found = self.rng, []
        side = rng.choice([1, -1])
        for k, (at, left) in enumerate(along(line, NUMBERS_APART_M)):
            for parity, sign in ((1, side), (2, -side)):
                if rng.random() < .12:
                    continue
                where = at[0] + sign * offset * left[0], at[1] + sign * offset * left[1]
                suffixes = [""] + (rng.choice([["bis"], ["bis"], ["bis", "ter"], ["a", "b"], ["bis", "ter", "quater"]])
                                   if rng.random() < .045 else [])
                for j, suffix in enumerate(suffixes):
                    # Each a little further on, along the street.
                    found.append(Placed(2 * k + parity, suffix, (where[0] + 2 * j * left[1], where[1] - 2 * j * left[0])))
        return found

    def add(self, line: list[Point], among: typing.Sequence[Commune], offset: float = SIDE_OFFSET_M,
            of: "Perimeter | None" = None) -> bool:
        """A street on a boundary is given with what the boundary is `of`."""
        numbers = self.numbers(line, offset)
        if of:  # in a sharp corner a number may come to lie across
            odd_inside = sum((n.number % 2 == 1) == inside(of.ring, n.at) for n in numbers) > len(numbers) / 2
            numbers = [n for n in numbers if (n.number % 2 == 1) == (inside(of.ring, n.at) == odd_inside)]
        if not numbers or not self.anywhere and not all(inside(self.covered, n.at) for n in numbers):
            return False
        commune = self.commune_at(line[len(line) // 2], among)
        self.streets[commune.code].append((self.name(commune), numbers, of is not None))
        self.made += len(numbers)
        return True

    def straight(self, middle: Point, angle: float, length: float) -> list[Point]:
        dx, dy = math.cos(angle) * length / 2, math.sin(angle) * length / 2
        bend = self.rng.uniform(-.1, .1) * length
        return [(middle[0] - dx, middle[1] - dy), (middle[0] - bend * math.sin(angle), middle[1] + bend * math.cos(angle)),
                (middle[0] + dx, middle[1] + dy)]

    def try_often(self, wanted: int, attempt: typing.Callable[[], bool]) -> None:
        for _ in range(60 * wanted):
            wanted -= attempt()
            if wanted == 0:
                return
        # Of one perimeter hardly anything is covered.
        self.anywhere = True
        while wanted:
            wanted -= attempt()
        self.anywhere = False

    def around(self, perimeter: Perimeter) -> None:
        rng = self.rng

        def on_boundary() -> bool:
            line = perimeter.stretch(rng, rng.uniform(120, 260))
            return self.add(line, perimeter.communes, AXIS_OFFSET_M, of=perimeter)

        def beside() -> bool:
            line = perimeter.stretch(rng, rng.uniform(80, 180))
            off = rng.uniform(8, 25)
            a, b = line[0], line[-1]
            length = math.dist(a, b) or 1
            # Rings run counter-clockwise: outside is to the right.
            right = off * (b[1] - a[1]) / length, -off * (b[0] - a[0]) / length
            return self.add([(a[0] + right[0], a[1] + right[1]), (b[0] + right[0], b[1] + right[1])], perimeter.communes)

        def across() -> bool:
            (ax, ay), (bx, by) = perimeter.stretch(rng, 1)[:2]
            angle = math.atan2(by - ay, bx - ax) + math.pi / 2 + rng.uniform(-.6, .6)
            return self.add(self.straight((ax, ay), angle, rng.uniform(110, 240)), perimeter.communes)

        def within() -> bool:
            return self.add(self.straight(perimeter.point_inside(rng), rng.uniform(0, math.pi), rng.uniform(50, 190)),
                            perimeter.communes)

        for wanted, attempt in ((3, on_boundary), (1, beside), (3, across), (5, within)):
            self.try_often(wanted, attempt)

    def elsewhere(self, commune: Commune, addresses: float) -> None:
        until = self.made + addresses
        reach = 150 + 9 * math.sqrt(commune.population)

        def anywhere() -> bool:
            middle = (commune.centre[0] + self.rng.gauss(0, reach / 2), commune.centre[1] + self.rng.gauss(0, reach / 2))
            return self.add(self.straight(middle, self.rng.uniform(0, math.pi), self.rng.uniform(40, 210)), [commune])

        for _ in range(4000):
            if self.made >= until:
                return
            anywhere()

    def make(self) -> None:
        for perimeter in self.perimeters:
            self.around(perimeter)
        left, people = ADDRESSES - self.made, sum(c.population + 500 for c in self.communes.values())
        for commune in self.communes.values():
            self.elsewhere(commune, left * (commune.population + 500) / people)

    def places(self) -> list[tuple[Commune, str, Point]]:
        found = []
        for commune in self.communes.values():
            for name in self.rng.sample(PLACES, 1 if commune.population < 8000 else 2):
                reach = 150 + 9 * math.sqrt(commune.population)
                at = (commune.centre[0] + self.rng.gauss(0, reach), commune.centre[1] + self.rng.gauss(0, reach))
                found.append((commune, name, at if inside(self.covered, at) else commune.centre))
        return found

    def jitter(self, at: Point, kind: str, exact: bool) -> Point:
        """Addresses on a boundary's street stay where they are."""
        off = 0 if exact else {"segment": 4, "parcelle": 3}.get(kind, 1)
        return at[0] + self.rng.gauss(0, off), at[1] + self.rng.gauss(0, off)


def degrees(at: Point) -> tuple[str, str]:
    return f"{at[0] / M_PER_LON:.6f}", f"{at[1] / M_PER_LAT:.6f}"


def write_addresses(maker: Maker, path: pathlib.Path) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, COLUMNS, delimiter=";", lineterminator="\n", restval="")
        out.writeheader()
        for commune in maker.communes.values():
            for k, (street, numbers, exact) in enumerate(maker.streets[commune.code], 1):
                postcode = maker.rng.choice(commune.postcodes)
                for number in sorted(numbers):
                    kind = maker.rng.choices(list(TYPES), list(TYPES.values()))[0]
                    lon, lat = degrees(maker.jitter(number.at, kind, exact))
                    suffix = f"_{number.suffix}" if number.suffix else ""
                    out.writerow({"id": f"{commune.code}_{k:04d}_{number.number:05d}{suffix}", "numero": number.number,
                                  "rep": number.suffix, "nom_voie": street, "code_postal": postcode,
                                  "code_insee": commune.code, "nom_commune": commune.name, "lon": lon, "lat": lat,
                                  "type_position": kind})


def write_places(maker: Maker, path: pathlib.Path) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, PLACE_COLUMNS, delimiter=";", lineterminator="\n", restval="")
        out.writeheader()
        for k, (commune, name, at) in enumerate(maker.places()):
            lon, lat = degrees(at)
            out.writerow({"id": f"{commune.code}_b{k:03d}", "nom_lieu_dit": name, "code_postal": commune.postcodes[0],
                          "code_insee": commune.code, "nom_commune": commune.name, "lon": lon, "lat": lat})


def load(path: str) -> dict:
    return json.loads((ROOT / "data" / path).read_text(encoding="utf-8"))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--out", type=pathlib.Path, default=ROOT / "data/demo")
    chosen = options.parse_args()
    maker = Maker(load("territory/territory.json"), load("perimeters/qp2024_lens_lievin.geojson"),
                  load("territory/coverage.geojson"))
    maker.make()
    chosen.out.mkdir(parents=True, exist_ok=True)
    write_addresses(maker, chosen.out / "adresses.csv")
    write_places(maker, chosen.out / "lieux-dits.csv")
    print(f"{maker.made} addresses, {sum(map(len, maker.streets.values()))} streets")


if __name__ == "__main__":
    main()
