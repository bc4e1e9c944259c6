import { FirewallSource, type SourceRoad } from '../../../shared/firewall/source-list.ts'
import { t } from '../../../shared/language/translate.ts'
import { nylas } from '../../../shared/profiles/profile.ts'
import { idOf } from './draft-edits.ts'
import type { SourceDraft } from './firewall-state.ts'

/** A source as its form has it: what was typed, of every road. */
export type SourceForm = Record<
  'provider' | 'region' | 'address' | 'clientId' | 'pointer' | 'header' | 'oldAfterDays' | 'group',
  string
> & { kind: SourceRoad['kind']; checkEveryHours: number | null }

type Problems = Partial<Record<keyof SourceForm, string>>

/** A list is old after so many days, unless somebody says otherwise. */
const OLD_DAYS = 30
/** What asks by itself asks once a day. */
const CHECK_HOURS = 24

/** What the form of a source begins with. */
export function writtenSource(source: FirewallSource | null, kind: SourceRoad['kind']): SourceForm {
  const { road } = source ?? {}
  return {
    kind: road?.kind ?? kind,
    // The vendor of the guide, as long as nobody says another.
    provider: source?.provider ?? nylas.name,
    region: source?.region ?? '',
    address: road && 'address' in road ? road.address : '',
    clientId: road?.kind === 'vendor-api' ? road.clientId : '',
    pointer: road?.kind === 'json-api' ? road.pointer : '',
    header: road?.kind === 'json-api' ? (road.header ?? '') : '',
    oldAfterDays: String(source?.oldAfterDays ?? OLD_DAYS),
    checkEveryHours: source ? source.checkEveryHours : CHECK_HOURS,
    group: source?.group ?? '',
  }
}

/** The source that a form says, or what is wrong at which field. `taken`: names that other sources have. */
export function readSourceForm(
  form: SourceForm,
  taken: readonly string[],
): { source: SourceDraft } | { problems: Problems } {
  const provider = form.provider.trim()
  const region = form.region.trim() === '' ? null : form.region.trim()
  const group = form.group.trim() === '' ? idOf([provider, region].filter(Boolean).join('_'), taken) : form.group.trim()
  const source = {
    ...{ group, provider, region, road: roadOf(form) },
    oldAfterDays: /^\d{1,5}$/.test(form.oldAfterDays.trim()) ? Number(form.oldAfterDays) : Number.NaN,
    // What is given by hand has nobody to ask.
    checkEveryHours: form.kind === 'file' || form.kind === 'typed' ? null : form.checkEveryHours,
  }
  const read = FirewallSource.omit({ id: true }).safeParse(source)
  const problems: Problems = {}
  if (!read.success) {
    for (const { path } of read.error.issues) {
      const field = path.at(-1) === 'road' ? 'address' : (path.at(-1) as keyof SourceForm)
      problems[field] ??= sentences[field] ?? t`This is not in the form that is accepted.`
    }
  }
  if (taken.includes(group)) problems.group = t`Another list has this name already.`
  return read.success && Object.keys(problems).length === 0 ? { source: read.data } : { problems }
}

function roadOf({ kind, address, clientId, pointer, header }: SourceForm): SourceRoad {
  switch (kind) {
    case 'vendor-api':
      return { kind, address: address.trim(), clientId: clientId.trim() }
    case 'json-api':
      return {
        kind,
        address: address.trim(),
        pointer: pointer.trim(),
        header: header.trim() === '' ? null : header.trim(),
      }
    default:
      return { kind }
  }
}

const sentences: Problems = {
  provider: t`Say whose list it is, in at most 200 characters.`,
  region: t`At most 200 characters.`,
  address: t`Write an address that begins with https://, without a user or a password in it.`,
  clientId: t`Give the id of your application, as the vendor’s dashboard shows it.`,
  pointer: t`At most 500 characters.`,
  header: t`A header’s name has letters, digits and hyphens, and no spaces.`,
  oldAfterDays: t`Write a number of days from 1 to 3650.`,
  group: t`Write 1 to 20 capital letters, digits and underscores; an underscore neither first nor last.`,
}
