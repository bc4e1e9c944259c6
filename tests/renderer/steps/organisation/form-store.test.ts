import { describe, expect, test } from 'vitest'
import { createFormStore } from '../../../../renderer/steps/organisation/form-store.ts'
import type { Client } from '../../../../shared/contract/contract.ts'
import { ContractError } from '../../../../shared/contract/error-code.ts'
import type { Discovered, Discovery, DiscoveryEvent } from '../../../../shared/organisation/discovery.ts'
import type { Organisation } from '../../../../shared/organisation/organisation.ts'

const contoso: Organisation = {
  ...{ format: 1, name: 'Contoso', domain: 'contoso.test', mailbox: 'probe@contoso.test' },
  ews: { url: 'https://mail.contoso.test/EWS/Exchange.asmx' },
}
const found = (service: Discovered['service'], url: string): DiscoveryEvent => ({
  type: 'found',
  found: { service, url, how: ['answers-as-exchange'], certainty: 'seen' },
})
const ews = found('ews', 'https://mail.contoso.com/EWS/Exchange.asmx')
const asking: DiscoveryEvent = { type: 'asking', question: { what: 'names', where: 'contoso.com' } }
const discovery: Discovery = {
  ...{ mailbox: 'probe@contoso.com', domain: 'contoso.com', found: [], inVain: [], toType: [], remarks: [] },
}

/** A client whose searches go on as the test says. */
function createSearches() {
  const searches: {
    request: unknown
    signal: AbortSignal
    tell(...events: (DiscoveryEvent | Error | null)[]): Promise<void>
  }[] = []
  const client = {
    async *feed(_name: string, request: unknown, signal: AbortSignal) {
      const waiting: (DiscoveryEvent | Error | null)[] = []
      let wake: () => void = () => undefined
      searches.push({
        request,
        signal,
        async tell(...events) {
          waiting.push(...events)
          wake()
          for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
        },
      })
      for (;;) {
        const next = waiting.shift()
        if (next === null) return
        if (next instanceof Error) throw next
        if (next) yield next
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  } as unknown as Client
  const form = createFormStore(client)
  form.getState().openFor(null, null)
  const begin = (mailbox = 'probe@contoso.com') => {
    form.getState().set('mailbox', mailbox)
    expect(form.getState().find(null)).toBe(true)
    const search = searches.at(-1)
    if (!search) throw new Error('no search was begun')
    return search
  }
  return { form, searches, begin, draft: () => form.getState().draft, search: () => form.getState().search }
}

describe('a search', () => {
  test('is not begun without a mailbox, and says so at its field', () => {
    const { form, searches } = createSearches()
    expect(form.getState().find(null)).toBe(false)
    expect(form.getState().errors.mailbox).toMatch(/^Give the address of a test mailbox/)
    expect(searches).toEqual([])
  })

  test('fills what is empty, and nothing that was typed', async () => {
    const { form, begin, draft } = createSearches()
    form.getState().set('name', 'My firm')
    form.getState().set('activeSyncUrl', 'https://phones.contoso.com/')
    const { tell } = begin()
    expect(draft()).toMatchObject({ name: 'My firm', domain: 'contoso.com' })
    await tell(ews, found('active-sync', 'https://mail.contoso.com/Microsoft-Server-ActiveSync'))
    expect(draft()).toMatchObject({
      ewsUrl: 'https://mail.contoso.com/EWS/Exchange.asmx',
      activeSyncUrl: 'https://phones.contoso.com/',
    })
  })

  test('writes over what an earlier one filled, until the administrator has corrected it', async () => {
    const { form, begin, draft } = createSearches()
    await begin().tell(ews, { type: 'done', discovery }, null)
    await begin('probe@fabrikam.com').tell(found('ews', 'https://mail.fabrikam.com/EWS/Exchange.asmx'))
    expect(draft()).toMatchObject({ name: 'Fabrikam', ewsUrl: 'https://mail.fabrikam.com/EWS/Exchange.asmx' })
    form.getState().set('ewsUrl', 'https://typed.example/')
    await begin().tell(ews)
    expect(draft().ewsUrl).toBe('https://typed.example/')
  })

  test('tells what it asks, and the last that is known of each service, EWS first', async () => {
    const { begin, search } = createSearches()
    const { tell } = begin()
    await tell(asking, found('autodiscover', 'https://a/'), ews, found('autodiscover', 'https://b/'))
    expect(search()).toMatchObject({ phase: 'under-way', asking: [asking.type === 'asking' && asking.question] })
    expect(search().found.map(({ url }) => url)).toEqual(['https://mail.contoso.com/EWS/Exchange.asmx', 'https://b/'])
    await tell({
      type: 'done',
      discovery: { ...discovery, toType: [{ setting: 'ews-address', why: 'nothing-answers' }] },
    })
    expect(search()).toMatchObject({ phase: 'ended', asking: [], found: [], toType: [{ why: 'nothing-answers' }] })
  })

  test('that is stopped keeps what it has seen', async () => {
    const { form, begin, search } = createSearches()
    const { tell, signal } = begin()
    await tell(asking, ews)
    form.getState().stop()
    expect(signal.aborted).toBe(true)
    expect(search()).toMatchObject({ phase: 'stopped', asking: [], found: [{ service: 'ews' }] })
    await tell(found('active-sync', 'https://late/'))
    expect(search().found).toHaveLength(1)
  })

  test('that breaks off says why, and is no answer of a server', async () => {
    const { begin, search } = createSearches()
    await begin().tell(ews, new ContractError('internal'))
    expect(search()).toMatchObject({ phase: 'failed', found: [{ service: 'ews' }] })
    expect(search().problem).toMatch(/our bug/)
  })

  test('takes the place of the one before', async () => {
    const { begin, search, searches } = createSearches()
    const first = begin()
    begin('probe@fabrikam.com')
    expect(searches.map(({ signal }) => signal.aborted)).toEqual([true, false])
    await first.tell(ews, null)
    expect(search()).toMatchObject({ phase: 'under-way', mailbox: 'probe@fabrikam.com', found: [] })
  })
})

describe('the form', () => {
  test('keeps what was typed when its page is come back to, and not for another organisation', () => {
    const { form, draft } = createSearches()
    form.getState().set('name', 'Typed')
    form.getState().openFor(null, null)
    expect(draft().name).toBe('Typed')
    form.getState().openFor('org-1', contoso)
    expect(draft().name).toBe('Contoso')
  })

  test('keeps what has become of the organisation meanwhile', () => {
    const { form } = createSearches()
    form.getState().openFor('org-1', contoso)
    form.getState().set('name', 'Contoso Ltd')
    form.getState().openFor('org-1', { ...contoso, activeSync: { leaveNoTrace: true } })
    expect(form.getState().read()).toEqual({ ...contoso, name: 'Contoso Ltd', activeSync: { leaveNoTrace: true } })
  })

  test('takes a file in, and shows what is kept once that is saved', () => {
    const { form, draft } = createSearches()
    form.getState().openFor('org-1', contoso)
    form.getState().take({ ...contoso, name: 'From a file' })
    form.getState().openFor('org-1', contoso)
    expect(form.getState().read()?.name).toBe('From a file')
    form.getState().saved()
    form.getState().openFor('org-1', { ...contoso, name: 'As it is kept' })
    expect(draft().name).toBe('As it is kept')
  })
})
