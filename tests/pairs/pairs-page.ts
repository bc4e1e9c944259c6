import { type FaultId, faults } from '../../lab/faults.ts'
import type { PairResult } from './judge-pair.ts'

/** docs/fault-pairs.md: for each fault, which others are not seen while it is on, and the reason that is given. */
export function pairsPage(results: readonly PairResult[]): string {
  const wrong = results.filter(({ came }) => came === 'wrong')
  const skipped = results.filter(({ came }) => came === 'skipped')
  const both = results.filter(({ came }) => came === 'both')
  const lines = [
    '# Two faults at once',
    '',
    `Every two of the lab's ${faults.length} faults that can be on together were on together: ${results.length} pairs. In ${both.length} of them each`,
    `led to its own finding; in ${skipped.length} one did and the check of the other was skipped, naming what stands in its way; ${wrong.length} led to a`,
    'finding that neither of the two accounts for. Two faults that change the same part, or that would be two answers of one check, are left out.',
    '',
    'Made by `npm run pairs`, which takes some minutes; `npm test` runs a part of it, another for each fault.',
    '',
    '| With this fault | these are skipped until it is mended |',
    '| --- | --- |',
    ...faults.flatMap(({ id }) => {
      const hidden = skipped.flatMap((result) => (hiderOf(result) === id ? [result.hidden?.fault ?? ''] : []))
      return hidden.length > 0 ? [`| ${id} | ${hidden.toSorted().join(', ')} |`] : []
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

/** The one of the two that was found. */
function hiderOf({ faults: [one, other], hidden }: PairResult): FaultId {
  return hidden?.fault === one ? other : one
}
