// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/communes.h"

#include "geo/core/perimeter_code.h"

namespace qpv::import {
namespace {

// U+00C0 to U+00FF without their accents; '*' where there is none to take away.
constexpr std::string_view kPlain =
    "aaaaaa*ceeeeiiii*nooooo*ouuuuy**"
    "aaaaaa*ceeeeiiii*nooooo*ouuuuy*y";

char fold_ascii(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  bool const kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  return kept ? c : ' ';
}

// A two-byte character: French letters lie in U+00C0 to U+00FF, but for œ and Ÿ.
std::string_view fold_two_bytes(unsigned char lead, unsigned char trail) {
  if (lead == 0xCCU) return "";  // a combining accent: its letter is already there
  if (lead == 0xC5U && (trail == 0x92U || trail == 0x93U)) return "oe";
  if (lead == 0xC5U && trail == 0xB8U) return "y";
  if (lead != 0xC3U || trail < 0x80U) return " ";
  if (trail == 0x86U || trail == 0xA6U) return "ae";
  return kPlain.substr(trail - 0x80U, 1);
}

// Appends the character that begins at `i`, folded, and returns its length.
std::size_t fold_character(std::string_view name, std::size_t i, std::string& out) {
  auto const byte = [&](std::size_t k) {
    return static_cast<unsigned char>(k < name.size() ? name[k] : '\0');
  };
  if (byte(i) < 0x80U) {
    out += fold_ascii(name[i]);
    return 1;
  }
  if (byte(i) < 0xE0U) {
    out += fold_two_bytes(byte(i), byte(i + 1));
    return 2;
  }
  out += ' ';  // a curly apostrophe, a long dash
  return byte(i) >= 0xF0U ? 4 : 3;
}

std::string departement_of(std::string_view insee) {
  bool const overseas = insee.starts_with("97") || insee.starts_with("98");
  return std::string(insee.substr(0, overseas ? 3 : 2));
}

}  // namespace

std::string fold_name(std::string_view name) {
  std::string plain;
  for (std::size_t i = 0; i < name.size();) i += fold_character(name, i, plain);
  std::string out;
  for (std::size_t i = 0; i < plain.size();) {
    auto const start = plain.find_first_not_of(' ', i);
    if (start == std::string::npos) break;
    auto const end = std::min(plain.find(' ', start), plain.size());
    auto word = plain.substr(start, end - start);
    if (word == "st") word = "saint";
    if (word == "ste") word = "sainte";
    if (!out.empty()) out += ' ';
    out += word;
    i = end;
  }
  return out;
}

void CommuneTable::add(std::string const& code, std::string const& name) {
  names_.try_emplace(code, name);
  codes_[{departement_of(code), fold_name(name)}].insert(code);
}

void CommuneTable::add(ogr::SourcePerimeter const& perimeter) {
  if (perimeter.commune_codes.size() != perimeter.commune_names.size()) return;
  for (std::size_t i = 0; i < perimeter.commune_codes.size(); ++i) {
    add(perimeter.commune_codes[i], perimeter.commune_names[i]);
  }
}

std::optional<std::string> CommuneTable::name_of(std::string const& code) const {
  auto const found = names_.find(code);
  if (found == names_.end()) return std::nullopt;
  return found->second;
}

std::optional<std::string> CommuneTable::code_of(std::string const& name,
                                                 std::string const& departement) const {
  auto const found = codes_.find({departement, fold_name(name)});
  if (found == codes_.end() || found->second.size() != 1) return std::nullopt;
  return *found->second.begin();
}

std::vector<Commune> pair_communes(ogr::SourcePerimeter const& perimeter,
                                   CommuneTable const& table) {
  auto const& codes = perimeter.commune_codes;
  auto const& names = perimeter.commune_names;
  std::vector<Commune> out;
  if (codes.size() == names.size()) {
    for (std::size_t i = 0; i < codes.size(); ++i) out.push_back({codes[i], names[i]});
  } else if (codes.empty()) {
    auto const code = parse_perimeter_code(perimeter.code);
    for (auto const& name : names) {
      out.push_back({code ? table.code_of(name, code->departement) : std::nullopt, name});
    }
  } else {
    for (auto const& code : codes) out.push_back({code, table.name_of(code).value_or(code)});
  }
  return out;
}

}  // namespace qpv::import
