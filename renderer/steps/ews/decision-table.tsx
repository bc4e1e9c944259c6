import { useMemo } from 'react'
import { decideEws } from '../../../shared/ews/decide-ews.ts'
import type { Deciding, EwsDecision, Reading } from '../../../shared/ews/ews-decision.ts'
import type { Layer } from '../../../shared/ews/layer.ts'
import { t } from '../../../shared/language/translate.ts'
import type { Configuration } from '../../../shared/management/configuration.ts'
import type { RemedySubject } from '../../../shared/remedies/remedy.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { useEwsStyles } from './ews-styles.ts'
import { stateWords } from './layer-words.ts'

type DecisionTableProps = { layer: Layer; configuration: Configuration; subject: RemedySubject }

/**
 * What the configuration lets foresee, by either reading of Microsoft's documents, beside what the probe saw. Where the
 * readings part, only the probe tells.
 */
export function DecisionTable({ layer, configuration, subject }: DecisionTableProps) {
  const ews = useEwsStyles()
  const decision = useMemo(() => decisionOf(configuration, subject), [configuration, subject])
  if (!decision) return null
  return (
    <>
      <h3 className={ews.subheading}>{t`Foreseen and seen`}</h3>
      <p className={ews.prose}>
        {decision.verdict === 'documents-disagree'
          ? t`Microsoft’s documents disagree on how the two levels go together, so both readings stand here beside what the probe saw.`
          : decision.sentence}
      </p>
      <PlainTable
        label={t`Foreseen by each reading, and seen`}
        head={[t`By`, t`EWS answers`, t`Decided by`]}
        rows={[...readingRows(decision), [t`the probe`, stateWords[layer.probed.state], layer.probed.sentence]]}
      />
    </>
  )
}

function decisionOf(configuration: Configuration, subject: RemedySubject): EwsDecision | undefined {
  const { userAgent, impersonates, account, url, mailboxes } = subject
  const [mailbox] = mailboxes
  return mailbox === undefined
    ? undefined
    : decideEws(configuration, { userAgent, impersonates, account, url, mailbox })
}

const readingWords: Readonly<Record<Reading, string>> = {
  both: t`the page of Set-OrganizationConfig: each level can refuse by itself`,
  'mailbox-prevails': t`“Controlling client application access to EWS”: what is set for the mailbox has the last word`,
}

function readingRows({ byReading }: Pick<EwsDecision, 'byReading'>): string[][] {
  return Object.entries(readingWords).map(([reading, words]) => {
    const result = byReading[reading as Reading]
    if (!result) return [words, t`not known`, t`too little was read`]
    return [words, result.answers ? t`yes` : t`no`, decidingWords(result.decidedBy)]
  })
}

function decidingWords(deciding: Deciding): string {
  if (deciding.level === 'default') return t`nothing is set, and Exchange lets everybody in`
  const { setting, value } = deciding
  return deciding.level === 'organisation'
    ? t`${setting} of the organisation: ${value}`
    : t`${setting} of the mailbox: ${value}`
}
