import fc from 'fast-check'
import { type Finding, Verdict } from '../../../shared/checks/finding.ts'
import type { Run } from '../../../shared/run/run.ts'
import { findingOf } from '../../renderer/store/finding-of.ts'
import { hostileText } from './hostile-text.ts'

const evidence = fc.dictionary(
  fc.oneof(fc.constantFrom('server', 'url', 'constructor', 'daysLeft'), hostileText),
  fc.oneof(hostileText, fc.array(hostileText, { maxLength: 15 }), fc.integer(), fc.boolean()),
  { maxKeys: 4 },
)

/** A finding whose shape is right and whose every text is not. */
const hostileFinding: fc.Arbitrary<Finding> = fc
  .record({
    check: fc.oneof(fc.constantFrom('ews/answers', 'dns/ttl', 'ews/of-tomorrow'), hostileText),
    verdict: fc.constantFrom(...Verdict.options),
    title: hostileText,
    why: hostileText,
    outcome: hostileText,
    advice: fc.option(hostileText),
    evidence,
  })
  .map(({ check, verdict, ...others }) => findingOf(check, verdict, { ...others, step: 'ews' }))

/** A run as a file may hold it that somebody else wrote. */
export const hostileRun: fc.Arbitrary<Run> = fc
  .record({
    texts: fc.tuple(hostileText, hostileText, hostileText, hostileText, hostileText),
    findings: fc.array(hostileFinding, { maxLength: 5 }),
    traces: fc.array(fc.record({ what: hostileText, undo: hostileText, undoIn2010: hostileText }), {
      minLength: 1,
      maxLength: 2,
    }),
    only: fc.array(hostileText, { maxLength: 2 }),
  })
  .map(({ texts: [name, domain, mailbox, postern, profile], findings, traces, only }) => ({
    run: {
      id: 'run-hostile-0',
      format: 1 as const,
      postern,
      organisation: { name, domain, mailbox },
      vantage: 'inside' as const,
      profile,
      startedAt: '2026-11-24T22:41:07.000Z',
      finishedAt: '2026-11-24T22:41:08.412Z',
      traces,
      only,
    },
    verdict: 'not-ready' as const,
    findings,
    artifacts: {},
  }))
