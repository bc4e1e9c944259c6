import { randomBytes } from 'node:crypto'
import { uptime, userInfo } from 'node:os'
import type { FeedEvent, Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { type SetTimer, setPlatformTimer } from '../../shared/contract/set-timer.ts'
import { t } from '../../shared/language/translate.ts'
import { withAsciiNames } from '../../shared/organisation/ascii-names.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import { allGatherers } from '../engine/gather/all-gatherers.ts'
import { type PowerShellMachine, thisMachine } from '../engine/management/powershell-machine.ts'
import { discoverServers } from '../engine/run/discover-servers.ts'
import { createSignInBudget } from '../engine/run/sign-in-budget.ts'
import type { SignInFile } from '../engine/run/sign-in-file.ts'
import type { SignInMemory } from '../engine/run/sign-in-memory.ts'
import { openStore, type Store } from '../engine/store/store.ts'
import type { ProxyFor } from '../engine/wire/proxy.ts'
import { type AccountPasswords, createAccountPasswords } from './account-passwords.ts'
import { createAppEvents } from './app-events.ts'
import { configurationHandlers, type ImportResult, type OfferedFile } from './configuration-handlers.ts'
import { type Desktop, endSentence } from './desktop.ts'
import { discoverFeed } from './discover-feed.ts'
import { ewsHandlers } from './ews-handlers.ts'
import { createFirewall } from './firewall-handlers.ts'
import { createImports } from './imports.ts'
import { sayingRefusals } from './kept-refusals.ts'
import { liveHandlers } from './live-handlers.ts'
import { createMailboxLists } from './mailbox-lists.ts'
import { createOfferedRests } from './offered-rests.ts'
import { createOrganisations } from './organisations.ts'
import { createMemoryPasswordStore, type PasswordStore } from './password-store.ts'
import { createQuarantine } from './quarantine-handlers.ts'
import { type ProxyChoice, runHandlers, startWatchedRun } from './run-handlers.ts'
import { createRunRegistry, type RunReadiness } from './run-registry.ts'
import { createSettings } from './settings.ts'
import { systemProxy } from './system-proxy.ts'
import { createWatch, type WatchOfThis } from './watch-handlers.ts'
import type { ServeMetrics } from './watch-metrics.ts'

export type HandlersOptions = {
  host: 'electron' | 'loopback'
  version: string
  runReadiness: RunReadiness
  /** The engine's own when left out. */
  discoverServers?: typeof discoverServers | undefined
  /** Memory unless said otherwise; `openPasswordStore()` gives the keychain where there is one. */
  passwords?: PasswordStore
  /** Where runs, organisations and settings are kept; in memory when left out. */
  store?: Store
  /** The organisation that is open from the start: what stands in its file. */
  organisation?: Organisation | undefined
  /** The password of that organisation's account. It is kept in memory only. */
  password?: string | undefined
  /** Where the file's `password.environment` is looked up. */
  environment?: Readonly<Record<string, string | undefined>>
  /** What is remembered of sign-ins over the end of the program; nothing is, when left out. */
  signInMemory?: (SignInMemory & Partial<Pick<SignInFile, 'clear'>>) | undefined
  /** What the host’s desktop can do; a browser has none. */
  desktop?: Desktop | undefined
  /** Asked for the proxy where the settings say that it is used; this machine, as programs find it, when left out. */
  proxyFor?: ProxyFor | undefined
  /** On which PowerShell is started for the Exchange Management Shell; this one, when left out. */
  machine?: PowerShellMachine | undefined
  /** Who works at this machine, for the trail of decisions; the user of the operating system, when left out. */
  user?: (() => string | null) | undefined
  /** How the metrics of the watch are served, where they are switched on. */
  serveMetrics?: ServeMetrics | undefined
  /** Told why a run can be kept no more, beside the windows. */
  onTrouble?: ((sentence: string) => void) | undefined
  now?: () => Date
  /** Milliseconds by a clock that nobody sets, and that goes on while the machine sleeps. */
  monotonic?: () => number
  setTimer?: SetTimer
  random?: (length: number) => Buffer
}

/** What a host serves, and what it may do itself beside that. */
export type HostHandlers = Handlers & {
  /**
   * Opens the organisation of a file that the administrator chose outside the window, as through the menu. Unlike one
   * that the window saves, it may say where a password is found.
   */
  openOrganisation(organisation: Organisation): void
  /** Tells every window something that the host itself brought about, as by its menu. */
  tell(event: FeedEvent<'app.events'>): void
  /** The host begins it when a window can be shown what it does, and ends it before the store is closed. */
  watch: Pick<WatchOfThis, 'begin' | 'end'>
}

/**
 * The handlers of every call and feed, the same for both hosts: over the store, the passwords of this program, and one
 * sign-in budget, so that a password that was rejected is not sent again by a later run. No password ever comes back
 * out of them.
 */
export function createHandlers(options: HandlersOptions): HostHandlers {
  const { now = () => new Date(), random = randomBytes, passwords: vault = createMemoryPasswordStore() } = options
  const store = options.store ?? openStore({ directory: null, now })
  const events = createAppEvents()
  const organisationsChanged = (): void => events.tell({ type: 'changed', what: 'organisations' })
  const runsChanged = (): void => events.tell({ type: 'changed', what: 'runs' })
  const organisations = createOrganisations(store)
  const settings = createSettings(store.settings)
  const proxyFor = options.proxyFor ?? systemProxy()
  const proxy: ProxyChoice = () => (settings.read().proxy === 'system' ? proxyFor : undefined)
  if (options.organisation) organisations.take(options.organisation)

  const passwords: AccountPasswords = createAccountPasswords({
    store: vault,
    given: { organisation: options.organisation, password: options.password },
    environment: options.environment ?? process.env,
    newReference: () => `secret-${random(12).toString('hex')}`,
  })
  const budget = createSignInBudget(now, options.signInMemory)
  const runs = createRunRegistry({
    ...{ runReadiness: options.runReadiness, budget, now, store },
    onChange: runsChanged,
    onTrouble(sentence) {
      events.tell({ type: 'changed', what: 'about' })
      options.onTrouble?.(sentence)
    },
    onEnd(run, request) {
      watch.runEnded(run, request)
      const { origin } = request
      // Of a run of the watch, what has turned is told; who has stopped one knows that it has ended.
      if (origin !== 'window' || run.run.endedEarly === 'cancelled' || !settings.read().notifications) return
      options.desktop?.notify(endSentence(run))
    },
  })
  const watch = createWatch({
    ...{ version: options.version, store, settings, events, runs, now, serveMetrics: options.serveMetrics },
    monotonic: options.monotonic ?? (() => uptime() * 1_000),
    setTimer: options.setTimer ?? setPlatformTimer,
    notify: options.desktop?.notify,
    startRun: (id) => startWatchedRun(id, { runs, store, passwords, settings, proxy }),
  })
  const setTimer = options.setTimer ?? setPlatformTimer
  const machine = options.machine ?? thisMachine
  const quarantine = createQuarantine({
    ...{ store, organisations, events, now, user: options.user ?? systemUser },
    ...{ passwords, budget, machine, newId: () => `live-${random(12).toString('hex')}` },
    notify(sentence) {
      if (settings.read().notifications) options.desktop?.notify(sentence)
    },
  })
  const firewall = createFirewall({
    ...{ store, organisations, vault, events, proxy, now, setTimer, random, user: options.user ?? systemUser },
    monotonic: options.monotonic ?? (() => uptime() * 1_000),
    notify(sentence) {
      if (settings.read().notifications) options.desktop?.notify(sentence)
    },
  })
  const { configurations } = quarantine
  const imports = createImports<ImportResult>({ setTimer, newId: () => `import-${random(8).toString('hex')}` })
  const rests = createOfferedRests<OfferedFile>(setTimer)
  const lists = createMailboxLists()
  const management = liveHandlers({
    ...{ configurations, organisations, passwords, budget, events, now, machine },
  })
  vault.onMemory(() => events.tell({ type: 'changed', what: 'about' }))

  return {
    tell: events.tell,
    watch: {
      begin() {
        firewall.watch.begin()
        return watch.begin()
      },
      async end() {
        // What is done at Exchange is written down before nothing can be any more.
        await quarantine.live.stop()
        await firewall.watch.end()
        await watch.end()
      },
    },
    openOrganisation(chosen) {
      organisations.take(chosen)
      organisationsChanged()
    },
    ...sayingRefusals({
      calls: {
        'app.about': async () => ({
          ...{ version: options.version, host: options.host, passwords: await vault.kind() },
          ...{ directory: store.directory, notice: bothOf(store.notice, runs.trouble()) },
        }),
        'organisation.read': async () => {
          const { id, organisation } = organisations.opened() ?? { id: null, organisation: null }
          return { id, organisation, secret: organisation && (await passwords.held(organisation)) }
        },
        'organisation.list': async () => organisations.list(),
        'organisation.open': async ({ id }) => {
          organisations.open(id)
          organisationsChanged()
          return {}
        },
        'organisation.close': async () => {
          organisations.close()
          organisationsChanged()
          return {}
        },
        'organisation.save': async ({ organisation }) => {
          const saved = organisations.save(organisation)
          organisationsChanged()
          return saved
        },
        'organisation.remove': async ({ id }) => {
          organisations.remove(id)
          organisationsChanged()
          runsChanged()
          return {}
        },
        'organisation.restore': async ({ id }) => {
          organisations.restore(id)
          organisationsChanged()
          runsChanged()
          return {}
        },
        'secret.put': async ({ username, password }) =>
          passwords.put(organisations.needed().organisation, username, password),
        'secret.forget': async ({ reference }) => {
          if (!(await passwords.forget(reference))) throw new ContractError('keychain-left')
          return {}
        },
        'sign-in.standing': async () => {
          const { organisation } = organisations.needed()
          const password = await passwords.passwordFor(organisation)
          // By the name by which a run remembers it.
          const { domain } = withAsciiNames(organisation)
          return budget.standing({ domain, username: organisation.account?.username, password })
        },
        'window.savePdf': async ({ name }) => options.desktop?.savePdf(name) ?? { outcome: 'unavailable' },
        'settings.read': async () => settings.read(),
        'settings.save': async (argument) => {
          const saved = settings.save(argument.settings)
          events.tell({ type: 'changed', what: 'settings' })
          await watch.settingsChanged()
          return saved
        },
        'data.deleteAll': async () => {
          if (runs.isBusy()) throw new ContractError('run-active')
          if (quarantine.live.isBusy())
            throw new ContractError('run-active', t`Decisions are being carried out at Exchange.`)
          // It would write what is deleted anew, and note what came of its sign-in where nobody finds it.
          if (store.runs.anyUnderWay())
            throw new ContractError('run-active', t`It is one of another Postern on this computer.`)
          const all = await passwords.forgetAll(store.organisations.list().map(({ organisation }) => organisation))
          await quarantine.stop()
          store.deleteAll()
          runs.clear()
          imports.abortAll()
          rests.letGoOfAll()
          lists.letGo()
          configurations.letGo()
          firewall.letGo()
          await options.signInMemory?.clear?.()
          await watch.settingsChanged()
          for (const what of [
            'organisations',
            'runs',
            'settings',
            'watch',
            'about',
            'configuration',
            'quarantine',
            'firewall',
          ] as const) {
            events.tell({ type: 'changed', what })
          }
          if (!all) throw new ContractError('keychain-left')
          return {}
        },
        ...watch.calls,
        'management.describe': management.describe,
        ...configurationHandlers({ imports, rests, configurations, organisations, events, now }),
        ...ewsHandlers({
          ...{ imports, configurations, organisations, lists, now },
          newId: () => `list-${random(8).toString('hex')}`,
        }),
        ...quarantine.calls,
        ...firewall.calls,
        ...runHandlers({ runs, store, organisations, passwords, settings, proxy, events, artifacts }),
      },
      feeds: {
        'run.events': ({ runId }, after, signal) => runs.events(runId).readAfter(after, signal),
        'organisation.discover': discoverFeed({
          discoverServers: options.discoverServers ?? discoverServers,
          ...{ passwords, settings, proxy, budget, now },
          opened: () => organisations.opened()?.organisation ?? null,
        }),
        'management.live': management.live,
        ...quarantine.feeds,
        'app.events': (_argument, after, signal) => events.readAfter(after, signal),
      },
    }),
  }
}

/** The operating system need not know the user of a process, as in some containers. */
function systemUser(): string | null {
  try {
    return userInfo().username
  } catch {
    return null
  }
}

const artifacts = allGatherers.map(({ artifact }) => artifact)

function bothOf(...sentences: readonly (string | null)[]): string | null {
  return sentences.filter((sentence) => sentence !== null).join(' ') || null
}
