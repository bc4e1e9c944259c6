import type { ChannelBindingPolicy, OfferedScheme } from './sign-in.ts'

/** Exchange Web Services. */
export interface EwsSettings {
  found: boolean
  schemes: OfferedScheme[]
  channelBinding: ChannelBindingPolicy
  /** EwsBlockList under EnforceBlockList: user agents answered 403 after sign-in; `*` stands for anything. */
  blockedUserAgents: string[]
}

export function healthyEws(): EwsSettings {
  return { found: true, schemes: ['Negotiate', 'NTLM', 'Basic'], channelBinding: 'allow', blockedUserAgents: [] }
}
