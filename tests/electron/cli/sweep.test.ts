import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Lab, startLab } from '../../../lab/lab.ts'
import { unprintable } from '../../../shared/run/printable.ts'
import { SweepLine } from '../../../shared/run/swept-server.ts'
import { freePort } from '../../fixtures/free-port.ts'
import { startHostileBanner, UNPRINTABLE } from './hostile-banner.ts'
import { cli, startCli } from './run-cli.ts'

let folder: string
let lab: Lab
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-sweep-'))
  lab = await startLab({ nodes: 8 })
  file = join(folder, 'contoso.json')
  await writeFile(file, JSON.stringify(lab.organisation))
})
beforeEach(() => lab.setFaults([]))
afterAll(async () => {
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})

const sweep = (...args: string[]) => cli(['sweep', '--org', file, '--port', String(lab.ports.https), ...args])
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => SweepLine.parse(JSON.parse(line)))

/** Line breaks are the report's own; nothing else moves a cursor. */
function expectPlain(text: string): void {
  expect(text.replaceAll('\n', '').match(unprintable)).toBeNull()
}

function expectAtMost100Columns(text: string): void {
  for (const line of text.split('\n')) expect(line.length <= 100 || !line.trim().includes(' '), line).toBe(true)
}

describe('what fails or is not there', () => {
  test('an expired certificate on one of eight servers: not ready, and which', async () => {
    await lab.setFaults(['one-node-old-certificate'])
    const { code, out, error } = await sweep('127.0.0.11-18', '--name', 'mail.contoso.test')
    expect({ code, error, last: lastLine(out) }).toEqual({ code: 1, error: '', last: 'Not ready.' })
    expect(out).toMatch(/To mend \(1\)\n {2}Fails {8}The certificate of 127\.0\.0\.13:\d+ expired on /)
    expect(out).toMatch(/127\.0\.0\.13 .*\n?.*mail\.contoso\.test, expired/)
    expect(out).toContain('Of 8 targets: 8 with a sign of Exchange.')
    expect(out).toContain(` as mail.contoso.test, without a password.`)
    expect(out).not.toMatch(/^mail\.contoso\.test/m)
    expectAtMost100Columns(out)
  })

  test('one out of support: nothing fails, and what is the same is said once', async () => {
    await lab.setFaults(['server-out-of-support'])
    const { code, out } = await sweep('127.0.0.11-13')
    expect({ code, last: lastLine(out) }).toEqual({ code: 0, last: 'Nothing fails.' })
    expect(out.match(/Warning/g)).toHaveLength(1)
    expect(out.replaceAll(/\s+/g, ' ')).toMatch(/The same at 127\.0\.0\.12:\d+, 127\.0\.0\.13:\d+\./)
  })

  test.each([
    ['certificate-self-signed', 'is self-signed'],
    ['certificate-without-name', 'does not cover mail.contoso.test'],
    ['certificate-unknown-ca', 'was issued by an authority that is not trusted here'],
  ] as const)('%s: not ready, and why clients do not trust it', async (fault, words) => {
    await lab.setFaults([fault])
    const { code, out } = await sweep('127.0.0.11-13', '--name', 'mail.contoso.test')
    const text = out.replaceAll(/\s+/g, ' ')
    expect({ code, last: lastLine(out) }).toEqual({ code: 1, last: 'Not ready.' })
    expect(text).toMatch(new RegExp(`Fails The certificate of 127\\.0\\.0\\.11:\\d+ ${words}`))
    expect(text).toMatch(/The same at 127\.0\.0\.12:\d+, 127\.0\.0\.13:\d+\./)
    expect(out.match(/Fails/g)).toHaveLength(1)
  })

  test('EWS is not served at one of them: could not tell, and where', async () => {
    await lab.setFaults(['one-node-pool-stopped'])
    const { code, out } = await sweep('127.0.0.11-18')
    expect(code).toBe(3)
    expect(out).toMatch(/EWS on 127\.0\.0\.13:\d+ did not ask for a sign-in: it answered 503/)
  })

  test('EWS offers no NTLM at one of them: not ready', async () => {
    await lab.setFaults(['one-node-no-ntlm'])
    const { code, out } = await sweep('127.0.0.11-18')
    expect(out.replaceAll(/\s+/g, ' ')).toMatch(/ EWS on 127\.0\.0\.13:\d+ offers /)
    expect(code).not.toBe(3)
  })

  test('a server that was named and is closed: could not tell, in the words of its failure', async () => {
    const { code, out } = await sweep('127.0.0.11', '127.0.0.99', 'nobody.contoso.test')
    expect(code).toBe(3)
    expect(out).toContain('127.0.0.99 refused the TCP connection (ECONNREFUSED)\n')
    expect(out).toMatch(/nobody\.contoso\.test does not exist in DNS \(NXDOMAIN/)
    expect(lastLine(out)).toBe('Could not tell. 2 servers that were named were not reached.')
  })

  test('closed addresses of a range are nobody’s, and told as ranges', async () => {
    const { code, out } = await sweep('127.0.0.8/29', '127.0.0.16-30')
    expect(code).toBe(0)
    expect(out).toContain('  127.0.0.8 to 127.0.0.10 (3), 127.0.0.19 to 127.0.0.30 (12) refused the TCP connection')
    expect(out).toContain('Of 23 targets: 8 with a sign of Exchange, 15 not reached. All 24 checks pass.')
  })

  test('nothing but closed addresses: could not tell', async () => {
    const port = await freePort()
    const { code, out } = await cli(['sweep', '127.0.0.1/30', '--port', String(port)])
    expect({ code, last: lastLine(out) }).toEqual({
      code: 3,
      last: 'Could not tell. Nothing that was seen shows a sign of Exchange.',
    })
  })
})

test('a healthy organisation: who each server is, what it runs and what it offers', async () => {
  const before = lab.log.length
  const { code, out, error } = await sweep('127.0.0.11-18')
  expect({ code, error, last: lastLine(out) }).toEqual({ code: 0, error: '', last: 'Nothing fails.' })
  for (const told of [
    'exch08.contoso.test',
    'CONTOSO\\EXCH08',
    'forest contoso.test',
    'Windows 2022 (10.0.20348)',
    'EWS: Negotiate, NTLM, Basic',
    'ActiveSync: Basic',
    'Autodiscover: as EWS',
  ]) {
    expect(out).toContain(told)
  }
  expect(out).toMatch(/^127\.0\.0\.11 +exch01[\s\S]*^127\.0\.0\.18 +exch08/m)
  expect(lab.log.slice(before).filter(({ result }) => result === 'rejected')).toEqual([])
  expect(lab.badSignIns('alice').total).toBe(0)
  expectAtMost100Columns(out)
  expectPlain(out)
})

describe('--json', () => {
  test('- is a line for each server on standard output, and the report beside it', async () => {
    const { code, out, error } = await sweep('127.0.0.11', '127.0.0.12', '127.0.0.99', '--json', '-')
    expect({ code, last: lastLine(error)?.slice(0, 14) }).toEqual({ code: 3, last: 'Could not tell' })
    const lines = linesOf(out).toSorted((a, b) => String(a.address).localeCompare(String(b.address)))
    expect(lines.map(({ address, exchange, failure }) => [address, exchange, failure?.code])).toEqual([
      ['127.0.0.11', true, undefined],
      ['127.0.0.12', true, undefined],
      ['127.0.0.99', false, 'connection-refused'],
    ])
    expect(lines[0]?.findings.map(({ outcome }) => outcome)).toEqual(['valid', 'current', 'ntlm-offered'])
  })

  test('FILE holds the same lines', async () => {
    const path = join(folder, 'sweep.jsonl')
    const { code } = await sweep('127.0.0.11-12', '--directories', 'mapi', '--json', path)
    const lines = linesOf(await readFile(path, 'utf8'))
    expect(code).toBe(0)
    expect(lines.map(({ directories }) => directories.map(({ directory }) => directory))).toEqual([['mapi'], ['mapi']])
  })

  test('FILE that cannot be written is refused before anything is asked', async () => {
    const before = lab.log.length
    const { code, error } = await sweep('127.0.0.11', '--json', join(folder, 'nowhere', 'a.jsonl'))
    expect({ code, error }).toEqual({
      code: 2,
      error: expect.stringMatching(/cannot be written \(ENOENT\): accepted is/),
    })
    expect(lab.log.length).toBe(before)
  })
})

describe('a list', () => {
  test('from standard input', async () => {
    const { ended, child } = startCli(['sweep', '--file', '-', '--port', String(lab.ports.https)])
    child.stdin.end('# servers\r\n127.0.0.11\r\n127.0.0.12-13\r\n')
    const { code, out } = await ended
    expect(code).toBe(0)
    expect(out).toContain('Of 3 targets: 3 with a sign of Exchange.')
  })

  test('with a mistake is refused with its line', async () => {
    const path = join(folder, 'list.txt')
    await writeFile(path, '127.0.0.11\n10.0.0.0/8\n')
    expect(await sweep('--file', path)).toEqual({
      code: 2,
      out: '',
      error: `postern: ${path}, line 2: 10.0.0.0/8 holds 16,777,216 addresses: accepted are at most 4,096 in all, as a network of /20 (IPv6: /116) has.\n`,
    })
  })
})

test('what a server calls itself does nothing to the terminal, and is not shown at length', async () => {
  const hostile = await startHostileBanner()
  try {
    const port = String(hostile.port)
    const people = await cli(['sweep', '127.0.0.1', '--port', port, '--directories', 'ews'])
    const machine = await cli(['sweep', '127.0.0.1', '--port', port, '--directories', 'ews', '--json', '-'])
    for (const text of [people.out, machine.out, people.error, machine.error]) expectPlain(text)
    expect(people.out).toContain('mail\\1B[2J�1A')
    expect(people.out).toContain('CONTOSO�[2J')
    expect(people.out).toContain('version not told')
    expect(people.out.length).toBeLessThan(4_000)
    const [line] = linesOf(machine.out)
    expect(line?.challenge?.netbiosComputer).toBe(`EXCH01${UNPRINTABLE}`)
    expect(line?.challenge?.dnsComputer).toHaveLength(300)
    expect(machine.out).not.toContain('\u001b')
  } finally {
    hostile.close()
  }
})

describe('a signal', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it with what was seen so far', async (signal) => {
    // The first server answers, one request at each directory of Windows sign-in being two; the second never does.
    let answers = 0
    const wait = async (_milliseconds: number, closing: AbortSignal) => {
      answers += 1
      if (answers > 2) await once(closing, 'abort')
      closing.throwIfAborted()
    }
    const silent = await startLab({ nodes: 2, latencyMilliseconds: 1, wait })
    try {
      const port = String(silent.ports.https)
      const how = ['--concurrency', '1', '--directories', 'ews', '--json', '-']
      const { child, ended } = startCli(['sweep', '127.0.0.11-12', '--port', port, ...how])
      child.stdin.end()
      await once(child.stdout, 'data')
      child.kill(signal)
      // As npm passes it on beside the terminal.
      child.kill(signal)
      const { code, out, error } = await ended
      expect({ code, last: lastLine(error) }).toEqual({
        code: 3,
        last: 'Could not tell. The sweep was stopped; what was seen before is kept.',
      })
      const [first, second] = linesOf(out)
      expect(first).toMatchObject({ address: '127.0.0.11', exchange: true })
      // Its certificate may have been seen by then.
      expect(second?.directories ?? []).toEqual([])
    } finally {
      await silent.close()
    }
  })
})

test.each([
  ['the report', []],
  ['the JSON', ['--json', '-']],
])('whoever stops reading %s early is no failure', async (_what, more) => {
  const { child, ended } = startCli(['sweep', '127.0.0.11', '--port', String(lab.ports.https), ...more])
  child.stdin.end()
  child.stdout.destroy()
  expect(await ended).toMatchObject({ code: 0, error: expect.not.stringMatching(/EPIPE|postern:/) })
})

test('a bug of ours is said to be ours, after what was seen', async () => {
  const broken =
    "import { X509Certificate } from 'node:crypto'; Object.defineProperty(X509Certificate.prototype, 'serialNumber', { get() { throw new TypeError('broke') } })"
  const { child, ended } = startCli(['sweep', '127.0.0.11', '--port', String(lab.ports.https)], {
    nodeOptions: ['--import', `data:text/javascript,${encodeURIComponent(broken)}`],
  })
  child.stdin.end()
  const { code, out, error } = await ended
  expect({ code, last: lastLine(out) }).toEqual({
    code: 70,
    last: 'Postern failed. That says nothing about your servers.',
  })
  expect(error).toMatch(/^postern: Postern itself failed, .*broke[^\n]*\n$/)
})

test('what this machine lacks is no server’s fault, and says what to do', async () => {
  const short = `import net from 'node:net'; import { syncBuiltinESMExports } from 'node:module'
    const error = () => Object.assign(new Error('too many'), { code: 'EMFILE' })
    net.connect = () => new net.Socket().destroy(error()); syncBuiltinESMExports()`
  const { child, ended } = startCli(['sweep', '127.0.0.11-18', '--port', String(lab.ports.https)], {
    nodeOptions: ['--import', `data:text/javascript,${encodeURIComponent(short)}`],
  })
  child.stdin.end()
  const { code, out, error } = await ended
  expect({ code, error }).toEqual({ code: 3, error: '' })
  expect(out).toContain('Of 8 targets: 0 with a sign of Exchange, 8 not looked at.')
  expect(out.replaceAll('\n', ' ')).toMatch(
    / This machine could not go on: .* \(EMFILE\); look at fewer at once \(--concurrency\)\. Could not tell\. $/,
  )
})
