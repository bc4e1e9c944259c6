import { TlsMalformed } from '../../electron/engine/wire/tls/byte-reader.ts'
import { readServerFlight } from '../../electron/engine/wire/tls/server-flight.ts'
import { WireError } from '../../electron/engine/wire/wire-error.ts'
import type { FuzzTarget } from './target.ts'

const record = (type: number, payload: Buffer): Buffer => {
  const head = Buffer.from([type, 3, 3, 0, 0])
  head.writeUInt16BE(payload.length, 3)
  return Buffer.concat([head, payload])
}
const message = (type: number, body: Buffer): Buffer => {
  const head = Buffer.from([type, 0, 0, 0])
  head.writeUIntBE(body.length, 1, 3)
  return Buffer.concat([head, body])
}
const hello = message(2, Buffer.concat([Buffer.from([3, 3]), Buffer.alloc(32, 9), Buffer.from('00c02f000000', 'hex')]))
const certificates = message(11, Buffer.from('00000a000003300100000001aa', 'hex'))
const keyExchange = message(12, Buffer.from('03001d0401020304', 'hex'))

/** The first flight of a TLS server (RFC 5246 section 7.3), in the chunks in which TCP may bring it. */
export const tlsFlight: FuzzTarget = {
  name: 'tls-flight',
  seeds: [
    record(22, Buffer.concat([hello, certificates, keyExchange, message(14, Buffer.alloc(0))])),
    Buffer.concat([
      record(22, hello),
      record(22, certificates),
      record(22, message(13, Buffer.from('0101000000', 'hex'))),
    ]),
    record(21, Buffer.from([2, 70])),
  ],
  dictionary: ['160303', '150303', '0b0000', 'ffffff', '020000', '0e000000'].map((hex) => Buffer.from(hex, 'hex')),
  read: (input, random) => {
    const { flight, push } = readServerFlight()
    const cut = random.below(input.length + 1)
    try {
      push(input.subarray(0, cut))
      push(input.subarray(cut))
    } catch (error) {
      if (!(error instanceof TlsMalformed)) throw error
      throw new WireError('tls-failed', 'mail.contoso.test', error.message)
    }
    return flight
  },
  growth: 8,
}
