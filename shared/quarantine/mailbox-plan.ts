import { t } from '../language/translate.ts'
import { command } from '../management/cmdlets.ts'
import { shownValue } from '../remedies/shown-value.ts'
import type { MailboxChange } from './change.ts'
import type { DeviceVerdict } from './decision.ts'
import type { Desk } from './desk.ts'
import { keyOf, sameText } from './device.ts'
import { addStep, type PartOfPlan } from './plan-part.ts'
import type { ActiveSyncMailbox } from './quarantine-configuration.ts'

type Lists = { allowed: readonly string[]; blocked: readonly string[] }
type Edit = { add: string[]; remove: string[] }

/** What changes at the lists of mailboxes: one command for each mailbox, which adds and takes away and replaces nothing. */
export function planMailboxes(desk: Desk, verdicts: readonly DeviceVerdict[]): PartOfPlan & { tried: MailboxChange[] } {
  const plan: PartOfPlan & { tried: MailboxChange[] } = {
    ...{ changes: [], apply: [], undo: [], steps: [], notes: [], unread: [] },
    tried: [],
  }
  const deciding = verdicts.filter(({ kind }) => kind === 'allow' || kind === 'block')
  for (const group of Map.groupBy(deciding, ({ device: { mailbox } }) =>
    keyOf(desk.index.mailbox(mailbox)?.identity ?? mailbox),
  ).values()) {
    const name = group[0]?.device.mailbox ?? ''
    const mailbox = desk.index.mailbox(name)
    const lists = mailbox && listsOf(mailbox)
    if (!mailbox || !lists) {
      plan.unread.push({ what: t`the lists of ${name}`, by: 'Get-CASMailbox' })
      continue
    }
    const allowed: Edit = { add: [], remove: [] }
    const blocked: Edit = { add: [], remove: [] }
    for (const { kind, device } of group) {
      const { deviceId } = device
      if (!deviceId) {
        plan.unread.push({ what: t`the id of ${device.identity}`, by: 'Get-MobileDevice' })
        continue
      }
      const [to, from] = kind === 'allow' ? ([allowed, blocked] as const) : ([blocked, allowed] as const)
      const [has, hasNot] =
        kind === 'allow' ? ([lists.allowed, lists.blocked] as const) : ([lists.blocked, lists.allowed] as const)
      if (![...has, ...to.add].some((id) => sameText(id, deviceId))) to.add.push(deviceId)
      for (const id of hasNot) if (sameText(id, deviceId) && !from.remove.includes(id)) from.remove.push(id)
      plan.tried.push({ kind: kind === 'allow' ? 'allow-device' : 'block-device', mailbox: mailbox.identity, deviceId })
    }
    addMailbox(plan, mailbox, lists, { allowed, blocked, decisions: group })
  }
  return plan
}

function listsOf(mailbox: ActiveSyncMailbox): Lists | undefined {
  const { activeSyncAllowedDeviceIDs: allowed, activeSyncBlockedDeviceIDs: blocked } = mailbox
  return allowed && blocked && { allowed, blocked }
}

function addMailbox(
  plan: PartOfPlan,
  { identity, primarySmtpAddress }: ActiveSyncMailbox,
  lists: Lists,
  edits: { allowed: Edit; blocked: Edit; decisions: readonly DeviceVerdict[] },
): void {
  const changed = (['allowed', 'blocked'] as const).filter(
    (list) => edits[list].add.length + edits[list].remove.length > 0,
  )
  if (changed.length === 0) return
  const where = primarySmtpAddress ?? identity
  const to = Object.fromEntries(changed.map((list) => [parameters[list], edited(edits[list])]))
  const from = Object.fromEntries(changed.map((list) => [parameters[list], edited(opposite(edits[list]))]))
  plan.changes.push(
    ...changed.map((list) => ({
      where,
      setting: parameters[list],
      from: shownValue(lists[list]),
      to: shownValue([...lists[list].filter((id) => !edits[list].remove.includes(id)), ...edits[list].add]),
    })),
  )
  addStep(plan, {
    apply: command(
      'Set-CASMailbox',
      { Identity: identity, ...to },
      t`Decides about devices of ${where}, and leaves the others.`,
    ),
    undo: command(
      'Set-CASMailbox',
      { Identity: identity, ...from },
      t`Takes back what was decided about devices of ${where}.`,
    ),
    decisions: edits.decisions,
  })
}

const parameters = { allowed: 'ActiveSyncAllowedDeviceIDs', blocked: 'ActiveSyncBlockedDeviceIDs' } as const

function opposite({ add, remove }: Edit): Edit {
  return { add: remove, remove: add }
}

/** What is not there is left out of the command. */
function edited({ add, remove }: Edit): { add?: readonly string[]; remove?: readonly string[] } {
  return { ...(add.length > 0 && { add }), ...(remove.length > 0 && { remove }) }
}
