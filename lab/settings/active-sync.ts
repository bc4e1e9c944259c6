import type { OfferedScheme } from './sign-in.ts'

/** Exchange ActiveSync. */
export interface ActiveSyncSettings {
  schemes: OfferedScheme[]
  optionsEaten: boolean
}

export function healthyActiveSync(): ActiveSyncSettings {
  return { schemes: ['Basic'], optionsEaten: false }
}
