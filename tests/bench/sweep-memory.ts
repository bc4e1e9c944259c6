import { json } from 'node:stream/consumers'
import type { Farm } from './start-farm.ts'
import { sweepAll } from './sweep.ts'

/**
 * Looks once at the servers that standard input names, and prints as JSON how many bytes of memory the process held at
 * most, and by how many that was more than before it began.
 */
const farm = (await json(process.stdin)) as Farm
const before = process.memoryUsage.rss()
let peakBytes = before
const watch = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
}, 2)
await sweepAll(farm, farm.addresses)
clearInterval(watch)
peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
process.stdout.write(JSON.stringify({ grownBytes: Math.max(1, peakBytes - before), peakBytes }))
