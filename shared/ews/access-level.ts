import type { EwsAccess } from '../management/configuration.ts'
import type { AccessSetting, Deciding } from './ews-decision.ts'
import { type ClientSetting, clientSettingOf } from './user-agent.ts'
import { matchesWildcard } from './wildcard.ts'

/** Who asks: what it calls itself, and whether it acts for the mailbox by ApplicationImpersonation. */
export type EwsClient = { userAgent: string; impersonates: boolean }

/** The organisation’s settings, or those of one mailbox. */
export type AccessLevel = 'organisation' | 'mailbox'

/** What one setting says of a client; `unset` says nothing, and `not-read` could say anything. */
export type Word = { says: boolean; by: Deciding } | 'unset' | { notRead: readonly AccessSetting[] }

/** Whether a word says anything. */
export function isTold(word: Word): word is Exclude<Word, 'unset' | { notRead: unknown }> {
  return word !== 'unset' && 'says' in word
}

/** What EwsEnabled of one level says. Absent settings of a level that was read by nobody are not read. */
export function switchOf(level: AccessLevel, access: EwsAccess | undefined): Word {
  const enabled = access?.ewsEnabled
  if (enabled === undefined) return { notRead: ['EwsEnabled'] }
  if (enabled === null) return 'unset'
  return { says: enabled, by: { level, setting: 'EwsEnabled', value: shellBoolean(enabled) } }
}

/**
 * What one level says by what the client calls itself: the setting that Microsoft has for this client alone comes before
 * the policy, and the policy’s own list counts, whatever the other one holds. Impersonation passes all of it by, as seen
 * (CSS-Exchange#1637) and documented nowhere.
 */
export function listsOf(level: AccessLevel, access: EwsAccess | undefined, client: EwsClient): Word {
  if (client.impersonates) return 'unset'
  const own = clientSettingOf(client.userAgent)
  const allowed = own && access?.[own]
  if (own && allowed === undefined) return { notRead: [settingNames[own]] }
  if (own && typeof allowed === 'boolean') {
    return { says: allowed, by: { level, setting: settingNames[own], value: shellBoolean(allowed) } }
  }
  return policyOf(level, access, client)
}

function policyOf(level: AccessLevel, access: EwsAccess | undefined, { userAgent }: EwsClient): Word {
  const policy = access?.ewsApplicationAccessPolicy
  if (policy === undefined) return { notRead: ['EwsApplicationAccessPolicy'] }
  if (policy === null) return 'unset'
  const isAllowList = policy === 'EnforceAllowList'
  const setting = isAllowList ? 'EwsAllowList' : 'EwsBlockList'
  const list = isAllowList ? access?.ewsAllowList : access?.ewsBlockList
  if (list === undefined) return { notRead: [setting] }
  const entry = list.find((each) => matchesWildcard(each, userAgent))
  const value = entry ?? `{${list.join(', ')}}`
  return { says: isAllowList === (entry !== undefined), by: { level, setting, value } }
}

const settingNames = {
  ewsAllowOutlook: 'EwsAllowOutlook',
  ewsAllowMacOutlook: 'EwsAllowMacOutlook',
  ewsAllowEntourage: 'EwsAllowEntourage',
} as const satisfies Record<ClientSetting, AccessSetting>

function shellBoolean(value: boolean): string {
  return value ? '$true' : '$false'
}
