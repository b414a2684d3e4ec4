# SPDX-License-Identifier: EUPL-1.2
"""How people bend a name: typing mistakes, spelling by ear, short forms, words run together or torn apart."""
import random
import re

import french

TYPE_SHORT = {"Avenue": ["av", "av.", "ave"], "Boulevard": ["bd", "bld", "boul", "bvd"], "Place": ["pl", "pl."],
              "Chemin": ["ch", "che", "chem"], "Impasse": ["imp", "imp."], "Allée": ["all", "all."], "Rue": ["r", "r."],
              "Route": ["rte"], "Square": ["sq"], "Résidence": ["res", "rés."], "Lotissement": ["lot"],
              "Passage": ["pas"], "Faubourg": ["fg", "fbg"], "Quai": ["q"], "Cours": ["crs"], "Sentier": ["sen"]}
WORD_SHORT = {"Saint": ["St"], "Sainte": ["Ste"], "Général": ["Gal", "Gén"], "Docteur": ["Dr"], "Maréchal": ["Mal"],
              "Professeur": ["Pr"], "Président": ["Pdt"], "Colonel": ["Col"], "Capitaine": ["Cap"],
              "Commandant": ["Cdt"], "Lieutenant": ["Lt"], "Grand": ["Gd"], "Grande": ["Gde"]}
# As they would be written by ear; one is tried where its pattern stands.
BY_EAR = [(re.compile(pattern, re.IGNORECASE), spelt) for pattern, spelt in [
    (r"ph", "f"), (r"eau", "o"), (r"au", "o"), (r"c(?=[aoulr])", "k"), (r"qu", "k"), (r"([lmnprstcf])\1", r"\1"),
    (r"(?<=\w\w\w)[std]\b", ""), (r"(?<=\w\w[^aeiouéè])e\b", ""), (r"(?<=\w\w\w)es\b", "e"), (r"y", "i"),
    (r"ai", "é"), (r"an(?=[bcdfgjklpqrstv])", "en"), (r"en(?=[bcdfgjklpqrstv])", "an"), (r"h(?=[aeiouéè])", ""),
    (r"ein|ain", "in"), (r"ge(?=[ao])", "j"), (r"x\b", ""), (r"th", "t"), (r"(?<=\w\w)er\b", "é"),
    (r"ç", "ss"), (r"z\b", "s"), (r"œ|oe", "e")]]


def typo(rng: random.Random, text: str, first: int = 0) -> str:
    """One letter at `first` or beyond is lost, added, replaced or swapped with the next one."""
    letters = list(text)
    places = [i for i, c in enumerate(letters) if c.isalpha() and i >= first]
    i, kind = rng.choice(places), rng.randrange(4)
    if kind == 0:
        del letters[i]
    elif kind == 1:
        letters.insert(i, rng.choice("aeioulnrst"))
    elif kind == 2:
        letters[i] = rng.choice([c for c in "aeioulnrst" if c != letters[i].lower()])
    else:
        pairs = [j for j in places if j + 1 < len(letters) and letters[j + 1].isalpha() and letters[j] != letters[j + 1]]
        if not pairs:
            return typo(rng, text, first)
        j = rng.choice(pairs)
        letters[j], letters[j + 1] = letters[j + 1], letters[j]
    return "".join(letters)


def by_ear(rng: random.Random, text: str, changes: int) -> str | None:
    """Up to `changes` spellings of the same sound; none where the text offers no occasion."""
    changed = 0
    for pattern, spelt in rng.sample(BY_EAR, len(BY_EAR)):
        new = pattern.sub(spelt, text, count=1)
        if changed < changes and new != text and french.sound(french.fold(new)) == french.sound(french.fold(text)):
            text, changed = new, changed + 1
    return text if changed else None


def short(rng: random.Random, name: str) -> str:
    words = name.split(" ")
    words[0] = rng.choice(TYPE_SHORT.get(words[0], [words[0]]))
    words[1:] = [rng.choice(WORD_SHORT.get(word, [word])) for word in words[1:]]
    text = " ".join(words)
    return re.sub(r"\bSaint-", "St-", re.sub(r"\bSainte-", "Ste-", text))


def short_town(rng: random.Random, city: str) -> str:
    text = city.replace("Saint-", rng.choice(["St ", "St-"])).replace("Sainte-", rng.choice(["Ste ", "Ste-"]))
    text = re.sub(r"-(sous|sur)-", rng.choice([" s/", " s/ "]), text)
    return re.sub(r"-(lès|lez|en|les)-", rng.choice([r"-\1-", r" \1 ", " "]), text)


def without_articles(name: str) -> str:
    words = re.sub(r"\b([dl])['’]", r"\1 ", name, flags=re.IGNORECASE).split(" ")
    return " ".join(words[:1] + [word for word in words[1:] if french.fold(word) not in french.ARTICLES])


def run_together(rng: random.Random, name: str) -> str | None:
    places = [i for i, c in enumerate(name) if c == " "]
    if not places:
        return None
    i = rng.choice(places)
    return name[:i] + name[i + 1:]


def torn_apart(rng: random.Random, name: str) -> str | None:
    first = name.find(" ") + 1
    places = [found.start() + k for found in re.finditer(r"\w{6,}", name) if found.start() >= first
              for k in range(3, len(found.group()) - 2)]
    if not places:
        return None
    i = rng.choice(places)
    return name[:i] + " " + name[i:]


def shout(text: str) -> str:
    return french.unaccent(text).upper().replace("-", " ").replace("'", " ").replace("’", " ")
