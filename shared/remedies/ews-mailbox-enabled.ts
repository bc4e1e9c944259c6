import { t } from '../language/translate.ts'
import { command } from '../management/cmdlets.ts'
import type { CasMailbox, Configuration } from '../management/configuration.ts'
import { decidingMailboxes, mailboxIdentity, mailboxName } from './meant-mailboxes.ts'
import { leftOut, noMailboxNamed, notRead } from './no-plan.ts'
import type { NoPlan, Plan, Remedy, RemedySubject } from './remedy.ts'
import { shownValue } from './shown-value.ts'
import { asServersReadAgain } from './takes-effect.ts'

export const ewsMailboxEnabled: Remedy = {
  id: 'ews-mailbox-enabled',
  title: t`Enable EWS for the mailboxes`,
  why: t`EwsEnabled of a mailbox is $false, which shuts EWS for this mailbox alone, whatever the organisation says.`,
  risk: t`Every client of EWS can open these mailboxes again with the right password, and not the integration alone. Other mailboxes are left as they are.`,
  who: t`A member of the role group Recipient Management or Organization Management`,
  takesEffect: asServersReadAgain,
  byHand: [
    t`Look at what is set: Get-CASMailbox MAILBOX | Format-List Ews*`,
    t`Note EwsEnabled as it is now, for the way back.`,
    t`Set it: Set-CASMailbox MAILBOX -EwsEnabled $true`,
  ],
  verify: ['ews/user-agent', 'ews/inbox'],
  plan,
}

function plan(configuration: Configuration, subject: RemedySubject): Plan | NoPlan {
  if (subject.mailboxes.length === 0) return noMailboxNamed()
  const { read, unread } = decidingMailboxes(configuration, subject)
  const untold = [...unread, ...read.filter(({ ewsEnabled }) => ewsEnabled === undefined).map(mailboxName)]
  const shut = read.filter(({ ewsEnabled }) => ewsEnabled === false)
  if (shut.length === 0) {
    if (untold.length > 0)
      return notRead(
        ['Get-CASMailbox'],
        untold.map((name) => t`EwsEnabled of ${name}`),
      )
    return { kind: 'not-needed', sentence: t`EwsEnabled is $false for none of these mailboxes.` }
  }
  return {
    kind: 'plan',
    changes: shut.map((mailbox) => ({
      where: mailboxName(mailbox),
      setting: 'EwsEnabled',
      from: shownValue(false),
      to: shownValue(true),
    })),
    apply: shut.map((mailbox) => set(mailbox, true)),
    undo: shut.map((mailbox) => set(mailbox, false)).reverse(),
    notes: leftOut(untold),
  }
}

function set(mailbox: CasMailbox, enabled: boolean) {
  const name = mailboxName(mailbox)
  const comment = enabled ? t`Lets EWS answer for ${name}.` : t`Shuts EWS for ${name}, as it was.`
  return command('Set-CASMailbox', { Identity: mailboxIdentity(mailbox), EwsEnabled: enabled }, comment)
}
