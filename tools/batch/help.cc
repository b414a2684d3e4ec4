// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/help.h"

namespace qpv::batch {
namespace {

constexpr char kHelp[] =
    R"(qpv-batch : une liste d'adresses, rendue avec la réponse « en quartier prioritaire ? » à chaque ligne

Usage :
  qpv-batch --dataset DOSSIER LISTE [-o SORTIE] [options]

La liste est un fichier CSV, TSV ou TXT : séparateur, codage et colonnes sont reconnus, et montrés sur
trois lignes avant de commencer. Elle revient telle quelle, octet pour octet, dans le même ordre, avec
des colonnes en plus. Sans -o, LISTE.csv donne LISTE_qpv.csv ; « - » est l'entrée ou la sortie standard.
Rien ne sort de cette machine. La liste peut aussi être un classeur XLSX ou ODS : il revient tel qu'il était
(formules, formats, autres feuilles), avec les colonnes en plus dans la feuille lue.

Colonnes ajoutées :
  qpv                  oui, non, à vérifier ou introuvable ; « à vérifier » n'est jamais un non
  qpv_code, qpv_quartier  le périmètre, quand c'est oui
  qpv_doute            pourquoi la réponse est à vérifier
  qpv_probable, qpv_probabilite, qpv_distance_m, qpv_generation, qpv_donnees
  qpv_adresse_trouvee, qpv_score  l'adresse pour laquelle la réponse est donnée, et sa ressemblance (0 à 1)

Options :
  --dataset DOSSIER      jeu de données de qpv-import (ou la variable QPV_DATASET)
  -o, --output SORTIE    fichier de sortie ; il n'apparaît qu'une fois complet
  --columns A,B,…        seulement ces colonnes-là
  --date AAAA-MM-JJ      jour auquel juger chaque ligne (aujourd'hui, à Paris, sans cette option)
  --date-column COLONNE  la date propre à chaque ligne (JJ/MM/AAAA ou AAAA-MM-JJ) ; --date pour les vides
  --compare 2015,2024    une colonne par génération, et qpv_evolution : entre, sort, reste, hors
  --review FICHIER       aussi : les lignes douteuses avec leurs candidats, par groupes d'adresses égales
  --apply-review FICHIER les choix faits dans ce fichier (colonne « choix » : 1 à 5, ou 0 pour aucun).
                         D'une liste déjà rendue, seules ces lignes-là changent ; le même fichier sert
                         pour la liste de l'an prochain
  --summary FICHIER      aussi : une page HTML avec les totaux par quartier et par commune
  --summary-threshold N  les comptes sous N n'y sont pas montrés (5 sans cette option)
  --format sigville      l'entrée et la sortie de l'outil de fichiers de SIG Ville
  --neutralise           met une apostrophe devant les cellules qu'un tableur prendrait pour des formules

Colonnes de la liste, quand elles ne sont pas bien reconnues (COLONNE : son nom, ou son numéro) :
  --adresse COLONNE      peut être répétée, comme --voie : elles sont jointes dans l'ordre du fichier
  --numero, --repetition, --voie, --complement, --code-postal, --commune, --insee, --lon, --lat
  --sans COLONNE         cette colonne ne compte pas
  --header yes|no        la première ligne nomme les colonnes, ou est déjà une adresse
  --encoding NOM         utf-8, windows-1252, utf-16le, utf-16be
  --delimiter C          un caractère, ou \t

  --sheet NOM            la feuille d'un classeur (sans cette option, la première visible qui a des lignes)

  --strict               code de sortie 1 s'il reste des lignes douteuses
  --threads N            autant de fils que de processeurs sans cette option
  --quiet                ni lignes d'exemple, ni progression, ni bilan
  --help, --version

Exemples :
  qpv-batch --dataset jeu beneficiaires.csv
  qpv-batch --dataset jeu liste.csv -o reponses.csv --columns qpv,qpv_quartier,qpv_doute
  qpv-batch --dataset jeu liste.csv --adresse "Adresse 1" --adresse "Adresse 2" --code-postal CP
  qpv-batch --dataset jeu liste.csv --date-column "Date d'entrée" --compare 2015,2024
  qpv-batch --dataset jeu liste.csv --review choix.csv --summary bilan.html
  qpv-batch --dataset jeu liste.csv --apply-review choix.csv -o liste_verifiee.csv
  qpv-batch --dataset jeu beneficiaires.xlsx --sheet "Dossiers 2024" -o beneficiaires_qpv.xlsx
  gunzip -c liste.csv.gz | qpv-batch --dataset jeu - > reponses.csv

Code de sortie : 0 tout va bien, 1 des lignes restent douteuses (avec --strict seulement), 2 liste ou option
à corriger, 3 panne du disque, du système ou du jeu de données.
)";

}  // namespace

std::string_view help_text() { return kHelp; }

}  // namespace qpv::batch
