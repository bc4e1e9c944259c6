import { t } from '../language/translate.ts'
import { formatMilliseconds } from '../run/duration.ts'
import { momentWords } from '../run/moment.ts'
import { type Html, html, prose } from './html-text.ts'
import type { Report } from './report.ts'
import { vantageWords, vendorName } from './report-words.ts'

/** Whose report it is, what the run came to, and who looked, when, from where and for whom. */
export function reportHead({ source, words }: Report): Html {
  const { run, state } = source
  const { name, domain, mailbox } = run.organisation
  const facts: [string, string][] = [
    [t`Organisation`, `${name} (${domain})`],
    [t`Test mailbox`, mailbox],
    [t`Looked at`, duration(source)],
    [t`From where`, vantageWords(run)],
    [t`As what`, t`the service ${vendorName(run)}`],
    [t`Checks`, run.only ? t`only ${run.only.join(', ')}; others were left out` : t`all`],
    [t`Made by`, t`Postern ${run.postern}, run ${run.id}`],
  ]
  return html`<header>
<p class="kind">${t`Readiness report`}</p>
<h1>${name}: ${words.word}</h1>
<p class="lead">${[words.account, words.remark].filter(Boolean).join(' ')}</p>
${state === 'ended' && run.endedEarly === undefined ? undefined : html`<p class="partial">${t`Not all that was to be looked at has been. What is missing here is not known to be right.`}</p>`}
<table>
<caption class="hidden">${t`The run`}</caption>
<tbody>${facts.map(([label, text]) => html`<tr><th scope="row">${label}</th><td>${prose(text)}</td></tr>`)}</tbody>
</table>
</header>`
}

function duration({ run, verified }: Report['source']): string {
  const began = momentWords(run.startedAt)
  const took = run.finishedAt ? Date.parse(run.finishedAt) - Date.parse(run.startedAt) : Number.NaN
  const again = verified && verified.size > 0 ? t`; ${verified.size} of its checks again since` : ''
  return `${began}${Number.isNaN(took) ? '' : t`, for ${formatMilliseconds(took)}`}${again}`
}
