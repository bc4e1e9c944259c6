import { z } from 'zod'
import { t } from '../language/translate.ts'
import { UserAgent } from '../profiles/user-agent.ts'
import { asciiDomain, asciiMailbox, isHostName } from './ascii-names.ts'

const notAName = t`is not a DNS name; accepted is a name such as contoso.com`
const hostName = z.string().refine(isHostName, notAName)

const httpsUrl = z.string().refine(
  (text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    return url?.protocol === 'https:' && url.username === '' && url.password === '' && url.hash === ''
  },
  { error: 'is not accepted; accepted is an https:// address without a user name in it' },
)

const portWords = t`is not a port; accepted is a whole number from 1 to 65535`
const port = z.int(portWords).min(1, portWords).max(65535, portWords)

const RESOLVER = /^(?:((?:\d{1,3}\.){3}\d{1,3})|\[([0-9a-f:.]+)\])(?::(\d{1,5}))?$/i
const ipv4 = z.ipv4()
const ipv6 = z.ipv6()

/** An IPv4 address, or an IPv6 address in brackets, with an optional port: `10.0.0.53`, `127.0.0.1:5353`, `[::1]:53`. */
export const resolverAddress = z.string().refine(
  (text) => {
    const [matched, four, six, portText = '53'] = RESOLVER.exec(text) ?? []
    if (matched === undefined) return false
    const address = four === undefined ? ipv6.safeParse(six) : ipv4.safeParse(four)
    return address.success && port.safeParse(Number(portText)).success
  },
  { error: 'is not a resolver; accepted is an address such as 10.0.0.53 or [fd00::53]:53' },
)

/** A server's own name or address, as against the published name that a load balancer may stand behind. */
export const serverPlace = z.union([hostName, z.ipv4(), z.ipv6()], {
  error: 'is not a server; accepted is a name such as exch01.contoso.local or an address such as 10.0.0.11',
})

/** Where a password is found. The password itself is never in the file. */
const PasswordSource = z.union(
  [
    z.strictObject({
      environment: z
        .string()
        .regex(
          /^[A-Za-z_][A-Za-z0-9_]{0,127}$/,
          'is not the name of an environment variable; accepted are letters, digits and _',
        ),
    }),
    z.strictObject({ keychain: z.strictObject({ service: z.string().min(1), account: z.string().min(1) }) }),
  ],
  {
    error:
      'is not accepted; accepted is {"environment": "NAME"} or {"keychain": {"service": "…", "account": "…"}}, never the password itself',
  },
)

/** The mailbox account that Postern signs in with. */
const Account = z.strictObject({
  /** `DOMAIN\user`, `user@domain` or `user`. */
  username: z
    .string()
    .min(1)
    .max(320)
    .regex(
      /^(?:[^\\\p{Cc}]+\\)?[^\\\p{Cc}]+$/u,
      'is not an account name; accepted are DOMAIN\\user, user@domain and user, with one backslash at most (which a JSON file writes twice)',
    ),
  password: PasswordSource.optional(),
})

/**
 * What an administrator tells about the organisation: its domain, servers, test mailbox and credentials.
 * This is the format of `postern probe --org FILE`; unknown keys are refused, so that a typing mistake is seen.
 */
export const Organisation = z.strictObject({
  format: z.literal(1, 'is not a format that this Postern reads; accepted is 1'),
  name: z.string().min(1).max(200),
  /** The mail domain: what stands after the @ of the mailbox. As it is written, be it `müller.example`: `withAsciiNames`. */
  domain: z.string().refine((text) => asciiDomain(text) !== undefined, notAName),
  /** The test mailbox's primary address. */
  mailbox: z
    .string()
    .refine(
      (text) => asciiMailbox(text) !== undefined,
      'is not a mail address; accepted is one such as probe@contoso.com',
    ),
  account: Account.optional(),
  /** Known addresses; what is missing is asked of Autodiscover. */
  ews: z.strictObject({ url: httpsUrl }).optional(),
  activeSync: z
    .strictObject({
      url: httpsUrl.optional(),
      /** `false`: the service is meant to do without ActiveSync, and no check looks at it. */
      wanted: z.boolean().optional(),
      /** No device is signed in, so that no partnership is left behind; what hangs on it is then not known. */
      leaveNoTrace: z.boolean().optional(),
      /** What kind of device Postern signs in as; else the profile's. */
      deviceType: z
        .string()
        .regex(/^[A-Za-z0-9]{1,32}$/, 'is not a device type; accepted are 1 to 32 letters and digits')
        .optional(),
      /** The version to speak instead of the highest that both sides do. */
      version: z
        .enum(['12.1', '14.0', '14.1', '16.0', '16.1'], 'is not accepted; accepted are 12.1, 14.0, 14.1, 16.0 and 16.1')
        .optional(),
    })
    .optional(),
  /** The Exchange servers behind the published name, by their own names or addresses; each is asked by itself. */
  servers: z.array(serverPlace).min(1).max(64).optional(),
  /** The account acts for the mailbox by ApplicationImpersonation instead of its own rights. */
  impersonation: z.boolean().optional(),
  /** `false` leaves out the one deliberate bad sign-in by which Extended Protection is found out. */
  extendedProtection: z.boolean().optional(),
  /** What the vendor's client calls itself, where the vendor has said so; else the profile's. */
  vendorUserAgent: UserAgent.optional(),
  /** Asked instead of this machine's resolvers. */
  resolvers: z.array(resolverAddress).min(1).max(4).optional(),
  /**
   * Resolvers that see the domain as the internet does, to compare with; they are asked for the organisation's names
   * alone, and only where an administrator names them here.
   */
  outsideResolvers: z.array(resolverAddress).min(1).max(4).optional(),
  /**
   * How long a connection is left silent to see whether it is still there, in seconds. Nothing waits where it is missing;
   * a run may take that much longer.
   */
  idleSeconds: z
    .int('is not a number of seconds; accepted is a whole number from 1 to 600')
    .min(1, 'is too few seconds; accepted is a whole number from 1 to 600')
    .max(600, 'is too many seconds; accepted is a whole number from 1 to 600')
    .optional(),
  /** The port on which Autodiscover's well-known names are published: 443 everywhere but in a lab. */
  httpsPort: port.optional(),
  /** The port of Autodiscover's redirect over plain HTTP: 80 everywhere but in a lab. Nothing secret goes there. */
  httpPort: port.optional(),
  trust: z
    .strictObject({
      /** Certificate authorities of the organisation's own, as PEM, trusted beside the machine's. */
      certificateAuthorities: z.array(z.string().startsWith('-----BEGIN CERTIFICATE-----')).max(50).optional(),
      /** SHA-256 fingerprints (hex) of server certificates that the administrator has seen and accepted. */
      pinned: z
        .array(
          z
            .string()
            .regex(
              /^(?:[0-9a-f]{2}:?){32}$/i,
              'is not a SHA-256 fingerprint; accepted are 64 hexadecimal digits, with or without colons',
            ),
        )
        .max(50)
        .optional(),
    })
    .optional(),
})
export type Organisation = z.infer<typeof Organisation>
export type PasswordSource = z.infer<typeof PasswordSource>

/** Contacts sync over ActiveSync alone; whoever does without them may have turned it off on purpose. */
export function wantsActiveSync({ activeSync }: Pick<Organisation, 'activeSync'>): boolean {
  return activeSync?.wanted !== false
}
