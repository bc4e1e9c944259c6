import { findingsOfRules } from '../../shared/firewall/findings-of-rules.ts'
import { linesOfList, readEntries } from '../../shared/firewall/read-entries.ts'
import { resolveGroups } from '../../shared/firewall/resolved-rule.ts'
import { makeAllSheets, makeEachSheet } from '../../shared/firewall/sheets/make-sheet.ts'
import { firewallList, firewallRules } from './firewall-rules.ts'

/**
 * Reads a list of so many prefixes, aggregates it, judges rules with it and writes them in every form, one after the other; prints as
 * JSON how long each part took and how much memory the process held at most until then, Node itself included. The archive of all forms
 * is made after that, and has a time of its own.
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
const input = { set, findings, options: {}, delta: false, today }
let characters = 0
await timed('written', async () => {
  for await (const { sheet } of makeEachSheet(input)) characters += sheet.apply.length + sheet.rollback.length
})
const milliseconds = Object.values(parts).reduce((sum, part) => sum + part, 0)
const peakBytes = process.resourceUsage().maxRSS * 1024
const archive = await timed('archive', () => makeAllSheets(input))
process.stdout.write(JSON.stringify({ milliseconds, peakBytes, characters, archiveBytes: archive.length, parts }))
