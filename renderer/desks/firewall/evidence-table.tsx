import type { FlowEvidence } from '../../../shared/firewall/rule-set.ts'
import { t } from '../../../shared/language/translate.ts'
import { formatDay, formatTime } from '../../store/format.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { useDraft } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { serviceWords } from './rule-words.ts'

const seenWords: Readonly<Record<FlowEvidence['seen'], string>> = {
  open: t`open`,
  refused: t`refused`,
  silent: t`no answer`,
  'not-looked-at': t`not looked at`,
}

/** What was seen of each way after the change: from inside, and from outside where a run from there was brought in. */
export function EvidenceTable({ evidence }: { evidence: readonly FlowEvidence[] }) {
  const firewall = useFirewallStyles()
  const { hosts, services } = useDraft()
  const ways = [...Map.groupBy(evidence, ({ host, service }) => `${host} ${service}`).values()]
  const from = (way: readonly FlowEvidence[], vantage: FlowEvidence['vantage']) =>
    way
      .filter((each) => each.vantage === vantage)
      .map(evidenceWords)
      .join('\n') || seenWords['not-looked-at']
  return (
    <section className={firewall.section} aria-labelledby="firewall-evidence">
      <h2 id="firewall-evidence" className={firewall.heading}>{t`What is seen after the change`}</h2>
      <p
        className={firewall.prose}
      >{t`Run again once the change is made: what the run sees from inside stands here and in the sheets. What is seen from outside comes from a run that was made there and brought in on the desk of runs.`}</p>
      {ways.length === 0 ? (
        <p className={firewall.prose}>{t`Nothing has been seen yet of a host and a service of these rules.`}</p>
      ) : (
        <PlainTable
          label={t`What is seen of each way`}
          head={[t`Host`, t`Service`, t`From inside`, t`From outside`]}
          rows={ways.map((way) => {
            const [first] = way
            return [
              hosts.find(({ id }) => id === first?.host)?.name ?? first?.host ?? '',
              serviceWords(first?.service ?? '', services),
              from(way, 'inside'),
              from(way, 'outside'),
            ]
          })}
        />
      )}
    </section>
  )
}

function evidenceWords({ seen, at, words }: FlowEvidence): string {
  return [t`${seenWords[seen]}, ${formatDay(at)} ${formatTime(at)}`, words].filter((line) => line !== '').join('\n')
}
