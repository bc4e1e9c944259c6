#!/bin/sh
# Postern: adds aliases and firewall rules by OPNsense's API.
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
absent() {
  answer=$(get "$1")
  [ "$answer" = '[]' ] || stop "$2 exists already: nothing was changed."
}
set_to() {
  answer=$(post "$1")
  case $answer in *'"result":"saved"'*) ;; *) stop "$1 was not taken: $answer. What was saved before it is not loaded yet: take it back by the rollback." ;; esac
}
load() {
  answer=$(act "$1")
  case $answer in *'"status":"'[Oo][Kk]*) ;; *) stop "$1 was not done: $answer" ;; esac
}
absent alias/getAliasUUID/PSTN_N_NYLAS_US PSTN_N_NYLAS_US
absent alias/getAliasUUID/PSTN_S_NYLAS_US PSTN_S_NYLAS_US
absent alias/getAliasUUID/PSTN_S_NYLAS_EU PSTN_S_NYLAS_EU
absent alias/getAliasUUID/PSTN_H_MAIL PSTN_H_MAIL
absent alias/getAliasUUID/PSTN_H_AUTODISCOVER PSTN_H_AUTODISCOVER
absent filter/getRule/dd2644d0-14f2-4d43-8b6e-9d5d48dd3a04 'a rule of this sheet'
absent filter/getRule/dd2646d0-14f2-40a9-8b6e-9f5d48dd3d6a 'a rule of this sheet'
absent filter/getRule/e55232ef-aee1-450d-8326-41c3c890059e 'a rule of this sheet'
absent filter/getRule/2f3e885e-6060-4e74-86f6-ee407a1ee453 'a rule of this sheet'
absent filter/getRule/06d63f0a-394b-48af-81e2-7a07cd0b694a 'a rule of this sheet'
absent filter/getRule/35d60670-101b-40f2-852c-cf24c1703263 'a rule of this sheet'
revision=$(act filter/savepoint | sed -n 's/.*"revision":"\([0-9.]*\)".*/\1/p')
[ -n "$revision" ] || stop "There is no savepoint: nothing was changed."
set_to alias/setItem/d085530e-ae2e-4a2a-8301-ce3f0d9f4feb <<'POSTERN'
{"alias":{"enabled":"1","name":"PSTN_N_NYLAS_US","type":"host","content":"sync.nylas.example.com","description":"Postern Nylas US"}}
POSTERN
set_to alias/setItem/d0e15c38-b2e2-47e7-855f-3b4916f8de46 <<'POSTERN'
{"alias":{"enabled":"1","name":"PSTN_S_NYLAS_US","type":"network","content":"34.67.39.103/32\n34.68.0.0/27\n2600:1900:4000::/44\nPSTN_N_NYLAS_US","description":"Postern Nylas US"}}
POSTERN
set_to alias/setItem/d0aa5a38-b2b3-4211-8596-3d491728241c <<'POSTERN'
{"alias":{"enabled":"1","name":"PSTN_S_NYLAS_EU","type":"network","content":"34.89.13.240/32\n35.246.81.179/32","description":"Postern Nylas EU"}}
POSTERN
set_to alias/setItem/b21d869b-eda0-4acf-8e73-f01947d545b2 <<'POSTERN'
{"alias":{"enabled":"1","name":"PSTN_H_MAIL","type":"host","content":"10.20.0.25\nfd00:20::25","description":"Postern mail.contoso.example"}}
POSTERN
set_to alias/setItem/2dab52f4-e6d0-4a5c-8387-47404b59ce65 <<'POSTERN'
{"alias":{"enabled":"1","name":"PSTN_H_AUTODISCOVER","type":"host","content":"10.20.0.26","description":"Postern autodiscover.contoso.example"}}
POSTERN
set_to filter/setRule/dd2644d0-14f2-4d43-8b6e-9d5d48dd3a04 <<'POSTERN'
{"rule":{"enabled":"0","action":"pass","quick":"1","interface":"wan","direction":"in","ipprotocol":"inet","protocol":"TCP","source_net":"PSTN_S_NYLAS_US","destination_net":"PSTN_H_MAIL","destination_port":"443","log":"1","description":"PSTN_R_001 | CHG0012345 | until 2027-12-01 | owner Exchange team | The mail service reads mailboxes by \"EWS\"; its addresses are the vendor's.","sequence":"1"}}
POSTERN
set_to filter/setRule/dd2646d0-14f2-40a9-8b6e-9f5d48dd3d6a <<'POSTERN'
{"rule":{"enabled":"0","action":"pass","quick":"1","interface":"wan","direction":"in","ipprotocol":"inet6","protocol":"TCP","source_net":"PSTN_S_NYLAS_US","destination_net":"PSTN_H_MAIL","destination_port":"443","log":"1","description":"PSTN_R_001 | CHG0012345 | until 2027-12-01 | owner Exchange team | The mail service reads mailboxes by \"EWS\"; its addresses are the vendor's.","sequence":"2"}}
POSTERN
set_to filter/setRule/e55232ef-aee1-450d-8326-41c3c890059e <<'POSTERN'
{"rule":{"enabled":"0","action":"pass","quick":"1","interface":"wan","direction":"in","ipprotocol":"inet","protocol":"TCP","source_net":"PSTN_S_NYLAS_EU","destination_net":"PSTN_H_MAIL","destination_port":"443","log":"1","description":"PSTN_R_001 | CHG0012345 | until 2027-12-01 | owner Exchange team | The mail service reads mailboxes by \"EWS\"; its addresses are the vendor's.","sequence":"3"}}
POSTERN
set_to filter/setRule/2f3e885e-6060-4e74-86f6-ee407a1ee453 <<'POSTERN'
{"rule":{"enabled":"1","action":"pass","quick":"1","interface":"wan","direction":"in","ipprotocol":"inet","protocol":"TCP","source_net":"PSTN_S_NYLAS_US","destination_net":"PSTN_H_AUTODISCOVER","destination_port":"443","log":"0","description":"PSTN_R_002 | CHG0012345 | Autodiscover, with its redirect","sequence":"4"}}
POSTERN
set_to filter/setRule/06d63f0a-394b-48af-81e2-7a07cd0b694a <<'POSTERN'
{"rule":{"enabled":"1","action":"pass","quick":"1","interface":"wan","direction":"in","ipprotocol":"inet","protocol":"TCP","source_net":"PSTN_S_NYLAS_US","destination_net":"PSTN_H_AUTODISCOVER","destination_port":"80","log":"0","description":"PSTN_R_002 | CHG0012345 | Autodiscover, with its redirect","sequence":"5"}}
POSTERN
set_to filter/setRule/35d60670-101b-40f2-852c-cf24c1703263 <<'POSTERN'
{"rule":{"enabled":"1","action":"block","quick":"1","interface":"wan","direction":"in","ipprotocol":"inet","protocol":"TCP","source_net":"PSTN_S_NYLAS_EU","destination_net":"PSTN_H_MAIL","destination_port":"80","log":"1","description":"PSTN_R_003","sequence":"6"}}
POSTERN
load alias/reconfigure
load "filter/apply/$revision"
act "filter/cancelRollback/$revision" > /dev/null
echo Done.
