import { asciiJson } from './ascii-json.ts'

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

export type OpnsenseAlias = {
  uuid: string
  alias: { enabled: '1'; name: string; type: 'host' | 'network'; content: string; description: string }
}
export type OpnsenseRule = {
  uuid: string
  rule: {
    enabled: '0' | '1'
    sequence: string
    action: 'pass' | 'block'
    quick: '1'
    interface: string
    direction: 'in'
    ipprotocol: 'inet' | 'inet6'
    protocol: string
    source_net: string
    destination_net: string
    destination_port: string
    log: '0' | '1'
    description: string
  }
}
export type OpnsenseChange = { uuid: string; name: string; content: string; told: readonly string[] }

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
    ...changes.flatMap(({ uuid, name, content, told }) => [
      `# ${name}: ${told.join(' ')}`,
      ...call(`alias/setItem/${uuid}`, { alias: { content } }),
    ]),
    ...[...LOAD_ALIASES, ...DONE],
  ].join('\n')
}

function call(path: string, body: object): string[] {
  return [`set_to ${path} <<'${END}'`, asciiJson(body), END]
}

/** The identifier of what a sheet makes, always the same for the same name: a UUID in the form of version 4, which the API asks for. */
export function uuidOf(name: string): string {
  const half = (salt: string) => {
    let hash = 0xcbf29ce484222325n
    for (const byte of new TextEncoder().encode(`${salt}${name}`))
      hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
    return hash.toString(16).padStart(16, '0')
  }
  const [one, other] = [half('postern 1 '), half('postern 2 ')]
  return [one.slice(0, 8), one.slice(8, 12), `4${one.slice(13)}`, `8${other.slice(1, 4)}`, other.slice(4)].join('-')
}
