import { createInterface } from 'node:readline'
import { type Readable, Writable } from 'node:stream'
import { t } from '../../shared/language/translate.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import { printable } from '../../shared/run/printable.ts'
import type { PasswordStore } from '../api/password-store.ts'
import { StoppedError, UsageError } from './exit-code.ts'

const MAXIMUM_BYTES = 4_096
/** Long enough for whoever has to unlock a password manager first. */
const WAIT_MILLISECONDS = 300_000

export type PasswordSources = {
  fromInput: boolean
  input: Readable & { isTTY?: boolean }
  /** Where the question is asked when the input is a terminal. */
  prompt: NodeJS.WritableStream
  environment: Readonly<Record<string, string | undefined>>
  openStore: () => PasswordStore
  signal: AbortSignal
  /** How long the input is waited for. */
  waitMilliseconds?: number
}

/** A password, or where there is none the sentence that says why; both are missing when there is no account. */
export type PasswordRead = { password?: string; missing?: string }

/**
 * The account's password: from standard input when that was asked for, else from where the organisation file says,
 * the environment or the keychain. Where there is none the run can still say much, so that it is no error.
 * Throws a UsageError for input that is no password, and a StoppedError when the signal aborts.
 */
export async function readPassword(organisation: Organisation, sources: PasswordSources): Promise<PasswordRead> {
  const { account } = organisation
  if (sources.fromInput) {
    if (!account) {
      throw new UsageError(
        '--password-stdin gives a password for no account: accepted is an organisation file with account.username.',
      )
    }
    const { input } = sources
    return { password: await (input.isTTY ? askOnTerminal(account.username, sources) : fromPipe(sources)) }
  }
  if (!account) return {}
  const place = account.password
  if (!place) {
    return {
      missing: t`The organisation file names no place of the password; --password-stdin reads it. None is sent.`,
    }
  }
  if ('environment' in place) {
    const password = sources.environment[place.environment]
    if (password) return { password }
    return {
      missing: t`The environment variable ${place.environment}, which the organisation file names for the password, is not set. No password is sent.`,
    }
  }
  const { service, account: entry } = place.keychain
  const password = await sources.openStore().read(service, entry)
  if (password) return { password }
  return {
    missing: t`The keychain has no entry ${service}, ${entry}, which the organisation file names for the password, or there is no keychain. No password is sent.`,
  }
}

/** Waits for the input's first line, at most so long; the stream is given up then. */
async function fromPipe(sources: PasswordSources): Promise<string> {
  const { input, signal, waitMilliseconds = WAIT_MILLISECONDS } = sources
  const limit = AbortSignal.timeout(waitMilliseconds)
  const giveUp = () => input.destroy(new StoppedError())
  const either = AbortSignal.any([signal, limit])
  either.addEventListener('abort', giveUp, { once: true })
  if (either.aborted) giveUp()
  try {
    return passwordOf(await firstLine(input))
  } catch (error) {
    if (error instanceof StoppedError && limit.aborted && !signal.aborted) {
      throw new UsageError(
        `Standard input gave no line within ${Math.round(waitMilliseconds / 1000)} seconds: accepted is the password and a line break.`,
      )
    }
    throw error
  } finally {
    either.removeEventListener('abort', giveUp)
  }
}

/** The bytes up to the first line break or the end. What comes after it is not read. */
async function firstLine(input: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk)
    const end = bytes.indexOf(0x0a)
    const wanted = end === -1 ? bytes : bytes.subarray(0, end)
    chunks.push(wanted)
    length += wanted.length
    if (length > MAXIMUM_BYTES) {
      throw new UsageError('The first line of standard input is no password: accepted are at most 4,096 bytes.')
    }
    if (end !== -1) break
  }
  return Buffer.concat(chunks)
}

/** A password that was read wrongly would be sent, be rejected and count towards a lockout; so it is refused here. */
function passwordOf(line: Buffer): string {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(line).replace(/\r$/, '')
  } catch {
    throw new UsageError('Standard input is not UTF-8: accepted is the password as UTF-8 and a line break.')
  }
  if (text === '') throw new UsageError('Standard input holds no password: its first line is empty.')
  if (text.includes('\0')) {
    throw new UsageError('Standard input holds zero bytes, as UTF-16 does: accepted is the password as UTF-8.')
  }
  return text
}

/** Asks without showing what is typed: readline echoes to its output, so it is given one that swallows everything. */
async function askOnTerminal(username: string, { input, prompt, signal }: PasswordSources): Promise<string> {
  prompt.write(t`Password of ${printable(username)}: `)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input, output: silent, terminal: true, signal })
  const typed = await new Promise<string | undefined>((resolve) => {
    lines.once('line', resolve)
    lines.once('SIGINT', () => resolve(undefined))
    lines.once('close', () => resolve(undefined))
  })
  lines.close()
  prompt.write('\n')
  if (typed === undefined) throw new StoppedError()
  if (typed === '') throw new UsageError('No password was typed.')
  return typed
}
