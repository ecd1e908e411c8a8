// What the command line needs of the process around it, so that a command can run inside a test.
import { onStop } from '../server/hosts/platform.ts'
import { VERSION } from './version.ts'

export interface Io {
  /** Writes text as it is; commands end their lines themselves. */
  out(text: string): void
  err(text: string): void
  /** How stderr shows what takes a while: on one line of a terminal, in lines of a log, or not. */
  progress: 'rewritten' | 'lines' | 'none'
  env: Readonly<Record<string, string | undefined>>
  fetch: typeof globalThis.fetch
  /** Resolves when the person wants the server to stop. */
  stopped(): Promise<void>
  /** The version of this package. */
  version: string
}

/** This process. */
export const processIo: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  progress: process.stderr.isTTY ? 'rewritten' : 'lines',
  env: process.env,
  fetch,
  stopped: () =>
    new Promise((resolve) => {
      onStop(resolve)
    }),
  version: VERSION,
}
