import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { appWithVendor, sourceOf, vendorRoad } from './app-with-vendor.ts'

type App = Awaited<ReturnType<typeof appWithVendor>>

async function typedSource(client: App['client']): Promise<string> {
  const { sourceId } = await client.call('firewall.save-source', { source: sourceOf({ kind: 'typed' }), id: null })
  return sourceId
}

const offerText = (client: App['client'], sourceId: string, text: string, name: string | null = null) =>
  client.call('firewall.offer-text', { sourceId, text, name, pointer: null })

async function vendorSource({ client, lab }: App, more: Parameters<typeof sourceOf>[1] = {}): Promise<string> {
  const source = sourceOf(vendorRoad(lab), more)
  const { sourceId } = await client.call('firewall.save-source', { source, id: null })
  await client.call('firewall.put-secret', { sourceId, secret: ` ${lab.vendor.secret}\n` })
  return sourceId
}

const sourceTold = async ({ client }: App) => (await client.call('firewall.overview', {})).sources[0]

describe('a list', () => {
  it('is read whole where it is longer than what other calls take, and says from which file it came', async () => {
    const { client } = await appWithVendor()
    const sourceId = await typedSource(client)
    const lines = Array.from({ length: 20_000 }, (_, at) => `34.${at >> 8}.${at & 255}.129`).join('\n')
    expect(lines.length).toBeGreaterThan(256 * 1024)
    const offer = await offerText(client, sourceId, lines, 'long.txt')
    expect(offer).toMatchObject({ four: 20_000, refusedCount: 0, origin: { road: 'file', place: 'long.txt' } })
  })

  it('is not kept while something of it is refused, or wide and not confirmed, or without an entry', async () => {
    const { client, bugs } = await appWithVendor()
    const sourceId = await typedSource(client)
    const refused = await offerText(client, sourceId, '34.67.39.103\n10.0.0.1\n')
    expect(refused).toMatchObject({ refusedCount: 1, refused: [{ at: 2, text: '10.0.0.1', code: 'private' }] })
    const keep = (offerId: string, confirmed: string[] = []) =>
      client.call('firewall.keep-offer', { offerId, confirmed })
    await expect(keep(refused.offerId)).rejects.toMatchObject({
      code: 'list-refused',
      detail: expect.stringMatching(/1 entry is not taken/),
    })
    const wide = await offerText(client, sourceId, '34.64.0.0/15\n34.128.0.0/15\n')
    expect(wide.wide).toEqual(['34.64.0.0/15', '34.128.0.0/15'])
    await expect(keep(wide.offerId, ['34.64.0.0/15'])).rejects.toMatchObject({
      detail: expect.stringMatching(/1 entry lets in so many/),
    })
    await expect(offerText(client, sourceId, '[]')).rejects.toMatchObject({
      code: 'list-not-read',
      detail: expect.stringMatching(/every sender/),
    })
    await expect(offerText(client, sourceId, '<html>')).rejects.toMatchObject({
      code: 'list-not-read',
      detail: expect.stringMatching(/web page/),
    })
    await expect(keep('offer-none')).rejects.toMatchObject({ code: 'no-such-offer' })
    expect((await client.call('firewall.overview', {})).sources).toMatchObject([{ versions: [], lastLook: null }])
    expect(await keep(wide.offerId, wide.wide)).toEqual({ number: 1 })
    expect(await client.call('firewall.entries', { sourceId, number: 1, after: 0, limit: 10 })).toMatchObject({
      ...{ entries: ['34.64.0.0/15', '34.128.0.0/15'], next: null, confirmed: wide.wide },
    })
    await expect(keep(wide.offerId)).rejects.toMatchObject({ code: 'no-such-offer' })
    expect(bugs).toEqual([])
  })

  it('is kept with who read it, when, from where, and the hash of its lines', async () => {
    const app = await appWithVendor()
    const { client, clock } = app
    const began = clock.now().getTime()
    const minutesLater = (minutes: number) => new Date(began + minutes * 60_000).toISOString()
    const sourceId = await typedSource(client)
    const first = await offerText(client, sourceId, 'ip\n34.67.39.104\n34.67.39.103\n', 'list.csv')
    expect(await client.call('firewall.keep-offer', { offerId: first.offerId, confirmed: [] })).toEqual({ number: 1 })
    await clock.forward(60_000)
    const second = await offerText(client, sourceId, '34.67.39.103\na.example.com\n')
    expect(second).toMatchObject({ same: false, diff: { added: ['a.example.com'], removed: ['34.67.39.104/32'] } })
    expect(await client.call('firewall.read-offer', { offerId: second.offerId })).toEqual(second)
    await client.call('firewall.keep-offer', { offerId: second.offerId, confirmed: [] })
    const third = await offerText(client, sourceId, 'A.EXAMPLE.com.\n34.67.39.103/32\n')
    expect(third).toMatchObject({ same: true, diff: { addedCount: 0, removedCount: 0, unchangedCount: 2 } })
    expect(await client.call('firewall.keep-offer', { offerId: third.offerId, confirmed: [] })).toEqual({ number: 2 })
    const lines = '34.67.39.103/32\n34.67.39.104/32\n'
    expect(await sourceTold(app)).toMatchObject({
      ...{ drift: null, lastLook: { outcome: 'same' } },
      versions: [
        { number: 2, readAt: minutesLater(1), origin: { road: 'typed', place: null }, names: 1 },
        {
          ...{ number: 1, readBy: 'anna', readAt: minutesLater(0), four: 2, change: null },
          ...{ origin: { road: 'file', place: 'list.csv' }, hash: createHash('sha256').update(lines).digest('hex') },
        },
      ],
    })
    expect(await client.call('firewall.diff', { sourceId, from: 2, to: 1 })).toMatchObject({
      removed: ['a.example.com'],
    })
    await expect(client.call('firewall.diff', { sourceId, from: 1, to: 9 })).rejects.toMatchObject({
      code: 'no-such-version',
    })
    const page = await client.call('firewall.entries', { sourceId, number: 1, after: 0, limit: 1 })
    expect(page).toMatchObject({ entries: ['34.67.39.103/32'], next: 1 })
  })

  it('that was read by hand is held for an hour, and for the organisation that was open', async () => {
    const { client, clock } = await appWithVendor()
    const sourceId = await typedSource(client)
    const { offerId } = await offerText(client, sourceId, '34.67.39.103')
    const other = await offerText(client, sourceId, '34.67.39.104')
    await client.call('firewall.drop-offer', { offerId: other.offerId })
    const gone = { code: 'no-such-offer' }
    await expect(client.call('firewall.read-offer', { offerId: other.offerId })).rejects.toMatchObject(gone)
    await clock.forward(60 * 60_000)
    expect(await client.call('firewall.read-offer', { offerId })).toMatchObject({ four: 1 })
    await clock.forward(1)
    await expect(client.call('firewall.read-offer', { offerId })).rejects.toMatchObject(gone)
    const held = await offerText(client, sourceId, '34.67.39.103')
    for (let more = 0; more < 8; more += 1) await offerText(client, sourceId, `34.67.40.${more}`)
    await expect(client.call('firewall.read-offer', { offerId: held.offerId })).rejects.toMatchObject(gone)
    await client.call('organisation.close', {})
    await expect(offerText(client, sourceId, '34.67.39.103')).rejects.toMatchObject({ code: 'no-organisation' })
  })

  it('is asked of the vendor with the secret, and of nobody without it', async () => {
    const app = await appWithVendor()
    const { client, lab } = app
    const source = sourceOf(vendorRoad(lab))
    const { sourceId } = await client.call('firewall.save-source', { source, id: null })
    await expect(client.call('firewall.fetch', { sourceId })).rejects.toMatchObject({
      ...{ code: 'list-not-read', detail: expect.stringContaining('no secret is held') },
    })
    expect(lab.vendor.requests).toEqual([])
    await client.call('firewall.put-secret', { sourceId, secret: 'wrong-secret' })
    await expect(client.call('firewall.fetch', { sourceId })).rejects.toMatchObject({
      detail: expect.stringMatching(/does not take the secret/),
    })
    expect(await sourceTold(app)).toMatchObject({ secretHeld: true, lastLook: { outcome: 'failed' } })
    await client.call('firewall.put-secret', { sourceId, secret: lab.vendor.secret })
    const offer = await client.call('firewall.fetch', { sourceId })
    expect(offer).toMatchObject({ four: 18, six: 1, refusedCount: 0, same: false, diff: null, warnings: [] })
    expect(await sourceTold(app)).toMatchObject({ lastLook: { outcome: 'changed', sentence: null }, versions: [] })
    await client.call('firewall.keep-offer', { offerId: offer.offerId, confirmed: [] })
    expect(await client.call('firewall.fetch', { sourceId })).toMatchObject({ same: true })
    expect(await sourceTold(app)).toMatchObject({
      versions: [{ origin: { road: 'vendor-api', place: `${lab.vendor.address}/a/lab-application/ip_addresses` } }],
      ...{ lastLook: { outcome: 'same' }, warnings: [] },
    })
  })

  it('of webhook senders is warned of, also where it comes again in another way', async () => {
    const { client, lab } = await appWithVendor()
    const road = {
      ...{ kind: 'json-api' as const, address: `${lab.vendor.address}/v3/webhooks/ip-addresses` },
      ...{ pointer: '/data/ip_addresses', header: 'Authorization' },
    }
    const { sourceId } = await client.call('firewall.save-source', { source: sourceOf(road), id: null })
    await client.call('firewall.put-secret', { sourceId, secret: `Bearer ${lab.vendor.secret}` })
    const wrong = await client.call('firewall.fetch', { sourceId })
    expect(wrong.warnings).toMatchObject([{ code: 'webhook-senders' }])
    const keep = (offerId: string, wrongList?: boolean) =>
      client.call('firewall.keep-offer', { offerId, confirmed: [], ...(wrongList !== undefined && { wrongList }) })
    for (const wrongList of [undefined, false])
      await expect(keep(wrong.offerId, wrongList)).rejects.toMatchObject({
        ...{ code: 'list-refused', detail: expect.stringMatching(/wrong list/) },
      })
    await keep(wrong.offerId, true)
    const other = await client.call('firewall.save-source', {
      ...{ source: sourceOf({ kind: 'typed' }, { group: 'OTHER' }), id: null },
    })
    const pasted = await offerText(client, other.sourceId, '35.192.10.1\n35.192.10.2\n35.192.10.3\n')
    expect(pasted.warnings).toMatchObject([{ code: 'webhook-senders' }])
    expect((await client.call('firewall.overview', {})).sources[0]?.warnings).toMatchObject([
      { code: 'webhook-senders' },
    ])
    await expect(keep(pasted.offerId)).rejects.toMatchObject({ code: 'list-refused' })
    await keep(pasted.offerId, true)
    // What it was known by may go.
    await client.call('firewall.remove-source', { sourceId })
    expect((await client.call('firewall.overview', {})).sources).toMatchObject([
      { source: { group: 'OTHER' }, warnings: [{ code: 'webhook-senders' }] },
    ])
  })

  it('is old after as many days as were said', async () => {
    const app = await appWithVendor()
    const sourceId = await vendorSource(app)
    const { offerId } = await app.client.call('firewall.fetch', { sourceId })
    await app.client.call('firewall.keep-offer', { offerId, confirmed: [] })
    app.clock.set(31 * 86_400_000)
    expect((await sourceTold(app))?.warnings).toMatchObject([
      { code: 'old', sentence: expect.stringMatching(/31 days ago/) },
    ])
  })
})

describe('a source', () => {
  it('keeps its secret only while the same is asked with it', async () => {
    const app = await appWithVendor()
    const { client, lab, passwords } = app
    const sourceId = await vendorSource(app)
    const save = (more: Parameters<typeof sourceOf>[1], road = vendorRoad(lab)) =>
      client.call('firewall.save-source', { source: sourceOf(road, more), id: sourceId })
    await save({ provider: 'Another name', oldAfterDays: 7 })
    expect(await sourceTold(app)).toMatchObject({ secretHeld: true, source: { provider: 'Another name' } })
    await save({}, { kind: 'vendor-api', address: lab.vendor.address, clientId: 'another-application' })
    expect(await sourceTold(app)).toMatchObject({ secretHeld: false })
    expect(await passwords.accounts('Postern')).toEqual([])
    // Nor is it there again when the address is what it was.
    await save({})
    await expect(client.call('firewall.fetch', { sourceId })).rejects.toMatchObject({
      detail: expect.stringMatching(/no secret is held/),
    })
    await client.call('firewall.put-secret', { sourceId, secret: lab.vendor.secret })
    await save({}, { kind: 'vendor-api', address: 'https://127.0.0.1:1', clientId: lab.vendor.clientId })
    await expect(client.call('firewall.fetch', { sourceId })).rejects.toMatchObject({
      detail: expect.stringMatching(/no secret is held/),
    })
    expect(lab.vendor.requests).toEqual([])
  })

  it('has no secret any more where others are trusted to vouch for its host', async () => {
    const app = await appWithVendor()
    await vendorSource(app)
    const { organisation } = await app.client.call('organisation.read', {})
    if (!organisation) throw new Error('none is open')
    const { trust: _, ...without } = organisation
    await app.client.call('organisation.save', { organisation: without })
    expect(await sourceTold(app)).toMatchObject({ secretHeld: false })
  })

  it('leaves no secret behind that was given while it went, or while it was turned to another address', async () => {
    const app = await appWithVendor()
    const { client, lab, passwords } = app
    const sourceId = await vendorSource(app)
    const put = (secret: string) => client.call('firewall.put-secret', { sourceId, secret })
    const elsewhere = sourceOf({ kind: 'vendor-api', address: 'https://127.0.0.1:1', clientId: 'a' })
    await Promise.allSettled([
      put('given-too-late'),
      client.call('firewall.save-source', { source: elsewhere, id: sourceId }),
    ])
    expect(await passwords.accounts('Postern')).toEqual([])
    await client.call('firewall.save-source', { source: sourceOf(vendorRoad(lab)), id: sourceId })
    await Promise.allSettled([put('given-too-late'), client.call('firewall.remove-source', { sourceId })])
    expect(await passwords.accounts('Postern')).toEqual([])
  })

  it('goes with its versions, its offers and its secret', async () => {
    const app = await appWithVendor()
    const { client, passwords } = app
    const sourceId = await vendorSource(app)
    const { offerId } = await client.call('firewall.fetch', { sourceId })
    await client.call('firewall.remove-source', { sourceId })
    expect(await passwords.accounts('Postern')).toEqual([])
    await expect(client.call('firewall.read-offer', { offerId })).rejects.toMatchObject({ code: 'no-such-offer' })
    for (const call of ['firewall.fetch', 'firewall.remove-source', 'firewall.forget-secret'] as const)
      await expect(client.call(call, { sourceId })).rejects.toMatchObject({ code: 'no-such-source' })
    await vendorSource(app)
    await client.call('data.deleteAll', {})
    expect(await passwords.accounts('Postern')).toEqual([])
  })

  it('has a group of its own, is asked by https alone, and takes no secret that nobody is asked with', async () => {
    const { client, lab } = await appWithVendor()
    const save = (source: ReturnType<typeof sourceOf>) => client.call('firewall.save-source', { source, id: null })
    const sourceId = await typedSource(client)
    await expect(save(sourceOf({ kind: 'file' }))).rejects.toMatchObject({ code: 'bad-argument' })
    await expect(client.call('firewall.put-secret', { sourceId, secret: 'a-secret' })).rejects.toMatchObject({
      code: 'bad-argument',
    })
    await expect(client.call('firewall.fetch', { sourceId })).rejects.toMatchObject({ code: 'list-not-read' })
    for (const address of ['http://127.0.0.1/', 'https://user:secret@127.0.0.1/', 'file:///etc/passwd', 'nowhere'])
      await expect(
        save(sourceOf({ kind: 'vendor-api', address, clientId: 'a' }, { group: 'B' })),
      ).rejects.toMatchObject({ code: 'bad-argument' })
    for (const clientId of ['.', '..', '\ud800'])
      await expect(
        save(sourceOf({ kind: 'vendor-api', address: lab.vendor.address, clientId }, { group: 'B' })),
      ).rejects.toMatchObject({ code: 'bad-argument' })
    const host = { kind: 'json-api' as const, address: lab.vendor.address, pointer: '', header: 'Host' }
    await expect(save(sourceOf(host, { group: 'B' }))).rejects.toMatchObject({ code: 'bad-argument' })
  })
})
