import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ews as runEws } from '../../../electron/cli/ews.ts'
import { StoppedError } from '../../../electron/cli/exit-code.ts'
import { EwsReport } from '../../../shared/ews/ews-report.ts'
import { unprintable } from '../../../shared/run/printable.ts'
import { documentOf, mailboxObjects, openOrganization } from '../api/app-with-configuration.ts'
import { badFiles } from '../engine/management/bad-files.ts'
import { cli } from './run-cli.ts'

const directory = {
  ...{ Identity: 'EXCH01\\EWS (Default Web Site)', Server: 'EXCH01', WindowsAuthentication: true },
  ...{ InternalUrl: 'https://mail.contoso.test/EWS/Exchange.asmx', BasicAuthentication: false },
  ...{ ExternalUrl: 'https://mail.contoso.test/EWS/Exchange.asmx', ExtendedProtectionTokenChecking: 'None' },
  ...{ ExtendedProtectionFlags: [], ExtendedProtectionSPNList: [] },
}
const parts = (mailboxes: readonly object[]) => ({
  ...{ 'Get-OrganizationConfig': [openOrganization], 'Get-CASMailbox': mailboxes },
  'Get-WebServicesVirtualDirectory': [directory],
})

let folder: string
const inFolder = (name: string) => join(folder, name)
const put = async (name: string, content: string | Uint8Array) => {
  await writeFile(inFolder(name), content)
  return inFolder(name)
}
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)
const ews = (...args: string[]) => cli(['ews', ...args])

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-ews-'))
})
beforeEach(async () => {
  for (const name of await readdir(folder)) await rm(inFolder(name))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Line breaks are the report's own; nothing else moves a cursor, and nothing is wider than 100 columns. */
function expectPlain(text: string): void {
  expect(text.replaceAll('\n', '').match(unprintable)).toBeNull()
  for (const line of text.split('\n')) expect(line.length <= 100 || !line.trim().includes(' '), line).toBe(true)
}

describe('an integration that can sign in with Basic alone', () => {
  const remedy = ['--remedy', 'ews-authentication']

  test('is kept out where a server has it off, which nobody enables who has not asked for it', async () => {
    const config = await put('c.json', documentOf(parts(mailboxObjects(1))))
    const apply = inFolder('a.ps1')
    const without = await ews('--config', config, ...remedy, '--apply', apply)
    expect(without.out).not.toContain('EWS takes no Basic')
    expect(await readdir(folder)).toEqual(['c.json'])
    const { out } = await ews('--config', config, ...remedy, '--basic', '--apply', apply)
    expect(out).toContain('EWS takes no Basic')
    expect(out.replaceAll(/\s+/g, ' ')).toContain('Basic sends the password itself inside TLS')
    const script = await readFile(apply, 'utf8')
    expect(script.match(/^Set-.*$/gm)?.map((line) => line.trim())).toEqual([
      "Set-WebServicesVirtualDirectory -Identity 'EXCH01\\EWS (Default Web Site)' -BasicAuthentication $true -ErrorAction Stop",
    ])
  })
})

describe('a file that is refused', () => {
  test.each(badFiles.filter((_, at) => at % 8 === 0))('of configuration: $what', async ({ file, sentence }) => {
    const config = await put('bad.txt', file)
    const { code, out, error } = await ews(
      '--config',
      config,
      '--json',
      inFolder('r.json'),
      '--apply',
      inFolder('a.ps1'),
    )
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(error).toBe(`postern: ${config}: ${sentence}\n`)
    expect(await readdir(folder)).toEqual(['bad.txt'])
  })

  test('of several, the first ends it, and nothing is written', async () => {
    const good = await put('good.json', documentOf(parts(mailboxObjects(1))))
    const bad = await put('bad.json', '{"postern":')
    const { code, error } = await ews('--config', good, bad, '--json', inFolder('r.json'))
    expect(code).toBe(2)
    expect(error).toMatch(/^postern: \S+bad\.json: .*\.\n$/)
    expect((await readdir(folder)).toSorted()).toEqual(['bad.json', 'good.json'])
  })

  test.each<[string, string[], RegExp]>([
    [
      'a configuration that there is not',
      ['--config', '/nowhere/a.json'],
      /\/nowhere\/a\.json: There is no such file\.\n/,
    ],
    ['a folder', ['--config', '/'], /: It is a folder\.\n/],
    [
      'a list that there is not',
      ['--config', 'x', '--mailboxes', '/nowhere/l'],
      /\/nowhere\/l: There is no such file\.\n/,
    ],
    [
      'a profile that there is not',
      ['--config', 'x', '--profile', 'nobody'],
      /--profile nobody: There is no such file\..*Known by their id: nylas\.\n/,
    ],
    [
      'a script where none can be',
      ['--collect', '/nowhere/c.ps1'],
      /--collect \/nowhere\/c\.ps1 cannot be written \(ENOENT\)/,
    ],
  ])('%s', async (_what, args, sentence) => {
    const { code, out, error } = await ews(...args)
    expect({ code, out, lines: error.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 })
    expect(error).toMatch(sentence)
  })

  test.each([
    ['no JSON', '{', /The file is not JSON\. Accepted is a profile/],
    [
      'a typing mistake',
      '{"format":1,"id":"a","name":"A","useragent":"U"}',
      /not a profile: .*not known \("useragent"\)/,
    ],
    ['an id that is none', '{"format":1,"id":"A B","name":"A","userAgent":"U"}', /id: is not an id; accepted are/],
  ])('of a profile: %s', async (_what, content, sentence) => {
    const { code, error } = await ews('--config', 'x', '--profile', await put('p.json', content))
    expect(code).toBe(2)
    expect(error).toMatch(sentence)
  })

  test('a stop while the configuration is read is no bug, and nothing is written', async () => {
    const config = await put('c.json', documentOf(parts(mailboxObjects(1))))
    const stopped = runEws(['--config', config, '--json', inFolder('r.json')], AbortSignal.abort())
    await expect(stopped).rejects.toThrow(StoppedError)
    expect(await readdir(folder)).toEqual(['c.json'])
  })

  test('a list on standard input that names nobody', async () => {
    const config = await put('c.json', documentOf(parts(mailboxObjects(1))))
    const { code, error } = await cli(['ews', '--config', config, '--mailboxes', '-'], { input: 'a,b,c\n' })
    expect(code).toBe(2)
    expect(error).toMatch(/^postern: Standard input: The list names no mailbox\. Accepted is/)
  })
})

describe('a verdict', () => {
  test('some cannot work: 1, with who and why', async () => {
    const config = await put('c.json', documentOf(parts(mailboxObjects(8))))
    const { code, out, error } = await ews('--config', config)
    expect({ code, error, last: lastLine(out) }).toEqual({
      ...{ code: 1, error: '', last: 'Not ready. 4 of 8 mailboxes cannot work.' },
    })
    const text = out.replaceAll(/\s+/g, ' ')
    expect(text).toContain('user1@contoso.test, user3@contoso.test, user5@contoso.test, user7@contoso.test')
    expect(text).toContain('To mend it: Enable EWS for the mailboxes (--remedy ews-mailbox-enabled).')
    expectPlain(out)
  })

  test('all can work: 0', async () => {
    const config = await put('c.json', documentOf(parts(mailboxObjects(1))))
    const { code, out } = await ews('--config', config)
    expect({ code, last: lastLine(out) }).toEqual({
      ...{ code: 0, last: 'Ready. Nothing that was read keeps the integration out. Not read to the end: Throttling.' },
    })
  })

  test('one is not among those that were read: 3', async () => {
    const config = await put('c.json', documentOf(parts(mailboxObjects(1))))
    const { code, out } = await cli(['ews', '--config', config, '--mailboxes', '-'], {
      input: 'PrimarySmtpAddress\nuser0@contoso.test\ndora@contoso.test\n',
    })
    expect({ code, last: lastLine(out) }).toEqual({
      code: 3,
      last: 'Could not tell. Of 1 of 2 mailboxes, it cannot be said whether EWS lets the integration in.',
    })
    expect(out).toContain('dora@contoso.test is not among the mailboxes that were read')
  })

  test('a list with one twice, in the code page of a spreadsheet: both are told', async () => {
    const config = await put('c.json', documentOf(parts(mailboxObjects(1))))
    const list = Buffer.from('Name;Mail\nJörg;user0@contoso.test\nJörg;USER0@contoso.test\n', 'latin1')
    const { code, out, error } = await cli(['ews', '--config', config, '--mailboxes', '-', '--json', '-'], {
      input: list,
    })
    const told = error.replaceAll(/\s+/g, ' ')
    expect(code).toBe(0)
    expect(told).toContain(
      'The list: The list is no Unicode from line 2 on: its letters beyond English were read as Windows',
    )
    expect(told).toContain('The list: 1 mailbox is named more than once, and counts once: user0@contoso.test.')
    expect(JSON.parse(out).listNotes).toHaveLength(2)
  })

  test('another client: the list of the organisation keeps it out, and a profile says who it is', async () => {
    const organization = {
      ...openOrganization,
      EwsApplicationAccessPolicy: 'EnforceAllowList',
      EwsAllowList: ['Fabrikam/*'],
    }
    const config = await put(
      'c.json',
      documentOf({ ...parts(mailboxObjects(1)), 'Get-OrganizationConfig': [organization] }),
    )
    const profile = await put('p.json', '{"format":1,"id":"fabrikam","name":"Fabrikam","userAgent":"Fabrikam/7"}')
    expect(await ews('--config', config)).toMatchObject({
      code: 1,
      out: expect.stringContaining('python-EAS-Client 1.0'),
    })
    expect(await ews('--config', config, '--profile', profile)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Fabrikam/7'),
    })
    expect(await ews('--config', config, '--user-agent', 'Fabrikam/8')).toMatchObject({ code: 0 })
  })

  test('of several files as of one, and what an organisation file says of the client', async () => {
    const all = parts(mailboxObjects(2))
    const files = await Promise.all(
      Object.entries(all).map(([name, part]) => put(`${name}.json`, documentOf({ [name]: part }))),
    )
    const org = await put(
      'org.json',
      JSON.stringify({
        ...{ format: 1, name: 'Contoso', domain: 'contoso.test', mailbox: 'user1@contoso.test', impersonation: false },
        account: { username: 'user0@contoso.test' },
      }),
    )
    const { out, code } = await ews('--config', ...files, '--org', org, '--json', '-')
    const report = EwsReport.parse(JSON.parse(out))
    // The account opens it by its own rights, and the settings of its own mailbox count.
    expect({ code, verdict: report.verdict, from: report.mailboxesFrom }).toEqual({
      code: 0,
      verdict: 'ready',
      from: 'organisation',
    })
    expect(report).toMatchObject({
      organisation: 'Contoso',
      client: { account: 'user0@contoso.test', impersonates: false },
    })
    expect(report.files).toHaveLength(3)
    expect(report.layers.map(({ name }) => name)).toContain('mailbox')
  })

  test('what was read otherwise than it is written is told', async () => {
    const config = await put('Get-CASMailbox.csv', 'Identity;EwsEnabled\r\na/Alice;WAHR\r\n')
    const { out } = await ews('--config', config)
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'Get-CASMailbox.csv: EwsEnabled of Get-CASMailbox is “WAHR”, first in line 2, which is how a spreadsheet writes True.',
    )
  })

  test('nothing of what a file holds moves the cursor', async () => {
    const mailboxes = [{ ...mailboxObjects(2)[1], PrimarySmtpAddress: 'a\u001b[2J\u202eb@contoso.test' }]
    const { out } = await ews('--config', await put('c\u0007.json', documentOf(parts(mailboxes))))
    expectPlain(out)
    expect(out).toContain('a�[2J�b@contoso.test')
  })
})

describe('10,000 mailboxes', () => {
  test('are judged, told as JSON, and mended by scripts that can be taken back', async () => {
    const count = 10_000
    const config = await put('c.json', documentOf(parts(mailboxObjects(count))))
    const list = await put(
      'l.csv',
      `"PrimarySmtpAddress"\n${mailboxObjects(count)
        .map((_, at) => `"user${at}@contoso.test"`)
        .join('\n')}`,
    )
    const scripts = ['preview', 'apply', 'undo'].flatMap((part) => [`--${part}`, inFolder(`${part}.ps1`)])
    const { code, out, error } = await ews('--config', config, '--mailboxes', list, '--json', '-', ...scripts)
    expect(code).toBe(1)
    expect(lastLine(error)).toBe('Not ready. 5,000 of 10,000 mailboxes cannot work.')
    const report = EwsReport.parse(JSON.parse(out))
    expect(report.mailboxes).toHaveLength(count)
    expect(report.groups).toMatchObject([
      { reason: 'mailbox-refuses', count: 5_000 },
      { reason: 'works', count: 5_000 },
    ])
    expect(report.scripts).toMatchObject(
      ['preview', 'apply', 'undo'].map((part) => ({ part, outcome: 'written', remedy: null, changes: 5_000 })),
    )
    for (const [part, words] of [
      ['preview', /-EwsEnabled \$true -WhatIf/g],
      ['apply', /-EwsEnabled \$true -ErrorAction Stop/g],
      ['undo', /-EwsEnabled \$false -ErrorAction Stop/g],
    ] as const) {
      const text = await readFile(inFolder(`${part}.ps1`), 'utf8')
      expect(text.startsWith('\ufeff# ')).toBe(true)
      expect(text.match(words)).toHaveLength(5_000)
    }
  })
})

describe('scripts', () => {
  test('of a remedy alone', async () => {
    const organization = { ...openOrganization, EwsEnabled: false }
    const config = await put(
      'c.json',
      documentOf({ ...parts(mailboxObjects(2)), 'Get-OrganizationConfig': [organization] }),
    )
    const path = inFolder('a.ps1')
    const { code, out } = await ews('--config', config, '--remedy', 'ews-organisation-enabled', '--apply', path)
    expect(code).toBe(1)
    expect(out).toContain('a.ps1: apply, 1 change.')
    expect(await readFile(path, 'utf8')).toMatch(
      /\r\nSet-OrganizationConfig -EwsEnabled \$(true|null) -ErrorAction Stop\r\n$/,
    )
  })

  test('that there are not: why, and no file', async () => {
    const config = await put('c.json', documentOf(parts(mailboxObjects(1))))
    const { code, out } = await ews('--config', config, '--apply', inFolder('a.ps1'))
    expect(code).toBe(0)
    expect(out.replaceAll(/\s+/g, ' ')).toContain('a.ps1 was not written. No mailbox of the list asks for a change')
    expect(await readdir(folder)).toEqual(['c.json'])
  })

  test.each([
    ['ews-urls', [], 'The file of --org tells it, under ews.url.'],
    ['ews-throttling-policy', [], 'It is told by --account NAME, or by the file of --org.'],
    ['ews-impersonation', ['--impersonation'], 'It is told by --account NAME, or by the file of --org.'],
  ])('that there are not for want of what an option tells: %s', async (remedy, given, where) => {
    const config = await put('c.json', documentOf(parts(mailboxObjects(1))))
    const files = ['apply', 'undo'].flatMap((part) => [`--${part}`, inFolder(part)])
    const { out } = await ews('--config', config, '--remedy', remedy, ...given, ...files)
    const told = out.replaceAll(/\s+/g, ' ')
    expect(told).toContain(where)
    expect(told.match(/(was|were) not written/g)).toEqual(['were not written'])
  })

  test('that there are not, where an earlier one is: it is left, and told', async () => {
    const config = await put('c.json', documentOf(parts(mailboxObjects(1))))
    const path = await put('a.ps1', 'of yesterday')
    const { out } = await ews('--config', config, '--apply', path)
    expect(out.replaceAll(/\s+/g, ' ')).toMatch(
      /was not written\. .* The file that is there is an earlier one, and was left/,
    )
    expect(await readFile(path, 'utf8')).toBe('of yesterday')
  })

  test('the one that reads is written, and reads alone', async () => {
    const path = inFolder('collect.ps1')
    const { code, out } = await ews('--collect', path)
    expect({ code, out }).toEqual({ code: 0, out: `The script that reads the configuration is in ${path}.\n` })
    const text = await readFile(path, 'utf8')
    expect(text.startsWith('\ufeff# ')).toBe(true)
    expect(text).toContain('Get-CASMailbox')
    expect(text).not.toMatch(/^\s*(Set|New|Remove)-(?!StrictMode)/m)
  })
})
