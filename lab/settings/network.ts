import type { CertificateKind } from './tls.ts'

/** What lies between a client and the servers, below TLS. */
export interface NetworkSettings {
  /** Whether anything listens on the HTTPS port. */
  listening: boolean
  /** Whether clients reach each server at its own address; a balancer always does. */
  serversReachable: boolean
  /** Whether what goes to the HTTPS port is dropped on the way; where there is one server. */
  filtered: boolean
  /** How many Exchange servers there are, 1 to 16; more than one stand behind a balancer at the published address. */
  nodes: number
  /**
   * Where the balancer sends a connection: by the client's address, so that one client stays with one server (`stayAt`),
   * or to each in turn. It works below TLS, and sends to a dead server as to any other.
   */
  balancing: 'by-source' | 'in-turn'
  /** The certificate that the balancer shows where it opens TLS, and goes on over TLS to the servers; else it works below TLS. */
  opensTlsAs: CertificateKind | undefined
  /** The server with which the balancer keeps every client of the lab, which all have one address. */
  stayAt: number
  /** Of so many connections that come in, the last one is reset. */
  resetsEvery: number | undefined
  /** Of so many connections that come in, the last one is dropped: nothing that it sends is answered. */
  dropsEvery: number | undefined
  /** Of so many connections that come in, the last one has its first packet lost, and stands when that is sent again. */
  opensLateEvery: number | undefined
  /**
   * What becomes of a request with more than a few packets: it never arrives and its sender is not told, its connection is
   * cut, a web application firewall answers it with 403, or IIS's request filtering with 404 (404.13, which only the server
   * itself is told).
   */
  largeRequests: 'pass' | 'lost' | 'cut' | 'refused-by-firewall' | 'refused-by-iis'
  /** Something in between forgets a connection after so many answers, and resets it when more comes. */
  forgetsAfterAnswers: number | undefined
  /** Something in between forgets a connection after so many seconds of silence, and resets it when more comes. */
  forgetsAfterSilentSeconds: number | undefined
  /** How far away the servers are, DNS among them. */
  roundTripMilliseconds: number
  /** How many bytes the line carries in a second, each way, for each connection by itself; as many as come when undefined. */
  bytesPerSecond: number | undefined
  /** How many packets of a hundred the line loses, DNS among them. */
  lossPercent: number
  /** TCP is accepted and nothing is ever answered: the process hangs, and its listener goes on. */
  hangs: boolean
}

export function healthyNetwork(): NetworkSettings {
  return {
    listening: true,
    serversReachable: true,
    filtered: false,
    nodes: 1,
    balancing: 'by-source',
    stayAt: 1,
    opensTlsAs: undefined,
    roundTripMilliseconds: 0,
    bytesPerSecond: undefined,
    lossPercent: 0,
    hangs: false,
    resetsEvery: undefined,
    dropsEvery: undefined,
    opensLateEvery: undefined,
    largeRequests: 'pass',
    forgetsAfterAnswers: undefined,
    forgetsAfterSilentSeconds: undefined,
  }
}
