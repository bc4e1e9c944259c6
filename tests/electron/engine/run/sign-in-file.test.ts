import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import {
  createSignInBudget,
  type RunAccount,
  type SignInResult,
} from '../../../../electron/engine/run/sign-in-budget.ts'
import { openSignInFile } from '../../../../electron/engine/run/sign-in-file.ts'
import { MemoryUnavailable, nothingOf } from '../../../../electron/engine/run/sign-in-memory.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-sign-ins-'))
  file = join(folder, 'state', 'sign-ins.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const alice = { domain: 'contoso.test', username: 'CONTOSO\\alice', password: 'Passw0rd!a' }
const request = {
  username: alice.username,
  password: alice.password,
  scheme: 'ntlm',
  url: 'https://mail.contoso.test/EWS/Exchange.asmx',
  gatherer: 'ntlmSignIn',
} as const

/** One run of a program of its own on the same file. */
async function signIn(result: SignInResult, more: Partial<RunAccount> & { password?: string } = {}) {
  const account = { ...alice, ...more }
  const run = await createSignInBudget(undefined, openSignInFile(file)).begin(account)
  let sent = false
  const outcome = await run.spend({ ...request, username: account.username, password: account.password }, async () => {
    sent = true
    return result
  })
  return sent ? outcome : `withheld: ${outcome}`
}

const content = async () => JSON.parse(await readFile(file, 'utf8'))

describe('cleared', () => {
  it('holds nothing any more, and is gone', async () => {
    await signIn('rejected')
    await openSignInFile(file).clear()
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await signIn('accepted')).toBe('accepted')
  })

  it('while another program signs in, it still knows that one, and what comes of it', async () => {
    await signIn('rejected', { username: 'CONTOSO\\bob' })
    const run = await createSignInBudget(undefined, openSignInFile(file)).begin(alice)
    await run.spend(request, async () => {
      await openSignInFile(file).clear()
      expect(Object.keys((await content()).accounts).toSorted()).toEqual(['/contoso\\alice', 'contoso.test/alice'])
      return 'rejected'
    })
    expect(await signIn('accepted')).toBe('withheld: password-rejected-before')
    expect(await signIn('accepted', { username: 'CONTOSO\\bob' })).toBe('accepted')
  })

  it('that cannot be read is gone too', async () => {
    await signIn('rejected')
    await writeFile(file, 'damaged')
    await openSignInFile(file).clear()
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('over the end of a program', () => {
  it('a rejected password stays rejected until it changes, however the account is written', async () => {
    expect(await signIn('rejected')).toBe('rejected')
    for (const username of ['contoso\\ALICE', 'alice', 'alice@contoso.test']) {
      expect(await signIn('accepted', { username })).toBe('withheld: password-rejected-before')
    }
    // One of these has the same byte by chance, once in 256 times; not two of them.
    const others = [
      await signIn('accepted', { password: 'N3w!one' }),
      await signIn('accepted', { password: 'N3w!two' }),
    ]
    expect(others).toContain('accepted')
    expect(await signIn('accepted', { username: 'bob' })).toBe('accepted')
  })

  it('is sent again on the explicit word of the administrator alone', async () => {
    await signIn('rejected')
    expect(await signIn('accepted', { tryAgain: true })).toBe('accepted')
    expect(await signIn('accepted')).toBe('accepted')
  })

  it('one that went unanswered is not sent again until the administrator says so, and it is told since when', async () => {
    expect(await signIn('unclear')).toBe('unclear')
    const [entry] = (await content()).accounts['contoso.test/alice']
    expect(entry).toEqual({ mark: expect.any(String), unanswered: { at: expect.any(String) } })
    const run = await createSignInBudget(undefined, openSignInFile(file)).begin(alice)
    await run.spend(request, async () => 'accepted')
    expect(run.record().withheld).toMatchObject([{ reason: 'sign-in-unanswered', since: entry.unanswered.at }])
    expect(await signIn('unclear', { tryAgain: true })).toBe('unclear')
    expect(await signIn('accepted')).toBe('withheld: sign-in-unanswered')
    expect(await signIn('accepted', { tryAgain: true })).toBe('accepted')
    expect(await signIn('accepted')).toBe('accepted')
  })

  it('one that is accepted, or never left, leaves no trace', async () => {
    await signIn('accepted')
    await signIn('not-sent')
    expect((await content()).accounts).toEqual({})
  })

  it('what a deliberate bad sign-in found is kept', async () => {
    const deliberately = async (tryAgain: boolean) => {
      const run = await createSignInBudget(undefined, openSignInFile(file)).begin({ ...alice, tryAgain })
      await run.spend(request, async () => 'accepted')
      return await run.spendDeliberately({ ...request, foundWhenRejected: 'allow' }, async () => 'rejected')
    }
    expect(await deliberately(false)).toBe('rejected')
    expect(await deliberately(false)).toMatchObject({ reason: 'spent-before', before: { found: 'allow' } })
    expect(await deliberately(true)).toBe('rejected')
  })

  it('a deliberate bad sign-in is made at one server, and at no other', async () => {
    const deliberately = async (host: string) => {
      const run = await createSignInBudget(undefined, openSignInFile(file)).begin(alice)
      await run.spend(request, async () => 'accepted')
      const url = `https://${host}/EWS/Exchange.asmx`
      return await run.spendDeliberately({ ...request, url, foundWhenRejected: 'allow' }, async () => 'rejected')
    }
    expect(await deliberately('mail.contoso.test')).toBe('rejected')
    expect(await deliberately('owa.contoso.test')).toMatchObject({
      reason: 'spent-elsewhere',
      before: { host: 'mail.contoso.test', at: expect.any(String) },
    })
    expect(await deliberately('mail.contoso.test')).toMatchObject({
      reason: 'spent-before',
      before: { found: 'allow' },
    })
  })

  it('after a sign-in went unanswered whose password was right, it goes on, and makes a deliberate one once it is accepted', async () => {
    let time = Date.parse('2026-01-02T03:04:05Z')
    const run = async () => {
      time += 1_000
      const later = await createSignInBudget(() => new Date(time), openSignInFile(file)).begin(alice)
      expect(await later.spend(request, async () => 'accepted')).toBe('accepted')
      return later
    }
    const [early, one] = [await run(), await run()]
    await one.spend(request, async () => 'unclear')
    const deliberate = { ...request, foundWhenRejected: 'allow' } as const
    const refused = { reason: 'sign-in-unanswered' }
    expect(await early.spendDeliberately(deliberate, async () => 'rejected')).toEqual(refused)
    // Once more where that one went unanswered, and no third time.
    for (const result of ['unclear', 'unclear'] as const) {
      expect(await (await run()).spendDeliberately(deliberate, async () => result)).toBe(result)
    }
    const third = await (await run()).spendDeliberately(deliberate, async () => 'rejected')
    expect(third).toMatchObject({ reason: 'spent-before' })
  })
})

describe('in another organisation', () => {
  it.each([
    ['CONTOSO\\alice', 'contoso\\Alice'],
    ['alice@contoso.test', 'ALICE@contoso.test'],
  ])('%s is the same account as %s', async (username, other) => {
    expect(await signIn('rejected', { username })).toBe('rejected')
    const elsewhere = { domain: 'contoso.example', username: other }
    expect(await signIn('accepted', elsewhere)).toBe('withheld: password-rejected-before')
    expect(await signIn('accepted', { ...elsewhere, tryAgain: true })).toBe('accepted')
  })

  it('a name that says no domain is another account, and so is one of another domain', async () => {
    await signIn('rejected')
    await signIn('rejected', { username: 'carol' })
    expect(await signIn('accepted', { domain: 'fabrikam.test', username: 'FABRIKAM\\alice' })).toBe('accepted')
    expect(await signIn('accepted', { domain: 'fabrikam.test', username: 'alice' })).toBe('accepted')
    expect(await signIn('accepted', { domain: 'fabrikam.test', username: 'carol' })).toBe('accepted')
  })

  it('one that went unanswered there is not sent', async () => {
    await signIn('unclear')
    expect(await signIn('accepted', { domain: 'contoso.example' })).toBe('withheld: sign-in-unanswered')
  })
})

test('a sign-in under way is in the file before it is sent, and counts as unanswered when its program is killed', async () => {
  const program = `
    const { openSignInFile } = await import(${JSON.stringify(new URL('../../../../electron/engine/run/sign-in-file.ts', import.meta.url).href)})
    const { createSignInBudget } = await import(${JSON.stringify(new URL('../../../../electron/engine/run/sign-in-budget.ts', import.meta.url).href)})
    const run = await createSignInBudget(undefined, openSignInFile(${JSON.stringify(file)})).begin(${JSON.stringify(alice)})
    await run.spend(${JSON.stringify(request)}, () => new Promise(() => { process.stdout.write('sent'); setInterval(() => {}, 1000) }))
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  expect((await content()).accounts['contoso.test/alice']).toMatchObject([
    { pending: { holder: expect.stringMatching(new RegExp(`^${child.pid} `)) } },
  ])
  // Another program waits for it, and learns of its end.
  const waiting = signIn('accepted')
  child.kill('SIGKILL')
  await ended
  expect(await waiting).toBe('withheld: sign-in-unanswered')
  expect(await signIn('accepted')).toBe('withheld: sign-in-unanswered')
  expect(await signIn('accepted', { tryAgain: true })).toBe('accepted')
})

test('two programs at once send one password one after the other, and a rejected one once', async () => {
  const [one, other] = [openSignInFile(file), openSignInFile(file)]
  const runs = await Promise.all([one, other].map((memory) => createSignInBudget(undefined, memory).begin(alice)))
  let underWay = 0
  let sent = 0
  const attempt = async () => {
    underWay += 1
    sent += 1
    expect(underWay).toBe(1)
    await new Promise(setImmediate)
    underWay -= 1
    return 'rejected' as const
  }
  const outcomes = await Promise.all(runs.map((run) => run.spend(request, attempt)))
  expect(outcomes.toSorted()).toEqual(['password-rejected-before', 'rejected'])
  expect(sent).toBe(1)
})

test('two programs at once that both know a password to be right have it refused once, and try a bad one once', async () => {
  const runs = await Promise.all([0, 1].map(() => createSignInBudget(undefined, openSignInFile(file)).begin(alice)))
  const [one, other] = runs
  if (!one || !other) throw new Error('There are two runs.')
  for (const run of runs) expect(await run.spend(request, async () => 'accepted')).toBe('accepted')
  const deliberate = { ...request, foundWhenRejected: 'allow' } as const
  let sent = 0
  const refuse = async () => {
    sent += 1
    await new Promise(setImmediate)
    return 'rejected' as const
  }
  const tried = await Promise.all(runs.map((run) => run.spendDeliberately(deliberate, refuse)))
  expect(tried).toContainEqual('rejected')
  expect(tried).toContainEqual(expect.objectContaining({ reason: 'spent-before' }))
  expect(sent).toBe(1)
  const later = await Promise.all([0, 1].map(() => createSignInBudget(undefined, openSignInFile(file)).begin(alice)))
  for (const run of later) await run.spend(request, async () => 'accepted')
  // As with Basic in a realm without a domain.
  const outcomes = await Promise.all(later.map((run) => run.spend(request, refuse)))
  expect(outcomes.toSorted()).toEqual(['password-rejected-before', 'rejected'])
  expect(sent).toBe(2)
})

test('the word to try again does not overtake a sign-in that is under way in another program', async () => {
  const { promise, resolve } = Promise.withResolvers<SignInResult>()
  const sent = Promise.withResolvers<void>()
  const run = await createSignInBudget(undefined, openSignInFile(file)).begin(alice)
  const first = run.spend(request, () => {
    sent.resolve()
    return promise
  })
  await sent.promise
  const other = await createSignInBudget(undefined, openSignInFile(file)).begin({ ...alice, tryAgain: true })
  const again = other.spend(request, async () => 'rejected')
  expect((await content()).accounts['contoso.test/alice']).toMatchObject([{ pending: {} }])
  resolve('rejected')
  expect(await first).toBe('rejected')
  expect(await again).toBe('password-rejected-before')
})

test('a sign-in under way is in the file although the run has had its password accepted', async () => {
  const run = await createSignInBudget(undefined, openSignInFile(file)).begin(alice)
  await run.spend(request, async () => 'accepted')
  await run.spend(request, async () => {
    expect((await content()).accounts['contoso.test/alice']).toMatchObject([{ pending: {} }])
    return 'unclear'
  })
  expect((await content()).accounts['contoso.test/alice']).toEqual([
    { mark: expect.any(String), unansweredThoughRight: expect.any(String) },
  ])
})

test('changes of many programs at once are all there', async () => {
  const memories = Array.from({ length: 8 }, () => openSignInFile(file))
  await Promise.all(
    memories.flatMap((memory, number) =>
      Array.from({ length: 5 }, (_, time) =>
        memory.update([`contoso.test/u${number}-${time}`], '00', (entries) =>
          entries.map((entry) => ({ ...entry, rejectedAt: 'now' })),
        ),
      ),
    ),
  )
  expect(Object.keys((await content()).accounts)).toHaveLength(40)
  expect(await readdir(join(folder, 'state'))).toEqual(['sign-ins.json'])
})

describe('what is in the file', () => {
  it('is for its user alone, and has one byte of each password and no form of it', async () => {
    await signIn('rejected')
    await signIn('unclear', { password: 'Sp3cial!other' })
    const text = await readFile(file, 'utf8')
    for (const password of [alice.password, 'Sp3cial!other']) {
      for (const encoding of ['base64', 'hex'] as const) {
        expect(text).not.toContain(Buffer.from(password).toString(encoding))
        expect(text).not.toContain(Buffer.from(password, 'utf16le').toString(encoding))
      }
      expect(text).not.toContain(password)
    }
    for (const { mark } of JSON.parse(text).accounts['contoso.test/alice']) expect(mark).toMatch(/^[0-9a-f]{2}$/)
    if (process.platform === 'win32') return
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'state'))).mode & 0o777).toBe(0o700)
  })

  it('knows a password by the same byte whichever account it is of', async () => {
    await signIn('rejected')
    await signIn('rejected', { username: 'bob' })
    const { accounts } = await content()
    expect(accounts['contoso.test/alice'][0].mark).toBe(accounts['contoso.test/bob'][0].mark)
  })
})

describe('a file of the first format', () => {
  /** What a program before this one left of the password. */
  async function leave(entry: Record<string, unknown>) {
    const salt = '00'.repeat(16)
    await mkdir(join(folder, 'state'), { recursive: true })
    const empty = { format: 2, salt, accounts: {} }
    await writeFile(file, JSON.stringify(empty))
    const mark = await openSignInFile(file).markOf(alice.password)
    const accounts = { 'contoso.test/alice': [{ mark, unanswered: 0, since: 3, ...entry }] }
    await writeFile(file, JSON.stringify({ format: 1, salt, sequence: 7, accounts }))
  }
  const pending = (pid: number) => ({ holder: `${pid} abc ${hostname()}`, at: new Date().toISOString() })
  const gone = 4_194_305

  it.each([
    ['a rejected password', { rejectedAt: '2026-01-02T03:04:05.000Z' }, 'password-rejected-before'],
    ['one that went unanswered once', { unanswered: 1 }, 'sign-in-unanswered'],
    ['one that went unanswered twice', { unanswered: 2 }, 'sign-in-unanswered'],
    ['one whose program was killed', { unanswered: 1, pending: pending(gone) }, 'sign-in-unanswered'],
    ['one that went unanswered before that', { unanswered: 2, pending: pending(gone) }, 'sign-in-unanswered'],
  ])('holds back %s, until told to try again', async (_what, entry, reason) => {
    await leave(entry)
    expect(await signIn('accepted')).toBe(`withheld: ${reason}`)
    expect(await signIn('accepted', { tryAgain: true })).toBe('accepted')
    expect(await signIn('accepted')).toBe('accepted')
    expect((await content()).format).toBe(2)
  })

  it('says since when, where that is known', async () => {
    const since = async (entry: Record<string, unknown>) => {
      await leave(entry)
      const run = await createSignInBudget(undefined, openSignInFile(file)).begin(alice)
      await run.spend(request, async () => 'accepted')
      return run.record().withheld[0]?.since
    }
    const killed = pending(gone)
    expect(await since({ unanswered: 1, pending: killed })).toBe(killed.at)
    expect(await since({ unanswered: 1 })).toBeUndefined()
  })

  it('keeps what it found at several servers by deliberate bad sign-ins, and makes no further one', async () => {
    const at = '2026-01-02T03:04:05.000Z'
    const hosts = ['mail.contoso.test', 'owa.contoso.test', 'old.contoso.test']
    await leave({ deliberate: hosts.map((host, index) => ({ host, at, ...(index < 2 && { found: 'allow' }) })) })
    for (const host of [...hosts, 'new.contoso.test', ...hosts]) {
      const run = await createSignInBudget(undefined, openSignInFile(file)).begin(alice)
      expect(await run.spend(request, async () => 'accepted')).toBe('accepted')
      const url = `https://${host}/EWS/Exchange.asmx`
      const outcome = await run.spendDeliberately(
        { ...request, url, foundWhenRejected: 'require' },
        async () => 'rejected',
      )
      expect(outcome).toEqual(
        host === 'new.contoso.test'
          ? { reason: 'spent-elsewhere', before: { host: 'old.contoso.test', at } }
          : { reason: 'spent-before', before: { host, at, ...(host !== 'old.contoso.test' && { found: 'allow' }) } },
      )
    }
  })

  it('is not written anew before there is something to write', async () => {
    await leave({ rejectedAt: '2026-01-02T03:04:05.000Z' })
    expect(await signIn('accepted')).toBe('withheld: password-rejected-before')
    expect((await content()).format).toBe(1)
  })
})

describe('a file that cannot be used', () => {
  const broken: [what: string, text: string][] = [
    ['is empty', ''],
    ['breaks off', '{"format": 1, "salt": "00'],
    ['is of a newer Postern', JSON.stringify({ format: 3 })],
    ['is something else', '[]'],
    ['says less than it must', JSON.stringify({ format: 2, salt: '00'.repeat(16) })],
    ['says less than it must, in the first format', JSON.stringify({ format: 1, salt: '00'.repeat(16), accounts: {} })],
    ['is too large', `"${'x'.repeat(1024 * 1024)}"`],
  ]
  it.each(broken)('that %s keeps every password back, until the administrator says so for one', async (_what, text) => {
    await mkdir(join(folder, 'state'))
    await writeFile(file, text)
    expect(await signIn('accepted')).toBe('withheld: memory-unavailable')
    expect(await readFile(file, 'utf8')).toBe(text)
    expect(await signIn('accepted', { tryAgain: true })).toBe('accepted')
    expect(await signIn('accepted')).toBe('accepted')
    // What was known of others is lost, and not forgiven.
    expect(await signIn('accepted', { username: 'bob' })).toBe('withheld: memory-unavailable')
    expect(await signIn('rejected', { username: 'bob', tryAgain: true })).toBe('rejected')
    expect(await signIn('accepted', { username: 'bob' })).toBe('withheld: password-rejected-before')
  })

  it('because its place is none keeps every password back, and is done without on the administrator’s word', async () => {
    await writeFile(join(folder, 'state'), 'a file where the directory should be')
    expect(await signIn('accepted')).toBe('withheld: memory-unavailable')
    expect(await signIn('accepted', { tryAgain: true })).toBe('accepted')
  })

  it.runIf(process.getuid?.() !== 0)('because it may not be read keeps every password back', async () => {
    await signIn('accepted')
    await chmod(file, 0)
    expect(await signIn('accepted')).toBe('withheld: memory-unavailable')
  })

  it('throws one kind of error, that names the file', async () => {
    await mkdir(join(folder, 'state'))
    await writeFile(file, '{')
    const memory = openSignInFile(file)
    await expect(memory.markOf('x')).rejects.toThrow(MemoryUnavailable)
    await expect(memory.markOf('x')).rejects.toThrow(file)
    await expect(memory.update(['a/b'], '00', () => [nothingOf('00')])).rejects.toThrow(MemoryUnavailable)
  })
})

describe('a lock that was left behind', () => {
  it.each([
    ['by a program that is gone', `4194305 abc ${hostname()}`, 0],
    ['long ago, by another machine', '1 abc elsewhere.test', 60_000],
    ['long ago, before anything was written to it', '', 60_000],
  ])('%s is taken away', async (_who, text, age) => {
    await mkdir(join(folder, 'state'))
    await writeFile(`${file}.lock`, text)
    const then = new Date(Date.now() - age)
    await utimes(`${file}.lock`, then, then)
    expect(await signIn('accepted')).toBe('accepted')
    expect(await readdir(join(folder, 'state'))).toEqual(['sign-ins.json'])
  })
})
