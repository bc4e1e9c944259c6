import { steps } from '../checks/check.ts'
import type { Finding } from '../checks/finding.ts'
import { counted, t } from '../language/translate.ts'
import { stepNames, verdictWords } from '../run/words.ts'
import { type Html, html, prose } from './html-text.ts'
import type { Report } from './report.ts'
import type { ReportSource } from './report-source.ts'
import { seenAt } from './report-words.ts'

/** What was not looked at: behind a failure, not asked for, or not yet. */
export function notReached({ notReached: waiting, source }: Report): Html {
  const missing = Math.max(0, source.expected - source.findings.length)
  const byAdvice = Map.groupBy(waiting, ({ advice }) => advice ?? '')
  return html`<section>
<h2>${t`What was not looked at`}</h2>
${waiting.length + missing === 0 && !source.run.only ? html`<p>${t`Everything was looked at.`}</p>` : undefined}
${missing === 0 ? undefined : html`<p>${t`${counted(missing, 'check')} had not answered.`}</p>`}
${source.run.only ? html`<p>${t`The run was asked for these checks only: ${source.run.only.join(', ')}.`}</p>` : undefined}
${[...byAdvice].map(([advice, findings]) => behind(advice, findings))}
</section>`
}

function behind(advice: string, findings: readonly Finding[]): Html {
  return html`<p><span class="mark skip">${verdictWords.skip}</span> ${prose(advice)}</p>
<ul>${findings.map(({ title, check }) => html`<li>${prose(title)} <span class="quiet">(${check})</span></li>`)}</ul>`
}

/** What the run left on a server, with the command that takes it away again. */
export function leftBehind({ source: { run, state } }: Report): Html {
  const left = (what: string) =>
    state === 'under-way' ? t`The run may leave behind ${what}.` : t`The run may have left behind ${what}.`
  return html`<section>
<h2>${t`What the run left behind`}</h2>
${run.traces ? undefined : html`<p>${t`Nothing: the run changed no setting of a server, and left nothing on one.`}</p>`}
${(run.traces ?? []).map(
  ({
    what,
    undo,
    undoIn2010,
  }) => html`<p>${prose(left(what))} ${t`To take it away, in the Exchange Management Shell:`}</p>
<code class="command">${undo}</code>
${
  undoIn2010 === undefined
    ? undefined
    : html`<p>${t`With Exchange 2010:`}</p>
<code class="command">${undoIn2010}</code>`
}`,
)}
</section>`
}

/** The appendix: what is as it should be, by step. */
export function passing({ passes, source }: Report): Html {
  return html`<section>
<h2>${t`What is as it should be`}</h2>
${passes.length === 0 ? html`<p>${t`No check passes.`}</p>` : passTable(passes, source)}
</section>`
}

function passTable(passes: readonly Finding[], source: ReportSource): Html {
  const rows = steps.flatMap((step) => passes.filter((finding) => finding.step === step))
  return html`<table>
<caption>${counted(passes.length, 'check passes', 'checks pass')}</caption>
<thead><tr><th scope="col">${t`Step`}</th><th scope="col">${t`Found`}</th><th scope="col">${t`Check`}</th></tr></thead>
<tbody>${rows.map(
    ({ step, title, check }) =>
      html`<tr><td class="step">${stepNames[step]}</td><td><span class="mark pass">${verdictWords.pass}</span> ${prose(title)}${verifiedAt(source, check)}</td><td class="check">${check}</td></tr>`,
  )}</tbody>
</table>`
}

/** That what passes has been looked at again: it did not pass at first, or somebody wanted to be sure. */
function verifiedAt(source: ReportSource, check: string): Html | undefined {
  return source.verified?.has(check) ? html` <span class="quiet">(${seenAt(source, { check })})</span>` : undefined
}
