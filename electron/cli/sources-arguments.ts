import { parseArgs } from 'node:util'
import { t } from '../../shared/language/translate.ts'
import { argumentSentence, once } from './argument-mistakes.ts'
import { UsageError } from './exit-code.ts'

export type SourcesArguments = {
  /** The two files, as they were written. */
  before: string
  after: string
  /** Where in JSON the entries are (RFC 6901). */
  pointer: string | null
  json: boolean
}

/** How `postern sources` is called. */
export const sourcesUsage = t`postern sources diff OLD NEW [--pointer POINTER] [--json]

  OLD, NEW           two versions of a list of senders: text with one entry a line, CSV, or JSON
  --pointer POINTER  where in the JSON the entries are, such as /data/ip_addresses
  --json             writes the difference as JSON

Says which senders came in and went out, and how many addresses that are. A list with an entry
that is not taken is refused, with a sentence for each; nobody is asked over the network.

Exit code: 0 the same senders, 1 they differ, 2 bad usage or list, 70 a bug of Postern's.`

const accepted = t`accepted are diff OLD NEW, --pointer POINTER, --json and --help`

/** Reads the arguments after `sources`. Throws a UsageError. */
export function parseSourcesArguments(args: readonly string[]): SourcesArguments | 'help' {
  const { values, positionals } = parsed(args)
  if (values.help) return 'help'
  const [what, before, after, more] = positionals
  if (what === undefined) throw new UsageError(t`What is to be done with sources is not said: ${accepted}.`)
  if (what !== 'diff') throw new UsageError(t`The first word behind sources is none that is known: ${accepted}.`)
  if (!before || !after || more !== undefined)
    throw new UsageError(t`diff compares two files: accepted are OLD and NEW.`)
  const pointer = once('--pointer', values.pointer)
  if (pointer !== undefined && (!pointer.startsWith('/') || pointer.length > 500))
    throw new UsageError(t`--pointer is no JSON pointer: accepted is one such as /data/ip_addresses.`)
  return { before, after, pointer: pointer ?? null, json: values.json ?? false }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        pointer: { type: 'string', multiple: true },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    })
  } catch (error) {
    throw new UsageError(argumentSentence(error, accepted))
  }
}
