import type { CallResult } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { contradictionOf } from '../../shared/quarantine/contradiction.ts'
import { chainOf, doubtSentence } from '../../shared/quarantine/decision-chain.ts'
import type { Device } from '../../shared/quarantine/device.ts'
import type { Store } from '../engine/store/store.ts'
import type { HeldDesk } from './quarantine-desk.ts'
import { ranOf } from './quarantine-ran.ts'
import { toldRow, toldRows } from './quarantine-table.ts'
import type { Tray } from './quarantine-tray.ts'

/** So many other devices of the mailbox are told, and so much of what was. */
const MOST = 100

/** The device of a name. Throws 'no-such-device'. */
export function neededDevice({ desk }: HeldDesk, key: string): Device {
  const device = desk.index.find(key)
  if (device === undefined) throw new ContractError('no-such-device', key.slice(0, 200))
  return device
}

/** Everything known of a device. Throws 'no-such-device'. */
export function toldDevice(
  held: HeldDesk,
  key: string,
  tray: Tray,
  { history, decisions, trail }: Store['quarantine'],
): CallResult<'quarantine.device'> {
  const { desk, organisationId, rowOf, times, reading } = held
  const device = neededDevice(held, key)
  const row = rowOf.get(device.key)
  if (row === undefined) throw new Error('A device has no row.')
  const decision = desk.decisionOf(device)
  const { partnership, statistics, mailbox, policy } = device
  return {
    ...{ reading, row: toldRow(row, tray), partnership },
    statistics: statistics === 'not-read' ? null : statistics,
    mailbox: mailbox === 'not-read' ? null : told(mailbox),
    policy: policy === 'not-read' ? null : policy,
    state: decision.state,
    chain: chainOf(device, decision, desk.settings),
    doubts: decision.doubts.map(doubtSentence),
    contradiction: contradictionOf(device, decision, desk.settings, times) ?? null,
    others: toldRows(
      held,
      desk.index
        .ofMailbox(mailbox === 'not-read' ? device.mailboxName : mailbox.identity)
        .filter((other) => other !== device)
        .slice(0, MOST),
      tray,
    ),
    history: history.of(organisationId, device.key, MOST),
    decisions: decisions
      .about(organisationId, device.key, MOST)
      .map((each) => ({ ...each, ran: ranOf(trail, organisationId, each) })),
  }
}

function told(
  mailbox: Exclude<Device['mailbox'], 'not-read'>,
): NonNullable<CallResult<'quarantine.device'>['mailbox']> {
  const { identity, primarySmtpAddress, displayName, samAccountName } = mailbox
  const { activeSyncEnabled, activeSyncAllowedDeviceIDs, activeSyncBlockedDeviceIDs } = mailbox
  const { activeSyncMailboxPolicy, activeSyncMailboxPolicyIsDefaulted } = mailbox
  return {
    ...{ identity, primarySmtpAddress, displayName, samAccountName, activeSyncEnabled },
    ...{ activeSyncAllowedDeviceIDs, activeSyncBlockedDeviceIDs },
    ...{ activeSyncMailboxPolicy, activeSyncMailboxPolicyIsDefaulted },
  }
}
