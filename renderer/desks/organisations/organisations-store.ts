import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../../shared/contract/contract.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import { t } from '../../../shared/language/translate.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { OrganisationSummary } from '../../../shared/organisation/organisation-summary.ts'
import { problemToTell } from '../../store/problem-sentence.ts'

/** What the desk of organisations has done last; the list itself is the session's. */
export type OrganisationsState = {
  /** The one that was taken away last, and can be brought back. */
  removed: OrganisationSummary | null
  /** What was done, or went wrong, as a sentence. */
  told: { sentence: string; isProblem: boolean } | null
}

export type OrganisationsActions = {
  /** Reads the list again whenever a run comes, ends or goes, until the signal aborts. */
  follow(signal: AbortSignal): Promise<void>
  /** Keeps an organisation of a file as one more, and opens it. */
  add(organisation: Organisation, file: string): Promise<void>
  remove(organisation: OrganisationSummary): Promise<void>
  /** Brings back the one that was taken away last. */
  undo(): Promise<void>
  tell(sentence: string): void
  tellProblem(sentence: string): void
  dismiss(): void
}

export type OrganisationsStore = StoreApi<OrganisationsState & OrganisationsActions>

/** `changed` is told after each change, so that the list is read again. */
export function createOrganisationsStore(client: Client, changed: () => Promise<void>): OrganisationsStore {
  return createStore<OrganisationsState & OrganisationsActions>()((set, get) => {
    async function attempt(work: () => Promise<Partial<OrganisationsState>>): Promise<void> {
      set({ told: null })
      try {
        set(await work())
      } catch (error) {
        const sentence = problemToTell(error)
        if (sentence !== null) set({ told: { sentence, isProblem: true } })
      }
      await changed()
    }

    return {
      removed: null,
      told: null,
      async follow(signal) {
        try {
          for await (const event of client.feed('app.events', {}, signal)) {
            if (event.type === 'changed' && event.what === 'runs') await changed()
          }
        } catch (error) {
          if (!(error instanceof ContractError)) throw error
        }
      },
      add: (organisation, file) =>
        attempt(async () => {
          await client.call('organisation.close', {})
          const { organisation: kept } = await client.call('organisation.save', { organisation })
          const place = organisation.account?.password && !kept.account?.password
          const rest = place
            ? t` Where the file says its password is, Postern looks only when it is started with that file; type it under Sign-in.`
            : ''
          return {
            removed: null,
            told: { sentence: t`${kept.name} of ${file} is kept and open.${rest}`, isProblem: false },
          }
        }),
      remove: (organisation) =>
        attempt(async () => {
          await client.call('organisation.remove', { id: organisation.id })
          return { removed: organisation }
        }),
      async undo() {
        const { removed } = get()
        if (!removed) return
        await attempt(async () => {
          await client.call('organisation.restore', { id: removed.id })
          return { removed: null, told: { sentence: backSentence(removed), isProblem: false } }
        })
      },
      tell: (sentence) => set({ told: { sentence, isProblem: false } }),
      tellProblem: (sentence) => set({ told: { sentence, isProblem: true } }),
      dismiss: () => set({ removed: null, told: null }),
    }
  })
}

function backSentence({ organisation: { name }, runs }: OrganisationSummary): string {
  if (runs === 0) return t`${name} is back.`
  return runs === 1 ? t`${name} and its run are back.` : t`${name} and its runs are back.`
}
