import { startLab } from '../../lab/lab.ts'
import { judgePair, pairsOfFaults } from './judge-pair.ts'

/** Every nth pair, from this one on: `node pairs-part.ts PART PARTS`. One line of JSON for each. */
const [part = 0, parts = 1] = process.argv.slice(2).map(Number)
const lab = await startLab()
try {
  for (const [at, pair] of pairsOfFaults().entries()) {
    if (at % parts !== part) continue
    process.stdout.write(`${JSON.stringify(await judgePair(lab, pair))}\n`)
  }
} finally {
  await lab.close()
}
