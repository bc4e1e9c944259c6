import { readFileSync, writeSync } from 'node:fs'
import { openStore } from '../../../../electron/engine/store/store.ts'
import { bareHeader, recorded, recordedNames } from './bare-run.ts'

/**
 * A program of its own on a store, for tests that end it or start several at once: `node store-program.ts ACT DIRECTORY
 * NUMBER`. Each line that it says is written before it goes on.
 */
const [act = '', directory = '', number = ''] = process.argv.slice(2)
const say = (line: string) => writeSync(1, `${line}\n`)

if (act === 'import') {
  say('started')
  // Until the others have started too.
  readFileSync(0)
  const store = openStore({ directory })
  const { endpoints } = recorded
  for (let count = 0; count < 20; count += 1) {
    const run = bareHeader(Number(number) * 100 + count)
    store.runs.import({ run, verdict: 'could-not-tell', findings: [], artifacts: { endpoints } }, null)
  }
  store.close()
} else if (act === 'count') {
  say('started')
  readFileSync(0)
  const store = openStore({ directory })
  for (let count = 0; count < 100; count += 1) store.settings.change('count', (kept) => Number(kept ?? 0) + 1)
  store.close()
} else {
  say('started')
  const store = openStore({ directory })
  const header = bareHeader(Number(number))
  store.runs.begin({ header, gatherers: recordedNames, checks: [], organisationId: null, origin: 'window' })
  say('begun')
  for (const name of recordedNames) {
    const record = recorded[name]
    if (record) store.runs.artifact(header.id, name, record)
    say(name)
  }
  // Until it is killed, or whoever started it has ended.
  readFileSync(0)
}
