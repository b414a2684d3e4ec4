// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "geo/address/fold.h"

namespace qpv {
namespace {

constexpr std::size_t kMostTypes = 255;
constexpr std::string_view kFileMark = "# file: ";

constexpr std::array<std::pair<std::string_view, Noise>, 8> kNoises{{
    {"alone", Noise::kAlone},
    {"one", Noise::kOne},
    {"number", Noise::kNumber},
    {"order", Noise::kOrder},
    {"three", Noise::kThree},
    {"number-mark", Noise::kNumberMark},
    {"cedex", Noise::kCedex},
    {"rest", Noise::kRest},
}};

// Folded, its tokens separated by one space.
std::string folded(std::string_view text) {
  FoldedText tokens;
  tokens.fold(text);
  std::string out;
  for (std::size_t i = 0; i < tokens.tokens().size(); ++i) {
    if (i > 0) out += ' ';
    out += tokens[i];
  }
  return out;
}

// The part of `rest` before the next `end`, taken off it.
std::string_view take(std::string_view& rest, char end) {
  auto const at = rest.find(end);
  auto const part = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return part;
}

}  // namespace

class LexiconReader {
 public:
  Result<Lexicon> read(std::string_view text) {
    std::size_t number = 0;
    while (!text.empty()) {
      auto const line = take(text, '\n');
      ++number;
      if (line.starts_with(kFileMark)) {
        file_ = line.substr(kFileMark.size());
        number = 0;
      } else if (!line.empty() && line.front() != '#' && !read_line(line)) {
        return fail(ErrorCode::kCorruptData,
                    fmt::format("lexique, {}, ligne {} : « {} »", file_, number, line));
      }
    }
    if (lexicon_.types_.size() == 1) {
      return fail(ErrorCode::kCorruptData, "lexique : aucun type de voie (types.tsv)");
    }
    return std::move(lexicon_);
  }

 private:
  bool read_line(std::string_view line) {
    auto const first = folded(take(line, '\t'));
    if (first.empty()) return false;
    if (file_ == "noise.tsv") return read_noise(first, take(line, '\t'));
    if (file_ == "small.tsv") return word(first).small = true;
    if (file_ == "titles.tsv") return word(first).title = true;
    if (file_ == "types.tsv") return read_type(first, line);
    bool const suffixes = file_ == "suffixes.tsv";
    if (!suffixes && file_ != "words.tsv") return false;
    if (suffixes) word(first).suffix = first;
    while (!line.empty()) {
      auto const variant = folded(take(line, '\t'));
      if (variant.empty() || variant.find(' ') != std::string::npos) return false;
      (suffixes ? word(variant).suffix : word(variant).canonical) = first;
    }
    return true;
  }

  bool read_type(std::string const& first, std::string_view line) {
    if (lexicon_.types_.size() > kMostTypes || first.find(' ') != std::string::npos) return false;
    auto const type = static_cast<std::uint8_t>(lexicon_.types_.size());
    lexicon_.types_.push_back(first);
    word(first).type = type;
    while (!line.empty()) {
      auto const variant = folded(take(line, '\t'));
      if (variant.empty() || variant.find(' ') != std::string::npos) return false;
      word(variant).type = type;
    }
    return true;
  }

  bool read_noise(std::string const& first, std::string_view kind) {
    auto const* const found =
        std::ranges::find(kNoises, kind, [](auto const& entry) { return entry.first; });
    if (found == kNoises.end()) return false;
    word(first).noise = found->second;
    return true;
  }

  Word& word(std::string const& folded) { return lexicon_.words_[folded]; }

  Lexicon lexicon_;
  std::string_view file_ = "?";
};

Result<Lexicon> Lexicon::read(std::string_view text) { return LexiconReader().read(text); }

}  // namespace qpv
