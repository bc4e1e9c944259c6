import { expect, it } from 'vitest'
import { createMemoryPasswordStore } from '../../../electron/api/password-store.ts'
import { createSourceSecrets } from '../../../electron/api/source-secrets.ts'
import type { FirewallSource, SourceRoad } from '../../../shared/firewall/source-list.ts'

const authority = '-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----'
const of = { id: 'org-0123456789ab', organisation: { trust: { certificateAuthorities: [authority] } } }
const vendor: SourceRoad = { kind: 'vendor-api', address: 'https://api.vendor.example', clientId: 'app-1' }
const json: SourceRoad = { kind: 'json-api', address: 'https://api.vendor.example', pointer: '', header: 'X-Api-Key' }

const there = () => true
const sourceWith = (road: SourceRoad, id = 'source-0123456789abcdef'): FirewallSource => ({
  ...{ id, group: 'A', provider: 'Vendor', region: null, road, oldAfterDays: 30, checkEveryHours: null },
})

it.each<[what: string, given: SourceRoad, asked: SourceRoad, other?: Partial<typeof of>]>([
  ['another host', vendor, { ...vendor, address: 'https://api.vendor.example.evil.test' }],
  ['another path', vendor, { ...vendor, address: 'https://api.vendor.example/b' }],
  ['another port', vendor, { ...vendor, address: 'https://api.vendor.example:8443' }],
  ['another application', vendor, { ...vendor, clientId: 'app-2' }],
  ['another header', json, { ...json, header: 'X-Other' }],
  ['no header', json, { ...json, header: null }],
  ['another kind of road', vendor, json],
  ['other authorities', vendor, vendor, { organisation: { trust: { certificateAuthorities: [`${authority}\n`] } } }],
  ['another organisation', vendor, vendor, { id: 'org-ba9876543210' }],
])('gives no secret to %s', async (_what, given, asked, other = {}) => {
  const secrets = createSourceSecrets(createMemoryPasswordStore())
  await secrets.put(of, sourceWith(given), 'a-secret', there)
  expect(await secrets.read({ ...of, ...other }, sourceWith(asked))).toBeUndefined()
  expect(await secrets.read(of, sourceWith(given))).toBe('a-secret')
})

it('gives none to another source of the same address, and the same where only the place in the answer is another', async () => {
  const secrets = createSourceSecrets(createMemoryPasswordStore())
  await secrets.put(of, sourceWith(json), 'a-secret', there)
  expect(await secrets.read(of, sourceWith(json, 'source-fedcba9876543210'))).toBeUndefined()
  expect(await secrets.read(of, sourceWith({ ...json, pointer: '/data', header: 'x-api-key' }))).toBe('a-secret')
})

it('keeps one for each source, and tells where one may be left', async () => {
  const vault = createMemoryPasswordStore()
  const secrets = createSourceSecrets(vault)
  await vault.write('Postern', 'contoso.test/0/anna', 'of an account')
  await secrets.put(of, sourceWith(vendor), 'a-secret', there)
  await secrets.put(of, sourceWith(json), 'another', there)
  expect(await vault.accounts('Postern')).toHaveLength(2)
  expect(await secrets.forget(of, sourceWith(json).id)).toBe(true)
  expect(await vault.accounts('Postern')).toEqual(['contoso.test/0/anna'])
  const left = createSourceSecrets({ ...vault, remove: async () => false })
  await left.put(of, sourceWith(json), 'another', there)
  expect(await left.forget(of, sourceWith(json).id)).toBe(false)
})

it('keeps nothing for a source that went meanwhile', async () => {
  const vault = createMemoryPasswordStore()
  const secrets = createSourceSecrets(vault)
  let isThere = true
  const given = secrets.put(of, sourceWith(vendor), 'a-secret', () => isThere)
  isThere = false
  expect(await given).toBe(false)
  expect(await vault.accounts('Postern')).toEqual([])
})
