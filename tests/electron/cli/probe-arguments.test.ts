import { describe, expect, test } from 'vitest'
import { UsageError } from '../../../electron/cli/exit-code.ts'
import { parseProbeArguments } from '../../../electron/cli/probe-arguments.ts'

describe('whether a run leaves something behind', () => {
  test.each([
    [['--org', 'x', '--leave-no-trace=yes'], 'a value'],
    [['--org', 'x', '--leave-trace'], 'another word'],
  ])('%j is refused: %s', (args) => {
    expect(() => parseProbeArguments(args, [])).toThrow(UsageError)
  })

  test.each([
    [['--org', 'x'], false],
    [['--leave-no-trace', '--org', 'x'], true],
  ])('%j: %s', (args, leaveNoTrace) => {
    expect(parseProbeArguments(args, [])).toMatchObject({ organisationFile: 'x', leaveNoTrace })
  })
})
