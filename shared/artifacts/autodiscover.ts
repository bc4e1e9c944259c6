import { z } from 'zod'
import { Failure } from './failure.ts'
import { HttpExchange } from './http-exchange.ts'
import { WithheldReason } from './sign-in.ts'

/** One address that Autodiscover was asked at, with every redirect that was followed from it. */
export const AutodiscoverAttempt = z.strictObject({
  method: z.enum(['https-domain', 'https-autodiscover']),
  /** The addresses asked, in order: the well-known one, then where redirects led. */
  urls: z.array(z.string()),
  result: z.enum([
    'settings',
    'error-response',
    'redirect-loop',
    'redirect-refused',
    'not-found',
    'not-autodiscover',
    'sign-in-rejected',
    'sign-in-withheld',
    'sign-in-broken',
    'certificate-untrusted',
    'server-error',
    'unreachable',
  ]),
  withheld: WithheldReason.optional(),
  /** What is wrong with this server's certificate, when that is why nothing was sent. */
  certificateProblem: z.string().optional(),
  status: z.int().optional(),
  /** ErrorCode and Message of an Autodiscover error response (600 invalid request, 601 no provider…). */
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
  exchanges: z.array(HttpExchange),
  failure: Failure.optional(),
})
export type AutodiscoverAttempt = z.infer<typeof AutodiscoverAttempt>

/** Artifact `autodiscover`: POX Autodiscover in a client's order, up to the first settings. */
export const Autodiscover = z.strictObject({
  mailbox: z.string(),
  attempts: z.array(AutodiscoverAttempt),
  settings: z
    .strictObject({
      displayName: z.string().optional(),
      /** EwsUrl of the EXCH (inside) and EXPR or EXHTTP (outside) protocols. */
      internalEwsUrl: z.string().optional(),
      externalEwsUrl: z.string().optional(),
    })
    .optional(),
})
export type Autodiscover = z.infer<typeof Autodiscover>

/** Artifact `endpoints`: which addresses the rest of the run asks, and who named them. */
export const Endpoints = z.strictObject({
  ews: z.strictObject({ url: z.string(), source: z.enum(['organisation', 'autodiscover']) }),
  activeSync: z.strictObject({ url: z.string(), source: z.enum(['organisation', 'same-host']) }),
})
export type Endpoints = z.infer<typeof Endpoints>
