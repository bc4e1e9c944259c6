import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSignInBudget, type SignInResult } from '../../../../electron/engine/run/sign-in-budget.ts'
import { openSignInFile } from '../../../../electron/engine/run/sign-in-file.ts'
import { PasswordStanding } from '../../../../shared/run/password-standing.ts'

const at = '2026-11-28T14:02:00.000Z'
const now = () => new Date(at)
const alice = { domain: 'contoso.test', username: 'CONTOSO\\alice', password: 'Passw0rd!a' }
const request = {
  ...alice,
  scheme: 'ntlm',
  url: 'https://mail.contoso.test/EWS/Exchange.asmx',
  gatherer: 'ntlmSignIn',
} as const

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-standing-'))
  file = join(folder, 'state', 'sign-ins.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function program(kept: boolean) {
  const budget = createSignInBudget(now, kept ? openSignInFile(file) : undefined)
  return {
    budget,
    standing: (more: Partial<typeof alice> = {}) => budget.standing({ ...alice, ...more }),
    async signIn(...results: SignInResult[]) {
      const run = await budget.begin(alice)
      for (const result of results) await run.spend(request, async () => result)
    },
  }
}

describe.each([false, true])('how a password stands (kept over the end of the program: %s)', (kept) => {
  it('is rejected from the moment that it was, however the account is written', async () => {
    const { standing, signIn } = program(kept)
    await signIn('rejected')
    for (const username of ['contoso\\ALICE', 'alice', 'alice@contoso.test']) {
      expect(await standing({ username })).toEqual({ state: 'rejected', at })
    }
  })

  it('is rejected although it was accepted before, and not the other way round', async () => {
    const { standing, signIn } = program(kept)
    await signIn('accepted', 'rejected')
    expect(await standing()).toEqual({ state: 'rejected', at })
  })

  it('is unanswered where no clear answer came', async () => {
    const { standing, signIn } = program(kept)
    await signIn('unclear')
    expect(await standing()).toEqual({ state: 'unanswered', at })
  })

  it('stays accepted where a sign-in after that one went unanswered', async () => {
    const { standing, signIn } = program(kept)
    await signIn('accepted', 'unclear')
    expect(await standing()).toEqual({ state: 'accepted', at })
  })

  it('is clear where nothing was sent, and for another password or account', async () => {
    const { standing, signIn } = program(kept)
    await signIn('not-sent')
    expect(await standing()).toEqual({ state: 'clear' })
    await signIn('accepted')
    expect(await standing()).toEqual({ state: 'accepted', at })
    expect(await standing({ username: 'CONTOSO\\bob' })).toEqual({ state: 'clear' })
    expect((await standing({ password: 'another' })).state).toBe('clear')
  })

  it('is under way while a sign-in has not been answered, and asking waits for nobody', async () => {
    const { budget, standing } = program(kept)
    const run = await budget.begin(alice)
    const answer = Promise.withResolvers<SignInResult>()
    const begun = Promise.withResolvers<void>()
    const spent = run.spend(request, () => {
      begun.resolve()
      return answer.promise
    })
    await begun.promise
    expect(await standing()).toEqual({ state: 'under-way', at })
    answer.resolve('accepted')
    await spent
    expect(await standing()).toEqual({ state: 'accepted', at })
  })

  it('is nothing where there is no account, or no password', async () => {
    const { budget } = program(kept)
    expect(await budget.standing({ domain: alice.domain })).toEqual({ state: 'no-account' })
    expect(await budget.standing({ ...alice, password: undefined })).toEqual({ state: 'no-password' })
  })

  it('costs nothing to ask: the one bad sign-in is still there', async () => {
    const { budget, standing } = program(kept)
    for (const _ of [1, 2, 3]) expect(await standing()).toEqual({ state: 'clear' })
    const run = await budget.begin(alice)
    expect(await run.spend(request, async () => 'rejected')).toBe('rejected')
  })

  it('never tells the password, nor anything made from it', async () => {
    const { standing, signIn } = program(kept)
    await signIn('rejected')
    const told = await standing()
    expect(PasswordStanding.parse(told)).toEqual(told)
    expect(Object.keys(told).toSorted()).toEqual(['at', 'state'])
  })
})

describe('how a password stands over the end of the program', () => {
  it('is rejected in the next one too, and not known as accepted there', async () => {
    await program(true).signIn('accepted')
    expect(await program(true).standing()).toEqual({ state: 'clear' })
    await program(true).signIn('rejected')
    expect(await program(true).standing()).toEqual({ state: 'rejected', at })
  })

  it('is clear after the administrator’s word, once it was let in', async () => {
    const first = program(true)
    await first.signIn('rejected')
    const run = await first.budget.begin({ ...alice, tryAgain: true })
    expect(await first.standing()).toEqual({ state: 'clear' })
    await run.spend(request, async () => 'accepted')
    expect(await first.standing()).toEqual({ state: 'accepted', at })
  })

  it('makes no file, where there is none, and no lock beside one', async () => {
    await program(true).standing()
    await expect(access(file)).rejects.toThrow()
    await program(true).signIn('rejected')
    const before = await readdir(join(folder, 'state'))
    await program(true).standing()
    expect(await readdir(join(folder, 'state'))).toEqual(before)
  })

  it('is not known where the file cannot be read; what this program saw itself still is', async () => {
    const { standing, signIn } = program(true)
    await signIn('rejected')
    await writeFile(file, 'not JSON')
    expect(await standing()).toEqual({ state: 'rejected', at })
    expect(await program(true).standing()).toEqual({ state: 'memory-unavailable' })
  })
})
