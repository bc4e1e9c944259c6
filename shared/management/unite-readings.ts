import { inOneGo, type Steps } from '../steps/steps.ts'
import { addConfigurationInSteps } from './add-configuration.ts'
import { type Configuration, type ConfigurationPart, isSingle } from './configuration.ts'
import type { ConfigurationSource } from './kept-configuration.ts'

/** When a part was read, in milliseconds: last, and when all of it was; undefined where no source said that it tells all. */
export type PartTimes = { at: number; wholeAt: number | undefined }

/**
 * What becomes of a part that was known when another source tells of it: the `source` stands in its place, its entries go
 * before those that are known (`added`), stand behind them (`behind`), or nothing of it counts (`older`).
 */
type Union = 'in-place' | 'added' | 'behind' | 'older'
export type UnitedPart = { how: Union; times: PartTimes }
export type UnitedReadings = {
  configuration: Configuration
  parts: ReadonlyMap<ConfigurationPart, UnitedPart>
}

type Known = { configuration: Configuration; timesOf: (part: ConfigurationPart) => PartTimes | undefined }
type Coming = { configuration: Configuration; whole: readonly ConfigurationPart[]; at: number }

/**
 * Two readings as one, in whatever order they come: of what both tell, the younger one counts. One that says that it tells
 * all of a part stands in the place of whatever is older; only the parts that `coming` tells are in the result.
 */
export function uniteReadings(known: Known, coming: Coming): UnitedReadings {
  return inOneGo(uniteReadingsInSteps(known, coming))
}

/** The same, with other work between. */
export function* uniteReadingsInSteps(
  known: Known,
  { configuration: coming, whole, at }: Coming,
): Steps<UnitedReadings> {
  const parts = new Map<ConfigurationPart, UnitedPart>()
  const inFront: ConfigurationPart[] = []
  const united: Partial<Record<ConfigurationPart, unknown>> = {}
  for (const part of Object.keys(coming) as ConfigurationPart[]) {
    const before = known.configuration[part] === undefined ? undefined : known.timesOf(part)
    const each = unitedPart(part, before, { at, isWhole: whole.includes(part) })
    parts.set(part, each)
    if (each.how === 'in-place') united[part] = coming[part]
    else if (each.how === 'older') united[part] = known.configuration[part]
    else inFront.push(part)
  }
  for (const part of inFront) {
    const [first, second] =
      parts.get(part)?.how === 'added' ? [known.configuration, coming] : [coming, known.configuration]
    united[part] = (yield* addConfigurationInSteps({ [part]: first[part] }, { [part]: second[part] }))[part]
  }
  return { configuration: united as Configuration, parts }
}

function unitedPart(
  part: ConfigurationPart,
  known: PartTimes | undefined,
  { at, isWhole }: { at: number; isWhole: boolean },
): UnitedPart {
  const inPlace: UnitedPart = { how: 'in-place', times: { at, wholeAt: isWhole ? at : undefined } }
  if (known === undefined) return inPlace
  if (known.wholeAt !== undefined && at < known.wholeAt) return { how: 'older', times: known }
  if (isSingle(part)) return at < known.at ? { how: 'older', times: known } : inPlace
  if (isWhole && (known.wholeAt !== undefined || at >= known.at)) return inPlace
  const times = { at: Math.max(at, known.at), wholeAt: isWhole ? at : known.wholeAt }
  return { how: at < known.at ? 'behind' : 'added', times }
}

/**
 * When something was read, in milliseconds: when the script read it, else when the file was written, else when it was taken in.
 * No later than that, since a clock that is ahead makes nothing younger.
 */
export function timeOfSource({ collectedAt, writtenAt, readAt }: ConfigurationSource): number {
  const taken = Date.parse(readAt)
  const told = Date.parse(collectedAt ?? writtenAt ?? readAt)
  return Number.isNaN(told) ? taken : Math.min(told, taken)
}
