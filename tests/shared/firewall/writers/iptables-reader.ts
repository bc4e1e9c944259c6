import { isIP } from 'node:net'
import type { Flow } from '../flows.ts'

type Line = { match: string; text: string; target: string; off: boolean }
type Chain = { own: boolean; lines: Line[] }

const OPTION =
  /^(?:-s (?<s>\S+) |-d (?<d>\S+) |-p (?<p>tcp|udp) -m \k<p> --dport (?<port>\d+) |-m conntrack --ctstate (?<state>NEW) |-m comment --comment "(?<comment>[^"\\]{0,255})" )/

/**
 * Reads files of iptables-restore --noflush, one after the other, and walks the table as a packet would. Knows only what it has
 * to, refuses the rest, and fails where the tool would: on a chain that exists, one that does not or is spoken of, a rule that
 * is not there.
 */
export function tableOf(configurations: readonly string[]): ReadonlyMap<string, Chain> {
  let table = new Map<string, Chain>(['INPUT', 'FORWARD', 'OUTPUT'].map((name) => [name, { own: false, lines: [] }]))
  for (const text of configurations) {
    const [first, ...lines] = text.split('\n')
    if (first !== '*filter' || lines.at(-1) !== '' || lines.at(-2) !== 'COMMIT') throw new Error('no table')
    // All of a file or nothing.
    const next = structuredClone(table)
    for (const line of lines.slice(0, -2)) act(next, line)
    table = next
  }
  return table
}

function act(table: Map<string, Chain>, line: string): void {
  if (line.length > 1_023) throw new Error(`too long: ${line}`)
  const off = line.startsWith('# off: ')
  const [, command = '', name = '', rest = ''] = /^(-[NFXADI]) (\S+)(?: (.*))?$/.exec(off ? line.slice(7) : line) ?? []
  if (!/^[A-Za-z0-9_.-]{1,28}$/.test(name)) throw new Error(`no chain: ${line}`)
  const chain = table.get(name)
  if (command === '-N') {
    if (chain || off) throw new Error(`exists: ${line}`)
    table.set(name, { own: true, lines: [] })
    return
  }
  if (!chain) throw new Error(`no such chain: ${line}`)
  if (command === '-F') {
    if (!chain.own) throw new Error(`not ours: ${line}`)
    chain.lines = []
  } else if (command === '-X') {
    const spoken = [...table.values()].some(({ lines }) =>
      lines.some(({ target, off: not }) => target === name && !not),
    )
    if (!chain.own || chain.lines.length > 0 || spoken) throw new Error(`in use: ${line}`)
    table.delete(name)
  } else rule(table, chain, command, rest, off)
}

function rule(table: Map<string, Chain>, chain: Chain, command: string, rest: string, off: boolean): void {
  const [, place, match = '', target = '', more = ''] = /^(?:(\d+) )?(.*)-j (\S+)(.*)$/.exec(rest) ?? []
  if (target === 'LOG' ? !/^ --log-prefix "[A-Z0-9_ ]{1,29}"$/.test(more) : more !== '')
    throw new Error(`what: ${rest}`)
  if (!['ACCEPT', 'DROP', 'LOG'].includes(target) && !table.has(target)) throw new Error(`no target: ${rest}`)
  matchOf(match)
  const line = { match, text: `${match}-j ${target}${more}`, target, off }
  if (command === '-A') chain.lines.push(line)
  else if (command === '-I' && !off) chain.lines.splice(Number(place ?? 1) - 1, 0, line)
  else if (command === '-D' && !off) {
    const at = chain.lines.findIndex(({ text }) => text === line.text)
    if (at < 0) throw new Error(`no such rule: ${rest}`)
    chain.lines.splice(at, 1)
  } else throw new Error(`what: ${command} ${rest}`)
}

function matchOf(match: string): Record<string, string | undefined> {
  let rest = match
  const found: Record<string, string | undefined> = {}
  while (rest !== '') {
    const { 0: taken = '', groups } = OPTION.exec(rest) ?? {}
    if (!groups) throw new Error(`no match: ${rest}`)
    for (const [name, value] of Object.entries(groups)) if (value !== undefined) found[name] = value
    rest = rest.slice(taken.length)
  }
  return found
}

/** The flows that a packet which comes to `from` can be one of. */
export function flowsIn(table: ReadonlyMap<string, Chain>, from: string): Flow[] {
  return linesOf(table, from)
    .filter(({ target }) => target === 'PSTN_RULES')
    .flatMap(() => linesOf(table, 'PSTN_RULES').flatMap((line) => ruleFlows(table, line)))
}

function ruleFlows(table: ReadonlyMap<string, Chain>, { match, target, off }: Line): Flow[] {
  const { d = '', p = '', port, state, comment = '' } = matchOf(match)
  const [address = '', length] = d.split('/')
  if (state !== 'NEW' || (isIP(address) === 4 ? length !== '32' : length !== '128')) throw new Error(`what: ${match}`)
  const verdicts = new Set(linesOf(table, target).map((line) => line.target))
  const flows = [...verdicts].flatMap((verdict): Flow[] => {
    const [last, ...logs] = linesOf(table, verdict).toReversed()
    if (logs.some((line) => line.target !== 'LOG') || last?.match !== '') throw new Error(`no verdict: ${verdict}`)
    const sources = linesOf(table, target).flatMap((line) =>
      line.target === verdict ? [matchOf(line.match).s ?? ''] : [],
    )
    const end = { rule: comment.split(' ')[0] ?? '', destination: address, protocol: p, port: Number(port), sources }
    return [{ ...end, action: last.target === 'ACCEPT' ? 'allow' : 'deny', enabled: !off }]
  })
  return flows
}

function linesOf(table: ReadonlyMap<string, Chain>, name: string): readonly Line[] {
  const chain = table.get(name)
  if (!chain) throw new Error(`no chain ${name}`)
  return chain.lines
}
