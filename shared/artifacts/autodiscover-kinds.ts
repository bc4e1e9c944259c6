import { z } from 'zod'
import { AutodiscoverAttempt } from './autodiscover.ts'
import { Failure } from './failure.ts'
import { HttpExchange } from './http-exchange.ts'
import { Scheme, WithheldReason } from './sign-in.ts'

/** How one more kind of Autodiscover ended, at the address at which the first kind gave settings. */
const KindResult = z.enum([
  ...AutodiscoverAttempt.shape.result.exclude(['asks-for-sign-in', 'no-redirect', 'no-record']).options,
  /** The service says that it is too busy (ServerBusy), which is no fault of the request. */
  'busy',
])

const kind = {
  /** The addresses asked, in order; one that was refused stands last. */
  urls: z.array(z.string()),
  result: KindResult,
  mailbox: z.string(),
  status: z.int().optional(),
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
  withheld: WithheldReason.optional(),
  certificateProblem: z.string().optional(),
  exchanges: z.array(HttpExchange),
  failure: Failure.optional(),
}

/** Artifact `autodiscoverMobileSync`: what Autodiscover says to a phone (MS-ASCMD 2.2.1.1). */
export const AutodiscoverMobileSync = z.strictObject({
  ...kind,
  /** Url of the Server of Type MobileSync; absent where the settings name none. */
  url: z.string().optional(),
})
export type AutodiscoverMobileSync = z.infer<typeof AutodiscoverMobileSync>

/** Artifact `autodiscoverSoap`: GetUserSettings of autodiscover.svc (MS-OXWSADISC 3.1.4.3). */
export const AutodiscoverSoap = z.strictObject({
  ...kind,
  externalEwsUrl: z.string().optional(),
  internalEwsUrl: z.string().optional(),
  /** EwsSupportedSchemas, split: `Exchange2007`, `Exchange2013_SP1`… */
  ewsSchemas: z.array(z.string()),
  mailboxServer: z.string().optional(),
  serverVersion: z.string().optional(),
})
export type AutodiscoverSoap = z.infer<typeof AutodiscoverSoap>

/** One question to Autodiscover v2, which nobody signs in to. */
export const JsonAnswer = z.strictObject({
  protocol: z.enum(['ActiveSync', 'EWS']),
  urls: z.array(z.string()),
  result: z.enum([
    'url',
    'error',
    'redirect-loop',
    'redirect-to-http',
    'redirect-refused',
    'asks-for-sign-in',
    'sign-in-page',
    'not-found',
    'not-json',
    'server-error',
    'unreachable',
  ]),
  /** The address that was given. */
  url: z.string().optional(),
  status: z.int().optional(),
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
  exchanges: z.array(HttpExchange),
  failure: Failure.optional(),
})
export type JsonAnswer = z.infer<typeof JsonAnswer>

/** Artifact `autodiscoverJson`: Autodiscover v2, asked for ActiveSync and for EWS. */
export const AutodiscoverJson = z.strictObject({ answers: z.array(JsonAnswer) })
export type AutodiscoverJson = z.infer<typeof AutodiscoverJson>

/** One address that Autodiscover gives, and what answers there to a client that has not signed in. */
export const GivenUrl = z.strictObject({
  url: z.string(),
  protocol: z.enum(['ews', 'active-sync']),
  /** Which kinds of Autodiscover name it, and for clients where. */
  named: z.array(
    z.strictObject({
      by: z.enum(['pox', 'soap', 'json', 'mobile-sync']),
      scope: z.enum(['inside', 'outside']),
    }),
  ),
  /**
   * Why it was not asked: it is an address that this run looks at anyway, is not the organisation's own, not https, no
   * address at all, or one more than Postern is willing to ask.
   */
  notAsked: z.enum(['looked-at-anyway', 'foreign-host', 'not-https', 'no-address', 'too-many']).optional(),
  schemes: z.array(Scheme),
  asExchange: z.boolean(),
  certificateProblem: z.string().optional(),
  /** What the internet is told of its host, where DNS inside knows no address and a resolver outside could be asked. */
  outsideAddresses: z.array(z.string()).optional(),
  exchange: HttpExchange.optional(),
  failure: Failure.optional(),
})
export type GivenUrl = z.infer<typeof GivenUrl>

/** Artifact `autodiscoverUrls`: every address that any kind of Autodiscover gave, each once. */
export const AutodiscoverUrls = z.strictObject({ urls: z.array(GivenUrl) })
export type AutodiscoverUrls = z.infer<typeof AutodiscoverUrls>
