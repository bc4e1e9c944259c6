import { expect, test } from 'vitest'
import { showProgress } from '../../../electron/cli/run-progress.ts'
import { reportLines } from '../../../electron/cli/run-report.ts'
import { paintFor } from '../../../electron/cli/terminal-style.ts'
import { traceLines } from '../../../electron/cli/trace-lines.ts'
import type { Trace } from '../../../shared/run/trace.ts'
import { eventsOf } from '../../fixtures/run-of.ts'
import { runReady } from '../../fixtures/run-ready.ts'

const trace: Trace = {
  what: 'a partnership of the mobile device POSTERN00 (iPhone) with the mailbox of probe@contoso.test',
  undo: "Get-MobileDevice -Mailbox 'probe@contoso.test' | Where-Object DeviceId -eq 'POSTERN00' | Remove-MobileDevice",
}
const { traces: _traces, ...header } = runReady.run
const untraced = { ...runReady, run: header }
const traced = { ...runReady, run: { ...header, traces: [trace] } }

test('nothing is said where nothing is left behind', () => {
  expect(traceLines('The run may leave behind', undefined, 100)).toEqual([])
  expect(reportLines(untraced, paintFor({}, {})).join('\n')).not.toContain('left behind')
})

test('the command can be copied: it breaks after its bars alone', () => {
  const lines = traceLines('The run may leave behind', [trace], 60)
  const command = lines.slice(lines.findIndex((line) => line.includes('Get-MobileDevice')))
  expect(command.map((line) => line.trim()).join(' ')).toBe(trace.undo)
  for (const line of command.slice(0, -1)) expect(line.endsWith('|')).toBe(true)
  expect(lines[0]).toMatch(/^The run may leave behind a partnership/)
})

test('Exchange 2010 has a command of its own, told where it may be one', () => {
  const undoIn2010 = 'Get-ActiveSyncDevice | Remove-ActiveSyncDevice'
  const lines = traceLines('The run may leave behind', [{ ...trace, undoIn2010 }], 100)
  expect(lines.slice(-3)).toEqual(['With Exchange 2010:', '  Get-ActiveSyncDevice |', '  Remove-ActiveSyncDevice'])
  expect(traceLines('The run may leave behind', [trace], 100).join('\n')).not.toContain('2010')
})

test('what a name does to a terminal is taken out', () => {
  const lines = traceLines('The run may leave behind', [{ what: 'a\u001b[2J', undo: 'b\u001b[2J\nc' }], 100)
  expect(lines.join('')).not.toContain('\u001b')
  expect(lines.join('')).not.toContain('\n')
})

test('it is told before anything is gathered, and again at the end', () => {
  let text = ''
  const write = (more: string) => {
    text += more
  }
  const progress = showProgress({ write }, paintFor({}, {}))
  const [started] = eventsOf(traced)
  if (started?.type !== 'started') throw new Error('A run begins with that it has started.')
  progress.listen(started)
  expect(text).toContain('The run may leave behind a partnership of the mobile device POSTERN00')
  expect(text).toContain('| Remove-MobileDevice'.slice(2))
  const report = reportLines(traced, paintFor({}, {}))
  expect(report.join('\n')).toContain('The run may have left behind a partnership')
  expect(report.at(-1)).toBe(reportLines(untraced, paintFor({}, {})).at(-1))
})
