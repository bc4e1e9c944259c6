import { counted, t } from '../language/translate.ts'
import { command } from '../management/cmdlets.ts'
import type { Configuration } from '../management/configuration.ts'
import { notRead } from './no-plan.ts'
import type { NoPlan, Plan, Remedy } from './remedy.ts'
import { shownValue } from './shown-value.ts'
import { asServersReadAgain } from './takes-effect.ts'

export const ewsOrganisationEnabled: Remedy = {
  id: 'ews-organisation-enabled',
  title: t`Enable EWS for the organisation`,
  why: t`EwsEnabled of the organisation is $false, which shuts EWS for every mailbox: no client gets further than its sign-in.`,
  risk: t`EWS is opened again for everybody in the organisation, and not for the integration alone: every mailbox whose own EwsEnabled is not $false, and every client that no list keeps out. Ask first why it was shut.`,
  who: t`A member of the role group Organization Management`,
  takesEffect: asServersReadAgain,
  byHand: [
    t`Look at what is set: Get-OrganizationConfig | Format-List Ews*`,
    t`Note EwsEnabled as it is now, for the way back.`,
    t`Set it: Set-OrganizationConfig -EwsEnabled $true`,
  ],
  verify: ['ews/user-agent', 'ews/inbox'],
  plan,
}

function plan({ organizationConfig, casMailboxes }: Configuration): Plan | NoPlan {
  const enabled = organizationConfig?.ewsEnabled
  if (enabled === undefined) return notRead(['Get-OrganizationConfig'], [t`EwsEnabled of the organisation`])
  if (enabled !== false) {
    return {
      kind: 'not-needed',
      sentence: t`EwsEnabled of the organisation is ${shownValue(enabled)}: it shuts nothing.`,
    }
  }
  const opened = casMailboxes?.filter(({ ewsEnabled }) => ewsEnabled !== false)
  return {
    kind: 'plan',
    changes: [{ where: t`the organisation`, setting: 'EwsEnabled', from: shownValue(false), to: shownValue(true) }],
    apply: [set(true, t`Lets EWS answer for the organisation.`)],
    undo: [set(false, t`Shuts EWS for the organisation, as it was.`)],
    ...(opened && {
      notes: [
        t`Nothing of its own keeps EWS shut at ${opened.length} of ${counted(casMailboxes?.length ?? 0, 'mailbox', 'mailboxes')} that were read, which it opens.`,
      ],
    }),
  }
}

function set(enabled: boolean, comment: string) {
  return command('Set-OrganizationConfig', { EwsEnabled: enabled }, comment)
}
