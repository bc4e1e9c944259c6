import { createInterface } from 'node:readline'
import { type Readable, Writable } from 'node:stream'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { PasswordStore } from '../api/password-store.ts'
import { UsageError } from './exit-code.ts'

const MAXIMUM_BYTES = 4_096

export type PasswordSources = {
  fromInput: boolean
  input: Readable & { isTTY?: boolean }
  /** Where the question is asked when the input is a terminal. */
  prompt: NodeJS.WritableStream
  environment: Readonly<Record<string, string | undefined>>
  openStore: () => Promise<PasswordStore>
}

/**
 * The account's password: from standard input when that was asked for, else from where the organisation file says,
 * the environment or the keychain. Undefined when the file names no place, or the place is empty: the run then says
 * what it could not do. Throws a UsageError for input that is no password.
 */
export async function readPassword(organisation: Organisation, sources: PasswordSources): Promise<string | undefined> {
  if (sources.fromInput) {
    return sources.input.isTTY ? askOnTerminal(organisation, sources) : firstLine(sources.input)
  }
  const place = organisation.account?.password
  if (!place) return undefined
  if ('environment' in place) return sources.environment[place.environment] || undefined
  const store = await sources.openStore()
  return (await store.read(place.keychain.service, place.keychain.account)) || undefined
}

async function firstLine(input: Readable): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > MAXIMUM_BYTES)
      throw new UsageError('Standard input holds more than a password: at most 4,096 bytes are read.')
    chunks.push(bytes)
    if (bytes.includes(0x0a)) break
  }
  const line = Buffer.concat(chunks).toString('utf8').split(/\r?\n/, 1)[0] ?? ''
  if (line === '') throw new UsageError('Standard input holds no password: its first line is empty.')
  return line
}

/** Asks without showing what is typed: readline echoes to its output, so it is given one that swallows everything. */
async function askOnTerminal(organisation: Organisation, { input, prompt }: PasswordSources): Promise<string> {
  prompt.write(`Password of ${organisation.account?.username ?? 'the account'}: `)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input, output: silent, terminal: true })
  const line = await new Promise<string>((resolve) => {
    lines.once('line', resolve)
    lines.once('SIGINT', () => resolve(''))
    lines.once('close', () => resolve(''))
  })
  lines.close()
  prompt.write('\n')
  if (line === '') throw new UsageError('No password was typed.')
  return line
}
