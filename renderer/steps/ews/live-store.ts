import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallArgument, CallResult, Client, FeedEvent } from '../../../shared/contract/contract.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import { type ConfigurationUse, cmdletsFor } from '../../../shared/management/configuration.ts'
import { serverPlace } from '../../../shared/organisation/organisation.ts'
import { problemSentence, problemToTell } from '../../store/problem-sentence.ts'

export type LiveRequest = CallArgument<'management.describe'>
type LiveEvent = FeedEvent<'management.live'>

/** What the live road shows, as plain data. */
export type LiveState = {
  server: string
  /** What would be done for this server; null until it was asked. */
  description: CallResult<'management.describe'> | null
  /** Of which server and account that tells; null where it is of none that could be asked. */
  described: string | null
  /** How far it is; null while nothing is asked. */
  progress: Extract<LiveEvent, { type: 'connecting' | 'asking' }> | null
  /** What it came to last. */
  ended: Extract<LiveEvent, { type: 'kept' | 'failed' }> | { type: 'stopped' } | null
  problem: string | null
}

export type LiveActions = {
  name(server: string): void
  /** Asks what would be done. */
  describe(account: LiveRequest['account']): Promise<void>
  /** Asks Exchange. `tryAgain`: the password may be sent once more, although it was rejected or went unanswered. */
  ask(account: LiveRequest['account'], tryAgain?: boolean): Promise<void>
  stop(): void
}

export type LiveStore = StoreApi<LiveState & LiveActions>

/** Every cmdlet that tells something of it, but the one that opens each mailbox and takes hours where there are thousands. */
function cmdletsOf(use: ConfigurationUse): LiveRequest['cmdlets'] {
  return cmdletsFor([use]).filter((each) => each !== 'Get-MobileDeviceStatistics')
}

/** Whether nobody was asked because the password is held back, which somebody can say otherwise of. */
export function isWithheld({ ended }: Pick<LiveState, 'ended'>): boolean {
  return ended?.type === 'failed' && ended.code === 'sign-in-withheld'
}

/** Whether a text can be the name or address of a server, which is what is asked. */
export function isServer(text: string): boolean {
  return serverPlace.safeParse(text).success
}

/** Whether what is shown is what would be run for this server and account: nothing else may be. */
export function isDescribed(
  { server, described }: Pick<LiveState, 'server' | 'described'>,
  account: LiveRequest['account'],
) {
  return isServer(server) && described === descriptionKey(server, account)
}

function descriptionKey(server: string, account: LiveRequest['account']): string {
  return [server, account?.username, account?.secret].join('\n')
}

/** The live road to Exchange's configuration, over one Client. */
export function createLiveStore(client: Client, use: ConfigurationUse = 'ews'): LiveStore {
  const cmdlets = cmdletsOf(use)
  return createStore<LiveState & LiveActions>()((set, get) => {
    let stopping: AbortController | undefined
    /** Only what was asked last is shown. */
    let asked = 0
    const request = (account: LiveRequest['account']): LiveRequest => ({
      server: get().server,
      cmdlets,
      ...(account && { account }),
    })

    return {
      server: '',
      description: null,
      described: null,
      progress: null,
      ended: null,
      problem: null,
      name: (server) => set({ server, ended: null, problem: null }),
      async describe(account) {
        asked += 1
        const own = asked
        const named = isServer(get().server)
        // Whether this machine has the road at all is told whatever the server.
        const server = named ? get().server : 'exchange'
        const described = named ? descriptionKey(server, account) : null
        try {
          const description = await client.call('management.describe', { ...request(account), server })
          if (own === asked) set({ description, described, problem: null })
        } catch (error) {
          if (own === asked) set({ described: null, problem: problemToTell(error) })
        }
      },
      async ask(account, tryAgain = false) {
        if (get().progress || !isDescribed(get(), account)) return
        stopping = new AbortController()
        const { signal } = stopping
        const question = { ...request(account), ...(tryAgain && { tryAgain }) }
        set({ progress: { type: 'connecting' }, ended: null, problem: null })
        try {
          for await (const event of client.feed('management.live', question, signal)) {
            if (event.type === 'kept' || event.type === 'failed') set({ ended: event })
            else set({ progress: event })
          }
        } catch (error) {
          const wasStopped = error instanceof ContractError && error.code === 'cancelled'
          if (!wasStopped) set({ problem: problemSentence(error) })
        }
        set(({ ended, problem }) => ({ progress: null, ended: ended ?? (problem ? null : { type: 'stopped' }) }))
      },
      stop: () => stopping?.abort(),
    }
  })
}

type Held = { organisationId: string | null; stores: Map<ConfigurationUse, LiveStore> }
const held = new WeakMap<Client, Held>()

/** The one store of a window’s client for the organisation that is open and a use: what is asked goes on while somebody is elsewhere. */
export function liveStoreOf(client: Client, organisationId: string | null, use: ConfigurationUse = 'ews'): LiveStore {
  const before = held.get(client)
  // What was being asked for another one is kept for that one when it ends.
  const known: Held = before?.organisationId === organisationId ? before : { organisationId, stores: new Map() }
  const store = known.stores.get(use) ?? createLiveStore(client, use)
  known.stores.set(use, store)
  held.set(client, known)
  return store
}
