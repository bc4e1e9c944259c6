import { useEffect, useEffectEvent } from 'react'
import { useStore } from 'zustand'
import { useClient, useSession } from '../../store/session-context.tsx'
import { type MailboxesActions, type MailboxesState, mailboxesStoreOf } from './mailboxes-store.ts'
import { useConfiguration } from './use-configuration.ts'

/** A part of what the window knows of a list of mailboxes; the component renders again when that part changes. */
export function useMailboxes<T>(select: (state: MailboxesState & MailboxesActions) => T): T {
  return useStore(mailboxesStoreOf(useClient()), select)
}

/** Judges the list anew when other configuration has come, and lets go of it when another organisation is opened. */
export function useFollowedMailboxes(): void {
  const store = mailboxesStoreOf(useClient())
  const organisationId = useSession((state) => state.organisationId)
  // What was taken in, and when: not how often it was read.
  const known = useConfiguration(({ kept }) => kept && JSON.stringify(kept.parts))
  const follow = useEffectEvent((configuration: string) => store.getState().judgedBy(configuration))
  useEffect(() => store.getState().openFor(organisationId), [store, organisationId])
  useEffect(() => {
    if (known !== null) follow(known)
  }, [known])
}
