import type { Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import type { LiveRefusal, LiveWanted } from '../../shared/quarantine/told-live.ts'
import type { LiveConnection } from '../engine/management/live-connection.ts'
import type { PowerShellMachine } from '../engine/management/powershell-machine.ts'
import { defaultPowerShellLimits } from '../engine/management/powershell-runner.ts'
import type { SignInBudget } from '../engine/run/sign-in-budget.ts'
import type { Store } from '../engine/store/store.ts'
import type { AccountPasswords } from './account-passwords.ts'
import type { AppEvents } from './app-events.ts'
import { buildOf, givenAccount } from './live-account.ts'
import type { Organisations } from './organisations.ts'
import type { QuarantineDesk } from './quarantine-desk.ts'
import { createCarryingOut } from './quarantine-live-carrying-out.ts'
import { createLiveRuns, type LiveRun } from './quarantine-live-runs.ts'
import { begunLine } from './quarantine-live-trail.ts'
import { refusal } from './quarantine-live-words.ts'
import { describeWork, type LiveWhere, nameOfPlan, workFor } from './quarantine-live-work.ts'
import type { Trays } from './quarantine-tray.ts'

type LiveCalls = Pick<
  Handlers['calls'],
  'quarantine.live-plan' | 'quarantine.live-start' | 'quarantine.live-stop' | 'quarantine.live-last'
>
type Started = Parameters<LiveCalls['quarantine.live-start']>[0]

/** As much of a script is one page of it. */
const PAGE_CHARACTERS = 512 * 1024

export type QuarantineLive = {
  calls: LiveCalls
  events: Handlers['feeds']['quarantine.live-events']
  isBusy(): boolean
  /** Stops what is run, and waits for its end. */
  stop(): Promise<void>
  /** Forgets every run. */
  clear(): void
}

/** Runs parts of a plan about devices at Exchange: what was shown, after a preview of the same, and what takes that back. */
export function createQuarantineLive(parts: {
  store: Pick<Store, 'quarantine'>
  organisations: Organisations
  desk: QuarantineDesk
  trays: Trays
  passwords: Pick<AccountPasswords, 'referred'>
  budget: SignInBudget
  machine: PowerShellMachine
  events: AppEvents
  user: () => string | null
  now: () => Date
  newId: () => string
}): QuarantineLive {
  const { organisations, desk, trays, passwords, budget, machine, events, user, now } = parts
  const { trail } = parts.store.quarantine
  const runs = createLiveRuns(parts.newId)
  const decider = () => ({ who: user(), at: now().toISOString() })
  const carryOut = createCarryingOut({ runs, trail, events, decider })
  /** The text that was described last, of which pages are read. */
  let made: { key: string; page: { command: string; commands: number; shown: string }; text: string } | undefined

  async function opened(wanted: LiveWanted) {
    const open = organisations.needed()
    const held = await desk.open(open)
    const tray = await trays.read(open.id)
    const work = await workFor(wanted, { held, tray, doneBy: (run) => runs.doneBy(open.id, run) })
    return { ...open, held, work }
  }

  function pageOf(offset: number) {
    if (!made) return refusal('stale')
    const { page, text } = made
    const end = offset + PAGE_CHARACTERS
    return {
      ...{ outcome: 'plan' as const, ...page, text: text.slice(offset, end) },
      ...{ next: end < text.length ? end : null, characters: text.length },
    }
  }

  async function start(request: Started) {
    const { server, account: given, wanted, shown, previewed } = request
    const where: LiveWhere = { server, username: given?.username }
    const { id, organisation, held, work } = await opened(wanted)
    if ('outcome' in work) return work
    const described = describeWork(work, where, machine)
    if ('outcome' in described) return described
    if (work.part === 'apply') {
      const why = whyNotApplied(
        previewed === undefined ? undefined : runs.previewed(id, previewed),
        nameOfPlan(work, where),
      )
      if (why) return why
    }
    if (described.shown !== shown) return refusal('stale')
    const account = await givenAccount(request, { organisation, passwords, budget })
    const build = buildOf(server, held.configuration)
    // A change is not begun where that cannot be written down.
    if (work.part !== 'preview' && !trail.add(id, [begunLine(work, where, decider())]))
      throw new ContractError('no-such-organisation')
    if (work.part === 'apply') runs.spendPreview(id)
    const connection: LiveConnection = { server, account, build, machine, limits: defaultPowerShellLimits }
    const what = work.ground.about.kind === 'default' ? 'default' : 'tray'
    const run = runs.begin({ organisationId: id, what }, (begun) => carryOut(begun, work, where, connection))
    return { outcome: 'started' as const, run: run.id }
  }

  return {
    isBusy: runs.isBusy,
    stop: runs.stop,
    clear() {
      runs.clear()
      made = undefined
    },
    calls: {
      'quarantine.live-plan': async ({ server, account, wanted, offset }) => {
        if (machine.platform !== 'win32') return refusal('not-windows')
        const key = JSON.stringify([server, account, wanted])
        if (offset > 0) return made?.key === key ? pageOf(offset) : refusal('stale')
        const { work } = await opened(wanted)
        if ('outcome' in work) return work
        const described = describeWork(work, { server, username: account?.username }, machine)
        if ('outcome' in described) return described
        const { command, text, shown } = described
        made = { key, text, page: { command, shown, commands: work.commands.length } }
        return pageOf(0)
      },
      'quarantine.live-start': async (request) => {
        if (machine.platform !== 'win32') return refusal('not-windows')
        if (runs.isBusy()) return refusal('busy')
        return runs.reserved(() => start(request))
      },
      'quarantine.live-stop': async ({ run }) => {
        neededRun(run).stopping.abort()
        return {}
      },
      'quarantine.live-last': async ({ what }) => ({
        run: runs.last({ organisationId: organisations.needed().id, what }),
      }),
    },
    events: ({ run }, after, signal) => neededRun(run).log.readAfter(after, signal),
  }

  function neededRun(id: string): LiveRun {
    const run = runs.find(id)
    if (!run) throw new ContractError('no-such-run')
    return run
  }
}

/** Nothing is applied but what was previewed, at the same server and as the same account. */
function whyNotApplied(previewed: string | undefined, plan: string): LiveRefusal | undefined {
  if (previewed === undefined) return refusal('not-previewed')
  return previewed === plan ? undefined : refusal('previewed-other')
}
