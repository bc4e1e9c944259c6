import { counted, figure, t } from '../../../shared/language/translate.ts'
import { type ConfigurationPart, configurationCmdlets, isSingle } from '../../../shared/management/configuration.ts'
import type { ReadingCounts } from '../../../shared/management/configuration-reading.ts'
import { otherObjects } from '../../../shared/management/left-out-words.ts'
import type { RawObject } from './raw-object.ts'
import { Refusal, shown } from './read-refusal.ts'

/** What there is to take of a file that could not be read whole, for somebody to agree to. */
export function offerOf(counts: ReadingCounts, ended: Refusal | undefined): string {
  const { read, understood, refused } = counts
  return [
    t`Of ${counted(read, 'object')}, ${figure(understood)} could be read and ${figure(refused)} could not.`,
    ...otherObjects(counts),
    ...(ended ? [ended.refusal.sentence] : []),
  ].join(' ')
}

/** Nothing of an object tells whose it is. */
export function whichCmdlet(raw: RawObject): Refusal {
  const names = [...raw.properties.values()].map(({ name }) => shown(name)).slice(0, 8)
  return new Refusal(
    'which-cmdlet',
    names.length === 0
      ? t`Nothing of the object in line ${raw.line} says which cmdlet it came from. Give the file the name of the cmdlet, such as Get-CASMailbox.`
      : t`The object in line ${raw.line} could be of several cmdlets: it has only ${names.join(', ')}. Give the file the name of the cmdlet, such as Get-CASMailbox, or export every property.`,
    raw.line,
  )
}

/** Two objects of one identity tell different things. */
export function duplicate(part: ConfigurationPart, identity: string, first: number, second: number): Refusal {
  return new Refusal(
    'duplicate',
    isSingle(part)
      ? t`Lines ${first} and ${second} hold two different organisations, and the file may tell of one.`
      : t`“${shown(identity)}” of ${configurationCmdlets[part]} is there twice and not the same, in lines ${first} and ${second}.`,
    second,
  )
}

/** A file without an object that is of use; `first` is of which cmdlet or type those are that it has. */
export function nothingKnown(ignored: number, first: string | undefined): Refusal {
  if (first === undefined) {
    return new Refusal('nothing-known', t`The file holds no objects: whatever was exported found nothing.`)
  }
  return new Refusal(
    'nothing-known',
    t`The file holds ${counted(ignored, 'object')} of “${shown(first)}”, and nothing that decides about EWS or about devices of ActiveSync.`,
  )
}
