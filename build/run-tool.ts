import { spawn } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

export type ToolResult = { code: number; output: string }

export type ToolOptions = {
  environment?: Record<string, string>
  /** Also writes what it prints to standard output, as it comes. */
  show?: boolean
  /** Ends the program when it aborts; its code is 1 then. */
  signal?: AbortSignal
}

/** Runs a program in the repository and gives its exit code and everything that it printed. Never throws. */
export function runTool(command: string, args: readonly string[], options: ToolOptions = {}): Promise<ToolResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.signal && { signal: options.signal }),
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
        if (options.show) process.stdout.write(text)
      })
    }
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** Runs a script of a package, named by its path below node_modules, on this same Node 24. */
export function runNode(script: string, args: readonly string[], options?: ToolOptions): Promise<ToolResult> {
  return runTool(process.execPath, [join(root, 'node_modules', script), ...args], options)
}
