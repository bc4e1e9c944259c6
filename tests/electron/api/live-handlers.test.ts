import { readdir } from 'node:fs/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { thisMachine } from '../../../electron/engine/management/powershell-machine.ts'
import { defaultPowerShellLimits } from '../../../electron/engine/management/powershell-runner.ts'
import type { Client } from '../../../shared/contract/contract.ts'
import type { LiveEvent, LiveRequest } from '../../../shared/management/live-configuration.ts'
import { sampleOrganisation } from '../../shared/contract/samples.ts'
import type { Step } from '../engine/management/powershell-stand-in.ts'
import { ended, opened, type StandInMachine, standInMachine } from '../engine/management/stand-in-machine.ts'
import { documentOf, mailboxObjects, openApp, send } from './app-with-configuration.ts'

const request: LiveRequest = { server: 'exch01.contoso.local', cmdlets: ['Get-CASMailbox'] }
const password = 'Tr0ub4dor&3'
const answer = (mailboxes: readonly object[]): Step => ({ answer: { 'Get-CASMailbox': mailboxes } })

let machine: StandInMachine | undefined
afterEach(async () => {
  await machine?.close()
  machine = undefined
})

async function windows(steps: readonly Step[], options: Parameters<typeof openApp>[0] = {}) {
  machine = await standInMachine(steps)
  return { ...openApp({ machine, ...options }), machine }
}

async function ask(client: Client, given: Partial<LiveRequest> = {}, signal?: AbortSignal): Promise<LiveEvent[]> {
  const events: LiveEvent[] = []
  for await (const event of client.feed('management.live', { ...request, ...given }, signal)) events.push(event)
  return events
}

describe('what is not asked', () => {
  test('anything where the host is not Windows, and it says so before', async () => {
    const { client } = openApp({ machine: { ...thisMachine, platform: 'linux' } })
    expect(await client.call('management.describe', request)).toEqual({
      ...{ offered: false, sentence: expect.stringContaining('only on Windows') },
    })
    expect(await ask(client)).toEqual([{ type: 'failed', code: 'not-windows', sentence: expect.any(String) }])
    expect(await client.call('configuration.read', {})).toMatchObject({ parts: [] })
  })

  test('with a password that is not held for this user', async () => {
    const { client, machine: computer } = await windows([...opened, answer([]), ended])
    const { reference: secret } = await client.call('secret.put', { username: 'CONTOSO\\admin', password })
    for (const account of [
      { username: 'CONTOSO\\other', secret },
      { username: 'CONTOSO\\admin', secret: 'secret-0' },
    ])
      await expect(ask(client, { account })).rejects.toMatchObject({ code: 'no-such-secret' })
    expect(computer.started).toEqual([])
  })

  test('without an organisation', async () => {
    const { client } = await windows([], { organisation: undefined })
    await expect(ask(client)).rejects.toMatchObject({ code: 'no-organisation' })
    await expect(client.call('management.describe', request)).rejects.toMatchObject({ code: 'no-organisation' })
  })

  test('what no script can hold', async () => {
    const { client, bugs } = await windows([])
    const mailboxes = ['a\u0000b']
    await expect(client.call('management.describe', { ...request, mailboxes })).rejects.toMatchObject({
      code: 'bad-argument',
    })
    expect(await ask(client, { mailboxes })).toMatchObject([{ type: 'failed', code: 'not-quotable' }])
    expect(bugs).toEqual([])
  })

  test('the same rejected password once more', async () => {
    const rejected: Step = { fail: { id: 'LogonFailure,PSSessionOpenFailed', errorCode: 1326, message: 'Wrong.' } }
    const first: Step = { frame: 'phase', text: 'connecting' }
    const { client, machine: computer } = await windows([first, rejected, ended])
    const { reference: secret } = await client.call('secret.put', { username: 'CONTOSO\\admin', password })
    const account = { username: 'CONTOSO\\admin', secret }
    expect((await ask(client, { account })).at(-1)).toMatchObject({ type: 'failed', code: 'sign-in-rejected' })
    expect((await ask(client, { account })).at(-1)).toMatchObject({ type: 'failed', code: 'sign-in-withheld' })
    expect(computer.started).toHaveLength(1)
  })
})

describe('what is asked', () => {
  test('is shown before word for word, without a password', async () => {
    const { client, machine: computer } = await windows([...opened, answer([]), ended])
    const { reference: secret } = await client.call('secret.put', { username: 'CONTOSO\\admin', password })
    const asked = { ...request, account: { username: 'CONTOSO\\admin', secret } }
    const described = await client.call('management.describe', asked)
    await ask(client, asked)
    const { script, password: given } = await computer.seen()
    expect(described).toEqual({ offered: true, script, command: expect.stringContaining('powershell.exe') })
    expect(JSON.stringify(described)).not.toContain(password)
    expect(given).toBe(password)
  })

  test('is kept as what the server answered, with how far it is on the way', async () => {
    const { client } = await windows([...opened, answer(mailboxObjects(3)), ended])
    const events = await ask(client)
    expect(events).toMatchObject([
      { type: 'connecting' },
      { type: 'asking', cmdlet: 'Get-CASMailbox', done: 0, of: 1 },
      { type: 'kept', summary: { parts: [{ part: 'casMailboxes', count: 3 }], format: null } },
    ])
    expect(await client.call('configuration.read', {})).toMatchObject({
      parts: [{ part: 'casMailboxes', count: 3, source: { road: 'live', name: 'exch01.contoso.local' } }],
    })
  })

  test('of some mailboxes leaves the others that are kept', async () => {
    const [first] = mailboxObjects(1)
    const { client } = await windows([...opened, answer([{ ...first, EwsEnabled: false }]), ended])
    const file = documentOf({ 'Get-CASMailbox': mailboxObjects(4) })
    await client.call('configuration.import', { importId: await send(client, file) })
    await ask(client, { mailboxes: ['user0@contoso.test'] })
    const { configuration } = await client.call('configuration.read', {})
    expect(configuration.casMailboxes?.map(({ ewsEnabled }) => ewsEnabled)).toEqual([false, false, true, false])
  })

  test('of another organisation than what is kept leaves all of that', async () => {
    const others = JSON.parse(JSON.stringify(mailboxObjects(20)).replaceAll('contoso', 'fabrikam')) as object[]
    const { client } = await windows([...opened, answer(others), ended])
    const file = documentOf({ 'Get-CASMailbox': mailboxObjects(20) })
    await client.call('configuration.import', { importId: await send(client, file) })
    const before = await client.call('configuration.read', {})
    expect((await ask(client)).at(-1)).toMatchObject({
      ...{ type: 'failed', code: 'other-organisation' },
      sentence: expect.stringContaining('This is of fabrikam.test; what is known here is contoso.test’s.'),
    })
    expect(await client.call('configuration.read', {})).toEqual(before)
  })

  test('as the organisation’s own account goes by its password, wherever that is', async () => {
    const username = sampleOrganisation.account?.username ?? ''
    const { client, machine: computer } = await windows([...opened, answer([]), ended], { password })
    const { secret } = await client.call('organisation.read', {})
    await ask(client, { account: { username, secret: secret?.reference ?? '' } })
    expect((await computer.seen()).password).toBe(password)
  })

  test('ends with its reader, and nothing is kept of it', async () => {
    const { client, machine: computer } = await windows([...opened, { hang: true }])
    const stop = new AbortController()
    const feed = client.feed('management.live', request, stop.signal)[Symbol.asyncIterator]()
    expect(await feed.next()).toMatchObject({ value: { type: 'connecting' } })
    const over = feed.next()
    stop.abort()
    await expect(over).rejects.toMatchObject({ code: 'cancelled' })
    const running = computer.started[0]?.running
    await expect.poll(() => running?.exitCode ?? running?.signalCode ?? null).not.toBeNull()
    expect(await client.call('configuration.read', {})).toMatchObject({ parts: [] })
  })

  test('is one at a time: the next ends the one before', async () => {
    const { client, machine: computer } = await windows([...opened, { hang: true }])
    const first = client.feed('management.live', request)[Symbol.asyncIterator]()
    expect(await first.next()).toMatchObject({ value: { type: 'connecting' } })
    const second = client.feed('management.live', request)[Symbol.asyncIterator]()
    expect(await second.next()).toMatchObject({ value: { type: 'connecting' } })
    expect(await first.next()).toEqual({ done: true, value: undefined })
    const [before] = computer.started.filter(({ program }) => program.endsWith('powershell.exe'))
    expect(before?.running.exitCode ?? before?.running.signalCode).not.toBeNull()
  })

  test('begins no second PowerShell before the first has ended, or was given up', async () => {
    machine = await standInMachine([...opened, { hang: true }], { taskkill: 'does nothing', isDeaf: true })
    const computer = machine
    const { client } = openApp({ machine })
    const shells = () => computer.started.filter(({ program }) => program.endsWith('powershell.exe')).length
    const first = client.feed('management.live', request)[Symbol.asyncIterator]()
    await first.next()
    const second = client.feed('management.live', request)[Symbol.asyncIterator]()
    const begun = second.next()
    // Windows was told to end it, and it goes on.
    await expect.poll(() => computer.started.length).toBeGreaterThan(1)
    // Whatever would begin too soon has its chance: each is a turn of the event loop, and reads the disk once.
    for (let turn = 0; turn < 50; turn += 1) await readdir(import.meta.dirname)
    expect(shells()).toBe(1)
    computer.pass(defaultPowerShellLimits.ending)
    expect(await begun).toMatchObject({ value: { type: 'connecting' } })
    expect(shells()).toBe(2)
  })
})
