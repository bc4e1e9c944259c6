import { describe, expect, it } from 'vitest'
import {
  breakOf,
  layerRows,
  layersSentence,
  remedyOfBreak,
  shownState,
  suspectsOf,
} from '../../../../renderer/steps/ews/layer-words.ts'
import { type Layer, type LayerName, type LayerState, layerNames } from '../../../../shared/ews/layer.ts'

type Side = Partial<Record<LayerName, LayerState>>

/** Layers of which the probe saw each open, and the configuration says nothing, but for what is given. */
function layers(probed: Side, configured: Side = {}, more: Partial<Layer> = {}): Layer[] {
  return layerNames.map((name) => ({
    name,
    title: name,
    meaning: `what ${name} is`,
    probed: { state: probed[name] ?? 'open', sentence: `Seen: ${name}.`, checks: [] },
    ...(configured[name] && {
      configured: { state: configured[name], sentence: `Configured as: ${name}.`, cmdlets: [] },
    }),
    ...(name === 'mailbox' ? more : {}),
  }))
}

const nowhere = Object.fromEntries(layerNames.map((name) => [name, 'not-known'])) as Side

describe('The break of the layers', () => {
  it('is where the probe met it, and not where the configuration says that one should be', () => {
    const seen = layers({ mailbox: 'shut' }, { organisation: 'shut' })
    expect(breakOf(seen)?.name).toBe('mailbox')
  })

  it('is where one is configured, where the probe saw none', () => {
    const foreseen = layers(nowhere, { throttling: 'shut' })
    expect(breakOf(foreseen)?.name).toBe('throttling')
    expect(layersSentence(foreseen)).toContain('as it is configured; the probe has not seen that')
  })

  it('is nowhere where the probe passed, whatever the configuration says', () => {
    expect(breakOf(layers({}, { mailbox: 'shut' }))).toBeUndefined()
  })
})

/** As `layers`, of which the probe was stopped at one of those that are named. */
const stoppedAtOneOf = (names: readonly LayerName[], probed: Side = {}, more: Partial<Layer> = {}): Layer[] =>
  layers({ ...Object.fromEntries(names.map((name) => [name, 'doubtful'])), ...probed }, {}, more).map((layer) =>
    names.includes(layer.name) ? { ...layer, probed: { ...layer.probed, suspected: true } } : layer,
  )

describe('Where one of several layers stopped the probe', () => {
  it('the sentence names them, and never says that none is shut', () => {
    const told = layersSentence(stoppedAtOneOf(['organisation', 'mailbox'], { throttling: 'not-reached' }))
    expect(told).toBe('EWS is shut at “organisation” or at “mailbox”: from outside it cannot be told which.')
    expect(layersSentence(stoppedAtOneOf(['proxy', 'organisation', 'mailbox'], { network: 'doubtful' }))).toBe(
      'EWS is shut at “proxy”, “organisation” or at “mailbox”: from outside it cannot be told which. In doubt: network.',
    )
  })

  it('the sentence does not accuse a single one', () => {
    expect(layersSentence(stoppedAtOneOf(['extended-protection']))).toBe(
      'The probe came as far as “extended-protection”; whether that is what stopped it cannot be told from outside.',
    )
  })

  it('they are offered what mends them', () => {
    expect(remedyOfBreak(stoppedAtOneOf(['organisation', 'mailbox'], {}, { remedy: 'ews-allow-list' }))).toBe(
      'ews-allow-list',
    )
    expect(remedyOfBreak(layers({ mailbox: 'doubtful' }, {}, { remedy: 'ews-allow-list' }))).toBeUndefined()
  })

  it('none of them is suspected once one is known to be shut', () => {
    expect(suspectsOf(stoppedAtOneOf(['proxy'], { organisation: 'shut' }))).toEqual([])
    expect(suspectsOf(stoppedAtOneOf(['proxy'])).map(({ name }) => name)).toEqual(['proxy'])
  })
})

describe('What mends the break', () => {
  it('is that of the first layer that is shut and has one', () => {
    const shut = layers({ network: 'shut', mailbox: 'shut' }, {}, { remedy: 'ews-mailbox-enabled' })
    expect(remedyOfBreak(shut)).toBe('ews-mailbox-enabled')
    expect(layersSentence(shut)).toBe('EWS is shut at “network”, as seen by the probe. Shut further in: mailbox.')
  })

  it('is none where what is shut cannot be mended from here, or nothing is', () => {
    expect(remedyOfBreak(layers({ network: 'shut' }, {}, { remedy: 'ews-mailbox-enabled' }))).toBeUndefined()
    expect(remedyOfBreak(layers({}))).toBeUndefined()
  })
})

describe('A layer is shown', () => {
  it.each([
    ['open', 'shut', 'open', 'probe'],
    ['shut', 'open', 'shut', 'probe'],
    ['not-known', 'shut', 'shut', 'configuration'],
    ['not-reached', 'open', 'open', 'configuration'],
    ['not-reached', 'not-known', 'not-reached', 'probe'],
    ['not-known', undefined, 'not-known', 'probe'],
  ] as const)('seen %s and configured %s as %s, by the %s', (probed, configured, state, source) => {
    const layer = {
      probed: { state: probed, sentence: '', checks: [] },
      ...(configured && { configured: { state: configured, sentence: '', cmdlets: [] } }),
    }
    expect(shownState(layer)).toEqual({ state, source })
  })
})

describe('The sentence of the layers', () => {
  it('says that nothing has been probed', () => {
    expect(layersSentence(layers(nowhere))).toBe('No layer of EWS has been probed yet.')
  })

  it('counts what the probe cannot tell of', () => {
    expect(layersSentence(layers({ throttling: 'not-known' }))).toBe(
      'The probe found no layer shut; 1 of 7 it cannot tell of.',
    )
  })

  it('names what is in doubt, and where the two sides differ', () => {
    const told = layersSentence(layers({ organisation: 'doubtful' }, { mailbox: 'shut' }, { agree: false }))
    expect(told).toBe(
      'The probe found no layer shut. In doubt: organisation. What was seen and what is configured differ at: mailbox.',
    )
  })
})

it('The table has a row for each layer, with what to make of a disagreement', () => {
  const rows = layerRows(layers({}, { mailbox: 'shut' }, { agree: false, note: 'A note.' }))
  expect(rows).toHaveLength(7)
  expect(rows[0]).toEqual(['network', 'Open: Seen: network.', '', ''])
  expect(rows[5]).toEqual(['mailbox', 'Open: Seen: mailbox.', 'Shut: Configured as: mailbox.', 'They differ. A note.'])
})
