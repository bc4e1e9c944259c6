import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { goesBySignIns } from '../../../../electron/engine/gather/signing-in.ts'
import { createSignInBudget, type SignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { ArtifactName } from '../../../../shared/artifacts/artifacts.ts'
import { killedAfter, programs, resumed } from './interrupted-run.ts'
import { organisationOf, outcomesOf, runAgainst } from './lab-run.ts'

let lab: Lab
let folder: string
let artifactsOfAll: number
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-resume-'))
  lab = await startLab({ nodes: 3 })
  artifactsOfAll = Object.keys((await runAgainst(lab)).run.artifacts).length
})
afterAll(async () => {
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  lab.unlockAll()
  lab.forgetDevices()
  await lab.setFaults([])
})

const signIns = () => lab.log.filter(({ user }) => user !== undefined)

describe('the sign-in budget over both halves', () => {
  it.each([4, 12, 16, 20, 24, 29])('has one bad sign-in with a wrong password, killed after %d', async (artifacts) => {
    await lab.setFaults(['wrong-password'])
    const program = programs(folder, `wrong-${artifacts}`)
    const before = signIns().length
    const interrupted = await killedAfter(lab, artifacts, { budget: program() })
    const { run } = await resumed(lab, interrupted, { budget: program() })
    expect(lab.badSignIns('alice').total).toBeLessThanOrEqual(1)
    expect(
      signIns()
        .slice(before)
        .filter(({ result }) => result !== 'accepted').length,
    ).toBeLessThanOrEqual(1)
    expect(['rejected', 'rejected-before', 'unanswered-before']).toContain(outcomesOf(run.findings)['sign-in/password'])
    expect(run.verdict).not.toBe('ready')
  })

  it('asks the sign-ins again by a password that was corrected meanwhile', async () => {
    const program = programs(folder, 'corrected')
    const wrong = await killedAfter(lab, 29, { budget: program(), password: 'not this one' })
    expect(wrong.records.ntlmSignIn).toMatchObject({ value: { result: 'rejected' } })
    const { run, again } = await resumed(lab, wrong, { budget: program() })
    expect(again).toEqual(expect.arrayContaining(['ntlmSignIn', 'signIns', 'ewsGetFolder']))
    expect(outcomesOf(run.findings)).toMatchObject({ 'sign-in/password': 'accepted', 'ews/inbox': 'opened' })
    expect(lab.badSignIns('alice').total).toBe(1)
  })

  it('has no sign-in at all where the password is not there any more, and says so of all that goes by it', async () => {
    const interrupted = await killedAfter(lab, 29)
    const { run, log } = await resumed(lab, interrupted, { password: undefined })
    expect(log.filter(({ user }) => user !== undefined)).toEqual([])
    expect(outcomesOf(run.findings)).toMatchObject({ 'sign-in/password': 'not-tried', 'ews/inbox': 'not-tried' })
  })

  // Whose certificate is shown elsewhere tells that something opens TLS; NTLM would be refused for that, as the first one.
  it.each(['certificatePaths', 'autodiscoverWellKnown', 'tlsHandshake', 'nodes'] as const)(
    'lets NTLM go last behind a gateway that opens TLS, killed when all but the order of sign-ins and %s was there',
    async (lost) => {
      await lab.setFaults(['tls-opened-in-front'])
      const { servers: _servers, ...organisation } = organisationOf(lab)
      const whole = (await runAgainst(lab, { organisation })).run
      const interrupted = await killedAfter(lab, artifactsOfAll, { organisation })
      const records = { ...interrupted.records, signInOrder: undefined, [lost]: undefined }
      const { run } = await resumed(lab, { ...interrupted, records }, { organisation })
      expect(run.artifacts.signInOrder).toMatchObject({ value: { opened: expect.anything() } })
      expect(outcomesOf(run.findings)).toEqual(outcomesOf(whole.findings))
      expect(lab.badSignIns('alice').total).toBe(0)
    },
  )

  it('knows everybody who asks it', async () => {
    const asked = new Set<string>()
    for (const fault of ['basic-only', undefined] as const) {
      await lab.setFaults(fault ? [fault] : [])
      const inner = createSignInBudget()
      const budget: SignInBudget = {
        ...inner,
        async begin(account) {
          const run = await inner.begin(account)
          return {
            ...run,
            spend: (request, attempt) => {
              asked.add(request.gatherer)
              return run.spend(request, attempt)
            },
            spendDeliberately: (request, attempt) => {
              asked.add(request.gatherer)
              return run.spendDeliberately(request, attempt)
            },
            withhold: (request, reason) => {
              asked.add(request.gatherer)
              run.withhold(request, reason)
            },
          }
        },
      }
      await runAgainst(lab, { budget })
    }
    expect(asked.size).toBeGreaterThanOrEqual(8)
    expect([...asked].filter((name) => !goesBySignIns.includes(name as ArtifactName))).toEqual([])
  })
})
