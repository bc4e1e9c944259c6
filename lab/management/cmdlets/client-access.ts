import type { ClientAccess } from '../../settings/ews.ts'
import { ScriptRefusal } from '../script-refusal.ts'
import { blankFlag, type Cmdlet, list, reading, text, toggle } from './cmdlet.ts'
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

/** Who may use EWS: of the organisation, and of one mailbox. */
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
    parameters: { Identity: text, ...access, IgnoreDefaultScope: toggle },
    prepare: (given, { people }) => {
      const mailbox = people.mailbox(given.required('Identity'))
      const changed = changedAccess(mailbox.access, given)
      return { target: mailbox.recipient.mailbox, act: () => Object.assign(mailbox.access, changed) }
    },
  },
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
