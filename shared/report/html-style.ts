/**
 * How a saved report looks: light, in the system’s own letters, and on paper of any size. In the window it is inside of a
 * shadow root, so that its root is either.
 */
export const reportStyle = `
:root, :host { color-scheme: light; }
* { box-sizing: border-box; }
.report { max-width: 62rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; background: #fff; color: #1f1f1f;
  font: 0.9375rem/1.5 "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif; }
h1, h2, h3, h4, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
h1 { font-size: 1.75rem; line-height: 1.25; font-weight: 600; }
h2 { margin-top: 2.25rem; padding-bottom: 0.25rem; border-bottom: 2px solid #0f548c; font-size: 1.25rem; font-weight: 600; }
h3 { margin-top: 1.5rem; font-size: 1rem; font-weight: 600; }
h4 { font-size: 0.9375rem; font-weight: 600; overflow-wrap: anywhere; }
p { margin-top: 0.5rem; max-width: 46rem; overflow-wrap: anywhere; }
ul, ol { margin-top: 0.5rem; padding-left: 1.25rem; }
li { max-width: 46rem; margin-top: 0.25rem; overflow-wrap: anywhere; }
.kind { margin: 0; color: #555; }
.lead { font-size: 1.0625rem; }
.partial { margin-top: 1rem; padding: 0.5rem 0.75rem; border: 1px solid #8a6100; border-left-width: 0.375rem; }
.quiet { color: #555; }
table { width: 100%; margin-top: 0.75rem; border-collapse: collapse; font-size: 0.875rem; line-height: 1.4; }
a { color: #0f548c; }
.whole { white-space: nowrap; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
caption { padding-bottom: 0.25rem; color: #555; text-align: left; }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid #d1d1d1; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
th { color: #424242; font-weight: 600; }
tbody th { width: min(12rem, 33%); font-weight: 400; }
table.asked th:first-child { width: 42%; }
td.step { width: 9rem; }
td.check { width: 14rem; color: #555; }
td ul { margin: 0; padding: 0; list-style: none; }
td li { max-width: none; margin: 0; }
td li + li { margin-top: 0.125rem; }
code { font-family: "Cascadia Mono", Consolas, "SF Mono", Menlo, monospace; font-size: 0.875em; overflow-wrap: anywhere; }
.finding { margin-top: 1.25rem; padding-left: 0.875rem; border-left: 0.25rem solid #8a8a8a; }
.finding.fail { border-color: #b10e1c; }
.finding.bug { border-color: #8f0e5e; border-left-style: double; }
.finding.warn { border-color: #8a6100; border-left-style: dashed; }
.finding.unknown { border-color: #0f548c; border-left-style: dotted; }
.mark { display: inline-block; margin-right: 0.375rem; padding: 0 0.375rem; border: 1px solid #616161; border-radius: 0.1875rem;
  color: #424242; font-size: 0.8125rem; font-weight: 600; white-space: nowrap; }
.mark.fail { border-color: #b10e1c; background: #b10e1c; color: #fff; }
.mark.bug { border-color: #8f0e5e; color: #8f0e5e; }
.mark.warn { border-color: #8a6100; color: #6d4c00; }
.mark.unknown { border-color: #0f548c; color: #0f548c; }
.mark.pass { border-color: #0e700e; color: #0e700e; }
.command { display: block; margin-top: 0.25rem; padding: 0.375rem 0.5rem; border: 1px solid #d1d1d1; background: #fafafa;
  white-space: pre-wrap; }
@page { margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); color: #555; font: 9pt sans-serif; } }
@media print {
  .report { max-width: none; padding: 0; font-size: 10pt; }
  a { color: inherit; text-decoration: none; }
  .mark, .command { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  h2, h3, h4, caption, .duties { break-after: avoid; }
  h4 + p, tr, li { break-inside: avoid; }
  thead { display: table-header-group; }
  p { orphans: 3; widows: 3; }
}
`
