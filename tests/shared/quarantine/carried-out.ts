import type { Command, ParameterValue } from '../../../shared/management/command.ts'
import type { ActiveSyncMailbox, QuarantineConfiguration } from '../../../shared/quarantine/quarantine-configuration.ts'

type Parameters = Record<string, ParameterValue>
type Told = { -readonly [K in keyof QuarantineConfiguration]: QuarantineConfiguration[K] }

/** What becomes of devices and their settings by these commands: a small model of Exchange, which refuses what it refuses. */
export function carriedOut(
  configuration: QuarantineConfiguration,
  commands: readonly Command[],
): QuarantineConfiguration {
  const after: Told = structuredClone(configuration)
  for (const { cmdlet, parameters } of commands) {
    const carryOut = cmdlets[cmdlet]
    if (!carryOut) throw new Error(`${cmdlet} is not known here`)
    carryOut(after, { ...parameters })
  }
  return after
}

const same = (left: unknown, right: unknown) => String(left).toLowerCase() === String(right).toLowerCase()

const cmdlets: Record<string, (after: Told, parameters: Parameters) => void> = {
  'Set-CASMailbox': (after, { Identity, ActiveSyncAllowedDeviceIDs, ActiveSyncBlockedDeviceIDs, ...rest }) => {
    if (Object.keys(rest).length > 0) throw new Error(`not known here: ${Object.keys(rest)}`)
    const mailbox = one(after.casMailboxes, ({ identity }) => same(identity, Identity))
    edit(mailbox, 'activeSyncAllowedDeviceIDs', ActiveSyncAllowedDeviceIDs)
    edit(mailbox, 'activeSyncBlockedDeviceIDs', ActiveSyncBlockedDeviceIDs)
  },
  'New-ActiveSyncDeviceAccessRule': (after, { Characteristic, QueryString, AccessLevel }) => {
    const identity = `${QueryString} (${Characteristic})`
    if (after.activeSyncDeviceAccessRules?.some((rule) => same(rule.identity, identity)))
      throw new Error('there is one')
    const rule = {
      identity,
      name: identity,
      characteristic: Characteristic,
      queryString: QueryString,
      accessLevel: AccessLevel,
    }
    after.activeSyncDeviceAccessRules = [...(after.activeSyncDeviceAccessRules ?? []), rule as never]
  },
  'Set-ActiveSyncDeviceAccessRule': (after, { Identity, AccessLevel }) => {
    const rule = one(after.activeSyncDeviceAccessRules, ({ identity }) => same(identity, Identity))
    rule.accessLevel = AccessLevel as 'Allow'
  },
  'Remove-ActiveSyncDeviceAccessRule': (after, { Identity }) => {
    const gone = one(after.activeSyncDeviceAccessRules, ({ identity }) => same(identity, Identity))
    after.activeSyncDeviceAccessRules = after.activeSyncDeviceAccessRules?.filter((rule) => rule !== gone)
  },
  'Set-ActiveSyncOrganizationSettings': (after, { DefaultAccessLevel }) => {
    after.activeSyncOrganizationSettings = {
      ...after.activeSyncOrganizationSettings,
      defaultAccessLevel: DefaultAccessLevel as 'Allow',
    }
  },
  'Remove-MobileDevice': (after, { Identity }) => {
    after.mobileDevices = after.mobileDevices?.filter(({ identity }) => !same(identity, Identity))
  },
}

function edit(
  mailbox: ActiveSyncMailbox,
  list: 'activeSyncAllowedDeviceIDs' | 'activeSyncBlockedDeviceIDs',
  value: ParameterValue | undefined,
): void {
  if (value === undefined) return
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${list} is overwritten`)
  const { add = [], remove = [] } = value as { add?: readonly string[]; remove?: readonly string[] }
  const before = mailbox[list]
  if (!before) throw new Error(`nobody read ${list}`)
  if (add.some((id) => before.some((each) => same(each, id)))) throw new Error(`${list} has ${add} already`)
  if (!remove.every((id) => before.includes(id))) throw new Error(`${list} has no ${remove}`)
  mailbox[list] = [...before.filter((id) => !remove.includes(id)), ...add]
}

function one<T>(list: readonly T[] | undefined, isMeant: (each: T) => boolean): T {
  const [found, ...more] = list?.filter(isMeant) ?? []
  if (found === undefined || more.length > 0) throw new Error('not one')
  return found
}
