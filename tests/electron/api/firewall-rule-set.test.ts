import { expect, test } from 'vitest'
import { draftOf, refuseBrokenDraft, ruleSetOf } from '../../../electron/api/firewall-rule-set.ts'
import { openStore } from '../../../electron/engine/store/store.ts'
import { RuleSet } from '../../../shared/firewall/rule-set.ts'

test('What is set of the platforms is kept with the draft, and is no part of its rules', () => {
  using disposable = opened()
  const { store } = disposable
  const of = { id: 'none', organisation: { name: 'Contoso' } }
  const draft = { ...draftOf(of, store.firewall), options: { nftables: { list: 'inet filter input' } } }
  const now = new Date('2026-11-29T12:00:00.000Z')
  expect(RuleSet.safeParse(ruleSetOf({ id: 'none', draft }, { store: store.firewall, now })).success).toBe(true)
  expect(() => refuseBrokenDraft('none', draft, store.firewall, now)).not.toThrow()
})

function opened() {
  const store = openStore({ directory: null })
  return { store, [Symbol.dispose]: () => store.close() }
}
