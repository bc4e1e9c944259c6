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
  const product = products.find(({ version, firstBuild }) => {
    const [major, minor] = version.split('.').map(Number)
    return build[0] === major && (minor === undefined || build[1] === minor) && build[2] >= firstBuild
  })
  if (!product) return undefined
  const known = product.updates.flatMap((update) => {
    const parts = partsOf(update.build)
    return parts ? [{ ...update, parts }] : []
  })
  const last = known.at(-1)
  const held = known.findLast(({ parts }) => compare(parts, build) <= 0)
  return {
    product,
    update: held?.name ?? 'before RTM',
    newer: last !== undefined && compare(build, last.parts) > 0,
    outdated: last !== undefined && compare(build, last.parts) < 0,
  }
}

type Parts = readonly [major: number, minor: number, build: number, revision: number]

function partsOf(text: string): Parts | undefined {
  const found = /^(\d{1,4})\.(\d{1,4})\.(\d{1,6})\.(\d{1,6})$/.exec(text.trim())
  if (!found) return undefined
  const [major = 0, minor = 0, build = 0, revision = 0] = found.slice(1).map(Number)
  return [major, minor, build, revision]
}

function compare(one: Parts, other: Parts): number {
  for (const [index, part] of one.entries()) {
    const difference = part - (other[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
