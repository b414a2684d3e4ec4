#!/usr/bin/env bash
# Part of tools/fetch-sources.sh: brings one file from $url to $part, or says in $why what went wrong.
# Everything unfinished is in $state: FILE.part, the head of the answer that began it (whose
# validator says what FILE.part is the beginning of), and the record to be.
# shellcheck disable=SC2154,SC2034  # variables of the script that reads this
set -euo pipefail

# header NAME FILE: its value in the last answer of a dump of heads (redirections come before it).
header() {
  tr -d '\r' <"$2" | awk -v name="$1" '
    /^HTTP\// { value = "" }
    { colon = index($0, ":") }
    colon && tolower(substr($0, 1, colon - 1)) == name {
      value = substr($0, colon + 1); gsub(/^[ \t]+|[ \t]+$/, "", value) }
    END { print value }'
}

# seconds DATE: of an HTTP date since 1970. date(1) alone would take no text for today.
seconds() { [ -n "$1" ] && date -u -d "$1" +%s 2>/dev/null; }

# What proves that the rest of a file belongs to its beginning (RFC 9110, 13.1.5): a strong ETag, or
# a Last-Modified that was a minute old, so that two versions within one second are not mixed.
part_validator() {
  local etag modified served
  if [ ! -s "$part" ] || [ ! -s "$head" ]; then return 0; fi
  etag=$(header etag "$head")
  if [[ $etag == \"*\" ]]; then
    echo "$etag"
    return
  fi
  modified=$(seconds "$(header last-modified "$head")") || return 0
  served=$(seconds "$(header date "$head")") || return 0
  [ "$((served - modified))" -lt 60 ] || header last-modified "$head"
}

# Runs curl, in the background so that a signal is obeyed at once. Sets curl_code, and from the
# answer: status, effective_url, etag, last_modified, content_range.
run_curl() {
  curl_code=0
  curl "$@" >"$state/answer" &
  curl_pid=$!
  wait "$curl_pid" || curl_code=$?
  curl_pid=
  { read -r status; read -r effective_url; read -r etag; read -r last_modified
    read -r content_range; } <"$state/answer" || true
}

# One request: conditional when the file is there, for the rest when a beginning is there.
request() {
  local arguments=(--disable --location --max-redirs 5 --fail --connect-timeout 20
    --speed-limit 1 --speed-time "$stall" --proto '=http,https' --proto-redir "=${url%%://*}"
    --user-agent "qpv-fetch-sources" --output "$part"
    --write-out '%{http_code}\n%{url_effective}\n%header{etag}\n%header{last-modified}\n%header{content-range}\n')
  if [ -t 2 ]; then arguments+=(--progress-bar); else arguments+=(--silent --show-error); fi
  validator=$(part_validator)
  resumed_at=0
  if [ -n "$validator" ]; then
    resumed_at=$(stat -c %s "$part")
    arguments+=(--continue-at "$resumed_at" --header "If-Range: $validator"
      --dump-header "$state/answer.head")
  else
    rm -f "$part"
    arguments+=(--dump-header "$head")
  fi
  arguments+=("${conditions[@]}")
  run_curl "${arguments[@]}" "$url"
}

# A resumed part is only as good as the server's word that nothing changed. curl appends before we
# can ask, hence a part that turns out to be of two versions is thrown away.
is_same_version() {
  local saved
  case "$validator" in
    \"*) [ "$etag" = "$validator" ] ;;
    *) saved=$(header last-modified "$head")
      [ -z "$last_modified" ] || [ "$last_modified" = "$saved" ] ;;
  esac
}

# What came of a request: done, unchanged, again (from the start), later (retry) or refused.
outcome() {
  if [ "$status" = 304 ]; then
    echo unchanged
  elif [ "$resumed_at" -gt 0 ] && [ "$status" = 206 ] && ! is_same_version; then
    echo again
  elif [ "$resumed_at" -gt 0 ] && [ "$status" = 416 ]; then
    # Killed between the last byte and the renaming: the part is the file.
    if [ "$content_range" = "bytes */$resumed_at" ]; then echo complete; else echo again; fi
  elif [ "$resumed_at" -gt 0 ] && { [ "$status" = 200 ] || [ "$curl_code" = 33 ]; }; then
    echo again
  elif [ "$curl_code" = 0 ] && [[ $status =~ ^20[06]$ ]]; then
    echo complete
  else
    case "$curl_code:$status" in
      22:408 | 22:429 | 22:5??) echo later ;;
      6:* | 7:* | 18:* | 28:* | 35:* | 52:* | 55:* | 56:* | 92:*) echo later ;;
      *) echo refused ;;
    esac
  fi
}

explain() {
  case "$curl_code" in
    0) echo "le serveur a répondu $status sans contenu utilisable" ;;
    1) echo "l’adresse ou la redirection n’est pas en https" ;;
    5 | 6) echo "le nom du serveur ou du proxy est introuvable : cette machine est-elle connectée ?" ;;
    7) echo "la connexion au serveur est impossible" ;;
    18 | 52 | 55 | 56 | 92) echo "la connexion a été coupée ; relancer la commande reprend où elle en était" ;;
    22) echo "le serveur répond $status" ;;
    23) echo "l’écriture est impossible : disque plein ou droits manquants" ;;
    28) echo "le serveur ne répond plus (délai dépassé) ; relancer reprend où il en était" ;;
    35 | 51 | 53 | 54 | 58 | 59 | 60 | 77 | 83 | 90 | 91) echo "la connexion sûre (TLS) a échoué" ;;
    47) echo "trop de redirections" ;;
    *) echo "curl s’est arrêté avec le code $curl_code" ;;
  esac
}

# Leaves the whole file in $part, or the reason in $why. Returns 3 when the server has nothing newer.
download() {
  local tries=0 started_over=no delay=$retry_delay verdict
  while :; do
    request
    verdict=$(outcome)
    case "$verdict" in
      complete)
        # The answer to a resumed request need not repeat them (RFC 9110, 15.3.7).
        etag=${etag:-$(header etag "$head")}
        last_modified=${last_modified:-$(header last-modified "$head")}
        return 0
        ;;
      unchanged) rm -f "$part" "$head"; return 3 ;;
      again)
        rm -f "$part"
        if [ "$started_over" = yes ]; then why=$(explain); return 1; fi
        started_over=yes
        continue
        ;;
    esac
    # A full disk is not left full of our half.
    if [ "$curl_code" = 23 ]; then rm -f "$part"; fi
    if [ "$verdict" = refused ] || [ "$tries" -ge "$retries" ]; then why=$(explain); return 1; fi
    tries=$((tries + 1))
    say "$file : $(explain) ; tentative $tries sur $retries dans $delay s"
    sleep "$delay"
    delay=$((delay * 2))
  done
}
