import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cli } from './run-cli.ts'

const SECRET = 'hunter2-Passw0rd'
const good = {
  format: 1,
  name: 'Contoso',
  domain: 'contoso.test',
  mailbox: 'probe@contoso.test',
  account: { username: 'CONTOSO\\probe', password: { environment: 'POSTERN_LAB_PASSWORD' } },
  ews: { url: 'https://mail.contoso.test/EWS/Exchange.asmx' },
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** One line on standard error, nothing on standard output, exit code 2. */
async function sentenceOf(args: readonly string[], input?: string | Buffer): Promise<string> {
  const { code, out, error } = await cli(args, input === undefined ? {} : { input })
  expect({ code, out, lines: error.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 })
  expect(error).toMatch(/^postern: \S.*\.\n$/)
  expect(error).not.toContain(SECRET)
  expect(error).not.toMatch(/\bat .*:\d+:\d+|node:internal/)
  return error
}

describe('the arguments', () => {
  test.each<[string, string[], RegExp]>([
    [
      'none',
      [],
      /What Postern is to do is not said: accepted are probe, sweep, ews, quarantine, sheet, sources, serve/,
    ],
    [
      'an unknown command',
      ['prob'],
      /There is no command prob: accepted are probe, sweep, ews, quarantine, sheet, sources, serve/,
    ],
    ['a secret for a command', [SECRET], /There is no command of that name: accepted are/],
    ['a command of every object', ['constructor'], /There is no command constructor: accepted are/],
    ['no file', ['probe'], /give --org FILE/],
    ['an empty file name', ['probe', '--org='], /give --org FILE/],
    [
      'an option without its value',
      ['probe', '--org'],
      /The option --org has no value behind it: accepted are --org FILE/,
    ],
    ['an option for a value', ['probe', '--org', '--json'], /The option --org .* accepted are/],
    ['an unknown option', ['probe', '--password', SECRET], /There is no option --password: accepted are/],
    ['an unknown short option', ['probe', '-p'], /There is no option -p: accepted are/],
    ['a value where none belongs', ['probe', `--password-stdin=${SECRET}`], /The option --password-stdin .*accepted/],
    ['a word of no option', ['probe', '--org', 'x', SECRET], /a word that belongs to no option: accepted are/],
    ['a file twice', ['probe', '--org', 'a', '--org', 'b'], /--org is given twice: accepted is once/],
    ['checks twice', ['probe', '--org', 'a', '--only', 'a', '--only', 'b'], /--only is given twice/],
    [
      'an unknown check',
      ['probe', '--org', 'x', '--only', 'dns/x'],
      /--only names dns\/x, .*accepted are dns\/server-/,
    ],
    ['no check', ['probe', '--org', 'x', '--only', ' , '], /--only names no check: accepted are dns\/server-name/],
    ['an empty JSON file', ['probe', '--org', 'x', '--json='], /--json names no file: accepted is a path/],
    ['an empty HTML file', ['probe', '--org', 'x', '--html='], /--html names no file: accepted is a path/],
    ['HTML on standard output', ['probe', '--org', 'x', '--html', '-'], /--html names no file: accepted is a path/],
    [
      'one file for both',
      ['probe', '--org', 'x', '--json', 'a', '--html', 'a'],
      /name the same file a: accepted are two/,
    ],
    ['a line break', ['probe', '--org', 'a\n\u001b[2Jb'], /a��\[2Jb: There is no such file/],
    ['no target of a sweep', ['sweep'], /Which servers are to be looked at is not said: give /],
    ['a sweep of too much', ['sweep', '10.0.0.0/8'], /10\.0\.0\.0\/8 holds 16,777,216 addresses: accepted are/],
    ['a password for a sweep', ['sweep', 'a.test', '--password', SECRET], /There is no option --password: accepted/],
    ['a missing list', ['sweep', '--file', '/nowhere/a.txt'], /\/nowhere\/a\.txt: There is no such file: accepted/],
    ['no rules of a sheet', ['sheet'], /Of which rules a sheet is to be made is not said: give --rules FILE/],
    ['no form of a sheet', ['sheet', '--rules', 'x'], /give --format, one of xlsx, csv, html, markdown, json/],
    [
      'missing rules',
      ['sheet', '--rules', '/nowhere/r.json', '--format', 'csv'],
      /There is no such file\. Accepted is/,
    ],
    ['a password for a sheet', ['sheet', '--rules', 'x', '--password', SECRET], /There is no option --password: accep/],
    ['nothing of sources', ['sources'], /What is to be done with sources is not said: accepted are diff OLD NEW/],
    [
      'a secret for what is done with sources',
      ['sources', SECRET],
      /The first word behind sources is none .*: accepted/,
    ],
    ['one list', ['sources', 'diff', 'a'], /diff compares two files: accepted are OLD and NEW/],
    ['a missing version', ['sources', 'diff', '/nowhere/a.txt', 'b'], /\/nowhere\/a\.txt: There is no such file/],
    ['an unknown option of serve', ['serve', '--port', '80'], /serve does not have: accepted are --org FILE/],
    ['a missing file of serve', ['serve', '--org', '/nowhere/a.json'], /\/nowhere\/a\.json: There is no such file/],
  ])('are refused: %s', async (_what, args, sentence) => {
    expect(await sentenceOf(args)).toMatch(sentence)
  })
})

describe('an organisation file', () => {
  test.each<[string, string | Buffer, RegExp]>([
    ['empty', '', /The file is empty\. Accepted is/],
    ['not JSON', `{"name": ${SECRET}`, /The file is not JSON\..*Accepted is/],
    ['2 MiB', Buffer.alloc(2_097_152, 0x20), /larger than 1 MiB/],
    ['deeply nested', '{"a":'.repeat(100_000), /not JSON/],
    [
      'an unknown key',
      JSON.stringify({ ...good, pasword: SECRET }),
      /not known \("pasword"\); accepted there are format/,
    ],
    ['a wrong type', JSON.stringify({ ...good, name: 7 }), /name: is a number; accepted is text/],
    ['no address', JSON.stringify({ ...good, mailbox: SECRET }), /mailbox: is not a mail address; accepted is/],
    [
      'a password in the address',
      JSON.stringify({ ...good, ews: { url: `https://u:${SECRET}@mail.contoso.test/` } }),
      /ews\.url: .*accepted is an https:\/\/ address without a user name/,
    ],
    [
      'http',
      JSON.stringify({ ...good, ews: { url: 'http://mail.contoso.test/' } }),
      /ews\.url: .*accepted is an https/,
    ],
    [
      'the password itself',
      JSON.stringify({ ...good, account: { username: 'u', password: SECRET } }),
      /account\.password: .*accepted is \{"environment": "NAME"\}.*never the password itself/,
    ],
    [
      'a bad resolver',
      JSON.stringify({ ...good, resolvers: ['10.0.0.256'] }),
      /resolvers\.0: .*accepted is an address/,
    ],
    [
      'a bad certificate',
      JSON.stringify({
        ...good,
        trust: { certificateAuthorities: ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'] },
      }),
      /trust\.certificateAuthorities\.0: is not a certificate; accepted is PEM/,
    ],
    [
      'a bad fingerprint',
      JSON.stringify({ ...good, trust: { pinned: ['AB:CD'] } }),
      /trust\.pinned\.0: .*accepted are 64/,
    ],
  ])('is refused with its name: %s', async (_what, content, sentence) => {
    const path = join(folder, 'bad.json')
    await writeFile(path, content)
    const line = await sentenceOf(['probe', '--org', path])
    expect(line).toContain(`postern: ${path}: `)
    expect(line).toMatch(sentence)
  })

  test.each([
    ['missing', 'missing.json', /There is no such file/],
    ['a folder', '.', /It is a folder/],
  ])('is refused: %s', async (_what, name, sentence) => {
    expect(await sentenceOf(['probe', '--org', join(folder, name)])).toMatch(sentence)
  })
})

describe('with a good organisation file', () => {
  let file: string
  beforeAll(async () => {
    file = join(folder, 'good.json')
    await writeFile(file, JSON.stringify(good))
  })

  test.each<[string, string | Buffer, RegExp]>([
    ['empty', '', /holds no password: its first line is empty/],
    ['an empty line', '\r\nsecond', /holds no password/],
    ['too long', 'x'.repeat(4_097), /accepted are at most 4,096 bytes/],
    ['Latin-1', Buffer.from('Pässw0rd\n', 'latin1'), /not UTF-8: accepted is/],
    ['UTF-16', Buffer.from('Passw0rd\n', 'utf16le'), /zero bytes, as UTF-16 does: accepted is/],
  ])('standard input that is no password is refused: %s', async (_what, input, sentence) => {
    expect(await sentenceOf(['probe', '--org', file, '--password-stdin'], input)).toMatch(sentence)
  })

  test('a password for no account is refused', async () => {
    const { account: _account, ...without } = good
    const path = join(folder, 'no-account.json')
    await writeFile(path, JSON.stringify(without))
    expect(await sentenceOf(['probe', '--org', path, '--password-stdin'], `${SECRET}\n`)).toMatch(
      /no account: accepted is .*account\.username/,
    )
  })

  test.each([
    ['in a folder that is not there', 'nowhere/run.json', /cannot be written \(ENOENT\): accepted is/],
    ['that is a folder', 'results', /is not a file: accepted is/],
    ['that is a device', '/dev/null', /is not a file: accepted is/],
  ])('a JSON or HTML file %s is refused before the run, and nothing is left', async (_what, name, sentence) => {
    await mkdir(join(folder, 'results'), { recursive: true })
    const before = await readdir(folder)
    const path = name.startsWith('/') ? name : join(folder, name)
    for (const option of ['--json', '--html']) {
      const line = await sentenceOf(['probe', '--org', file, option, path])
      expect(line).toMatch(sentence)
      expect(line).toContain(`${option} ${path}`)
    }
    expect(await readdir(folder)).toEqual(before)
  })
})

test.each([
  [['--help'], /^Postern .*\n\npostern probe --org FILE/],
  [['probe', '-h'], /Checks: dns\/server-name, .*\.\n$/],
  [['sweep', '--help'], /^postern sweep TARGET\.\.\. /],
  [['serve', '--help'], /^postern serve/],
  [['--version'], /^\d+\.\d+\.\d+\n$/],
])('%j is answered on standard output', async (args, out) => {
  expect(await cli(args)).toEqual({ code: 0, out: expect.stringMatching(out), error: '' })
})
