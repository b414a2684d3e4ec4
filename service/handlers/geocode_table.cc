// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/geocode_table.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "geo/table/reader.h"
#include "geo/table/row_block.h"
#include "service/clock.h"
#include "service/handlers/address.h"
#include "service/handlers/geocode_row.h"
#include "service/http/multipart.h"
#include "service/http/problem.h"

namespace qpv::handlers {
namespace {

using http::BodyPiece;
using http::MultipartReader;
using http::Next;
using http::Response;
using http::Turn;

constexpr std::size_t kPieceBytes = 64 * 1024;   // taken at once
constexpr std::size_t kOptionBytes = 64 * 1024;  // of all parameters together
// A parameter may come behind a table of this size, also where others came before it.
constexpr std::size_t kPatienceBytes = 1024 * 1024;

// Answered together: a millisecond of work, for one thread.
constexpr std::size_t kBlockRows = 64;

constexpr std::string_view kAttachment =
    "Content-Disposition: attachment; filename=\"geocoded.csv\"\r\n";

std::string_view csv_type(table::Encoding encoding) {
  switch (encoding) {
    case table::Encoding::kWindows1252:
      return "text/csv; charset=windows-1252; header=present";
    case table::Encoding::kUtf16Le:
      return "text/csv; charset=utf-16le; header=present";
    case table::Encoding::kUtf16Be:
      return "text/csv; charset=utf-16be; header=present";
    case table::Encoding::kUtf8:
      break;
  }
  return http::kCsv;
}

struct TableTerms {
  std::shared_ptr<Dataset const> dataset;
  GeocodeOperation operation;
  GeocodeDialect dialect;
  Date date;
};

// Gathers the form until its end, or until the table is larger than what is waited for; from then
// on a block of rows a turn.
class TableAnswer : public http::StreamedAnswer {
 public:
  TableAnswer(TableTerms terms, std::string_view boundary, TableMeans const& means)
      : terms_(std::move(terms)),
        form_(boundary),
        most_(means.budget.of_one),
        share_(means.budget),
        crew_(means.crew) {}

  Turn take(BodyPiece const& piece, Response& answer) override {
    if (checker_) {
      auto const checked = check();
      return checked ? Turn{0, Next::kBusy} : fail(checked.error(), answer);
    }
    if (reader_) {
      auto const stepped = step(answer);
      if (!stepped) return fail(stepped.error(), answer);
      if (*stepped) return {0, **stepped};
    }
    auto const bytes = piece.bytes.substr(0, kPieceBytes);
    form_.feed(bytes);
    if (auto const read = read_form(); !read) return fail(read.error(), answer, bytes.size());
    bool const last = piece.last && bytes.size() == piece.bytes.size();
    if (last && !ended_) {
      return fail({"Invalid form", "the form is not whole", "data"}, answer, bytes.size());
    }
    if (ended_ && !reader_) {
      if (auto const begun = begin(); !begun) return fail(begun.error(), answer, bytes.size());
    }
    return {bytes.size(), reader_ && (ended_ || has_rows_) ? Next::kBusy : Next::kMore};
  }

 private:
  // What is whole is read once before the answer begins, while an error can still be told.
  Geocoded<void> check() {
    auto const piece = std::string_view(held_).substr(fed_, kPieceBytes);
    fed_ += piece.size();
    checker_->feed(piece);
    if (fed_ == held_.size()) checker_->finish();
    for (;;) {
      auto const row = checker_->next();
      if (!row) return tl::unexpected(no_table(row.error()));
      if (!*row) break;
    }
    if (fed_ < held_.size()) return {};
    fed_ = 0;
    checker_.reset();
    return {};
  }

  static GeocodeFault no_table(Error const& error) {
    return {"Invalid file", error.message, "data"};
  }

  // Some rows, or a piece of what was held; nothing when more of the body is needed.
  Geocoded<std::optional<Next>> step(Response& answer) {
    if (!geocoder_) {
      auto const row = reader_->next();
      if (!row) return tl::unexpected(no_table(row.error()));
      if (*row) {
        auto const begun = begin_answer(**row, answer);
        if (!begun) return tl::unexpected(begun.error());
        return Next::kBusy;
      }
    } else {
      auto const answered = answer_block(answer);
      if (!answered) return tl::unexpected(answered.error());
      if (*answered) return Next::kBusy;
    }
    if (feed_held()) return Next::kBusy;
    has_rows_ = false;
    if (!ended_) return std::nullopt;
    if (!geocoder_) return tl::unexpected(GeocodeFault{"Empty file", "Empty file", "data"});
    return Next::kWhole;
  }

  bool feed_held() {
    if (fed_ < held_.size()) {
      auto const piece = std::string_view(held_).substr(fed_, kPieceBytes);
      fed_ += piece.size();
      reader_->feed(piece);
      if (fed_ == held_.size()) {
        held_ = {};
        fed_ = 0;
        share_.give_back();
      }
      return true;
    }
    if (!ended_ || finished_) return false;
    reader_->finish();
    finished_ = true;
    return true;
  }

  Geocoded<void> read_form() {
    for (;;) {
      auto const event = form_.next();
      if (!event)
        return tl::unexpected(GeocodeFault{"Invalid form", event.error().message, "data"});
      Geocoded<void> taken;
      switch (*event) {
        case MultipartReader::Event::kMore:
          return {};
        case MultipartReader::Event::kEnd:
          taken = end_part();
          ended_ = true;
          return taken;
        case MultipartReader::Event::kPart:
          taken = end_part();
          in_data_ = form_.name() == "data";
          if (in_data_ && data_seen_) taken = tl::unexpected(invalid("data", "given twice"));
          data_seen_ = data_seen_ || in_data_;
          break;
        case MultipartReader::Event::kData:
          taken = in_data_ ? take_data(form_.data()) : take_option(form_.data());
          break;
      }
      if (!taken) return taken;
    }
  }

  Geocoded<void> take_option(std::string_view bytes) {
    option_bytes_ += bytes.size();
    if (option_bytes_ > kOptionBytes) {
      return tl::unexpected(invalid(form_.name(), "the parameters are too long"));
    }
    option_ += bytes;
    return {};
  }

  // The part before, where it was a parameter.
  Geocoded<void> end_part() {
    if (in_data_ || option_name_.empty()) {
      option_name_ = form_.name();
      option_.clear();
      return {};
    }
    auto const name = std::exchange(option_name_, form_.name());
    auto const value = std::exchange(option_, {});
    if (reader_) {
      return tl::unexpected(invalid(name, "must come before data: the answer has begun"));
    }
    has_options_ = true;
    return add_option(name, value, options_);
  }

  Geocoded<void> take_data(std::string_view bytes) {
    has_rows_ = true;
    if (reader_) {
      reader_->feed(bytes);
      return {};
    }
    auto const patience = has_options_ ? std::min(kPatienceBytes, most_) : most_;
    if (!share_.take(bytes.size())) {
      return tl::unexpected(GeocodeFault{"Busy", "too many files are being sent", {}, 503});
    }
    held_ += bytes;
    if (held_.size() <= patience) return {};
    if (!has_options_) {
      return tl::unexpected(GeocodeFault{
          "File too large",
          "put the parameters (columns...) before data in the form and read the answer while "
          "sending, or split the file",
          "data", 413});
    }
    return begin();
  }

  Geocoded<void> begin() {
    if (!data_seen_) {
      return tl::unexpected(
          GeocodeFault{"Missing file", "A CSV file must be provided in data field"});
    }
    if (held_.empty()) return tl::unexpected(GeocodeFault{"Empty file", "Empty file"});
    reader_.emplace(options_.known);
    if (ended_) checker_.emplace(options_.known);
    return {};
  }

  // False when the reader has no row. Those before a fault are answered first.
  Geocoded<bool> answer_block(Response& answer) {
    block_.clear();
    while (block_.size() < kBlockRows && !fault_) {
      auto const row = reader_->next();
      if (!row) fault_ = no_table(row.error());
      if (!row || !*row) break;
      block_.add(**row);
    }
    if (block_.size() == 0 && fault_) return tl::unexpected(*fault_);
    auto const rows = block_.rows();
    cells_.resize(rows.size());
    crew_.share(rows.size(), [&](std::size_t i) {
      if (!rows[i].blank()) cells_[i] = geocoder_->answer(rows[i], *terms_.dataset, terms_.date);
    });
    for (std::size_t i = 0; i < rows.size(); ++i) write(rows[i], cells_[i], answer.body);
    return !rows.empty();
  }

  void write(table::Row const& row, RowGeocoder::Cells const& cells, std::string& out) {
    if (row.blank()) {
      writer_->copy(row, out);
      return;
    }
    writer_->begin(row, out);
    geocoder_->write(cells, *writer_, out);
    writer_->end(row, out);
  }

  // The rows to the header, which is the first that can be one.
  Geocoded<void> begin_answer(table::Row const& row, Response& answer) {
    auto dialect = reader_->dialect();
    bool const unicode = dialect.encoding != table::Encoding::kWindows1252;
    dialect.bom = dialect.bom || (options_.with_bom && unicode);
    table::Writer writer(dialect, row.cells.size());
    std::string head;
    if (!started_) writer.start(head);
    if (table::is_preamble(row, dialect)) {
      writer.copy(row, head);
    } else {
      auto made = RowGeocoder::make(options_, row, dialect, terms_.operation, terms_.dialect);
      if (!made) return tl::unexpected(made.error());
      geocoder_ = std::move(*made);
      writer_ = std::move(writer);
      writer_->begin(row, head);
      geocoder_->name_columns(*writer_, head);
      writer_->end(row, head);
    }
    before_header_ += head;
    started_ = true;
    if (!geocoder_) return {};
    // Nothing is sent before the header is known to be right.
    answer.content_type = csv_type(dialect.encoding);
    answer.headers = std::string(http::kNoStore).append(kAttachment);
    answer.body += std::exchange(before_header_, {});
    sent_ = true;
    return {};
  }

  [[nodiscard]] Turn fail(GeocodeFault const& fault, Response& answer,
                          std::size_t taken = 0) const {
    if (sent_) return {taken, Next::kBroken};
    answer = fault.status == 503
                 ? http::problem(http::ProblemType::kUnavailable,
                                 "Trop de fichiers sont en cours d’envoi ; réessayez.")
                 : to_response(fault, terms_.dialect);
    return {taken, Next::kWhole};
  }

  TableTerms terms_;
  MultipartReader form_;
  TableOptions options_;
  std::string option_name_;
  std::string option_;
  std::size_t option_bytes_ = 0;
  bool has_options_ = false;
  std::size_t most_;  // kept of one table
  http::HeldShare share_;
  bool in_data_ = false;
  bool data_seen_ = false;
  bool ended_ = false;
  std::string held_;  // of the table, until its parameters are known
  std::size_t fed_ = 0;
  std::optional<table::Reader> checker_;
  std::optional<table::Reader> reader_;
  bool finished_ = false;
  bool has_rows_ = false;
  std::optional<RowGeocoder> geocoder_;
  Crew const& crew_;
  table::RowBlock block_;
  std::vector<RowGeocoder::Cells> cells_;  // of the block's rows
  std::optional<GeocodeFault> fault_;      // behind the block's rows
  std::optional<table::Writer> writer_;
  std::string before_header_;
  bool started_ = false;
  bool sent_ = false;
};

}  // namespace

tl::expected<std::unique_ptr<http::StreamedAnswer>, Response> begin_table(
    http::Request const& request, std::shared_ptr<Dataset const> dataset,
    GeocodeOperation operation, GeocodeDialect const& dialect, TableMeans const& means) {
  if (!dataset->addresses) return tl::unexpected(no_addresses());
  auto const boundary = http::multipart_boundary(request.content_type);
  if (!boundary) {
    return tl::unexpected(
        to_response(GeocodeFault{"Invalid form", "the boundary is missing"}, dialect));
  }
  TableTerms terms{std::move(dataset), operation, dialect, today_in_paris()};
  return std::make_unique<TableAnswer>(std::move(terms), *boundary, means);
}

}  // namespace qpv::handlers
