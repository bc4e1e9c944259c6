import { language, t } from '../language/translate.ts'
import { verdictWords } from '../run/words.ts'
import { findingsInFull } from './html-findings.ts'
import { reportHead } from './html-head.ts'
import { leftBehind, notReached, passing } from './html-rest.ts'
import { reportStyle } from './html-style.ts'
import { escapeHtml, type Html, html, prose } from './html-text.ts'
import type { Ask, Report } from './report.ts'
import { askedCounts } from './report-words.ts'
import { teamDuties, teamNames } from './teams.ts'

/** Nothing is loaded, run or sent from a saved report, whatever opens it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** A report as one file of HTML that needs nothing beside it, for a browser, a mail or a printer. */
export function reportHtml(report: Report): string {
  const { name, domain } = report.source.run.organisation
  return `<!doctype html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(`${report.words.word}: ${name} (${domain})`)}</title>
<style>${reportStyle}</style>
</head>
<body>
${reportBody(report).html}
</body>
</html>
`
}

/** What stands between the body’s tags: the same as the window prints. */
export function reportBody(report: Report): Html {
  const ids = new Map(
    report.asks.flatMap(({ findings }) => findings).map(({ check }, at) => [check, `finding-${at + 1}`]),
  )
  return html`<div class="report">
${reportHead(report)}
<main>
${inTheWay(report, ids)}
${ofWhom(report, ids)}
${findingsInFull(report, ids)}
${notReached(report)}
${leftBehind(report)}
${passing(report)}
</main>
</div>`
}

function inTheWay({ blocks, source }: Report, ids: ReadonlyMap<string, string>): Html {
  const none = source.verdict === null ? t`Nothing fails so far.` : t`Nothing fails.`
  return html`<section>
<h2>${t`What stands in the way`}</h2>
${
  blocks.length === 0
    ? html`<p>${none}</p>`
    : html`<ol>${blocks.map(({ check, title }) => html`<li><a href="#${ids.get(check)}">${prose(title)}</a></li>`)}</ol>`
}
</section>`
}

function ofWhom({ asks }: Report, ids: ReadonlyMap<string, string>): Html {
  return html`<section>
<h2>${t`What to ask of whom`}</h2>
${asks.length === 0 ? html`<p>${t`Nothing is to be asked of anybody.`}</p>` : asks.map((ask) => ofTeam(ask, ids))}
</section>`
}

function ofTeam({ team, findings }: Ask, ids: ReadonlyMap<string, string>): Html {
  return html`<section>
<h3>${teamNames[team]}: ${askedCounts(findings)}</h3>
<p class="quiet duties">${teamDuties[team]}</p>
<table class="asked">
<caption class="hidden">${t`What is asked: ${teamNames[team]}`}</caption>
<thead><tr><th scope="col">${t`Found`}</th><th scope="col">${t`To do`}</th></tr></thead>
<tbody>${findings.map(
    ({ check, verdict, title, advice }) =>
      html`<tr><td><span class="mark ${verdict}">${verdictWords[verdict]}</span> <a href="#${ids.get(check)}">${prose(title)}</a></td><td>${prose(advice ?? '')}</td></tr>`,
  )}</tbody>
</table>
</section>`
}
