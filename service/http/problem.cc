// SPDX-License-Identifier: EUPL-1.2
#include "service/http/problem.h"

#include <iterator>
#include <utility>

#include "geo/json/problem.h"

namespace qpv::http {
namespace {

constexpr ProblemKind kTable[] = {
    {ProblemType::kBadRequest, 400, "bad-request", "Requête mal formée",
     "La requête n’est pas conforme à HTTP/1.1, ou son adresse contient un échappement que "
     "l’on ne peut pas décoder. Elle n’est jamais réparée : la deviner pourrait en changer le "
     "sens.",
     "Vérifiez l’encodage de l’adresse (« % » suivi de deux chiffres hexadécimaux, texte "
     "UTF-8) et les en-têtes que votre programme ou votre mandataire (proxy) envoie."},
    {ProblemType::kInvalidParameter, 400, "invalid-parameter", "Paramètre incorrect",
     "Un paramètre manque, est inconnu, donné deux fois ou hors de ses bornes. Le membre « "
     "parameter » de la réponse le nomme.",
     "Corrigez ce paramètre. Un nombre s’écrit avec un point décimal, un jour sous la forme "
     "AAAA-MM-JJ. La même requête donnera la même réponse : inutile de la répéter."},
    {ProblemType::kInvalidBody, 400, "invalid-body", "Corps de requête illisible",
     "Le corps de la requête n’est pas le JSON ou le formulaire attendu.",
     "Vérifiez la syntaxe et l’encodage (UTF-8) du corps. La description de l’API en donne un "
     "exemple."},
    {ProblemType::kDateNotCovered, 400, "date-not-covered", "Date non couverte par les données",
     "Aucun périmètre des données servies n’est en vigueur ce jour-là. Le service préfère ne "
     "pas répondre plutôt que de dire « non ».",
     "Choisissez un jour dans les périodes que la réponse énumère, ou demandez à l’exploitant "
     "d’importer les périmètres de cette époque."},
    {ProblemType::kUnauthorized, 401, "unauthorized", "Identification nécessaire",
     "L’exploitant a réservé cette adresse à ceux qui ont un identifiant et un mot de passe, et la "
     "requête n’en a pas de bons. Cela ne veut dire ni oui ni non.",
     "Envoyez ceux que l’exploitant vous a donnés (HTTP Basic). Les adresses sous /v1 n’en "
     "demandent pas."},
    {ProblemType::kNotFound, 404, "not-found", "Introuvable",
     "Rien ne répond à cette adresse, ou aucun périmètre des données servies ne porte ce "
     "code.",
     "Vérifiez l’adresse ou le code. Pour savoir si un lieu est en quartier prioritaire, "
     "cette réponse ne veut pas dire « non »."},
    {ProblemType::kMethodNotAllowed, 405, "method-not-allowed", "Méthode non permise",
     "L’adresse existe, mais ne répond pas à cette méthode HTTP.",
     "Employez une des méthodes que nomme l’en-tête « Allow » de la réponse."},
    {ProblemType::kNotAcceptable, 406, "not-acceptable", "Aucun format accepté",
     "L’en-tête « Accept » ou « Accept-Encoding » de la requête exclut tout ce que cette adresse "
     "sait produire.",
     "Ajoutez à « Accept » un des formats que la réponse nomme, ou ôtez ces en-têtes."},
    {ProblemType::kTimeout, 408, "timeout", "Requête trop lente",
     "La requête n’est pas arrivée en entier dans le délai ; la connexion a été fermée.",
     "Recommencez. Si cela se répète, regardez le réseau et les mandataires (proxies) entre "
     "votre programme et le service."},
    {ProblemType::kDatasetChanged, 409, "dataset-changed", "Jeu de données remplacé",
     "La requête tient à un jeu de données (paramètre « dataset ») et le service en sert un "
     "autre : les données ont été mises à jour entre-temps.",
     "Lisez l’identifiant des données servies sur /v1/about, puis reprenez votre calcul depuis le "
     "début avec celui-ci."},
    {ProblemType::kBodyTooLarge, 413, "body-too-large", "Corps de requête trop grand",
     "Le corps de la requête dépasse la taille admise à cette adresse.",
     "Envoyez moins en une fois : une question à la fois, une géométrie plus simple."},
    {ProblemType::kTargetTooLong, 414, "target-too-long", "Adresse de requête trop longue",
     "L’adresse de la requête, paramètres compris, dépasse la longueur admise.",
     "Raccourcissez-la : aucune question à ce service n’a besoin d’une telle longueur. Une "
     "position s’envoie aussi par POST."},
    {ProblemType::kUnsupportedMedia, 415, "unsupported-media-type",
     "Type de contenu non pris en charge",
     "L’en-tête « Content-Type » ou « Content-Encoding » annonce un format, un jeu de "
     "caractères ou une compression que cette adresse ne lit pas.",
     "Envoyez le format que la réponse nomme, en UTF-8 et sans compression, et annoncez-le dans "
     "« Content-Type »."},
    {ProblemType::kExpectation, 417, "expectation-failed", "Attente non prise en charge",
     "L’en-tête « Expect » demande autre chose que « 100-continue ».", "Retirez cet en-tête."},
    {ProblemType::kInvalidGeometry, 422, "invalid-geometry", "Géométrie incorrecte",
     "Le corps est du JSON, mais pas une aire que l’on puisse mesurer : un autre type de GeoJSON, "
     "un anneau qui n’est pas fermé ou qui se croise, des parties qui se chevauchent, une position "
     "hors de la Terre. Le membre « pointer » dit à quel endroit du JSON (pointeur JSON, "
     "RFC 6901), le membre « position » à quel endroit de la carte, quand ils sont connus.",
     "Corrigez la géométrie à cet endroit, par exemple avec « Vérifier la validité » de QGIS. Elle "
     "n’est jamais réparée ici : la réparer pourrait changer la réponse."},
    {ProblemType::kAreaTooLarge, 422, "area-too-large", "Aire trop grande ou trop compliquée",
     "L’aire a trop de sommets, s’étend trop loin, n’a pas de surface ou demanderait un calcul "
     "trop long pour recevoir une réponse exacte.",
     "Simplifiez le contour, ou interrogez séparément les parties de l’opération."},
    {ProblemType::kTooManyOfClient, 429, "too-many-connections", "Trop de connexions à la fois",
     "Trop de connexions ou de requêtes sont ouvertes en même temps depuis la même adresse.",
     "Gardez peu de connexions et réutilisez-les ; recommencez après le délai de l’en-tête « "
     "Retry-After ». Derrière un mandataire (proxy), l’exploitant doit le déclarer comme tel."},
    {ProblemType::kHeadTooLarge, 431, "head-too-large", "En-tête de requête trop grand",
     "Les en-têtes de la requête sont trop longs ou trop nombreux.",
     "Retirez les en-têtes inutiles, les cookies notamment : le service n’en lit aucun."},
    {ProblemType::kInternal, 500, "internal-error", "Erreur interne",
     "Le service a rencontré une erreur qui n’est pas de votre fait. Elle ne veut dire ni oui "
     "ni non.",
     "Recommencez un peu plus tard. Si l’erreur demeure, prévenez l’exploitant avec l’heure "
     "exacte : le journal ne garde rien de votre question."},
    {ProblemType::kNotImplemented, 501, "not-implemented", "Non pris en charge",
     "La requête emploie un mécanisme de HTTP que le service ne connaît pas.",
     "Envoyez le corps tel quel ou par morceaux (« chunked »), sans autre codage de "
     "transfert. Le service n’est pas un mandataire : CONNECT n’y mène nulle part."},
    {ProblemType::kUnavailable, 503, "unavailable", "Service momentanément indisponible",
     "Le service est saturé, démarre ou s’arrête. Cette réponse ne veut dire ni oui ni non.",
     "Recommencez après un instant, ou après le délai de l’en-tête « Retry-After » quand il "
     "est présent."},
    {ProblemType::kNoAddresses, 503, "no-addresses", "Données sans adresses",
     "Les données servies ont des périmètres, mais pas d’adresses : une question sur une adresse "
     "ne "
     "peut pas recevoir de réponse. Cela ne veut dire ni oui ni non.",
     "Posez la question sur un point (/v1/point), ou demandez à l’exploitant d’importer la Base "
     "Adresse Nationale. Recommencer ne sert à rien avant que d’autres données ne soient servies."},
    {ProblemType::kVersion, 505, "version-not-supported", "Version de HTTP non prise en charge",
     "La requête annonce une version de HTTP que le service ne parle pas.",
     "Employez HTTP/1.1. HTTP/2 et HTTP/3 sont l’affaire du mandataire (proxy) placé devant."},
};

constexpr ProblemKind const& kind_of(ProblemType type) {
  return kTable[static_cast<std::size_t>(type)];
}

constexpr bool rows_in_order() {
  for (std::size_t i = 0; i < std::size(kTable); ++i) {
    if (static_cast<std::size_t>(kTable[i].type) != i) return false;
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

Response encoded(Problem const& content) {
  Response response;
  response.status = content.status;
  response.content_type = kProblemJson;
  response.headers = kNoStore;
  response.path_at = kProblemTypeAt;
  response.body = encode_problem(content);
  return response;
}

}  // namespace

std::span<ProblemKind const> problem_kinds() { return kTable; }

Response problem(ProblemType type, std::string detail, std::string parameter) {
  auto const& kind = kind_of(type);
  return encoded({kind.status, kind.name, kind.title, std::move(detail), std::move(parameter)});
}

Response problem_at(ProblemType type, std::string detail, std::optional<std::string> pointer,
                    std::optional<LonLat> position) {
  auto const& kind = kind_of(type);
  return encoded(
      {kind.status, kind.name, kind.title, std::move(detail), {}, std::move(pointer), position});
}

Response problem(Error const& error) {
  return problem(type_of(error.code), error.message, error.where);
}

}  // namespace qpv::http
