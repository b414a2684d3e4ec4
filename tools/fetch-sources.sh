#!/usr/bin/env bash
# Downloads the official files of data/sources.json on a connected machine, each with a fetch record
# beside it that qpv-import verifies (geo/json/fetch_record.h). Needs curl and jq, and otherwise what
# every Debian has: zip files are looked into with od and grep, so that no unzip has to be there, and
# qpv-import checks every byte of them again.
set -euo pipefail
export LC_ALL=C

usage() {
  cat <<'TEXT'
usage : tools/fetch-sources.sh --out DOSSIER [--department CODE]... [SOURCE...]

  --out DOSSIER      où ranger les fichiers ; ce qui s’y trouve et n’a pas changé n’est pas repris
  --department CODE  un département (62, 2A, 974) pour les sources qui en demandent un ; répétable
  --sources FICHIER  une autre liste que data/sources.json
  --retries N        nouvelles tentatives après une coupure (3)
  --retry-delay S    secondes avant la première, doublées ensuite (2)
  --stall S          secondes sans rien recevoir avant d’abandonner (60)
  --list             les sources connues, sans rien télécharger
  --help             ce texte

Sans SOURCE, toutes celles de la liste. Un téléchargement interrompu est repris à la commande
suivante. Les variables de curl (https_proxy, no_proxy, CURL_CA_BUNDLE) sont suivies.
Code de sortie : 0 si tout est à jour, 1 si un fichier manque, 2 si la commande est fausse.
TEXT
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=fetch/transfer.sh
source "$root/tools/fetch/transfer.sh"

say() { echo "$*" >&2; }

fail() {
  say "erreur : $1"
  exit "${2:-2}"
}

sources=$root/data/sources.json
out=
retries=3
retry_delay=2
stall=60
list=no
departments=()
wanted=()

parse_options() {
  local option
  while [ $# -gt 0 ]; do
    option=$1
    case "$option" in
      --out | --department | --sources | --retries | --retry-delay | --stall)
        [ $# -gt 1 ] || fail "$option attend une valeur"
        set_option "$option" "$2"
        shift
        ;;
      --*=*) set_option "${option%%=*}" "${option#*=}" ;;
      --list) list=yes ;;
      --help | -h) usage; exit 0 ;;
      -*) usage >&2; fail "option inconnue : $option" ;;
      *) wanted+=("$option") ;;
    esac
    shift
  done
}

set_option() {
  case "$1" in
    --retries | --retry-delay | --stall)
      [[ $2 =~ ^[0-9]{1,4}$ ]] || fail "$1 attend un nombre de 0 à 9999" ;;
    --department)
      [[ $2 =~ ^(0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-5]|97[1-8]|98[6-8])$ ]] ||
        fail "$2 n’est pas un code de département (62, 2A, 974)" ;;
  esac
  case "$1" in
    --out) out=$2 ;;
    --department) departments+=("$2") ;;
    --sources) sources=$2 ;;
    --retries) retries=$2 ;;
    --retry-delay) retry_delay=$2 ;;
    --stall) stall=$2 ;;
    *) usage >&2; fail "option inconnue : $1" ;;
  esac
}

# One line a source, its members separated by the unit separator, which no member may hold. What
# the list says is checked here, since names become paths and addresses become requests.
read_sources() {
  jq -r '
    def member($key): .[$key] as $value
      | if ($value | type) == "string" and ($value | test("^[^\u0000-\u001f]+$")) then $value
        else error("\(.id // "?") : \($key) manque, ou son texte tient sur plusieurs lignes") end;
    def checked($key; $pattern): member($key) | if test($pattern) then .
        else error("\($key) a une forme inattendue : \(.)") end;
    .sources | (map(.file) | length - (unique | length)) as $twice
    | if length == 0 then error("la liste est vide")
      elif $twice > 0 then error("deux sources ont le même fichier") else .[] end
    | [ checked("id"; "^[a-z0-9][a-z0-9-]*$"), member("what"), member("name"), member("licence"),
        checked("url"; "^(https://|http://(127\\.0\\.0\\.1|localhost|\\[::1\\])[:/])[!-~]+$"),
        checked("file"; "^[A-Za-z0-9][A-Za-z0-9._{}-]*$"), checked("kind"; "^(zip|csv\\.gz)$"),
        (if .sha256 == null then "" else checked("sha256"; "^[0-9a-f]{64}$") end) ]
    | join("\u001f")' "$sources"
}

print_list() {
  local id what name licence url file kind sha256
  while IFS=$'\x1f' read -r id what name licence url file kind sha256; do
    printf '%s\n    %s\n    %s, %s, empreinte %s\n    %s\n' \
      "$id" "$what" "$file" "$licence" "${sha256:-non publiée}" "$url"
  done <<<"$1"
}

hash_of() { sha256sum <"$1" | cut -c1-64; }

# number OFFSET BYTES FILE: little-endian.
number() { od -An -v -t "u$2" --endian=little -j "$1" -N "$2" "$3" | tr -d ' \n'; }

# The end of a zip says where its directory begins and how long it is: a page of text, half a file
# and two files glued together all fail this.
is_zip() {
  local size window end directory length entries
  [ "$(head -c 4 "$1" | od -An -t x1 | tr -d ' \n')" = 504b0304 ] || return 1
  size=$(stat -c %s "$1")
  window=$((size < 65557 ? size : 65557))
  end=$(tail -c "$window" "$1" | grep -obUaP 'PK\x05\x06' | tail -n 1 | cut -d: -f1) || return 1
  [ -n "$end" ] || return 1
  end=$((size - window + end))
  [ "$((size - end))" -ge 22 ] || return 1
  entries=$(number "$((end + 10))" 2 "$1")
  length=$(number "$((end + 12))" 4 "$1")
  directory=$(number "$((end + 16))" 4 "$1")
  [ "$entries" -gt 0 ] || return 1
  [ "$directory" -eq 4294967295 ] || [ "$((directory + length))" -eq "$end" ]
}

# Says what is wrong with $part, nothing when it is what the list promises.
fault() {
  local found what
  if [ "$(head -c 512 "$part" | tr -d '\0' | grep -icE '<(!doctype|html)')" != 0 ]; then
    what=" : le serveur a envoyé une page web"
  fi
  if [ "$kind" = zip ]; then
    is_zip "$part" || { echo "ce n’est pas une archive zip entière${what:-}"; return; }
  else
    gzip -t -q <"$part" 2>/dev/null || { echo "ce n’est pas un fichier gzip entier${what:-}"; return; }
  fi
  if [ -n "$sha256" ]; then
    found=$(hash_of "$part")
    [ "$found" = "$sha256" ] ||
      echo "l’empreinte n’est pas celle attendue (attendue $sha256, reçue $found)"
  fi
}

# The record of what is now in $part.
make_record() {
  local now day
  now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  day=$(date -u -d "${last_modified:-none}" +%F 2>/dev/null) || day=${now%T*}
  [[ ! $day > ${now%T*} ]] || day=${now%T*}
  jq -n --arg name "$name" --arg date "$day" --arg url "$url" --arg resolved "$effective_url" \
    --arg sha256 "$(hash_of "$part")" --argjson bytes "$(stat -c %s "$part")" \
    --arg licence "$licence" --arg etag "$etag" --arg modified "$last_modified" --arg now "$now" '
    def given: if . == "" then null else . end;
    {name: $name, date: $date, url: $url, resolved_url: $resolved, sha256: $sha256, bytes: $bytes,
     licence: $licence, etag: ($etag | given), last_modified: ($modified | given),
     fetched: $now, checked: $now}'
}

# put_record ARGUMENTS-OF-JQ: the record, made from $state/record and put in its place in one step.
put_record() {
  jq "$@" "$state/record" >"$state/record.new" && sync "$state/record.new" &&
    mv -f "$state/record.new" "$record"
}

# File and record cannot be renamed together, so the record comes first and holds the one that it
# replaces: whichever file a kill leaves, the record knows it.
publish() {
  local current=no
  if is_current; then current=yes; fi
  make_record >"$state/record" || return 1
  if [ "$current" = yes ]; then
    # shellcheck disable=SC2016  # a variable of jq
    put_record --slurpfile old "$record" '. + {replaces: ($old[0] | del(.replaces))}' || return 1
  else
    put_record . || return 1
  fi
  sync "$part" && mv -f "$part" "$out/$file" && put_record . && rm -f "$head" "$state/record"
}

# The server says that nothing changed: the record says when. The file is known to be the record's
# own by then, so that what a kill after its renaming left of the one before can go.
note_check() {
  jq --arg now "$(date -u +%Y-%m-%dT%H:%M:%SZ)" 'del(.replaces) | .checked = $now' "$record" >"$state/record" &&
    put_record .
}

# Whether the file is there and is what its record, or the one that this replaces, says.
is_current() {
  local found
  [ -f "$out/$file" ] && [ -f "$record" ] || return 1
  found=$(hash_of "$out/$file")
  jq -e --arg hash "$found" '.sha256 == $hash' "$record" >/dev/null 2>&1 && return
  # A run was killed between record and file: take the old record back.
  jq -e --arg hash "$found" '.replaces | select(.sha256 == $hash)' "$record" >"$state/record" \
    2>/dev/null && put_record .
}

# Sets conditions: what to ask the server so that an unchanged file is not sent again.
set_conditions() {
  local known
  conditions=()
  is_current || return 0
  [ "$(jq -r .url "$record")" = "$url" ] || return 0
  known=$(jq -r '.etag // ""' "$record")
  if [ -n "$known" ]; then
    conditions=(--header "If-None-Match: $known")
    return
  fi
  known=$(jq -r '.last_modified // ""' "$record")
  if [ -n "$known" ]; then conditions=(--header "If-Modified-Since: $known"); fi
}

# Everything for one file of the list; says how it ended.
fetch() {
  local result=0
  why=
  record=$out/$file.fetch.json
  part=$state/$file.part
  head=$state/$file.head
  set_conditions
  download || result=$?
  if [ "$result" = 0 ]; then
    why=$(fault)
    if [ -n "$why" ]; then
      rm -f "$part" "$head"
      result=1
    elif ! publish; then
      why="le fichier ne peut pas être rangé : disque plein ou droits manquants"
      result=1
    fi
  elif [ "$result" = 3 ] && ! note_check; then
    say "$file : la date de vérification n’a pas pu être notée"
  fi
  case "$result" in
    0) echo "$file : téléchargé ($(jq .bytes "$record") octets, édition du $(jq -r .date "$record"))" ;;
    3) echo "$file : inchangé (édition du $(jq -r .date "$record"))" ;;
    *)
      [ -s "$part" ] || rm -f "$part" "$head"
      say "erreur : $file : $why"
      if [ -f "$out/$file" ]; then say "$file : l’ancien fichier est gardé"; fi
      return 1
      ;;
  esac
}

# fetch_all LIST: each source of the list that is wanted, for each department where it has one.
fetch_all() {
  local id what department pattern address failures=0
  while IFS=$'\x1f' read -r -u 8 id what name licence address pattern kind sha256; do
    is_wanted "$id" || continue
    if [[ $pattern$address != *'{department}'* ]]; then
      url=$address
      file=$pattern
      fetch || failures=$((failures + 1))
      continue
    fi
    if [ ${#departments[@]} -eq 0 ]; then
      [ ${#wanted[@]} -eq 0 ] || fail "$id : indiquer le département avec --department"
      say "$id : laissé de côté, aucun --department n’est donné ($what)"
    fi
    for department in "${departments[@]}"; do
      url=${address//'{department}'/$department}
      file=${pattern//'{department}'/$department}
      fetch || failures=$((failures + 1))
    done
  done 8<<<"$1"
  [ "$failures" -eq 0 ]
}

is_wanted() {
  local id
  [ ${#wanted[@]} -gt 0 ] || return 0
  for id in "${wanted[@]}"; do
    [ "$id" != "$1" ] || return 0
  done
  return 1
}

stop() {
  if [ -n "$curl_pid" ]; then kill "$curl_pid" 2>/dev/null || true; fi
  say "interrompu : relancer la commande reprend où elle en était"
  exit "$1"
}

main() {
  local listed id
  parse_options "$@"
  for id in curl jq; do
    command -v "$id" >/dev/null || fail "$id manque ; tools/install-packages.sh fetch l’installe"
  done
  [ -f "$sources" ] || fail "$sources n’existe pas"
  listed=$(read_sources) || fail "$sources n’est pas une liste de sources"
  if [ "$list" = yes ]; then
    print_list "$listed"
    return
  fi
  [ -n "$out" ] || { usage >&2; fail "il manque --out"; }
  for id in "${wanted[@]}"; do
    [[ $'\n'$listed == *$'\n'"$id"$'\x1f'* ]] || fail "source inconnue : $id (voir --list)"
  done
  mkdir -p "$out/.fetch" || fail "$out ne peut pas être créé" 1
  out=$(cd "$out" && pwd)
  state=$out/.fetch
  # curl inherits the lock: as long as one that outlived us writes, nobody else does.
  exec 9>"$state/lock" || fail "$out ne peut pas être écrit" 1
  flock -n 9 || fail "un autre téléchargement est en cours dans $out" 1
  curl_pid=
  trap 'stop 130' INT
  trap 'stop 143' TERM
  fetch_all "$listed"
}

main "$@"
