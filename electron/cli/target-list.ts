import type { Readable } from 'node:stream'
import { t } from '../../shared/language/translate.ts'
import { mostFileBytes, readBoundedFile } from '../api/bounded-file.ts'
import { decodedText } from '../api/decoded-text.ts'
import { UsageError } from './exit-code.ts'
import { readInput } from './standard-input.ts'
import type { GivenTarget } from './sweep-targets.ts'

const accepted = t`accepted is text, one target a line, at most 1 MiB`

/**
 * The targets of a list, one a line; empty lines, and what follows a #, are passed over. `-` reads standard input to its
 * end. Throws a UsageError for a list that cannot be read, and a StoppedError when the signal aborts.
 */
export async function readTargetList(
  path: string,
  { input, signal, waitMilliseconds }: { input: Readable; signal: AbortSignal; waitMilliseconds?: number | undefined },
): Promise<GivenTarget[]> {
  const name = path === '-' ? t`Standard input` : path
  const bytes =
    path === '-'
      ? await readInput(input, { signal, waitMilliseconds, most: mostFileBytes, accepted })
      : await fromFile(path)
  const given = textOf(bytes, name)
    .split(/\r\n|\r|\n/)
    .map((line, at) => ({ text: withoutQuotes(line.replace(/#.*$/, '').trim()), where: t`${name}, line ${at + 1}: ` }))
    .filter(({ text }) => text !== '')
  if (given.length === 0) throw new UsageError(`${name} holds no target: ${accepted}.`)
  return given
}

async function fromFile(path: string): Promise<Buffer> {
  const read = await readBoundedFile(path)
  if ('refused' in read) throw new UsageError(`${path}: ${read.refused.slice(0, -1)}: ${accepted}.`)
  return read.bytes
}

/** Export-Csv puts each of a single column into quotes. */
function withoutQuotes(text: string): string {
  return /^"([^"]*)"$/.exec(text)?.[1]?.trim() ?? text
}

function textOf(bytes: Buffer, name: string): string {
  const text = decodedText(bytes)
  if (text !== undefined) return text
  throw new UsageError(`${name} is neither UTF-8 nor UTF-16 with a byte order mark: ${accepted}.`)
}
