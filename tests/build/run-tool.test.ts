import { expect, test } from 'vitest'
import { root, runTool } from '../../build/run-tool.ts'

const node = (code: string, options?: Parameters<typeof runTool>[2]) => runTool(process.execPath, ['-e', code], options)

test('gives what is printed on either stream, and the exit code', async () => {
  const result = await node("console.log('ä'); console.error('b'); process.exitCode = 3")
  expect(result.code).toBe(3)
  expect(result.output.split('\n').sort()).toEqual(['', 'b', 'ä'])
})

test('runs in the repository, with more environment', async () => {
  const { output } = await node('console.log(process.cwd(), process.env.WHAT)', { environment: { WHAT: 'this' } })
  expect(output).toBe(`${root.replace(/\/$/, '')} this\n`)
})

test('a program that is not there is a failure that says so', async () => {
  expect(await runTool('/nowhere/program', [])).toEqual({ code: 1, output: 'spawn /nowhere/program ENOENT\n' })
})

test('a program that a signal ends is a failure', async () => {
  expect(await node("process.kill(process.pid, 'SIGKILL')")).toEqual({ code: 1, output: '' })
})

test('ends with the signal that it was given', async () => {
  const stopping = new AbortController()
  const running = node('setInterval(() => {}, 1e6)', { signal: stopping.signal })
  stopping.abort()
  expect(await running).toMatchObject({ code: 1 })
})
