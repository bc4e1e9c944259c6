import { z } from 'zod'
import { Organisation } from './organisation.ts'

const { mailbox, resolvers, httpsPort, httpPort, trust, account } = Organisation.shape

/** What servers are looked for by: the test mailbox, and what an administrator has told beside it. Never a password. */
export const DiscoveryRequest = z.strictObject({
  mailbox,
  resolvers,
  httpsPort,
  httpPort,
  trust,
  /** The account whose password is held by this reference; without both, nobody is signed in. */
  username: account.unwrap().shape.username.optional(),
  secret: z.string().max(100).optional(),
})
export type DiscoveryRequest = z.infer<typeof DiscoveryRequest>

/** The services that are looked for. */
export const DiscoveredService = z.enum(['autodiscover', 'ews', 'active-sync'])
export type DiscoveredService = z.infer<typeof DiscoveredService>

/** How an address is known, the weightiest first. */
export const DiscoveredHow = z.enum([
  /** Autodiscover gave the address to the account. */
  'autodiscover-answered',
  /** Autodiscover v2 gave it, which asks for no sign-in. */
  'autodiscover-json-answered',
  /** It asks for a sign-in, and bears the marks of Exchange. */
  'autodiscover-in-front',
  /** What is there bears the marks of Exchange’s front end. */
  'answers-as-exchange',
  /** What is there asks for a sign-in as Windows does, and bears no mark: Exchange 2010, or another server. */
  'answers-as-windows',
  /** Where its host was found: the SRV record, the MX record, a redirect, a certificate; or its name was guessed. */
  'srv-record',
  'mx-record',
  'redirect',
  'certificate-name',
  'guess-answered',
  /** Nothing more is known than where EWS is, and that the two stand together as a rule. */
  'beside-ews',
])
export type DiscoveredHow = z.infer<typeof DiscoveredHow>

/** Why no credential may go to an address that was found. `detail`: OpenSSL's code, or the names that are covered. */
export const CertificateTrouble = z.strictObject({
  code: z.enum(['expired', 'unknown-authority', 'chain-broken', 'name-missing']),
  detail: z.string().optional(),
})
export type CertificateTrouble = z.infer<typeof CertificateTrouble>

/** An address of a service. `seen`: Exchange answered there. `inferred`: it is named or likely, and was not seen to answer. */
export const Discovered = z.strictObject({
  service: DiscoveredService,
  url: z.string(),
  how: z.array(DiscoveredHow).min(1),
  certainty: z.enum(['seen', 'inferred']),
  /** What the server said of itself: X-OWA-Version and X-FEServer. */
  build: z.string().optional(),
  server: z.string().optional(),
  certificate: CertificateTrouble.optional(),
})
export type Discovered = z.infer<typeof Discovered>

/** One thing that was looked at, and led nowhere. */
export const LookedInVain = z.strictObject({
  looked: z.enum(['name', 'autodiscover', 'autodiscover-plain', 'autodiscover-srv', 'server', 'mail-exchanger']),
  /** A host, or an address. */
  where: z.string(),
  why: z.enum([
    'not-in-dns',
    'no-answer',
    'not-there',
    'web-page',
    'sign-in-page',
    'asks-as-no-exchange',
    'server-error',
    'error-response',
    'no-redirect',
    'no-record',
    'redirects-in-circles',
    'redirects-to-http',
    'leads-elsewhere',
    'leads-to-cloud',
    'sign-in-refused',
    'sign-in-withheld',
    'certificate-untrusted',
  ]),
  /** A host, a service, or the sentence of a failure on the wire. */
  detail: z.string().optional(),
})
export type LookedInVain = z.infer<typeof LookedInVain>

/** A setting that an administrator has to type, or to look after, and why. */
export const SettingToType = z.strictObject({
  setting: z.enum(['mailbox', 'resolvers', 'account', 'ews-address', 'active-sync-address', 'certificate-authorities']),
  why: z.enum([
    'domain-not-in-dns',
    'dns-silent',
    'in-the-cloud',
    'with-another-provider',
    'named-elsewhere',
    'address-behind-sign-in',
    'sign-in-failed',
    'mailbox-unknown',
    'given-does-not-answer',
    'nothing-answers',
    'authority-unknown',
    'not-looked-to-the-end',
  ]),
  /** A host, or the name of a service. */
  detail: z.string().optional(),
})
export type SettingToType = z.infer<typeof SettingToType>

/** What is worth to know beside the addresses; nothing hangs on it. */
export const DiscoveryRemark = z.strictObject({
  code: z.enum([
    'mail-goes-to-cloud',
    'autodiscover-in-cloud',
    'not-the-usual-port',
    'clients-do-not-find-autodiscover',
  ]),
  detail: z.string(),
})
export type DiscoveryRemark = z.infer<typeof DiscoveryRemark>

/** What became of the search as a whole. */
export const Discovery = z.strictObject({
  mailbox: z.string(),
  domain: z.string(),
  found: z.array(Discovered),
  inVain: z.array(LookedInVain),
  toType: z.array(SettingToType),
  remarks: z.array(DiscoveryRemark),
  endedEarly: z.enum(['cancelled', 'deadline']).optional(),
})
export type Discovery = z.infer<typeof Discovery>

/** What is asked, by where: a domain, or a host. */
export const DiscoveryQuestion = z.strictObject({
  what: z.enum(['names', 'records', 'autodiscover', 'autodiscover-json', 'autodiscover-signed-in', 'server']),
  where: z.string(),
})
export type DiscoveryQuestion = z.infer<typeof DiscoveryQuestion>

/** A search as it goes. What was found may be told again, when more is known of it; `done` tells all of it once more. */
export const DiscoveryEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('asking'), question: DiscoveryQuestion }),
  z.strictObject({ type: z.literal('asked'), question: DiscoveryQuestion }),
  z.strictObject({ type: z.literal('found'), found: Discovered }),
  z.strictObject({ type: z.literal('missing'), missing: LookedInVain }),
  z.strictObject({ type: z.literal('done'), discovery: Discovery }),
])
export type DiscoveryEvent = z.infer<typeof DiscoveryEvent>
