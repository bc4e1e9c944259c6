import { expect, test } from 'vitest'
import { showProgress } from '../../../electron/cli/run-progress.ts'
import { paintFor } from '../../../electron/cli/terminal-style.ts'
import { eventsOf } from '../../fixtures/run-of.ts'
import { runReady } from '../../fixtures/run-ready.ts'

function shownOn(output: { isTTY?: boolean; columns?: number }): string {
  let text = ''
  const write = (more: string) => {
    text += more
  }
  const progress = showProgress({ ...output, write }, paintFor(output, { NO_COLOR: '1' }))
  for (const event of eventsOf(runReady)) progress.listen(event)
  progress.clear()
  return text
}

test('in a pipe each thing that was gathered has a plain line', () => {
  const lines = shownOn({}).trimEnd().split('\n')
  const total = Object.keys(runReady.artifacts).length
  const gathered = lines.filter((line) => / of \d+ {2}/.test(line))
  expect(gathered).toHaveLength(total)
  expect(gathered.at(-1)).toMatch(new RegExp(`^ {2}${total} of ${total} {2}\\S.* {2}(<1|\\d+) ms$`))
  expect(new Set(gathered.map((line) => line.search(/(<1|\d+) ms$|\d\.\d s$/)))).toHaveLength(1)
  expect(lines.join('')).not.toContain('\u001b')
})

test('on a terminal one line is written over, never broken, and taken away at the end', () => {
  const [said = '', ...drawn] = shownOn({ isTTY: true, columns: 20 }).split('\r\u001b[2K')
  expect(said).toMatch(/^Looking at /)
  expect(drawn.length).toBeGreaterThan(10)
  for (const line of drawn) expect(line.length).toBeLessThan(20)
  expect(drawn.at(-1)).toBe('')
})

test('the organisation’s name is plain text of at most 100 columns', () => {
  let text = ''
  const write = (more: string) => {
    text += more
  }
  const [started] = eventsOf(runReady)
  if (started?.type !== 'started') throw new Error('A run begins with that it has started.')
  const organisation = { ...started.run.organisation, name: `\u001b[2J${'long name '.repeat(19)}` }
  showProgress({ write }, paintFor({}, {})).listen({ ...started, run: { ...started.run, organisation } })
  expect(text).not.toContain('\u001b')
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
})
