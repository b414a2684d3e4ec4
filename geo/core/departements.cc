// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/departements.h"

#include <algorithm>
#include <array>

namespace qpv {
namespace {

constexpr std::string_view kAra = "Auvergne-Rhône-Alpes";
constexpr std::string_view kBfc = "Bourgogne-Franche-Comté";
constexpr std::string_view kBre = "Bretagne";
constexpr std::string_view kCvl = "Centre-Val de Loire";
constexpr std::string_view kCor = "Corse";
constexpr std::string_view kGes = "Grand Est";
constexpr std::string_view kHdf = "Hauts-de-France";
constexpr std::string_view kIdf = "Île-de-France";
constexpr std::string_view kNor = "Normandie";
constexpr std::string_view kNaq = "Nouvelle-Aquitaine";
constexpr std::string_view kOcc = "Occitanie";
constexpr std::string_view kPdl = "Pays de la Loire";
constexpr std::string_view kPac = "Provence-Alpes-Côte d'Azur";

constexpr std::array<Departement, 101> kDepartements{{
    {"01", "Ain", kAra},
    {"02", "Aisne", kHdf},
    {"03", "Allier", kAra},
    {"04", "Alpes-de-Haute-Provence", kPac},
    {"05", "Hautes-Alpes", kPac},
    {"06", "Alpes-Maritimes", kPac},
    {"07", "Ardèche", kAra},
    {"08", "Ardennes", kGes},
    {"09", "Ariège", kOcc},
    {"10", "Aube", kGes},
    {"11", "Aude", kOcc},
    {"12", "Aveyron", kOcc},
    {"13", "Bouches-du-Rhône", kPac},
    {"14", "Calvados", kNor},
    {"15", "Cantal", kAra},
    {"16", "Charente", kNaq},
    {"17", "Charente-Maritime", kNaq},
    {"18", "Cher", kCvl},
    {"19", "Corrèze", kNaq},
    {"21", "Côte-d'Or", kBfc},
    {"22", "Côtes-d'Armor", kBre},
    {"23", "Creuse", kNaq},
    {"24", "Dordogne", kNaq},
    {"25", "Doubs", kBfc},
    {"26", "Drôme", kAra},
    {"27", "Eure", kNor},
    {"28", "Eure-et-Loir", kCvl},
    {"29", "Finistère", kBre},
    {"2A", "Corse-du-Sud", kCor},
    {"2B", "Haute-Corse", kCor},
    {"30", "Gard", kOcc},
    {"31", "Haute-Garonne", kOcc},
    {"32", "Gers", kOcc},
    {"33", "Gironde", kNaq},
    {"34", "Hérault", kOcc},
    {"35", "Ille-et-Vilaine", kBre},
    {"36", "Indre", kCvl},
    {"37", "Indre-et-Loire", kCvl},
    {"38", "Isère", kAra},
    {"39", "Jura", kBfc},
    {"40", "Landes", kNaq},
    {"41", "Loir-et-Cher", kCvl},
    {"42", "Loire", kAra},
    {"43", "Haute-Loire", kAra},
    {"44", "Loire-Atlantique", kPdl},
    {"45", "Loiret", kCvl},
    {"46", "Lot", kOcc},
    {"47", "Lot-et-Garonne", kNaq},
    {"48", "Lozère", kOcc},
    {"49", "Maine-et-Loire", kPdl},
    {"50", "Manche", kNor},
    {"51", "Marne", kGes},
    {"52", "Haute-Marne", kGes},
    {"53", "Mayenne", kPdl},
    {"54", "Meurthe-et-Moselle", kGes},
    {"55", "Meuse", kGes},
    {"56", "Morbihan", kBre},
    {"57", "Moselle", kGes},
    {"58", "Nièvre", kBfc},
    {"59", "Nord", kHdf},
    {"60", "Oise", kHdf},
    {"61", "Orne", kNor},
    {"62", "Pas-de-Calais", kHdf},
    {"63", "Puy-de-Dôme", kAra},
    {"64", "Pyrénées-Atlantiques", kNaq},
    {"65", "Hautes-Pyrénées", kOcc},
    {"66", "Pyrénées-Orientales", kOcc},
    {"67", "Bas-Rhin", kGes},
    {"68", "Haut-Rhin", kGes},
    {"69", "Rhône", kAra},
    {"70", "Haute-Saône", kBfc},
    {"71", "Saône-et-Loire", kBfc},
    {"72", "Sarthe", kPdl},
    {"73", "Savoie", kAra},
    {"74", "Haute-Savoie", kAra},
    {"75", "Paris", kIdf},
    {"76", "Seine-Maritime", kNor},
    {"77", "Seine-et-Marne", kIdf},
    {"78", "Yvelines", kIdf},
    {"79", "Deux-Sèvres", kNaq},
    {"80", "Somme", kHdf},
    {"81", "Tarn", kOcc},
    {"82", "Tarn-et-Garonne", kOcc},
    {"83", "Var", kPac},
    {"84", "Vaucluse", kPac},
    {"85", "Vendée", kPdl},
    {"86", "Vienne", kNaq},
    {"87", "Haute-Vienne", kNaq},
    {"88", "Vosges", kGes},
    {"89", "Yonne", kBfc},
    {"90", "Territoire de Belfort", kBfc},
    {"91", "Essonne", kIdf},
    {"92", "Hauts-de-Seine", kIdf},
    {"93", "Seine-Saint-Denis", kIdf},
    {"94", "Val-de-Marne", kIdf},
    {"95", "Val-d'Oise", kIdf},
    {"971", "Guadeloupe", "Guadeloupe"},
    {"972", "Martinique", "Martinique"},
    {"973", "Guyane", "Guyane"},
    {"974", "La Réunion", "La Réunion"},
    {"976", "Mayotte", "Mayotte"},
}};

}  // namespace

std::optional<Departement> departement_of(std::string_view citycode) {
  auto const code = citycode.substr(0, citycode.starts_with("97") ? 3 : 2);
  auto const* const found = std::ranges::find(kDepartements, code, &Departement::code);
  if (found == kDepartements.end()) return std::nullopt;
  return *found;
}

}  // namespace qpv
