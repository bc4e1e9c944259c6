import { t } from '../language/translate.ts'
import type { ConfigurationCmdlet, EwsAccess } from '../management/configuration.ts'
import type { RemedyId } from '../remedies/remedy.ts'
import { type AccessLevel, type EwsClient, isTold, listsOf, switchOf } from './access-level.ts'
import { decidingWords } from './access-sentence.ts'
import type { ConfiguredLayer } from './configured-layer.ts'
import type { AccessSetting, Deciding, EwsDecision } from './ews-decision.ts'

const cmdlets = {
  organisation: 'Get-OrganizationConfig',
  mailbox: 'Get-CASMailbox',
} as const satisfies Record<AccessLevel, ConfigurationCmdlet>

/** What one of the two levels says by itself, and what the other makes of that where the documents disagree. */
export function configuredAccess(
  level: AccessLevel,
  access: EwsAccess | undefined,
  client: EwsClient,
  decision: EwsDecision,
): ConfiguredLayer {
  const words = [switchOf(level, access), listsOf(level, access, client)]
  const told = words.filter((word) => isTold(word))
  const refusing = told.find(({ says }) => !says)
  const read = access ? [cmdlets[level]] : []
  if (refusing) {
    const remedy = remedyFor(refusing.by)
    const words = decidingWords(refusing.by)
    // Of the mailbox’s refusal there is no second reading: what is set for it has the last word in both.
    return level === 'organisation' && decision.verdict !== 'refused'
      ? { state: 'doubtful', sentence: otherReading(words, decision, client), cmdlets: read, remedy, missing: [] }
      : {
          state: 'shut',
          sentence: t`Configured as: ${words} keeps ${client.userAgent} out.`,
          cmdlets: read,
          remedy,
          missing: [],
        }
  }
  const missing = words.flatMap((word) => (word !== 'unset' && 'notRead' in word ? word.notRead : []))
  if (missing.length > 0) {
    const settings = missing.map((setting) => `${cmdlets[level]} ${setting}`)
    const sentence = t`What is configured is not known without ${settings.join(', ')}.`
    return { state: 'not-known', sentence, cmdlets: read, missing: settings }
  }
  const passed = client.impersonates ? listsOf(level, access, { ...client, impersonates: false }) : 'unset'
  if (isTold(passed) && !passed.says) {
    const sentence = t`Configured as: ${decidingWords(passed.by)} keeps ${client.userAgent} out. Impersonation is seen to pass that by, which no document promises.`
    return { state: 'doubtful', sentence, cmdlets: read, remedy: remedyFor(passed.by), missing: [] }
  }
  const letting = told.at(-1)
  const sentence = letting
    ? t`Configured as: ${decidingWords(letting.by)} lets ${client.userAgent} in.`
    : t`Configured as: nothing here keeps ${client.userAgent} out.`
  return { state: 'open', sentence, cmdlets: read, missing: [] }
}

function otherReading(refusing: string, { verdict, byReading }: EwsDecision, { userAgent }: EwsClient): string {
  const letting = Object.values(byReading).find((result) => result?.answers)
  return verdict === 'documents-disagree' && letting
    ? t`Configured as: ${refusing} keeps ${userAgent} out; by another page of Microsoft’s, ${decidingWords(letting.decidedBy)} has the last word and lets it in.`
    : t`Configured as: ${refusing} keeps ${userAgent} out, unless the mailbox’s own setting has the last word, which was not read.`
}

const remedies: Readonly<Partial<Record<AccessSetting, RemedyId>>> = {
  EwsAllowList: 'ews-allow-list',
  EwsBlockList: 'ews-block-list',
}

/** What mends a refusal by this setting; for Microsoft’s own clients Postern has nothing. */
export function remedyFor(deciding: Deciding | undefined): RemedyId | undefined {
  if (!deciding || deciding.level === 'default') return undefined
  if (deciding.setting === 'EwsEnabled') {
    return deciding.level === 'organisation' ? 'ews-organisation-enabled' : 'ews-mailbox-enabled'
  }
  return remedies[deciding.setting]
}
