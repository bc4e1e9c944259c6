import type { CallResult } from '../../../shared/contract/contract.ts'
import { t } from '../../../shared/language/translate.ts'
import type { Fact } from '../../ui/fact-list.tsx'

type Told = CallResult<'quarantine.device'>
type Flag = boolean | null | undefined

/** Everything that was read of a device, by what it is about. What is blank or was not read is left out. */
export function deviceFacts({ partnership, statistics, mailbox, policy }: Told): { title: string; facts: Fact[] }[] {
  return [
    { title: t`What Exchange reports`, facts: reported(partnership) },
    { title: t`The device`, facts: device(partnership) },
    { title: t`How it has synchronised`, facts: statistics ? synchronised(statistics) : [] },
    { title: t`Its mailbox`, facts: mailbox ? ofMailbox(mailbox) : [] },
    { title: t`The policy of its mailbox`, facts: policy ? ofPolicy(policy) : [] },
  ]
}

/** What of it was not read, by the cmdlet that tells it. */
export function notReadOf({ statistics, mailbox, policy }: Told): string[] {
  return [
    ...(statistics ? [] : ['Get-MobileDeviceStatistics']),
    ...(mailbox ? [] : ['Get-CASMailbox']),
    ...(policy ? [] : ['Get-MobileDeviceMailboxPolicy']),
  ]
}

function reported(told: Told['partnership']): Fact[] {
  return [
    fact(t`State`, told.deviceAccessState),
    fact(t`Reason`, told.deviceAccessStateReason),
    fact(t`Rule`, told.deviceAccessControlRule),
    flag(t`Managed`, told.isManaged),
    flag(t`Compliant`, told.isCompliant),
    flag(t`Disabled`, told.isDisabled),
    fact(t`First synchronised`, told.firstSyncTime),
    fact(t`Changed`, told.whenChanged),
  ]
}

function device(told: Told['partnership']): Fact[] {
  return [
    fact(t`User agent`, told.deviceUserAgent, true),
    fact(t`Device id`, told.deviceId, true),
    fact(t`Type`, told.deviceType),
    fact(t`Model`, told.deviceModel),
    fact(t`System`, told.deviceOS),
    fact(t`Name`, told.friendlyName),
    fact(t`Client`, [told.clientType, told.clientVersion].filter(Boolean).join(' ')),
    fact(t`Identity`, told.identity, true),
    fact(t`GUID`, told.guid, true),
  ]
}

function synchronised(told: NonNullable<Told['statistics']>): Fact[] {
  return [
    fact(t`Last success`, told.lastSuccessSync),
    fact(t`Last attempt`, told.lastSyncAttemptTime),
    fact(t`Status`, told.status),
    fact(t`Note`, told.statusNote),
    fact(t`Folders`, told.numberOfFoldersSynced),
    fact(t`Policy`, told.devicePolicyApplied),
    fact(t`Policy taken`, told.devicePolicyApplicationStatus),
    fact(t`Policy updated`, told.lastPolicyUpdateTime),
  ]
}

function ofMailbox(told: NonNullable<Told['mailbox']>): Fact[] {
  return [
    fact(t`Name`, told.displayName),
    fact(t`Address`, told.primarySmtpAddress),
    fact(t`Account`, told.samAccountName),
    flag(t`ActiveSync is on`, told.activeSyncEnabled),
    fact(t`Allowed ids`, told.activeSyncAllowedDeviceIDs, true),
    fact(t`Blocked ids`, told.activeSyncBlockedDeviceIDs, true),
    fact(t`Policy`, told.activeSyncMailboxPolicy),
  ]
}

function ofPolicy(told: NonNullable<Told['policy']>): Fact[] {
  return [
    fact(t`Name`, told.name ?? told.identity),
    flag(t`Is the default`, told.isDefault),
    flag(t`Lets in devices that take no policy`, told.allowNonProvisionableDevices),
    flag(t`Asks for a password`, told.passwordEnabled),
    flag(t`Asks for encryption`, told.requireDeviceEncryption),
    flag(t`Lets in devices that another system manages`, told.allowExternalDeviceManagement),
    fact(t`Oldest mail`, told.maxEmailAgeFilter),
    fact(t`Oldest calendar`, told.maxCalendarAgeFilter),
    fact(t`Largest attachment`, told.maxAttachmentSize),
    flag(t`Attachments`, told.attachmentsEnabled),
  ]
}

function fact(label: string, value: string | number | string[] | null | undefined, mono = false): Fact {
  return { label, value: value ?? undefined, mono }
}

function flag(label: string, value: Flag): Fact {
  return { label, value: value ?? undefined }
}
