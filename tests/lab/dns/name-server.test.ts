import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { connect } from 'node:net'
import { type DecodedPacket, decode, streamDecode, streamEncode } from 'dns-packet'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Lab, startLab } from '../../../lab/lab.ts'

let lab: Lab
const resolver = new Resolver({ timeout: 2000, tries: 1 })

beforeAll(async () => {
  lab = await startLab()
  resolver.setServers([`127.0.0.1:${lab.ports.dns}`])
})
afterAll(() => lab.close())

it.each(['nowhere.contoso.test', 'a.mail.contoso.test'])('says that %s does not exist', async (name) => {
  await expect(resolver.resolve4(name)).rejects.toMatchObject({ code: 'ENOTFOUND' })
})

it.each(['example.com', 'test', 'notcontoso.test'])('refuses to answer for %s', async (name) => {
  await expect(resolver.resolve4(name)).rejects.toMatchObject({ code: 'EREFUSED' })
})

it.each(['mail.contoso.test', '_tcp.contoso.test'])('says that %s exists without an AAAA record', async (name) => {
  await expect(resolver.resolve6(name)).rejects.toMatchObject({ code: 'ENODATA' })
})

it.each(['mail.contoso.test', 'MAIL.Contoso.TEST', 'autodiscover.contoso.test', 'contoso.test'])(
  'gives the address of %s with its TTL',
  async (name) => {
    await expect(resolver.resolve4(name, { ttl: true })).resolves.toEqual([{ address: '127.0.0.1', ttl: 300 }])
  },
)

it('follows an alias', async () => {
  await expect(resolver.resolveCname('owa.contoso.test')).resolves.toEqual(['mail.contoso.test'])
  await expect(resolver.resolve4('owa.contoso.test')).resolves.toEqual(['127.0.0.1'])
})

it('publishes MX, SOA, NS and the SRV record of Autodiscover', async () => {
  await expect(resolver.resolveMx('contoso.test')).resolves.toMatchObject([
    { exchange: 'mail.contoso.test', priority: 10 },
  ])
  await expect(resolver.resolveNs('contoso.test')).resolves.toEqual(['dc01.contoso.test'])
  await expect(resolver.resolveSoa('contoso.test')).resolves.toMatchObject({ nsname: 'dc01.contoso.test', minttl: 60 })
  await expect(resolver.resolveSrv('_autodiscover._tcp.contoso.test')).resolves.toMatchObject([
    { name: 'mail.contoso.test', port: lab.ports.https, priority: 0, weight: 0 },
  ])
})

it('answers several questions of one TCP connection', async () => {
  const socket = connect(lab.ports.dns, '127.0.0.1')
  const question = (id: number, name: string): Buffer =>
    streamEncode({ type: 'query', id, questions: [{ type: 'A', name }] })
  const both = Buffer.concat([question(7, 'mail.contoso.test'), question(8, 'nowhere.contoso.test')])
  // Split inside of a length, as a stream may.
  socket.write(both.subarray(0, 1))
  socket.write(both.subarray(1))
  const answers: DecodedPacket[] = []
  let seen = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    seen = Buffer.concat([seen, chunk])
    while (seen.length >= 2 && seen.length >= 2 + seen.readUInt16BE(0)) {
      answers.push(decode(seen.subarray(2, 2 + seen.readUInt16BE(0))))
      seen = seen.subarray(2 + seen.readUInt16BE(0))
    }
    if (answers.length === 2) socket.end()
  })
  await once(socket, 'close')
  expect(answers.map(({ id }) => id)).toEqual([7, 8])
  expect(answers[0]?.answers).toMatchObject([{ type: 'A', data: '127.0.0.1' }])
  expect(answers[1]).toMatchObject({ rcode: 'NXDOMAIN', authorities: [{ type: 'SOA', name: 'contoso.test' }] })
})

it('survives garbage over TCP and goes on answering', async () => {
  const socket = connect(lab.ports.dns, '127.0.0.1')
  socket.write(Buffer.from([0, 3, 1, 2, 3]))
  socket.resume()
  await once(socket, 'close')
  await expect(resolver.resolve4('mail.contoso.test')).resolves.toEqual(['127.0.0.1'])
})

it('frames its answer over TCP as RFC 1035 section 4.2.2 asks', async () => {
  const socket = connect(lab.ports.dns, '127.0.0.1')
  socket.write(streamEncode({ type: 'query', id: 9, questions: [{ type: 'MX', name: 'contoso.test' }] }))
  const [bytes] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  expect(streamDecode(bytes)).toMatchObject({ id: 9, answers: [{ type: 'MX' }] })
})
