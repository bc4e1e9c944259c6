import { describe, expect, test } from 'vitest'
import { createOrganisationsStore } from '../../../../renderer/desks/organisations/organisations-store.ts'
import { ContractError } from '../../../../shared/contract/error-code.ts'
import type { OrganisationSummary } from '../../../../shared/organisation/organisation-summary.ts'
import { sampleOrganisation, sampleOrganisationId } from '../../../shared/contract/samples.ts'
import { createFakeClient } from '../../store/fake-client.ts'

const contoso: OrganisationSummary = { id: sampleOrganisationId, organisation: sampleOrganisation, runs: 3, last: null }
const done = () => ({})

function open(answers: Parameters<typeof createFakeClient>[0]) {
  const client = createFakeClient(answers)
  let read = 0
  const store = createOrganisationsStore(client, async () => {
    read += 1
  })
  return { client, store: store.getState, read: () => read }
}

describe('removing', () => {
  test('that fails says why, and offers no way back', async () => {
    const { store, read } = open({
      'organisation.remove': () => {
        throw new ContractError('no-such-organisation')
      },
    })
    await store().remove(contoso)
    expect(store()).toMatchObject({ removed: null, told: { isProblem: true } })
    expect(store().told?.sentence).toMatch(/not known here any more/)
    expect(read()).toBe(1)
  })

  test('is undone once', async () => {
    const { client, store, read } = open({ 'organisation.remove': done, 'organisation.restore': done })
    await store().remove(contoso)
    expect(store()).toMatchObject({ removed: contoso, told: null })
    await store().undo()
    await store().undo()
    expect(store()).toMatchObject({ removed: null, told: { isProblem: false } })
    expect(client.calls).toEqual([
      ['organisation.remove', { id: contoso.id }],
      ['organisation.restore', { id: contoso.id }],
    ])
    expect(read()).toBe(2)
  })

  test('that cannot be undone can be tried again', async () => {
    const { store } = open({ 'organisation.remove': done })
    await store().remove(contoso)
    await store().undo()
    expect(store()).toMatchObject({ removed: contoso, told: { isProblem: true } })
  })
})

describe('bringing in', () => {
  test('keeps one more in place of none, and says when the place of its password was left out', async () => {
    const account = { username: 'CONTOSO\\anna', password: { environment: 'SECRET' } }
    const { client, store } = open({
      'organisation.close': done,
      'organisation.save': ({ organisation }) => ({
        organisation: { ...organisation, account: { username: account.username } },
        id: contoso.id,
      }),
    })
    await store().add({ ...sampleOrganisation, account }, 'contoso.json')
    expect(client.calls.map(([name]) => name)).toEqual(['organisation.close', 'organisation.save'])
    expect(store().told?.sentence).toMatch(
      /^Contoso of contoso\.json is kept and open\. Where the file says its password is/,
    )
    await store().add(sampleOrganisation, 'contoso.json')
    expect(store().told?.sentence).toBe('Contoso of contoso.json is kept and open.')
  })
})
