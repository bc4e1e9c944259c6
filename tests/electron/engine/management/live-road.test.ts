import { afterEach, describe, expect, it } from 'vitest'
import type { LiveConnection } from '../../../../electron/engine/management/live-connection.ts'
import { describeLiveRun } from '../../../../electron/engine/management/live-description.ts'
import { collectionTask, createLiveRoad } from '../../../../electron/engine/management/live-road.ts'
import type { RoadProgress, RoadRequest } from '../../../../electron/engine/management/management-road.ts'
import { defaultPowerShellLimits } from '../../../../electron/engine/management/powershell-runner.ts'
import { createSignInBudget, type SignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import type { Step } from './powershell-stand-in.ts'
import { ended, opened, type StandInMachine, standInMachine } from './stand-in-machine.ts'

const server = 'exch01.contoso.local'
const limits = { ...defaultPowerShellLimits, bytes: 20_000_000 }
const request: RoadRequest = { cmdlets: ['Get-OrganizationConfig', 'Get-CASMailbox'] }
const answers = {
  'Get-OrganizationConfig': [{ Name: 'Contoso', EwsEnabled: true, EwsAllowList: [] }],
  'Get-CASMailbox': [
    { Identity: 'contoso.local/Users/Jörg', PrimarySmtpAddress: 'jörg@contoso.com', EwsEnabled: null },
    { Identity: 'contoso.local/Users/Ann', PrimarySmtpAddress: 'ann@contoso.com', EwsEnabled: false },
  ],
}

let machine: StandInMachine
afterEach(() => machine.close())

type Given = { password?: string; budget?: SignInBudget; tryAgain?: boolean; build?: string; signal?: AbortSignal }

async function ask(steps: readonly Step[], given: Given = {}, asked: RoadRequest = request) {
  machine = await standInMachine(steps)
  const { password, budget = createSignInBudget(), tryAgain, build, signal } = given
  const account =
    password === undefined
      ? undefined
      : { username: 'CONTOSO\\admin', password, budget, domain: 'contoso.com', tryAgain }
  const connection: LiveConnection = { server, account, build, machine, limits }
  const progress: RoadProgress[] = []
  const answer = await createLiveRoad(connection).ask(asked, { signal, onProgress: (event) => progress.push(event) })
  return { answer, progress }
}

const healthy: readonly Step[] = [...opened, { answer: answers }, ended]

describe('A question that is answered', () => {
  it('brings typed objects, and tells how far it is', async () => {
    const { answer, progress } = await ask(healthy)
    expect(answer).toMatchObject({
      outcome: 'answered',
      refused: [],
      reading: {
        format: 'postern',
        computer: 'ADMIN1',
        configuration: {
          organizationConfig: { name: 'Contoso', ewsEnabled: true, ewsAllowList: [] },
          casMailboxes: [
            { identity: 'contoso.local/Users/Jörg', primarySmtpAddress: 'jörg@contoso.com', ewsEnabled: null },
            { identity: 'contoso.local/Users/Ann', ewsEnabled: false },
          ],
        },
      },
    })
    expect(progress).toEqual([
      { type: 'connecting' },
      { type: 'asking', cmdlet: 'Get-OrganizationConfig', done: 0, of: 2 },
      { type: 'asking', cmdlet: 'Get-CASMailbox', done: 1, of: 2 },
    ])
  })

  it('is the same in whatever pieces it comes, among whatever PowerShell prints', async () => {
    const noisy: Step[] = [
      { print: 'WARNUNG: Größe', encoding: 'latin1' },
      ...opened,
      { answer: answers, pieces: 40 },
      { print: '' },
      ended,
    ]
    const [plain, pieced] = [await ask(healthy), await ask(noisy)]
    expect(pieced.answer).toEqual(plain.answer)
  })

  it('holds ten thousand mailboxes', async () => {
    const { answer } = await ask([...opened, { answer: answers, mailboxes: 10_000 }, ended])
    expect(answer.outcome === 'answered' && answer.reading.configuration.casMailboxes?.length).toBe(10_000)
  })

  it('was shown before as the very same text', async () => {
    await ask(healthy)
    const seen = await machine.seen()
    const [powershell] = machine.started
    const described = describeLiveRun({ server, task: collectionTask(request) }, machine.environment)
    expect(seen.script).toBe(described.script)
    expect(described.command).toBe(
      [powershell?.program, ...(powershell?.args ?? [])]
        .map((each) => (each?.includes(' ') ? `"${each}"` : each))
        .join(' '),
    )
  })
})

describe('A cmdlet that is refused', () => {
  const refused = (kind: string, message = 'x'): Step => ({
    answer: { ...answers, 'Get-CASMailbox': [] },
    errors: [{ cmdlet: 'Get-CASMailbox', kind, message }],
  })

  it.each([
    ['no-such-cmdlet', 'no-right'],
    ['no-such-parameter', 'parameter-missing'],
    ['access-denied', 'no-right'],
    ['other', 'cmdlet-refused'],
  ])('leaves the others answered: %s is %s', async (kind, code) => {
    const { answer } = await ask([...opened, refused(kind), ended])
    expect(answer).toMatchObject({
      outcome: 'answered',
      reading: { configuration: { organizationConfig: { name: 'Contoso' } } },
      refused: [{ cmdlet: 'Get-CASMailbox', kind, code, sentence: expect.stringContaining('Get-CASMailbox') }],
    })
  })

  it('is the answer where there is no other', async () => {
    const errors = request.cmdlets.map((cmdlet) => ({ cmdlet, kind: 'no-such-cmdlet', message: 'x' }))
    const { answer } = await ask([...opened, { answer: {}, errors }, ended])
    expect(answer).toMatchObject({ outcome: 'failed', error: { code: 'no-right' } })
  })
})

const connecting: Step = { frame: 'phase', text: 'connecting' }
const failing = (record: Extract<Step, { fail: unknown }>['fail']): Step[] => [connecting, { fail: record }, ended]
const transport = (id: string, message = '') => failing({ id: `${id},PSSessionOpenFailed`, message })

describe('A question that fails', () => {
  it.each<[string, readonly Step[]]>([
    ['language-constrained', [{ exit: 70 }]],
    ['policy-forbids-scripts', [{ frame: 'policy', text: 'AllSigned' }, ended]],
    ['server-not-found', transport('ComputerNotFound')],
    ['server-not-reached', transport('CannotConnect')],
    ['server-unanswered', transport('WinRMOperationTimeout')],
    ['not-ws-management', transport('-2144108297')],
    ['not-exchange', transport('InvalidResourceUri')],
    ['kerberos-name', transport('-2144108387', 'Fehler 0x80090322 bei Kerberos')],
    ['kerberos-clock', transport('-2144108387', 'erreur 0x80090324')],
    ['double-hop', transport('-2144108387', '0x8009030e')],
    ['sign-in-rejected', transport('LogonFailure')],
    ['access-denied', transport('AccessDenied')],
    ['no-role', transport('-2144108477', '[FailureCategory=AuthZ-CmdletAccessDeniedException] Der Benutzer')],
    ['too-many-shells', transport('-2144108123')],
    ['server-error', transport('-2144108477', '[FailureCategory=Cafe-SendFailure]')],
    ['session-refused', transport('-1')],
    ['connection-lost', [...opened, { answer: answers }, { frame: 'phase', text: 'lost' }, ended]],
    ['broke-off', [...opened, { answer: answers }, { exit: 1 }]],
    ['broke-off', [...opened, { answer: answers }, { die: true }]],
    ['broke-off', [{ complain: 'Unerwartetes Token' }, { exit: 1 }]],
    ['bad-document', [...opened, ended]],
    ['bad-document', [...opened, { frame: 'document', text: '{"postern":{' }, ended]],
    ['bad-document', [...opened, { frame: 'document', text: 'Identity,EwsEnabled\r\na,True\r\n' }, ended]],
  ])('says why, and keeps nothing: %s', async (code, steps) => {
    const { answer } = await ask(steps)
    expect(answer).toMatchObject({ outcome: 'failed', error: { code } })
  })

  it('says by what PowerShell itself printed why it broke off, on either of its outputs', async () => {
    for (const step of [{ complain: 'Unerwartetes Token' }, { print: 'Unerwartetes Token' }]) {
      const { answer } = await ask([step, { exit: 1 }])
      expect(answer).toMatchObject({ error: { code: 'broke-off', detail: 'exit code 1; Unerwartetes Token' } })
      await machine.close()
    }
  })

  it('is told by its record even where that has no end', async () => {
    const { answer } = await ask([connecting, { frame: 'failure', text: 'x'.repeat(400_000) }, ended])
    expect(answer).toMatchObject({
      outcome: 'failed',
      error: { code: 'cmdlet-refused', detail: `${'x'.repeat(500)}…` },
    })
  })

  it('is not begun where there is no Windows', async () => {
    machine = await standInMachine(healthy)
    const road = createLiveRoad({ server, machine: { ...machine, platform: 'linux' }, limits })
    expect(await road.ask(request)).toMatchObject({ outcome: 'failed', error: { code: 'not-windows' } })
    expect(machine.started).toEqual([])
  })

  it('is not begun for a mailbox that no script can name', async () => {
    const { answer } = await ask(healthy, {}, { ...request, mailboxes: ['a\u0007@contoso.com'] })
    expect(answer).toMatchObject({ outcome: 'failed', error: { code: 'not-quotable' } })
    expect(machine.started).toEqual([])
  })

  it('is not begun where it was stopped before', async () => {
    const { answer } = await ask(healthy, { signal: AbortSignal.abort() })
    expect(answer).toMatchObject({ outcome: 'failed', error: { code: 'cancelled' } })
  })
})

describe('A given password', () => {
  it('is sent once and not again, after it was rejected', async () => {
    const budget = createSignInBudget()
    const first = await ask(transport('LogonFailure'), { password: 'wrong-one', budget })
    expect(first.answer).toMatchObject({ outcome: 'failed', error: { code: 'sign-in-rejected' } })
    await machine.close()
    const second = await ask(healthy, { password: 'wrong-one', budget })
    expect(second.answer).toMatchObject({ outcome: 'failed', error: { code: 'sign-in-withheld' } })
    expect(machine.started).toEqual([])
    const another = await ask(healthy, { password: 'right-one', budget })
    expect(another.answer.outcome).toBe('answered')
  })

  it('is withheld from here where a run has had it rejected, and from a run where it was rejected here', async () => {
    const budget = createSignInBudget()
    const account = { domain: 'contoso.com', username: 'CONTOSO\\admin', password: 'wrong-one' }
    await ask(transport('1909'), { password: 'wrong-one', budget })
    expect(await budget.standing(account)).toMatchObject({ state: 'rejected' })
  })

  it.each<[string, readonly Step[], string]>([
    ['the session was opened', healthy, 'accepted'],
    ['the session was opened and then broke off', [...opened, { die: true }], 'accepted'],
    ['nobody was asked', [{ frame: 'policy', text: 'Restricted' }, ended], 'clear'],
    ['there is no way to the server', transport('CannotConnect'), 'clear'],
    ['Kerberos does not know the server', transport('TargetUnknown'), 'clear'],
    ['access was denied, which can be a rejection', transport('AccessDenied'), 'unanswered'],
    ['it died while signing in', [connecting, { die: true }], 'unanswered'],
  ])('stands as it may after a question in which %s', async (_, steps, state) => {
    const budget = createSignInBudget()
    await ask(steps, { password: 'some-password', budget })
    const account = { domain: 'contoso.com', username: 'CONTOSO\\admin', password: 'some-password' }
    expect(await budget.standing(account)).toMatchObject({ state })
  })

  it('keeps no other sign-in of its account waiting, once it was let in', async () => {
    const budget = createSignInBudget()
    const account = { domain: 'contoso.com', username: 'CONTOSO\\admin', password: 'some-password' }
    const stop = new AbortController()
    const asking = ask([...opened, { hang: true }], { password: 'some-password', budget, signal: stop.signal })
    await expect.poll(() => budget.standing(account)).toMatchObject({ state: 'accepted' })
    const request = { ...account, scheme: 'basic', url: 'https://exch01.contoso.local/', gatherer: 'ews' } as const
    const run = await budget.begin(account)
    expect(await run.spend(request, async () => 'accepted')).toBe('accepted')
    stop.abort()
    expect((await asking).answer).toMatchObject({ outcome: 'failed', error: { code: 'cancelled' } })
    expect(await budget.standing(account)).toMatchObject({ state: 'accepted' })
  })

  it('is as it was where PowerShell was not even started', async () => {
    const budget = createSignInBudget()
    const account = { domain: 'contoso.com', username: 'CONTOSO\\admin', password: 'some-password' }
    await ask(healthy, { password: 'some-password', budget }, { ...request, mailboxes: ['a\u0007'] })
    expect(await budget.standing(account)).toEqual({ state: 'clear' })
    machine.openDirectory = async () => {
      throw new Error('ENOSPC: no space left on device')
    }
    const given = { username: account.username, password: 'some-password', budget, domain: 'contoso.com' }
    const answer = await createLiveRoad({ server, account: given, machine, limits }).ask(request)
    expect(answer).toMatchObject({ error: { code: 'no-powershell', detail: expect.stringContaining('ENOSPC') } })
    expect(await budget.standing(account)).toEqual({ state: 'clear' })
  })

  it('is in nothing that comes back, though Exchange says it', async () => {
    const password = 'Käse&"Brot"'
    const { answer } = await ask([connecting, { failWithPassword: { id: 'LogonFailure,x' } }, ended], { password })
    expect(answer).toMatchObject({ outcome: 'failed', error: { code: 'sign-in-rejected' } })
    expect(JSON.stringify(answer)).not.toContain('Käse')
    expect(JSON.stringify(answer)).toContain('(not shown)')
    const errors = [{ cmdlet: 'Get-CASMailbox', kind: 'other', message: `no ${password}` }]
    const refused = await ask([...opened, { answer: answers, errors }, ended], { password })
    expect(JSON.stringify(refused.answer)).not.toContain('Käse')
  })

  it('is not put out of the way in a setting: nothing of that answer is kept', async () => {
    const { answer } = await ask(healthy, { password: 'Contoso' })
    expect(answer).toMatchObject({ outcome: 'failed', error: { code: 'password-in-answer' } })
  })

  it('is in no argument, variable or script', async () => {
    await ask(healthy, { password: 'pass-word-1' })
    const { script, args } = await machine.seen()
    const [powershell] = machine.started
    expect(JSON.stringify([script, args, powershell?.environment])).not.toContain('pass-word-1')
  })
})
