// The program: binds the command line to this process and runs it. Loads no command itself.
import type { Io } from './io.ts'
import { run } from './program.ts'
import { VERSION } from './version.ts'

const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  progress: process.stderr.isTTY ? 'rewritten' : 'lines',
  env: process.env,
  fetch,
  stopped: () =>
    new Promise((resolve) => {
      process.once('SIGINT', () => resolve())
      process.once('SIGTERM', () => resolve())
    }),
  version: VERSION,
}

// `alipay-sim journal list | head` closes the pipe early, which is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2)
})

const code = await run(process.argv.slice(2), io)
// A command of its own exit codes (grade) sets them itself.
if (code !== 0) process.exitCode = code
