// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/index_writer.h"

#include <cassert>
#include <cstring>
#include <utility>

#include "geo/address/checksum.h"

namespace qpv {
std::string_view cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

TextRef TextPool::put(std::string_view text) {
  if (text.empty()) return 0;
  constexpr std::size_t kLongest = 255;
  std::string kept(cut(text, kLongest));
  auto const [known, is_new] = known_.try_emplace(std::move(kept), TextRef{0});
  if (is_new) {
    known->second = static_cast<TextRef>(bytes_.size());
    bytes_ += static_cast<char>(known->first.size());
    bytes_ += known->first;
  }
  return known->second;
}

IndexWriter::IndexWriter() : out_(sizeof(IndexHeader) + sizeof table_, '\0') {}

void IndexWriter::put_bytes(Section section, std::string_view bytes) {
  out_.resize((out_.size() + kSectionAlignment - 1) / kSectionAlignment * kSectionAlignment, '\0');
  auto const i = static_cast<std::uint32_t>(section);
  assert(table_[i].offset == 0);
  table_[i] = {i, crc_of(std::as_bytes(std::span(bytes))), out_.size(), bytes.size()};
  out_ += bytes;
}

std::string IndexWriter::finish() {
  IndexHeader header{};
  header.magic = kIndexMagic;
  header.format = kIndexFormat;
  header.sections = kSectionCount;
  header.bytes = out_.size();
  std::string_view const table(reinterpret_cast<char const*>(table_.data()), sizeof table_);
  header.table_crc = crc_of(std::as_bytes(std::span(table)));
  std::memcpy(out_.data(), &header, sizeof header);
  std::memcpy(out_.data() + sizeof header, table.data(), table.size());
  return std::move(out_);
}

}  // namespace qpv
