import { expect, test } from 'vitest'
import type { ClientFrame } from '../../../shared/contract/frame.ts'
import { createMemoryPorts } from '../../../shared/contract/memory-port.ts'
import { settled } from './manual-timer.ts'

const frame = (id: number): ClientFrame => ({
  t: 'call',
  id,
  name: 'app.about',
  arg: { left: undefined, at: new Date(0) },
})

test('frames arrive in order, as JSON, and not before send has returned', async () => {
  const [here, there] = createMemoryPorts()
  const seen: unknown[] = []
  there.onFrame((raw) => seen.push(raw))
  here.send(frame(1))
  here.send(frame(2))
  expect(seen).toEqual([])
  await settled()
  expect(seen).toEqual(
    [1, 2].map((id) => ({ t: 'call', id, name: 'app.about', arg: { at: '1970-01-01T00:00:00.000Z' } })),
  )
  expect(Object.keys((seen[0] as { arg: object }).arg)).toEqual(['at'])
})

test('closing loses what is under way, and tells the other end once', async () => {
  const [here, there] = createMemoryPorts()
  const told: string[] = []
  there.onFrame(() => told.push('frame'))
  there.onClose(() => told.push('closed there'))
  here.onClose(() => told.push('closed here'))
  here.send(frame(1))
  here.close()
  there.close()
  here.send(frame(2))
  await settled()
  expect(told).toEqual(['closed there'])
})

test('whoever stops listening hears no more', async () => {
  const [here, there] = createMemoryPorts()
  const told: string[] = []
  there.onFrame(() => told.push('frame'))()
  there.onClose(() => told.push('closed'))()
  here.send(frame(1))
  await settled()
  here.close()
  expect(told).toEqual([])
})
