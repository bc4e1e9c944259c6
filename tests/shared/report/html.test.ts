import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reportHtml } from '../../../shared/report/html.ts'
import { reportStyle } from '../../../shared/report/html-style.ts'
import { type Report, reportOf } from '../../../shared/report/report.ts'
import { sourceOfRun } from '../../../shared/report/report-source.ts'
import { teamNames } from '../../../shared/report/teams.ts'
import { printable } from '../../../shared/run/printable.ts'
import { verdictWordsOf } from '../../../shared/run/verdict-words.ts'
import { verdictWords } from '../../../shared/run/words.ts'
import { runAllBlocked } from '../../fixtures/run-all-blocked.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { runOurBug } from '../../fixtures/run-our-bug.ts'
import { runReady } from '../../fixtures/run-ready.ts'
import { hostileRun } from './hostile-run.ts'
import { attributeOf, elementsOf, nodesOf, parsedDocument, textOf } from './parsed-html.ts'

const report = reportOf(sourceOfRun(runManyFailures))
const page = (of: Report) => parsedDocument(reportHtml(of))
const texts = (of: Report, name: string) => elementsOf(page(of), name).map((element) => textOf(element).trim())
/** The text of the part below a heading. */
const part = (of: Report, heading: string) => {
  const found = elementsOf(page(of), 'section').find((section) =>
    elementsOf(section, 'h2').some((h2) => textOf(h2) === heading),
  )
  if (!found) throw new Error(`There is no part ${heading}.`)
  return textOf(found)
}

describe('The saved report', () => {
  const document = page(report)

  it('loads, runs and sends nothing', () => {
    expect(
      elementsOf(document, 'meta').map((meta) => [attributeOf(meta, 'http-equiv'), attributeOf(meta, 'content')]),
    ).toContainEqual([
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    ])
    const names = new Set(elementsOf(document).map(({ tagName }) => tagName))
    for (const name of ['script', 'link', 'img', 'iframe', 'object', 'form', 'base', 'svg'])
      expect(names).not.toContain(name)
    const addresses = elementsOf(document).flatMap(({ attrs }) =>
      attrs.filter(({ name }) => name === 'href' || name === 'src'),
    )
    for (const { value } of addresses) expect(value).toMatch(/^#finding-\d+$/)
    expect(reportStyle).not.toMatch(/url\(|@import|<\//)
  })

  it('says who, what, when, from where and by what, in words', () => {
    expect(texts(report, 'title')).toEqual(['Not ready: Contoso (contoso.test)'])
    expect(texts(report, 'h1')).toEqual(['Contoso: Not ready'])
    const { account, remark } = verdictWordsOf(runManyFailures)
    expect(texts(report, 'header')[0]).toContain(`${account} ${remark}`)
    for (const fact of [
      'probe@contoso.test',
      '2026-11-24 at 22:41 UTC, for 1.4 s',
      'from inside the network',
      'Nylas',
      'Postern 0.1.0',
    ]) {
      expect(texts(report, 'header')[0]).toContain(fact)
    }
  })

  it('is in English, has its headings in order, a name for each table and a head for each row', () => {
    const [root] = elementsOf(document, 'html')
    expect(root && attributeOf(root, 'lang')).toBe('en')
    const levels = elementsOf(document)
      .flatMap(({ tagName }) => /^h([1-6])$/.exec(tagName)?.[1] ?? [])
      .map(Number)
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1)
    for (const table of elementsOf(document, 'table')) {
      expect(elementsOf(table, 'caption')).toHaveLength(1)
      const [first] = elementsOf(table, 'tr')
      expect(first && elementsOf(first, 'th').every((th) => attributeOf(th, 'scope') !== undefined)).toBe(true)
      expect(first && elementsOf(first, 'th').length).toBeGreaterThan(0)
    }
  })

  it('has a place for every link, and no name twice', () => {
    const ids = elementsOf(document).flatMap((element) => attributeOf(element, 'id') ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    for (const link of elementsOf(document, 'a')) expect(ids).toContain(attributeOf(link, 'href')?.slice(1))
  })

  it.each([runManyFailures, runAllBlocked, runOurBug, runReady])(
    'holds every finding of $run.id once, where it belongs',
    (run) => {
      const of = reportOf(sourceOfRun(run))
      const full = part(of, 'Findings in full')
      const waiting = part(of, 'What was not looked at')
      const passing = part(of, 'What is as it should be')
      for (const { title, verdict } of run.findings) {
        const home = verdict === 'pass' ? passing : verdict === 'skip' ? waiting : full
        expect(home).toContain(title)
        if (verdict === 'fail') expect(part(of, 'What stands in the way')).toContain(title)
      }
      expect(elementsOf(page(of), 'article')).toHaveLength(
        run.findings.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip').length,
      )
      for (const { team } of of.asks) expect(part(of, 'What to ask of whom')).toContain(teamNames[team])
    },
  )

  it('says each verdict in a word', () => {
    const marks = elementsOf(document, 'span').filter((span) => attributeOf(span, 'class')?.startsWith('mark '))
    expect(marks.length).toBeGreaterThan(50)
    for (const mark of marks) {
      const verdict = attributeOf(mark, 'class')?.slice(5) as keyof typeof verdictWords
      expect(textOf(mark)).toBe(verdictWords[verdict])
    }
  })

  it('tells what the run left behind, with the command that takes it away', () => {
    const [trace] = runManyFailures.run.traces ?? []
    expect(part(report, 'What the run left behind')).toContain(`The run may have left behind ${trace?.what}.`)
    expect(part(report, 'What the run left behind')).toContain(trace?.undo)
    expect(part(reportOf(sourceOfRun(runAllBlocked)), 'What the run left behind')).toContain('Nothing: ')
  })

  it('says where nothing fails, and where nothing is to be asked', () => {
    const ready = reportOf(sourceOfRun(runReady))
    expect(part(ready, 'What stands in the way')).toContain('Nothing fails.')
    expect(part(ready, 'What to ask of whom')).toContain('Nothing is to be asked of anybody.')
    expect(part(ready, 'What was not looked at')).toContain('Everything was looked at.')
  })

  it.each([
    ['under-way', 'Contoso: Looking', 'The run is under way: this report is not whole.'],
    ['interrupted', 'Contoso: Broke off', 'when the run broke off.'],
  ] as const)('says that it is not whole of a run that is %s', (state, title, words) => {
    const findings = runManyFailures.findings.filter(({ verdict }) => verdict === 'pass')
    const partial = reportOf({ ...sourceOfRun(runManyFailures), findings, verdict: null, state, expected: 58 })
    expect(texts(partial, 'h1')).toEqual([title])
    expect(texts(partial, 'header')[0]).toContain(words)
    expect(texts(partial, 'header')[0]).toContain('What is missing here is not known to be right.')
    expect(part(partial, 'What stands in the way')).toContain('Nothing fails so far.')
    expect(part(partial, 'What was not looked at')).toContain(`${58 - findings.length} checks had not answered.`)
  })

  it('says so of a run that was stopped, and of one that was asked for little', () => {
    const stopped = reportOf(
      sourceOfRun({ ...runReady, run: { ...runReady.run, endedEarly: 'cancelled', only: ['dns/ttl'] } }),
    )
    expect(texts(stopped, 'header')[0]).toContain('The run was stopped at 2026-11-24 at 22:41 UTC')
    expect(texts(stopped, 'header')[0]).toContain('is not known to be right')
    expect(part(stopped, 'What was not looked at')).toContain('for these checks only: dns/ttl.')
  })

  it('says which findings were looked at again, and when', () => {
    const verified = new Map([
      ['ews/user-agent', '2026-11-25T08:00:00Z'],
      ['ews/inbox', '2026-11-25T08:05:00Z'],
    ])
    const again = reportOf({ ...sourceOfRun(runManyFailures), verified })
    expect(part(again, 'Findings in full')).toContain('2026-11-25 at 08:00 UTC, when it was looked at again')
    expect(part(again, 'What is as it should be')).toContain('(2026-11-25 at 08:05 UTC, when it was looked at again)')
    expect(texts(again, 'header')[0]).toContain('2 of its checks again since')
  })
})

describe('Whatever a server or a file says', () => {
  it('is read as text: the same tags come back, and the same words', () => {
    fc.assert(
      fc.property(hostileRun, (run) => {
        const of = reportOf(sourceOfRun(run))
        const source = reportHtml(of)
        const read = parsedDocument(source)
        // All that this room writes is in the source as it is; whatever begins a tag there is a tag of its own.
        const written = Array.from(source.matchAll(/<([a-z][a-z0-9]*)/g), ([, name]) => name)
        expect(elementsOf(read).map(({ tagName }) => tagName)).toEqual(written)
        expect(nodesOf(read).filter(({ nodeName }) => nodeName === '#comment')).toEqual([])
        expect(elementsOf(read, 'style').map(textOf)).toEqual([reportStyle])
        const allowed = new Set(['lang', 'charset', 'http-equiv', 'content', 'name', 'class', 'href', 'id', 'scope'])
        for (const { attrs } of elementsOf(read)) for (const { name } of attrs) expect(allowed).toContain(name)

        const asked = of.asks.flatMap(({ findings }) => findings)
        const shown = (text: string) => printable(text).toWellFormed()
        expect(elementsOf(read, 'h1').map(textOf)).toEqual([shown(`${run.run.organisation.name}: Not ready`)])
        expect(elementsOf(read, 'h4').map(textOf).toSorted()).toEqual(
          asked.map(({ title, verdict }) => shown(`${verdictWords[verdict]} ${title}`)).toSorted(),
        )
        const cells = new Set(
          [...elementsOf(read, 'td'), ...elementsOf(read, 'li'), ...elementsOf(read, 'code')].map(textOf),
        )
        for (const { why, advice } of asked) {
          expect(cells).toContain(shown(why))
          expect(cells).toContain(shown(advice ?? ''))
        }
        for (const { undo } of run.run.traces ?? []) expect(cells).toContain(shown(undo))
      }),
      { numRuns: 200 },
    )
  })
})
