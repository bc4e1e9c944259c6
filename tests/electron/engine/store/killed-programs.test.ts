import { randomInt } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { bareHeader, recorded, recordedNames } from './bare-run.ts'
import { startProgram } from './program-on-store.ts'
import { newFolder, opened } from './store-folder.ts'

const TIMES = 50

/**
 * One program after another writes to the same directory, and each is killed in the middle of it: of opening, of a run, or
 * between two artifacts. What it had said that it has is there, to the byte.
 */
async function killAgainAndAgain(folder: string, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    const program = startProgram('run', folder, number)
    const lines = randomInt(0, recordedNames.length + 3)
    const turns = randomInt(0, 200)
    await program.after(lines)
    for (let count = 0; count < turns; count += 1) await turn()
    program.child.kill('SIGKILL')
    await program.ended
    const [, begun, ...names] = program.said

    const what = `killed after ${lines} lines and ${turns} turns`
    const store = opened(folder)
    expect(store.notice, what).toBeNull()
    const kept = store.runs.read(bareHeader(number).id)
    if (begun !== undefined || kept !== undefined) {
      if (kept === undefined || kept === 'unreadable') throw new Error(`${kept}: ${what}`)
      expect(kept.state, what).toBe('interrupted')
      const there = Object.keys(kept.artifacts)
      // What was written, but not yet said, may be there too.
      expect(there.length - names.length, what).toBeOneOf([0, 1])
      expect(there.slice(0, names.length), what).toEqual(names)
      for (const name of recordedNames.slice(0, there.length)) {
        expect(kept.artifacts[name], `${name}, ${what}`).toEqual(recorded[name])
      }
    }
    for (const { state } of store.runs.list()) expect(state, what).toBe('interrupted')
    store.close()
  }
}

it(`keep every artifact that they had written, ${TIMES} times at any moment`, { timeout: 300_000 }, async () => {
  const numbers = Array.from({ length: TIMES }, (_, number) => number + 1)
  await Promise.all(
    [0, 1].map((half) =>
      killAgainAndAgain(
        newFolder(),
        numbers.filter((number) => number % 2 === half),
      ),
    ),
  )
})
