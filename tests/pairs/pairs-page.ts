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
    'Made by `npm run pairs`, which takes some minutes; `npm test` runs a part of it, with every fault in one pair at least. Every two faults are in',
    '[every-fault-pair.md](every-fault-pair.md).',
    '',
    ...hiddenOnes(skipped, results),
    '## What is true only of the two together',
    '',
    '| With this fault | and | also | because |',
    '| --- | --- | --- | --- |',
    ...meetings.map(({ one, others, also, why }) => {
      const outcomes = also.map(({ check, outcome }) => `${check} = ${outcome}`)
      return `| ${typeof one === 'string' ? one : inWords(one)} | ${others === 'all' ? 'any other' : inWords(others)} | ${outcomes.join(', ')} | ${why} |`
    }),
    '',
    ...knownWrong(wrong),
  ]
  return lines.join('\n')
}

/** docs/every-fault-pair.md, of a run over all pairs that ended on this day (ISO 8601). */
export function everyPairPage(results: readonly PairResult[], day: string): string {
  const wrong = results.filter(({ came }) => came === 'wrong')
  const skipped = results.filter(({ came }) => came === 'skipped')
  const met = new Set(results.flatMap(({ faults: pair }) => pair))
  const lines = [
    '# Every two faults at once',
    '',
    `On ${day} every two of ${met.size} faults that can be seen beside each other were on together, by \`npm run pairs -- --all\`, which takes more than an hour: ${results.length} pairs.`,
    `In ${results.length - skipped.length - wrong.length} each led to its finding, or to what [fault-pairs.md](fault-pairs.md) says of the two together; in ${skipped.length} one did, and the check of the other was`,
    `skipped and names what stands in its way; ${wrong.length} led to a finding that neither of the two accounts for. Servers that mean harm and faults that come and go are left out. A name in italics is a part of the organisation, and stands for all its faults.`,
    '',
    ...hiddenOnes(skipped, results),
    ...knownWrong(wrong),
  ]
  return lines.join('\n')
}

/** For each fault what is skipped while it is on; a part by its name where that is so of every fault in it that was tried. */
function hiddenOnes(skipped: readonly PairResult[], results: readonly PairResult[]): string[] {
  const parts = new Map<string, string>(faults.map(({ id, part }) => [id, part]))
  const partOf = (id: string) => parts.get(id) ?? ''
  const lines = faults.flatMap(({ id }) => {
    const hidden = skipped.flatMap((result) => (hiderOf(result) === id && result.hidden ? [result.hidden.fault] : []))
    if (hidden.length === 0) return []
    const tried = results.flatMap(({ faults: [one, other] }) => (one === id ? [other] : other === id ? [one] : []))
    const triedByPart = Map.groupBy(tried, partOf)
    const words = [...Map.groupBy(hidden, partOf)].flatMap(([part, ids]) => {
      const isWhole = ids.length > 1 && ids.length === triedByPart.get(part)?.length
      return isWhole ? [`all ${ids.length} of *${part}*`] : ids
    })
    return [`- **${id}**: ${words.toSorted().join(', ')}`]
  })
  return ['## With this fault, these are skipped until it is mended', '', ...lines, '']
}

function knownWrong(wrong: readonly PairResult[]): string[] {
  if (wrong.length === 0) return []
  const lines = wrong.map(({ faults: pair, complaints }) => `- ${pair.join(' and ')}: ${complaints.join('; ')}`)
  return ['## Known to be wrong', '', ...lines, '']
}

function inWords(some: Some): string {
  return 'part' in some ? `any of ${some.part}` : some.join(', ')
}

/** The one of the two that was found. */
function hiderOf({ faults: [one, other], hidden }: PairResult): FaultId {
  return hidden?.fault === one ? other : one
}
