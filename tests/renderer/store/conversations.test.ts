import { describe, expect, it } from 'vitest'
import { conversationsOf } from '../../../renderer/store/conversations.ts'
import { runAllBlocked } from '../../fixtures/run-all-blocked.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { runReady } from '../../fixtures/run-ready.ts'

const named = (name: string) => {
  const found = conversationsOf(runReady.artifacts).find((one) => one.name === name)
  if (!found) throw new Error(`There is no conversation ${name}.`)
  return found
}

describe('the conversations of a run', () => {
  it('are none where nothing was sent', () => {
    expect(conversationsOf({})).toEqual([])
    const blocked = conversationsOf(runAllBlocked.artifacts).map(({ name }) => name)
    expect(blocked.length).toBeGreaterThan(0)
    expect(blocked.filter((name) => name.startsWith('EWS'))).toEqual([])
  })

  it('name each leg of NTLM', () => {
    expect(named('EWS, sign-in with NTLM').labels).toEqual(['NTLM hello and challenge', 'NTLM answer'])
    expect(named('EWS, without a sign-in').labels).toEqual(['Without a sign-in'])
    expect(named('EWS, sign-in with Basic').labels).toEqual(['Basic'])
  })

  it('name each operation, and each server', () => {
    expect(named('EWS, what an integration asks').labels).toContain('FindItem')
    expect(named('EWS at each server').labels.join()).toContain('EXCH02')
  })

  it('begin with DNS only where a connection was opened', () => {
    expect(named('EWS, without a sign-in').lookUp?.name).toBe('mail.contoso.test')
    expect(named('EWS GetFolder, as the vendor’s client').lookUp).toBeUndefined()
  })

  it('have each an id of their own, and a label a request', () => {
    const all = conversationsOf(runManyFailures.artifacts)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const { exchanges, labels } of all) expect(labels).toHaveLength(exchanges.length)
  })
})
