import { z } from 'zod'
import { OpenedTls } from './shown-certificate.ts'
import { SignIn } from './sign-in.ts'

/**
 * Artifact `signInOrder`: what decides whether NTLM at EWS is the first sign-in or the last. Where something opens TLS on
 * the way it can be refused for its channel binding alone, which tells nothing of a password that was not let in before.
 */
export const SignInOrder = z.strictObject({ opened: OpenedTls.optional() })
export type SignInOrder = z.infer<typeof SignInOrder>

/** Artifact `lastNtlmSignIn`: NTLM at EWS, where it was not the first sign-in but the last. */
export const LastNtlmSignIn = z.strictObject({ signIn: SignIn.optional() })
export type LastNtlmSignIn = z.infer<typeof LastNtlmSignIn>
