import type { ActiveSyncCommand, ActiveSyncSession, OwnInbox } from '../../shared/artifacts/active-sync-session.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { withheldSentences } from '../../shared/artifacts/sign-in.ts'
import { activeSyncStatus } from '../../shared/exchange/active-sync-status.ts'
import { counted, t } from '../../shared/language/translate.ts'

import { statusWithReason } from '../store/http-status.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'
import { PlainTable } from './plain-table.tsx'

const purposes: Readonly<Record<ActiveSyncCommand['purpose'], string>> = {
  policy: t`asks for the policy`,
  acknowledgement: t`says that it is kept`,
  'device-information': t`says which device it is`,
  folders: t`reads the folders`,
  'sync-key': t`begins with the inbox`,
  inbox: t`reads one page of the inbox`,
}

const ends: Readonly<Record<ActiveSyncSession['ended'], string | undefined>> = {
  complete: t`went through to the inbox`,
  'not-begun': undefined,
  'remote-wipe': t`the server asked for the device to be wiped; nothing was sent after that`,
  'asked-again': t`went through Provision, and was asked for it again`,
  stopped: t`stopped at the last command`,
}

/** A device's session: who it was, how far it came, and each of its commands. */
export function ActiveSyncSessionView({ session }: { session: ActiveSyncSession }) {
  const { commands, folders, inbox, policy, withheld, ownInbox } = session
  return (
    <>
      <FactList
        facts={[
          { label: t`Address`, value: session.url },
          { label: t`Mailbox`, value: session.mailbox },
          { label: t`Device`, value: `${session.deviceId} (${session.deviceType})` },
          { label: t`Version`, value: session.version },
          { label: t`Not signed in`, value: session.notBegun ? t`no trace was to be left` : undefined },
          { label: t`Not signed in because`, value: withheld && withheldSentences[withheld] },
          { label: t`The session`, value: ends[session.ended] },
          { label: t`Policy`, value: policy && (policy.given ? policy.demands.join(', ') || t`empty` : t`none`) },
          { label: t`Folders`, value: folders && counted(folders.count, 'folder') },
          { label: t`Inbox`, value: inbox && `${counted(inbox.items, 'item')}${inbox.more ? t`, and more` : ''}` },
          { label: t`Quarantine`, value: inbox?.quarantineNotice && t`a notice of quarantine lies in the inbox` },
          { label: t`Inbox over EWS`, value: ownInbox && overEws(ownInbox) },
        ]}
      />
      {commands.length > 0 && (
        <PlainTable
          label={t`Commands of the device`}
          head={[t`Command`, t`HTTP`, t`ActiveSync says`]}
          rows={commands.map((command) => [
            `${command.command}\n${purposes[command.purpose]}`,
            command.failure ? failureSentence(command.failure) : statusWithReason(command.httpStatus),
            statusText(command),
          ])}
        />
      )}
      <ExchangeList
        exchanges={[...commands.map(({ exchange }) => exchange), ...(ownInbox?.exchanges ?? [])]}
        labels={[...commands.map(({ command }) => command), ...(ownInbox?.exchanges ?? []).map(() => 'EWS')]}
      />
    </>
  )
}

function overEws({ opened, items, organisations, responseCode, status }: OwnInbox): string {
  if (!opened) return t`not opened: ${responseCode ?? statusWithReason(status)}`
  const count = items === undefined ? t`opened` : counted(items, 'item')
  return organisations === false
    ? t`${count}; it is the account’s own, and not that of the organisation’s mailbox`
    : count
}

function statusText({ command, status, policyStatus, location, throttle }: ActiveSyncCommand): string {
  const lines = [
    status !== undefined && saysText(t`status ${status}`, command, status),
    policyStatus !== undefined && saysText(t`policy ${policyStatus}`, 'Policy', policyStatus),
    location && t`sent on to ${location}`,
    throttle && t`throttled: ${throttle}`,
  ].filter((line) => typeof line === 'string')
  return lines.join('\n') || t`nothing new`
}

/** A status with its name, and with its cause where it is not success. */
function saysText(what: string, command: string, status: number): string {
  const { name, kind, cause } = activeSyncStatus(command, status)
  return kind === 'success' ? `${what} (${name})` : `${what} (${name}): ${cause}`
}
