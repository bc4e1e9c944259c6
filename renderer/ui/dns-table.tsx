import type { DnsAnswers, NameAnswer } from '../../shared/artifacts/dns-answers.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { t } from '../../shared/language/translate.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'
import { formatSeconds } from '../store/format.ts'
import { PlainTable } from './plain-table.tsx'

const purposes: Readonly<Record<NameAnswer['purpose'], string>> = {
  ews: t`for EWS`,
  'active-sync': t`for ActiveSync`,
  autodiscover: t`for Autodiscover`,
  domain: t`the mail domain`,
}

/** What DNS said of each name, and who said it. */
export function DnsTable({ answers }: { answers: DnsAnswers }) {
  return (
    <PlainTable
      label={t`DNS answers`}
      head={[t`Name`, t`Answer`, t`Asked`]}
      rows={answers.names.map((answer) => [
        `${answer.name}\n${purposes[answer.purpose]}`,
        answerText(answer),
        `${answer.resolver === 'operating-system' ? t`this machine’s resolver` : answer.resolver}\n${formatMilliseconds(answer.milliseconds)}`,
      ])}
    />
  )
}

function answerText({ addresses, aliases, cutFrom, failure }: NameAnswer): string {
  const kept = (ttlSeconds: number | undefined) =>
    ttlSeconds === undefined ? '' : t` (kept ${formatSeconds(ttlSeconds)})`
  const lines = [
    ...aliases.map(({ target, ttlSeconds }) => t`alias of ${target}${kept(ttlSeconds)}`),
    ...addresses.map(({ address, ttlSeconds }) => `${address}${kept(ttlSeconds)}`),
  ]
  if (cutFrom) lines.push(t`… of ${cutFrom.addresses} addresses and ${cutFrom.aliases} aliases; the rest is not kept`)
  if (failure) lines.push(failureSentence(failure))
  return lines.length > 0 ? lines.join('\n') : t`no address`
}
