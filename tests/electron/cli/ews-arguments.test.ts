import { describe, expect, test } from 'vitest'
import { ewsUsage, parseEwsArguments } from '../../../electron/cli/ews-arguments.ts'
import { UsageError } from '../../../electron/cli/exit-code.ts'

const config = ['--config', 'a.json']

describe('what is refused', () => {
  test.each<[string, string[], RegExp]>([
    ['nothing', [], /^Which configuration is to be looked at is not said: give --config FILE; --collect/],
    ['an empty file', ['--config='], /^--config names no file: accepted is a path\.$/],
    ['an empty list', [...config, '--mailboxes='], /^--mailboxes names no file: accepted is a path, or - for/],
    ['a script to standard output', [...config, '--apply', '-'], /^--apply names no file: accepted is a path\.$/],
    ['one file for two', [...config, '--apply', 'x', '--undo', 'x'], /^--apply and --undo name the same file x/],
    [
      'the script for the JSON',
      [...config, '--json', 'x', '--preview', 'x'],
      /^--json and --preview name the same file/,
    ],
    ['an option twice', [...config, '--account', 'a', '--account', 'b'], /^The option --account is given twice/],
    [
      'a remedy that there is not',
      [...config, '--remedy', 'ews'],
      /^--remedy names none: accepted are ews-organisation/,
    ],
    ['a User-Agent of two lines', [...config, '--user-agent', 'a\nb'], /^--user-agent is none: accepted are 1 to 200/],
    ['an account of two backslashes', [...config, '--account', 'a\\b\\c'], /^--account is no account name/],
    ['no profile', [...config, '--profile='], /^--profile names none: accepted are nylas, or a path\.$/],
    ['an unknown option', [...config, '--password', 'x'], /^There is no option --password: accepted are --config/],
    ['a word without an option', ['a.json'], /^There is a word that belongs to no option: accepted are --config/],
    ['a script of nothing', ['--collect', 'c', '--apply', 'x'], /^--apply is about a configuration, and none is given/],
    ['a list of nothing', ['--collect', 'c', '--mailboxes', 'x'], /^--mailboxes is about a configuration/],
  ])('%s', (_what, args, sentence) => {
    expect(() => parseEwsArguments(args)).toThrow(sentence)
    expect(() => parseEwsArguments(args)).toThrow(UsageError)
  })
})

describe('what is taken', () => {
  test('several files, behind one option or several', () => {
    for (const args of [
      ['--config', 'a', 'b', 'c'],
      ['--config', 'a', '--config', 'b', '--config', 'c'],
    ]) {
      const parsed = parseEwsArguments(args)
      if (parsed === 'help') throw new Error('it is no question for help')
      expect(parsed.configurationFiles.toSorted()).toEqual(['a', 'b', 'c'])
    }
  })

  test('everything', () => {
    const given = ['--mailboxes', '-', '--profile', 'p.json', '--org', 'o', '--user-agent', 'U', '--account', 'C\\a']
    const written = [
      '--json',
      '-',
      '--preview',
      '1',
      '--apply',
      '2',
      '--undo',
      '3',
      '--remedy',
      'ews-urls',
      '--collect',
      '4',
    ]
    expect(parseEwsArguments([...config, ...given, ...written, '--impersonation', '--basic'])).toEqual({
      ...{ configurationFiles: ['a.json'], mailboxes: '-', profile: 'p.json', organisationFile: 'o', userAgent: 'U' },
      ...{ account: 'C\\a', impersonates: true, basic: true, json: '-', preview: '1', apply: '2', undo: '3' },
      ...{ remedy: 'ews-urls', collect: '4' },
    })
  })

  test('the script that reads, without a configuration', () => {
    expect(parseEwsArguments(['--collect', 'c.ps1'])).toMatchObject({ configurationFiles: [], collect: 'c.ps1' })
  })

  test('--help', () => {
    expect(parseEwsArguments(['--help'])).toBe('help')
    expect(Math.max(...ewsUsage.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
  })
})
