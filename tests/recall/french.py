# SPDX-License-Identifier: EUPL-1.2
"""Street names as an ear and an eye tell them apart. Written on its own, so that it can judge the geocoder."""
import re
import unicodedata

TYPES = frozenset("rue impasse chemin avenue allee place route boulevard square passage cite quai cours sentier residence "
                  "lotissement ruelle voie villa traverse faubourg promenade esplanade coron coeur sente venelle "
                  "rond clos hameau parvis pont porte".split())
ARTICLES = frozenset("de du des d la le les l et a au aux en".split())
TITLES = frozenset("general marechal docteur professeur colonel capitaine commandant lieutenant sergent abbe pere "
                   "president amiral adjudant caporal chanoine cardinal maitre baron comte duc".split())
FIRST_NAMES = frozenset(
    "victor jean louis emile jules pierre marie paul anatole arthur casimir roger leon aristide henri maurice edith "
    "youri salvador michel claude georges charles rene robert andre albert edouard francois jacques marcel raymond "
    "fernand gaston gustave alfred auguste alexandre antoine camille denis edmond ernest eugene felix ferdinand guy "
    "honore joseph julien leonard lucien marc martin mathieu nicolas olivier oscar philippe raoul simone romain sadi "
    "theodore theophile thomas vincent francis frederic etienne guillaume benoit constant wolfgang blaise irene "
    "hector hubert jeanne joliot lamartine leopold marguerite martha maryse max mozart nelson olympe pablo rosa "
    "rosalie sophie suzanne therese daniel david achille adolphe alain alphonse ambroise".split())
# One word written in several ways.
SAME_WORDS = {"gen": "general", "gal": "general", "mal": "marechal", "dr": "docteur", "st": "saint", "ste": "sainte",
              "pdt": "president", "cdt": "commandant", "col": "colonel", "cap": "capitaine", "cne": "capitaine",
              "lt": "lieutenant", "prof": "professeur", "pr": "professeur", "gd": "grand", "gde": "grande",
              "mgr": "monseigneur", "sgt": "sergent", "un": "1", "1er": "1", "premier": "1", "deux": "2", "trois": "3",
              "quatre": "4", "cinq": "5", "six": "6", "sept": "7", "huit": "8", "neuf": "9", "dix": "10", "onze": "11",
              "douze": "12", "quatorze": "14"}


def unaccent(text: str) -> str:
    text = text.replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae").replace("Æ", "Ae")
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")


def fold(text: str) -> str:
    """Lower-case letters and digits of the plain alphabet, one space between words."""
    return " ".join(re.findall(r"[a-z0-9]+", unaccent(text).lower()))


def type_and_core(folded: str) -> tuple[str, tuple[str, ...]]:
    """"rue de la paix" is ("rue", ("paix",)): the word that says what kind of way it is, and the words that name it."""
    words = folded.split()
    kind = words.pop(0) if len(words) > 1 and words[0] in TYPES else ""
    core = tuple(SAME_WORDS.get(word, word) for word in words if word not in ARTICLES)
    return kind, core or tuple(words)


# What is written in more than one way and heard in one. Applied in this order to folded text.
SOUNDS = [(re.compile(pattern), sound) for pattern, sound in [
    (r"\bst\b", "saint"), (r"\bste\b", "sainte"),
    (r"ph", "f"), (r"s?ch|sh", "9"), (r"qu|ck|q|cc(?![eiy])", "k"), (r"c(?=[eiy])", "s"), (r"c", "k"),
    (r"ge(?=[ao])", "j"), (r"g(?=[eiy])", "j"), (r"gu(?=[eiy])", "g"), (r"gn", "n"), (r"x", "ks"),
    (r"eau|au", "o"), (r"oeu|oe|eu", "e"), (r"ain|ein|aim|yn|ym|im(?=[bp])", "in"),
    (r"(?:er|ez|es|ed|et|ee|ees|ait|ais|aie)\b", "e"), (r"ai|ei|ay|ey", "e"),
    (r"(?:em|am|en)(?=[bcdfgjklpqrstvxz9])", "an"), (r"ou", "8"), (r"o[iy]", "7"),
    (r"h", ""), (r"y", "i"), (r"z", "s"), (r"w", "v"), (r"t(?=ion)", "s"),
    (r"(.)\1+", r"\1"), (r"ks\b", ""), (r"(?<=\w\w)[stdpe]+\b", ""), (r"(.)\1+", r"\1")]]


def sound(folded: str) -> str:
    """The same for names that sound alike; coarse: some that do not sound alike have it in common too."""
    for pattern, replacement in SOUNDS:
        folded = pattern.sub(replacement, folded)
    return folded.replace(" ", "")


def letters(folded: str) -> int:
    """Which letters a text has, as bits: an edit changes two of them at most."""
    bits = 0
    for letter in folded:
        bits |= 1 << (ord(letter) & 63)
    return bits


def within(one: "Seen", other: "Seen", most: int) -> bool:
    """Whether they are at most `most` edits apart; mostly told by a look at the letters."""
    return (abs(len(one.text) - len(other.text)) <= most and (one.letters ^ other.letters).bit_count() <= 2 * most
            and edits(one.text, other.text, most) <= most)


class Seen:
    """A text made ready to be compared with many."""

    def __init__(self, text: str) -> None:
        self.text, self.letters = text, letters(text)


def edits(one: str, other: str, most: int) -> int:
    """Letters to insert, drop, replace or swap with their neighbour; anything beyond `most` is most + 1."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    start = max(0, start - 1)  # the last one may be half of a swap
    one, other = one[start:], other[start:]
    if abs(len(one) - len(other)) > most:
        return most + 1
    two_above: list[int] = []
    above = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = above[j - 1] + (a != b)
            cost = min(cost, above[j] + 1, row[-1] + 1)
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, two_above[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(above) > most:
            break  # neither of the two rows that the next ones come from leads back
        two_above, above = above, row
    else:
        return min(above[-1], most + 1)
    return most + 1
