import { findingsOfRules } from '../../shared/firewall/findings-of-rules.ts'
import { linesOfList, readEntries } from '../../shared/firewall/read-entries.ts'
import { resolveGroups } from '../../shared/firewall/resolved-rule.ts'
import { makeAllSheets } from '../../shared/firewall/sheets/make-sheet.ts'
import { firewallList, firewallRules } from './firewall-rules.ts'

/**
 * Reads a list of so many prefixes, aggregates it, judges rules with it and writes them in every form; prints as JSON how long
 * each part took and how much memory the process held at most, Node itself included.
 */
const [count = '10000'] = process.argv.slice(2)
const text = firewallList(Number(count))
const today = '2026-11-29'
const parts: Record<string, number> = {}

async function timed<T>(part: string, work: () => T | Promise<T>): Promise<T> {
  const began = performance.now()
  const made = await work()
  parts[part] = performance.now() - began
  return made
}

const reading = await timed('read', () => readEntries(linesOfList(text)))
if (reading.refused[0]) throw new Error(reading.refused[0].sentence)
const set = firewallRules(reading.entries)
const groups = await timed('aggregated', () => resolveGroups(set.groups))
const members = [...groups.values()].flatMap(({ four, six }) => [...four, ...six])
if (members.length !== Number(count)) throw new Error(`${members.length} of ${count} prefixes are left.`)
const findings = await timed('judged', () => findingsOfRules(set, { today }))
const archive = await timed('written', () => makeAllSheets({ set, findings, options: {}, delta: false, today }))
const milliseconds = Object.values(parts).reduce((sum, part) => sum + part, 0)
const peakBytes = process.resourceUsage().maxRSS * 1024
process.stdout.write(JSON.stringify({ milliseconds, peakBytes, bytes: archive.length, parts }))
