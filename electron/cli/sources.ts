import { diffLists, type ListDiff } from '../../shared/firewall/list-diff.ts'
import { countsOf } from '../../shared/firewall/list-entry.ts'
import { listWarnings } from '../../shared/firewall/list-warnings.ts'
import { countOfAddresses } from '../../shared/firewall/prefixes.ts'
import { type ListFileReading, readListFile } from '../../shared/firewall/read-list-file.ts'
import { mostListCharacters } from '../../shared/firewall/told-firewall.ts'
import { counted, figure, t } from '../../shared/language/translate.ts'
import { plainJson } from '../../shared/run/plain-json.ts'
import { printable } from '../../shared/run/printable.ts'
import { readBoundedFile } from '../api/bounded-file.ts'
import { decodedText } from '../api/decoded-text.ts'
import { complain } from './complain.ts'
import { exitCodes, StoppedError, UsageError } from './exit-code.ts'
import { parseSourcesArguments, sourcesUsage } from './sources-arguments.ts'

/** `postern sources`: two versions of a list of senders. Returns the exit code; throws a UsageError for bad input. */
export async function sources(args: readonly string[], signal: AbortSignal, now = () => new Date()): Promise<number> {
  const options = parseSourcesArguments(args)
  if (options === 'help') {
    process.stdout.write(`${sourcesUsage}\n`)
    return 0
  }
  const { before, after, pointer, json } = options
  const lists = [await openList(before, pointer), await openList(after, pointer)] as const
  if (signal.aborted) throw new StoppedError()
  const [had, has] = lists
  if (tellRefused(before, had) + tellRefused(after, has) > 0) return exitCodes.usage
  tellBeside(after, had, has, now())
  const diff = diffLists(had.entries, has.entries)
  process.stdout.write(json ? plainJson(asJson(diff, had, has), 2) : `${linesOf(diff, options, had, has).join('\n')}\n`)
  return diff.added.length + diff.removed.length > 0 ? exitCodes['not-ready'] : exitCodes.ready
}

async function openList(path: string, pointer: string | null): Promise<ListFileReading> {
  const read = await readBoundedFile(path, mostListCharacters)
  if ('refused' in read) throw new UsageError(`${path}: ${read.refused}`)
  const text = decodedText(read.bytes)
  if (text === undefined) throw new UsageError(t`${path}: The file is no text, or not in UTF-8.`)
  const list = readListFile(text, { name: path, pointer })
  if ('unreadable' in list) throw new UsageError(`${path}: ${list.sentence}`)
  return list
}

/** Says of each entry that is not taken where it stands and why; how many there are. */
function tellRefused(path: string, { refused, form }: ListFileReading): number {
  for (const { at, sentence } of refused)
    complain(form === 'json' ? t`${path}, entry ${at}: ${sentence}` : t`${path}, line ${at}: ${sentence}`)
  return refused.length
}

/** What is no reason to refuse a list, and has to be known of it. */
function tellBeside(path: string, had: ListFileReading, has: ListFileReading, now: Date): void {
  const known = { entries: has.entries, hash: '', updatedAt: has.updatedAt, readAt: now.toISOString() }
  const context = { now, oldAfterDays: 1, before: { entries: had.entries, hash: '' }, earlier: [], webhooks: [] }
  for (const { sentence } of listWarnings({ ...known, ofWebhooks: has.ofWebhooks, place: null }, context))
    complain(`${path}: ${sentence}`)
  for (const entry of has.wide) complain(t`${path}: “${entry}” lets in very many.`)
}

function linesOf(
  { added, removed, unchanged, addresses }: ListDiff,
  { before, after }: { before: string; after: string },
  had: ListFileReading,
  has: ListFileReading,
): string[] {
  return [
    t`Old: ${printable(before)}, ${countWords(had)}`,
    t`New: ${printable(after)}, ${countWords(has)}`,
    t`Added: ${figure(added.length)}`,
    ...added.map((entry) => `  + ${entry}`),
    t`Removed: ${figure(removed.length)}`,
    ...removed.map((entry) => `  - ${entry}`),
    t`Unchanged: ${figure(unchanged.length)}`,
    t`Addresses that come in: ${addressWords(addresses.added)}`,
    t`Addresses that go out: ${addressWords(addresses.removed)}`,
  ]
}

function countWords({ entries, updatedAt }: ListFileReading): string {
  const { four, six, names } = countsOf(entries)
  return [
    counted(four, 'IPv4 prefix', 'IPv4 prefixes'),
    counted(six, 'IPv6 prefix', 'IPv6 prefixes'),
    counted(names, 'name'),
    ...(updatedAt === null ? [] : [t`changed by the vendor on ${updatedAt.slice(0, 10)}`]),
  ].join(', ')
}

function addressWords(prefixes: readonly string[]): string {
  if (prefixes.length === 0) return t`none`
  return `${figure(countOfAddresses(prefixes))} (${prefixes.join(', ')})`
}

function asJson({ added, removed, unchanged, addresses }: ListDiff, had: ListFileReading, has: ListFileReading) {
  const side = ({ entries, form, updatedAt, wide, repeated }: ListFileReading) => ({
    ...{ entries: entries.length, form, updatedAt, wide, repeated },
  })
  return {
    ...{ format: 'postern-list-diff', version: 1, old: side(had), new: side(has) },
    ...{ added, removed, unchanged: unchanged.length },
    addresses: {
      ...{ added: addresses.added, addedCount: String(countOfAddresses(addresses.added)) },
      ...{ removed: addresses.removed, removedCount: String(countOfAddresses(addresses.removed)) },
    },
  }
}
