// Starts the built program as a user does, and says how long it took to be ready.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import buildOnce from '../tools/build-once.ts'

const LAUNCHER = fileURLToPath(new URL('../dist/launcher.cjs', import.meta.url))

export interface Ready {
  event: 'ready'
  gateway: string
  url: string
  port: number
  token: string
}

export interface Served {
  ready: Ready
  /** From the spawn to the line that says it is ready. */
  startMs: number
  pid: number
  stop(): Promise<void>
}

/** `alipay-sim serve` on a free port, nothing on disk unless told. Builds dist/ first when it is stale. */
export async function serve(more: readonly string[] = ['--ephemeral']): Promise<Served> {
  await buildOnce()
  const args = [LAUNCHER, 'serve', '--port', '0', '--json', ...more]
  const startedMs = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => String(text)),
    gone.then(([code]) => {
      throw new Error(`serve ended with ${code} before it was ready`)
    }),
  ])
  const startMs = performance.now() - startedMs
  const ready: Ready = JSON.parse(line)
  if (ready.event !== 'ready') throw new Error(`the first line is not the ready line: ${line}`)
  return {
    ready,
    startMs,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM')
      await gone
    },
  }
}
