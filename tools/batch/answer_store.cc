// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/answer_store.h"

namespace qpv::batch {

std::uint32_t AnswerStore::id_of(std::string const& text) {
  if (auto const found = ids_.find(text); found != ids_.end()) return found->second;
  auto const id = static_cast<std::uint32_t>(texts_.size());
  ids_.emplace(texts_.emplace_back(text), id);
  return id;
}

void AnswerStore::add(std::uint32_t row, std::span<std::string const> texts) {
  rows_.push_back(row);
  width_ = texts.size();
  for (auto const& text : texts) cells_.push_back(id_of(text));
}

std::optional<std::vector<std::string_view>> AnswerStore::take(std::uint32_t row) {
  while (next_ < rows_.size() && rows_[next_] < row) ++next_;
  if (next_ == rows_.size() || rows_[next_] != row) return std::nullopt;
  std::vector<std::string_view> texts;
  for (std::size_t i = 0; i < width_; ++i) texts.push_back(texts_[cells_[next_ * width_ + i]]);
  return texts;
}

}  // namespace qpv::batch
