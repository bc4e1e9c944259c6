import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { mergeCidr } from 'cidr-tools'
import { Address4, Address6 } from 'ip-address'
import { findingsOfRules } from '../../shared/firewall/findings-of-rules.ts'
import { aggregated } from '../../shared/firewall/prefixes.ts'
import { linesOfList, readEntries } from '../../shared/firewall/read-entries.ts'
import { resolveRules } from '../../shared/firewall/resolved-rule.ts'
import { sheetFormats } from '../../shared/firewall/sheets/make-sheet.ts'
import { writeSheet } from '../../shared/firewall/write-sheet.ts'
import nftables from '../../shared/firewall/writers/nftables.ts'
import { type BenchRow, rowBeside } from './bench-row.ts'
import { firewallList, firewallRules, manyRules } from './firewall-rules.ts'
import { median } from './median.ts'

const run = promisify(execFile)
const program = fileURLToPath(new URL('write-firewall.ts', import.meta.url))

/** The goals for ten thousand prefixes: from the file to all forms, and what the process that does it holds at most. */
const [GOAL_PREFIXES, GOAL_MILLISECONDS, GOAL_MEGABYTES] = [10_000, 2_000, 300]
/** As servers of a sweep: each prefix may take so much more at ten times as many. */
const GROWTH = 1.3
const today = '2026-11-29'

type Writing = { milliseconds: number; peakBytes: number; parts: { archive: number } }

/**
 * How long a vendor's list takes to be read, aggregated, judged and written in every form, in a process of its own for each
 * size, and how that grows; how long the list alone takes beside `ip-address` and `cidr-tools` without our refusals; how long
 * nftables' form takes beside `nft -c` that reads it; and how the findings of rules grow with the rules.
 */
export async function benchFirewall(sizes: readonly number[], rounds: number): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  let before: { size: number; each: number } | undefined
  for (const size of sizes) {
    const all: Writing[] = []
    for (let round = 0; round < (size > GOAL_PREFIXES ? 1 : rounds); round += 1) all.push(await write(size))
    const time = Math.round(median(all.map(({ milliseconds }) => milliseconds)))
    const memory = Math.round(median(all.map(({ peakBytes }) => peakBytes / 1e6)))
    const name = `firewall: ${size} prefixes, read, aggregated, judged and written in ${sheetFormats.length} forms`
    const goal = (value: number) => (size === GOAL_PREFIXES ? { name: 'the goal', value } : undefined)
    const limit = size === GOAL_PREFIXES ? 1 : undefined
    rows.push(
      rowBeside({ name, unit: 'ms', ours: time, peer: goal(GOAL_MILLISECONDS) }, limit),
      rowBeside({ name: `${name}, peak of the process`, unit: 'MB', ours: memory, peer: goal(GOAL_MEGABYTES) }, limit),
    )
    const packed = Math.round(median(all.map(({ parts }) => parts.archive)))
    rows.push(
      rowBeside({
        name: `firewall: all forms of ${size} prefixes as one archive`,
        unit: 'ms',
        ours: packed,
        peer: undefined,
      }),
    )
    const each = Math.round((time * 1e5) / size) / 100
    const peer = before && { name: `${before.size} prefixes`, value: before.each }
    rows.push(rowBeside({ name: `firewall: each of ${size} prefixes`, unit: 'µs', ours: each, peer }, before && GROWTH))
    before = { size, each }
  }
  const size = Math.min(GOAL_PREFIXES, Math.max(...sizes))
  return [...rows, readingRow(size, rounds), await nftRow(size, rounds), ...findingRows(size, rounds)]
}

async function write(size: number): Promise<Writing> {
  const { stdout } = await run(process.execPath, [program, String(size)], { maxBuffer: 1e6 })
  return JSON.parse(stdout) as Writing
}

function readingRow(size: number, rounds: number): BenchRow {
  const text = firewallList(size)
  const ours = () => aggregated(readEntries(linesOfList(text)).entries)
  const peer = () => mergeCidr(text.trimEnd().split('\n').map(correctForm))
  if (ours().length !== peer().length) throw new Error('Two readers read two lists.')
  return rowBeside({
    name: `firewall: ${size} prefixes read strictly and aggregated`,
    unit: 'ms',
    ours: median(timesOf(rounds, ours)),
    peer: { name: 'ip-address and cidr-tools alone', value: median(timesOf(rounds, peer)) },
  })
}

function correctForm(line: string): string {
  const address = line.includes(':') ? new Address6(line) : new Address4(line)
  return `${address.correctForm()}/${address.subnetMask}`
}

/**
 * In a network namespace of its own nft needs no root, and as root no user of its own either, in whose place the kernel takes no
 * message as long as ten thousand prefixes. Without nft, or where it is not allowed, nothing stands beside.
 */
async function nftRow(size: number, rounds: number): Promise<BenchRow> {
  const set = firewallRules(readEntries(linesOfList(firewallList(size))).entries)
  const made = () => writeSheet(nftables, set, resolveRules(set, nftables.meta.side), { today }).apply
  const folder = await mkdtemp(join(tmpdir(), 'postern-bench-'))
  try {
    const path = join(folder, 'rules.nft')
    const chain = 'add table inet filter\nadd chain inet filter forward { type filter hook forward priority 0; }\n'
    await writeFile(path, `${chain}${made()}`)
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now()
      const isRead = await run('unshare', [process.getuid?.() === 0 ? '-n' : '-rn', 'nft', '-c', '-f', path]).then(
        () => true,
        () => false,
      )
      if (isRead) times.push(performance.now() - began)
    }
    return rowBeside({
      name: `firewall: ${size} prefixes resolved and written for nftables`,
      unit: 'ms',
      ours: median(timesOf(rounds, made)),
      peer: times.length === 0 ? undefined : { name: 'nft -c reading the same', value: median(times) },
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** A hundred prefixes for each group and ten rules for each: all of them to be compared with all others. */
function findingRows(size: number, rounds: number): BenchRow[] {
  let before: { rules: number; each: number } | undefined
  return [size / 10, size].map((rules) => {
    const set = manyRules(rules, Math.max(1, rules / 10))
    const time = median(timesOf(rounds, () => findingsOfRules(set, { today })))
    const each = Math.round((time * 1e5) / rules) / 100
    const peer = before && { name: `${before.rules} rules`, value: before.each }
    const name = `firewall: findings of ${rules} rules with ${rules * 10} prefixes, each rule`
    const row = rowBeside({ name, unit: 'µs', ours: each, peer }, before && GROWTH)
    before = { rules, each }
    return row
  })
}

function timesOf(rounds: number, work: () => unknown): number[] {
  return Array.from({ length: rounds }, () => {
    const began = performance.now()
    work()
    return performance.now() - began
  })
}
