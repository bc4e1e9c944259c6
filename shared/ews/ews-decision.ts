/** Which of the settings that Get-OrganizationConfig and Get-CASMailbox hold has the last word. */
export const accessSettings = [
  'EwsEnabled',
  'EwsAllowOutlook',
  'EwsAllowMacOutlook',
  'EwsAllowEntourage',
  'EwsApplicationAccessPolicy',
  'EwsAllowList',
  'EwsBlockList',
] as const
export type AccessSetting = (typeof accessSettings)[number]

/** `default`: nothing is configured, and Exchange lets everybody in. */
export type Deciding =
  | { level: 'default' }
  | { level: 'organisation' | 'mailbox'; setting: AccessSetting; value: string }

/**
 * How the two levels go together, on which Microsoft's documents disagree. `both`: each can refuse by itself
 * (Set-OrganizationConfig: `$false` disables all EWS access). `mailbox-prevails`: what is set for a mailbox has the last
 * word, and the organisation's setting is for those where nothing is set ("Controlling client application access to EWS").
 */
export const readings = ['both', 'mailbox-prevails'] as const
export type Reading = (typeof readings)[number]

export type ReadingResult = { answers: boolean; decidedBy: Deciding }

/** Whether EWS will answer a client, and which setting decides. */
export type EwsDecision = {
  /** `documents-disagree`: the two readings come to different answers, so that only a probe tells. */
  verdict: 'answers' | 'refused' | 'documents-disagree' | 'not-known'
  /** Of the reading that refuses, where one does. */
  decidedBy: Deciding | undefined
  byReading: Partial<Record<Reading, ReadingResult>>
  /** For a person. */
  sentence: string
  /** Settings that were not read, without which nothing can be said. */
  missing: readonly string[]
}
