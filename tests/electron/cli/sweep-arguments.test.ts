import { expect, test } from 'vitest'
import { UsageError } from '../../../electron/cli/exit-code.ts'
import { parseSweepArguments, sweepUsage } from '../../../electron/cli/sweep-arguments.ts'

test.each<[string, string[], RegExp]>([
  ['nothing', [], /^Which servers are to be looked at is not said: give /],
  ['options alone', ['--port', '444'], /^Which servers are to be looked at is not said/],
  ['an empty list', ['--file', ''], /^--file names no file: accepted is a path, or - for standard input/],
  ['two lists', ['--file', 'a', '--file', 'b'], /^The option --file is given twice/],
  ['an empty organisation', ['a.test', '--org='], /^--org names no file/],
  ['an empty JSON file', ['a.test', '--json='], /^--json names no file: accepted is a path, or - for standard output/],
  [
    'an option without its value',
    ['a.test', '--port'],
    /^The option --port has no value behind it: accepted are TARGET/,
  ],
  [
    'an option in the place of a value',
    ['a.test', '--json', '--port', '1'],
    /^The option --json has no value behind it: acc/,
  ],
  [
    'a value that it does not take',
    ['a.test', '--help=x'],
    /^The option --help is used in a way .*accepted are TARGET/,
  ],
  ['an unknown option', ['a.test', '--password', 'x'], /^There is no option --password: accepted are TARGET/],
  ['a secret for a value', ['a.test', '--help=hunter2'], /^(?!.*hunter2)The option --help is used/],
  ['an address for the name', ['a.test', '--name', '10.0.0.1'], /^--name is no host name: accepted is one such as/],
  ['an IPv6 address for the name', ['a.test', '--name', 'fd00::1'], /^--name is no host name/],
  ['a page for the name', ['a.test', '--name', 'https://a.test'], /^--name is no host name/],
  ['no port', ['a.test', '--port', '0'], /^--port is no number that it may be: accepted is .* 1 to 65535/],
  ['a port too high', ['a.test', '--port', '65536'], /^--port is no number/],
  ['a port in words', ['a.test', '--port', 'https'], /^--port is no number/],
  ['ports', ['a.test', '--port', '443,444'], /^--port is no number/],
  ['a negative number', ['a.test', '--port=-1'], /^--port is no number/],
  ['nobody at once', ['a.test', '--concurrency', '0'], /^--concurrency is no number .* 1 to 256/],
  ['too many at once', ['a.test', '--concurrency', '257'], /^--concurrency is no number/],
  ['half a second', ['a.test', '--timeout', '0.5'], /^--timeout is no number .* 1 to 60/],
  ['a minute and more', ['a.test', '--timeout', '61'], /^--timeout is no number/],
  ['no directory', ['a.test', '--directories', ','], /^--directories names .*accepted are ews, active-sync/],
  ['an unknown directory', ['a.test', '--directories', 'ews,owa'], /^--directories names .*accepted are ews/],
  ['a directory of every object', ['a.test', '--directories', 'constructor'], /^--directories names/],
])('is refused: %s', (_what, args, sentence) => {
  expect(() => parseSweepArguments(args)).toThrow(UsageError)
  expect(() => parseSweepArguments(args)).toThrow(sentence)
})

const usual = {
  targets: [],
  file: undefined,
  organisationFile: undefined,
  port: 443,
  publishedName: undefined,
  directories: ['ews', 'active-sync', 'autodiscover'],
  concurrency: undefined,
  timeoutSeconds: undefined,
  json: undefined,
}

test.each<[string[], object]>([
  [['a.test', '10.0.0.0/24'], { targets: ['a.test', '10.0.0.0/24'] }],
  [['--file', '-'], { file: '-' }],
  [['a.test', '--file', 'list.txt'], { targets: ['a.test'], file: 'list.txt' }],
  [['a.test', '--port', '8443'], { targets: ['a.test'], port: 8443 }],
  [['a.test', '--name', 'Mail.A.test'], { targets: ['a.test'], publishedName: 'mail.a.test' }],
  [['a.test', '--directories', ' MAPI,ews, ews'], { targets: ['a.test'], directories: ['ews', 'mapi'] }],
  [['--concurrency=256', '--timeout=1', 'a.test'], { targets: ['a.test'], concurrency: 256, timeoutSeconds: 1 }],
  [['--json', '-', '--org', 'o.json', 'a.test'], { targets: ['a.test'], json: '-', organisationFile: 'o.json' }],
  [['--', '--port'], { targets: ['--port'] }],
])('%j says what it says, and nothing else', (args, said) => {
  expect(parseSweepArguments(args)).toEqual({ ...usual, ...said })
})

test.each([['--help'], ['-h']])('%s asks how it is called, whatever else there is', (option) => {
  expect(parseSweepArguments(['a.test', option])).toBe('help')
})

test('the usage fits 100 columns', () => {
  for (const line of sweepUsage.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100)
})
