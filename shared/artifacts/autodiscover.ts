import { z } from 'zod'
import { GivenService } from './autodiscover-service.ts'
import { Failure } from './failure.ts'
import { HttpExchange } from './http-exchange.ts'
import { Scheme, WithheldReason } from './sign-in.ts'

/**
 * The ways to Autodiscover in a client's order (MS-OXDISCO 3.1.5). A client inside the domain asks the directory's
 * service connection points before all of these.
 */
export const AutodiscoverMethod = z.enum(['https-domain', 'https-autodiscover', 'http-redirect', 'srv'])
export type AutodiscoverMethod = z.infer<typeof AutodiscoverMethod>

/** One way that was gone, with every redirect that was followed on it. */
export const AutodiscoverAttempt = z.strictObject({
  method: AutodiscoverMethod,
  /** The addresses asked, in order: the well-known one, then where redirects led; one that was refused stands last. */
  urls: z.array(z.string()),
  result: z.enum([
    'settings',
    'error-response',
    /** 401 to a request without a credential: as far as anybody gets who does not sign in. */
    'asks-for-sign-in',
    'redirect-loop',
    /** From https to http: a credential would cross in the clear. */
    'redirect-to-http',
    /** To a host, or for a mailbox, that is not the organisation's own. */
    'redirect-refused',
    /** The server names another mailbox to ask for, and that one leads back. */
    'address-loop',
    /** A page for people to sign in with, or a redirect to one. */
    'sign-in-page',
    'not-found',
    'not-autodiscover',
    /** 401, of what bears no sign of Exchange at a name that the network alone gave: no credential was sent. */
    'not-exchange',
    'sign-in-rejected',
    'sign-in-withheld',
    'sign-in-broken',
    'certificate-untrusted',
    'server-error',
    'unreachable',
    /** The plain http address answers, and redirects nowhere. */
    'no-redirect',
    /** DNS has no SRV record. */
    'no-record',
  ]),
  /** The mailbox that was asked for, where it is not the organisation's. */
  mailbox: z.string().optional(),
  /**
   * What a 401 offers, and whether it is likely to be Exchange's: it bears the marks of Exchange or of a Windows server,
   * or asks for Basic at a name that is there for Exchange alone.
   */
  asks: z.strictObject({ schemes: z.array(Scheme), asExchange: z.boolean() }).optional(),
  signedInWith: z.enum(['ntlm', 'basic']).optional(),
  /** On a rejected sign-in: no other of this run had been accepted, so that the password itself is in doubt. */
  passwordUnproven: z.literal(true).optional(),
  withheld: WithheldReason.optional(),
  /** What is wrong with this server's certificate; nothing is sent to it then. */
  certificateProblem: z.string().optional(),
  status: z.int().optional(),
  /** ErrorCode and Message of an Autodiscover error response (600 invalid request, 601 no provider…). */
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
  exchanges: z.array(HttpExchange),
  failure: Failure.optional(),
})
export type AutodiscoverAttempt = z.infer<typeof AutodiscoverAttempt>

/** Artifact `autodiscoverWellKnown`: where each way leads a client that has not signed in; all are gone, side by side. */
export const AutodiscoverWellKnown = z.strictObject({ attempts: z.array(AutodiscoverAttempt) })
export type AutodiscoverWellKnown = z.infer<typeof AutodiscoverWellKnown>

/** Artifact `autodiscover`: POX Autodiscover in a client's order, signed in, up to the first settings. */
export const Autodiscover = z.strictObject({
  mailbox: z.string(),
  attempts: z.array(AutodiscoverAttempt),
  settings: z
    .strictObject({
      displayName: z.string().optional(),
      /** AutoDiscoverSMTPAddress: the primary address of the mailbox, whichever of its addresses was asked for. */
      primaryAddress: z.string().optional(),
      /** EwsUrl of the EXCH (inside) and EXPR or EXHTTP (outside) protocols. */
      internalEwsUrl: z.string().optional(),
      externalEwsUrl: z.string().optional(),
      server: z.string().optional(),
      /** What the same protocols, WEB and MAPI over HTTP give beside these. */
      services: z.array(GivenService).optional(),
    })
    .optional(),
  /** What the organisation file says, and so what a user would type by hand where Autodiscover fails. */
  known: z
    .strictObject({
      ewsUrl: z.string().optional(),
      activeSyncUrl: z.string().optional(),
      username: z.string().optional(),
    })
    .optional(),
})
export type Autodiscover = z.infer<typeof Autodiscover>

/** Artifact `endpoints`: which addresses the rest of the run asks, and who named them. */
export const Endpoints = z.strictObject({
  ews: z.strictObject({ url: z.string(), source: z.enum(['organisation', 'autodiscover']) }),
  activeSync: z.strictObject({ url: z.string(), source: z.enum(['organisation', 'autodiscover', 'same-host']) }),
})
export type Endpoints = z.infer<typeof Endpoints>
