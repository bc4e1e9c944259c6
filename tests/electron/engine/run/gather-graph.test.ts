import { describe, expect, it } from 'vitest'
import { allGatherers } from '../../../../electron/engine/gather/all-gatherers.ts'
import type { AnyGatherer } from '../../../../electron/engine/gather/gatherer.ts'
import { planGathering } from '../../../../electron/engine/run/gather-graph.ts'
import { type ArtifactName, artifactSchemas } from '../../../../shared/artifacts/artifacts.ts'
import type { Organisation } from '../../../../shared/organisation/organisation.ts'

const organisation: Organisation = {
  format: 1,
  name: 'Contoso',
  domain: 'contoso.test',
  mailbox: 'alice@contoso.test',
  ews: { url: 'https://mail.contoso.test/EWS/Exchange.asmx' },
}
const { ews: _ews, ...withoutEws } = organisation
const everything = Object.keys(artifactSchemas) as ArtifactName[]

function gatherer(
  artifact: ArtifactName,
  waits: { needs?: ArtifactName[]; uses?: ArtifactName[]; after?: ArtifactName[] } = {},
): AnyGatherer {
  const { needs = [], uses = [], after = [] } = waits
  return { artifact, needs, uses: () => uses, after: () => after, gather: async () => undefined }
}

function plan(
  wanted: ArtifactName[],
  gatherers: readonly AnyGatherer[],
  of = organisation,
): Record<string, readonly string[]> {
  const nodes = planGathering(wanted, gatherers, of)
  return Object.fromEntries(nodes.map((node) => [node.gatherer.artifact, node.waitsFor]))
}

describe('a plan that cannot be', () => {
  it.each<[string, AnyGatherer[]]>([
    ['a gatherer that needs itself', [gatherer('endpoints', { needs: ['endpoints'] })]],
    [
      'two that need each other',
      [gatherer('endpoints', { needs: ['dnsAnswers'] }), gatherer('dnsAnswers', { needs: ['endpoints'] })],
    ],
    [
      'three in a circle of different kinds',
      [
        gatherer('endpoints', { needs: ['dnsAnswers'] }),
        gatherer('dnsAnswers', { uses: ['tlsHandshake'] }),
        gatherer('tlsHandshake', { after: ['endpoints'] }),
      ],
    ],
  ])('%s', (_name, gatherers) => {
    expect(() => plan(['endpoints'], gatherers)).toThrow(/wait for each other: .*endpoints/)
  })

  it('an artifact that nobody brings back', () => {
    expect(() => plan(['endpoints'], [])).toThrow('No gatherer brings back the artifact endpoints.')
    expect(() => plan(['endpoints'], [gatherer('endpoints', { uses: ['signIns'] })])).toThrow('signIns')
  })
})

describe('the addresses', () => {
  const waitedFor = (of: Organisation) => plan(['endpoints'], allGatherers, of).endpoints

  it.each<[string, Organisation, string[]]>([
    ['both named', { ...organisation, activeSync: { url: 'https://eas.contoso.test/' } }, []],
    ['EWS named', organisation, []],
    ['ActiveSync named', { ...withoutEws, activeSync: { url: 'https://eas.contoso.test/' } }, ['autodiscover']],
    ['none named', withoutEws, ['autodiscover', 'autodiscoverMobileSync']],
    [
      'none named, but how to ask',
      { ...withoutEws, activeSync: { leaveNoTrace: true } },
      ['autodiscover', 'autodiscoverMobileSync'],
    ],
  ])('%s', (_name, of, expected) => {
    expect(waitedFor(of)).toEqual(expected)
  })
})

describe('a plan', () => {
  it('of nothing is empty', () => {
    expect(plan([], allGatherers)).toEqual({})
  })

  it('takes in what is needed and used, and that in turn', () => {
    const gatherers = [
      gatherer('endpoints'),
      gatherer('dnsAnswers', { needs: ['endpoints'] }),
      gatherer('tlsHandshake', { uses: ['dnsAnswers'] }),
      gatherer('signIns'),
    ]
    expect(plan(['tlsHandshake'], gatherers)).toEqual({
      tlsHandshake: ['dnsAnswers'],
      dnsAnswers: ['endpoints'],
      endpoints: [],
    })
  })

  it('waits for what it only comes after where that is there, and does not pull it in', () => {
    const gatherers = [gatherer('endpoints'), gatherer('autodiscover', { after: ['endpoints'] })]
    expect(plan(['autodiscover'], gatherers)).toEqual({ autodiscover: [] })
    expect(plan(['autodiscover', 'endpoints'], gatherers)).toEqual({ autodiscover: ['endpoints'], endpoints: [] })
  })

  it('exists for all that Postern gathers, together and one by one, with and without an EWS address', () => {
    for (const of of [organisation, withoutEws]) {
      expect(Object.keys(plan(everything, allGatherers, of)).toSorted()).toEqual(everything.toSorted())
      for (const one of everything) expect(plan([one], allGatherers, of)).toHaveProperty(one)
    }
  })

  it('asks Autodiscover for the EWS address only where nobody named it', () => {
    expect(plan(['ewsChallenge'], allGatherers)).not.toHaveProperty('autodiscover')
    expect(plan(['ewsChallenge'], allGatherers, withoutEws)).toHaveProperty('autodiscover')
  })

  it('lets the sign-in at EWS go before those at other addresses', () => {
    const all = plan(everything, allGatherers)
    for (const later of ['autodiscover', 'activeSyncOptions', 'ewsGetFolder']) {
      expect(all[later]).toEqual(expect.arrayContaining(['ntlmSignIn', 'basicSignIn']))
    }
    expect(all.basicSignIn).toContain('ntlmSignIn')
  })
})
