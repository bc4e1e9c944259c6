import { type FaultId, faults } from '../../lab/faults.ts'
import type { Some } from './fault-groups.ts'
import type { PairResult } from './judge-pair.ts'
import { meetings } from './meetings.ts'

/** docs/fault-pairs.md: for each fault, which others are not seen while it is on, and the reason that is given. */
export function pairsPage(results: readonly PairResult[]): string {
  const wrong = results.filter(({ came }) => came === 'wrong')
  const skipped = results.filter(({ came }) => came === 'skipped')
  const both = results.filter(({ came }) => came === 'both')
  const lines = [
    '# Two faults at once',
    '',
    `The lab has ${faults.length} faults, each in a part of the organisation. For every two parts a fault of the one was on together with a fault of the`,
    `other, the faults of a part taking turns: ${results.length} pairs. In ${both.length} of them each led to its finding (or to what the last table says); in ${skipped.length} one did, and the check of`,
    `the other was skipped and names what stands in its way; ${wrong.length} led to a finding that neither of the two accounts for. Two faults that change`,
    'the same part, or that would be two answers of one check, cannot be seen apart and are left out.',
    '',
    'Made by `npm run pairs`, which takes some minutes (`npm run pairs -- --all` tries every two faults and takes hours); `npm test` runs a part of',
    'it, with every fault in one pair at least.',
    '',
    '| With this fault | these are skipped until it is mended |',
    '| --- | --- |',
    ...faults.flatMap(({ id }) => {
      const hidden = skipped.flatMap((result) => (hiderOf(result) === id ? [result.hidden?.fault ?? ''] : []))
      return hidden.length > 0 ? [`| ${id} | ${hidden.toSorted().join(', ')} |`] : []
    }),
    '',
    '## What is true only of the two together',
    '',
    '| With this fault | and | also | because |',
    '| --- | --- | --- | --- |',
    ...meetings.map(({ one, others, also, why }) => {
      const outcomes = also.map(({ check, outcome }) => `${check} = ${outcome}`)
      return `| ${typeof one === 'string' ? one : inWords(one)} | ${others === 'all' ? 'any other' : inWords(others)} | ${outcomes.join(', ')} | ${why} |`
    }),
    '',
    ...(wrong.length > 0
      ? [
          '## Known to be wrong',
          '',
          ...wrong.map(({ faults: pair, complaints }) => `- ${pair.join(' and ')}: ${complaints.join('; ')}`),
          '',
        ]
      : []),
  ]
  return lines.join('\n')
}

function inWords(some: Some): string {
  return 'part' in some ? `any of ${some.part}` : some.join(', ')
}

/** The one of the two that was found. */
function hiderOf({ faults: [one, other], hidden }: PairResult): FaultId {
  return hidden?.fault === one ? other : one
}
