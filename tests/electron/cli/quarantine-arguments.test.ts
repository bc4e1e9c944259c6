import { describe, expect, test } from 'vitest'
import { UsageError } from '../../../electron/cli/exit-code.ts'
import { parseQuarantineArguments } from '../../../electron/cli/quarantine-arguments.ts'
import { parsePattern } from '../../../electron/cli/quarantine-pattern.ts'
import { quarantineUsage } from '../../../electron/cli/quarantine-usage.ts'
import { parseWhere } from '../../../electron/cli/quarantine-where.ts'

const input = ['--in', 'a.json']
const allow = [...input, '--decide', 'allow', '--where', 'integration', '--reason', 'why']

function refuses(args: string[], sentence: RegExp): void {
  expect(() => parseQuarantineArguments(args)).toThrow(sentence)
  expect(() => parseQuarantineArguments(args)).toThrow(UsageError)
}

describe('what is refused', () => {
  test.each<[string, string[], RegExp]>([
    ['nothing', [], /^Which devices are to be looked at is not said: give --in FILE; --collect/],
    ['an empty file', ['--in='], /^--in names no file: accepted is a path\.$/],
    ['standard input', ['--in', '-'], /^--in names no file: accepted is a path\.$/],
    ['a word without an option', ['a.json'], /^There is a word that belongs to no option: accepted are --in/],
    ['an unknown option', [...input, '--password', 'x'], /^There is no option --password: accepted are --in/],
    ['an option twice', [...input, '--org', 'a', '--org', 'b'], /^The option --org is given twice/],
    ['no profile', [...input, '--profile='], /^--profile names none: accepted are nylas, or a path\.$/],
    ['a script to standard output', [...allow, '--apply', '-'], /^--apply names no file: accepted is a path\.$/],
    ['one file for two', [...allow, '--apply', 'x', '--undo', './x'], /^--apply and --undo name the same file/],
    ['the CSV for the JSON', [...input, '--csv', 'x', '--json', 'x'], /^--csv and --json name the same file x/],
    ['a result over what is read', [...input, '--json', './a.json'], /^--in and --json name the same file \.\/a\.json/],
    [
      'a script over the organisation',
      [...allow, '--org', 'o.json', '--apply', 'o.json'],
      /^--org and --apply name the same file/,
    ],
    [
      'a result over the earlier decision',
      [...input, '--decided', 'd', '--json', 'd'],
      /^--decided and --json name the same/,
    ],
    ['a script of no decision', [...input, '--apply', 'x'], /^--apply is the script of a decision, and none is given/],
    ['a reason of no decision', [...input, '--reason', 'x'], /^--reason is about a decision, and none is given/],
    ['--also of no decision', [...input, '--also', '3'], /^--also is about a decision, and none is given/],
    ['two decisions', [...allow, '--default', 'Block'], /^--decide and --default are two decisions/],
    [
      'no such decision',
      [...input, '--decide', 'wipe', '--reason', 'x'],
      /^--decide names no decision: accepted are allow/,
    ],
    [
      'a decision without a reason',
      [...input, '--decide', 'allow', '--where', 'integration'],
      /^--decide needs a reason, .*: give --reason TEXT\.$/,
    ],
    ['a reason that is blank', [...allow.slice(0, -1), ' '], /^--reason is empty or too long: accepted are 1 to 1000/],
    [
      'a ticket of a novel’s length',
      [...allow, '--ticket', 'x'.repeat(101)],
      /^--ticket is empty or too long: accepted are 1 to 100/,
    ],
    [
      'a decision about nobody',
      [...input, '--decide', 'allow', '--reason', 'x'],
      /^--decide is about the devices of --where/,
    ],
    ['--hits of single devices', [...allow, '--hits', '3'], /^--hits belongs to --default: for --decide, give --also/],
    ['no number', [...allow, '--also', '3.5'], /^--also is no number of devices: accepted is a whole number/],
    ['a default that is none', [...input, '--default', 'Deny', '--reason', 'x'], /^--default names no level: accepted/],
    [
      'a default for some',
      [...input, '--default', 'Block', '--reason', 'x', '--where', 'integration'],
      /^--default hits every device .*: leave out --where\.$/,
    ],
    [
      'a default and --also',
      [...input, '--default', 'Block', '--reason', 'x', '--also', '1'],
      /^--also belongs to --decide/,
    ],
    [
      'a new decision beside an old one',
      [...allow, '--decided', 'd.json'],
      /^--decided asks what became of a decision/,
    ],
    ['statistics of nothing', [...input, '--statistics'], /^--statistics is about the script that reads/],
    ['a decision about no exports', ['--collect', 'c', ...allow.slice(2)], /^--where is about exports, and none is/],
    [
      'a default of no exports',
      ['--collect', 'c', '--default', 'Block', '--reason', 'x'],
      /^--default is about exports/,
    ],
  ])('%s', (_what, args, sentence) => refuses(args, sentence))

  test.each<[string, string, RegExp]>([
    ['nothing', '', /^--where is empty, or has nothing between two commas: accepted are integration, differs, state=/],
    ['an unknown word', 'quarantined', /^--where does not know “quarantined”: accepted are integration/],
    ['an unknown key', 'integration,stat=Blocked', /^--where does not know “stat=Blocked”: accepted are/],
    ['a state that is none', 'state=Denied', /^--where state= knows no state “Denied”: accepted are Unknown, Allowed/],
    ['a state that no setting comes to', 'predicted=Unknown', /^--where predicted= knows no state “Unknown”/],
    ['a step that is none', 'step=rule', /^--where step= knows no state “rule”: accepted are mailbox-enabled, policy/],
    ['no state', 'state=', /^--where state= knows no state “”/],
    ['days that are none', 'new=soon', /^--where new= takes days: accepted is 0d to 99999d, such as new=14d\.$/],
    ['hours', 'silent=90h', /^--where silent= takes days/],
    ['no words', 'text=', /^--where text= takes words/],
    ['a value for a word without one', 'integration=yes', /^--where does not know “integration=yes”/],
    ['a key without a value', 'user', /^--where does not know “user”/],
    ['a word twice', 'type=a,type=b', /^--where says type twice: accepted is once/],
    ['a comma at the end', 'integration,', /^--where does not know “integration,”/],
  ])('in --where: %s', (_what, where, sentence) => refuses([...input, '--where', where], sentence))

  test.each<[string, string, RegExp]>([
    ['nothing', '', /^--pattern does not know “”: accepted are userAgent=/],
    ['a word', 'python', /^--pattern does not know “python”/],
    ['an unknown key', 'userAgent=a,os=Linux', /^--pattern does not know “os=Linux”/],
    ['an empty value', 'deviceType=', /^--pattern has a value that is empty or longer than 200/],
    ['a key twice', 'deviceType=a,devicetype=b', /^--pattern says deviceType twice/],
    ['whatever there is', 'userAgent=*', /^--pattern matches every device/],
  ])('in --pattern: %s', (_what, pattern, sentence) => refuses([...input, '--pattern', pattern], sentence))
})

describe('what is taken', () => {
  test('several files, behind one option or several', () => {
    for (const args of [
      ['--in', 'a', 'b', 'c'],
      ['--in', 'a', '--in', 'b', '--in', 'c'],
    ]) {
      const parsed = parseQuarantineArguments(args)
      if (parsed === 'help') throw new Error('it is no question for help')
      expect(parsed.inputs.toSorted()).toEqual(['a', 'b', 'c'])
    }
  })

  test('a decision, with all that belongs to it', () => {
    const written = [
      '--preview',
      '1',
      '--apply',
      '2',
      '--undo',
      '3',
      '--json',
      '-',
      '--csv',
      '4',
      '--ticket',
      ' CHG-7 ',
    ]
    expect(parseQuarantineArguments([...allow, ...written, '--also', '2', '--strict'])).toMatchObject({
      ...{ preview: '1', apply: '2', undo: '3', json: '-', csv: '4', strict: true, decided: undefined },
      decision: { kind: 'allow', also: 2, reason: 'why', ticket: 'CHG-7', where: { filter: { integration: true } } },
    })
  })

  test('a default, in whatever letters', () => {
    expect(parseQuarantineArguments([...input, '--default', 'block', '--reason', 'x', '--hits', '0'])).toMatchObject({
      decision: { kind: 'default', accessLevel: 'Block', hits: 0, ticket: null },
    })
  })

  test.each<[string, object]>([
    ['integration', { filter: { integration: true } }],
    ['state=quarantined|Unknown , new=14d', { filter: { reported: ['Quarantined', 'Unknown'], firstSyncWithin: 14 } }],
    ['predicted=NotKnown,differs', { filter: { predicted: ['NotKnown'], differs: true } }],
    ['step=Rules|policy', { filter: { step: ['rules', 'policy'] } }],
    ['user=Smith, John,silent=90', { user: 'Smith, John', silentDays: 90, filter: {} }],
    ['agent=,rule=iPhone (DeviceType)', { filter: { agent: '', rule: 'iPhone (DeviceType)' } }],
    ['text=gerät von=nobody', { filter: { text: 'gerät von=nobody' } }],
    ['type=a=b,model=c', { filter: { type: 'a=b', model: 'c' } }],
  ])('--where %s', (text, where) => {
    expect(parseWhere(text)).toEqual({ text, ...where })
  })

  test('a pattern', () => {
    expect(parsePattern('useragent=python-EAS-Client*, deviceType=a, b')).toEqual({
      ...{ userAgent: 'python-EAS-Client*', deviceType: 'a, b' },
    })
  })

  test('--help, in 100 columns', () => {
    expect(parseQuarantineArguments(['--help'])).toBe('help')
    expect(Math.max(...quarantineUsage.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
  })
})
