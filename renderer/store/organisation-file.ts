import { t } from '../../shared/language/translate.ts'
import { Organisation } from '../../shared/organisation/organisation.ts'

/** The largest organisation file that is read: fifty certificate authorities fit many times. */
export const ORGANISATION_FILE_BYTES = 1_000_000

/** Reads an organisation file: JSON in the format of `postern probe --org`. The error is one sentence. */
export function readOrganisationFile(name: string, text: string): { organisation: Organisation } | { error: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { error: t`${name} is not JSON; accepted is an organisation file as “postern probe --org” reads it.` }
  }
  if (isRun(value)) return { error: t`${name} is a run, and no organisation; the desk of runs takes it.` }
  const parsed = Organisation.safeParse(value)
  if (parsed.success) return { organisation: parsed.data }
  const [issue] = parsed.error.issues
  const where = issue && issue.path.length > 0 ? `“${issue.path.join('.')}” ` : t`the file `
  const what = issue?.message.startsWith('is ')
    ? issue.message
    : t`is not accepted: ${issue?.message ?? t`unknown form`}`
  return { error: t`In ${name}, ${where}${what}.` }
}

/** Whether a file holds what `postern probe --json` writes: both are JSON files of Postern's. */
function isRun(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'run' in value && 'findings' in value
}

/** An organisation as a file that `postern probe --org` reads. It says at most where a password is found, and never holds one. */
export function organisationFileText(organisation: Organisation): string {
  return `${JSON.stringify(Organisation.parse(organisation), null, 2)}\n`
}

/** What such a file is called at first: `contoso-com.json`. */
export function organisationFileName({ domain }: Pick<Organisation, 'domain'>): string {
  return `${domain.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.json`
}
