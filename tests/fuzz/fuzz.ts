import { parseArgs } from 'node:util'
import { allTargets } from './all-targets.ts'
import { FuzzFailure, type FuzzTarget, fuzz } from './target.ts'

const usage = `Feeds mutated messages to the codecs, until the time is up or one of them breaks.

  fuzz --minutes <n> [--seed <n>] [--only <codec>]

Codecs: ${allTargets.map(({ name }) => name).join(', ')}.
The seed is printed; with it, the same inputs come again.`

/** Inputs between two looks at the clock. */
const AT_ONCE = 2_000

interface Plan {
  minutes: number
  seed: number
  targets: readonly FuzzTarget[]
}

function planOf(args: readonly string[]): Plan | string {
  const { values } = parseArgs({
    args: [...args],
    options: { minutes: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
  })
  const minutes = Number(values.minutes)
  const seed = values.seed === undefined ? Math.floor(Math.random() * 0x7fff_ffff) : Number(values.seed)
  const targets = allTargets.filter(({ name }) => values.only === undefined || name === values.only)
  if (!(minutes > 0)) return 'How many minutes? --minutes takes a number above 0.'
  if (!Number.isSafeInteger(seed) || seed < 0) return '--seed takes a whole number.'
  if (targets.length === 0) return `There is no codec ${values.only}.`
  return { minutes, seed, targets }
}

/** Takes turns between the targets; ends with the first that breaks. */
function run({ minutes, seed, targets }: Plan): number {
  console.log(`Seed ${seed}, ${minutes} min, ${targets.length} codecs.`)
  const end = performance.now() + minutes * 60_000
  const read = new Map<FuzzTarget, number>()
  let from = 0
  for (; performance.now() < end; from += AT_ONCE) {
    for (const target of targets) {
      read.set(target, (read.get(target) ?? 0) + fuzz(target, seed, from, from + AT_ONCE).read)
    }
  }
  for (const target of targets) {
    console.log(`${target.name.padEnd(18)} ${from} inputs, ${read.get(target) ?? 0} of them read, the others refused`)
  }
  return 0
}

function main(args: readonly string[]): number {
  try {
    const plan = planOf(args)
    if (typeof plan !== 'string') return run(plan)
    console.error(`${plan}\n\n${usage}`)
  } catch (error) {
    if (error instanceof FuzzFailure) {
      console.error(error.message)
      console.error(error.cause)
      return 1
    }
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  }
  return 2
}

process.exitCode = main(process.argv.slice(2))
