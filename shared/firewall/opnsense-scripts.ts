import { asciiJson } from './ascii-json.ts'
import type { OpnsenseAlias, OpnsenseChange, OpnsenseRule } from './opnsense-model.ts'

/** Ends the JSON that a call sends; no line of JSON can be it. */
const END = 'POSTERN'

function head(what: string): string[] {
  return [
    '#!/bin/sh',
    `# Postern: ${what} by OPNsense's API.`,
    '# Make a key for the API (System, Access, Users), and write a file that only you can read, in curl netrc form:',
    '#   machine firewall.example login THE_KEY password THE_SECRET',
    '# Then: OPNSENSE=https://firewall.example OPNSENSE_NETRC=that-file sh this-file',
    '# Add OPNSENSE_CA=file.pem where the certificate of the firewall is of a CA of your own.',
    'set -eu',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own.
    ': "${OPNSENSE:?has to be https:// and the name of the firewall}"',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own.
    ': "${OPNSENSE_NETRC:?has to be a file with a key of the API}"',
    'get() {',
    '  path=$1; shift',
    '  curl --silent --show-error --fail --proto =https --netrc-file "$OPNSENSE_NETRC" \\',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own.
    '    ${OPNSENSE_CA:+--cacert "$OPNSENSE_CA"} "$@" "$OPNSENSE/api/firewall/$path"',
    '}',
    `post() { get "$1" --header 'Content-Type: application/json' --data-binary @-; }`,
    `act() { printf '{}' | post "$1"; }`,
    'stop() { echo "$1" >&2; exit 1; }',
  ]
}

const ABSENT = [
  'absent() {',
  '  answer=$(get "$1")',
  `  [ "$answer" = '[]' ] || stop "$2 exists already: nothing was changed."`,
  '}',
]

const SET = [
  'set_to() {',
  '  answer=$(post "$1")',
  `  case $answer in *'"result":"saved"'*) ;; *) stop "$1 was not taken: $answer. What was saved before it is not loaded yet: take it back by the rollback." ;; esac`,
  '}',
]

const DELETE = [
  'delete() {',
  '  answer=$(act "$1")',
  `  case $answer in *'"result":"deleted"'*|*'"result":"not found"'*) ;; *) stop "$1 was not taken: $answer" ;; esac`,
  '}',
]

const OK = [
  'load() {',
  '  answer=$(act "$1")',
  `  case $answer in *'"status":"'[Oo][Kk]*) ;; *) stop "$1 was not done: $answer" ;; esac`,
  '}',
]

const SAVEPOINT = [
  `revision=$(act filter/savepoint | sed -n 's/.*"revision":"\\([0-9.]*\\)".*/\\1/p')`,
  '[ -n "$revision" ] || stop "There is no savepoint: nothing was changed."',
]

/** The rules go back by themselves after a minute where the last call does not reach the firewall any more. */
const LOAD = ['load "filter/apply/$revision"', 'act "filter/cancelRollback/$revision" > /dev/null']
const LOAD_ALIASES = ['load alias/reconfigure']
const DONE = ['echo Done.', '']

/** Adds aliases and rules under identifiers of their own; stops before anything where one of them is there. */
export function applyScript(aliases: readonly OpnsenseAlias[], rules: readonly OpnsenseRule[]): string {
  return [
    ...head('adds aliases and firewall rules'),
    ...[...ABSENT, ...SET, ...OK],
    ...aliases.map(({ alias }) => `absent alias/getAliasUUID/${alias.name} ${alias.name}`),
    ...rules.map(({ uuid }) => `absent filter/getRule/${uuid} 'a rule of this sheet'`),
    ...SAVEPOINT,
    ...aliases.flatMap(({ uuid, alias }) => call(`alias/setItem/${uuid}`, { alias })),
    ...rules.flatMap(({ uuid, rule }) => call(`filter/setRule/${uuid}`, { rule })),
    ...[...LOAD_ALIASES, ...LOAD, ...DONE],
  ].join('\n')
}

/** Takes away rules, and then the aliases, which are no longer in use by then. */
export function rollbackScript(aliases: readonly OpnsenseAlias[], rules: readonly OpnsenseRule[]): string {
  return [
    ...head('takes away the aliases and firewall rules that it added'),
    ...[...DELETE, ...OK],
    ...SAVEPOINT,
    ...rules.map(({ uuid }) => `delete filter/delRule/${uuid}`),
    ...LOAD,
    // An alias that names another goes first.
    ...aliases.toReversed().map(({ uuid, alias }) => `delete alias/delItem/${uuid} # ${alias.name}`),
    ...[...LOAD_ALIASES, ...DONE],
  ].join('\n')
}

/** Gives aliases the members that they have now. */
export function changeScript(changes: readonly OpnsenseChange[]): string {
  return [
    ...head('changes the members of its aliases'),
    ...[...SET, ...OK],
    ...changes.flatMap(({ uuid, alias: { name, content }, told }) => [
      `# ${name}: ${told.join(' ')}`,
      ...call(`alias/setItem/${uuid}`, { alias: { content } }),
    ]),
    ...[...LOAD_ALIASES, ...DONE],
  ].join('\n')
}

function call(path: string, body: object): string[] {
  return [`set_to ${path} <<'${END}'`, asciiJson(body), END]
}
