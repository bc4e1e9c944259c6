import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { StoppedError } from '../../../electron/cli/exit-code.ts'
import { quarantine as runQuarantine } from '../../../electron/cli/quarantine.ts'
import { QuarantineReport } from '../../../shared/quarantine/quarantine-report.ts'
import { unprintable } from '../../../shared/run/printable.ts'
import { readCommands, withTree } from '../../shared/management/powershell-tree.ts'
import { device, exportOf, iPhone, mailbox, parts } from './quarantine-example.ts'
import { cli } from './run-cli.ts'

let folder: string
const inFolder = (name: string) => join(folder, name)
const put = async (name: string, content: string | Uint8Array) => {
  await writeFile(inFolder(name), content)
  return inFolder(name)
}
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)
const flat = (text: string) => text.replaceAll(/\s+/g, ' ')
const quarantine = (...args: string[]) => cli(['quarantine', ...args])
const ground = ['--reason', 'new calendar', '--ticket', 'CHG-7']
const scriptFiles = () => ['preview', 'apply', 'undo'].flatMap((part) => [`--${part}`, inFolder(`${part}.ps1`)])
const script = (part: string) => readFile(inFolder(`${part}.ps1`), 'utf8')
const changesOf = (text: string) => text.split('\r\n').filter((line) => line.startsWith('Invoke-'))
/** The report of a call that writes JSON to standard output. */
async function reported(...args: string[]) {
  const { code, out, error } = await quarantine(...args, '--json', '-')
  return { code, error, report: QuarantineReport.parse(JSON.parse(out)) }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-quarantine-'))
})
beforeEach(async () => {
  for (const name of await readdir(folder)) await rm(inFolder(name))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Holds a report against the one that is kept; with POSTERN_GOLDENS=1 it is kept anew, for somebody to read in the diff. */
async function expectGolden(name: string, text: string): Promise<void> {
  const file = new URL(`goldens/${name}.txt`, import.meta.url)
  if (process.env.POSTERN_GOLDENS) await writeFile(file, text)
  expect(text).toBe(await readFile(file, 'utf8'))
}

/** Line breaks are the report's own; nothing else moves a cursor, and nothing is wider than 100 columns. */
function expectPlain(text: string): void {
  expect(text.replaceAll('\n', '').match(unprintable)).toBeNull()
  for (const line of text.split('\n')) expect(line.length <= 100 || !line.trim().includes(' '), line).toBe(true)
}

describe('a file that is refused', () => {
  test.each<[string, string[], RegExp]>([
    ['exports that there are not', ['--in', '/nowhere/a.json'], /\/nowhere\/a\.json: There is no such file\.\n/],
    ['a folder', ['--in', '/'], /: It is a folder\.\n/],
    ['a profile that there is not', ['--in', 'x', '--profile', 'nobody'], /--profile nobody: There is no such file\./],
    [
      'a decision that there is not',
      ['--in', 'x', '--decided', '/nowhere/d'],
      /\/nowhere\/d: There is no such file\. Ac/,
    ],
    ['a script where none can be', ['--collect', '/nowhere/c.ps1'], /--collect \/nowhere\/c\.ps1 cannot be written/],
  ])('%s', async (_what, args, sentence) => {
    const { code, out, error } = await quarantine(...args)
    expect({ code, out, lines: error.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 })
    expect(error).toMatch(sentence)
  })

  test.each<[string, string, RegExp]>([
    ['no JSON', '{', /: The file is not JSON\. Accepted is what postern quarantine --json wrote/],
    ['another JSON', '{"format":"postern-ews"}', /: The file is another than that\. Accepted is what/],
    [
      'the report of another Postern',
      '{"format":"postern-quarantine","version":2,"decisions":[],"defaultDecision":null}',
      /: The file is no report of decisions: version: .*1/,
    ],
    [
      'a report in which nothing was decided',
      '{"format":"postern-quarantine","version":1,"decisions":[],"defaultDecision":null}',
      /: Nothing was decided in this report\./,
    ],
  ])('as an earlier decision: %s', async (_what, content, sentence) => {
    const { code, error } = await quarantine('--in', 'x', '--decided', await put('d.json', content))
    expect(code).toBe(2)
    expect(error).toMatch(sentence)
  })

  test('one of which nothing can be read ends it, and nothing is written', async () => {
    const good = await put('good.json', exportOf())
    const bad = await put('bad.json', '{"postern":')
    const { code, error } = await quarantine('--in', good, bad, '--json', inFolder('r.json'))
    expect(code).toBe(2)
    expect(error).toMatch(/^postern: \S+bad\.json: .*\.\n$/)
    expect((await readdir(folder)).toSorted()).toEqual(['bad.json', 'good.json'])
  })

  test('a stop while exports are read is no bug', async () => {
    const stopped = runQuarantine(['--in', await put('d.json', exportOf())], AbortSignal.abort())
    await expect(stopped).rejects.toThrow(StoppedError)
  })
})

const broken = [
  'Identity,DeviceId,DeviceType,DeviceUserAgent,DeviceAccessState',
  'contoso.test/Users/Alice/ExchangeActiveSyncDevices/python§PY1,PY1,python,python-EAS-Client 1.0,Quarantined',
  'contoso.test/Users/Bob/ExchangeActiveSyncDevices/python§PY2,PY2,python,python-EAS-Client 1.0,Denied',
  'contoso.test/Users/Alice/ExchangeActiveSyncDevices/python§PY1,PY1,python,python-EAS-Client 1.0,Quarantined',
  '',
].join('\r\n')

describe('exports of which some cannot be read', () => {
  test('are read for the rest, and the figures add up', async () => {
    const { code, report, error } = await reported('--in', await put('Get-MobileDevice.csv', broken))
    expect(report.counts).toEqual({ read: 3, understood: 1, refused: 1, twice: 1, ofNoUse: 0, again: 0 })
    expect(report.files).toMatchObject([{ refusalCount: 1, refusals: [{ line: 3 }] }])
    expect(report.deviceCount).toBe(1)
    expect(code).toBe(1)
    const told = flat(error)
    expect(told).toContain('3 objects read: 1 understood, 1 refused, 1 there twice.')
    expect(told).toMatch(/Get-MobileDevice\.csv: [^.]*line 3/i)
    expect(told).toContain('Get-CASMailbox: Whether ActiveSync is on for a mailbox')
    expectPlain(error)
  })

  test('are not taken where somebody is strict', async () => {
    const { code, out, error } = await quarantine('--in', await put('Get-MobileDevice.csv', broken), '--strict')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(error).toMatch(/Get-MobileDevice\.csv: .*line 3/i)
  })

  test('what several files tell counts once', async () => {
    const files = [await put('a.json', exportOf()), await put('b.json', exportOf())]
    const { report } = await reported('--in', ...files)
    const { read, understood, refused, twice, ofNoUse, again } = report.counts
    expect({ devices: report.deviceCount, sum: understood + refused + twice + ofNoUse }).toEqual({
      devices: 4,
      sum: read,
    })
    expect(again).toBe(understood / 2)
  })

  test('and what Exchange refused is told', async () => {
    const errors = [{ cmdlet: 'Get-MobileDeviceStatistics', kind: 'access-denied', message: 'No role.' }]
    const file = await put('d.json', exportOf({ 'Get-MobileDeviceStatistics': undefined }, errors))
    const { out } = await quarantine('--in', file, '--where', 'silent=90d')
    expect(flat(out)).toContain('d.json: Exchange refused Get-MobileDeviceStatistics: No role.')
    expect(flat(out)).toContain('silent=90d: 0 devices. When 4 devices came last was not read')
  })
})

describe('the time of the reading', () => {
  test('is the script’s, else the file’s', async () => {
    const json = await put('d.json', exportOf())
    const file = await put('Get-MobileDevice.csv', broken)
    await utimes(file, new Date('2026-11-20T10:00:00Z'), new Date('2026-11-20T10:00:00Z'))
    expect((await reported('--in', json)).report.reading).toEqual({ at: '2026-11-29T01:00:00.000Z', from: 'collected' })
    expect((await reported('--in', file)).report.reading).toEqual({ at: '2026-11-20T10:00:00.000Z', from: 'file' })
  })
})

describe('the report', () => {
  test('of a small organisation', async () => {
    const { code, out, error } = await quarantine('--in', await put('d.json', exportOf()))
    expect({ code, error }).toEqual({ code: 1, error: '' })
    expectPlain(out)
    await expectGolden('quarantine', out)
  })

  test('where something contradicts, is managed, was not read or cannot be', async () => {
    const strange = {
      'Get-MobileDevice': [
        device('Alice', 'PY1', { DeviceAccessState: 'Allowed', DeviceAccessStateReason: 'Individual' }),
        device('Bob', 'PY2', { DeviceAccessState: 'Blocked', DeviceAccessStateReason: 'Intune' }),
        device('Dora', 'PY3'),
        iPhone('Bob', 'IP2', { DeviceAccessState: null, IsManaged: true }),
        iPhone('Bob', 'IP3', { DeviceAccessState: 'Denied' }),
      ],
      'Get-ActiveSyncDeviceAccessRule': [
        {
          ...{ Identity: 'Managed (XMSWLHeader)', Name: 'Managed (XMSWLHeader)', Characteristic: 'XMSWLHeader' },
          ...{ QueryString: 'Managed', AccessLevel: 'Allow' },
        },
      ],
      'Get-MobileDeviceStatistics': undefined,
    }
    const { code, out, error } = await quarantine('--in', await put('d.json', exportOf(strange)))
    expect({ code, error }).toEqual({ code: 1, error: '' })
    expectPlain(out)
    await expectGolden('quarantine-strange', out)
  })

  test('with a decision', async () => {
    const args = ['--decide', 'allow', '--where', 'integration,user=alice@contoso.test', ...ground]
    const { code, out } = await quarantine('--in', await put('d.json', exportOf()), ...args)
    expect(code).toBe(1)
    expectPlain(out)
    await expectGolden('quarantine-decided', out.slice(out.indexOf('\nChosen') + 1))
  })

  test('nothing of what a file holds, or is called, moves the cursor', async () => {
    const evil = 'a\u001b[2J\u202eb\u2028c'
    const hostile = { DeviceModel: evil, DeviceUserAgent: evil, FriendlyName: evil, DeviceAccessStateReason: evil }
    const file = await put(
      'd\u0007.json',
      exportOf({
        'Get-MobileDevice': [device('Alice', `PY${evil}`, hostile), iPhone('Bob', 'IP2', { UserDisplayName: evil })],
        'Get-CASMailbox': [mailbox('Alice', { DisplayName: evil, PrimarySmtpAddress: evil })],
        'Get-ActiveSyncDeviceAccessRule': [
          { Identity: evil, Name: evil, Characteristic: 'DeviceModel', QueryString: evil, AccessLevel: 'Block' },
        ],
      }),
    )
    const args = ['--where', `agent=${evil}`, '--decide', 'rule', ...ground, '--csv', inFolder('d.csv')]
    const { out } = await quarantine('--in', file, '--pattern', 'userAgent=a*', ...args, ...scriptFiles())
    expectPlain(out)
    const { out: json } = await quarantine('--in', file, '--pattern', 'userAgent=a*', '--json', '-')
    expect(json.replaceAll('\n', '').match(unprintable)).toBeNull()
  })

  test('few are named in the terminal, and all stand in the CSV, where none is a formula', async () => {
    const many = Array.from({ length: 500 }, (_, at) => iPhone('Bob', `=cmd|${at}`, { FriendlyName: '+1' }))
    const file = await put('d.json', exportOf({ 'Get-MobileDevice': many }))
    const csv = inFolder('all.csv')
    const { code, out } = await quarantine('--in', file, '--where', 'type=iphone', '--csv', csv)
    expect(code).toBe(3)
    expect(out.split('\n').length).toBeLessThan(80)
    expect(out).toContain('and 490 more; --csv has all.')
    const lines = (await readFile(csv, 'utf8')).split('\r\n')
    expect(lines).toHaveLength(502)
    expect(lines[0]?.startsWith('\ufeffUser,')).toBe(true)
    expect(lines[1]).toContain(",'=cmd|0,")
    expect(lines[1]).toContain(",'+1,")
  })

  test('knows the integration as somebody says', async () => {
    const file = await put('d.json', exportOf())
    const org = await put(
      'o.json',
      JSON.stringify({
        ...{ format: 1, name: 'Contoso', domain: 'contoso.test', mailbox: 'alice@contoso.test' },
        vendorUserAgent: 'Apple-iPhone16C1/2207.100',
      }),
    )
    const pattern = ['--pattern', 'userAgent=apple*,deviceModel=iphone*']
    expect((await reported('--in', file)).report.integrationDevices).toHaveLength(2)
    const profile = await put('p.json', '{"format":1,"id":"fabrikam","name":"Fabrikam","userAgent":"apple-*"}')
    const fabrikam = await reported('--in', file, '--profile', profile)
    expect(fabrikam.report).toMatchObject({
      integration: { profile: 'Fabrikam', pattern: { userAgent: 'apple-*' }, inferred: false },
      integrationDevices: [{ deviceId: 'IP1' }, { deviceId: 'IP2' }],
    })
    for (const args of [['--org', org], pattern, ['--org', org, ...pattern]]) {
      const { report } = await reported('--in', file, ...args)
      expect(report.integrationDevices.map(({ deviceId }) => deviceId)).toEqual(['IP1', 'IP2'])
      expect(report.integration.inferred).toBe(false)
    }
    const none = await reported('--in', file, '--pattern', 'deviceType=none')
    expect({ code: none.code, verdict: none.report.verdict }).toEqual({ code: 3, verdict: 'could-not-tell' })
  })
})

describe('a verdict', () => {
  const one = (given: object, others: Parameters<typeof exportOf>[0] = {}) =>
    exportOf({ 'Get-MobileDevice': [device('Alice', 'PY1', { ...given })], ...others })
  const allowing = { 'Get-CASMailbox': [mailbox('Alice', { ActiveSyncAllowedDeviceIDs: ['py1'] })] }
  const unread = { 'Get-CASMailbox': undefined }

  test.each<[string, string, number, RegExp]>([
    [
      'let in',
      one({ DeviceAccessState: 'Allowed' }, allowing),
      0,
      /^Ready\. The settings let in 1 device of the integ/,
    ],
    [
      'let in, and not come since',
      one({}, allowing),
      0,
      /Exchange still says otherwise of 1, until they come again\. Ready\.$/,
    ],
    [
      'kept out',
      one({ DeviceAccessState: 'Allowed' }),
      1,
      /^Not ready\. 1 of 1 device of the integration cannot synchronise\.$/,
    ],
    ['kept out, as Exchange says', one({}, unread), 1, /^Not ready\. 1 of 1 device/],
    ['not known', one({ DeviceAccessState: 'Allowed' }, unread), 3, /^Could not tell\. Of 1 of 1 device/],
    ['not there', exportOf({ 'Get-MobileDevice': [] }), 3, /^Could not tell\. No device of the integration was read/],
  ])('%s', async (_what, content, code, sentence) => {
    const result = await quarantine('--in', await put('d.json', content))
    expect(result.code).toBe(code)
    expect(flat(result.out.slice(result.out.lastIndexOf('\n\n'))).trim()).toMatch(sentence)
  })
})

describe('a decision', () => {
  test('that would change others is refused, until it says how many', async () => {
    const file = await put('d.json', exportOf())
    const one = ['--in', file, '--decide', 'rule', '--where', 'integration,user=Alice', ...ground, ...scriptFiles()]
    const refused = await reported(...one)
    expect(refused.code).toBe(2)
    expect(refused.report).toMatchObject({
      verdict: 'refused',
      decisions: [],
      decision: {
        outside: 1,
        selected: 1,
        effects: [{ selected: true }, { mailbox: 'bob@contoso.test', selected: false }],
      },
      scripts: ['preview', 'apply', 'undo'].map((part) => ({ part, outcome: 'refused', changes: 0 })),
    })
    expect(flat(refused.error)).toContain('It changes others than those that are meant: 1 device bob@contoso.test')
    expect(flat(refused.error)).toContain('Where that is meant, give --also 1.')
    expect(await readdir(folder)).toEqual(['d.json'])
    expect((await quarantine(...one, '--also', '2')).code).toBe(2)
    expect(await readdir(folder)).toEqual(['d.json'])
    const { report } = await reported(...one, '--also', '1')
    expect(report.decisions).toMatchObject([{ decision: { kind: 'rule', reason: 'new calendar', ticket: 'CHG-7' } }])
    expect(changesOf(await script('apply'))).toEqual([
      expect.stringContaining(
        "-Change { New-ActiveSyncDeviceAccessRule -Characteristic 'UserAgent' -QueryString 'python-EAS-Client 1.0' -AccessLevel 'Allow' -ErrorAction Stop }",
      ),
    ])
    expect(changesOf(await script('undo'))).toEqual([
      expect.stringContaining(
        "-Change { Remove-ActiveSyncDeviceAccessRule -Identity 'python-EAS-Client 1.0 (UserAgent)' ",
      ),
    ])
  })

  test('for an id that stands in another partnership too is refused as well', async () => {
    const twins = [
      device('Alice', 'PY1'),
      device('Alice', 'PY1', {
        Identity: 'contoso.test/Users/Alice/ExchangeActiveSyncDevices/y§PY1',
        DeviceUserAgent: 'other',
      }),
    ]
    const file = await put('d.json', exportOf({ 'Get-MobileDevice': twins }))
    const { report } = await reported('--in', file, '--decide', 'allow', '--where', 'integration', ...ground)
    expect(report).toMatchObject({ verdict: 'refused', decision: { outside: 1 } })
  })

  test('by a rule, where of others nothing is known, counts these', async () => {
    const file = await put('d.json', exportOf({ 'Get-CASMailbox': [mailbox('Alice')] }))
    const { report } = await reported('--in', file, '--decide', 'rule', '--where', 'user=Alice', ...ground)
    expect(report).toMatchObject({ verdict: 'refused', decision: { outside: 1, effects: [{ selected: true }] } })
    expect(report.remark).toContain('Of 1 of them it is not known where they stand.')
  })

  test('about a new default is refused until it says whom it hits', async () => {
    const file = await put('d.json', exportOf())
    const block = ['--in', file, '--default', 'Block', ...ground, ...scriptFiles()]
    const refused = await reported(...block)
    expect(refused.code).toBe(2)
    expect(refused.report).toMatchObject({ defaultDecision: null, decision: { outside: 3 } })
    expect(flat(refused.error)).toContain(
      'It hits: 3 devices alice@contoso.test, python-EAS-Client 1.0: Quarantined → Blocked',
    )
    expect((await quarantine(...block, '--hits', '2')).code).toBe(2)
    expect(await readdir(folder)).toEqual(['d.json'])
    const { code, report } = await reported(...block, '--hits', '3')
    expect(code).toBe(1)
    expect(report.defaultDecision?.decision).toMatchObject({ accessLevel: 'Block', was: 'Quarantine' })
    const level = async (part: string) => readCommands(await script(part)).map(({ parameters }) => parameters[0])
    expect(await level('apply')).toEqual([['DefaultAccessLevel', 'Block']])
    expect(await level('undo')).toEqual([['DefaultAccessLevel', 'Quarantine']])
  })

  test('about a new default counts the devices of which nobody knows', async () => {
    const file = await put('d.json', exportOf({ 'Get-CASMailbox': undefined }))
    const { report } = await reported('--in', file, '--default', 'Block', ...ground, '--hits', '0')
    expect(report).toMatchObject({ verdict: 'refused', decision: { outside: 4, effects: [] } })
    expect(report.remark).toContain('Of 4 of them it is not known whether it does')
  })

  test('to allow and to block: scripts that parse, add and take away, and name the reason', async () => {
    const blocking = {
      'Get-CASMailbox': [mailbox('Alice', { ActiveSyncBlockedDeviceIDs: ['PY1', 'X'] }), mailbox('Bob')],
    }
    const file = await put('d.json', exportOf(blocking))
    const args = ['--in', file, '--where', 'integration', ...ground, ...scriptFiles()]
    expect((await quarantine(...args, '--decide', 'allow')).code).toBe(1)
    const [preview, apply, undo] = [await script('preview'), await script('apply'), await script('undo')]
    for (const text of [preview, apply, undo]) {
      withTree(text, (root) => expect(root.hasError).toBe(false))
      expect(
        text.startsWith('\ufeff# Allow 2 devices, each for its mailbox. Reason: new calendar (ticket CHG-7)\r\n'),
      ).toBe(true)
    }
    const line = (user: string, list: string, what: string) =>
      `Invoke-ListChange -Identity 'contoso.test/Users/${user}' -Setting 'ActiveSync${list}DeviceIDs' ${what}`
    const allowing = [
      line('Alice', 'Blocked', "-Remove 'PY1'"),
      line('Alice', 'Allowed', "-Add 'PY1'"),
      line('Bob', 'Allowed', "-Add 'PY2'"),
    ]
    expect(preview).toContain('WhatIf = $true')
    expect([changesOf(preview), changesOf(apply)]).toEqual([allowing, allowing])
    expect(changesOf(undo)).toEqual([
      line('Bob', 'Allowed', "-Remove 'PY2'"),
      line('Alice', 'Allowed', "-Remove 'PY1'"),
      line('Alice', 'Blocked', "-Add 'PY1'"),
    ])
    expect((await quarantine(...args, '--decide', 'block')).code).toBe(1)
    expect(changesOf(await script('apply'))).toContain(line('Bob', 'Blocked', "-Add 'PY2'"))
  })

  test('to remove has no undo, and says so', async () => {
    const file = await put('d.json', exportOf())
    const { report } = await reported(
      '--in',
      file,
      '--decide',
      'remove',
      '--where',
      'silent=90d',
      ...ground,
      ...scriptFiles(),
    )
    expect(report.devices.map(({ deviceId }) => deviceId)).toEqual(['IP2'])
    expect(report.scripts.map(({ part, outcome }) => [part, outcome])).toEqual([
      ['preview', 'written'],
      ['apply', 'written'],
      ['undo', 'by-hand'],
    ])
    expect(changesOf(await script('apply'))).toEqual([expect.stringContaining('-Change { Remove-MobileDevice ')])
    expect((await readdir(folder)).toSorted()).toEqual(['apply.ps1', 'd.json', 'preview.ps1'])
  })

  test('about a name that two people have is refused, and about the address of one is about one', async () => {
    const people = [['Berlin', 'Hans Müller', '1'] as const, ['Wien', 'Hans Müller', '2'] as const]
    const all = [...people, ['Wien', 'Hans Muller', '3'] as const].map(([city, name, number]) => ({
      ...{ identity: `contoso.test/${city}/${name}`, name, number },
    }))
    const file = await put(
      'd.json',
      exportOf({
        'Get-CASMailbox': all.map(({ identity, name, number }) =>
          mailbox(name, { Identity: identity, PrimarySmtpAddress: `h${number}@contoso.test` }),
        ),
        'Get-MobileDevice': all.map(({ identity, name, number }) =>
          device(name, `PY${number}`, {
            ...{ Identity: `${identity}/ExchangeActiveSyncDevices/x§PY${number}`, UserDisplayName: identity },
          }),
        ),
      }),
    )
    const one = (user: string) => reported('--in', file, '--where', `user=${user}`, '--decide', 'allow', ...ground)
    const refused = await quarantine('--in', file, '--where', 'user=Hans Müller', '--decide', 'allow', ...ground)
    expect(refused.code).toBe(2)
    expect(flat(refused.error)).toMatch(/is the name of 2 people: .* such as h1@contoso\.test, h2@contoso\.test\./)
    for (const [user, id] of [
      ...[['hans muller', 'PY3'] as const, ['H2@contoso.test', 'PY2'] as const],
      ['contoso.test/berlin/hans müller', 'PY1'] as const,
    ]) {
      const { report } = await one(user)
      expect(report.decisions).toMatchObject([{ decision: { device: { deviceId: id } } }])
    }
  })

  test('on Exchange 2010 is told in its own cmdlets, without a log', async () => {
    const servers = { 'Get-ExchangeServer': [{ Name: 'EX10', AdminDisplayVersion: 'Version 14.3 (Build 123.4)' }] }
    const args = ['--in', await put('d.json', exportOf(servers)), '--where', 'integration', ...ground, ...scriptFiles()]
    await quarantine(...args, '--decide', 'remove')
    expect(readCommands(await script('apply'))[0]?.cmdlet).toBe('Remove-ActiveSyncDevice')
    await quarantine(...args, '--decide', 'allow')
    expect(readCommands(await script('apply')).map(({ cmdlet }) => cmdlet)).toEqual([
      'Set-CASMailbox',
      'Set-CASMailbox',
    ])
  })

  test.each<[string, string[], Parameters<typeof exportOf>[0], RegExp]>([
    ['of nobody', ['allow', 'user=nobody'], {}, /No device is meant by --where\./],
    ['that stands already', ['allow', 'user=Carol'], {}, /Everything is as it was decided\./],
    ['to leave', ['leave', 'integration'], {}, /Everything is as it was decided\./],
    [
      'without the lists',
      ['allow', 'integration'],
      { 'Get-CASMailbox': undefined },
      /this has to be read first: the lists/,
    ],
    ['by a rule for what has nothing in common', ['rule', 'state=Quarantined'], {}, /No rule covers 3 devices/],
  ])(
    '%s writes nothing, leaves what is there, and says why',
    async (_what, [kind = '', where = ''], others, sentence) => {
      const file = await put('d.json', exportOf(others))
      const earlier = await put('apply.ps1', 'of yesterday')
      const { out } = await quarantine('--in', file, '--decide', kind, '--where', where, ...ground, ...scriptFiles())
      expect(flat(out)).toMatch(sentence)
      expect(flat(out)).toMatch(
        /apply\.ps1 was not written\. .* The file that is there is an earlier one, and was left/,
      )
      expect(await readFile(earlier, 'utf8')).toBe('of yesterday')
      expect((await readdir(folder)).toSorted()).toEqual(['apply.ps1', 'd.json'])
    },
  )
})

describe('what became of decisions', () => {
  /** As the script writes it now: after what was decided. */
  const exportLater = (others: Parameters<typeof exportOf>[0]) =>
    exportOf(others).replace('2026-11-29T01:00:00.000Z', new Date().toISOString())
  const allowed = (ids: string[]) => [
    mailbox('Alice', { ActiveSyncAllowedDeviceIDs: ids }),
    mailbox('Bob', { ActiveSyncAllowedDeviceIDs: ['PY2'] }),
  ]

  test('done, not done, gone, changed, and what one that was done and is not any more is', async () => {
    const first = await put('1.json', exportOf())
    const decided = inFolder('decided.json')
    await quarantine('--in', first, '--decide', 'allow', '--where', 'integration', ...ground, '--json', decided)
    const later = async (name: string, others: Parameters<typeof exportOf>[0], by = decided) =>
      reported('--in', await put(name, exportLater(others)), '--decided', by)
    const kinds = ({ report }: Awaited<ReturnType<typeof later>>) =>
      report.decisions.map(({ outcome }) => outcome?.kind)

    const none = await later('2.json', {})
    expect({ code: none.code, kinds: kinds(none) }).toEqual({ code: 1, kinds: ['not-done', 'not-done'] })
    expect(lastLine(none.error)).toBe('Not ready. Of 2 decisions, 0 done: 2 not done.')
    const half = await later('3.json', {
      'Get-CASMailbox': [mailbox('Alice'), mailbox('Bob', { ActiveSyncAllowedDeviceIDs: ['PY2'] })],
    })
    expect(kinds(half)).toEqual(['not-done', 'done'])
    const gone = await later('4.json', { 'Get-MobileDevice': parts['Get-MobileDevice']?.slice(1) })
    expect(kinds(gone)[0]).toBe('gone')
    const changed = await later('5.json', {
      'Get-CASMailbox': [mailbox('Alice', { ActiveSyncBlockedDeviceIDs: ['PY1'] }), mailbox('Bob')],
    })
    expect(kinds(changed)[0]).toBe('changed')
    const unread = await later('6.json', { 'Get-CASMailbox': undefined })
    expect({ code: unread.code, kinds: kinds(unread) }).toEqual({ code: 3, kinds: ['not-known', 'not-known'] })
    const all = await later('7.json', { 'Get-CASMailbox': allowed(['PY1']) })
    expect({ code: all.code, last: lastLine(all.error) }).toEqual({ code: 0, last: 'Ready. 2 decisions: all done.' })
    // Whoever goes on from the report that saw it done learns that somebody took it back.
    const seen = await put('seen.json', JSON.stringify(all.report))
    expect(kinds(await later('8.json', { 'Get-CASMailbox': [mailbox('Alice'), mailbox('Bob')] }, seen))).toEqual([
      'changed',
      'changed',
    ])
  })

  test('is not known by what was read before, nor by an export of some devices where one is missing', async () => {
    const decided = inFolder('decided.json')
    const first = await put('1.json', exportOf())
    const asked = ['--decide', 'remove', '--where', 'integration', '--also', '0']
    await quarantine('--in', first, ...asked, ...ground, '--json', decided)
    const foreign = 'Identity,DeviceId,DeviceType\r\nfabrikam.test/Users/X/ExchangeActiveSyncDevices/x§1,1,x\r\n'
    for (const [file, why] of [
      [first, 'Get-MobileDevice was read before the decision: what became of it since is not known.'],
      [
        await put('Get-MobileDevice.csv', foreign),
        'It is not in what Get-MobileDevice told, which does not say that it is all: what became of it is not known.',
      ],
    ] as const) {
      const { code, error, report } = await reported('--in', file, '--decided', decided)
      expect(report.decisions.map(({ outcome }) => outcome)).toEqual([
        { kind: 'not-known', sentence: why },
        { kind: 'not-known', sentence: why },
      ])
      expect({ code, last: lastLine(error) }).toEqual({
        ...{ code: 3, last: 'Could not tell. Of 2 decisions, 0 done: 2 not known.' },
      })
    }
  })

  test('also of a default', async () => {
    const decided = inFolder('decided.json')
    const file = await put('1.json', exportOf())
    await quarantine('--in', file, '--default', 'Allow', ...ground, '--hits', '3', '--json', decided)
    const level = async (given: string | undefined) => {
      const settings = given === undefined ? undefined : [{ Name: 'x', DefaultAccessLevel: given }]
      const content = exportLater({ 'Get-ActiveSyncOrganizationSettings': settings })
      const { report } = await reported('--in', await put('2.json', content), '--decided', decided)
      return report.defaultDecision?.outcome?.kind
    }
    expect([await level('Allow'), await level('Quarantine'), await level('Block'), await level(undefined)]).toEqual([
      'done',
      'not-done',
      'changed',
      'not-known',
    ])
  })
})

test('the script that reads is written, and reads alone', async () => {
  const path = inFolder('collect.ps1')
  const { code, out } = await quarantine('--collect', path, '--statistics')
  expect({ code, out }).toEqual({ code: 0, out: `The script that reads the devices is in ${path}.\n` })
  const text = await readFile(path, 'utf8')
  expect(text.startsWith('\ufeff# ')).toBe(true)
  expect(text).toContain('Get-MobileDeviceStatistics')
  expect(text).not.toMatch(/^\s*(Set|New|Remove)-(?!StrictMode)/m)
})
