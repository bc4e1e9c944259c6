import type { Finding } from '../checks/finding.ts'
import { t } from '../language/translate.ts'
import { evidenceFacts } from '../run/evidence-facts.ts'
import { groupFindings } from '../run/finding-groups.ts'
import { placeOf } from '../run/place-of.ts'
import { stepNames, verdictWords } from '../run/words.ts'
import { type Html, html, prose } from './html-text.ts'
import type { Report } from './report.ts'
import type { ReportSource } from './report-source.ts'
import { seenAt, valueTexts, verifyCommand } from './report-words.ts'
import { teamOf } from './team-of.ts'
import { teamNames } from './teams.ts'

/** All that somebody is asked about, in reading order, each with what was seen. */
export function findingsInFull({ source, asks }: Report, ids: ReadonlyMap<string, string>): Html {
  const groups = groupFindings(
    asks.flatMap(({ findings }) => findings),
    'urgency',
  )
  return html`<section>
<h2>${t`Findings in full`}</h2>
${groups.length === 0 ? html`<p>${t`There is none but what passes.`}</p>` : undefined}
${groups.map(
  ({ heading, total, shown }) => html`<section>
<h3>${heading} (${String(total)})</h3>
${shown.map((finding) => inFull(finding, source, ids.get(finding.check)))}
</section>`,
)}
</section>`
}

function inFull(finding: Finding, source: ReportSource, id: string | undefined): Html {
  const { check, outcome, verdict, title, advice, why, step } = finding
  const team = teamOf(finding)
  const place = placeOf(finding)
  const command = verdict === 'bug' ? undefined : verifyCommand([check])
  const rows: [string, Html][] = [
    ...(place === undefined ? [] : [row(t`Where`, place)]),
    ...(advice === null ? [] : [row(verdict === 'unknown' ? t`What would tell` : t`What to do`, advice)]),
    ...(team === undefined ? [] : [row(t`Asked of`, teamNames[team])]),
    row(t`Why it matters`, why),
    row(t`Seen`, seenAt(source, finding)),
    row(t`Check`, `${check}: ${outcome} (${stepNames[step]})`),
    ...(command === undefined ? [] : [[t`Verify by`, html`<code>${command}</code>`] as [string, Html]]),
  ]
  return html`<article class="finding ${verdict}"${id === undefined ? undefined : html` id="${id}"`}>
<h4><span class="mark ${verdict}">${verdictWords[verdict]}</span> ${prose(title)}</h4>
<table>
<caption class="hidden">${t`What it means`}</caption>
<tbody>${rows.map(([label, value]) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`)}</tbody>
</table>
${evidenceTable(finding)}
</article>`
}

function row(label: string, text: string): [string, Html] {
  return [label, prose(text)]
}

function evidenceTable(finding: Finding): Html | undefined {
  const facts = evidenceFacts(finding)
    .map(({ label, value }) => ({ label, texts: valueTexts(value) }))
    .filter(({ texts }) => texts.length > 0)
  if (facts.length === 0) return undefined
  return html`<table>
<caption>${t`What was seen`}</caption>
<tbody>${facts.map(({ label, texts }) => html`<tr><th scope="row">${label}</th><td>${values(texts)}</td></tr>`)}</tbody>
</table>`
}

function values(texts: readonly string[]): Html {
  const [only = ''] = texts
  return texts.length === 1 ? prose(only) : html`<ul>${texts.map((text) => html`<li>${prose(text)}</li>`)}</ul>`
}
