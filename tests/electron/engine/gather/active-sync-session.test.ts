import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { ActiveSyncSession } from '../../../../shared/artifacts/active-sync-session.ts'
import type { Organisation } from '../../../../shared/organisation/organisation.ts'
import { organisationOf, runAgainst } from '../run/lab-run.ts'

const only = ['active-sync/folder-sync']
let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(async () => {
  lab.unlockAll()
  lab.forgetDevices()
  await lab.setFaults([])
})

async function sessionOf(organisation: Organisation = organisationOf(lab)): Promise<ActiveSyncSession> {
  const { run } = await runAgainst(lab, { only, organisation })
  const record = run.artifacts.activeSyncSession
  if (record?.state !== 'gathered') throw new Error(`The session was ${record?.state}.`)
  return record.value
}
const asking = (activeSync: NonNullable<Organisation['activeSync']>): Organisation => {
  const told = organisationOf(lab)
  return { ...told, activeSync: { ...told.activeSync, ...activeSync } }
}

describe('what may not come of a session', () => {
  it('is a confirmation of a wipe, or a request after one', async () => {
    await lab.setFaults(['remote-wipe'])
    const session = await sessionOf()
    expect(session.ended).toBe('remote-wipe')
    const [device] = lab.devices('alice')
    expect(device?.wipeAcknowledged).toBe(false)
    expect(device?.commands).toEqual(['Provision'])
  })

  it('is a word of a message in the artifact', async () => {
    const text = JSON.stringify(await sessionOf())
    for (const word of ['Message 1', 'Good morning', 'bob@contoso.test']) expect(text).not.toContain(word)
    await lab.setFaults(['device-quarantined'])
    const session = await sessionOf()
    expect(JSON.stringify(session)).not.toContain('temporarily blocked')
    expect(session.inbox).toEqual({ items: 0, more: false, quarantineNotice: { receivedAt: expect.any(String) } })
  })

  it('is a sign-in at an address that is not the organisation’s', async () => {
    await lab.setFaults(['active-sync-misdirected-nowhere'])
    const { outcomes } = await runAgainst(lab, { only: [...only, 'active-sync/options'] })
    expect(outcomes).toMatchObject({ 'active-sync/options': 'moved', 'active-sync/folder-sync': 'blocked' })
    expect(lab.log.filter(({ host }) => host.includes('fabrikam'))).toEqual([])
  })

  it('is a version that the server does not name', async () => {
    await lab.setFaults(['only-old-version'])
    const { run } = await runAgainst(lab, { only, organisation: asking({ version: '16.1' }) })
    expect(run.artifacts.activeSyncSession).toMatchObject({
      state: 'blocked',
      reason: expect.stringContaining('no version 16.1, which was asked for'),
    })
  })
})

describe('a session', () => {
  it('speaks the highest version, and says what device it is', async () => {
    const session = await sessionOf()
    expect(session).toMatchObject({ version: '16.1', ended: 'complete', deviceType: 'iPhone' })
    const [device] = lab.devices('alice')
    expect(device).toMatchObject({
      deviceType: 'iPhone',
      userAgent: 'python-EAS-Client 1.0',
      information: { Model: 'Postern', FriendlyName: 'Postern readiness probe' },
      commands: ['Provision', 'Provision', 'FolderSync', 'Sync', 'Sync'],
    })
  })

  it.each(['12.1', '14.0', '14.1', '16.0', '16.1'] as const)('goes all the way in version %s', async (version) => {
    const session = await sessionOf(asking({ version, deviceType: 'Android' }))
    expect(session).toMatchObject({
      version,
      deviceType: 'Android',
      ended: 'complete',
      inbox: { items: 5, more: true },
    })
    const sent = session.commands.map(({ exchange }) => Object.fromEntries(exchange.requestHeaders))
    expect(new Set(sent.map((headers) => headers['ms-asprotocolversion']))).toEqual(new Set([version]))
  })

  it('goes on where a 451 leads, in the organisation', async () => {
    await lab.setFaults(['active-sync-misdirected'])
    const session = await sessionOf()
    expect(session).toMatchObject({ ended: 'complete', inbox: { items: 5 } })
    expect(new URL(session.url).hostname).not.toBe('mail.contoso.test')
  })

  it('keeps Retry-After and what is throttled, and asks no more', async () => {
    await lab.setFaults(['active-sync-503'])
    const { commands } = await sessionOf()
    expect(commands).toHaveLength(1)
    expect(commands[0]).toMatchObject({
      httpStatus: 503,
      retryAfterSeconds: expect.any(Number),
      throttle: 'CommandFrequency',
    })
  })
})
