/** What lies between a client and the servers, below TLS. */
export interface NetworkSettings {
  /** Whether anything listens on the HTTPS port. */
  listening: boolean
}

export function healthyNetwork(): NetworkSettings {
  return { listening: true }
}
