#!/bin/sh
# Postern: changes the members of its aliases by OPNsense's API.
# Make a key for the API (System, Access, Users), and write a file that only you can read, in curl netrc form:
#   machine firewall.example login THE_KEY password THE_SECRET
# Then: OPNSENSE=https://firewall.example OPNSENSE_NETRC=that-file sh this-file
# Add OPNSENSE_CA=file.pem where the certificate of the firewall is of a CA of your own.
set -eu
: "${OPNSENSE:?has to be https:// and the name of the firewall}"
: "${OPNSENSE_NETRC:?has to be a file with a key of the API}"
get() {
  path=$1; shift
  curl --silent --show-error --fail --proto =https --netrc-file "$OPNSENSE_NETRC" \
    ${OPNSENSE_CA:+--cacert "$OPNSENSE_CA"} "$@" "$OPNSENSE/api/firewall/$path"
}
post() { get "$1" --header 'Content-Type: application/json' --data-binary @-; }
act() { printf '{}' | post "$1"; }
stop() { echo "$1" >&2; exit 1; }
set_to() {
  answer=$(post "$1")
  case $answer in *'"result":"saved"'*) ;; *) stop "$1 was not taken: $answer. What was saved before it is not loaded yet: take it back by the rollback." ;; esac
}
load() {
  answer=$(act "$1")
  case $answer in *'"status":"'[Oo][Kk]*) ;; *) stop "$1 was not done: $answer" ;; esac
}
# PSTN_N_NYLAS_US: -sync.nylas.example.com +sync2.nylas.example.com
set_to alias/setItem/d085530e-ae2e-4a2a-8301-ce3f0d9f4feb <<'POSTERN'
{"alias":{"content":"sync2.nylas.example.com"}}
POSTERN
# PSTN_S_NYLAS_US: -34.67.39.103/32 -2600:1900:4000::/44 +35.190.247.0/24 +2600:1901::/32
set_to alias/setItem/d0e15c38-b2e2-47e7-855f-3b4916f8de46 <<'POSTERN'
{"alias":{"content":"34.68.0.0/27\n35.190.247.0/24\n2600:1901::/32\nPSTN_N_NYLAS_US"}}
POSTERN
# PSTN_S_NYLAS_EU: -35.246.81.179/32 +35.246.81.180/32
set_to alias/setItem/d0aa5a38-b2b3-4211-8596-3d491728241c <<'POSTERN'
{"alias":{"content":"34.89.13.240/32\n35.246.81.180/32"}}
POSTERN
load alias/reconfigure
echo Done.
