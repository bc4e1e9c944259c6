import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import { defaultHttpLimits } from '../../../../electron/engine/wire/http-connection.ts'
import { faults } from '../../../../lab/faults.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
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

/** For answers that never end, so that nobody waits for them. */
const impatient = { connectMilliseconds: 700, handshakeMilliseconds: 700, answerMilliseconds: 700 }

/** The requests since then that carried a credential. NTLM's first message, which is `challenged`, names nobody. */
function credentialsSince(before: number) {
  const without = ['not-asked', 'no-credential', 'challenged']
  return lab.log.slice(before).filter(({ result }) => !without.includes(result))
}

describe('a fault of the lab leads to its finding', () => {
  it.each(faults)('$id', async ({ id, expected, also = [], unsteady, endless }) => {
    await lab.setFaults([id])
    const { run, outcomes } = await runAgainst(lab, endless ? { limits: { ...defaultHttpLimits, ...impatient } } : {})
    expect(outcomes[expected.check]).toBe(expected.outcome)
    // And to no other: what is not named here passes, or is skipped for an earlier failure that is named.
    const allowed = new Set([expected, ...also].map((finding) => `${finding.check} ${finding.outcome}`))
    for (const [check, outcome] of healthyFindings) allowed.add(`${check} ${outcome}`)
    const others = run.findings.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
    const surplus = others.map(({ check, outcome }) => `${check} ${outcome}`).filter((each) => !allowed.has(each))
    if (!unsteady) expect(surplus).toEqual([])
    for (const { check, outcome } of also) expect(outcomes[check], check).toBe(outcome)
    expect(lab.badSignIns('alice').total).toBeLessThanOrEqual(1)
    const finding = run.findings.find(({ check }) => check === expected.check)
    if (finding?.verdict === 'fail') expect(run.verdict).toBe('not-ready')
    else expect(run.verdict).not.toBe('bug')
  })

  it('is gone when the fault is', async () => {
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
