import { describe, expect, test } from 'vitest'
import { createRunRegistry, type RunReadiness } from '../../../electron/api/run-registry.ts'
import { createSignInBudget } from '../../../electron/engine/run/sign-in-budget.ts'
import { openStore } from '../../../electron/engine/store/store.ts'
import { sampleHeader, sampleOrganisation, sampleRun } from '../../shared/contract/samples.ts'

const never = new AbortController().signal

const ready: RunReadiness = async ({ onEvent }) => {
  onEvent?.({ type: 'started', run: sampleHeader, gatherers: [], checks: [] })
  return sampleRun
}

function registryOf(more: Partial<Parameters<typeof createRunRegistry>[0]> = {}) {
  const store = openStore({ directory: null })
  const registry = createRunRegistry({
    ...{ runReadiness: ready, budget: createSignInBudget(), now: () => new Date(), store, onChange: () => undefined },
    ...more,
  })
  const request = {
    ...{ organisation: sampleOrganisation, organisationId: null, origin: 'window' as const },
    ...{ password: undefined, secrets: [] },
  }
  return { store, registry, request }
}

describe('The registry of runs', () => {
  test('says that a run cannot be gone on with that was taken away meanwhile, and lets another begin', async () => {
    const { store, registry, request } = registryOf()
    store.runs.begin({ header: sampleHeader, gatherers: [], checks: [], organisationId: null, origin: 'window' })
    store.runs.breakOff(sampleHeader.id)
    const resume = registry.read(sampleHeader.id)
    const starting = registry.start(async () => {
      store.runs.remove([sampleHeader.id])
      return { ...request, resume }
    }, never)
    await expect(starting).rejects.toMatchObject({ code: 'no-such-run' })
    expect([registry.active(), registry.isBusy()]).toEqual([null, false])
  })

  test('has kept a run that has ended, whatever becomes of who is told of it', async () => {
    const { registry, request } = registryOf({
      onEnd: () => {
        throw new Error('The listener failed.')
      },
    })
    const id = await registry.start(async () => request, never)
    await expect.poll(() => registry.isBusy()).toBe(false)
    for await (const _event of registry.events(id).readAfter(-1, never));
    await Promise.resolve()
    expect(registry.read(id)).toMatchObject({ state: 'ended', verdict: 'ready' })
    expect(registry.trouble()).toBeNull()
  })
})
