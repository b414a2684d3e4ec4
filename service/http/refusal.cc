// SPDX-License-Identifier: EUPL-1.2
#include "service/http/refusal.h"

#include <string>

#include "service/http/problem.h"

namespace qpv::http {
namespace {

struct Reason {
  ProblemType type;
  char const* detail;
};

Reason reason_of(Refusal refusal) {
  using enum ProblemType;
  switch (refusal) {
    case Refusal::kLineEnd:
      return {kBadRequest, "Une ligne de l’en-tête ne se termine pas par CR LF."};
    case Refusal::kRequestLine:
      return {kBadRequest, "La première ligne n’est pas « méthode adresse HTTP/1.1 »."};
    case Refusal::kTarget:
      return {kBadRequest, "L’adresse de la requête contient un caractère ou une forme interdite."};
    case Refusal::kFieldLine:
      return {kBadRequest, "Une ligne de l’en-tête n’est pas « nom: valeur »."};
    case Refusal::kFolded:
      return {kBadRequest, "Une ligne de l’en-tête commence par une espace."};
    case Refusal::kHost:
      return {kBadRequest, "Le champ Host manque, est répété, mal formé ou contredit l’adresse."};
    case Refusal::kContentLength:
      return {kBadRequest, "Le champ Content-Length n’est pas un nombre, ou est répété."};
    case Refusal::kTransferEncoding:
      return {kBadRequest, "Le champ Transfer-Encoding est mal formé ou contredit la requête."};
    case Refusal::kRepeatedField:
      return {kBadRequest, "Un champ qui n’a qu’une valeur est répété."};
    case Refusal::kChunk:
      return {kBadRequest, "Le corps envoyé par morceaux est mal découpé."};
    case Refusal::kReadersDiffer:
      return {kBadRequest, "La requête n’est pas conforme à HTTP/1.1."};
    case Refusal::kTooSlow:
      return {kTimeout, "La requête n’est pas arrivée dans le délai."};
    case Refusal::kBodyTooLarge:
      return {kBodyTooLarge, "Le corps dépasse la taille admise à cette adresse."};
    case Refusal::kTargetTooLong:
      return {kTargetTooLong, "L’adresse de la requête est trop longue."};
    case Refusal::kExpectation:
      return {kExpectation, "Le champ Expect demande autre chose que « 100-continue »."};
    case Refusal::kClientConnections:
      return {kTooManyOfClient, "Trop de connexions sont ouvertes depuis cette adresse."};
    case Refusal::kHeadTooLarge:
      return {kHeadTooLarge, "L’en-tête est trop long."};
    case Refusal::kTooManyFields:
      return {kHeadTooLarge, "L’en-tête a trop de champs."};
    case Refusal::kTrailersTooLarge:
      return {kHeadTooLarge, "Les champs qui suivent le corps sont trop longs."};
    case Refusal::kConnect:
      return {kNotImplemented, "Le service n’est pas un mandataire (proxy)."};
    case Refusal::kUnknownCoding:
      return {kNotImplemented, "Le codage de transfert n’est pas connu."};
    case Refusal::kAllConnections:
      return {kUnavailable, "Trop de connexions sont ouvertes."};
    case Refusal::kVersion:
      return {kVersion, "Le service parle HTTP/1.0 et HTTP/1.1."};
  }
  return {kInternal, "Le service a rencontré une erreur ; réessayez."};
}

}  // namespace

Response answer_of(Refusal refusal) {
  auto const [type, detail] = reason_of(refusal);
  auto response = problem(type, detail);
  if (type == ProblemType::kTooManyOfClient || type == ProblemType::kUnavailable) {
    response.headers += "Retry-After: 1\r\n";
  }
  response.close = true;
  response.route = type == ProblemType::kBadRequest ? kUnreadable : kRefused;
  return response;
}

}  // namespace qpv::http
