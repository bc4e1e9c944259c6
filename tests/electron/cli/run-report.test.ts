import { expect, test } from 'vitest'
import { reportLines } from '../../../electron/cli/run-report.ts'
import { paintFor } from '../../../electron/cli/terminal-style.ts'
import type { Finding } from '../../../shared/checks/finding.ts'
import type { Run } from '../../../shared/run/run.ts'
import { verdictWordsOf } from '../../../shared/run/verdict-words.ts'
import { runAllBlocked } from '../../fixtures/run-all-blocked.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { runOurBug } from '../../fixtures/run-our-bug.ts'
import { runReady } from '../../fixtures/run-ready.ts'

const plain = paintFor({ isTTY: false }, {})
const coloured = paintFor({ isTTY: true }, {})

const failing: Finding = {
  check: 'ews/answers',
  step: 'ews',
  outcome: 'refused',
  verdict: 'fail',
  title: 'EWS answers 403',
  why: 'Nothing syncs.',
  evidence: {},
  advice: 'Allow it.',
  remedy: null,
  artifacts: ['ewsGetFolder'],
}

function runWith(findings: Finding[], verdict: Run['verdict'], header: Partial<Run['run']> = {}): Run {
  return { ...runReady, run: { ...runReady.run, ...header }, findings, verdict }
}

test.each<[string, Run, string]>([
  ['ready', runReady, 'Ready. Nothing stands in the way.'],
  ['many failures', runManyFailures, 'Not ready. Mend what is in the way; the next run then reaches the rest.'],
  ['all blocked', runAllBlocked, 'Not ready. Mend what is in the way; the next run then reaches the rest.'],
  ['our bug', runOurBug, 'Postern failed. That says nothing about your servers.'],
])('%s: at most 100 columns, every check in the counts, and the verdict last', (_what, run, verdict) => {
  const lines = reportLines(run, plain)
  expect(lines.at(-1)).toEqual(verdict)
  for (const line of lines) expect(line.length <= 100 || !line.trim().includes(' '), line).toBe(true)
  expect(lines.slice(-4).join(' ')).toContain(`${verdictWordsOf(run).account} The run took 1.4 s.`)
})

test('what a server sent moves no cursor, hides nothing and turns no text round', () => {
  const hostile = 'a\u001b[2J\u009b1A\rb\u0007\u202ec\u2066d\u200fe\u061cf\u2028g\u007f'
  const finding = { ...failing, title: hostile, advice: hostile }
  const bug: Finding = { ...failing, verdict: 'bug', evidence: { detail: hostile } }
  const skip: Finding = { ...failing, verdict: 'skip', title: hostile, advice: hostile }
  const text = reportLines(runWith([finding, bug, skip, skip, skip], 'not-ready'), plain).join('\n')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/)
  expect(text).toContain('a�[2J�1A�b��c�d�e�f�g�')
})

test('an unbroken word keeps a line of its own, and the text around it its own', () => {
  const word = 'x'.repeat(150)
  const lines = reportLines(runWith([{ ...failing, title: `Before ${word} after` }], 'not-ready'), plain)
  expect(lines.slice(2, 5).map((line) => line.trim())).toEqual(['Fails        Before', word, 'after'])
})

test('a run that was stopped, or ran out of time, says so beside the verdict', () => {
  const lastOf = (endedEarly: 'cancelled' | 'deadline') =>
    reportLines(runWith([failing], 'not-ready', { endedEarly }), plain).at(-1)
  expect(lastOf('cancelled')).toBe('Not ready. The run was stopped; what was seen before is kept.')
  expect(lastOf('deadline')).toBe('Not ready. The run reached its time limit; what was seen before is kept.')
})

test('readiness is not promised for checks that were left out', () => {
  const lines = reportLines(runWith([{ ...failing, verdict: 'pass' }], 'ready', { only: ['ews/answers'] }), plain)
  expect(lines.at(-1)).toBe('Ready. That holds for what was asked; other checks were left out.')
})

test('colour changes nothing but the colour', () => {
  const text = reportLines(runManyFailures, coloured).join('\n')
  expect(text).toContain('\u001b[31m')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of colours
  expect(text.replaceAll(/\u001b\[\d+m/g, '')).toBe(reportLines(runManyFailures, plain).join('\n'))
})
