import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { z } from 'zod'
import { issueSentence } from '../../shared/contract/issue-sentence.ts'
import { Organisation } from '../../shared/organisation/organisation.ts'
import { certificatesIn, leadsToRoot } from '../engine/wire/root-of-authority.ts'

const mostBytes = 1_048_576
const accepted = 'Accepted is an organisation file as `postern probe --org` reads it: JSON in UTF-8, at most 1 MiB.'

/** An organisation from a file, or one sentence that says what is wrong with the file; it never holds a value of it. */
export type OrganisationFile = { organisation: Organisation } | { sentence: string }

/** What is wrong with a file, in a sentence for people. */
class Refused extends Error {}

/** Reads an organisation file that the admin chose; at most 1 MiB of it. */
export async function readOrganisationFile(path: string): Promise<OrganisationFile> {
  try {
    return { organisation: organisationOf(parseJson(decode(await readAtMost(path)))) }
  } catch (error) {
    if (error instanceof Refused) return { sentence: error.message }
    throw error
  }
}

async function readAtMost(path: string): Promise<Buffer> {
  try {
    // A named pipe without a writer would keep an ordinary open waiting for ever.
    await using file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const kind = await file.stat()
    if (kind.isDirectory()) throw new Refused(`It is a folder. ${accepted}`)
    if (!kind.isFile()) throw new Refused(`It is a device or a pipe, not a file. ${accepted}`)
    return await readWhole(file)
  } catch (error) {
    if (error instanceof Refused) throw error
    throw new Refused(`${reasonOf(error)} ${accepted}`)
  }
}

async function readWhole(file: FileHandle): Promise<Buffer> {
  const buffer = Buffer.alloc(mostBytes + 1)
  let length = 0
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length)
    if (bytesRead === 0) return buffer.subarray(0, length)
    length += bytesRead
  }
  throw new Refused(`The file is larger than 1 MiB. ${accepted}`)
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  if (code === 'ENOENT') return 'There is no such file.'
  if (code === 'EISDIR') return 'It is a folder.'
  if (code === 'EACCES' || code === 'EPERM') return 'The file may not be read by this user.'
  return `The file cannot be read (${code}).`
}

/** A byte order mark at the start, as Windows' editors write one, is passed over. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refused(`The file is not UTF-8. ${accepted}`)
  }
}

function parseJson(text: string): unknown {
  if (text.trim() === '') throw new Refused(`The file is empty. ${accepted}`)
  try {
    return JSON.parse(text)
  } catch (error) {
    // Only the place is told: the parser's own words quote the file.
    const place = error instanceof Error ? /\(line (\d+) column (\d+)\)/.exec(error.message) : null
    // The likeliest slip of somebody who writes DOMAIN\user: JSON has no \u without digits and no \p at all.
    const lone = /(?<!\\)(?:\\\\)*\\(?:[^"\\/bfnrtu]|u(?![0-9a-fA-F]{4}))/.test(text)
    const hint = lone ? ' In JSON a backslash is written twice: DOMAIN\\\\user.' : ''
    throw new Refused(
      `The file is not JSON${place ? ` (line ${place[1]}, column ${place[2]})` : ''}.${hint} ${accepted}`,
    )
  }
}

function organisationOf(value: unknown): Organisation {
  const parsed = Organisation.safeParse(value)
  if (!parsed.success) {
    const what = issueSentence(parsed.error, { nameKeys: true }).slice(0, -1)
    throw new Refused(`The file is not an organisation: ${what}${acceptedKeys(parsed.error)}.`)
  }
  const authorities = parsed.data.trust?.certificateAuthorities ?? []
  const broken = authorities.findIndex((pem) => !holdsCertificates(pem))
  if (broken !== -1) {
    throw new Refused(
      `The file is not an organisation: trust.certificateAuthorities.${broken}: is not a certificate; accepted is PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.`,
    )
  }
  const rootless = authorities.findIndex((pem) => !leadsToRoot(pem, authorities))
  if (rootless !== -1) {
    throw new Refused(
      `The file is not an organisation: trust.certificateAuthorities.${rootless}: is the certificate of an intermediate authority, whose root is neither in the file nor trusted by this machine; accepted is the certificate of a root, with those of the authorities below it where servers do not send them.`,
    )
  }
  return parsed.data
}

/** The keys that there are where the first unknown one stood; nothing when none was unknown. */
function acceptedKeys(error: z.core.$ZodError): string {
  const issue = error.issues.find(({ code }) => code === 'unrecognized_keys')
  if (!issue) return ''
  let schema: unknown = Organisation
  for (const part of issue.path) {
    const inner: unknown = schema instanceof z.ZodObject ? schema.shape[String(part)] : undefined
    schema = inner instanceof z.ZodOptional ? inner.unwrap() : inner
  }
  if (!(schema instanceof z.ZodObject)) return ''
  return `; accepted there are ${Object.keys(schema.shape).join(', ')}`
}

/** OpenSSL passes over an authority that it cannot read, and every server of that authority would look untrusted. */
function holdsCertificates(pem: string): boolean {
  try {
    return certificatesIn(pem).every(({ subject }) => subject !== undefined)
  } catch {
    return false
  }
}
