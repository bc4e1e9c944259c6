import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FaultId } from '../../../../lab/faults.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { atEachMailbox } from '../../../../lab/settings/ews.ts'
import type { Settings } from '../../../../lab/settings.ts'
import { accounts } from '../../../../lab/users.ts'
import type { ActiveSyncSession } from '../../../../shared/artifacts/active-sync-session.ts'
import type { Finding } from '../../../../shared/checks/finding.ts'
import type { Organisation } from '../../../../shared/organisation/organisation.ts'
import type { Run } from '../../../../shared/run/run.ts'
import { organisationOf, runAgainst } from './lab-run.ts'

const only = ['active-sync/device-access', 'active-sync/folder-sync', 'active-sync/provisioning']

let change: (settings: Settings) => void
let lab: Lab
beforeAll(async () => {
  lab = await startLab({ adjust: (settings) => change?.(settings) })
})
afterAll(() => lab.close())
beforeEach(() => {
  change = () => undefined
  lab.unlockAll()
})

type Someone = { organisation: Partial<Organisation>; password: string }
const alice = accounts.alice.password
/** An account whose name is not what stands before the @ of its mailbox: zoë, zoe@contoso.test. */
const zoe: Someone = {
  organisation: { mailbox: 'zoe@contoso.test', account: { username: 'CONTOSO\\zoë' } },
  password: accounts.zoë.password,
}
const impersonating: Someone = {
  organisation: { mailbox: 'bob@contoso.test', impersonation: true },
  password: alice,
}
const withRightsOnBob: Someone = { organisation: { mailbox: 'bob@contoso.test' }, password: alice }

async function runAs(
  someone: Someone,
  faults: FaultId[],
): Promise<{ run: Run; access: Finding; session: ActiveSyncSession }> {
  await lab.setFaults(faults)
  const organisation = { ...organisationOf(lab), ...someone.organisation }
  const { run } = await runAgainst(lab, { organisation, password: someone.password, only })
  const access = run.findings.find(({ check }) => check === 'active-sync/device-access')
  const record = run.artifacts.activeSyncSession
  if (!access || record?.state !== 'gathered') throw new Error(`The session is ${record?.state}.`)
  return { run, access, session: record.value }
}

describe('quarantine is inferred by what EWS counts in the account’s own inbox', () => {
  it('where its name is not the alias of its mailbox', async () => {
    const { access, session } = await runAs(zoe, ['device-quarantined'])
    expect(access).toMatchObject({ outcome: 'quarantined', evidence: { ewsItems: 8, activeSyncItems: 0 } })
    expect(access.title).toContain('zoe@contoso.test')
    expect(access.title).not.toContain('own')
    expect(session.ownInbox).toMatchObject({ opened: true, organisations: true })
  })

  it('where it impersonates, and says that it is of another mailbox', async () => {
    const { access, session } = await runAs(impersonating, ['device-quarantined'])
    expect(access).toMatchObject({ outcome: 'quarantined', evidence: { ewsItems: 13 } })
    expect(access.title).toContain('CONTOSO\\alice, the account’s own, and not bob@contoso.test')
    expect(session.ownInbox).toMatchObject({ opened: true, organisations: false })
  })

  it('where the mailbox is another’s that the account has rights on', async () => {
    change = ({ ews }) => {
      ews.rightsOnBob = 'full'
    }
    const { access, session } = await runAs(withRightsOnBob, ['device-quarantined'])
    expect(access).toMatchObject({ outcome: 'quarantined', evidence: { ewsItems: 13 } })
    expect(access.title).toContain('CONTOSO\\alice, the account’s own, and not bob@contoso.test')
    expect(session.ownInbox).toMatchObject({ opened: true, organisations: false })
  })

  it('where the lists of clients refuse the vendor, whom impersonation lets pass', async () => {
    change = ({ ews }) => {
      ews.mailboxes = atEachMailbox({ policy: 'EnforceBlockList', blockList: ['python-EAS-Client*'] })
    }
    const { access, session } = await runAs(impersonating, ['device-quarantined'])
    expect(session.ownInbox).toMatchObject({ opened: true, userAgent: 'Postern' })
    expect(access.outcome).toBe('quarantined')
  })
})

describe('what is not said of the account’s own inbox', () => {
  it('is quarantine, where nothing but a left-over notice is in it', async () => {
    const { access } = await runAs(impersonating, ['device-allowed-after-quarantine'])
    expect(access).toMatchObject({ outcome: 'cannot-compare', evidence: { ewsItems: 1 } })
    expect(access.advice).toContain('inbox of CONTOSO\\alice, the account’s own')
  })

  it('is that it is empty, where EWS does not open it', async () => {
    const { access, session } = await runAs(zoe, ['device-quarantined', 'ews-disabled-organisation'])
    expect(access.outcome).toBe('not-counted')
    expect(`${access.title} ${access.advice}`).not.toMatch(/Put a message/)
    expect(session.ownInbox).toBeUndefined()
  })

  it('is missing permissions of the account, where EWS opens only the mailbox that it impersonates', async () => {
    change = ({ ews }) => {
      ews.ownMailbox = 'none'
    }
    const { run } = await runAs(impersonating, ['admin-sd-holder'])
    const folderSync = run.findings.find(({ check }) => check === 'active-sync/folder-sync')
    expect(folderSync?.outcome).not.toBe('admin-permissions')
  })
})

describe('EWS is asked for the account’s own inbox', () => {
  const getFolders = () => lab.log.filter(({ path, result }) => /ews/i.test(path) && result !== 'challenged').length

  it('not at all where the device is given a whole page of it', async () => {
    const { session, access } = await runAs(zoe, [])
    expect(session.ownInbox).toBeUndefined()
    expect(access.outcome).toBe('allowed')
  })

  it('once, where it is given less, and no id of a folder is kept', async () => {
    const before = getFolders()
    const healthy = await runAs(zoe, [])
    const between = getFolders()
    const { session } = await runAs(zoe, ['device-quarantined'])
    expect(healthy.run.verdict).not.toBe('bug')
    expect(getFolders() - between).toBe(between - before + 1)
    expect(session.ownInbox?.exchanges).toHaveLength(1)
    expect(JSON.stringify(session)).not.toContain('FolderId')
  })

  it('not again, where EWS asked to be left alone', async () => {
    const { session, access } = await runAs(zoe, ['device-quarantined', 'ews-throttled-retry-after'])
    expect(session.ownInbox).toBeUndefined()
    expect(access.outcome).toBe('not-counted')
  })
})

it('a device is not told what a mailbox lacks that its account does not have', async () => {
  change = ({ ews }) => {
    ews.ownMailbox = 'none'
  }
  const { run, session } = await runAs(impersonating, ['account-without-mailbox'])
  expect(session.ownInbox).toMatchObject({
    opened: false,
    organisations: false,
    responseCode: 'ErrorMissingEmailAddress',
  })
  const folderSync = run.findings.find(({ check }) => check === 'active-sync/folder-sync')
  expect(folderSync).toMatchObject({ outcome: 'no-own-mailbox', verdict: 'unknown' })
  expect(folderSync?.title).toContain('CONTOSO\\alice')
  expect(folderSync?.advice).toContain('bob@contoso.test')
})
