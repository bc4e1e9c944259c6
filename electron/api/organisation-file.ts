import { z } from 'zod'
import { issueSentence } from '../../shared/contract/issue-sentence.ts'
import { t } from '../../shared/language/translate.ts'
import { Organisation } from '../../shared/organisation/organisation.ts'
import { certificatesIn, leadsToRoot } from '../engine/wire/root-of-authority.ts'
import { readBoundedFile } from './bounded-file.ts'

const accepted = t`Accepted is an organisation file as \`postern probe --org\` reads it: JSON in UTF-8, at most 1 MiB.`

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
  const read = await readBoundedFile(path)
  if ('refused' in read) throw new Refused(`${read.refused} ${accepted}`)
  return read.bytes
}

/** A byte order mark at the start, as Windows' editors write one, is passed over. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refused(t`The file is not UTF-8. ${accepted}`)
  }
}

function parseJson(text: string): unknown {
  if (text.trim() === '') throw new Refused(t`The file is empty. ${accepted}`)
  try {
    return JSON.parse(text)
  } catch (error) {
    // Only the place is told: the parser's own words quote the file.
    const place = error instanceof Error ? /\(line (\d+) column (\d+)\)/.exec(error.message) : null
    // The likeliest slip of somebody who writes DOMAIN\user: JSON has no \u without digits and no \p at all.
    const lone = /(?<!\\)(?:\\\\)*\\(?:[^"\\/bfnrtu]|u(?![0-9a-fA-F]{4}))/.test(text)
    const hint = lone ? t` In JSON a backslash is written twice: DOMAIN\\\\user.` : ''
    throw new Refused(
      t`The file is not JSON${place ? t` (line ${place[1]}, column ${place[2]})` : ''}.${hint} ${accepted}`,
    )
  }
}

function organisationOf(value: unknown): Organisation {
  const parsed = Organisation.safeParse(value)
  if (!parsed.success) {
    const what = issueSentence(parsed.error, { nameKeys: true }).slice(0, -1)
    throw new Refused(t`The file is not an organisation: ${what}${acceptedKeys(parsed.error)}.`)
  }
  const authorities = parsed.data.trust?.certificateAuthorities ?? []
  const broken = authorities.findIndex((pem) => !holdsCertificates(pem))
  if (broken !== -1) {
    throw new Refused(
      t`The file is not an organisation: trust.certificateAuthorities.${broken}: is not a certificate; accepted is PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.`,
    )
  }
  const rootless = authorities.findIndex((pem) => !leadsToRoot(pem, authorities))
  if (rootless !== -1) {
    throw new Refused(
      t`The file is not an organisation: trust.certificateAuthorities.${rootless}: is the certificate of an intermediate authority, whose root is neither in the file nor trusted by this machine; accepted is the certificate of a root, with those of the authorities below it where servers do not send them.`,
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
  return t`; accepted there are ${Object.keys(schema.shape).join(', ')}`
}

/** OpenSSL passes over an authority that it cannot read, and every server of that authority would look untrusted. */
function holdsCertificates(pem: string): boolean {
  try {
    return certificatesIn(pem).every(({ subject }) => subject !== undefined)
  } catch {
    return false
  }
}
