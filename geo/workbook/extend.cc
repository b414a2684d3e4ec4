// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/extend.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace qpv::workbook {
namespace {

// Rows that are answered together, unless they are long.
constexpr std::size_t kRowsTogether = 2048;
constexpr std::size_t kBytesTogether = std::size_t{4} << 20;
// What one row that stands for many may become.
constexpr std::size_t kMaxRepeatedBytes = std::size_t{64} << 20;

using Cells = std::vector<NewCell>;

bool same(Cells const& a, Cells const& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](auto const& x, auto const& y) {
    return x.kind == y.kind && x.text == y.text;
  });
}

class Extender {
 public:
  Extender(SheetSource source, PartReader reader, Addition const& addition, Answer const& answer)
      : source_(std::move(source)),
        reader_(std::move(reader)),
        addition_(addition),
        answer_(answer),
        parsed_(source_.parse({[this](SheetRow&& row) { take(std::move(row)); },
                               [this](Dimension const& dimension) { take(dimension); }})) {}

  Result<std::size_t> read(std::span<char> room) {
    while (done_ == out_.size() && !ended_) {
      out_.clear();
      done_ = 0;
      if (auto const went = go_on(); !went) return tl::unexpected(went.error());
    }
    auto const count = std::min(room.size(), out_.size() - done_);
    std::memcpy(room.data(), out_.data() + done_, count);
    done_ += count;
    return count;
  }

 private:
  void take(SheetRow&& row) {
    bytes_ += row.texts.size();
    rows_.push_back(std::move(row));
  }
  void take(Dimension const& dimension) {
    for (auto& edit : xlsx_dimension_edits(dimension, raw_, addition_.columns.back())) {
      edits_.push_back(std::move(edit));
    }
  }

  // A further piece of the part: parsed, answered when enough has come, put out as far as it is
  // decided.
  Result<void> go_on() {
    auto const had = raw_.bytes.size();
    raw_.bytes.resize(had + kPieceBytes);
    auto const got = reader_({raw_.bytes.data() + had, kPieceBytes});
    if (!got) return tl::unexpected(got.error());
    raw_.bytes.resize(had + *got);
    ended_ = *got == 0;
    auto& parser = *parsed_.parser;
    auto const fed =
        ended_ ? parser.finish() : parser.feed(std::string_view(raw_.bytes).substr(had));
    if (!fed) return fed;
    if (!parser.is_utf8()) {
      return tl::unexpected(source_.place.error(ErrorCode::kInvalidArgument, 0, kMaxColumns,
                                                "son XML n’est pas en UTF-8"));
    }
    if (auto const open = parsed_.open_row(); open && raw_.end() - *open > kMaxRowBytes) {
      return tl::unexpected(source_.place.error(ErrorCode::kTooLarge, 0, kMaxColumns,
                                                "une de ses lignes est démesurée"));
    }
    bool const enough =
        rows_.size() >= kRowsTogether || raw_.bytes.size() + bytes_ >= kBytesTogether;
    if (ended_ || enough) {
      if (auto const answered = answer_rows(); !answered) return answered;
    }
    put_out(ended_ ? raw_.end() : decided());
    return {};
  }

  [[nodiscard]] std::uint64_t decided() const {
    auto end = std::min(parsed_.parser->event_at(), raw_.end());
    if (auto const open = parsed_.open_row()) end = std::min(end, *open);
    if (!rows_.empty()) end = std::min(end, rows_.front().whole.begin);
    return end;
  }

  void put_out(std::uint64_t end) {
    if (end <= raw_.begin) return;
    out_ = edited(raw_, {raw_.begin, end}, edits_);
    edits_.clear();
    raw_.bytes.erase(0, end - raw_.begin);
    raw_.begin = end;
  }

  Result<void> answer_rows() {
    std::size_t from = 0;
    while (from < rows_.size()) {
      auto to = from;
      while (to < rows_.size() && rows_[to].repeated == 1) ++to;
      auto const answered = to > from ? answer_single(from, to) : answer_repeated(rows_[to++]);
      if (!answered) return answered;
      from = to;
    }
    rows_.clear();
    bytes_ = 0;
    return {};
  }

  Result<std::vector<Cells>> ask(std::span<Row const> rows) {
    auto cells = answer_(rows);
    assert(!cells || cells->size() == rows.size());
    return cells;
  }

  Result<void> answer_single(std::size_t from, std::size_t to) {
    std::vector<std::vector<std::string_view>> cells(to - from);
    std::vector<Row> asked;
    for (auto i = from; i < to; ++i) {
      fill_cells(rows_[i], cells[i - from]);
      asked.push_back({rows_[i].number, cells[i - from], rows_[i].columns()});
    }
    auto const answers = ask(asked);
    if (!answers) return tl::unexpected(answers.error());
    for (auto i = from; i < to; ++i) {
      auto edits = edits_of(rows_[i], (*answers)[i - from], rows_[i].number);
      if (!edits) return tl::unexpected(edits.error());
      std::move(edits->begin(), edits->end(), std::back_inserter(edits_));
    }
    return {};
  }

  Result<std::vector<Edit>> edits_of(SheetRow const& row, Cells const& cells,
                                     std::uint32_t number) {
    if (cells.empty()) return std::vector<Edit>();
    assert(cells.size() == addition_.columns.size());
    return source_.edit_row(row, raw_, {&addition_.columns, cells, number == addition_.header_row});
  }

  // Runs of equal answers stay one row that is repeated.
  Result<void> answer_repeated(SheetRow const& row) {
    std::vector<std::string_view> cells;
    fill_cells(row, cells);
    Edit whole{row.whole, {}};
    Cells current;
    std::uint32_t first = 0;
    bool changed = false;
    auto const put = [&](std::uint32_t end) -> Result<void> {
      auto const edits = edits_of(row, current, row.number + first);
      if (!edits) return tl::unexpected(edits.error());
      changed = changed || !edits->empty();
      if (end > first) whole.text += ods_repeated_row(row, raw_, *edits, end - first);
      first = end;
      if (whole.text.size() <= kMaxRepeatedBytes) return {};
      return tl::unexpected(source_.place.error(ErrorCode::kTooLarge, row.number, kMaxColumns,
                                                "trop de lignes identiques ont reçu des réponses "
                                                "différentes"));
    };
    for (std::uint32_t at = 0; at < row.repeated;) {
      auto const answers = ask_copies(row, cells, at);
      if (!answers) return tl::unexpected(answers.error());
      for (auto const& answer : *answers) {
        bool const header =
            row.number + at == addition_.header_row || row.number + at == addition_.header_row + 1;
        if (at > 0 && (header || !same(answer, current))) {
          if (auto const done = put(at); !done) return done;
        }
        current = answer;
        ++at;
      }
    }
    if (auto const done = put(row.repeated); !done) return done;
    if (changed) edits_.push_back(std::move(whole));
    return {};
  }

  Result<std::vector<Cells>> ask_copies(SheetRow const& row,
                                        std::vector<std::string_view> const& cells,
                                        std::uint32_t from) {
    std::vector<Row> asked;
    auto const to = std::min<std::uint32_t>(row.repeated, from + kRowsTogether);
    for (auto i = from; i < to; ++i) asked.push_back({row.number + i, cells, row.columns()});
    return ask(asked);
  }

  SheetSource source_;
  PartReader reader_;
  Addition const& addition_;
  Answer const& answer_;
  SheetParser parsed_;
  RawBytes raw_;
  std::vector<SheetRow> rows_;  // not yet answered
  std::size_t bytes_ = 0;       // of their texts
  std::vector<Edit> edits_;     // not yet put out
  std::string out_;
  std::size_t done_ = 0;  // of out_
  bool ended_ = false;
};

}  // namespace

PartWriter extended_sheet(SheetSource source, PartReader reader, Addition const& addition,
                          Answer const& answer) {
  auto const extender =
      std::make_shared<Extender>(std::move(source), std::move(reader), addition, answer);
  return [extender](std::span<char> room) { return extender->read(room); };
}

}  // namespace qpv::workbook
