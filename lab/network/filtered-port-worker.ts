import { createServer } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

// Listens, and then stands still until it is woken: the kernel fills a short queue, and drops what comes after.
const { host, port, gate } = workerData as { host: string; port: number; gate: Int32Array }
const server = createServer()
server.on('error', (error) => parentPort?.postMessage(error.message))
server.listen({ host, port, backlog: 1 }, () => {
  parentPort?.postMessage('listening')
  Atomics.wait(gate, 0, 0)
  server.close()
})
server.on('connection', (socket) => socket.destroy())
