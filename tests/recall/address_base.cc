// SPDX-License-Identifier: EUPL-1.2
#include "tests/recall/address_base.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "geo/address/address_builder.h"

namespace qpv::test {
namespace {

constexpr std::array<std::string_view, kPositionTypes> kTypes{"",
                                                              "entrée",
                                                              "bâtiment",
                                                              "cage d’escalier",
                                                              "logement",
                                                              "service technique",
                                                              "délivrance postale",
                                                              "parcelle",
                                                              "segment"};

// What BAN-format fields one line has, quotes taken off. Views into `line`, which changes.
void split(std::string& line, std::vector<std::string_view>& fields) {
  fields.clear();
  std::size_t at = 0;
  while (at <= line.size()) {
    if (at < line.size() && line[at] == '"') {
      std::size_t out = ++at;
      auto const begin = at;
      while (at < line.size() &&
             !(line[at] == '"' && (at + 1 == line.size() || line[at + 1] != '"'))) {
        if (line[at] == '"') ++at;
        line[out++] = line[at++];
      }
      fields.push_back(std::string_view(line).substr(begin, out - begin));
      at += 2;
    } else {
      auto const end = std::min(line.find(';', at), line.size());
      fields.push_back(std::string_view(line).substr(at, end - at));
      at = end + 1;
    }
  }
}

template <class Number>
Number number_of(std::string_view text) {
  Number value{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw std::runtime_error(fmt::format("not a number: {}", text));
  }
  return value;
}

// Where the columns are that a row needs.
class Columns {
 public:
  explicit Columns(std::vector<std::string_view> const& header) {
    for (auto const name : header) names_.emplace_back(name);
  }

  [[nodiscard]] AddressRow row(std::vector<std::string_view> const& fields) const {
    auto const field = [&](std::string_view name) {
      auto const found = std::ranges::find(names_, name);
      auto const at = static_cast<std::size_t>(found - names_.begin());
      return at < fields.size() ? fields[at] : std::string_view();
    };
    AddressRow row;
    row.id = field("id");
    auto const numero = field("numero");
    row.number = number_of<std::uint32_t>(numero);
    row.street_id = row.id.substr(0, row.id.rfind(fmt::format("_{:05}", row.number)));
    row.suffix = field("rep");
    row.street = field("nom_voie");
    row.postcode = field("code_postal");
    row.citycode = field("code_insee");
    row.city = field("nom_commune");
    row.old_citycode = field("code_insee_ancienne_commune");
    row.old_city = field("nom_ancienne_commune");
    row.place = field("nom_ld");
    row.position = {number_of<double>(field("lon")), number_of<double>(field("lat"))};
    auto const type = std::ranges::find(kTypes, field("type_position"));
    if (type != kTypes.end()) row.type = static_cast<PositionType>(type - kTypes.begin());
    return row;
  }

 private:
  std::vector<std::string> names_;
};

std::string lexicon_text(std::filesystem::path const& folder) {
  std::vector<std::filesystem::path> files;
  for (auto const& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".tsv") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::ostringstream text;
  for (auto const& file : files) {
    text << "# file: " << file.filename().string() << '\n' << std::ifstream(file).rdbuf();
  }
  return text.str();
}

std::string build(std::filesystem::path const& csv, std::filesystem::path const& lexicon) {
  auto builder = AddressBuilder::start(lexicon_text(lexicon));
  if (!builder) throw std::runtime_error(builder.error().message + " " + builder.error().where);
  std::ifstream in(csv);
  std::string line;
  std::vector<std::string_view> fields;
  if (!std::getline(in, line)) throw std::runtime_error("cannot read " + csv.string());
  split(line, fields);
  Columns const columns(fields);
  while (std::getline(in, line)) {
    split(line, fields);
    builder->add(columns.row(fields));
  }
  AddressCounts counts;
  auto bytes = builder->finish(counts);
  if (!bytes) throw std::runtime_error(bytes.error().message);
  return std::move(*bytes);
}

std::span<std::byte const> map(std::filesystem::path const& path) {
  int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (file < 0 || ::fstat(file, &status) != 0)
    throw std::runtime_error("cannot read " + path.string());
  auto const size = static_cast<std::size_t>(status.st_size);
  void* const mapped = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
  if (mapped == MAP_FAILED) throw std::runtime_error("cannot map " + path.string());
  return {static_cast<std::byte const*>(mapped), size};
}

}  // namespace

AddressBase open_address_base(std::filesystem::path const& path,
                              std::filesystem::path const& lexicon) {
  auto const is_csv = path.extension() == ".csv";
  // On the heap, so that moving the string does not move a short one's bytes.
  auto built = is_csv ? build(path, lexicon) : std::string();
  auto const began = std::chrono::steady_clock::now();
  auto const bytes = is_csv ? std::as_bytes(std::span(std::as_const(built))) : map(path);
  auto index = AddressIndex::open(bytes, IndexCheck::kHeader);
  if (!index) throw std::runtime_error(index.error().message);
  std::chrono::duration<double, std::milli> const opened = std::chrono::steady_clock::now() - began;
  return {std::move(built), bytes, std::move(*index), opened.count()};
}

}  // namespace qpv::test
