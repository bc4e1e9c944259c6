import { nameOfIdentity } from '../../../shared/ews/mailbox-index.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import type { Decision, DeviceVerdict } from '../../../shared/quarantine/decision.ts'
import { identityWords } from './device-words.ts'

export type Verdict = DeviceVerdict['kind']

/** What is decided about devices: the button, what it does, and what goes into the tray. */
export const verdictActs: Readonly<Record<Verdict, { button: string; what: string }>> = {
  allow: {
    button: t`Allow for this mailbox`,
    what: t`Puts the device’s id on the list of those that its mailbox allows, beside what is there, and takes it off the blocked ones. Nothing else that the device syncs with is changed.`,
  },
  block: {
    button: t`Block`,
    what: t`Puts the device’s id on the list of those that its mailbox blocks, and takes it off the allowed ones.`,
  },
  leave: {
    button: t`Leave as it is`,
    what: t`Changes nothing. It is kept that somebody looked and left the device as it stands.`,
  },
  remove: {
    button: t`Remove the partnership`,
    what: t`Ends the partnership. A device that comes again makes a new one; what was removed can’t be put back.`,
  },
}

/** What the button of it says where so many are chosen. */
export function verdictButton(verdict: Verdict, count: number): string {
  if (count < 2) return verdictActs[verdict].button
  return {
    allow: t`Allow for their mailboxes`,
    block: t`Block`,
    leave: t`Leave as they are`,
    remove: t`Remove the partnerships`,
  }[verdict]
}

/** A rule is about whatever is like what is chosen. */
export function ruleButton(count: number): string {
  return count < 2 ? t`Rule for devices like this…` : t`Rule for devices like these…`
}

/** The act on so many devices, as the heading of what is asked about it. */
export function actTitle(verdict: Verdict, count: number): string {
  const devices = counted(count, 'device')
  return {
    allow: count === 1 ? t`Allow ${devices} for its mailbox` : t`Allow ${devices} for their mailboxes`,
    block: t`Block ${devices}`,
    leave: t`Leave ${devices} as found`,
    remove: t`Remove ${counted(count, 'partnership')}`,
  }[verdict]
}

type Named = { identity: string; deviceId: string | null; mailbox: string; address?: string | undefined }

/** A device by its id and its mailbox: with the address, or the way there, since a name can be that of two people. */
function deviceName({ identity, deviceId, mailbox, address }: Named): string {
  const whose = address ? t`${nameOfIdentity(mailbox)} (${address})` : identityWords(mailbox)
  return t`${deviceId ?? nameOfIdentity(identity)} of ${whose}`
}

/** What is to be done about one device: "Allow ApplDN123 of Bob". */
export function verdictSentence(verdict: Verdict, device: Named): string {
  const name = deviceName(device)
  return {
    allow: t`Allow ${name}`,
    block: t`Block ${name}`,
    leave: t`Leave ${name} as found`,
    remove: t`Remove the partnership ${name}`,
  }[verdict]
}

type Rule = Extract<Decision, { kind: 'rule' }>['rule']

/** What a rule does with the devices that say the same. */
export function ruleSentence({ characteristic, queryString, accessLevel }: Rule): string {
  const asks = t`${characteristic} = ${queryString}`
  return {
    Allow: t`Allow every device with ${asks}`,
    Block: t`Block every device with ${asks}`,
    Quarantine: t`Quarantine every device with ${asks}`,
  }[accessLevel]
}

/** A decision as what is to be done. */
export function decisionSentence(decision: Decision): string {
  return decision.kind === 'rule' ? ruleSentence(decision.rule) : verdictSentence(decision.kind, decision.device)
}

/** What became of a request to decide. */
export function decidedSentence({ added, already }: { added: number; already: number }): string {
  const put =
    added === 0
      ? t`Nothing was added to the tray.`
      : t`${counted(added, 'decision')} put into the tray. Exchange is as it was.`
  return already === 0 ? put : t`${put} ${counted(already, 'decision')} lay there already.`
}
