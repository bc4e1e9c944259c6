import { Directory } from '../../lab/directory.ts'
import { Devices } from '../../lab/exchange/active-sync-devices.ts'
import { startExchangeServer } from '../../lab/exchange/exchange-server.ts'
import { Subscriptions } from '../../lab/exchange/subscriptions.ts'
import { RequestLog } from '../../lab/log.ts'
import { createBalancer } from '../../lab/network/balancer.ts'
import { healthySettings } from '../../lab/settings.ts'
import { createNtHasher } from '../../lab/sign-in/ntlm-crypto.ts'
import { createCertificates } from '../../lab/tls/certificates.ts'

/**
 * Many addresses of loopback at which one Exchange server of the lab answers, in a process of its own, so that its work
 * is not part of what is measured. `node farm.ts COUNT ROUND_TRIP_MILLISECONDS`; prints one line of JSON when all listen,
 * and ends with its standard input. On 443, where tools know what to expect, or where that is not to be had on another.
 */
const [count = 1, roundTripMilliseconds = 0] = process.argv.slice(2).map(Number)
const settings = healthySettings()
const [certificates, ntHash] = await Promise.all([createCertificates(new Date()), createNtHasher()])
const server = await startExchangeServer({
  name: 'EXCH01',
  place: { host: '127.0.0.1', port: 0 },
  certificates,
  directory: new Directory(() => settings, ntHash),
  log: new RequestLog(),
  devices: new Devices(),
  subscriptions: new Subscriptions(),
  foreignPort: 0,
  latencyMilliseconds: 0,
  wait: () => Promise.resolve(),
  monotonic: () => performance.now(),
  line: () => ({ roundTripMilliseconds }),
  settings: () => settings,
  now: () => new Date(),
})
const addresses = Array.from({ length: count }, (_, at) => `127.44.${at >> 8}.${at & 255}`)
let port = 443
for (const address of addresses) {
  try {
    await createBalancer(() => server).listen(address, port)
  } catch (error) {
    if (port !== 443) throw error
    port = 44_300
    await createBalancer(() => server).listen(address, port)
  }
}
process.stdout.write(`${JSON.stringify({ addresses, port, authority: certificates.authorityPem })}\n`)
process.stdin.on('end', () => process.exit(0)).resume()
