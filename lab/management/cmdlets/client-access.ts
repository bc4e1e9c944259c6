import type { MailboxDeviceAccess } from '../../settings/device-access.ts'
import type { ClientAccess } from '../../settings/ews.ts'
import { ScriptRefusal } from '../script-refusal.ts'
import { blankFlag, blankText, type Cmdlet, flag, list, reading, type Shell, text, toggle } from './cmdlet.ts'
import { devicePolicyOf } from './mobile-devices.ts'
import type { Arguments } from './parameters.ts'

const access = {
  EwsEnabled: blankFlag,
  EwsApplicationAccessPolicy: { takes: 'choice', of: ['EnforceAllowList', 'EnforceBlockList'], blank: true },
  EwsAllowList: list,
  EwsBlockList: list,
  EwsAllowOutlook: blankFlag,
  EwsAllowMacOutlook: blankFlag,
  EwsAllowEntourage: blankFlag,
} as const

const activeSync = {
  ActiveSyncEnabled: flag,
  ActiveSyncAllowedDeviceIDs: list,
  ActiveSyncBlockedDeviceIDs: list,
  ActiveSyncMailboxPolicy: blankText,
  ResetAutoBlockedDevices: toggle,
} as const

/** Who may use EWS, of the organisation and of one mailbox; and what one mailbox has of ActiveSync. */
export const clientAccessCmdlets: Readonly<Record<string, Cmdlet>> = {
  'Get-OrganizationConfig': reading({}),
  'Set-OrganizationConfig': {
    parameters: access,
    prepare: (given, { organisation }) => {
      const changed = changedAccess(organisation.access, given)
      return { target: 'Contoso', act: () => Object.assign(organisation.access, changed) }
    },
  },
  'Get-CASMailbox': reading({ Identity: text, ResultSize: text, Filter: text }, (given, { people }) => {
    if (given.has('Identity')) people.mailbox(given.required('Identity'))
  }),
  'Set-CASMailbox': {
    parameters: { Identity: text, ...access, ...activeSync, IgnoreDefaultScope: toggle },
    prepare: (given, shell) => {
      const mailbox = shell.people.mailbox(given.required('Identity'))
      const changed = changedAccess(mailbox.access, given)
      const changedDevices = changedDeviceAccess(mailbox.activeSync, given, shell)
      return {
        target: mailbox.recipient.mailbox,
        act: () => {
          Object.assign(mailbox.access, changed)
          Object.assign(mailbox.activeSync, changedDevices)
          if (given.flag('ResetAutoBlockedDevices')) shell.organisation.devices.unblock(mailbox.recipient.account)
        },
      }
    },
  },
}

/** Of ActiveSync; an id may stand in both lists, since no document says that Exchange refuses it. */
function changedDeviceAccess(
  before: MailboxDeviceAccess,
  given: Arguments,
  { organisation }: Shell,
): Partial<MailboxDeviceAccess> {
  const policy = given.text('ActiveSyncMailboxPolicy')
  return {
    enabled: given.flag('ActiveSyncEnabled') ?? before.enabled,
    allowedIds: given.list('ActiveSyncAllowedDeviceIDs')?.(before.allowedIds) ?? before.allowedIds,
    blockedIds: given.list('ActiveSyncBlockedDeviceIDs')?.(before.blockedIds) ?? before.blockedIds,
    policy:
      typeof policy === 'string' ? devicePolicyOf(policy, organisation.deviceAccess).name : or(policy, before.policy),
  }
}

/**
 * What is there afterwards. A list needs the policy that asks it, of this command or from before ("EwsApplicationAccessPolicy
 * must be specified", microsoft-365-docs#10002); to empty one needs none. That both at once are refused is generally known.
 */
function changedAccess(before: ClientAccess, given: Arguments): ClientAccess {
  const policy = given.text('EwsApplicationAccessPolicy')
  const after: ClientAccess = {
    enabled: or(given.flag('EwsEnabled'), before.enabled),
    policy: policy === undefined ? before.policy : ((policy ?? 'none') as ClientAccess['policy']),
    allowList: given.list('EwsAllowList')?.(before.allowList) ?? before.allowList,
    blockList: given.list('EwsBlockList')?.(before.blockList) ?? before.blockList,
    allowOutlook: or(given.flag('EwsAllowOutlook'), before.allowOutlook),
    allowMacOutlook: or(given.flag('EwsAllowMacOutlook'), before.allowMacOutlook),
    allowEntourage: or(given.flag('EwsAllowEntourage'), before.allowEntourage),
  }
  const allows = given.has('EwsAllowList') && after.allowList.length > 0
  const blocks = given.has('EwsBlockList') && after.blockList.length > 0
  if (allows && blocks) {
    throw new ScriptRefusal('exchange', "EwsAllowList and EwsBlockList can't be specified together.")
  }
  if ((allows || blocks) && after.policy === 'none') {
    const said = 'EwsApplicationAccessPolicy must be specified if to set EwsAllowList or EwsBlockList.'
    throw new ScriptRefusal('exchange', said)
  }
  if (allows && after.policy !== 'EnforceAllowList') {
    throw new ScriptRefusal('exchange', "EwsAllowList can't be specified where the policy is EnforceBlockList.")
  }
  if (blocks && after.policy !== 'EnforceBlockList') {
    throw new ScriptRefusal('exchange', "EwsBlockList can't be specified where the policy is EnforceAllowList.")
  }
  return after
}

function or<T>(given: T | undefined, before: T): T {
  return given === undefined ? before : given
}
