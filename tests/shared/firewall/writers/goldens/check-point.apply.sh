#!/bin/bash
# Run it on the management server in expert mode:
#   bash FILE -r true      as root of the server itself
#   bash FILE -u NAME      which asks for the password
# From elsewhere, MGMT_CLI_MANAGEMENT names the server; MGMT_CLI_DOMAIN names the domain of a Multi-Domain Server.
# All of it is one session. It is published at the end, or nothing of it is. The policy is not installed.
set -euo pipefail
umask 077
session=$(mktemp)
mgmt_cli login "$@" > "$session" || { cat -- "$session" >&2; rm -f -- "$session"; exit 1; }
published=no
finish() {
  if [ "$published" = no ]; then
    mgmt_cli discard -s "$session" < /dev/null > /dev/null 2>&1 || true
    echo 'Nothing was published.' >&2
  fi
  mgmt_cli logout -s "$session" < /dev/null > /dev/null 2>&1 || true
  rm -f -- "$session"
}
trap finish EXIT
# A call of the session. One that fails ends the script.
run() {
  local answer
  if ! answer=$(mgmt_cli "$@" -s "$session" < /dev/null 2>&1) || [[ $'\n'$answer == *$'\ncode: '* ]]; then
    printf '%s\n' "$answer" "This failed: mgmt_cli $*" >&2
    exit 1
  fi
}
# What is there, without spaces; nothing where it is not.
shown() {
  local answer
  answer=$(mgmt_cli show "$1" name "$2" --format json -s "$session" < /dev/null 2> /dev/null) || return 1
  printf '%s' "${answer//[[:space:]]/}"
}
# A host or network under a name that is made of its address: where it is there, it is the same.
add_once() {
  local kind=$1 name=$2
  shift 2
  if ! shown "$kind" "$name" > /dev/null; then
    run add "$kind" name "$name" "$@" ignore-warnings true
  fi
}
# A name that the gateway looks up. Where somebody's object takes in every name below it, nothing is done.
add_domain() {
  local there
  if ! there=$(shown dns-domain "$1"); then
    run add dns-domain name "$1" is-sub-domain false comments Postern
  elif [[ $there != *'"is-sub-domain":false'* ]]; then
    echo "$1 is there, and takes in every name below it." >&2
    exit 1
  fi
}
# What something else still uses, or what is gone already, is left.
drop() {
  if ! mgmt_cli delete "$1" name "$2" -s "$session" < /dev/null > /dev/null 2>&1; then
    echo "Left as it is: $1 $2" >&2
  fi
}
# Only a name that add_domain made.
drop_domain() {
  local there
  if there=$(shown dns-domain "$1") && [[ $there == *'"comments":"Postern"'* ]]; then
    drop dns-domain "$1"
  else
    echo "Left as it is: dns-domain $1" >&2
  fi
}
add_once host PSTN_34_67_39_103_32 ip-address 34.67.39.103
add_once network PSTN_34_68_0_0_27 subnet 34.68.0.0 mask-length 27
add_once network PSTN_675TDTFZSW subnet6 2600:1900:4000:: mask-length6 44
add_domain .sync.nylas.example.com
add_once host PSTN_34_89_13_240_32 ip-address 34.89.13.240
add_once host PSTN_35_246_81_179_32 ip-address 35.246.81.179
add_once host PSTN_198_51_100_25_32 ip-address 198.51.100.25
add_once host PSTN_6H1TI0XH6S57G41GXBMCLZPOO5 ip-address 2001:db8:25::25
add_once host PSTN_198_51_100_26_32 ip-address 198.51.100.26
run add group name PSTN_S_NYLAS_US members.1 PSTN_34_67_39_103_32 members.2 PSTN_34_68_0_0_27 members.3 PSTN_675TDTFZSW
run add group name PSTN_S_NYLAS_EU members.1 PSTN_34_89_13_240_32 members.2 PSTN_35_246_81_179_32
run add group name PSTN_H_MAIL members.1 PSTN_198_51_100_25_32 members.2 PSTN_6H1TI0XH6S57G41GXBMCLZPOO5
run add group name PSTN_H_AUTODISCOVER members.1 PSTN_198_51_100_26_32
run add access-rule layer Network position.above 'Cleanup rule' name PSTN_R_001 source.1 PSTN_S_NYLAS_US source.2 PSTN_S_NYLAS_EU source.3 .sync.nylas.example.com destination PSTN_H_MAIL service.1 https action Accept track.type Log enabled false comments 'PSTN_R_001 | CHG0012345 | until 2027-12-01 | owner Exchange team | The mail service reads mailboxes by _EWS_; its addresses are the vendor_s.'
run add access-rule layer Network position.below PSTN_R_001 name PSTN_R_002 source.1 PSTN_S_NYLAS_US source.2 .sync.nylas.example.com destination PSTN_H_AUTODISCOVER service.1 https service.2 http action Accept track.type None enabled true comments 'PSTN_R_002 | CHG0012345 | Autodiscover, with its redirect'
run add access-rule layer Network position.below PSTN_R_002 name PSTN_R_003 source.1 PSTN_S_NYLAS_EU destination PSTN_H_MAIL service.1 http action Drop track.type Log enabled true comments PSTN_R_003
run publish
published=yes
