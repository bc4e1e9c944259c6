import { describe, expect, it } from 'vitest'
import { createWatchMetrics, metricsText } from '../../../electron/api/watch-metrics.ts'
import { StoreRefused } from '../../../electron/engine/store/store-refused.ts'
import { measuredContoso } from '../../fixtures/measured-contoso.ts'

/** Serves nothing, and notes what it was asked to; `busy` are the ports that another program has. */
function ports(busy: Record<number, string> = {}) {
  const log: string[] = []
  const metrics = createWatchMetrics({
    text: () => '',
    async serve({ port }) {
      const code = busy[port]
      if (code) throw Object.assign(new Error('no'), { code })
      log.push(`open ${port}`)
      return {
        address: `http://127.0.0.1:${port}/metrics`,
        async close() {
          log.push(`close ${port}`)
        },
      }
    },
  })
  return { log, metrics }
}

describe('The switch of the metrics', () => {
  it('is off at first', () => {
    expect(ports().metrics.state()).toEqual({ on: false, address: null, problem: null })
  })

  it('serves them, moves them to another port, and ends them', async () => {
    const { log, metrics } = ports()
    await metrics.serveAt(9464)
    await metrics.serveAt(9464)
    expect(metrics.state()).toEqual({ on: true, address: 'http://127.0.0.1:9464/metrics', problem: null })
    await metrics.serveAt(9465)
    await metrics.serveAt(null)
    expect(metrics.state()).toEqual({ on: false, address: null, problem: null })
    expect(log).toEqual(['open 9464', 'close 9464', 'open 9465', 'close 9465'])
  })

  it('makes one change after another', async () => {
    const { log, metrics } = ports()
    await Promise.all([metrics.serveAt(1), metrics.serveAt(null), metrics.serveAt(2)])
    expect(log).toEqual(['open 1', 'close 1', 'open 2'])
  })

  it('tells whoever asked for a change that it failed, and goes on with the next', async () => {
    let closed = 0
    const metrics = createWatchMetrics({
      text: () => '',
      serve: async ({ port }) => ({
        address: `http://127.0.0.1:${port}/metrics`,
        async close() {
          closed += 1
          if (closed === 1) throw new Error('a bug')
        },
      }),
    })
    await metrics.serveAt(9464)
    await expect(metrics.serveAt(9465)).rejects.toThrow('a bug')
    expect(metrics.state()).toEqual({ on: false, address: null, problem: null })
    await metrics.serveAt(9466)
    expect(metrics.state()).toMatchObject({ on: true, address: 'http://127.0.0.1:9466/metrics' })
  })

  it.each([
    ['EADDRINUSE', 'Another program on this machine has port 9464. Choose another port.'],
    ['EACCES', 'This machine does not let Postern have port 9464. Choose another port.'],
    ['EMFILE', 'The metrics cannot be served at port 9464 (EMFILE).'],
  ])('says what is in the way (%s), and goes on with another port', async (code, problem) => {
    const { metrics } = ports({ 9464: code })
    await metrics.serveAt(9464)
    expect(metrics.state()).toEqual({ on: true, address: null, problem })
    await metrics.serveAt(9465)
    expect(metrics.state()).toMatchObject({ problem: null, address: 'http://127.0.0.1:9465/metrics' })
  })

  it('says that a host which serves none does not', async () => {
    const metrics = createWatchMetrics({ serve: undefined, text: () => '' })
    await metrics.serveAt(9464)
    expect(metrics.state().problem).toBe('The metrics cannot be served at port 9464.')
  })
})

describe('The text of the metrics', () => {
  it('is of all that is measured now', () => {
    const text = metricsText('0.1.0', { measured: () => [measuredContoso] })
    expect(text).toContain('postern_run_verdict{organisation="Contoso",verdict="not-ready"} 1\n')
    expect(text.endsWith('# EOF\n')).toBe(true)
  })

  it('says where the machine is in the way of what is kept, and calls nothing else that', () => {
    const thrown = (error: Error) => () =>
      metricsText('0.1.0', {
        measured() {
          throw error
        },
      })
    expect(thrown(new StoreRefused('The disk is full.'))).toThrow(expect.objectContaining({ code: 'not-kept' }))
    expect(thrown(new Error('a bug'))).toThrow('a bug')
  })
})
