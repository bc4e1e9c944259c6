import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { decode, encode } from 'dns-packet'
import { expect } from 'vitest'
import type { hostileFaults } from '../../../lab/faults/hostile.ts'
import type { Lab } from '../../../lab/lab.ts'
import { asAlice } from '../https-client.ts'
import { autodiscoverRequest, getFolder } from '../requests.ts'

type Id = keyof typeof hostileFaults

const EWS = '/EWS/Exchange.asmx'
const AUTODISCOVER = '/autodiscover/autodiscover.xml'
const TYPE_1 = Buffer.from('NTLMSSP\0\x01\0\0\0\x07\x82\x08\xa2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1')

/** Asks for `path`, and gives back the first `most` bytes of what comes, or all of it. */
async function firstBytes(lab: Lab, path: string, most: number, body = '', authorization = asAlice.Authorization) {
  const { https: port } = lab.ports
  const socket = connectTls({
    host: '127.0.0.1',
    port,
    servername: 'mail.contoso.test',
    ca: lab.certificateAuthorityPem,
  })
  await once(socket, 'secureConnect')
  socket.on('error', () => undefined)
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: mail.contoso.test',
    `Authorization: ${authorization}`,
    'Content-Type: text/xml; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  let seen = Buffer.alloc(0)
  for await (const chunk of socket) {
    seen = Buffer.concat([seen, chunk as Buffer])
    if (seen.length >= most) break
  }
  return seen.subarray(0, most).toString('latin1')
}

/** What the first resolver says to a question, `count` datagrams of it. */
async function datagrams(lab: Lab, count: number): Promise<Buffer[]> {
  const socket = createSocket('udp4')
  const found: Buffer[] = []
  socket.send(
    encode({ type: 'query', id: 7, questions: [{ type: 'A', name: 'mail.contoso.test' }] }),
    lab.ports.dns,
    '127.0.0.1',
  )
  while (found.length < count) found.push((await once(socket, 'message'))[0] as Buffer)
  socket.close()
  return found
}

/** What each hostile server is on the wire. */
export function hostileOnTheWire(lab: () => Lab): Record<Id, () => Promise<void>> {
  const ews =
    (pattern: RegExp, most = 200_000) =>
    async () => {
      expect(await firstBytes(lab(), EWS, most, getFolder())).toMatch(pattern)
    }
  const type2 = (length: number) => async () => {
    const answer = await firstBytes(lab(), EWS, 100_000, '', `NTLM ${TYPE_1.toString('base64')}`)
    const token = /^WWW-Authenticate: NTLM (\S+)/im.exec(answer)?.[1] ?? ''
    const message = Buffer.from(token, 'base64')
    expect(message.toString('latin1', 0, 8)).toBe('NTLMSSP\0')
    expect(message).toHaveLength(length)
  }
  const autodiscover = (pattern: RegExp) => async () => {
    expect(await firstBytes(lab(), AUTODISCOVER, 100_000, autodiscoverRequest('alice@contoso.test'))).toMatch(pattern)
  }
  const activeSync = '/Microsoft-Server-ActiveSync?Cmd=FolderSync&User=alice&DeviceId=a&DeviceType=b'
  return {
    'hostile-endless-headers': ews(/^HTTP\/1\.1 200 OK\r\n(?:X-Filler: x{1000}\r\n){100}/),
    'hostile-cookies': ews(/^HTTP\/1\.1 200 OK\r\n(?:Set-Cookie: [^\r]+\r\n){1000}/),
    'hostile-ten-gigabytes': ews(/^HTTP\/1\.1 200 OK\r\n[^<]*Content-Length: 10737418240\r\n\r\n {100000}/),
    'hostile-endless-chunks': ews(
      /^HTTP\/1\.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n(?:3e8\r\nx{1000}\r\n){100}/,
    ),
    'hostile-byte-by-byte': ews(/^HTTP\/1$/, 6),
    'hostile-gzip-bomb': ews(/^HTTP\/1\.1 200 OK\r\n[\s\S]*Content-Encoding: gzip\r\n/, 2_000),
    'hostile-entity-bomb': ews(/<!DOCTYPE Envelope \[<!ENTITY e0 "(?:lol){10}"><!ENTITY e1 "(?:&e0;){10}">/),
    'hostile-external-entities': autodiscover(/<!ENTITY file SYSTEM "file:\/\/\/etc\/passwd">/),
    'hostile-wbxml': async () => {
      const answer = await firstBytes(lab(), activeSync, 100_000)
      expect(Buffer.from(answer.slice(-15), 'latin1').toString('hex')).toBe('03016a00000756cac3ffffff7f4142')
    },
    'hostile-ntlm-overlap': type2(74),
    'hostile-ntlm-out-of-range': type2(74),
    'hostile-ntlm-lying-pair': type2(78),
    'hostile-ntlm-oversized': type2(40_070),
    'hostile-redirect-to-file': autodiscover(/^HTTP\/1\.1 302 [\s\S]*Location: file:\/\/\/etc\/passwd\r\n/),
    'hostile-redirect-to-http': autodiscover(/Location: http:\/\/mail\.contoso\.test:\d+\//),
    'hostile-redirect-to-foreign-host': autodiscover(/Location: https:\/\/127\.0\.0\.1:\d+\//),
    'hostile-ews-redirect-to-foreign-host': ews(/Location: https:\/\/127\.0\.0\.1:\d+\//),
    'hostile-active-sync-redirect-to-foreign-host': async () => {
      expect(await firstBytes(lab(), activeSync, 100_000)).toMatch(/Location: https:\/\/127\.0\.0\.1:\d+\//)
    },
    'hostile-active-sync-moved-to-foreign-host': async () => {
      expect(await firstBytes(lab(), activeSync, 100_000)).toMatch(
        /^HTTP\/1\.1 451 [\s\S]*X-MS-Location: https:\/\/127\.0\.0\.1:/,
      )
    },
    'hostile-settings-of-foreign-host': autodiscover(
      /<EwsUrl>https:\/\/127\.0\.0\.1:\d+\/EWS\/Exchange\.asmx<\/EwsUrl>/,
    ),
    'hostile-http-0.9': ews(/^<html>/),
    'hostile-continue-forever': ews(/^(?:HTTP\/1\.1 100 Continue\r\n\r\n){1000}/),
    'hostile-early-hints-forever': ews(/^(?:HTTP\/1\.1 103 Early Hints\r\nLink: [^\r]+\r\n\r\n){1000}/),
    'hostile-length-beside-chunks': ews(/Content-Length: 5\r\nTransfer-Encoding: chunked\r\n/),
    'hostile-two-lengths': ews(/Content-Length: 5\r\nContent-Length: 50000\r\n/),
    'hostile-negative-chunk': ews(/\r\n\r\n-5\r\n/),
    'hostile-huge-chunk': ews(/\r\n\r\nf{17}\r\n/),
    'hostile-status-999': ews(/^HTTP\/1\.1 999 /),
    'hostile-tls-records': async () => {
      const socket = connectTcp(lab().ports.https, '127.0.0.1')
      socket.write(Buffer.from('1603010001', 'hex'))
      let seen = Buffer.alloc(0)
      for await (const chunk of socket) {
        seen = Buffer.concat([seen, chunk as Buffer])
        if (seen.length > 100_000) break
      }
      expect(seen.subarray(0, 9).toString('hex')).toBe('1603033e8000000000')
    },
    'hostile-dns-pointer-loop': async () => {
      const [answer = Buffer.alloc(0)] = await datagrams(lab(), 1)
      expect(() => decode(answer)).toThrow()
    },
    'hostile-dns-many-records': async () => {
      const [answer = Buffer.alloc(0)] = await datagrams(lab(), 1)
      expect(answer.readUInt16BE(6)).toBe(65_535)
    },
    'hostile-dns-forged-ids': async () => {
      const answers = await datagrams(lab(), 4)
      expect(answers.map((answer) => answer.readUInt16BE(0))).not.toContain(7)
      expect(decode(answers[0] ?? Buffer.alloc(0)).answers).toMatchObject([{ type: 'A', data: '198.51.100.7' }])
    },
  }
}
