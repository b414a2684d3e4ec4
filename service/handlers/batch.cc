// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/batch.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "geo/core/utf8.h"
#include "geo/json/batch_item.h"
#include "service/handlers/batch_item.h"
#include "service/handlers/parameters.h"
#include "service/http/media_type.h"
#include "service/http/problem.h"

namespace qpv::handlers {
namespace {

using http::BodyPiece;
using http::Next;
using http::Response;
using http::Turn;

void begin_answer(Response& answer, std::string_view type) {
  answer.content_type = type;
  answer.headers = http::kNoStore;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

// A line a turn.
class Lines : public http::StreamedAnswer {
 public:
  explicit Lines(BatchTerms terms) : terms_(std::move(terms)) {}

  Turn take(BodyPiece const& piece, Response& answer) override {
    begin_answer(answer, http::kNdJson);
    auto const end = piece.bytes.find('\n');
    bool const ended = end != std::string_view::npos;
    add(piece.bytes.substr(0, end));
    auto const taken = ended ? end + 1 : piece.bytes.size();
    if (ended || piece.last) answer_line(answer.body);
    return {taken, piece.last && taken == piece.bytes.size() ? Next::kWhole : Next::kMore};
  }

 private:
  // Of a line that is too long no more is kept than shows that it is.
  void add(std::string_view bytes) {
    line_ += bytes.substr(0, kBatchLineBytes + 1 - std::min(line_.size(), kBatchLineBytes + 1));
  }

  void answer_line(std::string& out) {
    if (line_.size() > kBatchLineBytes) {
      out += refuse_item(
          http::problem(http::ProblemType::kBodyTooLarge, "Cette ligne dépasse 64\u00A0Kio."),
          terms_);
      out += '\n';
    } else if (!is_blank(line())) {
      out += answer_item(line(), terms_);
      out += '\n';
    }
    line_.clear();
    first_ = false;
  }

  [[nodiscard]] std::string_view line() const {
    std::string_view text = line_;
    if (first_ && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    return text;
  }

  BatchTerms terms_;
  std::string line_;
  bool first_ = true;
};

// All of it first, then an element a turn.
class List : public http::StreamedAnswer {
 public:
  // How the results are put together.
  struct Form {
    std::string_view type;
    std::string_view before;
    std::string_view between;
    std::string_view after;
  };

  List(BatchTerms terms, Form const& form) : terms_(std::move(terms)), form_(form) {}

  Turn take(BodyPiece const& piece, Response& answer) override {
    if (!read_) return gather(piece, answer);
    begin_answer(answer, form_.type);
    if (next_ == 0) answer.body += form_.before;
    if (next_ < items_.size()) {
      if (next_ > 0) answer.body += form_.between;
      answer.body += answer_item(items_[next_++], terms_);
      return {0, Next::kBusy};
    }
    if (!items_.empty() || !form_.before.empty()) answer.body += form_.after;
    return {0, Next::kWhole};
  }

 private:
  Turn gather(BodyPiece const& piece, Response& answer) {
    if (text_.size() + piece.bytes.size() > kBatchListBytes) {
      return refuse(piece, answer, "La liste dépasse 1\u00A0Mio.");
    }
    text_ += piece.bytes;
    if (!piece.last) return {piece.bytes.size()};
    auto items = split_json_array(text_, kBatchItems);
    text_ = {};
    if (!items) {
      if (items.error().code == ErrorCode::kTooLarge) {
        return refuse(piece, answer, items.error().message);
      }
      answer = http::problem(http::ProblemType::kInvalidBody, items.error().message);
      return {piece.bytes.size(), Next::kWhole};
    }
    items_ = std::move(*items);
    read_ = true;
    return {piece.bytes.size(), Next::kBusy};
  }

  static Turn refuse(BodyPiece const& piece, Response& answer, std::string const& why) {
    answer = http::problem(
        http::ProblemType::kBodyTooLarge,
        why +
            " Envoyez-la en plusieurs fois, ou en « application/x-ndjson », une question par "
            "ligne, sans limite.");
    return {piece.bytes.size(), Next::kWhole};
  }

  BatchTerms terms_;
  Form form_;
  std::string text_;
  std::vector<std::string> items_;
  std::size_t next_ = 0;
  bool read_ = false;
};

constexpr List::Form kArray{http::kJson, "[", ",", "]"};
constexpr List::Form kArrayAsLines{http::kNdJson, "", "\n", "\n"};

}  // namespace

tl::expected<std::unique_ptr<http::StreamedAnswer>, Response> begin_batch(
    http::Request const& request, std::shared_ptr<Dataset const> dataset) {
  BatchTerms terms{std::move(dataset), std::nullopt, std::string(request.base_path)};
  if (auto const names = check_names(request.query, {"date"}); !names) {
    return tl::unexpected(to_response(names.error()));
  }
  if (auto const date = find(request.query, "date")) {
    auto const day = check_date(date, *terms.dataset);
    if (!day) return tl::unexpected(to_response(day.error()));
    terms.date = *date;
  }
  if (http::announces(request.content_type, http::kNdJson)) {
    if (!http::choose_type(request.accept, std::array{http::kNdJson})) {
      return tl::unexpected(http::problem(
          http::ProblemType::kNotAcceptable,
          "À des lignes (NDJSON), cette adresse répond par des lignes : application/x-ndjson."));
    }
    return std::make_unique<Lines>(std::move(terms));
  }
  auto const& form = request.wanted_type == http::kNdJson ? kArrayAsLines : kArray;
  return std::make_unique<List>(std::move(terms), form);
}

}  // namespace qpv::handlers
