import { t } from '../language/translate.ts'
import type { Configuration, EwsAccess } from '../management/configuration.ts'
import { configuredAccess } from './configured-access.ts'
import { type ConfiguredLayer, layerOf } from './configured-layer.ts'
import { decideEwsAccess } from './decide-access.ts'
import type { EwsDecision } from './ews-decision.ts'
import type { EwsQuestion } from './ews-question.ts'
import { configuredExtendedProtection } from './extended-protection.ts'
import { impersonationOf } from './impersonation.ts'
import type { LayerName } from './layer.ts'
import { indexMailboxes, type MailboxIndex } from './mailbox-index.ts'
import { configuredThrottling } from './throttling.ts'
import { configuredVirtualDirectory } from './virtual-directory.ts'

/** Layers of which a configuration says something; the network and what stands in front are none of them. */
export type ConfiguredLayerName = Exclude<LayerName, 'network' | 'proxy'>

/** Whether EWS will answer, all of the configuration taken together; `layers` says it of each. */
export type EwsForecast = EwsDecision & {
  /** By the settings of clients alone. */
  access: EwsDecision
  layers: Record<ConfiguredLayerName, ConfiguredLayer>
}

/**
 * Whether EWS will answer this client for this mailbox, by the whole of the configuration. A layer that is shut refuses,
 * whatever the settings of clients say; which of those decides is told by `decidedBy` all the same.
 */
export function decideEws(configuration: Configuration, question: EwsQuestion): EwsForecast {
  const index = indexMailboxes(configuration)
  const { settings, access } = accessFor(configuration, index, question)
  const account = question.account ?? question.mailbox
  const layers: EwsForecast['layers'] = {
    'virtual-directory': configuredVirtualDirectory(configuration, question),
    'extended-protection': configuredExtendedProtection(configuration, question),
    organisation: configuredAccess('organisation', configuration.organizationConfig, question, access),
    mailbox: mailboxLayer(configuration, index, question, configuredAccess('mailbox', settings, question, access)),
    throttling: configuredThrottling(
      configuration,
      // Where owners sign in, each keeps a mailbox current: his own.
      { ...question, account, mailboxes: question.account === undefined ? 1 : (question.mailboxes ?? 1) },
      index,
    ),
  }
  const shut = Object.values(layers).find(({ state }) => state === 'shut')
  if (!shut || access.verdict === 'refused') return { ...access, access, layers }
  return { ...access, verdict: 'refused', sentence: shut.sentence, missing: [], access, layers }
}

/**
 * Whose settings count: without impersonation those of the account that signs in, whatever mailbox it opens (“Controlling
 * client application access to EWS”, on delegation). With it, those of the mailbox that it acts for, which is inferred: the
 * same page only says that they may not be heeded.
 */
function whoseSettings({ impersonates, account, mailbox }: Pick<EwsQuestion, Asked>): string {
  return impersonates ? mailbox : (account ?? mailbox)
}

type Asked = 'impersonates' | 'account' | 'mailbox'

/** What decides about the client alone, by the organisation’s settings and those of the mailbox whose settings count. */
export function accessFor(
  configuration: Configuration,
  index: MailboxIndex,
  question: Pick<EwsQuestion, Asked | 'userAgent'>,
): { settings: EwsAccess | undefined; access: EwsDecision } {
  const whose = whoseSettings(question)
  const settings = index.find(whose)
  const access = decideEwsAccess(configuration.organizationConfig, settings, question)
  if (settings || access.verdict !== 'not-known') return { settings, access }
  const organisation = access.missing.filter((setting) => setting.startsWith('Get-OrganizationConfig'))
  const missing = [...organisation, `Get-CASMailbox ${whose}`]
  const sentence = t`Whether EWS lets ${question.userAgent} in cannot be said without ${missing.join(', ')}.`
  return { settings, access: { ...access, missing, sentence } }
}

/** The mailbox’s own settings, and whether the account may act for it. */
function mailboxLayer(
  configuration: Configuration,
  index: MailboxIndex,
  question: EwsQuestion,
  settings: ConfiguredLayer,
): ConfiguredLayer {
  if (!question.impersonates) return settings
  const mailbox = index.find(question.mailbox)
  if (!mailbox) return settings
  const { answer, sentence, missing } = impersonationOf(configuration, index, question.account)(mailbox)
  const state = answer === true ? 'open' : answer === false ? 'shut' : 'not-known'
  const right = { state, sentence, missing, remedy: answer === true ? undefined : 'ews-impersonation' } as const
  return layerOf([...settings.cmdlets, 'Get-ManagementRoleAssignment', 'Get-ManagementScope'], [settings, right])
}
