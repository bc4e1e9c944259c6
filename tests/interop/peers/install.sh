#!/usr/bin/env bash
# Installs the peers that the interop tests talk to, from Debian: Apache with its NTLM modules, openssl and curl; or the
# packages that are named as arguments (a browser). Needs root and apt-get. Does nothing when all are there.
# No package starts a daemon: while this runs, a policy-rc.d says no. Exit 0: installed; 1: apt-get failed (its last lines are on stderr); 2: cannot install here.
set -euo pipefail

packages=(apache2 apache2-utils libapache2-mod-auth-gssapi gss-ntlmssp openssl curl python3-ntlm-auth python3-prometheus-client)
[ $# -eq 0 ] || packages=("$@")
policy=/usr/sbin/policy-rc.d
lists=/var/lib/apt/lists
day=86400

say() { printf 'peers: %s\n' "$*" >&2; }

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing=()
if command -v dpkg-query >/dev/null; then
  for package in "${packages[@]}"; do installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -eq 0 ] && exit 0
fi

command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || { say 'there is no apt-get; this is not Debian'; exit 2; }
[ "$(id -u)" -eq 0 ] || { say 'apt-get needs root'; exit 2; }

log=$(mktemp)
made_policy=no
clean_up() {
  rm -f "$log"
  if [ "$made_policy" = yes ]; then rm -f "$policy"; fi
}
trap clean_up EXIT
trap 'exit 1' INT TERM

if [ ! -e "$policy" ]; then
  made_policy=yes
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi

export DEBIAN_FRONTEND=noninteractive
apt=(apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2)

# Lists are old when none of them was fetched within a day.
lists_are_fresh() {
  local newest
  newest=$(find "$lists" -maxdepth 1 -name '*_InRelease' -printf '%C@\n' 2>/dev/null | sort -n | tail -1)
  [ -n "$newest" ] && [ $(($(date +%s) - ${newest%.*})) -lt $day ]
}

update() { "${apt[@]}" update >>"$log" 2>&1; }
fail() { tail -20 "$log" >&2; exit 1; }
install() { "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1; }

say "installing ${missing[*]}"
if lists_are_fresh; then
  install || { update && install; } || fail
else
  update || say 'apt-get update failed; trying with the lists at hand'
  install || fail
fi
say 'installed'
