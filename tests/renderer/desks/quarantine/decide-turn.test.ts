import { expect, test } from 'vitest'
import { createTurns } from '../../../../renderer/desks/quarantine/decide-turn.ts'
import { createFakeClient } from '../../store/fake-client.ts'

test('whoever is there is told when decisions or devices change, and not when runs do', async () => {
  const client = createFakeClient({})
  const turns = createTurns(client)
  let told = 0
  const leave = turns.subscribe(() => {
    told += 1
  })
  client.tell({ type: 'changed', what: 'runs' } as never, { type: 'changed', what: 'quarantine' } as never)
  await expect.poll(() => told).toBe(1)
  client.tell({ type: 'changed', what: 'configuration' } as never)
  await expect.poll(() => told).toBe(2)
  expect(turns.count()).toBe(2)
  leave()
})
