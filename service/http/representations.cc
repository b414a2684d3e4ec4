// SPDX-License-Identifier: EUPL-1.2
#include "service/http/representations.h"

#include <optional>
#include <utility>

#include "service/http/conditional.h"
#include "service/http/content_coding.h"
#include "service/http/gzip.h"
#include "service/http/problem.h"

namespace qpv::http {
namespace {

// "identity;q=0" and "*;q=0", in all their spellings, hold this. Nearly no request does.
bool may_refuse_identity(std::string_view accept_encoding) {
  return accept_encoding.find("=0") != std::string_view::npos;
}

bool may_shrink(Response const& response) {
  auto const size = response.body.size();
  return size >= Representations::kLeastGzipBytes && size <= kMostGzipBytes &&
         is_compressible(response.content_type);
}

// Nothing when the request refuses all there is.
std::optional<Coding> choose_coding(Request const& request, Response const& response) {
  auto const& field = request.accept_encoding;
  if (may_shrink(response)) {
    auto const best = read_accept_encoding(field).best_of_both();
    // An error is told in any case.
    return best || response.status < 300 ? best : Coding::kIdentity;
  }
  bool const answers = response.status < 300 && !response.body.empty();
  if (!answers || !may_refuse_identity(field)) return Coding::kIdentity;
  auto const accepted = read_accept_encoding(field);
  return accepted.takes_identity() ? Coding::kIdentity : accepted.best_of_both();
}

bool is_tagged(Request const& request, Response const& response) {
  return response.dataset_only && response.status == 200 &&
         (request.method == Method::kGet || request.method == Method::kHead);
}

}  // namespace

std::shared_ptr<std::string const> Representations::Compressed::find(std::string const& tag) {
  std::lock_guard const lock(mutex_);
  auto const it = by_tag_.find(tag);
  return it == by_tag_.end() ? nullptr : it->second;
}

std::size_t Representations::Compressed::bytes() {
  std::lock_guard const lock(mutex_);
  return bytes_;
}

void Representations::Compressed::keep(std::string const& tag,
                                       std::shared_ptr<std::string const> bytes) {
  if (bytes->size() > kMostKeptBytes / 2) return;
  std::lock_guard const lock(mutex_);
  // Starting over is rare (another dataset, another day) and costs a compression of each.
  if (bytes_ + bytes->size() > kMostKeptBytes) {
    by_tag_.clear();
    bytes_ = 0;
  }
  auto const size = bytes->size();
  if (by_tag_.emplace(tag, std::move(bytes)).second) bytes_ += size;
}

std::string Representations::compress(std::string const& body, std::string const& tag) const {
  if (tag.empty()) return gzip(body);
  if (auto const kept = compressed_.find(tag)) return *kept;
  auto bytes = std::make_shared<std::string const>(gzip(body));
  compressed_.keep(tag, bytes);
  return *bytes;
}

void Representations::apply(Request const& request, Response& response) const {
  auto const coding = choose_coding(request, response);
  if (!coding) {
    auto const route = response.route;
    response = problem(ProblemType::kNotAcceptable,
                       "Cette adresse répond sans compression ou avec gzip. L’en-tête "
                       "« Accept-Encoding » de la requête exclut les deux.");
    response.route = route;
    return;
  }
  if (may_shrink(response)) response.headers += "Vary: Accept-Encoding\r\n";
  std::string tag;
  if (is_tagged(request, response)) {
    tag = entity_tag(response.body, *coding);
    response.headers += "ETag: " + tag + "\r\nCache-Control: no-cache\r\n";
    if (names_tag(request.if_none_match, tag)) {
      response.status = 304;
      response.body.clear();
      return;
    }
  }
  if (*coding == Coding::kGzip) {
    response.body = compress(response.body, tag);
    response.headers += "Content-Encoding: gzip\r\n";
  }
}

}  // namespace qpv::http
