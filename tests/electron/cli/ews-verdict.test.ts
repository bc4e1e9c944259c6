import { expect, test } from 'vitest'
import { ewsVerdict } from '../../../electron/cli/ews-verdict.ts'
import type { ReportedLayer } from '../../../shared/ews/ews-report.ts'

type State = Parameters<typeof ewsVerdict>[0][number]['state']

const layer = (name: ReportedLayer['name'], state: ReportedLayer['state']): ReportedLayer => ({
  ...{ name, title: name, state, sentence: '', cmdlets: [], remedy: null },
})
const of = (state: State, count: number) => ({ state, mailboxes: Array.from({ length: count }, (_, at) => `${at}`) })
const iis = layer('virtual-directory', 'open')

test.each<[string, ReturnType<typeof of>[], ReportedLayer[], string, string]>([
  [
    'IIS is shut, whatever the mailboxes',
    [of('works', 3)],
    [layer('virtual-directory', 'shut'), layer('extended-protection', 'shut')],
    'not-ready',
    'No mailbox can work: virtual-directory, extended-protection.',
  ],
  [
    'some are shut',
    [of('shut', 2), of('not-known', 1), of('works', 7)],
    [iis],
    'not-ready',
    '2 of 10 mailboxes cannot work.',
  ],
  ['the only one is shut', [of('shut', 1)], [iis], 'not-ready', '1 of 1 mailbox cannot work.'],
  [
    'none is named, and the organisation is shut',
    [],
    [layer('organisation', 'shut')],
    'not-ready',
    'No mailbox can work: organisation.',
  ],
  ['none is named', [], [iis], 'could-not-tell', 'No mailbox is named, and none was read: give --mailboxes FILE.'],
  [
    'some are doubtful',
    [of('doubtful', 1), of('not-known', 2), of('works', 7)],
    [iis],
    'could-not-tell',
    'Of 3 of 10 mailboxes, it cannot be said whether EWS lets the integration in.',
  ],
  [
    'IIS was not read',
    [of('works', 1)],
    [layer('virtual-directory', 'not-known')],
    'could-not-tell',
    'Not read to the end: virtual-directory.',
  ],
  [
    'throttling was not read',
    [of('works', 1)],
    [iis, layer('throttling', 'not-known')],
    'ready',
    'Nothing that was read keeps the integration out. Not read to the end: throttling.',
  ],
  [
    'all work',
    [of('works', 1)],
    [iis, layer('throttling', 'doubtful')],
    'ready',
    'Nothing that was read keeps the integration out.',
  ],
])('%s', (_what, groups, layers, verdict, remark) => {
  expect(ewsVerdict(groups, layers)).toEqual({ verdict, remark })
})
