import { startLab } from '../../lab/lab.ts'
import { hurriedClock } from '../lab/hurried-clock.ts'
import { allPairs, judgePair, pairsOfParts } from './judge-pair.ts'

/** Every nth pair, from this one on: `node pairs-part.ts PART PARTS [all]`. One line of JSON for each. */
const [part = 0, parts = 1] = process.argv.slice(2, 4).map(Number)
const pairs = process.argv[4] === 'all' ? allPairs() : pairsOfParts()
const clock = hurriedClock()
const lab = await startLab(clock)
try {
  for (const [at, pair] of pairs.entries()) {
    if (at % parts !== part) continue
    process.stdout.write(`${JSON.stringify(await judgePair(lab, pair, clock))}\n`)
  }
} finally {
  await lab.close()
}
