import { alertName } from './alerts.ts'
import { TlsMalformed } from './byte-reader.ts'
import { groupName, suiteName } from './cipher-suites.ts'
import { versionCodes } from './client-hello.ts'
import { decodeCertificates, decodeKeyExchange, decodeServerHello } from './server-messages.ts'

/** RFC 5246 section 6.2.1, with the room that a careless server may take. */
const MOST_RECORD_BYTES = 0x4000 + 2048
const MOST_MESSAGE_BYTES = 256 * 1024

/** What a server has said in the clear so far. */
export type ServerFlight = {
  version?: number
  cipher?: string
  keyExchange?: string
  /** In DER, in the order in which they were sent; TLS 1.3 sends them encrypted. */
  certificates?: Buffer[]
  /** It sent a CertificateRequest; encrypted in TLS 1.3, and then unknown. */
  clientCertificateRequested?: boolean
  /** A fatal alert, by name. */
  alert?: string
  /** Nothing more comes in the clear. */
  done: boolean
}

/**
 * Reads the first flight of a server: ServerHello, Certificate, ServerKeyExchange, CertificateRequest and
 * ServerHelloDone (RFC 5246 section 7.3), whatever records and chunks they come in. `push` throws TlsMalformed for what
 * is no TLS; a flight stays what it was until then.
 */
export function readServerFlight(): { flight: ServerFlight; push: (chunk: Buffer) => void } {
  const flight: ServerFlight = { done: false }
  let records = Buffer.alloc(0)
  let messages = Buffer.alloc(0)
  let seenBytes = 0

  const readMessages = () => {
    while (messages.length >= 4 && !flight.done) {
      const length = messages.readUIntBE(1, 3)
      if (length > MOST_MESSAGE_BYTES) throw new TlsMalformed(`a message of ${length} bytes`)
      if (messages.length < 4 + length) return
      takeMessage(flight, messages.readUInt8(0), messages.subarray(4, 4 + length))
      messages = messages.subarray(4 + length)
    }
  }

  return {
    flight,
    push(chunk) {
      seenBytes += chunk.length
      if (seenBytes > MOST_MESSAGE_BYTES) throw new TlsMalformed(`more than ${MOST_MESSAGE_BYTES} bytes`)
      records = Buffer.concat([records, chunk])
      while (records.length >= 5 && !flight.done) {
        const [type, major] = records
        const length = records.readUInt16BE(3)
        if (major !== 3 || length > MOST_RECORD_BYTES) throw new TlsMalformed('no record where one was due')
        if (records.length < 5 + length) return
        const payload = records.subarray(5, 5 + length)
        records = records.subarray(5 + length)
        if (type === 21) takeAlert(flight, payload)
        else if (type === 22) {
          messages = Buffer.concat([messages, payload])
          readMessages()
        } else throw new TlsMalformed(`a record of type ${type}`)
      }
    },
  }
}

function takeAlert(flight: ServerFlight, payload: Buffer): void {
  if (payload.length !== 2) throw new TlsMalformed('an alert that is none')
  const [level, description = 0] = payload
  // A warning such as unrecognized_name goes before a handshake that comes about all the same.
  if (level === 1 && description !== 0) return
  flight.alert = alertName(description)
  flight.done = true
}

function takeMessage(flight: ServerFlight, type: number, body: Buffer): void {
  switch (type) {
    case 2: {
      const hello = decodeServerHello(body)
      flight.version = hello.version
      flight.cipher = suiteName(hello.suite)
      if (hello.group !== undefined) flight.keyExchange = groupName(hello.group)
      if (hello.version === versionCodes['TLSv1.3']) flight.done = true
      else flight.clientCertificateRequested = false
      return
    }
    case 11:
      flight.certificates = decodeCertificates(body)
      return
    case 12: {
      const agreed = decodeKeyExchange(body, flight.cipher ?? '')
      if (agreed) flight.keyExchange = agreed
      return
    }
    case 13:
      flight.clientCertificateRequested = true
      return
    case 14:
      flight.done = true
      return
    default:
    // HelloRequest, NewSessionTicket, CertificateStatus and what may come to be say nothing that is asked here.
  }
}
