import type { ArtifactName } from '../../shared/artifacts/artifacts.ts'
import { allChecks } from '../../shared/checks/all-checks.ts'
import type { Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import { isSameOrganisation } from '../../shared/organisation/same-organisation.ts'
import { nylas } from '../../shared/profiles/profile.ts'
import { judgeAgain } from '../../shared/run/judge-again.ts'
import { type KeptRun, runOf } from '../../shared/run/kept-run.ts'
import { expectedTraces } from '../engine/run/run-traces.ts'
import type { Store } from '../engine/store/store.ts'
import type { ProxyFor } from '../engine/wire/proxy.ts'
import type { AccountPasswords } from './account-passwords.ts'
import type { AppEvents } from './app-events.ts'
import type { Organisations } from './organisations.ts'
import type { RunRegistry } from './run-registry.ts'
import type { SettingsOfThis } from './settings.ts'

type RunCalls = Pick<
  Handlers['calls'],
  | 'run.traces'
  | 'run.start'
  | 'run.cancel'
  | 'run.read'
  | 'run.list'
  | 'run.remove'
  | 'run.restore'
  | 'run.import'
  | 'run.judge'
  | 'finding.list'
>

/** Whom a run asks how servers are reached, as the settings have it when it begins; undefined: nobody, but directly. */
export type ProxyChoice = () => ProxyFor | undefined

/** The calls about runs. */
export function runHandlers(parts: {
  runs: RunRegistry
  store: Store
  organisations: Organisations
  passwords: AccountPasswords
  settings: SettingsOfThis
  proxy: ProxyChoice
  events: AppEvents
  artifacts: readonly ArtifactName[]
}): RunCalls {
  const { runs, store, organisations, passwords, settings, proxy, events, artifacts } = parts
  const changed = (): void => events.tell({ type: 'changed', what: 'runs' })

  return {
    'run.traces': async () => {
      const { organisation } = organisations.needed()
      const password = await passwords.passwordFor(organisation)
      return { traces: expectedTraces(artifacts, { organisation, password, profile: nylas }) }
    },
    'run.start': async ({ only, tryAgain, verifies, resume }, signal) => {
      const { id, organisation } = organisations.needed()
      if (verifies !== undefined) runs.read(verifies)
      const interrupted = resume === undefined ? undefined : resumable(runs.read(resume), id)
      const prepare = async () => ({
        ...{ organisation: asRun(organisation, settings), organisationId: id, origin: 'window' as const },
        ...{ only: interrupted?.run.only ?? only, tryAgain, verifies: interrupted?.run.verifies ?? verifies },
        ...{ resume: interrupted, password: await passwords.passwordFor(organisation) },
        ...{ secrets: passwords.inMemory(), proxyFor: proxy() },
      })
      return { runId: await runs.start(prepare, signal) }
    },
    'run.cancel': async ({ runId }) => {
      runs.cancel(runId)
      return {}
    },
    'run.read': async ({ runId }) => runs.read(runId),
    'run.list': async (filter) => ({ runs: runs.list(filter), active: runs.active() }),
    'run.remove': async ({ runIds }) => {
      runs.remove(runIds.filter((id) => id !== runs.active()))
      changed()
      return {}
    },
    'run.restore': async ({ runIds }) => {
      runs.restore(runIds)
      changed()
      return {}
    },
    'run.import': async ({ run }) => {
      const known = store.runs.import(run, organisationOf(run.run.organisation)) === 'already-there'
      changed()
      return { runId: run.run.id, known }
    },
    'run.judge': async ({ runId }) => {
      const run = runOf(runs.read(runId))
      if (run === undefined) throw new ContractError('run-unfinished')
      return judgeAgain(run, allChecks)
    },
    'finding.list': async (page) => store.runs.findings(page),
  }

  /** The kept organisation of this domain and mailbox, to which a run of a file belongs. */
  function organisationOf(told: { domain: string; mailbox: string }): string | null {
    const found = store.organisations.list().find(({ organisation }) => isSameOrganisation(organisation, told))
    return found?.id ?? null
  }
}

/** The organisation as a run has it: with this machine's settings where it has none of its own. */
export function asRun(organisation: Organisation, settings: SettingsOfThis): Organisation {
  const { resolvers } = settings.read()
  return resolvers.length > 0 ? { resolvers, ...organisation } : organisation
}

/** Starts a whole run that the watch wants, of an organisation that need not be the one that is open. */
export function startWatchedRun(
  organisationId: string,
  parts: { runs: RunRegistry; store: Store; passwords: AccountPasswords; settings: SettingsOfThis; proxy: ProxyChoice },
): Promise<string> {
  const { runs, store, passwords, settings, proxy } = parts
  const prepare = async () => {
    const organisation = store.organisations.read(organisationId)
    if (organisation === undefined) throw new ContractError('no-such-organisation')
    return {
      ...{ organisation: asRun(organisation, settings), organisationId, origin: 'watch' as const },
      ...{ password: await passwords.passwordFor(organisation), secrets: passwords.inMemory(), proxyFor: proxy() },
    }
  }
  return runs.start(prepare, new AbortController().signal)
}

function resumable(kept: KeptRun, organisationId: string): KeptRun {
  if (kept.state === 'interrupted' && kept.organisationId === organisationId) return kept
  throw new ContractError('run-not-interrupted')
}
