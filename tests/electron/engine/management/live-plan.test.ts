import { afterEach, describe, expect, it } from 'vitest'
import { type LiveConnection, sessionOf } from '../../../../electron/engine/management/live-connection.ts'
import { describeLiveRun } from '../../../../electron/engine/management/live-description.ts'
import {
  type CommandOutcome,
  type LivePlan,
  planTask,
  runPlan,
} from '../../../../electron/engine/management/live-plan.ts'
import { defaultPowerShellLimits } from '../../../../electron/engine/management/powershell-runner.ts'
import { command } from '../../../../shared/management/cmdlets.ts'
import type { PlayedRecord, Step } from './powershell-stand-in.ts'
import { ended, opened, type StandInMachine, standInMachine } from './stand-in-machine.ts'

const enable = (mailbox: string) => command('Set-CASMailbox', { Identity: mailbox, EwsEnabled: true })
const plan: LivePlan = { part: 'apply', commands: [enable('ann@contoso.com'), enable('jörg@contoso.com')] }

let machine: StandInMachine
afterEach(() => machine.close())

async function run(steps: readonly Step[], wanted = plan) {
  machine = await standInMachine(steps)
  const connection: LiveConnection = { server: 'exch01.contoso.local', machine, limits: defaultPowerShellLimits }
  const begun: number[] = []
  const answer = await runPlan(connection, wanted, { onCommand: (number) => begun.push(number) })
  return { begun, ...answer }
}

const asking = (number: number): Step => ({ frame: 'asking', text: `${number}` })
const said = (text: string): Step => ({ frame: 'said', text })
const refused: Step = {
  fail: {
    stage: 'command',
    id: '[Server=EXCH01] [FailureCategory=Cmdlet-ManagementObjectNotFoundException] 4F5,Microsoft.Exchange.SetCASMailbox',
    category: 'NotSpecified',
    reason: 'ManagementObjectNotFoundException',
    message: 'Nicht gefunden.\r\n',
  },
}

describe('A plan that is run', () => {
  it('was shown before as the very same text', async () => {
    await run([...opened, asking(1), asking(2), ended])
    const shown = describeLiveRun(sessionOf({ server: 'exch01.contoso.local' }, planTask(plan)), machine.environment)
    expect((await machine.seen()).script).toBe(shown.script)
    expect(shown.script).toContain("Set-CASMailbox -Identity 'jörg@contoso.com' -EwsEnabled $true -ErrorAction Stop")
  })

  it('tells each command, with what was said of it', async () => {
    const { outcomes, error, begun } = await run([...opened, asking(1), said('one'), asking(2), said('two'), ended])
    expect(error).toBeUndefined()
    expect(begun).toEqual([1, 2])
    expect(outcomes).toEqual([
      { outcome: 'done', said: ['one'], errors: [] },
      { outcome: 'done', said: ['two'], errors: [] },
    ])
  })

  it('tells of a preview what the host of PowerShell prints', async () => {
    const { outcomes } = await run([...opened, asking(1), { print: 'What if: Jörg' }, asking(2), ended], {
      ...plan,
      part: 'preview',
    })
    expect(outcomes[0]).toEqual({ outcome: 'done', said: ['What if: Jörg'], errors: [] })
  })

  it('tells what was refused, and what was not begun after it', async () => {
    const { outcomes, error } = await run([...opened, asking(1), refused, ended])
    expect(error).toBeUndefined()
    expect(outcomes).toMatchObject([
      { outcome: 'refused', errors: [{ code: 'cmdlet-refused', detail: 'Nicht gefunden.' }] },
      { outcome: 'not-run' },
    ])
  })

  it('tells of a command in the middle of which it broke off that nobody knows', async () => {
    for (const steps of [
      [...opened, asking(1), asking(2), { die: true }] as const,
      [...opened, asking(1), asking(2), { frame: 'phase', text: 'lost' }, ended] as const,
    ]) {
      const { outcomes, error } = await run(steps)
      expect(error?.code).toMatch(/broke-off|connection-lost/)
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'unclear'])
      await machine.close()
    }
  })

  it('takes an error of a session that broke off for no word of Exchange about the command', async () => {
    const cut = (record: Partial<PlayedRecord>): Step => ({ fail: { stage: 'command', ...record } })
    const lost: Step = { frame: 'phase', text: 'lost' }
    const transport = { id: '-2144108453,PSSessionStateBroken', reason: 'PSRemotingTransportException' }
    const anything = { id: 'InvalidOperation', reason: 'InvalidOperationException' }
    const rows: [readonly Step[], CommandOutcome['outcome']][] = [
      [[cut(transport), ended], 'unclear'],
      [[cut(transport), lost, ended], 'unclear'],
      [[cut(anything), lost, ended], 'unclear'],
      [[cut(anything), ended], 'refused'],
      [[refused, lost, ended], 'refused'],
      [[cut({ id: 'CommandNotFoundException', reason: 'CommandNotFoundException' }), lost, ended], 'refused'],
    ]
    for (const [steps, outcome] of rows) {
      const { outcomes } = await run([...opened, asking(1), ...steps])
      expect(outcomes.map((each) => each.outcome)).toEqual([outcome, 'not-run'])
      await machine.close()
    }
  })

  it('tells of a session that did not come about, and of a text that no script can hold', async () => {
    const { outcomes, error } = await run([
      { frame: 'phase', text: 'connecting' },
      { fail: { id: 'CannotConnect,PSSessionOpenFailed' } },
      ended,
    ])
    expect(error?.code).toBe('server-not-reached')
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['not-run', 'not-run'])
    await machine.close()
    const unquotable = await run([], { part: 'apply', commands: [enable('a\u0000b')] })
    expect(unquotable).toMatchObject({ error: { code: 'not-quotable' }, outcomes: [{ outcome: 'not-run' }] })
    expect(machine.started).toEqual([])
  })
})
