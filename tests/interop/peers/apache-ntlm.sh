#!/usr/bin/env bash
# A real NTLM and Basic server to sign in to: Apache httpd with mod_auth_gssapi and gss-ntlmssp.
#
#   apache-ntlm.sh up STATE HTTPS_PORT HTTP_PORT   starts it on 127.0.0.1; does nothing when it runs already
#   apache-ntlm.sh down STATE                      ends it and removes STATE; does nothing when it is gone
#
# STATE is an empty folder that the caller made for it (mktemp -d). What is served, over both ports:
#   /ntlm/   offers Negotiate and NTLM; accounts POSTERN\alice and POSTERN\zoë
#   /basic/  offers Basic; accounts alice, POSTERN\alice, alice@postern.test and zoë
# The answer to an accepted sign-in (and to no other) names the account in X-Remote-User. The certificate is STATE/certificate.pem.
# The passwords below open nothing but this server.
set -euo pipefail

modules=/usr/lib/apache2/modules
alice_password='Passw0rd!a'
zoe_password='Pässw0rd!z'

say() { printf 'apache-ntlm: %s\n' "$*" >&2; }

usage() {
  say 'usage: apache-ntlm.sh up STATE HTTPS_PORT HTTP_PORT | down STATE'
  exit 2
}

# Prints the pid of the httpd that runs on STATE. A pid that now belongs to something else does not count.
running_pid() {
  local pid
  [ -s "$1/httpd.pid" ] || return 1
  pid=$(<"$1/httpd.pid")
  tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF -- "-d $1 " || return 1
  printf '%s\n' "$pid"
}

make_certificate() {
  openssl req -x509 -newkey rsa:2048 -sha256 -nodes -days 2 -subj '/CN=exch01.postern.test' \
    -addext 'subjectAltName=DNS:exch01.postern.test,DNS:localhost,IP:127.0.0.1' \
    -keyout "$1/key.pem" -out "$1/certificate.pem" 2>"$1/openssl.log" || { cat "$1/openssl.log" >&2; return 1; }
  chmod 600 "$1/key.pem"
}

# gss-ntlmssp reads DOMAIN:user:password lines from the file that NTLM_USER_FILE names. It resolves no user principal
# names, as a domain controller would: of alice@postern.test it makes the user alice of a domain "postern.test".
make_accounts() {
  printf '%s\n' "POSTERN:alice:$alice_password" "POSTERN:zoë:$zoe_password" >"$1/ntlm.users"
  : >"$1/basic.users"
  local name
  for name in alice 'POSTERN\alice' alice@postern.test; do
    printf '%s' "$alice_password" | htpasswd -i "$1/basic.users" "$name" 2>/dev/null
  done
  printf '%s' "$zoe_password" | htpasswd -i "$1/basic.users" 'zoë' 2>/dev/null
  chmod 644 "$1/ntlm.users" "$1/basic.users"
}

make_pages() {
  mkdir -p "$1/www/ntlm" "$1/www/basic"
  echo 'signed in with NTLM' >"$1/www/ntlm/index.html"
  echo 'signed in with Basic' >"$1/www/basic/index.html"
}

# NTLM signs a connection in, not a request: GssapiConnectionBound keeps the half-done conversation with it.
make_configuration() {
  local state=$1 https_port=$2 http_port=$3 name
  {
    for name in mpm_event authn_core authn_file authz_core authz_user auth_basic auth_gssapi dir headers lua \
      socache_shmcb ssl; do
      echo "LoadModule ${name}_module $modules/mod_$name.so"
    done
    cat <<CONFIGURATION
ServerRoot $state
PidFile $state/httpd.pid
DefaultRuntimeDir $state
Mutex file:$state
ServerName exch01.postern.test
Listen 127.0.0.1:$https_port
Listen 127.0.0.1:$http_port
User www-data
Group www-data
ErrorLog $state/error.log
LogLevel warn auth_gssapi:debug
DocumentRoot $state/www
DirectoryIndex index.html
KeepAlive On
KeepAliveTimeout 30
StartServers 1
Header set X-Remote-User "expr=%{REMOTE_USER}"
LuaHookAccessChecker $state/locale.lua leave_c_locale early
<Directory $state/www>
  Require all denied
</Directory>
<Directory $state/www/ntlm>
  AuthType GSSAPI
  AuthName "ntlm"
  GssapiAllowedMech ntlmssp
  GssapiConnectionBound On
  Require valid-user
</Directory>
<Directory $state/www/basic>
  AuthType Basic
  AuthName "basic"
  AuthUserFile $state/basic.users
  Require valid-user
</Directory>
<VirtualHost 127.0.0.1:$https_port>
  SSLEngine on
  SSLCertificateFile $state/certificate.pem
  SSLCertificateKeyFile $state/key.pem
</VirtualHost>
<VirtualHost 127.0.0.1:$http_port>
</VirtualHost>
CONFIGURATION
  } >"$state/httpd.conf"
}

# gss-ntlmssp compares account names in the locale of its process, and httpd never leaves "C", where "ë" equals nothing.
make_locale_hook() {
  cat >"$1/locale.lua" <<'LUA'
function leave_c_locale(request)
  if os.setlocale() ~= 'C.UTF-8' then os.setlocale('C.UTF-8') end
  return apache2.DECLINED
end
LUA
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

up() {
  local state=$1 https_port=$2 http_port=$3 attempt
  if running_pid "$state" >/dev/null; then say 'already up'; return 0; fi
  # httpd gives up root for www-data, which must still reach the pages.
  chmod 711 "$state"
  make_certificate "$state"
  make_accounts "$state"
  make_pages "$state"
  make_locale_hook "$state"
  make_configuration "$state" "$https_port" "$http_port"
  # KRB5 looks for no configuration and keeps no replay cache: only the NTLM mechanism is meant.
  NTLM_USER_FILE="$state/ntlm.users" KRB5_CONFIG=/dev/null KRB5RCACHENAME=none: LC_ALL=C.UTF-8 \
    apache2 -d "$state" -f "$state/httpd.conf" -k start >"$state/start.log" 2>&1 ||
    { cat "$state/start.log" >&2; tail -5 "$state/error.log" >&2 || true; return 1; }
  for attempt in $(seq 1 100); do
    answers "$https_port" && answers "$http_port" && running_pid "$state" >/dev/null && return 0
    sleep 0.1
  done
  say "nothing answers on ports $https_port and $http_port"
  tail -5 "$state/error.log" >&2 || true
  return 1
}

down() {
  local state=$1 pid attempt
  if pid=$(running_pid "$state"); then
    kill -TERM "$pid"
    for attempt in $(seq 1 100); do
      running_pid "$state" >/dev/null || break
      sleep 0.1
    done
    if running_pid "$state" >/dev/null; then kill -KILL "$pid"; fi
  fi
  # Only a folder that "up" made its own is removed.
  if [ -e "$state/httpd.conf" ]; then rm -rf -- "$state"; fi
}

PATH=$PATH:/usr/sbin:/sbin
case "${1:-}:$#" in
  up:4)
    [ -d "$2" ] || { say "there is no folder $2"; exit 2; }
    up "$2" "$3" "$4"
    ;;
  down:2) down "$2" ;;
  *) usage ;;
esac
