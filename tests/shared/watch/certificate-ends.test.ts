import { describe, expect, it } from 'vitest'
import { certificateEnds, daysLeft, endThreshold } from '../../../shared/watch/certificate-ends.ts'
import { readyArtifacts, runReady } from '../../fixtures/run-ready.ts'

describe('Certificates near their end', () => {
  it('are what the servers of a run show, each once for each place', () => {
    const ends = certificateEnds(readyArtifacts)
    const places = ends.map(({ host, server, fingerprint }) => `${host} ${server} ${fingerprint}`)
    expect(ends.length).toBeGreaterThan(1)
    expect(new Set(places).size).toBe(places.length)
    expect(ends.map(({ notAfter }) => notAfter)).toEqual(ends.map(({ notAfter }) => notAfter).toSorted())
  })

  it('leave out one whose end cannot be read, and have nothing where nothing was gathered', () => {
    const artifacts = structuredClone(runReady.artifacts)
    if (artifacts.tlsHandshake?.state !== 'gathered') throw new Error('not gathered')
    const [leaf] = artifacts.tlsHandshake.value.chain
    if (leaf) leaf.validTo = 'unreadable'
    expect(certificateEnds({ tlsHandshake: artifacts.tlsHandshake })).toEqual([])
    expect(certificateEnds({})).toEqual([])
    expect(certificateEnds({ tlsHandshake: { state: 'cancelled', reason: 'The run was stopped.' } })).toEqual([])
  })

  it('have whole days left, and come to a threshold', () => {
    const now = Date.parse('2026-11-24T12:00:00Z')
    const rows = [
      '2027-11-24T12:00:00Z',
      '2026-12-24T12:00:00Z',
      '2026-11-27T11:00:00Z',
      '2026-11-24T13:00:00Z',
      '2026-11-24T12:00:00Z',
      '2026-11-20T12:00:00Z',
    ]
    expect(rows.map((notAfter) => [daysLeft({ notAfter }, now), endThreshold({ notAfter }, now)])).toEqual([
      [365, undefined],
      [30, 30],
      [2, 3],
      [0, 1],
      [0, 0],
      [-4, 0],
    ])
  })
})
