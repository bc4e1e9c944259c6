import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import { faults } from '../../../../lab/faults.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { faultsOf } from './fault-run.ts'
import { healthyFindings, notPassed, runAgainst } from './lab-run.ts'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(async () => {
  lab.unlockAll()
  await lab.setFaults([])
})

/** The requests since then that carried a credential. NTLM's first message, which is `challenged`, names nobody. */
function credentialsSince(before: number) {
  const without = ['not-asked', 'no-credential', 'challenged']
  return lab.log.slice(before).filter(({ result }) => !without.includes(result))
}

describe('the lab', () => {
  it('has no fault that no file of this folder runs', async () => {
    expect(
      Object.values(faultsOf)
        .flat()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(faults.map(({ id }) => id).toSorted())
    const files = await readdir(import.meta.dirname)
    expect(files).toEqual(
      expect.arrayContaining(Object.keys(faultsOf).map((area) => `run-readiness-faults-${area}.test.ts`)),
    )
  })

  it('passes again when a fault is gone', async () => {
    await lab.setFaults(['certificate-expired'])
    expect((await runAgainst(lab)).run.verdict).toBe('not-ready')
    await lab.setFaults([])
    const { run } = await runAgainst(lab)
    expect(run.verdict).toBe('ready')
    expect(notPassed(run)).toEqual(healthyFindings)
  })
})

describe('a password that is rejected', () => {
  it('is sent once in a run, and what hangs on it says so', async () => {
    await lab.setFaults(['wrong-password'])
    const { run, outcomes } = await runAgainst(lab)
    expect(lab.badSignIns('alice')).toEqual({ total: 1, inARow: 1, lockedOut: false })
    expect(outcomes).toMatchObject({
      'sign-in/password': 'rejected',
      'sign-in/ntlm': 'blocked',
      'sign-in/basic': 'blocked',
    })
    const signIns = run.artifacts.signIns
    if (signIns?.state !== 'gathered') throw new Error('No sign-ins were recorded.')
    expect(signIns.value.attempts.map(({ result }) => result)).toEqual(['rejected'])
    expect(new Set(signIns.value.withheld.map(({ reason }) => reason))).toEqual(new Set(['password-rejected-before']))
  })

  it('is not sent at all in a second run with the same budget', async () => {
    await lab.setFaults(['wrong-password'])
    const budget = createSignInBudget()
    await runAgainst(lab, { budget })
    const before = lab.log.length
    const { run, outcomes } = await runAgainst(lab, { budget })
    expect(lab.badSignIns('alice').total).toBe(1)
    expect(credentialsSince(before)).toEqual([])
    expect(outcomes['sign-in/password']).toBe('rejected-before')
    expect(run.verdict).not.toBe('ready')
  })

  it('is one bad sign-in whatever else is wrong', async () => {
    for (const others of [
      ['basic-only'],
      ['autodiscover-redirect-loop', 'ews-user-agent-refused'],
      ['ews-not-found'],
    ] as const) {
      lab.unlockAll()
      await lab.setFaults(['wrong-password', ...others])
      await runAgainst(lab)
      expect(lab.badSignIns('alice').total).toBeLessThanOrEqual(1)
    }
  })

  it('is one bad sign-in where Autodiscover has to be asked first', async () => {
    await lab.setFaults(['wrong-password'])
    const { ews: _ews, activeSync: _activeSync, ...organisation } = lab.organisation
    const { run } = await runAgainst(lab, { organisation })
    expect(lab.badSignIns('alice').total).toBe(1)
    expect(run.findings.filter(({ verdict }) => verdict === 'bug')).toEqual([])
  })
})

it('no credential crosses a connection whose certificate is not trusted', async () => {
  for (const fault of ['certificate-expired', 'certificate-without-name', 'certificate-unknown-ca'] as const) {
    await lab.setFaults([fault])
    const before = lab.log.length
    await runAgainst(lab)
    expect(credentialsSince(before).filter(({ host }) => host === 'mail.contoso.test')).toEqual([])
  }
})
