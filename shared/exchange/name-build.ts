import { t } from '../language/translate.ts'
import { type Product, products } from './builds.ts'

/** A build of Exchange by name; `update` is the newest known one that it holds. */
export type NamedBuild = {
  product: Product
  update: string
  /** Whether the build is past every one of its product that is known. */
  newer: boolean
  /** Whether a newer one of its product is known. */
  outdated: boolean
}

/**
 * Names a build such as `15.2.2562.53`. Undefined where it is of no product that is known, or no build at all.
 * A build between two known ones is named after the lower: hotfixes of single customers are not in the table.
 */
export function nameBuild(text: string): NamedBuild | undefined {
  const build = partsOf(text)
  if (!build) return undefined
  const found = known.find(({ major, minor, product }) => {
    return build[0] === major && (minor === undefined || build[1] === minor) && build[2] >= product.firstBuild
  })
  if (!found) return undefined
  const last = found.updates.at(-1)
  const held = found.updates.findLast(({ parts }) => compare(parts, build) <= 0)
  return {
    product: found.product,
    update: held?.name ?? t`before RTM`,
    newer: last !== undefined && compare(build, last.parts) > 0,
    outdated: last !== undefined && compare(build, last.parts) < 0,
  }
}

/** Which of two builds is the newer, to sort the newer first; what is no build counts as the oldest. */
export function newerBuildFirst(one: string, other: string): number {
  const none: Parts = [0, 0, 0, 0]
  return compare(partsOf(other) ?? none, partsOf(one) ?? none)
}

type Parts = readonly [major: number, minor: number, build: number, revision: number]

function partsOf(text: string): Parts | undefined {
  const found = /^(\d{1,4})\.(\d{1,4})\.(\d{1,6})\.(\d{1,6})$/.exec(text.trim())
  if (!found) return undefined
  return [Number(found[1]), Number(found[2]), Number(found[3]), Number(found[4])]
}

/** The table of builds with its numbers read, once for all. */
const known = products.map((product) => {
  const [major, minor] = product.version.split('.').map(Number)
  const updates = product.updates.flatMap(({ name, build }) => {
    const parts = partsOf(build)
    return parts ? [{ name, parts }] : []
  })
  return { product, major, minor, updates }
})

function compare(one: Parts, other: Parts): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2] || one[3] - other[3]
}
