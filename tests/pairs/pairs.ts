import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { text } from 'node:stream/consumers'
import type { PairResult } from './judge-pair.ts'
import { allPairs, pairsOfParts } from './judge-pair.ts'
import { pairsPage } from './pairs-page.ts'

/**
 * Runs two faults at once, one pair for every two parts of an organisation, in as many processes as there are
 * processors, and writes docs/fault-pairs.md. With `--all` every two faults that can be on together, which takes hours,
 * and writes nothing. Exit code 1 when a pair led to a finding that it should not have.
 */
const all = process.argv.includes('--all')
const pairs = all ? allPairs() : pairsOfParts()
const parts = availableParallelism()
const began = performance.now()
const children = Array.from({ length: parts }, (_, part) =>
  spawn(
    process.execPath,
    [`${import.meta.dirname}/pairs-part.ts`, String(part), String(parts), ...(all ? ['all'] : [])],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  ),
)
const outputs = await Promise.all(
  children.map(async (child) => {
    const ended = once(child, 'exit')
    const lines = await text(child.stdout)
    await ended
    return lines
  }),
)
const results = outputs.flatMap((lines) =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line): PairResult => JSON.parse(line)),
)
const wrong = results.filter(({ came }) => came === 'wrong')
for (const { faults: pair, complaints } of wrong) console.log(`${pair.join(' + ')}: ${complaints.join('; ')}`)
const minutes = Math.round((performance.now() - began) / 6_000) / 10
console.log(`${results.length} of ${pairs.length} pairs in ${minutes} minutes, ${wrong.length} wrong.`)
if (!all && results.length === pairs.length) {
  await writeFile(`${import.meta.dirname}/../../docs/fault-pairs.md`, pairsPage(results))
}
process.exitCode = wrong.length === 0 && results.length === pairs.length ? 0 : 1
