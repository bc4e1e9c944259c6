import { Organisation } from '../../shared/organisation/organisation.ts'

/** The organisation form as it is typed: every field a text. */
export type OrganisationDraft = {
  name: string
  mailbox: string
  domain: string
  username: string
  ewsUrl: string
  resolvers: string
  httpsPort: string
  certificateAuthorities: string
}
export type DraftField = keyof OrganisationDraft
export type DraftErrors = Partial<Record<DraftField, string>>

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g

/** What the form shows for an organisation, or for none. */
export function draftOf(organisation: Organisation | null): OrganisationDraft {
  return {
    name: organisation?.name ?? '',
    mailbox: organisation?.mailbox ?? '',
    domain: organisation?.domain ?? '',
    username: organisation?.account?.username ?? '',
    ewsUrl: organisation?.ews?.url ?? '',
    resolvers: organisation?.resolvers?.join(', ') ?? '',
    httpsPort: organisation?.httpsPort?.toString() ?? '',
    certificateAuthorities: organisation?.trust?.certificateAuthorities?.join('\n') ?? '',
  }
}

const missing: DraftErrors = {
  name: 'Give the organisation a name, for example Contoso.',
  mailbox: 'Give the address of a test mailbox, for example probe@contoso.com.',
  domain: 'Give the mail domain: what stands after the @ of the mailbox.',
}

/**
 * Reads the form with the schema that every host uses. What the form does not show (pinned certificates,
 * where the password is found, what comes to the format later) is kept from `base`. Errors come by field, as sentences.
 */
export function readDraft(
  draft: OrganisationDraft,
  base: Organisation | null,
): { organisation: Organisation } | { errors: DraftErrors } {
  const text = (field: DraftField) => draft[field].trim()
  const errors: DraftErrors = {}
  for (const field of ['name', 'mailbox', 'domain'] as const) if (!text(field)) errors[field] = missing[field]
  const authorities = draft.certificateAuthorities.match(CERTIFICATE) ?? []
  if (text('certificateAuthorities') && authorities.length === 0) {
    errors.certificateAuthorities =
      'No certificate is in this text; accepted is PEM that begins with -----BEGIN CERTIFICATE-----.'
  }
  const username = text('username')
  const candidate = withoutUndefined({
    ...base,
    format: 1,
    name: text('name'),
    domain: text('domain'),
    mailbox: text('mailbox'),
    account: username ? { ...base?.account, username } : undefined,
    ews: text('ewsUrl') ? { url: text('ewsUrl') } : undefined,
    resolvers: text('resolvers')
      ? text('resolvers')
          .split(/[\s,;]+/)
          .filter(Boolean)
      : undefined,
    httpsPort: text('httpsPort') ? Number(text('httpsPort')) : undefined,
    trust: trustOf(authorities, base?.trust?.pinned),
  })
  const parsed = Organisation.safeParse(candidate)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const field = fieldOf(issue.path)
      errors[field] ??= fieldSentence(field, draft[field].trim(), issue.message)
    }
  }
  return parsed.success && Object.keys(errors).length === 0 ? { organisation: parsed.data } : { errors }
}

function trustOf(certificateAuthorities: string[], pinned: string[] | undefined): Organisation['trust'] {
  if (certificateAuthorities.length === 0 && !pinned) return undefined
  return withoutUndefined({
    certificateAuthorities: certificateAuthorities.length > 0 ? certificateAuthorities : undefined,
    pinned,
  })
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T
}

function fieldOf(path: readonly PropertyKey[]): DraftField {
  const [first, second] = path
  if (first === 'account') return 'username'
  if (first === 'ews') return 'ewsUrl'
  if (first === 'trust') return second === 'certificateAuthorities' ? 'certificateAuthorities' : 'name'
  const plain: readonly DraftField[] = ['name', 'mailbox', 'domain', 'resolvers', 'httpsPort']
  return plain.find((field) => field === first) ?? 'name'
}

const otherwise: Readonly<Record<DraftField, string>> = {
  name: 'is too long; accepted are up to 200 characters',
  mailbox: 'is not a mail address; accepted is one such as probe@contoso.com',
  domain: 'is not a DNS name; accepted is a name such as contoso.com',
  username: 'is too long; accepted is DOMAIN\\user or user@domain',
  ewsUrl: 'is not accepted; accepted is an https:// address without a user name in it',
  resolvers: 'is not a resolver; accepted are up to four addresses such as 10.0.0.53 or [fd00::53]:53',
  httpsPort: 'is not a port; accepted is a whole number from 1 to 65535',
  certificateAuthorities: 'is not PEM that begins with -----BEGIN CERTIFICATE-----',
}

/** The schema's own words where they are meant for people (they begin with "is"), ours where zod's default stands. */
function fieldSentence(field: DraftField, value: string, message: string): string {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value
  return `“${shown}” ${message.startsWith('is ') ? message : otherwise[field]}.`
}

/** The largest organisation file that is read: fifty certificate authorities fit many times. */
export const ORGANISATION_FILE_BYTES = 1_000_000

/** Reads an organisation file: JSON in the format of `postern probe --org`. The error is one sentence. */
export function readOrganisationFile(name: string, text: string): { organisation: Organisation } | { error: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { error: `${name} is not JSON; accepted is an organisation file as “postern probe --org” reads it.` }
  }
  const parsed = Organisation.safeParse(value)
  if (parsed.success) return { organisation: parsed.data }
  const [issue] = parsed.error.issues
  const where = issue && issue.path.length > 0 ? `“${issue.path.join('.')}” ` : 'the file '
  const what = issue?.message.startsWith('is ') ? issue.message : `is not accepted: ${issue?.message ?? 'unknown form'}`
  return { error: `In ${name}, ${where}${what}.` }
}
