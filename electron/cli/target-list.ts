import type { Readable } from 'node:stream'
import { t } from '../../shared/language/translate.ts'
import { mostFileBytes, readBoundedFile } from '../api/bounded-file.ts'
import { decodedText } from '../api/decoded-text.ts'
import { StoppedError, UsageError } from './exit-code.ts'
import type { GivenTarget } from './sweep-targets.ts'

/** Long enough for a program that writes the list as it finds it. */
const WAIT_MILLISECONDS = 300_000

const accepted = t`accepted is text, one target a line, at most 1 MiB`

/**
 * The targets of a list, one a line; empty lines, and what follows a #, are passed over. `-` reads standard input to its
 * end. Throws a UsageError for a list that cannot be read, and a StoppedError when the signal aborts.
 */
export async function readTargetList(
  path: string,
  {
    input,
    signal,
    waitMilliseconds = WAIT_MILLISECONDS,
  }: { input: Readable; signal: AbortSignal; waitMilliseconds?: number },
): Promise<GivenTarget[]> {
  const name = path === '-' ? t`Standard input` : path
  const bytes = path === '-' ? await fromInput(input, signal, waitMilliseconds) : await fromFile(path)
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

async function fromInput(input: Readable, signal: AbortSignal, waitMilliseconds: number): Promise<Buffer> {
  const limit = AbortSignal.timeout(waitMilliseconds)
  const either = AbortSignal.any([signal, limit])
  const giveUp = () => input.destroy(new StoppedError())
  either.addEventListener('abort', giveUp, { once: true })
  if (either.aborted) giveUp()
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of input) {
      const bytes = Buffer.from(chunk)
      chunks.push(bytes)
      length += bytes.length
      if (length > mostFileBytes) throw new UsageError(`Standard input is larger than 1 MiB: ${accepted}.`)
    }
  } catch (error) {
    if (!(error instanceof StoppedError) || signal.aborted) throw error
    const seconds = Math.round(waitMilliseconds / 1000)
    throw new UsageError(`Standard input did not end within ${seconds} seconds: ${accepted}.`)
  } finally {
    either.removeEventListener('abort', giveUp)
  }
  return Buffer.concat(chunks)
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
