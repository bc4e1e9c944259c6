import { matchesWildcard } from '../ews/wildcard.ts'
import { t } from '../language/translate.ts'
import type { Configuration } from '../management/configuration.ts'
import { allowedPattern } from './allowed-pattern.ts'
import { enforcedLists } from './enforced-lists.ts'
import { leftOut, notRead } from './no-plan.ts'
import type { NoPlan, Plan, Remedy, RemedySubject } from './remedy.ts'
import { shownValue } from './shown-value.ts'
import { asServersReadAgain } from './takes-effect.ts'

export const ewsAllowList: Remedy = {
  id: 'ews-allow-list',
  title: t`Put the integration on the allow list of EWS`,
  why: t`EwsApplicationAccessPolicy is EnforceAllowList, which answers 403 to every client whose user agent is not on EwsAllowList, with whatever password.`,
  risk: t`Whoever calls itself by the same name is let in too: a user agent is a name, and no proof of who asks. Nobody who is on the list is taken off it. Apply and undo give EnforceAllowList with the list, as Exchange demands: where somebody has ended that policy since, they turn it on again, and shut out everybody who is not on the list.`,
  who: t`A member of the role group Organization Management; for the list of a mailbox, Recipient Management is enough`,
  takesEffect: asServersReadAgain,
  byHand: [
    t`Look at the list, of the organisation and of the mailbox: Get-OrganizationConfig | Format-List Ews* and Get-CASMailbox MAILBOX | Format-List Ews*`,
    t`Go on only where EwsApplicationAccessPolicy says EnforceAllowList: anywhere else the next command would turn the list on, and shut out everybody who is not on it.`,
    t`Add to it, with @{Add=…}: -EwsAllowList 'NAME' alone would replace the whole list, and shut out everybody who is on it.`,
    t`Set-OrganizationConfig -EwsApplicationAccessPolicy EnforceAllowList -EwsAllowList @{Add='NAME/*'}; the same with Set-CASMailbox MAILBOX where the mailbox has a list of its own.`,
  ],
  verify: ['ews/user-agent', 'ews/inbox'],
  plan,
}

function plan(configuration: Configuration, subject: RemedySubject): Plan | NoPlan {
  const { userAgent } = subject
  const { enforced, unread, unreadBy } = enforcedLists(configuration, subject, 'EnforceAllowList')
  const closed = enforced.filter(({ list }) => !list.some((entry) => matchesWildcard(entry, userAgent)))
  if (closed.length === 0) {
    if (unread.length > 0) return notRead(unreadBy, unread)
    return { kind: 'not-needed', sentence: t`No allow list that is in force keeps ${userAgent} out.` }
  }
  const { entry, sentence } = allowedPattern(userAgent)
  return {
    kind: 'plan',
    changes: closed.map(({ where, list }) => ({
      where,
      setting: 'EwsAllowList',
      from: shownValue(list),
      to: shownValue([...list, entry]),
    })),
    apply: closed.map(({ where, set }) =>
      set({ add: [entry] }, t`Adds ${entry} to the allow list of ${where}, and leaves who is on it.`),
    ),
    undo: closed
      .map(({ where, set }) =>
        set({ remove: [entry] }, t`Takes ${entry} off the allow list of ${where}, and leaves the others.`),
      )
      .reverse(),
    notes: [sentence, ...leftOut(unread)],
  }
}
