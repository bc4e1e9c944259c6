import { oneLine } from './one-line.ts'

/** How many names one call takes; a group of many is made in several. */
const NAMES = 50

/** What is published at the end, or not at all: a failed call, a broken line and Ctrl+C all lead to `finish`. */
const HEAD = `#!/bin/bash
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
  if ! answer=$(mgmt_cli "$@" -s "$session" < /dev/null 2>&1) || [[ $'\\n'$answer == *$'\\ncode: '* ]]; then
    printf '%s\\n' "$answer" "This failed: mgmt_cli $*" >&2
    exit 1
  fi
}
# What is there, without spaces; nothing where it is not.
shown() {
  local answer
  answer=$(mgmt_cli show "$1" name "$2" --format json -s "$session" < /dev/null 2> /dev/null) || return 1
  printf '%s' "\${answer//[[:space:]]/}"
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
`
const TAIL = `run publish
published=yes
`

/** A script that does all of its lines in one session, or nothing; empty where there is nothing to do. */
export function mgmtCliScript(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${HEAD}${lines.map((line) => `${line}\n`).join('')}${TAIL}`
}

/** A word of the shell: bare where nothing in it means anything to the shell, else between single quotes. */
export function shellWord(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** A name that somebody wrote, without what can't be seen and without a beginning that mgmt_cli takes for an option. */
export function visibleName(text: string): string {
  return text
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .replace(/^-+/, '')
    .slice(0, 200)
    .replace(/[\ud800-\udbff]$/, '')
}

/** A comment without anything that mgmt_cli, or who reads its answer, could take for more than text. */
export function plainComment(text: string, most: number): string {
  return oneLine(text, most).replaceAll(/[^\w .,:;/()|+@=-]/g, '_')
}

/** Calls that give a group its members: the first with `first`, the others with `more`. */
export function memberCalls(
  names: readonly string[],
  first: { call: string; key: string },
  more: { call: string; key: string },
): string[] {
  return Array.from({ length: Math.ceil(names.length / NAMES) }, (_, at) => {
    const { call, key } = at === 0 ? first : more
    return [call, ...names.slice(at * NAMES, (at + 1) * NAMES).map((name, own) => `${key}.${own + 1} ${name}`)].join(
      ' ',
    )
  })
}
