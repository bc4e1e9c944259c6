/** How the organisation's names resolve. */
export interface DnsSettings {
  /** Names that do not exist. */
  absentNames: string[]
}

export function healthyDns(): DnsSettings {
  return { absentNames: [] }
}
