import { afterEach, describe, expect, test } from 'vitest'
import type { HandlersOptions } from '../../../electron/api/handlers.ts'
import { thisMachine } from '../../../electron/engine/management/powershell-machine.ts'
import type { CallArgument, CallResult, Client, FeedEvent } from '../../../shared/contract/contract.ts'
import { mostLiveCommands } from '../../../shared/quarantine/told-live.ts'
import type { Step } from '../engine/management/powershell-stand-in.ts'
import { ended, opened, type StandInMachine, standInMachine } from '../engine/management/stand-in-machine.ts'
import { appWithDevices, because } from './app-with-devices.ts'
import { keyOf, type Made, type MadeDevice, mailboxOf, threeAmong } from './devices-of-contoso.ts'

type Wanted = CallArgument<'quarantine.live-plan'>['wanted']
type Given = Partial<Omit<CallArgument<'quarantine.live-start'>, 'wanted'>>
type LiveEvent = FeedEvent<'quarantine.live-events'>
type Ended = Extract<LiveEvent, { type: 'ended' }>

const server = 'exch01.contoso.local'
const devices = threeAmong(20)
const integration = devices.slice(0, 3).map(keyOf)
const healthy: readonly Step[] = [...opened, { commands: {} }, ended]
const page = { offset: 0, limit: 100 }

let machine: StandInMachine | undefined
afterEach(async () => {
  await machine?.close()
  machine = undefined
})

async function windows(
  steps: readonly Step[] = healthy,
  { made = {}, ...options }: Partial<HandlersOptions> & { made?: Partial<Made> } = {},
) {
  const computer = await standInMachine(steps)
  machine = computer
  const app = appWithDevices({ machine: computer, ...options })
  await app.import({ devices, ...made })
  const { client } = app
  const shells = () => computer.started.filter(({ program }) => program.endsWith('powershell.exe')).length
  return { ...app, client, computer, shells }
}

function decide(client: Client, keys: readonly string[], verdict: 'allow' | 'block' | 'remove' = 'allow') {
  return client.call('quarantine.decide', { devices: { keys: [...keys] }, verdict, ...because })
}

const trayOf = async (client: Client): Promise<{ what: 'tray'; tray: string }> => {
  const { tray } = await client.call('quarantine.decisions', { which: 'tray', ...page })
  return { what: 'tray', tray }
}

async function described(client: Client, wanted: Wanted, given: Given = {}) {
  const { account } = given
  const asked = { server: given.server ?? server, ...(account && { account }), wanted, offset: 0 }
  const told = await client.call('quarantine.live-plan', asked)
  if (told.outcome !== 'plan') throw new Error(told.sentence)
  return told
}

async function start(client: Client, wanted: Wanted, given: Given = {}) {
  const shown = given.shown ?? (await described(client, wanted, given)).shown
  return client.call('quarantine.live-start', { server, ...given, wanted, shown })
}

async function follow(client: Client, run: string, after?: (event: LiveEvent) => Promise<void> | void) {
  const events: LiveEvent[] = []
  for await (const event of client.feed('quarantine.live-events', { run })) {
    events.push(event)
    await after?.(event)
  }
  const last = events.at(-1)
  if (last?.type !== 'ended') throw new Error('It did not end.')
  return { events, end: last, outcomes: events.flatMap((each) => (each.type === 'outcomes' ? each.outcomes : [])) }
}

async function run(client: Client, wanted: Wanted, given: Given = {}) {
  const started = await start(client, wanted, given)
  if (started.outcome !== 'started') throw new Error(started.sentence)
  return { run: started.run, ...(await follow(client, started.run)) }
}

/** Previews what lies in the tray and applies it, which goes as these steps say. */
async function apply(client: Client, computer: StandInMachine, steps: readonly Step[] = healthy) {
  const of = await trayOf(client)
  await computer.play(healthy)
  const { end } = await run(client, { part: 'preview', of })
  await computer.play(steps)
  return run(client, { part: 'apply', of }, { previewed: end.previewed ?? '' })
}

async function trailOf(client: Client, key?: string) {
  const { lines } = await client.call('quarantine.trail', { ...(key && { key }), after: null, limit: 500 })
  return lines.flatMap(({ entry }) => (entry ? [entry] : []))
}

const countsOf = ({ counts }: Ended) => [counts.done, counts.refused, counts.unclear, counts['not-run']]
const decisionsIn = async (client: Client) =>
  (await client.call('quarantine.decisions', { which: 'tray', ...page })).decisions

describe('what is not run', () => {
  test('anything where the host is not Windows, and it says so before', async () => {
    const app = appWithDevices({ machine: { ...thisMachine, platform: 'linux' } })
    await app.import({ devices })
    await decide(app.client, integration)
    const wanted: Wanted = { part: 'preview', of: await trayOf(app.client) }
    const refused = { outcome: 'refused', code: 'not-windows', sentence: expect.stringContaining('only on Windows') }
    expect(await app.client.call('quarantine.live-plan', { server, wanted, offset: 0 })).toEqual(refused)
    expect(await app.client.call('quarantine.live-start', { server, wanted, shown: '' })).toEqual(refused)
  })

  test('an apply without a preview, or with one that never was', async () => {
    const { client, computer } = await windows()
    await decide(client, integration)
    const of = await trayOf(client)
    for (const given of [{}, { previewed: 'live-0' }])
      expect(await start(client, { part: 'apply', of }, given)).toMatchObject({ code: 'not-previewed' })
    expect(computer.started).toEqual([])
    expect((await trailOf(client)).map(({ what }) => what)).toEqual(['decided', 'decided', 'decided'])
  })

  test('an apply of other decisions than were previewed', async () => {
    const { client, shells } = await windows()
    await decide(client, integration.slice(0, 2))
    const of = await trayOf(client)
    const { end } = await run(client, { part: 'preview', of })
    const { shown } = await described(client, { part: 'apply', of })
    await decide(client, integration.slice(2))
    const previewed = end.previewed ?? ''
    // By the name that was previewed it is stale; by the new one it was never previewed.
    expect(await start(client, { part: 'apply', of }, { previewed, shown })).toMatchObject({ code: 'stale' })
    const now = await trayOf(client)
    expect(await start(client, { part: 'apply', of: now }, { previewed })).toMatchObject({ code: 'previewed-other' })
    expect(shells()).toBe(1)
  })

  test('an apply at another server, or as another account, than was previewed', async () => {
    const { client, shells } = await windows()
    await decide(client, integration)
    const of = await trayOf(client)
    const previewed = (await run(client, { part: 'preview', of })).end.previewed ?? ''
    const { reference: secret } = await client.call('secret.put', { username: 'CONTOSO\\admin', password: 'p' })
    for (const given of [{ server: 'exch02.contoso.local' }, { account: { username: 'CONTOSO\\admin', secret } }])
      expect(await start(client, { part: 'apply', of }, { previewed, ...given })).toMatchObject({
        code: 'previewed-other',
      })
    expect(shells()).toBe(1)
  })

  test('an apply whose preview was refused a command, broke off or was stopped', async () => {
    const { client, computer } = await windows()
    await decide(client, integration)
    const of = await trayOf(client)
    for (const [steps, counts] of [
      [
        [...opened, { commands: { refuse: [2] } }, ended],
        [2, 1, 0, 0],
      ],
      [
        [...opened, { commands: {} }, { die: true }],
        [2, 0, 1, 0],
      ],
      [
        [...opened, { commands: { loseAt: 3 } }, ended],
        [2, 0, 1, 0],
      ],
      [
        [{ frame: 'phase', text: 'connecting' }, { fail: { errorCode: 53 } }, ended],
        [0, 0, 0, 3],
      ],
    ] as [Step[], number[]][]) {
      await computer.play(steps)
      const { run: name, end } = await run(client, { part: 'preview', of })
      expect([countsOf(end), end.previewed]).toEqual([counts, null])
      expect(await start(client, { part: 'apply', of }, { previewed: name })).toMatchObject({ code: 'not-previewed' })
    }
  })

  test('a second apply after one preview', async () => {
    const { client, computer } = await windows()
    await decide(client, integration)
    const of = await trayOf(client)
    const { end } = await run(client, { part: 'preview', of })
    const previewed = end.previewed ?? ''
    await run(client, { part: 'apply', of }, { previewed })
    expect(await start(client, { part: 'apply', of }, { previewed })).toMatchObject({ code: 'not-previewed' })
    expect(computer.started).toHaveLength(2)
  })

  test('what a newer reading, or another text, made stale', async () => {
    const { client, clock, import: read } = await windows()
    await decide(client, integration)
    const of = await trayOf(client)
    const previewed = (await run(client, { part: 'preview', of })).end.previewed ?? ''
    const { shown } = await described(client, { part: 'apply', of })
    expect(await start(client, { part: 'apply', of }, { previewed, shown: 'f00d' })).toMatchObject({ code: 'stale' })
    clock.now = '2026-11-29T03:00:00.000Z'
    await read({ devices: devices.slice(0, 10), collectedAt: '2026-11-29T03:00:00.000Z' })
    expect(await start(client, { part: 'apply', of }, { previewed, shown })).toMatchObject({ code: 'stale' })
    const asked = { server, wanted: { part: 'preview' as const, of } }
    expect(await client.call('quarantine.live-plan', { ...asked, offset: 0 })).toMatchObject({ code: 'stale' })
    // Nor is a later page of what was not described.
    const another = { ...asked, server: 'exch09.contoso.local', offset: 10 }
    expect(await client.call('quarantine.live-plan', another)).toMatchObject({ code: 'stale' })
  })

  test('a new default before it was shown whom it hits', async () => {
    const { client, computer } = await windows()
    const of = { what: 'default', accessLevel: 'Block', shown: 'never', ...because } as const
    const asked = { server, wanted: { part: 'preview' as const, of }, offset: 0 }
    expect(await client.call('quarantine.live-plan', asked)).toMatchObject({ outcome: 'refused', code: 'stale' })
    const trial = { what: 'default', accessLevel: 'Block' } as const
    const tried = await client.call('quarantine.what-if', { trial, ...page })
    if (tried.outcome !== 'tried') throw new Error(tried.sentence)
    const shown = { ...of, shown: tried.shown }
    const { end } = await run(client, { part: 'preview', of: shown })
    const applied = await run(client, { part: 'apply', of: shown }, { previewed: end.previewed ?? '' })
    expect(applied.outcomes).toMatchObject([{ text: expect.stringContaining("-DefaultAccessLevel 'Block'") }])
    const undone = await run(client, { part: 'undo', run: applied.run })
    expect(undone.outcomes).toMatchObject([{ text: expect.stringContaining("-DefaultAccessLevel 'Quarantine'") }])
    const [last, , before] = await trailOf(client)
    const about = { kind: 'default', accessLevel: 'Block' }
    expect(last).toMatchObject({ what: 'run-live', about, reason: because.reason, ticket: because.ticket })
    expect(before).toMatchObject({ about, undo: expect.stringContaining("-DefaultAccessLevel 'Quarantine'") })
    expect(computer.started).toHaveLength(3)
  })

  test('an undo of what was not applied from here', async () => {
    const { client, computer } = await windows()
    await decide(client, integration)
    const preview = await run(client, { part: 'preview', of: await trayOf(client) })
    for (const name of [preview.run, 'live-0']) {
      const wanted: Wanted = { part: 'undo', run: name }
      expect(await client.call('quarantine.live-start', { server, wanted, shown: '' })).toMatchObject({
        code: 'nothing-to-undo',
      })
    }
    expect(computer.started).toHaveLength(1)
  })

  test('more than a session has time for', async () => {
    const many: MadeDevice[] = Array.from({ length: mostLiveCommands + 1 }, (_, mailbox) => ({
      mailbox,
      id: `D${mailbox}`,
    }))
    const { client } = await windows(healthy, { made: { devices: many, mailboxes: many.length } })
    await decide(client, many.map(keyOf))
    const asked = { server, wanted: { part: 'preview' as const, of: await trayOf(client) }, offset: 0 }
    expect(await client.call('quarantine.live-plan', asked)).toMatchObject({
      ...{ code: 'too-many-commands', sentence: expect.stringContaining('At most 2,000 commands') },
    })
  })

  test('two at once', async () => {
    const { client, shells } = await windows([...opened, { commands: { hangAt: 1 } }])
    await decide(client, integration)
    const wanted: Wanted = { part: 'preview', of: await trayOf(client) }
    const { shown } = await described(client, wanted)
    const both = await Promise.all([start(client, wanted, { shown }), start(client, wanted, { shown })])
    expect(both.map((each) => ('code' in each ? each.code : each.outcome)).toSorted()).toEqual(['busy', 'started'])
    await expect(client.call('data.deleteAll', {})).rejects.toMatchObject({ code: 'run-active' })
    const { run: name } = both.find((each) => each.outcome === 'started') as { run: string }
    await client.call('quarantine.live-stop', { run: name })
    await follow(client, name)
    expect(shells()).toBe(1)
  })

  test('a rejected password once more, unless somebody says so', async () => {
    const first: Step = { frame: 'phase', text: 'connecting' }
    const rejected: Step = { fail: { id: 'LogonFailure,PSSessionOpenFailed', errorCode: 1326, message: 'Wrong.' } }
    const { client, shells, computer } = await windows([first, rejected, ended])
    await decide(client, integration)
    const of = await trayOf(client)
    const { reference: secret } = await client.call('secret.put', { username: 'CONTOSO\\admin', password: 'wr0ng' })
    const given = { account: { username: 'CONTOSO\\admin', secret } }
    const { end } = await run(client, { part: 'preview', of }, given)
    expect(end).toMatchObject({ error: { code: 'sign-in-rejected' }, previewed: null })
    const again = await run(client, { part: 'preview', of }, given)
    expect(again.end.error?.code).toBe('sign-in-withheld')
    expect(shells()).toBe(1)
    await computer.play(healthy)
    const told = await run(client, { part: 'preview', of }, { ...given, tryAgain: true })
    expect([told.end.error, shells()]).toEqual([null, 2])
    expect(JSON.stringify([again, told, await trailOf(client)])).not.toContain('wr0ng')
    const other = { account: { username: 'CONTOSO\\other', secret } }
    await expect(start(client, { part: 'preview', of }, other)).rejects.toMatchObject({ code: 'no-such-secret' })
  })
})

describe('what is run', () => {
  test('is exactly what was shown, with the changes of the script and without a password', async () => {
    const { client, computer } = await windows()
    await decide(client, integration)
    const of = await trayOf(client)
    const { reference: secret } = await client.call('secret.put', { username: 'CONTOSO\\admin', password: 'right' })
    const given = { account: { username: 'CONTOSO\\admin', secret } }
    for (const part of ['preview', 'apply'] as const) {
      const { command, text, commands } = await described(client, { part, of }, given)
      const previewed = (await client.call('quarantine.live-last', { what: 'tray' })).run ?? undefined
      await run(client, { part, of }, { ...given, ...(previewed && { previewed }) })
      const seen = await computer.seen()
      expect([text, seen.password]).toEqual([seen.script, 'right'])
      expect(command).toContain('powershell.exe')
      const script = await client.call('quarantine.script', { of, part, offset: 0 })
      if (script.outcome !== 'script') throw new Error(script.sentence)
      // The script's lines read a list before they change it; what they change is the same.
      const written = script.text.matchAll(/-Identity ('.*?') -Setting '(ActiveSync\w+)' -Add ('.*?')/g)
      const changes = [...written].map(([, identity, list, id]) => `-Identity ${identity} -${list} @{Add=${id}}`)
      expect([commands, changes.length]).toEqual([3, 3])
      for (const each of changes) expect(text).toContain(`Set-CASMailbox ${each}`)
    }
    expect(JSON.stringify(await trailOf(client))).toContain('CONTOSO')
  })

  test('of a preview is told as Exchange says it, and changes no decision', async () => {
    const { client } = await windows()
    await decide(client, integration)
    const { events, outcomes, end } = await run(client, { part: 'preview', of: await trayOf(client) })
    expect(events.slice(0, 4)).toEqual([
      { type: 'begun', part: 'preview', server, username: null, commands: 3 },
      ...[1, 2, 3].map((number) => ({ type: 'running', number })),
    ])
    expect(outcomes[0]).toMatchObject({
      ...{ outcome: 'done', more: 0, errors: [], comment: expect.stringContaining('user0@contoso.test') },
      said: [`What if: Set-CASMailbox -Identity '${mailboxOf(0)}' -ActiveSyncAllowedDeviceIDs @{Add='EAS0'}`],
    })
    expect(end).toMatchObject({ error: null, undo: null, previewed: expect.any(String) })
    expect((await decisionsIn(client)).map(({ ran }) => ran)).toEqual([null, null, null])
    const note = `Previewed on ${server}, as whoever is signed in to Windows: 3 done, 0 refused, 0 not clear, 0 not run. Nothing was changed.`
    expect((await trailOf(client))[0]).toMatchObject({ what: 'run-live', who: 'anna', note, undo: null })
  })

  test('is applied, stands in the trail, and is not yet verified until a reading tells', async () => {
    const { client, computer, clock, import: read } = await windows()
    await decide(client, integration)
    const { end, run: name } = await apply(client, computer)
    expect([countsOf(end), end.undo]).toEqual([[3, 0, 0, 0], { run: name, commands: 3 }])
    const at = '2026-11-29T02:00:00.000Z'
    const note = `On ${server}, as whoever is signed in to Windows.`
    expect((await decisionsIn(client)).map(({ ran }) => ran)).toEqual(Array(3).fill({ what: 'applied', at, note }))
    const [last, ...before] = await trailOf(client)
    expect(last?.note).toContain('Applied on')
    expect(before.map(({ what }) => what)).toEqual([
      ...['applied', 'applied', 'applied', 'run-live', 'run-live', 'decided', 'decided', 'decided'],
    ])
    expect((await trailOf(client, integration[0]))[0]).toMatchObject({
      ...{ what: 'applied', who: 'anna', reason: because.reason },
      undo: `Set-CASMailbox -Identity '${mailboxOf(0)}' -ActiveSyncAllowedDeviceIDs @{Remove='EAS0'} -ErrorAction Stop`,
    })
    clock.now = '2026-11-29T03:00:00.000Z'
    await read({ devices, allowed: { 0: ['EAS0'], 1: ['EAS1'] }, collectedAt: '2026-11-29T03:00:00.000Z' })
    expect(await decisionsIn(client)).toMatchObject([{ ran: null, outcome: { kind: 'not-done' } }])
  })

  test('ends at the first refusal, and only what was done is taken back, the last first', async () => {
    const { client, computer } = await windows()
    await decide(client, integration)
    const {
      end,
      outcomes,
      run: name,
    } = await apply(client, computer, [...opened, { commands: { refuse: [3] } }, ended])
    expect([countsOf(end), end.undo?.commands]).toEqual([[2, 1, 0, 0], 2])
    expect(outcomes[2]?.errors.join()).toContain('It is not there.')
    expect((await decisionsIn(client)).map(({ ran }) => ran?.what)).toEqual(['applied', 'applied', 'refused'])
    await computer.play([...opened, { commands: { refuse: [2] } }, ended])
    const undone = await run(client, { part: 'undo', run: name })
    expect(undone.outcomes.map(({ text }) => /'(EAS\d)'/.exec(text)?.[1])).toEqual(['EAS1', 'EAS0'])
    // What could not be taken back stands as it was applied, and can be taken back still.
    expect(undone.end.undo).toEqual({ run: name, commands: 1 })
    expect((await decisionsIn(client)).map(({ ran }) => ran?.what)).toEqual(['applied', 'taken-back', 'refused'])
    await computer.play(healthy)
    expect((await run(client, { part: 'undo', run: name })).end.undo).toBeNull()
    expect(
      await client.call('quarantine.live-start', { server, wanted: { part: 'undo', run: name }, shown: '' }),
    ).toMatchObject({
      code: 'nothing-to-undo',
    })
  })

  test('is not clear where the session was lost in the middle, and is not taken back by guess', async () => {
    const { client, computer } = await windows()
    await decide(client, integration)
    const { end, outcomes } = await apply(client, computer, [...opened, { commands: { loseAt: 2 } }, ended])
    expect(end).toMatchObject({ error: { code: 'connection-lost' }, undo: { commands: 1 } })
    expect(end.error?.sentence).toContain('ended in the middle')
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'unclear', 'not-run'])
    expect((await decisionsIn(client)).map(({ ran }) => ran?.what)).toEqual(['applied', 'unclear', undefined])
  })

  test('is stopped in the middle, and says what was done', async () => {
    const { client, computer } = await windows()
    await decide(client, integration)
    const of = await trayOf(client)
    const previewed = (await run(client, { part: 'preview', of })).end.previewed ?? ''
    await computer.play([...opened, { commands: { hangAt: 2 } }])
    const started = await start(client, { part: 'apply', of }, { previewed })
    if (started.outcome !== 'started') throw new Error(started.sentence)
    const { end, outcomes } = await follow(client, started.run, async (event) => {
      if (event.type === 'running' && event.number === 2)
        await client.call('quarantine.live-stop', { run: started.run })
    })
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'unclear', 'not-run'])
    expect(end).toMatchObject({ error: { code: 'cancelled' }, undo: { run: started.run, commands: 1 } })
    expect(computer.started.at(-1)?.program).toMatch(/taskkill\.exe$/)
    expect((await trailOf(client))[0]?.note).toMatch(/1 done, 0 refused, 1 not clear, 1 not run\. It was stopped\./)
  })

  test('goes on without its reader, and is told from the start to whoever comes back', async () => {
    const { client, computer } = await windows()
    await decide(client, integration)
    const of = await trayOf(client)
    const started = await start(client, { part: 'preview', of })
    if (started.outcome !== 'started') throw new Error(started.sentence)
    const leaving = new AbortController()
    const reader = client.feed('quarantine.live-events', { run: started.run }, leaving.signal)[Symbol.asyncIterator]()
    expect(await reader.next()).toMatchObject({ value: { type: 'begun' } })
    leaving.abort()
    await reader.next().catch(() => undefined)
    const last = await client.call('quarantine.live-last', { what: 'tray' })
    expect(last).toEqual({ run: started.run })
    const { events, end } = await follow(client, started.run)
    expect([events[0]?.type, countsOf(end)]).toEqual(['begun', [3, 0, 0, 0]])
    await expect(follow(client, 'live-0')).rejects.toMatchObject({ code: 'no-such-run' })
    expect(computer.started).toHaveLength(1)
  })

  test('ends with Postern, and what was done is in the trail before', async () => {
    const { client, computer, handlers } = await windows()
    await decide(client, integration)
    const of = await trayOf(client)
    const previewed = (await run(client, { part: 'preview', of })).end.previewed ?? ''
    await computer.play([...opened, { commands: { hangAt: 2 } }])
    const started = await start(client, { part: 'apply', of }, { previewed })
    if (started.outcome !== 'started') throw new Error(started.sentence)
    const { end } = await follow(client, started.run, async (event) => {
      if (event.type === 'running' && event.number === 2) void handlers.watch.end()
    })
    expect(end.error?.code).toBe('cancelled')
    expect((await trailOf(client)).map(({ what }) => what).slice(0, 3)).toEqual(['run-live', 'unclear', 'applied'])
  })

  test('of a partnership that ends has no undo', async () => {
    const { client, computer } = await windows()
    await decide(client, integration.slice(0, 1), 'remove')
    await decide(client, integration.slice(1, 2))
    const { end, outcomes } = await apply(client, computer)
    expect([outcomes.length, end.undo?.commands]).toEqual([2, 1])
    expect(outcomes[1]?.text).toContain('Remove-MobileDevice')
  })

  test('of two thousand commands is told command by command, and its script a page at a time', async () => {
    const many: MadeDevice[] = Array.from({ length: mostLiveCommands }, (_, mailbox) => ({
      mailbox,
      id: `D${mailbox}`,
    }))
    const { client, computer } = await windows(healthy, { made: { devices: many, mailboxes: many.length } })
    await decide(client, many.map(keyOf))
    const wanted: Wanted = { part: 'preview', of: await trayOf(client) }
    const texts: string[] = []
    for (let offset: number | null = 0; offset !== null; ) {
      const told: CallResult<'quarantine.live-plan'> = await client.call('quarantine.live-plan', {
        server,
        wanted,
        offset,
      })
      if (told.outcome !== 'plan') throw new Error(told.sentence)
      texts.push(told.text)
      offset = told.next
    }
    const { end, events, outcomes } = await run(client, wanted)
    expect((await computer.seen()).script).toBe(texts.join(''))
    expect(texts.length).toBeGreaterThan(1)
    expect(events.filter(({ type }) => type === 'running')).toHaveLength(mostLiveCommands)
    expect([outcomes.length, countsOf(end)]).toEqual([mostLiveCommands, [mostLiveCommands, 0, 0, 0]])
    expect(outcomes.at(-1)?.said.join()).toContain("'D1999'")
  })
})
