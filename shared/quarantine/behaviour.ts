/**
 * Reasons that Exchange alone knows, since they come from what the device or its mailbox does and pass by themselves.
 * Upgrade: the mailbox came from an older server. The others are the rules of Set-ActiveSyncDeviceAutoblockThreshold, which
 * block a device for a time, as the enumeration of reasons has them.
 */
const behaviourReasons = [
  'Upgrade',
  'UserAgentsChanges',
  'RecentCommands',
  'Watsons',
  'OutOfBudgets',
  'SyncCommands',
  'EnableNotificationEmail',
  'CommandFrequency',
] as const

const known: ReadonlySet<string> = new Set(behaviourReasons.map((reason) => reason.toLowerCase()))

/** Whether a reported reason is one of those. */
export function isBehaviour(reason: string | null | undefined): reason is string {
  return typeof reason === 'string' && known.has(reason.toLowerCase())
}
