import type { ActiveSyncCommand, ActiveSyncSession } from '../../shared/artifacts/active-sync-session.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { withheldSentences } from '../../shared/artifacts/sign-in.ts'
import { counted } from '../../shared/run/words.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'

/** A device's session: who it was, how far it came, and each of its commands. */
export function ActiveSyncSessionView({ session }: { session: ActiveSyncSession }) {
  const { folders, inbox, policy, withheld } = session
  return (
    <>
      <FactList
        facts={[
          { label: 'Address', value: session.url },
          { label: 'Device', value: `${session.deviceId} (${session.deviceType})` },
          { label: 'Version', value: session.version },
          { label: 'Not signed in', value: session.notBegun ? 'no trace was to be left' : undefined },
          { label: 'Not signed in', value: withheld && withheldSentences[withheld] },
          { label: 'Policy', value: policy && (policy.given ? policy.demands.join(', ') || 'empty' : 'none') },
          { label: 'Folders', value: folders && counted(folders.count, 'folder') },
          { label: 'Inbox', value: inbox && `${counted(inbox.items, 'item')}${inbox.more ? ', and more' : ''}` },
          { label: 'Commands', value: session.commands.map(commandInWords).join('; ') || undefined },
        ]}
      />
      <ExchangeList exchanges={session.commands.map(({ exchange }) => exchange)} />
    </>
  )
}

function commandInWords({ command, httpStatus, status, policyStatus, failure }: ActiveSyncCommand): string {
  if (failure) return `${command}: ${failureSentence(failure)}`
  const parts = [
    httpStatus !== undefined && httpStatus !== 200 && `HTTP ${httpStatus}`,
    status !== undefined && `status ${status}`,
    policyStatus !== undefined && `policy ${policyStatus}`,
  ].filter((part) => typeof part === 'string')
  return `${command}: ${parts.join(', ') || 'nothing new'}`
}
