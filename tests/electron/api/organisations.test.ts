import { describe, expect, test } from 'vitest'
import { createOrganisations } from '../../../electron/api/organisations.ts'
import { openStore } from '../../../electron/engine/store/store.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { sampleOrganisation, sampleRun } from '../../shared/contract/samples.ts'

const contoso = sampleOrganisation
const fabrikam: Organisation = { ...contoso, name: 'Fabrikam', domain: 'fabrikam.test', mailbox: 'ann@fabrikam.test' }

function open() {
  const store = openStore({ directory: null })
  return { store, organisations: createOrganisations(store) }
}

describe('organisations', () => {
  test('of which there are none, none is open, and what is not there is said to be so', () => {
    const { organisations } = open()
    expect(organisations.list()).toEqual({ organisations: [], open: null })
    expect(organisations.opened()).toBeNull()
    expect(() => organisations.needed()).toThrow(expect.objectContaining({ code: 'no-organisation' }))
    const gone = 'org-000000000000'
    for (const act of ['open', 'remove', 'restore'] as const) {
      expect(() => organisations[act](gone)).toThrow(expect.objectContaining({ code: 'no-such-organisation' }))
    }
  })

  test('are saved in place of the one that is open, and as a new one where none is', () => {
    const { organisations } = open()
    const first = organisations.save(contoso)
    expect(organisations.save({ ...contoso, name: 'Contoso Ltd' }).id).toBe(first.id)
    organisations.close()
    expect(organisations.save(fabrikam).id).not.toBe(first.id)
    expect(organisations.list().organisations.map(({ organisation }) => organisation.name)).toEqual([
      'Contoso Ltd',
      'Fabrikam',
    ])
  })

  test('that are kept already, the same in everything, are opened and not kept twice', () => {
    const { organisations } = open()
    const place = { environment: 'PROBE_PASSWORD' }
    const withPlace = { ...contoso, name: 'Placed', account: { username: 'CONTOSO\\anna', password: place } }
    const first = organisations.save(contoso)
    organisations.take(withPlace)
    const placed = organisations.needed()
    organisations.close()
    // In another order, as a file may have it.
    const again = Object.fromEntries(Object.entries(contoso).toReversed()) as Organisation
    expect(organisations.save(again)).toEqual(first)
    expect(organisations.opened()).toEqual(first)
    organisations.close()
    expect(organisations.save(withPlace)).toEqual(placed)
    expect(organisations.list().organisations).toHaveLength(2)
  })

  test('that differ in anything are kept apart, and one that was removed stays away', () => {
    const { organisations } = open()
    const ids = [contoso, { ...contoso, httpsPort: 8443 }, { ...contoso, domain: 'CONTOSO.test' }].map((each) => {
      organisations.close()
      return organisations.save(each).id
    })
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) organisations.remove(id)
    expect(ids).not.toContain(organisations.save(contoso).id)
    expect(organisations.list().organisations).toHaveLength(1)
  })

  test('given as a file take the place of the one of the same name and domain, and of no other', () => {
    const { organisations } = open()
    organisations.take(contoso)
    const { id } = organisations.needed()
    organisations.take(fabrikam)
    organisations.take({ ...contoso, domain: 'CONTOSO.test', mailbox: 'other@contoso.test' })
    expect(organisations.needed()).toMatchObject({ id, organisation: { mailbox: 'other@contoso.test' } })
    expect(organisations.list().organisations).toHaveLength(2)
  })

  test('keep where a password is found only as the file said it, for the account that it said it of', () => {
    const { organisations } = open()
    const place = { environment: 'PROBE_PASSWORD' }
    const withPlace = { ...contoso, account: { username: 'CONTOSO\\anna', password: place } }
    expect(organisations.save(withPlace).organisation.account).toEqual({ username: 'CONTOSO\\anna' })
    organisations.take(withPlace)
    expect(organisations.save({ ...withPlace, name: 'Contoso' }).organisation.account?.password).toEqual(place)
    const other = { ...withPlace, account: { username: 'CONTOSO\\boris', password: place } }
    expect(organisations.save(other).organisation.account?.password).toBeUndefined()
    organisations.take(withPlace)
    organisations.close()
    expect(organisations.save({ ...withPlace, name: 'Mine' }).organisation.account?.password).toBeUndefined()
  })

  test('stand as their last run of Postern here found them, and not as a file says', () => {
    const { store, organisations } = open()
    const { id } = organisations.save(contoso)
    store.runs.import({ ...sampleRun, run: { ...sampleRun.run, startedAt: '2999-01-01T00:00:00.000Z' } }, id)
    expect(organisations.list().organisations).toMatchObject([{ id, runs: 1, last: null }])
  })

  test('are open again when they come back, where they were and no other is', () => {
    const { organisations } = open()
    const first = organisations.save(contoso).id
    organisations.close()
    const second = organisations.save(fabrikam).id
    const afterReturnOf = (id: string, openMeanwhile: string | null) => {
      organisations.remove(id)
      if (openMeanwhile) organisations.open(openMeanwhile)
      organisations.restore(id)
      return organisations.opened()?.id ?? null
    }
    expect(afterReturnOf(second, null)).toBe(second)
    expect(afterReturnOf(first, null)).toBe(second)
    expect(afterReturnOf(second, first)).toBe(first)
    organisations.close()
    expect(afterReturnOf(first, null)).toBeNull()
  })

  test('take their runs with them, and come back with those and no others', () => {
    const { store, organisations } = open()
    const { id } = organisations.save(contoso)
    const other = { ...sampleRun, run: { ...sampleRun.run, id: 'run-20260101-0002' } }
    store.runs.begin({ header: sampleRun.run, gatherers: [], checks: [], organisationId: id, origin: 'window' })
    store.runs.end(sampleRun)
    store.runs.import(other, id)
    store.runs.remove([other.run.id])
    organisations.remove(id)
    expect(organisations.opened()).toBeNull()
    expect(store.runs.list({})).toEqual([])
    organisations.restore(id)
    expect(organisations.list().organisations).toMatchObject([{ id, runs: 1, last: { verdict: 'ready' } }])
    expect(store.runs.list({}).map(({ header }) => header.id)).toEqual([sampleRun.run.id])
  })
})
