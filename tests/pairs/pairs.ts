import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { text } from 'node:stream/consumers'
import type { PairResult } from './judge-pair.ts'
import { allPairs, pairsOfParts } from './judge-pair.ts'
import { everyPairPage, pairsPage } from './pairs-page.ts'

/**
 * Runs two faults at once, one pair for every two parts of an organisation, in as many processes as there are
 * processors, and writes docs/fault-pairs.md. With `--all` every two faults that can be on together, which takes more
 * than an hour, and writes docs/every-fault-pair.md; `--all FILE...` takes what pairs-part.ts printed into these instead.
 * Exit code 1 when a pair led to a finding that it should not have.
 */
const all = process.argv.includes('--all')
const files = process.argv.slice(2).filter((argument) => argument !== '--all')
const pairs = all ? allPairs() : pairsOfParts()
const began = performance.now()
const outputs = files.length > 0 ? files.map((file) => readFileSync(file, 'utf8')) : await run()
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
if (results.length === pairs.length) {
  const [page, content] = all
    ? ['every-fault-pair.md', everyPairPage(results, new Date().toISOString().slice(0, 10))]
    : ['fault-pairs.md', pairsPage(results)]
  await writeFile(`${import.meta.dirname}/../../docs/${page}`, content)
}
process.exitCode = wrong.length === 0 && results.length === pairs.length ? 0 : 1

function run(): Promise<string[]> {
  const parts = availableParallelism()
  return Promise.all(
    Array.from({ length: parts }, async (_, part) => {
      const args = [`${import.meta.dirname}/pairs-part.ts`, String(part), String(parts), ...(all ? ['all'] : [])]
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      const ended = once(child, 'exit')
      const lines = await text(child.stdout)
      await ended
      return lines
    }),
  )
}
