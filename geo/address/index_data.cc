// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/index_data.h"

#include <cstring>
#include <utility>

#include "geo/address/checksum.h"

namespace qpv {
namespace {

tl::unexpected<Error> corrupt(char const* why) {
  return fail(ErrorCode::kCorruptData, std::string("index d’adresses : ") + why, "addresses.idx");
}

class SectionTable {
 public:
  static Result<SectionTable> read(std::span<std::byte const> bytes) {
    IndexHeader header{};
    if (bytes.size() < sizeof header) return corrupt("fichier tronqué");
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.magic != kIndexMagic) return corrupt("ce n’en est pas un");
    if (header.format != kIndexFormat) return corrupt("format inconnu, à importer de nouveau");
    if (header.bytes != bytes.size()) return corrupt("taille inattendue");
    if (header.sections != kSectionCount) return corrupt("nombre de sections inattendu");
    SectionTable table;
    table.bytes_ = bytes;
    auto const rows = bytes.subspan(sizeof header);
    if (rows.size() < sizeof table.records_) return corrupt("fichier tronqué");
    std::memcpy(table.records_.data(), rows.data(), sizeof table.records_);
    if (crc_of(rows.first(sizeof table.records_)) != header.table_crc) {
      return corrupt("table des sections altérée");
    }
    for (std::uint32_t i = 0; i < kSectionCount; ++i) {
      auto const& record = table.records_[i];
      if (record.section != i || record.offset % kSectionAlignment != 0 ||
          record.offset > bytes.size() || record.bytes > bytes.size() - record.offset) {
        return corrupt("table des sections incohérente");
      }
    }
    return table;
  }

  [[nodiscard]] Result<void> check_all() const {
    for (auto const& record : records_) {
      if (crc_of(bytes_.subspan(record.offset, record.bytes)) != record.crc) {
        return corrupt("contenu altéré");
      }
    }
    return {};
  }

  template <class Record>
  void get(Section section, Column<Record>& column) const {
    static_assert(std::is_trivially_copyable_v<Record>);
    auto const& record = records_[static_cast<std::size_t>(section)];
    auto const* const data = bytes_.data() + record.offset;
    column = Column<Record>({reinterpret_cast<Record const*>(data), record.bytes / sizeof(Record)});
  }

 private:
  std::span<std::byte const> bytes_;
  std::array<SectionRecord, kSectionCount> records_;
};

void get_places(SectionTable const& table, IndexData& data) {
  table.get(Section::kText, data.text);
  table.get(Section::kCommunes, data.communes);
  table.get(Section::kCommuneCodes, data.commune_codes);
  table.get(Section::kPostcodes, data.postcodes);
  table.get(Section::kPostcodeTowns, data.postcode_towns);
  table.get(Section::kTowns, data.towns);
  table.get(Section::kTownTable, data.town_table);
  table.get(Section::kTownPeaks, data.town_peaks);
  table.get(Section::kOldCommunes, data.old_communes);
}

void get_streets(SectionTable const& table, IndexData& data) {
  table.get(Section::kStreets, data.streets);
  table.get(Section::kStreetNames, data.street_names);
  table.get(Section::kSignatures, data.signatures);
  table.get(Section::kNames, data.names);
  table.get(Section::kNameText, data.name_text);
  table.get(Section::kNameFirst, data.name_first);
  table.get(Section::kNameStreets, data.name_streets);
  table.get(Section::kNameWords, data.name_words);
  table.get(Section::kWordPeaks, data.word_peaks);
  table.get(Section::kBoxes, data.boxes);
  table.get(Section::kBoxStreets, data.box_streets);
}

void get_numbers(SectionTable const& table, IndexData& data) {
  table.get(Section::kNumbers, data.numbers);
  table.get(Section::kPositions, data.positions);
  table.get(Section::kTypes, data.position_types);
  table.get(Section::kSuffixes, data.suffixes);
  table.get(Section::kIds, data.ids);
}

template <class Idx>
IdxRange<Idx> make_range(std::size_t first, std::size_t end, std::size_t size) {
  end = std::min(end, size);
  first = std::min(first, end);
  return {static_cast<Idx>(first), static_cast<Idx>(end)};
}

}  // namespace

std::string_view IndexData::text_at(TextRef at) const {
  auto const length = static_cast<unsigned char>(text[at]);
  auto const found = text.range(std::size_t{at} + 1, std::size_t{at} + 1 + length);
  return {found.data(), found.size()};
}

NameTexts IndexData::name(std::uint32_t name) const {
  std::size_t const at = names[name];
  NameHead head{};
  auto const bytes = name_text.range(at, at + sizeof head);
  if (bytes.size() < sizeof head) return {};
  std::memcpy(&head, bytes.data(), sizeof head);
  NameTexts out;
  out.type = head.type;
  std::size_t next = at + sizeof head;
  for (auto const& [size, part] :
       {std::pair{head.display, &out.display}, std::pair{head.core, &out.core},
        std::pair{head.bare, &out.bare}, std::pair{head.sound, &out.sound}}) {
    auto const found = name_text.range(next, next + size);
    *part = {found.data(), found.size()};
    next += size;
  }
  return out;
}

IdxRange<StreetIdx> IndexData::streets_of(std::uint32_t commune) const {
  if (commune >= commune_count()) return {};
  return make_range<StreetIdx>(communes[commune].first_street, communes[commune + 1].first_street,
                               street_count());
}

IdxRange<NumberIdx> IndexData::numbers_of(std::uint32_t street) const {
  if (street >= street_count()) return {};
  return make_range<NumberIdx>(streets[street].first_number, streets[street + 1].first_number,
                               numbers.size());
}

std::uint32_t town_hash(std::string_view key) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (char const c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash ^ (hash >> 15U);
}

Result<std::unique_ptr<IndexData const>> read_index(std::span<std::byte const> bytes,
                                                    IndexCheck check) {
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(std::uint64_t) != 0) {
    return corrupt("adresse mémoire non alignée");
  }
  auto const table = SectionTable::read(bytes);
  if (!table) return tl::unexpected(table.error());
  if (check == IndexCheck::kEverything) {
    if (auto const whole = table->check_all(); !whole) return tl::unexpected(whole.error());
  }
  auto data = std::make_unique<IndexData>();
  get_places(*table, *data);
  get_streets(*table, *data);
  get_numbers(*table, *data);
  Column<char> words;
  table->get(Section::kLexicon, words);
  auto lexicon = Lexicon::read({words.all().data(), words.size()});
  if (!lexicon) return tl::unexpected(lexicon.error());
  data->lexicon = std::move(*lexicon);
  Column<IndexCounts> counts;
  table->get(Section::kCounts, counts);
  data->counts = {data->commune_count(), data->street_count(), counts[0].localities,
                  data->numbers.size(), counts[0].repeated};
  return data;
}

}  // namespace qpv
