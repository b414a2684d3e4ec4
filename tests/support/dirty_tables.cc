// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/dirty_tables.h"

#include <iconv.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace qpv::test {
namespace {

using enum table::Encoding;
using namespace std::literals;

constexpr std::string_view kBom = "\xEF\xBB\xBF";

std::string cp1252(std::string_view text) { return in_encoding(text, "WINDOWS-1252"); }
std::string utf16le(std::string_view text) { return "\xFF\xFE" + in_encoding(text, "UTF-16LE"); }
std::string utf16be(std::string_view text) { return "\xFE\xFF" + in_encoding(text, "UTF-16BE"); }
std::string marked(std::string_view text) { return std::string(kBom).append(text); }

// A header, then `count` rows of "number;street".
std::string many(std::size_t count, std::string_view line_end) {
  std::string out = "id;adresse" + std::string(line_end);
  for (std::size_t i = 1; i <= count; ++i) {
    out.append(std::to_string(i)).append(";12 rue Pasteur 62300 Lens").append(line_end);
  }
  return out;
}

std::string wide(std::size_t columns) {
  std::string out;
  for (int row = 0; row < 2; ++row) {
    for (std::size_t i = 0; i < columns; ++i) {
      if (i > 0) out += ';';
      out.append(row == 0 ? "c" : "v").append(std::to_string(i));
    }
    out += '\n';
  }
  return out;
}

// Which letters there are, and how they are written.
std::vector<DirtyTable> encodings() {
  return {
      {"two rows of Windows-1252", "adresse.data.gouv.fr#622 (Lyon found in Arles)",
       cp1252("adresse;ville\n3 rue Félix Éboué;Lyon\n"), kWindows1252, ';', 2, 2, 1, 0,
       "3 rue Félix Éboué"},
      {"one row of Windows-1252, one accent", "adresse.data.gouv.fr#59 (one byte that is no UTF-8)",
       cp1252("adresse;ville\n12 allée Foch;Lens\n"), kWindows1252, ';', 2, 2, 1, 0,
       "12 allée Foch"},
      {"UTF-8 without a mark", "api-geocode#5 (UTF-8 came back as cp1252)",
       "adresse;ville\n12 allée des Écoles;Liévin\n", kUtf8, ';', 2, 2, 1, 1, "Liévin"},
      {"UTF-8 with a mark", "addok#43 (the mark in the first column's name)",
       marked("adresse;ville\n12 rue Basly;Lens\n"), kUtf8, ';', 2, 2, 0, 0, "adresse"},
      {"UTF-8 with a mark and a quoted header", "addok#397",
       marked("\"adresse\";\"ville\"\n\"12 rue Basly\";\"Liévin\"\n"), kUtf8, ';', 2, 2, 0, 0,
       "adresse"},
      {"UTF-16 of Excel's Unicode text",
       "adresse.data.gouv.fr#66 (the choice changed the preview only)",
       utf16le("adresse\tville\r\n12 allée Foch\tLiévin\r\n"), kUtf16Le, '\t', 2, 2, 1, 1,
       "Liévin"},
      {"UTF-16 big endian", "adresse.data.gouv.fr#66",
       utf16be("adresse;ville\n12 allée Foch;Liévin\n"), kUtf16Be, ';', 2, 2, 1, 1, "Liévin"},
      {"UTF-16 without a mark", "adresse.data.gouv.fr#52 (works in the morning, fails later)",
       in_encoding("adresse;ville\r\n12 rue Basly;Lens\r\n", "UTF-16LE"), kUtf16Le, ';', 2, 2, 1, 0,
       "12 rue Basly"},
      {"UTF-16 with a quoted line break", "Excel", utf16le("a;b\r\n\"x\ny\";œ\r\n"), kUtf16Le, ';',
       2, 2, 1, 0, "x\ny"},
      {"accents in the header, UTF-8", "adresse.data.gouv.fr#62", "numéro;voie\n12;rue Basly\n",
       kUtf8, ';', 2, 2, 0, 0, "numéro"},
      {"accents in the header, Windows-1252", "adresse.data.gouv.fr#51",
       cp1252("numéro;voie\n12;rue Basly\n"), kWindows1252, ';', 2, 2, 0, 0, "numéro"},
      {"the header's accent alone", "adresse.data.gouv.fr#51",
       cp1252("Libellé;cp\nRUE BASLY;62300\n"), kWindows1252, ';', 2, 2, 0, 0, "Libellé"},
      {"an œ and a curly apostrophe, Windows-1252", "geo.api.gouv.fr#71 (d’Aubervilliers)",
       cp1252("adresse\n12 rue d’Aubervilliers 75019 Paris\nrue du Sacré-Cœur\n"), kWindows1252,
       '\0', 3, 1, 1, 0, "12 rue d’Aubervilliers 75019 Paris"},
      {"a curly apostrophe, UTF-8", "geo.api.gouv.fr#71",
       "adresse\n12 rue d’Aubervilliers 75019 Paris\n", kUtf8, '\0', 2, 1, 1, 0,
       "12 rue d’Aubervilliers 75019 Paris"},
      {"a hard space", "Excel and Word", cp1252("adresse;ville\n12\u00A0rue Basly;Lens\n"),
       kWindows1252, ';', 2, 2, 1, 0, "12\u00A0rue Basly"},
      {"a euro sign", "write.csv2 in R", cp1252("prix;ville\n12 €;Lens\n"), kWindows1252, ';', 2, 2,
       1, 0, "12 €"},
      {"undefined bytes of Windows-1252", "adresse.data.gouv.fr#53 (500 for what the file holds)",
       "a;b\nl\x90\x81us;\xE9\n", kWindows1252, ';', 2, 2, 1, 1, "é"},
      {"no letter beyond ASCII", "most of upper case files", "ADRESSE;VILLE\n12 RUE BASLY;LENS\n",
       kUtf8, ';', 2, 2, 1, 0, "12 RUE BASLY"},
      {"accents after a first piece of ASCII", "adresse.data.gouv.fr#52",
       many(3000, "\n") + "3001;12 allée Foch\n", kUtf8, ';', 3002, 2, 3001, 1, "12 allée Foch"},
  };
}

// What parts cells and rows.
std::vector<DirtyTable> separators() {
  return {
      {"commas", "RFC 4180", "id,adresse\r\n1,12 rue Basly\r\n", kUtf8, ',', 2, 2, 1, 1,
       "12 rue Basly"},
      {"tabs", "copied from a sheet", "id\tadresse\n1\t12 rue Basly, Lens\n", kUtf8, '\t', 2, 2, 1,
       1, "12 rue Basly, Lens"},
      {"bars", "exports of mainframes", "id|adresse\n1|12 rue Basly\n", kUtf8, '|', 2, 2, 1, 1,
       "12 rue Basly"},
      {"semicolons among decimal commas", "French Excel",
       "id;lat;lon\n1;50,43;2,83\n2;50,44;2,84\n", kUtf8, ';', 3, 3, 1, 1, "50,43"},
      {"semicolons among commas of addresses", "adresse.data.gouv.fr#300 (random results)",
       "id;adresse\n1;12, rue Basly, Lens\n2;14, rue Basly, Lens\n", kUtf8, ';', 3, 2, 2, 1,
       "14, rue Basly, Lens"},
      {"quoted commas", "check_SIGVILLE (line.split) breaks on them",
       "id,adresse\n1,\"12, rue Basly\"\n", kUtf8, ',', 2, 2, 1, 1, "12, rue Basly"},
      {"one column", "addok-csv#one-column", "adresse\n12 rue Basly 62300 Lens\n", kUtf8, '\0', 2,
       1, 1, 0, "12 rue Basly 62300 Lens"},
      {"one column with commas", "addok-csv#one-column",
       "adresse\n12, rue Basly, 62300 Lens\n13 rue Basly\n", kUtf8, '\0', 3, 1, 1, 0,
       "12, rue Basly, 62300 Lens"},
      {"one column with all usual delimiters", "addok-csv#one-column",
       "adresse\n1;a\n2,b\n3\td\n4|e\n", kUtf8, '\0', 5, 1, 4, 0, "4|e"},
      {"one column, quoted", "Python's csv", "\"adresse\"\n\"12, rue Basly\"\n", kUtf8, '\0', 2, 1,
       1, 0, "12, rue Basly"},
      {"Excel's sep line", "Excel", "sep=,\nid,adresse\n1,12 rue Basly\n", kUtf8, ',', 3, 2, 2, 1,
       "12 rue Basly"},
      {"carriage returns alone", "adresse.data.gouv.fr#63", "id;adresse\r1;12 rue Basly\r", kUtf8,
       ';', 2, 2, 1, 1, "12 rue Basly"},
      {"carriage returns alone, Windows-1252, none at the end", "adresse.data.gouv.fr#63",
       cp1252("id;adresse\r1;12 allée Foch"), kWindows1252, ';', 2, 2, 1, 1, "12 allée Foch"},
      {"line feeds in the cells of a file of carriage returns", "Excel for Mac",
       "id;adresse\r1;\"12\nrue Basly\"\r", kUtf8, ';', 2, 2, 1, 1, "12\nrue Basly"},
      {"line ends of both kinds", "files that were put together",
       "id;adresse\r\n1;rue Basly\n2;rue Foch\r\n", kUtf8, ';', 3, 2, 2, 1, "rue Foch"},
      {"no last line end", "api-geocode#27 (under five lines failed)", "id;adresse\n1;rue Basly",
       kUtf8, ';', 2, 2, 1, 1, "rue Basly"},
      {"a carriage return inside a cell", "adresse.data.gouv.fr#53", "id;adresse\n1;rue\rBasly\n",
       kUtf8, ';', 2, 2, 1, 1, "rue\rBasly"},
      {"a space behind each delimiter", "typed by hand", "id, adresse\n1, rue Basly\n", kUtf8, ',',
       2, 2, 1, 1, " rue Basly"},
  };
}

std::vector<DirtyTable> quotes() {
  return {
      {"line breaks in quotes", "adresse.data.gouv.fr#48", "id;adresse\n1;\"rue Basly\nLens\"\n",
       kUtf8, ';', 2, 2, 1, 1, "rue Basly\nLens"},
      {"Windows' line breaks in quotes", "adresse.data.gouv.fr#47",
       "id;adresse\r\n1;\"rue Basly\r\nLens\"\r\n", kUtf8, ';', 2, 2, 1, 1, "rue Basly\r\nLens"},
      {"doubled quotes", "adresse.data.gouv.fr#60", "id;adresse\n1;\"rés. \"\"Les Lilas\"\"\"\n",
       kUtf8, ';', 2, 2, 1, 1, "rés. \"Les Lilas\""},
      {"a quote inside of a plain cell", "adresse.data.gouv.fr#65",
       "id;adresse\n1;rés. \"Les Lilas\" rue Basly\n", kUtf8, ';', 2, 2, 1, 1,
       "rés. \"Les Lilas\" rue Basly"},
      {"an inch sign", "adresse.data.gouv.fr#65", "id;note\n1;écran 24\"\n2;rien\n", kUtf8, ';', 3,
       2, 1, 1, "écran 24\""},
      {"text behind a closing quote", "adresse.data.gouv.fr#55",
       "id;adresse\n1;\"rés. Les Lilas\" rue Basly\n", kUtf8, ';', 2, 2, 1, 1,
       "rés. Les Lilas rue Basly"},
      {"apostrophes at the start of cells", "api-geocode#26 (the original file came back)",
       "id;adresse\n1;'rue de l'Abbé\n2;rue d'Artois\n", kUtf8, ';', 3, 2, 1, 1, "'rue de l'Abbé"},
      {"apostrophes everywhere", "adresse.data.gouv.fr#631",
       "id;adresse\n1;l'Abbaye d'Aix\n2;rue de l'Égalité'\n", kUtf8, ';', 3, 2, 2, 1,
       "rue de l'Égalité'"},
      {"apostrophes as quotes", "LibreOffice's other quote",
       "'id';'adresse'\n'1';'rue Basly; Lens'\n", kUtf8, ';', 2, 2, 1, 1, "rue Basly; Lens"},
      {"everything quoted", "R's write.csv", "\"id\",\"adresse\"\n\"1\",\"rue Basly\"\n", kUtf8,
       ',', 2, 2, 1, 1, "rue Basly"},
      {"delimiters in quotes", "geo.api.gouv.fr#46 (55 rows came back)",
       "id;adresse\n1;\"rue Basly; bât. B\"\n2;rue Foch\n", kUtf8, ';', 3, 2, 1, 1,
       "rue Basly; bât. B"},
      {"empty quotes", "geo.api.gouv.fr#68 (502 for empty elements)", "id;adresse\n\"\";\"\"\n",
       kUtf8, ';', 2, 2, 1, 1, ""},
      {"a quoted line break in the header", "Excel", "id;\"adresse\ncomplète\"\n1;rue Basly\n",
       kUtf8, ';', 2, 2, 0, 1, "adresse\ncomplète"},
  };
}

// Tables that are not quite square.
std::vector<DirtyTable> shapes() {
  return {
      {"a header alone", "api-geocode#27", "id;adresse\n", kUtf8, ';', 1, 2, 0, 1, "adresse"},
      {"a header alone without a line end", "api-geocode#27", "id;adresse", kUtf8, ';', 1, 2, 0, 0,
       "id"},
      {"one word", "api-geocode#27", "adresse", kUtf8, '\0', 1, 1, 0, 0, "adresse"},
      {"one row", "api-geocode#27", "id;adresse\n1;rue Basly\n", kUtf8, ';', 2, 2, 1, 1,
       "rue Basly"},
      {"four rows", "api-geocode#27", many(3, "\n"), kUtf8, ';', 4, 2, 3, 0, "3"},
      {"empty cells", "geo.api.gouv.fr#68", "id;adresse;cp\n1;;\n;rue Basly;\n;;\n", kUtf8, ';', 4,
       3, 2, 1, "rue Basly"},
      {"a blank line", "geo.api.gouv.fr#68", "id;adresse\n1;rue Basly\n\n2;rue Foch\n", kUtf8, ';',
       4, 2, 3, 0, "2"},
      {"blank lines at the end", "Excel", "id;adresse\r\n1;rue Basly\r\n\r\n\r\n", kUtf8, ';', 4, 2,
       1, 1, "rue Basly"},
      {"blank lines before the header", "exports with a title", "\n\nid;adresse\n1;rue Basly\n",
       kUtf8, ';', 4, 1, 3, 1, "rue Basly"},
      {"short rows", "api-geocode#19 (600 of 700 rows)",
       "id;adresse;cp\n1;rue Basly\n2\n3;x;62300\n", kUtf8, ';', 4, 3, 2, 0, "2"},
      {"long rows", "api-geocode#19", "id;adresse\n1;rue Basly;Lens;62300\n2;rue Foch\n3;x\n",
       kUtf8, ';', 4, 2, 1, 2, "Lens"},
      {"a delimiter at each row's end", "mainframes", "id;adresse;\n1;rue Basly;\n", kUtf8, ';', 2,
       3, 1, 2, ""},
      {"columns of the same name", "joined sheets", "adresse;adresse;cp\na;b;62300\n", kUtf8, ';',
       2, 3, 1, 1, "b"},
      {"a column without a name", "R's row names", ";adresse\n1;rue Basly\n", kUtf8, ';', 2, 2, 0,
       0, ""},
      {"many rows", "api-geocode#14 (3,600 of 67,331 rows came back)", many(67'331, "\r\n"), kUtf8,
       ';', 67'332, 2, 67'331, 0, "67331"},
      {"many columns", "wide sheets", wide(1000), kUtf8, ';', 2, 1000, 1, 999, "v999"},
      {"zeros among the text", "adresse.data.gouv.fr#53", "id;adresse\n1;rue\0Basly\n"s, kUtf8, ';',
       2, 2, 1, 1, "rue\0Basly"sv},
      {"a cut sequence at the end", "cut while it was sent", "id;adresse\n1;é\n2;œ\n3;\xC3", kUtf8,
       ';', 4, 2, 3, 1, "Ã"},
      {"one byte that is no UTF-8 among many", "adresse.data.gouv.fr#59",
       "id;adresse\n1;allée Foch\n2;all\xE9"
       "e Foch\n3;Liévin\n",
       kUtf8, ';', 4, 2, 2, 1, "allée Foch"},
  };
}

// What cells say that others stumble over: it stays as it is.
std::vector<DirtyTable> contents() {
  return {
      {"codes without their zero", "Excel", "cp;ville\n1000;Bourg-en-Bresse\n", kUtf8, ';', 2, 2, 1,
       0, "1000"},
      {"numbers as Excel shows them", "Excel", "siret;ville\n6,91E+10;Lens\n", kUtf8, ';', 2, 2, 1,
       0, "6,91E+10"},
      {"Corsican codes", "adresse.data.gouv.fr#64", "insee;cp\n2A004;20000\n", kUtf8, ';', 2, 2, 1,
       0, "2A004"},
      {"formulas", "CWE-1236", "id;note\n=1+1;@cmd\n+33321;-2\n", kUtf8, ';', 3, 2, 1, 0, "=1+1"},
      {"spaces around", "adresse.data.gouv.fr#506", "id;adresse\n1; rue Basly  \n", kUtf8, ';', 2,
       2, 1, 1, " rue Basly  "},
      {"a postcode alone", "adresse.data.gouv.fr#506", "adresse;cp\n;62300\n", kUtf8, ';', 2, 2, 1,
       1, "62300"},
      {"bis and b", "banR#30", "adresse\n12 bis rue Basly\n12 b rue Basly\n", kUtf8, '\0', 3, 1, 1,
       0, "12 bis rue Basly"},
      {"CEDEX", "addok#350 (44156 CEDEX found in the Drôme)",
       "adresse;cp\nBP 12;44156 ANCENIS CEDEX\n", kUtf8, ';', 2, 2, 1, 1, "44156 ANCENIS CEDEX"},
      {"a street swapped with a name", "api-geocode#21", "adresse;citycode\n67 rue Barbès;94041\n",
       kUtf8, ';', 2, 2, 1, 0, "67 rue Barbès"},
      {"a column that an answer has too", "geocoded twice",
       "adresse;result_label;latitude\nrue Basly;x;1\n", kUtf8, ';', 2, 3, 0, 1, "result_label"},
      {"columns as the WSA's users write them", "villesaucarre.org",
       cp1252("\"v1\";\"v2\";\"v3\";\"v4\";\"v5\"\n\"1\";\"62300\";\"LENS\";\"12 ALLÉE "
              "FOCH\";\"12\"\n"),
       kWindows1252, ';', 2, 5, 1, 3, "12 ALLÉE FOCH"},
  };
}

}  // namespace

std::string in_encoding(std::string_view text, char const* name) {
  auto* const converter = iconv_open(name, "UTF-8");
  // NOLINTNEXTLINE(performance-no-int-to-ptr): what iconv_open returns is defined so
  if (converter == reinterpret_cast<iconv_t>(-1)) throw std::runtime_error("no such encoding");
  std::string in(text);
  std::string out(text.size() * 4 + 8, '\0');
  char* from = in.data();
  char* to = out.data();
  std::size_t left = in.size();
  std::size_t room = out.size();
  auto const done = iconv(converter, &from, &left, &to, &room);
  iconv_close(converter);
  if (done == static_cast<std::size_t>(-1)) throw std::runtime_error("not in that encoding");
  out.resize(out.size() - room);
  return out;
}

std::vector<DirtyTable> const& dirty_tables() {
  static auto const every = [] {
    std::vector<DirtyTable> all;
    for (auto&& part : {encodings(), separators(), quotes(), shapes(), contents()}) {
      all.insert(all.end(), part.begin(), part.end());
    }
    return all;
  }();
  return every;
}

}  // namespace qpv::test
