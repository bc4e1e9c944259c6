import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunOptions } from '../../../../electron/engine/run/run-readiness.ts'
import { createSignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import { openSignInFile } from '../../../../electron/engine/run/sign-in-file.ts'
import type { FaultId } from '../../../../lab/faults.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { Settings } from '../../../../lab/settings.ts'
import { organisationOf, runAgainst } from './lab-run.ts'

let lab: Lab
let folder: string
/** What is different from a healthy lab beside its faults. */
let change: (settings: Settings) => void
beforeAll(async () => {
  lab = await startLab({ nodes: 3, adjust: (settings) => change?.(settings) })
  folder = await mkdtemp(join(tmpdir(), 'postern-bridge-'))
})
afterAll(async () => {
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  change = () => undefined
  lab.unlockAll()
})

/** A run, and every use of the account that the lab saw, as scheme, place and result. */
async function run(faults: FaultId[], options: Partial<RunOptions> = {}) {
  await lab.setFaults(faults)
  const before = lab.log.length
  const { run: found, outcomes } = await runAgainst(lab, options)
  const uses = lab.log.slice(before).filter(({ user }) => user !== undefined)
  const directory = (path: string) => path.split('/')[1]?.toLowerCase()
  return {
    outcomes,
    verdict: found.verdict,
    finding: (check: string) => found.findings.find((each) => each.check === check),
    signIns: uses.map(({ scheme, path, result }) => `${scheme} ${directory(path)} ${result}`),
    rejected: uses.filter(({ result }) => result === 'rejected'),
    uses,
  }
}

describe('behind a balancer that opens TLS, with Extended Protection', () => {
  it('everything goes by Basic, and NTLM last, which is refused once for its binding', async () => {
    const { outcomes, finding, signIns, rejected, uses } = await run(['balancer-opens-tls'])
    expect(signIns[0]).toBe('basic ews accepted')
    expect(signIns.at(-1)).toBe('ntlm ews rejected')
    expect(uses.slice(0, -1).filter(({ scheme }) => scheme !== 'basic')).toEqual([])
    expect(rejected).toMatchObject([{ binding: 'wrong', reason: 'channel-binding-wrong' }])
    expect(outcomes).toMatchObject({
      'sign-in/right-password-refused': 'tls-opened',
      'sign-in/password': 'accepted',
      'sign-in/ntlm': 'blocked',
      'sign-in/basic': 'accepted',
      'sign-in/extended-protection': 'blocked',
      'sign-in/nodes': 'blocked',
      'ews/inbox': 'opened',
      'autodiscover/settings': 'found',
      'active-sync/folder-sync': 'synced',
      'certificate/nodes': 'balancer-differs',
    })
    const cause = finding('sign-in/right-password-refused')
    expect(cause?.title).toMatch(/exch0[123]\.contoso\.test/)
    const { shown, other } = cause?.evidence ?? {}
    expect([shown, other]).toEqual([expect.stringMatching(/SHA-256/), expect.stringMatching(/SHA-256/)])
    expect(shown).not.toBe(other)
    expect(lab.badSignIns('alice').total).toBe(0)
  })

  it('the password is not remembered as a wrong one, and a later program makes no second refused sign-in', async () => {
    const file = join(folder, 'sign-ins.json')
    const program = (faults: FaultId[], more: Partial<RunOptions> = {}) =>
      run(faults, { budget: createSignInBudget(undefined, openSignInFile(file)), ...more })
    expect((await program(['balancer-opens-tls'])).rejected).toHaveLength(1)
    const later = await program(['balancer-opens-tls'])
    expect(later.rejected).toEqual([])
    expect(later.uses.filter(({ scheme }) => scheme !== 'basic')).toEqual([])
    expect(later.outcomes).toMatchObject({
      'sign-in/right-password-refused': 'tls-opened',
      'sign-in/nodes': 'same',
      'sign-in/password': 'accepted',
      'sign-in/ntlm': 'blocked',
      'ews/inbox': 'opened',
      'autodiscover/settings': 'found',
      'active-sync/folder-sync': 'synced',
    })
    expect(later.finding('sign-in/right-password-refused')?.evidence.found).toContain('by an earlier run')
    const mended = await program([])
    expect(mended.signIns[0]).toBe('ntlm ews accepted')
    expect(mended.outcomes).toMatchObject({
      'sign-in/right-password-refused': 'none-refused',
      'sign-in/ntlm': 'accepted',
      'sign-in/extended-protection': 'held-back',
    })
    expect((await program([], { tryAgain: true })).outcomes['sign-in/extended-protection']).toBe('allow')
  })

  it('the password is proven at ActiveSync where EWS offers no Basic; a second program goes on there', async () => {
    const file = join(folder, 'without-basic.json')
    const program = () =>
      run(['balancer-opens-tls-without-basic'], { budget: createSignInBudget(undefined, openSignInFile(file)) })
    const { outcomes, signIns } = await program()
    expect(signIns).toEqual(['basic microsoft-server-activesync accepted', 'ntlm ews rejected'])
    expect(outcomes).toMatchObject({
      'sign-in/right-password-refused': 'tls-opened',
      'sign-in/password': 'accepted',
      'ews/inbox': 'blocked',
      'active-sync/folder-sync': 'blocked',
    })
    const later = await program()
    expect(later.rejected).toEqual([])
    expect(later.outcomes).toMatchObject({
      'sign-in/right-password-refused': 'tls-opened',
      'active-sync/folder-sync': 'synced',
    })
  })

  it('without Basic anywhere the refusal is not put down to the name first', async () => {
    change = ({ activeSync }) => {
      activeSync.schemes = ['Negotiate', 'NTLM']
    }
    const { outcomes, finding, signIns, rejected } = await run(['balancer-opens-tls-without-basic'])
    expect(signIns[0]).toBe('ntlm ews rejected')
    expect(rejected).toHaveLength(1)
    expect(outcomes).toMatchObject({
      'sign-in/right-password-refused': 'tls-opened-likely',
      'sign-in/password': 'rejected-behind-bridge',
    })
    expect(finding('sign-in/right-password-refused')).toMatchObject({
      verdict: 'unknown',
      advice: expect.stringMatching(/ExtendedProtectionTokenChecking.*0xC000035B/s),
    })
    expect(finding('sign-in/password')?.advice).not.toContain('Look at the name first')
  })

  it('a wrong password is told as one, after one bad sign-in by Basic', async () => {
    const { outcomes, signIns } = await run(['balancer-opens-tls', 'wrong-password'])
    expect(signIns).toEqual(['basic ews rejected'])
    expect(lab.badSignIns('alice').total).toBe(1)
    expect(outcomes).toMatchObject({
      'sign-in/password': 'rejected',
      'sign-in/right-password-refused': 'several-causes',
    })
  })

  it('a name without its domain is not tried by Basic first, which may have no domain for it', async () => {
    const organisation = organisationOf(lab)
    const account = { ...organisation.account, username: 'alice' }
    const { signIns, outcomes } = await run(['balancer-opens-tls'], { organisation: { ...organisation, account } })
    expect(signIns).toEqual(['ntlm ews rejected'])
    expect(outcomes['sign-in/right-password-refused']).toBe('tls-opened-likely')
  })
})

it('where Extended Protection is off, NTLM is let in at the end, through what opens TLS', async () => {
  change = ({ ews }) => {
    ews.channelBinding = 'none'
  }
  const { signIns, rejected, outcomes } = await run(['balancer-opens-tls'])
  expect(signIns[0]).toBe('basic ews accepted')
  // With the right binding, then without one, and with a wrong one.
  expect(signIns.filter((each) => each.startsWith('ntlm'))).toEqual(Array(3).fill('ntlm ews accepted'))
  expect(rejected).toEqual([])
  expect(outcomes).toMatchObject({
    'sign-in/right-password-refused': 'none-refused',
    'sign-in/ntlm': 'accepted',
    'sign-in/basic': 'accepted',
    'sign-in/extended-protection': 'none',
    'ews/inbox': 'opened',
  })
})

it('a gateway with an authority of its own is seen at another name, before the first sign-in', async () => {
  const { signIns, rejected, outcomes } = await run(['tls-opened-in-front'])
  expect(signIns.slice(0, 1)).toEqual(['basic ews accepted'])
  expect(rejected).toHaveLength(1)
  expect(outcomes['sign-in/right-password-refused']).toBe('tls-opened')
})

describe('without such a device NTLM goes first', () => {
  it.each<[FaultId | 'nothing']>([['nothing'], ['one-node-other-certificate'], ['extended-protection-required']])(
    '%s',
    async (fault) => {
      const { signIns } = await run(fault === 'nothing' ? [] : [fault])
      expect(signIns.slice(0, 2)).toEqual(['ntlm ews accepted', 'basic ews accepted'])
    },
  )
})
