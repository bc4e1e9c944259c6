import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { readConfigurationFile } from '../../electron/engine/management/read-configuration-file.ts'

/**
 * Reads the export of devices that is named, as `postern` does or as csv-parse does (`--peer`), and prints as JSON how long
 * that took, how much memory the process held at most, and how long the others in it had to wait at most.
 */
const [path = '', who] = process.argv.slice(2)
let peakBytes = process.memoryUsage.rss()
let longestGap = 0
let last = performance.now()
const look = () => {
  const now = performance.now()
  longestGap = Math.max(longestGap, now - last)
  last = now
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
}
const watch = setInterval(look, 1)
const began = performance.now()
const devices = await (who === '--peer' ? readByPeer() : read())
const milliseconds = performance.now() - began
look()
clearInterval(watch)
// Held until here, so that what is measured is what whoever reads has in hand.
process.stdout.write(JSON.stringify({ milliseconds, peakBytes, longestGap, devices: devices.length }))

async function read(): Promise<readonly unknown[]> {
  const reading = await readConfigurationFile(createReadStream(path))
  if ('refused' in reading) throw new Error(reading.sentence)
  return reading.configuration.mobileDevices ?? []
}

/** The same, as objects of all columns: what a program makes that only parses. */
async function readByPeer(): Promise<readonly unknown[]> {
  const records: unknown[] = []
  for await (const record of createReadStream(path).pipe(parse({ columns: true, bom: true, from_line: 2 })))
    records.push(record)
  return records
}
