import type { TLSSocket } from 'node:tls'
import { avId } from '../../../lab/sign-in/av-pairs.ts'
import { encodeChallenge } from '../../../lab/sign-in/ntlm-messages.ts'
import { createAuthority, generateKeyPair, privateKeyPem } from '../../../lab/tls/authority.ts'
import { startTlsServer, type TestServer } from '../engine/wire/tls-server.ts'

/** Clears the screen, moves the cursor, sets the title, turns text round, and ends lines. */
export const UNPRINTABLE = '\u001b[2J\u009b1A\u001b]0;x\u0007\u202e\r\nPasses'

const DAY = 86_400_000

/** A server that puts such characters wherever it is asked for its name: certificate, NTLM challenge and headers. */
export async function startHostileBanner(): Promise<TestServer> {
  const keys = await generateKeyPair()
  const validity = { notBefore: new Date(Date.now() - DAY), notAfter: new Date(Date.now() + 90 * DAY) }
  // In hexadecimal as RFC 4514 section 2.4 has it, or the name would be refused: an UTF8String.
  const name = Buffer.from(`mail${UNPRINTABLE}`)
  const { pem } = await createAuthority(`CN=#0c${name.length.toString(16)}${name.toString('hex')}`, keys, validity)
  return startTlsServer({ cert: pem, key: await privateKeyPem(keys) }, answerAll)
}

function answerAll(socket: TLSSocket): void {
  socket.on('data', (data) => {
    const isNegotiate = /^authorization: NTLM/im.test(data.toString('latin1'))
    const offer = isNegotiate ? `NTLM ${challenge().toString('base64')}` : 'NTLM'
    // llhttp lets what is above ASCII through, the controls of C1 among it.
    const headers = `WWW-Authenticate: ${offer}\r\nX-FEServer: EXCH\u009b2J\r\nX-OWA-Version: 15.2\u009b31m`
    socket.write(Buffer.from(`HTTP/1.1 401 No\r\n${headers}\r\nContent-Length: 0\r\n\r\n`, 'latin1'))
  })
}

function challenge(): Buffer {
  const text = (id: number, value: string) => ({ id, value: Buffer.from(value + UNPRINTABLE, 'utf16le') })
  return encodeChallenge({
    flags: 0xe2898215,
    targetName: `CONTOSO${UNPRINTABLE}`,
    serverChallenge: Buffer.alloc(8, 1),
    targetInfo: [
      text(avId.netbiosComputer, 'EXCH01'),
      text(avId.netbiosDomain, 'CONTOSO'),
      text(avId.dnsComputer, 'x'.repeat(2_000)),
      text(avId.dnsTree, 'contoso.test'),
    ],
  })
}
