import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { rootCertificates } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOrganisationFile } from '../../../electron/api/organisation-file.ts'
import { createAuthority, generateKeyPair } from '../../../lab/tls/authority.ts'
import { Organisation } from '../../../shared/organisation/organisation.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-organisation-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(text: string | Buffer) {
  const path = join(folder, 'organisation.json')
  await writeFile(path, text)
  return readOrganisationFile(path)
}

const good = { format: 1, name: 'Contoso', domain: 'contoso.test', mailbox: 'probe@contoso.test' }

const accepted = 'Accepted is an organisation file as `postern probe --org` reads it: JSON in UTF-8, at most 1 MiB.'
const withTrust = (...certificateAuthorities: string[]) =>
  JSON.stringify({ ...good, trust: { certificateAuthorities } })
const notACertificate = '-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n'
const rootless =
  'The file is not an organisation: trust.certificateAuthorities.0: is the certificate of an intermediate authority, whose root is neither in the file nor trusted by this machine; accepted is the certificate of a root, with those of the authorities below it where servers do not send them.'

/** Three tiers of a public key infrastructure of one's own, from the root down. */
async function threeTiers(): Promise<[root: string, policy: string, issuing: string]> {
  const keys = await generateKeyPair()
  const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') }
  const root = await createAuthority('CN=Root CA', keys, validity)
  const policy = await createAuthority('CN=Policy CA', await generateKeyPair(), validity, root, 1)
  const issuing = await createAuthority('CN=Issuing CA', await generateKeyPair(), validity, policy)
  return [root.pem, policy.pem, issuing.pem]
}

const brokenAuthority =
  'The file is not an organisation: trust.certificateAuthorities.0: is not a certificate; accepted is PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.'

test.each<[string, string | Buffer, unknown]>([
  ['empty', '', `The file is empty. ${accepted}`],
  ['a line break alone', '\r\n', `The file is empty. ${accepted}`],
  ['JSON that was cut', '{"format": 1', `The file is not JSON (line 1, column 13). ${accepted}`],
  [
    'no JSON, in a line that holds a secret',
    '{\n  "password": hunter2\n}',
    expect.stringMatching(/^The file is not JSON[^"]*\. Acc(?!.*hunter2)/),
  ],
  ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), `The file is not UTF-8. ${accepted}`],
  ['Latin-1', Buffer.from('{"name": "Zoë"}', 'latin1'), `The file is not UTF-8. ${accepted}`],
  ['larger than 1 MiB', ' '.repeat(1_048_577), `The file is larger than 1 MiB. ${accepted}`],
  ['a list', '[]', expect.stringMatching(/^The file is not an organisation: the whole: /)],
  ['deeply nested', '['.repeat(400_000), expect.stringMatching(/^The file is not JSON/)],
  [
    'deeply nested in a field',
    `{"name": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    expect.stringContaining('name: is a list; accepted is text'),
  ],
  [
    'of another format',
    JSON.stringify({ ...good, format: 2 }),
    'The file is not an organisation: format: is not a format that this Postern reads; accepted is 1.',
  ],
  [
    'with a key that is not known',
    JSON.stringify({ ...good, password: 'hunter2' }),
    `The file is not an organisation: the whole: has a key that is not known ("password"); accepted there are ${Object.keys(Organisation.shape).join(', ')}.`,
  ],
  [
    'with such a key further in',
    JSON.stringify({ ...good, account: { username: 'u', pasword: 'hunter2' } }),
    'The file is not an organisation: account: has a key that is not known ("pasword"); accepted there are username, password.',
  ],
  ['with an authority that has no base64', withTrust('-----BEGIN CERTIFICATE-----'), brokenAuthority],
  ['with an authority that is no certificate', withTrust(notACertificate), brokenAuthority],
  ['with an authority behind a good one', withTrust(rootCertificates[0] + notACertificate), brokenAuthority],
])('a file that is malformed gets one sentence: %s', async (_what, text, sentence) => {
  expect(await read(text)).toEqual({ sentence })
})

test.each([
  ['missing.json', `There is no such file. ${accepted}`],
  ['.', `It is a folder. ${accepted}`],
  ['/dev/zero', `It is a device or a pipe, not a file. ${accepted}`],
  ['name\0', `The file cannot be read (ERR_INVALID_ARG_VALUE). ${accepted}`],
])('a file that cannot be read gets one sentence: %j', async (name, sentence) => {
  expect(await readOrganisationFile(resolve(folder, name))).toEqual({ sentence })
})

test('a pipe that nobody writes to is not waited for', async () => {
  const path = join(folder, 'pipe')
  execFileSync('mkfifo', [path])
  expect(await readOrganisationFile(path)).toEqual({ sentence: `It is a device or a pipe, not a file. ${accepted}` })
})

test('a file that may not be read gets one sentence', async () => {
  const path = join(folder, 'closed.json')
  await writeFile(path, JSON.stringify(good), { mode: 0 })
  const user = process.geteuid?.()
  // Root may read everything, so that it reads as nobody here.
  if (user === 0) await chmod(folder, 0o755)
  if (user === 0) process.seteuid?.(65_534)
  try {
    expect(await readOrganisationFile(path)).toEqual({
      sentence: `The file may not be read by this user. ${accepted}`,
    })
  } finally {
    if (user === 0) process.seteuid?.(0)
  }
})

test.each([
  ['with a byte order mark', `\ufeff${JSON.stringify(good)}`, good],
  ['with several authorities in one text', withTrust(`${rootCertificates[0]}\n${rootCertificates[1]}\n`), undefined],
])('an organisation is read %s', async (_what, text, organisation) => {
  expect(await read(text)).toEqual({ organisation: organisation ?? JSON.parse(text) })
})

test('an intermediate authority without its root is refused, which OpenSSL would never trust', async () => {
  const [root, policy, issuing] = await threeTiers()
  expect(await read(withTrust(issuing))).toEqual({ sentence: rootless })
  expect(await read(withTrust(issuing, policy))).toEqual({ sentence: rootless })
  expect(await read(withTrust(issuing, root))).toEqual({ sentence: rootless })
  expect(await read(withTrust(root + issuing))).toEqual({ sentence: rootless })
})

test('authorities are read with their root, in any order', async () => {
  const [root, policy, issuing] = await threeTiers()
  for (const text of [withTrust(root), withTrust(issuing, policy, root), withTrust(policy + root)]) {
    expect(await read(text)).toEqual({ organisation: JSON.parse(text) })
  }
})

test('an organisation is read', async () => {
  expect(await read(JSON.stringify(good))).toEqual({ organisation: good })
})
