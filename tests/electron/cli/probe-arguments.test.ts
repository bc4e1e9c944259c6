import { expect, test } from 'vitest'
import { parseProbeArguments } from '../../../electron/cli/probe-arguments.ts'

const usual = { tryAgain: false, extendedProtection: true, leaveNoTrace: false, passwordFromInput: false }

test.each<[args: string[], said: Partial<typeof usual>]>([
  [[], {}],
  [['--try-again'], { tryAgain: true }],
  [['--no-extended-protection'], { extendedProtection: false }],
  [['--leave-no-trace', '--password-stdin'], { leaveNoTrace: true, passwordFromInput: true }],
])('%j says what it says, and nothing else', (args, said) => {
  expect(parseProbeArguments(['--org', 'a.json', ...args], [])).toMatchObject({ ...usual, ...said })
})
