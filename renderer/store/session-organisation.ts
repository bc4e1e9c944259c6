import { withNoTrace } from './no-trace.ts'
import { isBusy, nothingShown, type SessionActions, type SessionTools } from './session-state.ts'

type OrganisationPart = Pick<
  SessionActions,
  'save' | 'putPassword' | 'leaveNoTrace' | 'openOrganisation' | 'newOrganisation' | 'readOrganisations'
> & {
  /** Reads which organisation is open, and what a run of it would leave behind. */
  readOpen(): Promise<void>
}

/** The organisation that is open, the others that are kept, and the password of its account. */
export function organisationPart({ client, set, get, attempt }: SessionTools): OrganisationPart {
  async function readTraces(): Promise<void> {
    set({ traces: get().organisation ? (await client.call('run.traces', {})).traces : [] })
  }

  async function readOpen(): Promise<void> {
    const { organisation, id, secret } = await client.call('organisation.read', {})
    set({ organisation, organisationId: id, secret })
    await readTraces()
  }

  async function readKept(): Promise<void> {
    set({ organisations: (await client.call('organisation.list', {})).organisations })
  }

  /** Another organisation is open from now on: nothing of the one before is shown any more. */
  async function turnTo(change: () => Promise<unknown>): Promise<void> {
    if (isBusy(get())) return
    set({ pending: 'saving', problem: null })
    await attempt(async () => {
      await change()
      set({ ...nothingShown, pending: null })
      await get().open()
    })
    set(({ pending }) => ({ pending: pending === 'saving' ? null : pending }))
  }

  return {
    readOpen,
    readOrganisations: async () => {
      await attempt(readKept)
    },
    async save(organisation, password) {
      return attempt(async () => {
        set({ problem: null })
        const saved = await client.call('organisation.save', { organisation })
        set({ organisation: saved.organisation, organisationId: saved.id })
        const username = saved.organisation.account?.username
        if (username && password)
          set({ secret: await client.call('secret.put', { username, password }), freshPassword: true })
        // A password is held for an account and its servers; whether one is for these, Postern knows.
        else set({ secret: (await client.call('organisation.read', {})).secret })
        await readTraces()
        await readKept()
        get().show({ kind: 'step', step: 'servers' })
      })
    },
    async putPassword(password) {
      const username = get().organisation?.account?.username
      if (!username) return false
      return attempt(async () => {
        set({ problem: null })
        set({ secret: await client.call('secret.put', { username, password }), freshPassword: true })
        await readTraces()
      })
    },
    async leaveNoTrace(leave) {
      const { organisation } = get()
      if (!organisation || isBusy(get())) return
      set({ pending: 'saving', problem: null })
      await attempt(async () => {
        const saved = await client.call('organisation.save', { organisation: withNoTrace(organisation, leave) })
        set({ organisation: saved.organisation })
        await readTraces()
      })
      set({ pending: null })
    },
    openOrganisation: (id) => turnTo(() => client.call('organisation.open', { id })),
    async newOrganisation() {
      await turnTo(() => client.call('organisation.close', {}))
      get().show({ kind: 'step', step: 'organisation' })
    },
  }
}
