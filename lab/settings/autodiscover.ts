import type { ChannelBindingPolicy, OfferedScheme } from './sign-in.ts'

/** Autodiscover, at every name that it answers for. */
export interface AutodiscoverSettings {
  schemes: OfferedScheme[]
  channelBinding: ChannelBindingPolicy
  redirectLoop: boolean
}

export function healthyAutodiscover(): AutodiscoverSettings {
  return { schemes: ['Negotiate', 'NTLM', 'Basic'], channelBinding: 'none', redirectLoop: false }
}
