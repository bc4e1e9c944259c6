import { expect, test } from 'vitest'
import { draftOf, refuseBrokenDraft, ruleSetOf } from '../../../electron/api/firewall-rule-set.ts'
import { openStore } from '../../../electron/engine/store/store.ts'
import { RuleSet } from '../../../shared/firewall/rule-set.ts'
import { contoso } from '../../e2e/browser-window.ts'
import { keepFirewall } from '../../fixtures/firewall-kept.ts'

test('What is set of the platforms is kept with the draft, and is no part of its rules', () => {
  using disposable = opened()
  const { store } = disposable
  const of = { id: 'none', organisation: { name: 'Contoso' } }
  const draft = { ...draftOf(of, store.firewall), options: { nftables: { list: 'inet filter input' } } }
  const now = new Date('2026-11-29T12:00:00.000Z')
  expect(RuleSet.safeParse(ruleSetOf({ id: 'none', draft }, { store: store.firewall, now })).success).toBe(true)
  expect(() => refuseBrokenDraft('none', draft, store.firewall, now)).not.toThrow()
})

test('A list is compared with the version that is asked for, the other lists with themselves, and each with the one before where nobody asks', () => {
  using disposable = opened()
  const { store } = disposable
  const id = store.organisations.put(contoso)
  store.organisations.open(id)
  keepFirewall(store, '2026-11-29T12:00:00.000Z')
  const draft = draftOf({ id, organisation: contoso }, store.firewall)
  const [one, other] = store.firewall.sources.list(id).map(({ source }) => source)
  const readOf = (delta: { sourceId: string; from: number } | null) =>
    ruleSetOf({ id, draft }, { store: store.firewall, now: new Date('2026-11-29T12:00:00.000Z'), delta }).groups.map(
      ({ entries, before }) => before && { same: before.entries.join() === entries.join() },
    )
  expect(store.firewall.lists.versions(id, one?.id ?? '').length).toBeGreaterThan(1)
  expect(store.firewall.lists.versions(id, other?.id ?? '')).toHaveLength(1)
  expect(readOf(null)).toEqual([{ same: false }, null])
  expect(readOf({ sourceId: one?.id ?? '', from: 1 })).toEqual([{ same: false }, { same: true }])
  expect(readOf({ sourceId: other?.id ?? '', from: 1 })).toEqual([{ same: true }, { same: true }])
  expect(() => readOf({ sourceId: one?.id ?? '', from: 99 })).toThrow()
})

function opened() {
  const store = openStore({ directory: null })
  return { store, [Symbol.dispose]: () => store.close() }
}
