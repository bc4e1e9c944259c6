#!/bin/sh
# Postern: takes away the aliases and firewall rules that it added by OPNsense's API.
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
delete() {
  answer=$(act "$1")
  case $answer in *'"result":"deleted"'*|*'"result":"not found"'*) ;; *) stop "$1 was not taken: $answer" ;; esac
}
load() {
  answer=$(act "$1")
  case $answer in *'"status":"'[Oo][Kk]*) ;; *) stop "$1 was not done: $answer" ;; esac
}
revision=$(act filter/savepoint | sed -n 's/.*"revision":"\([0-9.]*\)".*/\1/p')
[ -n "$revision" ] || stop "There is no savepoint: nothing was changed."
delete filter/delRule/dd2644d0-14f2-4d43-8b6e-9d5d48dd3a04
delete filter/delRule/dd2646d0-14f2-40a9-8b6e-9f5d48dd3d6a
delete filter/delRule/e55232ef-aee1-450d-8326-41c3c890059e
delete filter/delRule/2f3e885e-6060-4e74-86f6-ee407a1ee453
delete filter/delRule/06d63f0a-394b-48af-81e2-7a07cd0b694a
delete filter/delRule/35d60670-101b-40f2-852c-cf24c1703263
load "filter/apply/$revision"
act "filter/cancelRollback/$revision" > /dev/null
delete alias/delItem/2dab52f4-e6d0-4a5c-8387-47404b59ce65 # PSTN_H_AUTODISCOVER
delete alias/delItem/b21d869b-eda0-4acf-8e73-f01947d545b2 # PSTN_H_MAIL
delete alias/delItem/d0aa5a38-b2b3-4211-8596-3d491728241c # PSTN_S_NYLAS_EU
delete alias/delItem/d0e15c38-b2e2-47e7-855f-3b4916f8de46 # PSTN_S_NYLAS_US
delete alias/delItem/d085530e-ae2e-4a2a-8301-ce3f0d9f4feb # PSTN_N_NYLAS_US
load alias/reconfigure
echo Done.
