import { matchesWildcard } from '../ews/wildcard.ts'
import { t } from '../language/translate.ts'
import type { Configuration } from '../management/configuration.ts'
import { enforcedLists } from './enforced-lists.ts'
import { leftOut, notRead } from './no-plan.ts'
import type { NoPlan, Plan, Remedy, RemedySubject } from './remedy.ts'
import { shownValue } from './shown-value.ts'
import { asServersReadAgain } from './takes-effect.ts'

export const ewsBlockList: Remedy = {
  id: 'ews-block-list',
  title: t`Take the integration off the block list of EWS`,
  why: t`EwsApplicationAccessPolicy is EnforceBlockList, and an entry of EwsBlockList means the user agent of the integration: EWS answers 403 to it, with whatever password.`,
  risk: t`Whoever the entry kept out besides is let in again; where it holds a * that can be many, and is said of each. Other entries are left on the list. Apply and undo give EnforceBlockList with the list, as Exchange demands: where somebody has set an allow list since, they end it, and let in everybody who is not on the block list.`,
  who: t`A member of the role group Organization Management; for the list of a mailbox, Recipient Management is enough`,
  takesEffect: asServersReadAgain,
  byHand: [
    t`Look at the list, of the organisation and of the mailbox: Get-OrganizationConfig | Format-List Ews* and Get-CASMailbox MAILBOX | Format-List Ews*`,
    t`Go on only where EwsApplicationAccessPolicy says EnforceBlockList: anywhere else the command below would end what is set instead, such as an allow list.`,
    t`Find the entries that mean the user agent: * stands for any characters.`,
    t`Take off these alone, with @{Remove=…}: Set-OrganizationConfig -EwsApplicationAccessPolicy EnforceBlockList -EwsBlockList @{Remove='ENTRY'}; the same with Set-CASMailbox MAILBOX where the mailbox has a list of its own.`,
    t`Where an entry with a * is to keep others out all the same, put entries on the list that mean these and not the integration.`,
  ],
  verify: ['ews/user-agent', 'ews/inbox'],
  plan,
}

function plan(configuration: Configuration, subject: RemedySubject): Plan | NoPlan {
  const { userAgent } = subject
  const { enforced, unread, unreadBy } = enforcedLists(configuration, subject, 'EnforceBlockList')
  const blocking = enforced
    .map((place) => ({ ...place, entries: place.list.filter((entry) => matchesWildcard(entry, userAgent)) }))
    .filter(({ entries }) => entries.length > 0)
  if (blocking.length === 0) {
    if (unread.length > 0) return notRead(unreadBy, unread)
    return { kind: 'not-needed', sentence: t`No block list that is in force keeps ${userAgent} out.` }
  }
  return {
    kind: 'plan',
    changes: blocking.map(({ where, list, entries }) => ({
      where,
      setting: 'EwsBlockList',
      from: shownValue(list),
      to: shownValue(list.filter((entry) => !entries.includes(entry))),
    })),
    apply: blocking.map(({ where, set, entries }) =>
      set({ remove: entries }, t`Takes ${entries.join(', ')} off the block list of ${where}, and leaves the others.`),
    ),
    undo: blocking
      .map(({ where, set, entries }) =>
        set({ add: entries }, t`Puts ${entries.join(', ')} back on the block list of ${where}.`),
      )
      .reverse(),
    notes: [...blocking.flatMap(({ where, entries }) => whomBesides(where, entries)), ...leftOut(unread)],
  }
}

/** Whom else an entry with a `*` has kept out. */
function whomBesides(where: string, entries: readonly string[]): string[] {
  return entries.flatMap((entry) => {
    if (/^\*+$/.test(entry))
      return [t`${entry} on the list of ${where} keeps every client out, and lets all of them in once it is gone.`]
    if (!entry.includes('*')) return []
    const ends = /^([^*]+)\*$/.exec(entry)?.[1]
    return [
      ends === undefined
        ? t`${entry} on the list of ${where} also keeps out every other client whose name fits it; these are let in again.`
        : t`${entry} on the list of ${where} also keeps out every other client whose name begins with ${ends}; these are let in again.`,
    ]
  })
}
