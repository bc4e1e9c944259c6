import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FaultId } from '../../../../lab/faults.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { ActiveSyncSettings } from '../../../../lab/settings/active-sync.ts'
import type { Run } from '../../../../shared/run/run.ts'
import { healthyFindings, notPassed, runAgainst } from './lab-run.ts'

const FOLDER_SYNC = 'active-sync/folder-sync'
const ACCESS = 'active-sync/device-access'

/** The versions of ActiveSync that the lab names, and what else is changed there; read when faults are set. */
let versions: string[]
let change: (activeSync: ActiveSyncSettings) => void = () => undefined
let lab: Lab
beforeAll(async () => {
  lab = await startLab({
    adjust: ({ activeSync }) => {
      activeSync.versions = versions ?? activeSync.versions
      change(activeSync)
    },
  })
})
afterAll(() => lab.close())
beforeEach(() => {
  lab.unlockAll()
  change = () => undefined
  versions = ['12.0', '12.1', '14.0', '14.1', '16.0', '16.1']
})

describe('the partnership that a run leaves', () => {
  it('is one, the same in every run, and says what it is', async () => {
    await lab.setFaults([])
    await runAgainst(lab)
    const [device, ...others] = lab.devices('alice')
    expect(others).toEqual([])
    await runAgainst(lab)
    expect(lab.devices('alice').map(({ deviceId }) => deviceId)).toEqual([device?.deviceId])
    expect(device).toMatchObject({ state: 'Allowed', deviceId: expect.stringMatching(/^postern/i) })
    expect(device?.commands).toEqual(expect.arrayContaining(['Provision', 'FolderSync', 'Sync']))
  })

  it('is not there after a run that is told to leave none', async () => {
    await lab.setFaults([])
    await runAgainst(lab, { only: ['active-sync/options'] })
    expect(lab.devices('alice')).toEqual([])
  })
})

it.each([['16.1'], ['14.1'], ['14.0'], ['12.1']])(
  'never acknowledges a wipe, nor goes on after it: %s',
  async (newest) => {
    versions = ['12.0', newest]
    await lab.setFaults(['remote-wipe'])
    const { outcomes } = await runAgainst(lab)
    expect(outcomes['active-sync/provisioning']).toBe('remote-wipe')
    const [device] = lab.devices('alice')
    expect(device?.wipeAcknowledged).toBe(false)
    // One round of Provision at most tells of it; a second would be the acknowledgement.
    expect(device?.commands.filter((command) => command === 'Provision').length).toBeLessThanOrEqual(1)
    expect(device?.commands).not.toContain('Sync')
  },
)

it.each([['16.0'], ['14.1']])(
  'passes with a server that speaks %s at most, as Exchange of its time did',
  async (newest) => {
    versions = ['12.0', '12.1', newest]
    await lab.setFaults([])
    expect(notPassed((await runAgainst(lab)).run)).toEqual(healthyFindings)
  },
)

describe('what is said where the answer leaves it open', () => {
  const finding = async (faults: FaultId[], check: string) => {
    await lab.setFaults(faults)
    const { run } = await runAgainst(lab)
    return run.findings.find((each) => each.check === check)
  }

  it('names missing permissions beside a broken server, where EWS is off and cannot tell them apart', async () => {
    const { outcome, advice } = (await finding(['admin-sd-holder', 'ews-disabled-organisation'], FOLDER_SYNC)) ?? {}
    expect(outcome).toBe('server-error')
    expect(advice).toMatch(/Event 1053.*adminCount/)
  })

  it('does not take a notice for quarantine where EWS is off and counts nothing', async () => {
    const { outcome, advice } = (await finding(['device-quarantined', 'ews-disabled-organisation'], ACCESS)) ?? {}
    expect(outcome).toBe('not-counted')
    expect(advice).toContain('DeviceAccessState')
  })

  it.each<[FaultId, string]>([
    ['active-sync-misdirected-nowhere', 'active-sync/options'],
    ['active-sync-misdirected-nowhere-at-commands', FOLDER_SYNC],
  ])('tells what came of asking where a 451 leads: %s', async (fault, check) => {
    const { outcome, advice } = (await finding([fault], check)) ?? {}
    expect(outcome).toBe('moved')
    expect(advice).toContain('Asked there: muc.contoso.test does not exist in DNS')
  })
})

describe('a server of version 12.1, which has only HTTP statuses to say it with (MS-ASCMD section 2.2.2)', () => {
  it.each<[FaultId, string, string]>([
    ['device-quarantined', 'active-sync/device-access', 'quarantined'],
    ['device-blocked', 'active-sync/device-access', 'blocked'],
    ['mailbox-active-sync-disabled', 'active-sync/device-access', 'blocked'],
    ['active-sync-mailbox-store-down', 'active-sync/folder-sync', 'busy'],
    ['mailbox-full', 'active-sync/folder-sync', 'mailbox-full'],
    ['provision-loop', 'active-sync/provisioning', 'asked-again'],
    ['admin-sd-holder', 'active-sync/folder-sync', 'admin-permissions'],
    ['account-disabled-meanwhile', 'active-sync/device-access', 'blocked'],
    ['legacy-device-strict-policy', 'active-sync/device-access', 'blocked'],
    ['active-sync-post-denied', 'active-sync/folder-sync', 'refused-in-front'],
  ])('%s', async (fault, check, outcome) => {
    versions = ['2.5', '12.0', '12.1']
    await lab.setFaults([fault])
    const { run } = await runAgainst(lab)
    expect(notPassed(run).filter(([id]) => id.startsWith('active-sync/') && id !== check)).toEqual(
      expect.arrayContaining([['active-sync/protocol-version', 'outdated']]),
    )
    expect(run.findings.find((finding) => finding.check === check)?.outcome).toBe(outcome)
  })
})

describe('a server that offers 2.5 to 12.1, as Exchange 2007 does', () => {
  beforeEach(() => {
    versions = ['2.5', '12.0', '12.1']
  })

  /** Each command as it was answered: `FolderSync 449`. */
  async function walked(faults: FaultId[]): Promise<{ run: Run; commands: string[]; posts: number }> {
    await lab.setFaults(faults)
    const before = lab.log.length
    const { run } = await runAgainst(lab)
    const record = run.artifacts.activeSyncSession
    if (record?.state !== 'gathered') throw new Error(`The session is ${record?.state}.`)
    expect(record.value.version).toBe('12.1')
    const commands = record.value.commands.map(
      ({ command, httpStatus, exchange }) =>
        `${command} ${httpStatus}${exchange.requestHeaders.some(([name, value]) => name === 'x-ms-policykey' && value === '0') ? ' without a key' : ''}`,
    )
    const posts = lab.log
      .slice(before)
      .filter(({ method, path }) => method === 'POST' && path.toLowerCase() === '/microsoft-server-activesync')
    return { run, commands, posts: posts.length }
  }
  const provisioned = ['Provision 200 without a key', 'Provision 200']
  /** A setting that is on for the readings of the lab between these two. */
  const onFrom = (
    activeSync: ActiveSyncSettings,
    setting: 'policyKeysForgotten' | 'remoteWipe',
    from: number,
    to: number,
  ) => {
    let readings = 0
    Object.defineProperty(activeSync, setting, {
      get: () => {
        readings += 1
        return readings > from && readings <= to
      },
    })
  }

  it('is gone through Provision with, in both rounds, and synced', async () => {
    const { run, commands, posts } = await walked([])
    expect(commands).toEqual([...provisioned, 'FolderSync 200', 'Sync 200', 'Sync 200'])
    expect(posts).toBe(5)
    expect(notPassed(run)).toEqual([...healthyFindings, ['active-sync/protocol-version', 'outdated']])
    const [device] = lab.devices('alice')
    // Before 14.1 Provision carries nothing that a device says of itself (MS-ASPROV 3.1.5.1.1.1).
    expect(device).toMatchObject({ information: {}, state: 'Allowed' })
  })

  it('is gone through Provision with once more, where it asks for that by 449', async () => {
    change = (activeSync) => onFrom(activeSync, 'policyKeysForgotten', 0, 1)
    const { run, commands } = await walked([])
    expect(commands).toEqual([
      ...provisioned,
      'FolderSync 449',
      ...provisioned,
      'FolderSync 200',
      'Sync 200',
      'Sync 200',
    ])
    expect(notPassed(run)).toEqual([...healthyFindings, ['active-sync/protocol-version', 'outdated']])
  })

  it('is not gone through it a third time', async () => {
    const { run, commands, posts } = await walked(['provision-loop'])
    expect(commands).toEqual([...provisioned, 'FolderSync 449', ...provisioned, 'FolderSync 449'])
    expect(posts).toBe(6)
    const finding = run.findings.find(({ check }) => check === 'active-sync/provisioning')
    expect(finding).toMatchObject({ outcome: 'asked-again', evidence: { seen: 'HTTP status 449' } })
  })

  it.each<[string, () => void, FaultId[], string[]]>([
    ['in the first answer', () => undefined, ['remote-wipe'], ['Provision 200 without a key']],
    [
      'after a 449 to FolderSync',
      () => {
        change = (activeSync) => onFrom(activeSync, 'remoteWipe', 2, 100)
      },
      [],
      [...provisioned, 'FolderSync 449', 'Provision 200 without a key'],
    ],
  ])('is sent nothing after a wipe is asked for: %s', async (_, prepare, faults, expected) => {
    prepare()
    const { run, commands, posts } = await walked(faults)
    expect(commands).toEqual(expected)
    expect(posts).toBe(expected.length)
    expect(lab.devices('alice')).toMatchObject([{ wipeAcknowledged: false }])
    expect(run.findings.find(({ check }) => check === 'active-sync/provisioning')?.outcome).toBe('remote-wipe')
  })

  it('says by 500 alone that AdminSDHolder took the permissions, and EWS tells them from a broken server', async () => {
    const { run, commands } = await walked(['admin-sd-holder'])
    expect(commands).toEqual([...provisioned, 'FolderSync 500'])
    const finding = run.findings.find(({ check }) => check === FOLDER_SYNC)
    expect(finding).toMatchObject({ outcome: 'admin-permissions', evidence: { ewsItems: 12 } })
  })
})
