import type { Agent } from 'node:https'

/** As much of three packages without types as we use. */

export interface HttpNtlm {
  get(
    options: HttpNtlmAccount & { url: string; agent: Agent },
    done: (error: Error | null, response?: { statusCode: number }) => void,
  ): void
  ntlm: {
    parseType2Message(header: string, failed: (error: Error) => void): HttpNtlmChallenge
    /** Gives the whole header value, `NTLM` and base64. */
    createType3Message(challenge: HttpNtlmChallenge, account: HttpNtlmAccount): string
  }
}

interface HttpNtlmAccount {
  username: string
  password: string
  domain?: string
  workstation?: string
}

interface HttpNtlmChallenge {
  serverChallenge: Buffer
}

export interface NtlmClientPackage {
  createType1Message(): string
  /** A header's value, or an answer that has it. */
  decodeType2Message(header: string | { headers: object }): { targetName: string }
  createType3Message(challenge: { targetName: string }, username: string, password: string): string
}

/** node-ews' NTLM sign-in, by which it fetches the server's WSDL before anything else. */
export type NodeEwsNtlm = (
  config: { host: string; username: string; password: string },
  options: object,
) => { getUrl(url: string, file: string): Promise<string> }
