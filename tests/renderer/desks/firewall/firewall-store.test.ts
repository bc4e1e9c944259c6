import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { changedHost, changedRule, withoutRule } from '../../../../renderer/desks/firewall/draft-edits.ts'
import { createFirewallStore } from '../../../../renderer/desks/firewall/firewall-store.ts'
import { pointerField } from '../../../../renderer/desks/firewall/typed-pointer.ts'
import type { CallArgument } from '../../../../shared/contract/contract.ts'
import { ContractError } from '../../../../shared/contract/error-code.ts'
import type { FirewallDraft } from '../../../../shared/firewall/told-firewall.ts'
import { createFakeClient } from '../../store/fake-client.ts'
import { emptyDraft, filledDraft, offerOf, overviewOf, sourceId } from './sample-firewall.ts'

type Answers = Parameters<typeof createFakeClient>[0]

/** A host that keeps a draft, and a timer that goes off when the test says so. */
function opened(answers: Answers = {}, host = { draft: emptyDraft }) {
  const version = () => versionOf(host.draft)
  const timers = new Set<() => void>()
  const client = createFakeClient({
    'firewall.overview': () => overviewOf({ draft: host.draft, draftVersion: version() }),
    'firewall.seen': () => ({ runAt: null, hosts: [] }),
    'firewall.save-draft': ({ draft, from }) => {
      if (from !== version()) throw new ContractError('draft-changed')
      host.draft = draft
      return { draftVersion: version() }
    },
    'firewall.drop-offer': () => ({}),
    ...answers,
  })
  const store = createFirewallStore(client, (callback) => {
    timers.add(callback)
    return () => timers.delete(callback)
  })
  const ring = () => {
    for (const callback of timers) {
      timers.delete(callback)
      callback()
    }
  }
  const saved = () =>
    client.calls
      .filter(([name]) => name === 'firewall.save-draft')
      .map(([, argument]) => (argument as CallArgument<'firewall.save-draft'>).draft.title)
  return { host, client, store, state: store.getState, ring, saved }
}

const versionOf = (draft: FirewallDraft) => createHash('sha256').update(JSON.stringify(draft)).digest('hex')
const titled = (title: string) => (draft: FirewallDraft) => ({ ...draft, title })

describe('What is edited on the desk of firewall rules', () => {
  it('is kept once, some moments after the last edit', async () => {
    const { state, ring, saved } = opened()
    await state().opened('one')
    state().edit(titled('A'))
    state().edit(titled('AB'))
    expect(saved()).toEqual([])
    expect(state().keeping.state).toBe('waits')
    ring()
    await expect.poll(saved).toEqual(['AB'])
    await expect.poll(() => state().keeping.state).toBe('kept')
  })

  it('is kept at once when the page is left', async () => {
    const { client, state, saved } = opened()
    await state().opened('one')
    state().edit(titled('A'))
    await state().flush()
    expect(saved()).toEqual(['A'])
    // Another window may have opened another organisation.
    expect(client.calls).toContainEqual(['firewall.save-draft', expect.objectContaining({ of: 'one' })])
    await state().flush()
    expect(saved()).toEqual(['A'])
  })

  it('is kept again where it is edited while it is being kept', async () => {
    let answer: () => void = () => undefined
    const { state, saved } = opened({
      'firewall.save-draft': () => new Promise((resolve) => (answer = () => resolve({ draftVersion: null }))),
    })
    await state().opened('one')
    state().edit(titled('A'))
    void state().flush()
    state().edit(titled('AB'))
    const left = state().flush()
    expect(saved()).toEqual(['A'])
    answer()
    await expect.poll(saved).toEqual(['A', 'AB'])
    answer()
    await left
    expect(state()).toMatchObject({ draft: { title: 'AB' }, keeping: { state: 'kept' } })
  })

  it('is not taken back by what was read before it, nor while it waits', async () => {
    const { state, host } = opened()
    await state().opened('one')
    state().edit(titled('mine'))
    await state().read()
    expect(state().draft?.title).toBe('mine')
    await state().flush()
    host.draft = { ...emptyDraft, title: 'of another window' }
    await state().read()
    expect(state().draft?.title).toBe('of another window')
  })

  it('is not taken back by an answer that comes after it was kept', async () => {
    let late: () => void = () => undefined
    let isLate = false
    const { state } = opened({
      'firewall.overview': async () => {
        if (isLate) await new Promise<void>((resolve) => (late = resolve))
        return overviewOf({ draftVersion: versionOf(emptyDraft) })
      },
    })
    await state().opened('one')
    isLate = true
    const reading = state().read()
    state().edit(titled('mine'))
    await state().flush()
    late()
    await reading
    expect(state().draft?.title).toBe('mine')
  })

  it('stays, and says why, where it could not be kept; and is tried again', async () => {
    let isFull = true
    const { state, host } = opened({
      'firewall.save-draft': ({ draft }) => {
        if (isFull) throw new ContractError('not-kept')
        host.draft = draft
        return { draftVersion: null }
      },
    })
    await state().opened('one')
    state().edit(titled('mine'))
    await state().flush()
    expect(state().keeping).toEqual({ state: 'failed', sentence: expect.stringContaining('cannot be read or written') })
    isFull = false
    await state().read()
    await expect.poll(() => host.draft.title).toBe('mine')
    expect(state()).toMatchObject({ draft: { title: 'mine' }, keeping: { state: 'kept' } })
  })

  it('of two windows at the same time is kept of both, and each shows what is kept', async () => {
    const one = opened({}, { draft: filledDraft })
    const other = opened({}, one.host)
    await one.state().opened('one')
    await other.state().opened('one')
    one.state().edit((draft) => changedHost(draft, 'MAIL', { internal: ['10.0.0.26'] }))
    other.state().edit((draft) => changedRule(draft, 'R002', { owner: 'Messaging' }))
    await one.state().flush()
    await other.state().flush()
    const both = changedRule(changedHost(filledDraft, 'MAIL', { internal: ['10.0.0.26'] }), 'R002', {
      owner: 'Messaging',
    })
    expect(one.host.draft).toEqual(both)
    expect(other.state()).toMatchObject({ draft: both, keeping: { state: 'kept' }, told: null })
    await one.state().read()
    expect(one.state()).toMatchObject({ draft: both, keeping: { state: 'kept' } })
    // What is edited from now on is made from that.
    one.state().edit(titled('next'))
    await one.state().flush()
    expect(one.saved()).toHaveLength(2)
  })

  it('that can’t be laid over what another window kept is told, and not said to be kept', async () => {
    const one = opened({}, { draft: filledDraft })
    const other = opened({}, one.host)
    await one.state().opened('one')
    await other.state().opened('one')
    one.state().edit((draft) => withoutRule(draft, 'R002'))
    other.state().edit((draft) => changedRule(draft, 'R002', { owner: 'Messaging' }))
    await one.state().flush()
    await other.state().flush()
    expect(other.state().draft).toEqual(withoutRule(filledDraft, 'R002'))
    expect(other.state().told).toMatchObject({ isProblem: true, sentence: expect.stringContaining('R002') })
  })

  it('that was typed while it was laid over is kept as well', async () => {
    const shared = { draft: emptyDraft }
    const { state, host } = opened(
      {
        'firewall.overview': () => {
          if (host.draft !== emptyDraft) state().edit(titled('typed'))
          return overviewOf({ draft: host.draft, draftVersion: versionOf(host.draft) })
        },
      },
      shared,
    )
    await state().opened('one')
    state().edit((draft) => ({ ...draft, request: { ...draft.request, owner: 'mine' } }))
    host.draft = { ...emptyDraft, request: { ...emptyDraft.request, project: 'theirs' } }
    await state().flush()
    expect(host.draft).toMatchObject({ title: 'typed', request: { owner: 'mine', project: 'theirs' } })
    expect(state()).toMatchObject({ draft: host.draft, keeping: { state: 'kept' } })
  })

  it('is not said to be kept where others keep something else each time', async () => {
    const { state, client } = opened({
      'firewall.save-draft': () => Promise.reject(new ContractError('draft-changed')),
    })
    await state().opened('one')
    state().edit(titled('mine'))
    await state().flush()
    expect(state()).toMatchObject({ draft: { title: 'mine' }, keeping: { state: 'failed' } })
    expect(client.calls.filter(([name]) => name === 'firewall.save-draft')).toHaveLength(5)
  })

  it('is not laid over the draft of another organisation', async () => {
    let answer: () => void = () => undefined
    const { state, saved } = opened({
      'firewall.save-draft': () =>
        new Promise((_, reject) => (answer = () => reject(new ContractError('draft-changed')))),
    })
    await state().opened('one')
    state().edit(titled('of one'))
    const left = state().flush()
    await state().opened('another')
    answer()
    await left
    expect(saved()).toEqual(['of one'])
    expect(state()).toMatchObject({ draft: { title: 'Contoso' }, keeping: { state: 'kept' } })
  })

  it('is not sent in a form that is not kept', async () => {
    const { state, saved } = opened()
    await state().opened('one')
    state().edit(titled(' '))
    await state().flush()
    expect(saved()).toEqual([])
    expect(state()).toMatchObject({ draft: { title: ' ' }, keeping: { state: 'failed' } })
    await state().read()
    expect(state().draft?.title).toBe(' ')
  })

  it('of one organisation never goes to another', async () => {
    const { state, ring, saved } = opened()
    await state().opened('one')
    state().edit(titled('of one'))
    state().leaveUnfinished('hosts.MAIL.public', '192.0.2')
    await state().opened('another')
    ring()
    await state().flush()
    expect(saved()).toEqual([])
    expect(state()).toMatchObject({ draft: { title: 'Contoso' }, unfinished: new Map() })
    await state().opened('another')
    expect(state().phase).toBe('loaded')
  })

  it('keeps what a field can’t take, until it can', async () => {
    const { state } = opened()
    await state().opened('one')
    state().leaveUnfinished('hosts.MAIL.public', '192.0.2')
    expect(state().unfinished.get('hosts.MAIL.public')).toBe('192.0.2')
    state().leaveUnfinished('hosts.MAIL.public', null)
    expect(state().unfinished.size).toBe(0)
  })
})

describe('The desk of firewall rules', () => {
  it('says that no organisation is open, and that it could not be read', async () => {
    const none = opened({ 'firewall.overview': () => Promise.reject(new ContractError('no-organisation')) })
    await none.state().opened(null)
    expect(none.state()).toMatchObject({ phase: 'loaded', overview: null, told: null })
    const broken = opened({ 'firewall.overview': () => Promise.reject(new ContractError('not-kept')) })
    await broken.state().opened('one')
    expect(broken.state()).toMatchObject({ phase: 'failed', told: { isProblem: true } })
  })

  it('offers what was read of a list, lets go of what was offered before, and keeps it', async () => {
    let number = 0
    const { state, client } = opened({
      'firewall.fetch': () => {
        number += 1
        return offerOf({ offerId: `offer-${number}` })
      },
      'firewall.keep-offer': () => ({ number: 2 }),
    })
    await state().opened('one')
    await state().fetch(sourceId)
    await state().fetch(sourceId)
    expect(state().offers.get(sourceId)?.offerId).toBe('offer-2')
    expect(client.calls.filter(([name]) => name === 'firewall.drop-offer')).toEqual([
      ['firewall.drop-offer', { offerId: 'offer-1' }],
    ])
    await state().keepOffer(offerOf({ offerId: 'offer-2', wide: ['10.0.0.0/8'] }), ['10.0.0.0/8'])
    expect(client.calls).toContainEqual([
      'firewall.keep-offer',
      { offerId: 'offer-2', confirmed: ['10.0.0.0/8'], wrongList: false },
    ])
    expect(state()).toMatchObject({ offers: new Map(), told: { sentence: 'Kept as version 2.', isProblem: false } })
  })

  it.each(['that is no list', 'that is no text'])(
    'lets go of what was offered where a file %s follows',
    async (kind) => {
      let isList = true
      const { state, client } = opened({
        'firewall.fetch': () => offerOf({ offerId: 'offer-1' }),
        'firewall.offer-text': () =>
          isList ? offerOf({ offerId: 'offer-2' }) : Promise.reject(new ContractError('list-not-read', 'It is a PDF.')),
      })
      const dropped = () =>
        client.calls.filter(([name]) => name === 'firewall.drop-offer').map(([, argument]) => argument)
      await state().opened('one')
      await state().fetch(sourceId)
      await state().offerText(sourceId, '34.67.39.103', 'a.txt', null)
      expect(state().offers.get(sourceId)?.offerId).toBe('offer-2')
      isList = false
      if (kind === 'that is no list') expect(await state().offerText(sourceId, '%PDF-', 'a.pdf', null)).toBe(false)
      else await state().notRead(sourceId, 'It is a PDF.')
      expect(state().offers.size).toBe(0)
      expect(state().reading.size).toBe(0)
      expect(state().told).toMatchObject({ sentence: expect.stringContaining('It is a PDF.'), isProblem: true })
      expect(dropped()).toEqual([{ offerId: 'offer-1' }, { offerId: 'offer-2' }])
      await state().notRead(sourceId, 'It is empty.')
      expect(dropped()).toHaveLength(2)
    },
  )

  it('reads a file and what is pasted by the pointer that was typed, and otherwise by that of its road', async () => {
    const { state, client } = opened({ 'firewall.offer-text': () => offerOf() })
    await state().opened('one')
    const pointers = () =>
      client.calls.flatMap(([name, argument]) =>
        name === 'firewall.offer-text' ? [(argument as CallArgument<'firewall.offer-text'>).pointer] : [],
      )
    await state().offerText(sourceId, '[]', null, null)
    await state().offerText(sourceId, '[]', null, '/road')
    state().leaveUnfinished(pointerField(sourceId), ' /of/mine ')
    await state().offerText(sourceId, '[]', 'a.json', null)
    state().leaveUnfinished(pointerField(sourceId), '  ')
    await state().offerText(sourceId, '[]', 'a.json', null)
    expect(pointers()).toEqual([null, '/road', '/of/mine', null])
  })

  it('does not dismiss what the watch read where a file that is no list follows', async () => {
    const { host, state, client } = opened({
      'firewall.overview': () => {
        const overview = overviewOf({ draft: host.draft })
        return { ...overview, sources: overview.sources.map((told) => ({ ...told, drift: 'offer-1' })) }
      },
      'firewall.read-offer': () => offerOf({ offerId: 'offer-1' }),
    })
    await state().opened('one')
    await state().look(sourceId, 'offer-1')
    expect(state().offers.size).toBe(1)
    await state().notRead(sourceId, 'It is empty.')
    expect(state().offers.size).toBe(0)
    expect(client.calls.map(([name]) => name)).not.toContain('firewall.drop-offer')
  })

  it('keeps the offer, and says why, where it could not be kept', async () => {
    const { state } = opened({
      'firewall.fetch': () => offerOf(),
      'firewall.keep-offer': () => Promise.reject(new ContractError('list-refused', 'Line 3.')),
    })
    await state().opened('one')
    await state().fetch(sourceId)
    await state().keepOffer(offerOf(), [])
    expect(state().offers.size).toBe(1)
    expect(state().told?.sentence).toContain('Line 3.')
  })

  it('sends a secret by itself and after the source, and keeps none', async () => {
    const { state, client } = opened({
      'firewall.save-source': () => ({ sourceId }),
      'firewall.put-secret': () => ({}),
    })
    await state().opened('one')
    const { id: _, ...source } = overviewOf().sources[0]?.source ?? { id: '' }
    expect(await state().saveSource(source as never, null, 'hunter2')).toBe(sourceId)
    const names = client.calls.map(([name]) => name)
    expect(names.indexOf('firewall.save-source')).toBeLessThan(names.indexOf('firewall.put-secret'))
    const others = client.calls.filter(([name]) => name !== 'firewall.put-secret')
    expect(JSON.stringify([others, state()])).not.toContain('hunter2')
  })
})
