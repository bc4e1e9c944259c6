import { t } from '../../shared/language/translate.ts'
import { DiscoveryRequest } from '../../shared/organisation/discovery.ts'
import { Organisation } from '../../shared/organisation/organisation.ts'

/** The organisation form as it is typed: every field a text. */
export type OrganisationDraft = {
  name: string
  mailbox: string
  domain: string
  username: string
  ewsUrl: string
  activeSyncUrl: string
  /** `yes` where the service is meant to do without ActiveSync, else empty. */
  withoutActiveSync: string
  resolvers: string
  outsideResolvers: string
  httpsPort: string
  httpPort: string
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
    activeSyncUrl: organisation?.activeSync?.url ?? '',
    withoutActiveSync: organisation?.activeSync?.wanted === false ? 'yes' : '',
    resolvers: organisation?.resolvers?.join(', ') ?? '',
    outsideResolvers: organisation?.outsideResolvers?.join(', ') ?? '',
    httpsPort: organisation?.httpsPort?.toString() ?? '',
    httpPort: organisation?.httpPort?.toString() ?? '',
    certificateAuthorities: organisation?.trust?.certificateAuthorities?.join('\n') ?? '',
  }
}

/** What is wrong with the user name where a password was typed and no name. */
function namelessPassword(mailbox: string): string {
  const example = mailbox.trim() ? `: ${mailbox.trim()}` : ''
  return t`Say whose password it is. Often the user name is the mailbox’s address${example}.`
}

const missing: DraftErrors = {
  name: t`Give the organisation a name, for example Contoso.`,
  mailbox: t`Give the address of a test mailbox, for example probe@contoso.com.`,
  domain: t`Give the mail domain: what stands after the @ of the mailbox.`,
}

/**
 * Reads the form with the schema that every host uses. What the form does not show (pinned certificates,
 * where the password is found, what comes to the format later) is kept from `base`. Errors come by field, as sentences.
 * `withPassword` says that one was typed, which is nobody's without a user name.
 */
export function readDraft(
  draft: OrganisationDraft,
  base: Organisation | null,
  withPassword = false,
): { organisation: Organisation } | { errors: DraftErrors } {
  const text = (field: DraftField) => draft[field].trim()
  const errors: DraftErrors = {}
  for (const field of ['name', 'mailbox', 'domain'] as const) if (!text(field)) errors[field] = missing[field]
  if (isWithoutCertificate(draft)) errors.certificateAuthorities = NO_CERTIFICATE
  const username = text('username')
  if (withPassword && !username) errors.username = namelessPassword(draft.mailbox)
  const candidate = withoutUndefined({
    ...base,
    format: 1,
    name: text('name'),
    domain: text('domain'),
    mailbox: text('mailbox'),
    account: username ? { ...base?.account, username } : undefined,
    ews: text('ewsUrl') ? { url: text('ewsUrl') } : undefined,
    activeSync: activeSyncOf(text('activeSyncUrl'), text('withoutActiveSync') === 'yes', base?.activeSync),
    ...networkOf(draft, base),
    outsideResolvers: listed(draft.outsideResolvers),
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

const NO_CERTIFICATE = t`No certificate is in this text; accepted is PEM that begins with -----BEGIN CERTIFICATE-----.`

function isWithoutCertificate({ certificateAuthorities }: OrganisationDraft): boolean {
  return certificateAuthorities.trim() !== '' && !certificateAuthorities.match(CERTIFICATE)
}

/** How servers are reached and believed. */
function networkOf(
  { resolvers, httpsPort, httpPort, certificateAuthorities }: OrganisationDraft,
  base: Organisation | null,
) {
  const port = (text: string) => (text.trim() ? Number(text.trim()) : undefined)
  return {
    resolvers: listed(resolvers),
    httpsPort: port(httpsPort),
    httpPort: port(httpPort),
    trust: trustOf(certificateAuthorities.match(CERTIFICATE) ?? [], base?.trust?.pinned),
  }
}

/** What a list says, apart from how it is set; undefined where it is empty. */
function listed(text: string): string[] | undefined {
  const entries = text.split(/[\s,;]+/).filter(Boolean)
  return entries.length > 0 ? entries : undefined
}

function activeSyncOf(url: string, without: boolean, base: Organisation['activeSync']): Organisation['activeSync'] {
  const { url: _url, wanted, ...others } = base ?? {}
  const all = { ...others, ...(url && { url }), ...(without ? { wanted: false } : wanted && { wanted }) }
  return Object.keys(all).length > 0 ? all : undefined
}

/**
 * What a search for servers takes from the form: the mailbox, and what it says of the network. `held` is the password that
 * Postern holds, which is meant where the form names its account.
 */
export function readSearch(
  draft: OrganisationDraft,
  base: Organisation | null,
  held: { reference: string; username: string } | null,
): { request: DiscoveryRequest } | { errors: DraftErrors } {
  const errors: DraftErrors = draft.mailbox.trim() ? {} : { mailbox: missing.mailbox }
  if (isWithoutCertificate(draft)) errors.certificateAuthorities = NO_CERTIFICATE
  const username = draft.username.trim()
  const account = held?.username.toLowerCase() === username.toLowerCase() && { username, secret: held.reference }
  const candidate = withoutUndefined({ mailbox: draft.mailbox.trim(), ...networkOf(draft, base), ...(account || {}) })
  const parsed = DiscoveryRequest.safeParse(candidate)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const field = fieldOf(issue.path)
      errors[field] ??= fieldSentence(field, draft[field].trim(), issue.message)
    }
  }
  return parsed.success && Object.keys(errors).length === 0 ? { request: parsed.data } : { errors }
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
  if (first === 'activeSync') return 'activeSyncUrl'
  if (first === 'trust') return second === 'certificateAuthorities' ? 'certificateAuthorities' : 'name'
  const plain: readonly DraftField[] = [
    'name',
    'mailbox',
    'domain',
    'resolvers',
    'outsideResolvers',
    'httpsPort',
    'httpPort',
  ]
  return plain.find((field) => field === first) ?? 'name'
}

const otherwise: Readonly<Record<DraftField, string>> = {
  name: t`is too long; accepted are up to 200 characters`,
  mailbox: t`is not a mail address; accepted is one such as probe@contoso.com`,
  domain: t`is not a DNS name; accepted is a name such as contoso.com`,
  username: t`is too long; accepted is DOMAIN\\user or user@domain`,
  ewsUrl: t`is not accepted; accepted is an https:// address without a user name in it`,
  activeSyncUrl: t`is not accepted; accepted is an https:// address without a user name in it`,
  withoutActiveSync: t`is not accepted`,
  resolvers: t`is not a resolver; accepted are up to four addresses such as 10.0.0.53 or [fd00::53]:53`,
  outsideResolvers: t`is not a resolver; accepted are up to four addresses such as 203.0.113.53 or [2001:db8::53]:53`,
  httpsPort: t`is not a port; accepted is a whole number from 1 to 65535`,
  httpPort: t`is not a port; accepted is a whole number from 1 to 65535`,
  certificateAuthorities: t`is not PEM that begins with -----BEGIN CERTIFICATE-----`,
}

/** The schema's own words where they are meant for people (they begin with "is"), ours where zod's default stands. */
function fieldSentence(field: DraftField, value: string, message: string): string {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value
  return `“${shown}” ${message.startsWith('is ') ? message : otherwise[field]}.`
}
