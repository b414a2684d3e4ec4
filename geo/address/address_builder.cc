// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/address_builder.h"

#include <utility>

#include "geo/address/build.h"
#include "geo/address/index_data.h"

namespace qpv {
namespace {

constexpr std::uint32_t kHighestNumber = (1U << (32 - kSuffixBits)) - 1;

// The id that follows from the rest, as AddressIndex::id composes it.
bool is_usual_id(AddressRow const& row) {
  std::string_view rest = row.id;
  if (!rest.starts_with(row.street_id)) return false;
  rest.remove_prefix(row.street_id.size());
  constexpr std::size_t kDigits = 6;  // with the "_"
  if (rest.size() < kDigits || rest[0] != '_') return false;
  std::uint32_t number = 0;
  for (char const c : rest.substr(1, kDigits - 1)) {
    if (c < '0' || c > '9') return false;
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  rest.remove_prefix(kDigits);
  if (number != row.number) return false;
  if (row.suffix.empty()) return rest.empty();
  return rest.size() == row.suffix.size() + 1 && rest[0] == '_' && rest.substr(1) == row.suffix;
}

}  // namespace

// What rows are collected into, and the last street, which most rows share with the one before.
struct AddressBuilder::Impl {
  Collected all;
  std::string key;  // of the row at hand: its memory is kept
  std::string last_key;
  std::uint32_t last_street = 0;

  std::uint32_t commune(AddressRow const& row) {
    auto const [found, is_new] = all.commune_rows.try_emplace(
        std::string(row.citycode), static_cast<std::uint32_t>(all.communes.size()));
    if (is_new) all.communes.push_back({found->first, std::string(row.city)});
    auto& commune = all.communes[found->second];
    if (!row.postcode.empty()) commune.postcodes.insert(std::string(row.postcode));
    if (!row.old_city.empty()) commune.old_names.insert(std::string(row.old_city));
    return found->second;
  }

  std::uint32_t street(AddressRow const& row) {
    key.clear();
    key.append(row.street_id).append("\n").append(row.postcode).append("\n").append(row.street);
    if (key == last_key && !all.streets.empty()) return last_street;
    auto const [found, is_new] =
        all.street_rows.try_emplace(key, static_cast<std::uint32_t>(all.streets.size()));
    std::swap(last_key, key);
    last_street = found->second;
    if (is_new) {
      auto const [name, new_name] = all.name_rows.try_emplace(
          std::string(row.street), static_cast<std::uint32_t>(all.names.size()));
      if (new_name) all.names.push_back({name->first});
      StreetBuild made;
      made.id = row.street_id;
      made.postcode = row.postcode;
      made.commune = commune(row);
      made.name = name->second;
      made.old_commune = old_commune(row);
      made.kind = row.kind == RowKind::kLocality ? RowKind::kLocality : RowKind::kStreet;
      all.streets.push_back(std::move(made));
    }
    return last_street;
  }

  std::uint32_t old_commune(AddressRow const& row) {
    if (row.old_city.empty() && row.old_citycode.empty()) return 0;
    auto const [found, is_new] = all.old_rows.try_emplace(
        std::pair(std::string(row.old_citycode), std::string(row.old_city)),
        static_cast<std::uint32_t>(all.old_communes.size()));
    if (is_new) all.old_communes.push_back(found->first);
    return found->second;
  }

  std::uint32_t suffix(std::string_view text) {
    if (text.empty()) return 0;
    auto const found = all.suffix_rows.find(text);
    if (found != all.suffix_rows.end()) return found->second;
    auto const row = static_cast<std::uint32_t>(all.suffixes.size());
    all.suffixes.emplace_back(text);
    all.suffix_rows.emplace(text, row);
    return row;
  }

  void number(AddressRow const& row) {
    auto const of_street = street(row);
    auto const packed = row.number << kSuffixBits | (suffix(row.suffix) & kSuffixMask);
    if (!row.id.empty() && !is_usual_id(row)) {
      all.unusual_ids.push_back({of_street, packed, std::string(row.id)});
    }
    all.numbers.push_back(
        {of_street, packed, pack(row.position), static_cast<std::uint32_t>(row.type)});
  }
};

AddressBuilder::AddressBuilder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
AddressBuilder::AddressBuilder(AddressBuilder&&) noexcept = default;
AddressBuilder& AddressBuilder::operator=(AddressBuilder&&) noexcept = default;
AddressBuilder::~AddressBuilder() = default;

Result<AddressBuilder> AddressBuilder::start(std::string_view lexicon) {
  auto words = Lexicon::read(lexicon);
  if (!words) return tl::unexpected(words.error());
  auto impl = std::make_unique<Impl>();
  impl->all.lexicon = std::move(*words);
  impl->all.lexicon_text = lexicon;
  return AddressBuilder(std::move(impl));
}

void AddressBuilder::add(AddressRow const& row) {
  auto& all = impl_->all;
  switch (row.kind) {
    case RowKind::kMunicipality: {
      auto& commune = all.communes[impl_->commune(row)];
      commune.name = row.city;
      commune.centre = pack(row.position);
      break;
    }
    case RowKind::kStreet:
    case RowKind::kLocality:
      all.streets[impl_->street(row)].position = pack(row.position);
      break;
    case RowKind::kHousenumber:
      if (row.number <= kHighestNumber) impl_->number(row);
      break;
  }
}

Result<std::string> AddressBuilder::finish(AddressCounts& counts) {
  auto& all = impl_->all;
  constexpr std::size_t kMost = std::size_t{1} << 31U;
  if (all.numbers.size() >= kMost || all.suffixes.size() > kSuffixMask) {
    return fail(ErrorCode::kTooLarge, "trop d’adresses pour un seul index");
  }
  auto collected = std::move(all);
  impl_.reset();
  return build_index(std::move(collected), counts);
}

}  // namespace qpv
