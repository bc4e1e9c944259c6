import type { Handlers } from '../../shared/contract/contract.ts'
import type { PowerShellMachine } from '../engine/management/powershell-machine.ts'
import type { SignInBudget } from '../engine/run/sign-in-budget.ts'
import type { Store } from '../engine/store/store.ts'
import type { AccountPasswords } from './account-passwords.ts'
import type { AppEvents } from './app-events.ts'
import { type Configurations, createConfigurations } from './configurations.ts'
import type { Organisations } from './organisations.ts'
import { quarantineDecisionHandlers } from './quarantine-decision-handlers.ts'
import { createQuarantineDesk } from './quarantine-desk.ts'
import { createQuarantineLive, type QuarantineLive } from './quarantine-live-handlers.ts'
import { createQuarantineReadings, notedConfigurations } from './quarantine-readings.ts'
import { createTrays } from './quarantine-tray.ts'
import { quarantineViewHandlers } from './quarantine-view-handlers.ts'
import { withdrawnReadingHandlers } from './quarantine-withdrawn.ts'

/** The desk of devices: its calls, and the configurations of which each reading is noted there. */
export type QuarantineOfThis = {
  configurations: Configurations
  calls: ReturnType<typeof quarantineViewHandlers> &
    ReturnType<typeof quarantineDecisionHandlers> &
    ReturnType<typeof withdrawnReadingHandlers> &
    QuarantineLive['calls']
  feeds: Pick<Handlers['feeds'], 'quarantine.live-events'>
  /** What is run at Exchange from here. */
  live: Pick<QuarantineLive, 'isBusy' | 'stop'>
  /** Before everything is deleted: nothing more is written, and nothing is held. */
  stop(): Promise<void>
}

export function createQuarantine(parts: {
  store: Store
  organisations: Organisations
  events: AppEvents
  notify: (sentence: string) => void
  /** Who works at this machine, by the operating system. */
  user: () => string | null
  passwords: Pick<AccountPasswords, 'referred'>
  budget: SignInBudget
  machine: PowerShellMachine
  /** The name of a run. */
  newId: () => string
  now: () => Date
}): QuarantineOfThis {
  const { store, now } = parts
  const kept = createConfigurations(store.configurations)
  const desk = createQuarantineDesk({ store, configurations: kept, now })
  const trays = createTrays(store.quarantine.decisions)
  const readings = createQuarantineReadings({ ...parts, desk })
  const shared = { ...parts, desk, trays, readings }
  const live = createQuarantineLive(shared)
  const decider = () => ({ who: parts.user(), at: now().toISOString() })
  return {
    configurations: notedConfigurations(kept, readings, store.quarantine),
    calls: {
      ...quarantineViewHandlers(shared),
      ...quarantineDecisionHandlers(shared),
      ...withdrawnReadingHandlers({ ...shared, configurations: kept, decider }),
      ...live.calls,
    },
    feeds: { 'quarantine.live-events': live.events },
    live,
    async stop() {
      await live.stop()
      live.clear()
      await readings.stop()
      desk.letGo()
      trays.letGo()
    },
  }
}
