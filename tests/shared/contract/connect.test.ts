import { expect, test } from 'vitest'
import { connect } from '../../../shared/contract/connect.ts'
import { createMemoryPorts } from '../../../shared/contract/memory-port.ts'
import { serve } from '../../../shared/contract/serve.ts'
import { sampleHandlers, sampleRunId } from './samples.ts'

test('a call and a feed go through', async () => {
  const client = connect(async () => {
    const [here, there] = createMemoryPorts()
    serve(sampleHandlers(), there)
    return here
  })
  expect(await client.call('app.about', {})).toEqual({ version: '0.1.0', host: 'loopback', passwords: 'memory' })
  const seen = []
  for await (const event of client.feed('run.events', { runId: sampleRunId })) seen.push(event)
  expect(seen).toHaveLength(5)
  client.close()
})
