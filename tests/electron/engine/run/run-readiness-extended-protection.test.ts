import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunOptions } from '../../../../electron/engine/run/run-readiness.ts'
import {
  createSignInBudget,
  type RunBudget,
  type SignInRequest,
} from '../../../../electron/engine/run/sign-in-budget.ts'
import { openSignInFile } from '../../../../electron/engine/run/sign-in-file.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { organisationOf, runAgainst } from './lab-run.ts'

let lab: Lab
let folder: string
beforeAll(async () => {
  lab = await startLab()
  folder = await mkdtemp(join(tmpdir(), 'postern-protection-'))
})
afterAll(async () => {
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  lab.unlockAll()
  await lab.setFaults([])
})

const check = 'sign-in/extended-protection'

/** A run of this check and of what it needs, and the sign-ins that the lab saw. */
async function run(options: Partial<RunOptions> = {}) {
  const before = lab.log.length
  const { run: found, outcomes } = await runAgainst(lab, { only: [check, 'sign-in/password'], ...options })
  const record = found.artifacts.extendedProtection
  const signIns = lab.log.slice(before).filter(({ result }) => result === 'accepted' || result === 'rejected')
  return {
    outcomes,
    finding: found.findings.find((each) => each.check === check),
    artifact: record?.state === 'gathered' ? record.value : undefined,
    signIns,
    rejected: signIns.filter(({ result }) => result === 'rejected'),
  }
}

describe('Extended Protection is told from outside, with one rejected sign-in at most', () => {
  it.each([
    ['allow', [], 'allow', ['absent', 'wrong'], 1],
    ['required', ['extended-protection-required'], 'require-basic-works', ['absent'], 1],
    ['off', ['extended-protection-off'], 'none', ['absent', 'wrong'], 0],
  ] as const)('%s', async (_what, faults, outcome, bindings, rejections) => {
    await lab.setFaults(faults)
    const { outcomes, signIns, rejected } = await run()
    expect(outcomes).toEqual({ [check]: outcome, 'sign-in/password': 'accepted' })
    expect(rejected).toHaveLength(rejections)
    // Last of all, and after the right one.
    expect(signIns.slice(-bindings.length).map(({ binding }) => binding)).toEqual(bindings)
    expect(signIns.at(0)).toMatchObject({ result: 'accepted', binding: 'right' })
    expect(lab.badSignIns('alice').total).toBe(0)
  })
})

describe('no sign-in is rejected for it', () => {
  it.each([
    ['a wrong password', 'wrong-password', 'blocked', 1],
    ['a right one that is refused', 'tls-opened-by-balancer', 'blocked', 1],
    ['a certificate that is not trusted', 'certificate-expired', 'blocked', 0],
    ['no NTLM', 'basic-only', 'not-asked', 0],
  ] as const)('beside %s', async (_what, fault, outcome, rejections) => {
    await lab.setFaults([fault])
    const { outcomes, rejected } = await run()
    expect(outcomes[check]).toBe(outcome)
    expect(rejected).toHaveLength(rejections)
  })

  it('where the administrator leaves it out', async () => {
    const { outcomes, rejected } = await run({ organisation: { ...organisationOf(lab), extendedProtection: false } })
    expect(outcomes[check]).toBe('not-asked')
    expect(rejected).toEqual([])
  })

  it('without a password', async () => {
    const { outcomes, signIns } = await run({ password: undefined })
    expect(outcomes[check]).toBe('not-known')
    expect(signIns).toEqual([])
  })
})

it('is found out once for a password: a later program says what was found, until told to try again', async () => {
  const file = join(folder, 'sign-ins.json')
  const program = (more: Partial<RunOptions> = {}) =>
    run({ budget: createSignInBudget(undefined, openSignInFile(file)), ...more })
  const first = await program()
  expect(first.rejected).toHaveLength(1)
  const later = await program()
  expect(later.rejected).toEqual([])
  expect(later.outcomes).toEqual({ [check]: 'allow', 'sign-in/password': 'accepted' })
  expect(later.artifact).toMatchObject({ setting: 'allow', foundEarlier: expect.any(String), probes: [] })
  expect(later.finding?.evidence.found).toContain('by an earlier run')
  expect((await program({ tryAgain: true })).rejected).toHaveLength(1)
})

describe('is not found out', () => {
  /** A program that begins after one that had the password accepted, and then `before` come of it. */
  async function programAfter(file: string, before: (signIns: RunBudget, request: SignInRequest) => Promise<unknown>) {
    const path = join(folder, file)
    const { domain, account } = organisationOf(lab)
    const whose = { domain, username: account?.username ?? '', password: lab.password }
    const signIns = await createSignInBudget(undefined, openSignInFile(path)).begin(whose)
    const url = 'https://owa.contoso.test/EWS/Exchange.asmx'
    const request: SignInRequest = { ...whose, scheme: 'ntlm', url, gatherer: 'ntlmSignIn' }
    await signIns.spend(request, async () => 'accepted')
    await before(signIns, request)
    return (more: Partial<RunOptions> = {}) =>
      run({ budget: createSignInBudget(undefined, openSignInFile(path)), ...more })
  }

  it('by a second bad sign-in: of another server it is said where the one was spent', async () => {
    const program = await programAfter('elsewhere.json', (signIns, request) =>
      signIns.spendDeliberately({ ...request, foundWhenRejected: 'allow' }, async () => 'rejected'),
    )
    const { rejected, outcomes, artifact, finding } = await program()
    expect(rejected).toEqual([])
    expect(outcomes).toEqual({ 'sign-in/extended-protection': 'spent-elsewhere', 'sign-in/password': 'accepted' })
    expect(artifact).toMatchObject({ obstacle: 'spent-elsewhere', spent: { host: 'owa.contoso.test' }, probes: [] })
    expect(finding?.advice).toContain('owa.contoso.test')
    expect((await program({ tryAgain: true })).outcomes[check]).toBe('allow')
  })

  it('a third time: of two earlier runs nobody heard what came of it', async () => {
    const lostHere = (signIns: RunBudget, request: SignInRequest) => {
      const url = organisationOf(lab).ews?.url ?? ''
      return signIns.spendDeliberately({ ...request, url, foundWhenRejected: 'require' }, async () => 'unclear')
    }
    const program = await programAfter('lost.json', lostHere)
    await programAfter('lost.json', lostHere)
    const { rejected, outcomes, artifact } = await program()
    expect(rejected).toEqual([])
    expect(outcomes).toEqual({ 'sign-in/extended-protection': 'held-back', 'sign-in/password': 'accepted' })
    expect(artifact).toMatchObject({ obstacle: 'spent-unanswered' })
    expect((await program({ tryAgain: true })).outcomes[check]).toBe('allow')
  })
})

it.each(['deliberate', 'ordinary'] as const)(
  'is found out by the next run after one whose server was gone when the %s sign-in was under way',
  async (kind) => {
    const budget = createSignInBudget(undefined, openSignInFile(join(folder, `gone ${kind}.json`)))
    const { domain, account, ews } = organisationOf(lab)
    const whose = { domain, username: account?.username ?? '', password: lab.password }
    const request: SignInRequest = { ...whose, scheme: 'ntlm', url: ews?.url ?? '', gatherer: 'ntlmSignIn' }
    const signIns = await budget.begin(whose)
    await signIns.spend(request, async () => 'accepted')
    if (kind === 'ordinary') await signIns.spend(request, async () => 'unclear')
    else await signIns.spendDeliberately({ ...request, foundWhenRejected: 'require' }, async () => 'unclear')
    const next = await run({ budget })
    expect(next.outcomes).toEqual({ [check]: 'allow', 'sign-in/password': 'accepted' })
    expect(next.rejected).toHaveLength(1)
    expect((await run({ budget })).rejected).toEqual([])
  },
)

it('a password whose sign-in went unanswered is not sent by a later program, until told to try again', async () => {
  const file = join(folder, 'unanswered.json')
  const program = (more: Partial<RunOptions> = {}) =>
    run({ budget: createSignInBudget(undefined, openSignInFile(file)), ...more })
  await lab.setFaults(['keep-alive-cut'])
  expect((await program()).outcomes['sign-in/password']).toBe('unanswered')
  await lab.setFaults([])
  const later = await program()
  expect(later.signIns).toEqual([])
  expect(later.outcomes['sign-in/password']).toBe('unanswered-before')
  expect((await program({ tryAgain: true })).outcomes['sign-in/password']).toBe('accepted')
})

it('a password that was rejected is not sent by a later program, until told to try again', async () => {
  await lab.setFaults(['wrong-password'])
  const file = join(folder, 'rejected.json')
  const program = (more: Partial<RunOptions> = {}) =>
    run({ budget: createSignInBudget(undefined, openSignInFile(file)), ...more })
  expect((await program()).outcomes['sign-in/password']).toBe('rejected')
  const later = await program()
  expect(later.signIns).toEqual([])
  expect(later.outcomes['sign-in/password']).toBe('rejected-before')
  expect((await program({ tryAgain: true })).rejected).toHaveLength(1)
  await lab.setFaults([])
  expect((await program()).signIns).toEqual([])
  expect((await program({ tryAgain: true })).outcomes['sign-in/password']).toBe('accepted')
})

it('where the memory cannot be read nothing is sent, and that is what is said', async () => {
  const file = join(folder, 'broken.json')
  await writeFile(file, '{')
  const { outcomes, signIns } = await run({ budget: createSignInBudget(undefined, openSignInFile(file)) })
  expect(signIns).toEqual([])
  expect(outcomes).toEqual({ [check]: 'blocked', 'sign-in/password': 'memory-unavailable' })
})

describe('the version is told without a credential', () => {
  const fingerprint = async () => {
    const before = lab.log.length
    const { run: found, outcomes } = await runAgainst(lab, { only: ['ews/server-version'] })
    const record = found.artifacts.serverVersion
    return { outcomes, value: record?.state === 'gathered' ? record.value : undefined, log: lab.log.slice(before) }
  }

  it('by headers and one challenge', async () => {
    const { outcomes, value, log } = await fingerprint()
    expect(outcomes).toEqual({ 'ews/server-version': 'current' })
    expect(value).toMatchObject({
      frontEnd: 'EXCH01',
      challenge: { dnsComputer: 'exch01.contoso.test', dnsForest: 'contoso.test', osVersion: '10.0.20348' },
    })
    expect(new Set(log.map(({ result }) => result))).toEqual(new Set(['no-credential', 'challenged']))
  })

  it('by headers alone where NTLM is not offered', async () => {
    await lab.setFaults(['basic-only'])
    const { outcomes, value, log } = await fingerprint()
    expect(outcomes).toEqual({ 'ews/server-version': 'current' })
    expect(value).not.toHaveProperty('challenge')
    expect(log.map(({ result }) => result)).toEqual(['no-credential'])
  })
})
