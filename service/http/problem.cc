// SPDX-License-Identifier: EUPL-1.2
#include "service/http/problem.h"

#include <array>
#include <utility>

#include "geo/json/problem.h"

namespace qpv::http {
namespace {

struct Row {
  ProblemType type;
  unsigned status;
  std::string_view name;
  std::string_view title;
};

constexpr std::array<Row, 14> kTable{{
    {ProblemType::kBadRequest, 400, "bad-request", "Requête mal formée"},
    {ProblemType::kInvalidParameter, 400, "invalid-parameter", "Paramètre incorrect"},
    {ProblemType::kInvalidBody, 400, "invalid-body", "Corps de requête illisible"},
    {ProblemType::kDateNotCovered, 400, "date-not-covered", "Date non couverte par les données"},
    {ProblemType::kNotFound, 404, "not-found", "Introuvable"},
    {ProblemType::kMethodNotAllowed, 405, "method-not-allowed", "Méthode non permise"},
    {ProblemType::kTimeout, 408, "timeout", "Requête trop lente"},
    {ProblemType::kDatasetChanged, 409, "dataset-changed", "Jeu de données remplacé"},
    {ProblemType::kBodyTooLarge, 413, "body-too-large", "Corps de requête trop grand"},
    {ProblemType::kUnsupportedMedia, 415, "unsupported-media-type",
     "Type de contenu non pris en charge"},
    {ProblemType::kHeadTooLarge, 431, "head-too-large", "En-tête de requête trop grand"},
    {ProblemType::kInternal, 500, "internal-error", "Erreur interne"},
    {ProblemType::kNotImplemented, 501, "not-implemented", "Non pris en charge"},
    {ProblemType::kUnavailable, 503, "unavailable", "Service momentanément indisponible"},
}};

constexpr Row const& row_of(ProblemType type) { return kTable.at(static_cast<std::size_t>(type)); }

constexpr bool rows_in_order() {
  for (std::size_t i = 0; i < kTable.size(); ++i) {
    if (static_cast<std::size_t>(kTable.at(i).type) != i) return false;
  }
  return true;
}
static_assert(rows_in_order());

ProblemType type_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument:
      return ProblemType::kInvalidParameter;
    case ErrorCode::kNotFound:
      return ProblemType::kNotFound;
    case ErrorCode::kTooLarge:
      return ProblemType::kBodyTooLarge;
    case ErrorCode::kUnavailable:
      return ProblemType::kUnavailable;
    case ErrorCode::kCorruptData:
    case ErrorCode::kIo:
      break;
  }
  return ProblemType::kInternal;
}

}  // namespace

Response problem(ProblemType type, std::string detail, std::string parameter) {
  auto const& row = row_of(type);
  Response response;
  response.status = row.status;
  response.content_type = "application/problem+json; charset=utf-8";
  response.headers = kNoStore;
  response.body =
      encode_problem({row.status, row.name, row.title, std::move(detail), std::move(parameter)});
  return response;
}

Response problem(Error const& error) {
  return problem(type_of(error.code), error.message, error.where);
}

}  // namespace qpv::http
