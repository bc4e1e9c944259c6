#!/usr/bin/env bash
# A real secret service to keep passwords in: gnome-keyring on a session bus of its own, which nobody else's programs see.
#
#   keyring.sh up STATE        starts the bus and the daemon, its keyring open; prints BUS=address and KEYRING=pid
#   keyring.sh lock STATE      locks every keyring, as a locked screen may; there is no display on which to open it again
#   keyring.sh look STATE SERVICE ACCOUNT
#                              prints what is kept there, asked by libsecret's own secret-tool; exit 1: there is nothing
#   keyring.sh down STATE      ends both and removes STATE
#
# STATE is an empty folder that the caller made for it (mktemp -d). The password that opens the keyring opens nothing else.
set -euo pipefail

say() { printf 'keyring: %s\n' "$*" >&2; }

usage() {
  say 'usage: keyring.sh up STATE | lock STATE | look STATE SERVICE ACCOUNT | down STATE'
  exit 2
}

# Nothing of the person who runs the tests is seen: no display to ask on, no home, no bus.
alone() {
  env -i PATH="$PATH" HOME="$state/home" XDG_DATA_HOME="$state/home/.local/share" XDG_RUNTIME_DIR="$state/run" \
    ${address:+DBUS_SESSION_BUS_ADDRESS="$address"} "$@"
}

# The pid of whoever owns the secret service's name, asked of the bus itself.
keyring_pid() {
  alone dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus /org/freedesktop/DBus \
    org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets | awk '{ print $2 }'
}

up() {
  mkdir -p "$state/home" "$state/run"
  chmod 700 "$state/run"
  # The service must not be started again by the bus once it has been ended: a bus without service files starts none.
  cat >"$state/bus.conf" <<CONFIGURATION
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=$state/run/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONFIGURATION
  address=
  alone dbus-daemon --config-file="$state/bus.conf" --fork --print-pid=1 >"$state/bus.pid" 2>"$state/bus.log"
  address="unix:path=$state/run/bus"
  printf 'opens the keyring' | alone gnome-keyring-daemon --daemonize --unlock --components=secrets >"$state/keyring.log" 2>&1
  local attempt pid
  for attempt in $(seq 1 100); do
    if pid=$(keyring_pid 2>/dev/null); then
      printf '%s\n' "$pid" >"$state/keyring.pid"
      printf 'BUS=%s\nKEYRING=%s\n' "$address" "$pid"
      return 0
    fi
    sleep 0.1
  done
  say 'the keyring does not come up'
  cat "$state/bus.log" "$state/keyring.log" >&2
  return 1
}

lock() {
  alone dbus-send --session --print-reply=literal --dest=org.freedesktop.secrets /org/freedesktop/secrets \
    org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/aliases/default >/dev/null
}

down() {
  local file pid name
  for name in keyring bus; do
    file="$state/$name.pid"
    [ -s "$file" ] || continue
    pid=$(<"$file")
    # A pid that belongs to something else by now is left alone. One that was stopped ends only when it goes on.
    tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q 'dbus-daemon\|gnome-keyring-d' || continue
    kill -TERM "$pid" 2>/dev/null || true
    kill -CONT "$pid" 2>/dev/null || true
  done
  # Only a folder that "up" made its own is removed.
  if [ -e "$state/bus.conf" ]; then rm -rf -- "$state"; fi
}

[ $# -ge 2 ] || usage
state=$2
address="unix:path=$state/run/bus"
[ -d "$state" ] || [ "$1" = down ] || { say "there is no folder $state"; exit 2; }
case "$1:$#" in
  up:2) up ;;
  lock:2) lock ;;
  look:4) alone secret-tool lookup service "$3" account "$4" ;;
  down:2) down ;;
  *) usage ;;
esac
