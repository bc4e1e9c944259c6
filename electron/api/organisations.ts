import { isDeepStrictEqual } from 'node:util'
import type { CallResult } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { Store } from '../engine/store/store.ts'
import { namesSamePlace } from './account-passwords.ts'

/** The organisations that are kept, and the one that is open. */
export type Organisations = {
  opened(): { id: string; organisation: Organisation } | null
  /** The one that is open; throws 'no-organisation' where none is. */
  needed(): { id: string; organisation: Organisation }
  list(): CallResult<'organisation.list'>
  open(id: string): void
  close(): void
  /**
   * Keeps one that a window sent, in place of the one that is open, and opens it. Where none is open, it is a new one; but
   * one that is kept already, the same in everything, is opened and not kept twice.
   */
  save(organisation: Organisation): CallResult<'organisation.save'>
  /**
   * Keeps one that the administrator gave as a file outside the window, and opens it: in place of the kept one of the same
   * name and domain, where there is one. Unlike one that a window saves, it may say where a password is found.
   */
  take(organisation: Organisation): void
  remove(id: string): void
  /** Back with its runs, and open where it was and no other is. */
  restore(id: string): void
}

export function createOrganisations(store: Store): Organisations {
  const { organisations, runs } = store
  /** What went with each organisation that was taken away, and comes back with it: its runs, and that it was open. */
  const wentAlong = new Map<string, { runIds: string[]; wasOpen: boolean }>()

  function opened() {
    const id = organisations.opened()
    const organisation = id === null ? undefined : organisations.read(id)
    return id === null || organisation === undefined ? null : { id, organisation }
  }

  function known(id: string): void {
    if (organisations.read(id) === undefined) throw new ContractError('no-such-organisation')
  }

  return {
    opened,
    needed() {
      const found = opened()
      if (found === null) throw new ContractError('no-organisation')
      return found
    },
    list() {
      const entries = organisations.list().map(({ id, organisation }) => {
        const kept = runs.list({ organisationId: id })
        // What a file says, and when, is no word of ours on how the organisation stands.
        const own = kept.filter(({ state, origin }) => state === 'ended' && origin !== 'imported')
        const last = own.find(({ header }) => header.verifies === undefined)
        const { verdict, header } = last ?? {}
        return {
          id,
          organisation,
          runs: kept.length,
          last: verdict && header ? { verdict, startedAt: header.startedAt } : null,
        }
      })
      const byName = new Intl.Collator().compare
      return {
        organisations: entries.toSorted((a, b) => byName(a.organisation.name, b.organisation.name)),
        open: opened()?.id ?? null,
      }
    },
    open(id) {
      known(id)
      organisations.open(id)
    },
    close: () => organisations.open(null),
    save(sent) {
      const before = opened()
      const organisation = withoutForeignPlace(sent, before?.organisation)
      const same = before
        ? undefined
        : organisations.list().find((kept) => isEither(kept.organisation, sent, organisation))
      const kept = same ?? { organisation, id: organisations.put(organisation, before?.id) }
      organisations.open(kept.id)
      return kept
    },
    take(organisation) {
      organisations.open(organisations.put(organisation, keptIdOf(store, organisation)))
    },
    remove(id) {
      known(id)
      const wasOpen = organisations.opened() === id
      if (wasOpen) organisations.open(null)
      const own = runs.list({ organisationId: id }).map(({ header }) => header.id)
      wentAlong.set(id, { runIds: runs.remove(own), wasOpen })
      organisations.remove(id)
    },
    restore(id) {
      organisations.restore(id)
      known(id)
      const { runIds, wasOpen } = wentAlong.get(id) ?? { runIds: [], wasOpen: false }
      runs.restore(runIds)
      // Another that was opened meanwhile stays open.
      if (wasOpen && opened() === null) organisations.open(id)
      wentAlong.delete(id)
    },
  }
}

/** Under which id an organisation of the same name and domain is kept. */
export function keptIdOf(
  { organisations }: Pick<Store, 'organisations'>,
  { name, domain }: Organisation,
): string | undefined {
  const same = ({ organisation: kept }: { organisation: Organisation }): boolean =>
    kept.name === name && sameDomain(kept.domain, domain)
  return organisations.list().find(same)?.id
}

/** With the place of its password, as `take` has kept it, or without, as `save` has. */
function isEither(kept: Organisation, ...sent: readonly Organisation[]): boolean {
  return sent.some((each) => isDeepStrictEqual(each, kept))
}

function sameDomain(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/**
 * A window could otherwise name any entry of the keychain or any environment variable, together with a server of its
 * own choice to send it to. So only the place that the kept organisation names is kept, which came from a file.
 */
function withoutForeignPlace(organisation: Organisation, kept: Organisation | undefined): Organisation {
  const { account } = organisation
  if (account?.password === undefined || namesSamePlace(organisation, kept)) return organisation
  return { ...organisation, account: { username: account.username } }
}
