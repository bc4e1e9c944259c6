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
  /** The account, and the reference under which its password is held; without both, nobody is signed in. */
  username: account.unwrap().shape.username.optional(),
  secret: z.string().max(100).optional(),
})
export type DiscoveryRequest = z.infer<typeof DiscoveryRequest>

/** The services that are looked for. */
export const DiscoveredService = z.enum(['autodiscover', 'ews', 'active-sync'])
export type DiscoveredService = z.infer<typeof DiscoveredService>

/** How an address is known. Several may be so of one. */
export const DiscoveredHow = z.enum([
  /** Autodiscover gave the address to the account; of its own address: it gave settings there. */
  'autodiscover-answered',
  /** Autodiscover v2 gave it, which asks for no sign-in. */
  'autodiscover-json-answered',
  /** Of Autodiscover's own: it asks for a sign-in as Exchange does, by its marks or by what it offers. */
  'autodiscover-in-front',
  /** What is there asks for a sign-in, and bears the marks of Exchange’s front end. */
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

/**
 * Why no credential may go to an address that was found. `detail`: the day on which it expired, the authority that issued
 * it, OpenSSL's code for a chain that is broken, or the names that are covered.
 */
export const CertificateTrouble = z.strictObject({
  code: z.enum(['expired', 'unknown-authority', 'chain-broken', 'name-missing']),
  detail: z.string().optional(),
})
export type CertificateTrouble = z.infer<typeof CertificateTrouble>

/**
 * An address of a service. `seen`: Exchange answered there. `inferred`: it is named or likely, and what answers there, if
 * anything was seen to, bears no mark of Exchange.
 */
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

/** One thing that was looked at, and leads to no server that a client could use, or to none that is looked at. */
export const LookedInVain = z.strictObject({
  looked: z.enum(['name', 'autodiscover', 'autodiscover-plain', 'autodiscover-srv', 'server', 'mail-exchanger']),
  /** A host, with its port where that is not 443; an address; or the name of a record. */
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
  /** What says more of it: where it leads, a service, a status, a server's own words, or a clause about what went wrong. */
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
  /** What it is about: a domain, a host, an address, a mailbox, a service or an authority. */
  detail: z.string().optional(),
})
export type SettingToType = z.infer<typeof SettingToType>

/** What is worth to know beside the addresses; nothing hangs on it. `detail`: a service, ports, or a host. */
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

/**
 * A search as it goes. What is found or missing may be told again, when more is known of it, and may come to nothing;
 * `done` tells what holds in the end.
 */
export const DiscoveryEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('asking'), question: DiscoveryQuestion }),
  z.strictObject({ type: z.literal('asked'), question: DiscoveryQuestion }),
  z.strictObject({ type: z.literal('found'), found: Discovered }),
  z.strictObject({ type: z.literal('missing'), missing: LookedInVain }),
  z.strictObject({ type: z.literal('done'), discovery: Discovery }),
])
export type DiscoveryEvent = z.infer<typeof DiscoveryEvent>
