import { language, t } from '../../language/translate.ts'
import { reportStyle } from '../../report/html-style.ts'
import { escapeHtml, type Html, html, prose } from '../../report/html-text.ts'
import { type Cover, coverOf } from './cover.ts'
import { findingsTable, groupsTable, servicesTable, signOffTable } from './other-tables.ts'
import { definePeopleFormat } from './people-format.ts'
import type { PreparedSheet } from './prepared-sheet.ts'
import { ruleRows } from './rule-rows.ts'
import { summaryCells, summaryColumns } from './rule-summary.ts'
import { cellText, type SheetCell, type SheetTable } from './sheet-table.ts'

/** Nothing is loaded, run or sent from a saved sheet, whatever opens it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** What a sheet has beside the report’s look: pages on their side, the summary on one, and more columns. */
const sheetStyle = `
.report.sheet { max-width: 90rem; }
.sheet .lead { font-weight: 600; }
.sheet dl { display: grid; grid-template-columns: max-content 1fr max-content 1fr; margin-top: 0.75rem; }
.sheet dt, .sheet dd { padding: 0.1875rem 1rem 0.1875rem 0; border-bottom: 1px solid #d1d1d1; font-size: 0.875rem;
  overflow-wrap: anywhere; }
.sheet dt { color: #424242; }
.sheet header li { max-width: none; }
.sheet table { table-layout: fixed; }
.sheet table.rules td, .sheet table.rules th { font-size: 0.75rem; padding-right: 0.5rem; }
.sheet table.rules th:nth-child(1) { width: 8.5%; }
.sheet table.rules th:nth-child(2) { width: 14%; }
.sheet table.rules th:nth-child(3) { width: 16%; }
.sheet table.rules th:nth-child(4), .sheet table.rules th:nth-child(5) { width: 6.5%; }
.sheet table.rules th:nth-child(6) { width: 8.5%; }
.sheet table.rules th:nth-child(7), .sheet table.rules th:nth-child(9) { width: 14%; }
.sheet td p { margin: 0; max-width: none; }
.sheet table.sign td { height: 2.25rem; }
@page { size: A4 landscape; margin: 10mm 12mm 14mm; }
@media print {
  .sheet h1 { font-size: 16pt; }
  .sheet h2 { margin-top: 0.75rem; font-size: 11pt; }
  .sheet header table { margin-top: 0; }
  .sheet table.sign td { height: 6.5mm; }
  .sheet li { margin-top: 0; }
  .sheet dt, .sheet dd { padding-block: 0.5mm; }
  .sheet table.all td, .sheet table.all th { font-size: 8pt; }
  .sheet main > section:first-child { break-before: page; }
  .sheet table.rules td, .sheet table.rules th { font-size: 7pt; }
  .sheet header p, .sheet li, .sheet dt, .sheet dd, .sheet header td, .sheet header th { font-size: 8.5pt; line-height: 1.3; }
}
`

export default definePeopleFormat({
  meta: {
    id: 'html',
    name: t`Page to print (HTML)`,
    extension: 'html',
    mime: 'text/html',
    basedOn: ['HTML, without a script and without anything that is loaded; A4 across when it is printed.'],
    warnings: [],
  },
  make(prepared) {
    return { content: pageOf(prepared), notes: [] }
  },
})

function pageOf(prepared: PreparedSheet): string {
  return `<!doctype html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(prepared.set.title)}</title>
<style>${reportStyle}${sheetStyle}</style>
</head>
<body>
${bodyOf(prepared).html}
</body>
</html>
`
}

function bodyOf(prepared: PreparedSheet): Html {
  const tables = [servicesTable(prepared), groupsTable(prepared), findingsTable(prepared)]
  return html`<div class="report sheet">
${head(coverOf(prepared), prepared)}
<main>
${rulesSection(prepared)}
${tables.filter(({ rows }) => rows.length > 0).map((table) => section(table))}
</main>
</div>`
}

/** The page of summary: what it is, what the findings come to, what changes, what to know, and who signs. */
function head({ title, verdict, facts, changes, warnings }: Cover, prepared: PreparedSheet): Html {
  return html`<header>
<p class="kind">${t`Firewall rule sheet`}</p>
<h1>${prose(title)}</h1>
<p class="lead">${verdict}</p>
<dl>${facts.map(([label, text]) => html`<dt>${label}</dt><dd>${prose(text)}</dd>`)}</dl>
${list(t`What changes`, changes)}
${list(t`Before it is applied`, warnings)}
<h2>${t`Sign-off`}</h2>
${table(signOffTable(prepared), 'sign')}
</header>`
}

/** All of them: what is left out of the rules stands nowhere else on the page. */
function list(title: string, texts: readonly string[]): Html | undefined {
  if (texts.length === 0) return undefined
  return html`<h2>${title}</h2>
<ul>${texts.map((text) => html`<li>${prose(text)}</li>`)}</ul>`
}

function rulesSection(prepared: PreparedSheet): Html {
  const rows = ruleRows(prepared)
  if (rows.length === 0) return html`<section><h2>${t`Rules`}</h2><p>${t`No rule changes.`}</p></section>`
  return html`<section>
<h2>${t`Rules`}</h2>
<table class="rules">
<caption class="hidden">${t`Rules`}</caption>
<thead><tr>${summaryColumns().map((label) => html`<th scope="col">${label}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr>${summaryCells(row).map((lines) => html`<td>${lines.map((line) => html`<p>${prose(line)}</p>`)}</td>`)}</tr>
`,
  )}</tbody>
</table>
</section>`
}

function section(part: SheetTable): Html {
  return html`<section><h2>${part.title}</h2>
${table(part, 'all')}
</section>`
}

function table({ title, columns, rows }: SheetTable, kind: string): Html {
  const all = columns.reduce((sum, { width }) => sum + width, 0)
  // Thousands of lines repeat the same few texts.
  const known = new Map<string, Html>()
  const cellOf = (cell: SheetCell) => {
    const text = cellText(cell)
    const made = known.get(text) ?? html`<td>${prose(text)}</td>`
    known.set(text, made)
    return made
  }
  return html`<table class="${kind}">
<caption class="hidden">${title}</caption>
<colgroup>${columns.map(({ width }) => html`<col style="width: ${((100 * width) / all).toFixed(1)}%">`)}</colgroup>
<thead><tr>${columns.map(({ label }) => html`<th scope="col">${label}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => html`<tr>${row.map(cellOf)}</tr>
`,
  )}</tbody>
</table>`
}
