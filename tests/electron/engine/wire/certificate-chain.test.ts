import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { beforeAll, expect, it } from 'vitest'
import { isPubliclyTrusted } from '../../../../electron/engine/wire/public-authorities.ts'
import { openTls, type TlsPeer } from '../../../../electron/engine/wire/tls-connection.ts'
import {
  type Authority,
  createAuthority,
  generateKeyPair,
  issueLeaf,
  privateKeyPem,
} from '../../../../lab/tls/authority.ts'
import { startTlsServer } from './tls-server.ts'

// What a server sends beside its own certificate may belong to another chain, to a former one, or to none.

const DAY = 86_400_000
const validity = { notBefore: new Date(Date.now() - DAY), notAfter: new Date(Date.now() + 50 * DAY) }

let key: string
let leaf: string
let root: Authority
/** The root of another authority, and the same root as it was signed by that one. */
let elder: Authority
let cross: Authority
let issuing: Authority
/** The same authority as before it was renewed with another key. */
let former: Authority
const publicRoot = `${rootCertificates[0]}\n`

beforeAll(async () => {
  const [rootKeys, elderKeys, issuingKeys, formerKeys, leafKeys] = await Promise.all([
    generateKeyPair(),
    generateKeyPair(),
    generateKeyPair(),
    generateKeyPair(),
    generateKeyPair(),
  ])
  root = await createAuthority('CN=Root', rootKeys, validity)
  elder = await createAuthority('CN=Elder Root', elderKeys, validity, undefined, 3)
  cross = await createAuthority('CN=Root', rootKeys, validity, elder, 2)
  issuing = await createAuthority('CN=Issuing', issuingKeys, validity, root)
  former = await createAuthority('CN=Issuing', formerKeys, validity, root)
  leaf = await issueLeaf(issuing, leafKeys, ['mail.contoso.test'], validity)
  key = await privateKeyPem(leafKeys)
})

async function peerSending(
  sent: readonly string[],
  trusted: readonly Authority[],
  version?: 'TLSv1.2' | 'TLSv1.3',
): Promise<TlsPeer> {
  const only = version && { minVersion: version, maxVersion: version }
  const server = await startTlsServer({ key, cert: sent.join(''), ...only })
  try {
    const target = server.target(trusted.map(({ pem }) => pem))
    const { socket, peer } = await openTls(target, { signal: new AbortController().signal, monotonic: () => 0 })
    socket.destroy()
    return peer
  } finally {
    server.close()
  }
}

const namesOf = ({ chain }: TlsPeer) =>
  chain.map(({ subject, issuer }) => `${subject.split('\n')[0]} by ${issuer.split('\n').at(-1)}`)

const LEAF = 'CN=mail.contoso.test by CN=Issuing'
const ISSUING = 'CN=Issuing by CN=Root'

it('a public root that belongs to another chain makes no chain a public one', async () => {
  const peer = await peerSending([leaf, issuing.pem, publicRoot], [root])
  expect(namesOf(peer)).toEqual([LEAF, ISSUING])
  expect(peer).toMatchObject({ trusted: true, chainError: undefined })
  expect(isPubliclyTrusted(peer.chain)).toBe(false)
})

it('the former certificate of an authority is not the one that signed', async () => {
  const peer = await peerSending([leaf, former.pem], [root])
  expect(namesOf(peer)).toEqual([LEAF])
  expect(peer).toMatchObject({ trusted: false, chainError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
})

it('of two certificates of one name, the one that signed is a link', async () => {
  const peer = await peerSending([leaf, former.pem, issuing.pem], [root])
  expect(peer.trusted).toBe(true)
  expect(peer.chain[1]?.toString()).toBe(issuing.pem)
  expect(peer.chain).toHaveLength(2)
})

it('a chain ends at the root that is trusted, whatever was sent above', async () => {
  const peer = await peerSending([leaf, issuing.pem, cross.pem, elder.pem], [root])
  expect(namesOf(peer)).toEqual([LEAF, ISSUING])
})

it('and goes on by the cross-signature where the elder root is the one that is trusted', async () => {
  const peer = await peerSending([leaf, issuing.pem, cross.pem, elder.pem], [elder])
  expect(namesOf(peer)).toEqual([LEAF, ISSUING, 'CN=Root by CN=Elder Root', 'CN=Elder Root by CN=Elder Root'])
  expect(peer.trusted).toBe(true)
})

it('a root that is trusted and sent is a part of it', async () => {
  const peer = await peerSending([leaf, issuing.pem, root.pem], [root])
  expect(namesOf(peer)).toEqual([LEAF, ISSUING, 'CN=Root by CN=Root'])
})

it('what is sent twice or in another order is linked all the same', async () => {
  const peer = await peerSending([leaf, leaf, root.pem, issuing.pem, issuing.pem], [root])
  expect(namesOf(peer)).toEqual([LEAF, ISSUING, 'CN=Root by CN=Root'])
})

it.each(['TLSv1.2', 'TLSv1.3'] as const)('what was sent is seen in its order, each once, over %s', async (version) => {
  const peer = await peerSending([leaf, root.pem, publicRoot, issuing.pem, issuing.pem], [root], version)
  expect(peer.protocol).toBe(version)
  expect(peer.sent.map(({ raw }) => raw.toString('base64'))).toEqual(
    [leaf, root.pem, publicRoot, issuing.pem].map((pem) => new X509Certificate(pem).raw.toString('base64')),
  )
})
