import { expect, it } from 'vitest'
import { lostWords } from '../../../renderer/app/lost-words.ts'

it.each([
  [
    'loopback',
    true,
    'the run goes on, and this window catches up. If it has ended, start it again and open the address',
  ],
  ['loopback', false, 'this window catches up. If it has ended, start it again and open the address that it prints'],
  ['electron', true, 'the run goes on, and this window catches up. If it has ended, start it again.'],
  [undefined, false, 'this window catches up. If it has ended, start it again.'],
] as const)('A connection that was lost on the host %s, with a run under way: %s', (host, isRunning, words) => {
  const said = lostWords({ host, isRunning })
  expect(said).toMatch(/^The connection to Postern was lost\. It is tried again by itself\. If Postern still runs, /)
  expect(said).toContain(words)
  // The run of a Postern that was killed does not go on.
  expect(said).not.toContain('results will appear')
})
