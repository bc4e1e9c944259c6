import { randomBytes } from 'node:crypto'
import type { Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import { nylas } from '../../shared/profiles/profile.ts'
import { allGatherers } from '../engine/gather/all-gatherers.ts'
import { expectedTraces } from '../engine/run/run-traces.ts'
import { createSignInBudget } from '../engine/run/sign-in-budget.ts'
import type { SignInMemory } from '../engine/run/sign-in-memory.ts'
import { createAccountPasswords, namesSamePlace } from './account-passwords.ts'
import { createMemoryPasswordStore, type PasswordStore } from './password-store.ts'
import { createRunRegistry, type RunReadiness } from './run-registry.ts'

export type HandlersOptions = {
  host: 'electron' | 'loopback'
  version: string
  runReadiness: RunReadiness
  /** Memory unless said otherwise; `openPasswordStore()` gives the keychain where there is one. */
  passwords?: PasswordStore
  /** The organisation that is open from the start: what stands in its file. */
  organisation?: Organisation | undefined
  /** The password of that organisation's account. It is kept in memory only. */
  password?: string | undefined
  /** Where the file's `password.environment` is looked up. */
  environment?: Readonly<Record<string, string | undefined>>
  /** What is remembered of sign-ins over the end of the program; nothing is, when left out. */
  signInMemory?: SignInMemory | undefined
  now?: () => Date
  random?: (length: number) => Buffer
}

const everyArtifact = allGatherers.map(({ artifact }) => artifact)

/** What a host serves, and what it may do itself beside that. */
export type HostHandlers = Handlers & {
  /**
   * Opens the organisation of a file that the administrator chose outside the window, as through the menu. Unlike one
   * that the window saves, it may say where a password is found.
   */
  openOrganisation(organisation: Organisation): void
}

/**
 * The handlers of every call and feed, the same for both hosts. They hold what one session holds: the organisation that
 * is open, the passwords, the last twenty runs, and one sign-in budget, so that a password that was rejected is not
 * sent again by a later run. No password ever comes back out of them.
 */
export function createHandlers(options: HandlersOptions): HostHandlers {
  const { now = () => new Date(), random = randomBytes, passwords: store = createMemoryPasswordStore() } = options
  let file = options.organisation
  let organisation: Organisation | null = options.organisation ?? null

  const passwords = createAccountPasswords({
    store,
    given: { organisation: options.organisation, password: options.password },
    environment: options.environment ?? process.env,
    newReference: () => `secret-${random(12).toString('hex')}`,
  })
  const budget = createSignInBudget(now, options.signInMemory)
  const runs = createRunRegistry({ runReadiness: options.runReadiness, budget, now })

  function opened(): Organisation {
    if (organisation === null) throw new ContractError('no-organisation')
    return organisation
  }

  return {
    openOrganisation(chosen) {
      organisation = chosen
      file = chosen
    },
    calls: {
      'app.about': async () => ({ version: options.version, host: options.host, passwords: store.kind() }),
      'organisation.read': async () => ({
        organisation,
        secret: organisation && (await passwords.held(organisation)),
      }),
      'organisation.save': async (argument) => {
        organisation = withoutForeignPlace(argument.organisation, file)
        return { organisation }
      },
      'secret.put': async ({ username, password }) => passwords.put(opened(), username, password),
      'secret.forget': async ({ reference }) => {
        await passwords.forget(reference)
        return {}
      },
      'sign-in.standing': async () => {
        const organisation = opened()
        const password = await passwords.passwordFor(organisation)
        return budget.standing({ domain: organisation.domain, username: organisation.account?.username, password })
      },
      'run.traces': async () => {
        const organisation = opened()
        const password = await passwords.passwordFor(organisation)
        return { traces: expectedTraces(everyArtifact, { organisation, password, profile: nylas }) }
      },
      'run.start': async ({ only, tryAgain }, signal) => {
        const organisation = opened()
        const prepare = async () => ({
          organisation,
          password: await passwords.passwordFor(organisation),
          only,
          tryAgain,
          secrets: passwords.inMemory(),
        })
        return { runId: await runs.start(prepare, signal) }
      },
      'run.cancel': async ({ runId }) => {
        runs.cancel(runId)
        return {}
      },
      'run.read': async ({ runId }) => runs.read(runId),
      'run.list': async () => runs.list(),
    },
    feeds: {
      'run.events': ({ runId }, after, signal) => runs.events(runId).readAfter(after, signal),
    },
  }
}

/**
 * A window could otherwise name any entry of the keychain or any environment variable, together with a server of its
 * own choice to send it to. So only the place that the organisation's file names is kept, for the account it names.
 */
function withoutForeignPlace(organisation: Organisation, file: Organisation | undefined): Organisation {
  const { account } = organisation
  if (account?.password === undefined || namesSamePlace(organisation, file)) return organisation
  return { ...organisation, account: { username: account.username } }
}
