import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Report, reportOf } from '../../../shared/report/report.ts'
import { sourceOfRun } from '../../../shared/report/report-source.ts'
import type { Team } from '../../../shared/report/teams.ts'
import { ticketFor } from '../../../shared/report/ticket.ts'
import { markdownCode, markdownText, ticketMarkdown } from '../../../shared/report/ticket-markdown.ts'
import { ticketText } from '../../../shared/report/ticket-text.ts'
import { unprintable } from '../../../shared/run/printable.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { runOurBug } from '../../fixtures/run-our-bug.ts'
import { findingOf } from '../../renderer/store/finding-of.ts'
import { hostileRun } from './hostile-run.ts'
import { hostileText } from './hostile-text.ts'

const report = reportOf(sourceOfRun(runManyFailures))

function ticketOf(team: Team, from: Report = report) {
  const ask = from.asks.find((one) => one.team === team)
  if (!ask) throw new Error(`Nothing is asked of ${team}.`)
  return ticketFor(ask, from)
}

/** A report in which one finding is for the Exchange team, with this evidence. */
function reportWith(...findings: Parameters<typeof findingOf>[]): Report {
  return reportOf(sourceOfRun({ ...runManyFailures, findings: findings.map((parts) => findingOf(...parts)) }))
}

describe('The ticket for a team', () => {
  const text = ticketText(ticketOf('exchange'))

  it('says whom it is for, what is asked, who looked and when, before the first finding', () => {
    const [head] = text.split('\n1. ')
    expect(head?.replaceAll(/\s+/g, ' ')).toBe(
      'Subject: Contoso (contoso.test): 3 to mend, 6 to look at, for Nylas to reach the mailboxes ' +
        'To: Exchange team (Exchange servers, their certificates, virtual directories and policies) ' +
        'Postern 0.1.0 looked at the Exchange of Contoso (contoso.test) as Nylas would, from inside the network, on 2026-11-24 at 22:41 UTC. It changed no setting of a server. ' +
        'Please mend what is listed here, or say why it is meant to be so. Whoever runs Postern verifies each with the command that stands with it, where FILE is the organisation’s file. ',
    )
  })

  it('holds each finding with where, what to do, why, what was seen, when, and how it is verified', () => {
    const at = text.indexOf('python-EAS-Client')
    const item = text.slice(text.lastIndexOf('\n\n', at), text.indexOf('\n\n', at))
    expect(item).toMatch(/^\n\n\d\. Fails: EWS on mail\.contoso\.test answers 403/)
    expect(item.match(/^ {3}(\S.{9}\S?) /gm)?.map((label) => label.trim())).toEqual(
      ['Where', 'To do', 'Why', 'Seen', 'When', 'Check', 'Verify by'].map((label) => expect.stringContaining(label)),
    )
    expect(item).toContain('\n   When        2026-11-24 at 22:41 UTC\n')
    expect(item).toContain('\n   Verify by   postern probe --org FILE --only ews/user-agent')
  })

  it('keeps to 80 columns but for what must not be broken', () => {
    const long = text.split('\n').filter((line) => line.length > 80)
    expect(long.filter((line) => !/--only|https?:\/\/|(?:[0-9A-F]{2}:){15}/.test(line))).toEqual([])
  })

  it('leaves out what passes, what was not reached, and what others are asked for', () => {
    const titles = ticketOf('exchange').items.map(({ title }) => title)
    const others = runManyFailures.findings.filter(({ check }) => check === 'dns/ttl' || check === 'dns/server-name')
    expect(others).toHaveLength(2)
    for (const { title } of others) expect(titles.join('\n')).not.toContain(title)
  })

  it('asks our own makers for no command, and tells them what was thrown', () => {
    const bug = ticketText(ticketOf('postern', reportOf(sourceOfRun(runOurBug))))
    expect(bug).toContain('Cannot read properties of undefined')
    expect(bug.replace(/All at once.*/, '')).not.toContain('--only')
  })

  it('says that more may follow while the run is under way', () => {
    const source = sourceOfRun(runManyFailures)
    const partial = reportOf({ ...source, verdict: null, state: 'under-way', expected: 58 })
    expect(ticketOf('exchange', partial).opening).toContain('That look has not come to its end, so more may follow.')
    expect(ticketOf('exchange').opening.join()).not.toContain('more may follow')
  })

  it('says when a finding was looked at again', () => {
    const verified = new Map([['ews/user-agent', '2026-11-25T08:00:00Z']])
    const again = ticketText(ticketOf('exchange', reportOf({ ...sourceOfRun(runManyFailures), verified })))
    expect(again).toContain('   When        2026-11-25 at 08:00 UTC, when it was looked at again\n')
  })
})

describe('What was seen', () => {
  it('is cut where it is long, and says how much more there is', () => {
    const names = Array.from({ length: 30 }, (_, at) => `server ${at}`)
    const text = ticketText(
      ticketOf(
        'exchange',
        reportWith(['ews/answers', 'fail', { outcome: 'open', evidence: { body: 'x'.repeat(5_000), names } }]),
      ),
    )
    expect(text).toContain('- server 11\n               - and 18 more, in the report\n')
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThan(340)
  })

  it('is left out where it is empty', () => {
    const text = ticketText(
      ticketOf(
        'exchange',
        reportWith(['ews/answers', 'fail', { outcome: 'open', evidence: { body: ' ', names: [] } }]),
      ),
    )
    expect(text).not.toContain('Seen')
  })
})

describe('Text that would break out', () => {
  it('begins no line of its own in plain text', () => {
    const lead = /^(?:Subject:| {9}|To:|\d+\. | {3}|$)/
    fc.assert(
      fc.property(hostileRun, (run) => {
        const hostile = reportOf(sourceOfRun(run))
        for (const ask of hostile.asks) {
          const ticket = ticketFor(ask, hostile)
          const text = ticketText({ ...ticket, opening: [] })
          expect(text.replaceAll('\n', '')).not.toMatch(unprintable)
          for (const line of text.split('\n')) expect(line).toMatch(lead)
          expect(text.match(/^\d+\. /gm)).toHaveLength(ticket.items.length)
        }
      }),
    )
  })

  it('puts nothing into a command but checks', () => {
    fc.assert(
      fc.property(hostileRun, (run) => {
        const hostile = reportOf(sourceOfRun(run))
        for (const ask of hostile.asks) {
          const ticket = ticketFor(ask, hostile)
          const rows = [...ticket.items.flatMap((item) => item.rows), ...ticket.closing]
          for (const row of rows.filter((row) => row.kind === 'command')) {
            expect(row.text).toMatch(/^postern probe --org FILE --only [a-z0-9/,-]+$/)
          }
        }
      }),
    )
  })

  it.each([
    ['![x](http://evil.test/p.png)', '\\!\\[x\\]\\(http\\://evil.test/p.png\\)'],
    ['<img src=x>', '\\<img src\\=x\\>'],
    ['a|b `c` *d* _e_ ~f~ @all #1', 'a\\|b \\`c\\` \\*d\\* \\_e\\_ \\~f\\~ \\@all \\#1'],
    ['see www.evil.test', 'see www\\.evil.test'],
    ['one\ntwo', 'one�two'],
    ['\\', '\\\\'],
  ])('%j is only text in Markdown', (text, shown) => {
    expect(markdownText(text)).toBe(shown)
  })

  it('leaves no character of Markdown’s unescaped', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(markdownText(text).replaceAll(/\\./g, '')).not.toMatch(/[\\`*_{}[\]<>()#!|~&@\n]|:\/\//)
      }),
    )
  })

  it.each([
    ['plain', '`plain`'],
    ['a `b` c', '``a `b` c``'],
    ['```', '```` ``` ````'],
    ['`x', '`` `x ``'],
    ['one\ntwo', '`one�two`'],
    ['', ''],
  ])('%j stays in its span', (text, span) => {
    expect(markdownCode(text)).toBe(span)
  })

  it('leaves a span only by its own fence', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const span = markdownCode(text)
        const [fence = ''] = /^`*/.exec(span) ?? []
        const inner = span.slice(fence.length, span.length - fence.length)
        expect(inner.match(/`+/g)?.map(({ length }) => length) ?? []).not.toContain(fence.length)
        expect(span).not.toContain('\n')
      }),
    )
  })

  it('says the same in Markdown as in plain text', () => {
    const ticket = ticketOf('exchange')
    const markdown = ticketMarkdown(ticket)
    expect(markdown.match(/^### /gm)).toHaveLength(ticket.items.length)
    expect(markdown).toContain('- **Verify by:** `postern probe --org FILE --only ews/user-agent`')
    expect(markdown).toContain('    - `EXCH03.contoso.test (10.20.0.26): answers 503`')
  })
})
