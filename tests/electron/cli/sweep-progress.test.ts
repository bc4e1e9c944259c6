import { expect, test } from 'vitest'
import { showSweepProgress } from '../../../electron/cli/sweep-progress.ts'
import type { SweptServer } from '../../../shared/run/swept-server.ts'

const server = (exchange: boolean): SweptServer => ({
  host: '10.0.0.1',
  port: 443,
  named: false,
  seenAt: '2026-10-10T10:00:00.000Z',
  directories: [],
  exchange,
})

function shownOn(isTTY: boolean): string {
  let shown = ''
  const output = { isTTY, write: (text: string) => (shown += text) }
  const progress = showSweepProgress(output, (_style, text) => text, 4_096, 'port 443')
  progress.listen(server(false))
  progress.count(4_097)
  progress.listen(server(true))
  progress.clear()
  return shown
}

const begun = 'Looking at 4,096 targets on port 443, without a password.\n'

test('a terminal has one line that is written over, and taken away in the end', () => {
  const over = '\r\u001b[2K'
  const lines = `${over}1 of 4,096 looked at, 0 with a sign of Exchange${over}2 of 4,097 looked at, 1 with a sign of Exchange${over}`
  expect(shownOn(true)).toBe(begun + lines)
})

test('elsewhere nothing moves', () => {
  expect(shownOn(false)).toBe(begun)
})
