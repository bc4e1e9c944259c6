import type { Configuration } from '../management/configuration.ts'
import type { ConfiguredLayer } from './configured-layer.ts'
import { decideEwsAccess } from './decide-access.ts'
import type { EwsDecision } from './ews-decision.ts'
import type { LayerName } from './layer.ts'

/** The client that is meant, and the mailbox that it is to open. */
export type EwsQuestion = {
  userAgent: string
  impersonates: boolean
  /** The account that signs in; the owner of the mailbox where none is named. */
  account?: string | undefined
  mailbox: string
  /** The published address of EWS. */
  url?: string | undefined
  scheme?: 'ntlm' | 'basic' | undefined
}

/** Whether EWS will answer, all of the configuration taken together; `layers` says it of each. */
export type EwsForecast = EwsDecision & { layers: Partial<Record<LayerName, ConfiguredLayer>> }

/** Whether EWS will answer this client for this mailbox, by the whole of the configuration. */
export function decideEws(configuration: Configuration, question: EwsQuestion): EwsForecast {
  const mailbox = configuration.casMailboxes?.find(({ primarySmtpAddress }) => primarySmtpAddress === question.mailbox)
  return { ...decideEwsAccess(configuration.organizationConfig, mailbox, question), layers: {} }
}
