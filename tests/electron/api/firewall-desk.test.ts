import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { appWithVendor, sourceOf, vendorRoad } from './app-with-vendor.ts'

const rule = {
  ...{
    id: 'R1',
    sources: ['VENDOR_US'],
    destination: 'MAIL',
    services: ['HTTPS'],
    action: 'allow' as const,
    log: true,
  },
  ...{ enabled: true, start: null, expiry: null, owner: '', requester: '', approver: '', changeNumber: '' },
  ...{ justification: 'The mail service reads mailboxes.', notes: '' },
}
const parts = {
  hosts: [
    {
      ...{ id: 'MAIL', name: 'mail.contoso.test', public: ['192.0.2.25'], internal: ['10.0.0.25'] },
      ...{ fromZone: 'untrust', toZone: 'dmz' },
    },
  ],
  services: [{ id: 'HTTPS', protocol: 'tcp' as const, port: 443, paths: ['/EWS'] }],
  rules: [rule],
}

async function deskWithRules() {
  const app = await appWithVendor()
  const { client, lab } = app
  const source = sourceOf(vendorRoad(lab), { checkEveryHours: 1 })
  const { sourceId } = await client.call('firewall.save-source', { source, id: null })
  const { draft, draftVersion: from } = await client.call('firewall.overview', {})
  await client.call('firewall.save-draft', { draft: { ...draft, ...parts }, from })
  return { ...app, sourceId }
}

const query = (format: string, from?: { sourceId: string; from: number }) => ({
  ...{ format, options: {}, delta: from ?? null },
})

describe('the desk of the firewall', () => {
  it('begins with the name of the organisation, and needs one', async () => {
    const { client } = await appWithVendor()
    const overview = await client.call('firewall.overview', {})
    expect(overview).toMatchObject({ draft: { title: 'Mail access for Contoso (lab)', rules: [] }, sources: [] })
    expect(overview.formats.map(({ id }) => id)).toEqual(expect.arrayContaining(['xlsx', 'nftables', 'panos']))
    expect(await client.call('firewall.seen', {})).toEqual({ runAt: null, hosts: [] })
    await client.call('organisation.close', {})
    for (const call of ['firewall.overview', 'firewall.seen'] as const)
      await expect(client.call(call, {})).rejects.toMatchObject({ code: 'no-organisation' })
  })

  it('looks at the versions of each source as often as at those of one', async () => {
    const { client, store } = await appWithVendor()
    const { lists } = store.firewall
    const asked: string[] = []
    const { versions } = lists
    lists.versions = (id, sourceId) => {
      asked.push(sourceId)
      return versions(id, sourceId)
    }
    for (let number = 0; number < 10; number += 1) {
      const source = sourceOf({ kind: 'typed' }, { group: `G${number}` })
      const { sourceId } = await client.call('firewall.save-source', { id: null, source })
      const typed = { sourceId, text: `34.67.39.${number}`, name: null, pointer: null }
      const { offerId } = await client.call('firewall.offer-text', typed)
      await client.call('firewall.keep-offer', { offerId, confirmed: [] })
    }
    asked.length = 0
    await client.call('firewall.overview', {})
    expect(asked.length).toBeLessThanOrEqual(2 * 10)
  })

  it('keeps no draft of one organisation as that of another that was opened meanwhile', async () => {
    const { client, organisationId } = await deskWithRules()
    const { draft, draftVersion: from } = await client.call('firewall.overview', {})
    const { organisation } = await client.call('organisation.read', {})
    if (!organisation) throw new Error('none is open')
    await client.call('organisation.close', {})
    await client.call('organisation.save', { organisation: { ...organisation, name: 'Fabrikam' } })
    await expect(client.call('firewall.save-draft', { draft, from, of: organisationId })).rejects.toMatchObject({
      code: 'bad-argument',
    })
    expect((await client.call('firewall.overview', {})).draft.rules).toEqual([])
    await client.call('organisation.open', { id: organisationId })
    await client.call('firewall.save-draft', { draft: { ...draft, title: 'Mine' }, from, of: organisationId })
    expect((await client.call('firewall.overview', {})).draft.title).toBe('Mine')
  })

  it('refuses a draft that was made from another than is kept', async () => {
    const { client } = await appWithVendor()
    const { draft, draftVersion: none } = await client.call('firewall.overview', {})
    expect(none).toBeNull()
    const save = (title: string, from: string | null) =>
      client.call('firewall.save-draft', { draft: { ...draft, title }, from })
    const { draftVersion: first } = await save('One', none)
    expect((await client.call('firewall.overview', {})).draftVersion).toBe(first)
    await expect(save('Another', none)).rejects.toMatchObject({ code: 'draft-changed' })
    expect((await client.call('firewall.overview', {})).draft.title).toBe('One')
    await save('Two', first)
    await expect(save('Another', first)).rejects.toMatchObject({ code: 'draft-changed' })
    expect((await client.call('firewall.overview', {})).draft.title).toBe('Two')
  })

  it('lets other work go on between the forms of an archive', async () => {
    const { client } = await deskWithRules()
    const { formats } = await client.call('firewall.overview', {})
    let turns = 0
    let isMade = false
    const turn = (): void => {
      turns += 1
      if (!isMade) setImmediate(turn)
    }
    setImmediate(turn)
    await client.call('firewall.export', query('zip'))
    isMade = true
    expect(turns).toBeGreaterThanOrEqual(formats.length)
  })

  it('shows no sheet that is longer than a window can show, and gives it as a file', async () => {
    const { client, store, organisationId, sourceId } = await deskWithRules()
    const entries = Array.from({ length: 190_000 }, (_, at) => `34.${at >> 15}.${(at >> 7) & 255}.${(at & 127) * 2}/32`)
    store.firewall.lists.add(organisationId, sourceId, {
      ...{ provider: 'Vendor', region: null, entries, hash: 'a'.repeat(64), updatedAt: null, readBy: null },
      ...{
        readAt: '2026-11-29T12:00:00.000Z',
        origin: { road: 'typed', place: null },
        confirmed: [],
        ofWebhooks: false,
      },
    })
    const preview = await client.call('firewall.preview', query('sonicwall'))
    expect(preview).toMatchObject({ apply: '', rollback: '', binary: true })
    expect(preview.notes[0]).toMatch(/too long to be shown: it has more than 16 MiB/)
    const { base64 } = await client.call('firewall.export', query('sonicwall'))
    expect(base64.length).toBeGreaterThan(10 * 1024 * 1024)
  })

  it('shows rules of a list that was never read, or that is gone, and takes none that speak of nothing', async () => {
    const { client, bugs, sourceId } = await deskWithRules()
    const before = await client.call('firewall.overview', {})
    expect(before.findings.length).toBeGreaterThan(0)
    expect(await client.call('firewall.preview', query('nftables'))).toMatchObject({ binary: false })
    await client.call('firewall.remove-source', { sourceId })
    expect((await client.call('firewall.overview', {})).draft.rules).toEqual([rule])
    await client.call('firewall.preview', query('nftables'))
    const from = before.draftVersion
    const broken = { ...before.draft, rules: [{ ...rule, destination: 'NOWHERE' }] }
    await expect(client.call('firewall.save-draft', { draft: broken, from })).rejects.toMatchObject({
      code: 'bad-argument',
    })
    const twice = { ...before.draft, rules: [rule, rule] }
    await expect(client.call('firewall.save-draft', { draft: twice, from })).rejects.toMatchObject({
      code: 'bad-argument',
    })
    expect(bugs).toEqual([])
  })

  it('says of a list that was kept as the wrong one that it is, in its findings and in each sheet for people', async () => {
    const { client, sourceId } = await deskWithRules()
    const text = '{"data":{"ip_addresses":["34.67.39.103"]}}'
    const { offerId } = await client.call('firewall.offer-text', { sourceId, text, name: 'a.json', pointer: null })
    await client.call('firewall.keep-offer', { offerId, confirmed: [], wrongList: true })
    const title = 'The list of group VENDOR_US is the wrong one: its servers do not reach Exchange'
    const { findings } = await client.call('firewall.overview', {})
    expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([{ code: 'wrong-list', title }])
    const { apply } = await client.call('firewall.preview', query('markdown'))
    expect(apply).toContain('Not to be applied as it is')
    expect(apply.replaceAll('\\', '')).toContain(title)
    const { base64 } = await client.call('firewall.export', query('zip'))
    const readme = strFromU8(unzipSync(Buffer.from(base64, 'base64'))['README.txt'] ?? new Uint8Array())
    expect(readme.replaceAll(/\s+/g, ' ')).toContain(title)
  })

  it('makes sheets of the newest list, and of what changed since a version', async () => {
    const { client, lab, sourceId, bugs } = await deskWithRules()
    await client.call('firewall.put-secret', { sourceId, secret: lab.vendor.secret })
    const keep = async () => {
      const { offerId } = await client.call('firewall.fetch', { sourceId })
      return client.call('firewall.keep-offer', { offerId, confirmed: [] })
    }
    await keep()
    lab.vendor.setSenders([...lab.vendor.senders.filter((each) => each !== '34.89.13.240'), '34.100.0.1'])
    expect(await keep()).toEqual({ number: 2 })
    const whole = await client.call('firewall.preview', query('nftables'))
    expect(whole.apply).toContain('34.100.0.1')
    expect(whole).not.toHaveProperty('rollbackExtension')
    // A template takes nothing away: commands do.
    const arm = await client.call('firewall.preview', query('azure-nsg-arm'))
    expect(arm).toMatchObject({ rollbackExtension: 'sh' })
    const delta = await client.call('firewall.preview', query('nftables', { sourceId, from: 1 }))
    expect(delta.apply).toMatch(/34\.100\.0\.1/)
    expect(delta.apply).not.toContain('34.90.0.0')
    const none = query('nftables', { sourceId, from: 7 })
    await expect(client.call('firewall.preview', none)).rejects.toMatchObject({ code: 'no-such-version' })
    await expect(client.call('firewall.preview', query('nothing'))).rejects.toMatchObject({ code: 'no-such-format' })
    const { base64, name } = await client.call('firewall.export', query('xlsx'))
    expect([Buffer.from(base64, 'base64').subarray(0, 2).toString(), name]).toEqual([
      'PK',
      expect.stringMatching(/\.xlsx$/),
    ])
    expect(await client.call('firewall.export', query('zip'))).toMatchObject({ mime: 'application/zip' })
    const flow = { to: '192.0.2.25', protocol: 'tcp' as const, port: 443 }
    const test = (from: string) => client.call('firewall.test-flow', { ...flow, from })
    expect(await test('34.100.0.1')).toMatchObject({ outcome: 'allowed', rule: 'R1' })
    expect(await test('34.89.13.240')).toMatchObject({ outcome: 'not-matched' })
    await expect(test('8.8.8.0/24')).rejects.toMatchObject({ code: 'bad-flow' })
    expect(bugs).toEqual([])
  })

  it('lets the secret out in the request alone: it is in no result, error, event, notification or file', async () => {
    const app = await deskWithRules()
    const { client, lab, sourceId, folder, store, notified } = app
    const canary = 'canary-0f-the-vault-7Qx'
    const stop = new AbortController()
    const events: unknown[] = []
    const told = (async () => {
      for await (const event of client.feed('app.events', {}, stop.signal)) events.push(event)
    })().catch(() => undefined)
    const said: unknown[] = []
    const say = async (work: Promise<unknown>) => {
      said.push(await work.catch((error: Error) => ({ ...error, message: error.message, stack: error.stack })))
    }
    await say(client.call('firewall.put-secret', { sourceId, secret: canary }))
    await say(client.call('firewall.put-secret', { sourceId: 'source-0000000000000000', secret: canary }))
    await say(client.call('firewall.put-secret', { sourceId: 'no', secret: canary }))
    await say(client.call('firewall.fetch', { sourceId }))
    for (const status of [302, 403, 404, 429, 500, null]) {
      lab.vendor.setTrouble(status)
      await say(client.call('firewall.fetch', { sourceId }))
    }
    await say(client.call('firewall.overview', {}))
    await say(client.call('firewall.offer-text', { sourceId, text: '34.64.0.1', name: 'a.txt', pointer: null }))
    await say(client.call('firewall.preview', query('json')))
    await say(client.call('firewall.export', query('json')))
    await say(client.call('firewall.seen', {}))
    await say(client.call('organisation.read', {}))
    await say(client.call('app.about', {}))
    await say(client.call('firewall.forget-secret', { sourceId }))
    expect(lab.vendor.requests.map(({ status }) => status)).toEqual([401, 302, 403, 404, 429, 500, 401])
    stop.abort()
    await told
    store.close()
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))
    const everything = JSON.stringify([said, events, notified, app.bugs, ...files])
    expect(events).toContainEqual({ type: 'changed', what: 'firewall' })
    expect(everything).toContain('does not take the secret')
    for (const form of [
      canary,
      Buffer.from(`${canary}:`).toString('base64').replace(/=+$/, ''),
      Buffer.from(canary).toString('hex'),
    ])
      expect(everything.includes(form)).toBe(false)
  })
})

describe('the watch of lists', () => {
  it('tells of a change with what came and went, and keeps nothing', async () => {
    const app = await deskWithRules()
    const { client, lab, sourceId, clock, handlers, notified, organisationId } = app
    const stop = new AbortController()
    const changes: unknown[] = []
    const told = Promise.withResolvers<void>()
    const listening = (async () => {
      for await (const event of client.feed('app.events', {}, stop.signal))
        if (event.type === 'list-changed') {
          changes.push(event)
          told.resolve()
        }
    })().catch(() => undefined)
    await client.call('firewall.put-secret', { sourceId, secret: lab.vendor.secret })
    const { offerId } = await client.call('firewall.fetch', { sourceId })
    await client.call('firewall.keep-offer', { offerId, confirmed: [] })
    await handlers.watch.begin()
    lab.vendor.setSenders([...lab.vendor.senders.filter((each) => each !== '34.89.13.240'), '34.100.0.1', '34.100.0.2'])
    await clock.forward(61 * 60_000)
    await told.promise
    const body =
      '2 entries came: 34.100.0.1/32, 34.100.0.2/32. 1 entry went: 34.89.13.240/32. Nothing was kept: look at it, and hand on what changed.'
    const title = 'The list of senders of Vendor (US) has changed'
    expect(changes).toEqual([
      { type: 'list-changed', organisationId, organisation: 'Contoso (lab)', sourceId, title, body },
    ])
    expect(notified).toEqual([`${title}. ${body}`])
    const [source] = (await client.call('firewall.overview', {})).sources
    expect(source).toMatchObject({
      versions: [{ number: 1 }],
      lastLook: { outcome: 'changed' },
      drift: expect.stringMatching(/^offer-/),
    })
    const offer = await client.call('firewall.read-offer', { offerId: source?.drift ?? '' })
    expect(offer).toMatchObject({ diff: { addedCount: 2, removedCount: 1 }, same: false })
    expect(await client.call('firewall.keep-offer', { offerId: offer.offerId, confirmed: [] })).toEqual({ number: 2 })
    expect((await client.call('firewall.overview', {})).sources).toMatchObject([{ drift: null }])
    await handlers.watch.end()
    stop.abort()
    await listening
  })
})
