// The program: binds the command line to this process and runs it. Loads no command itself.
import { processIo } from './io.ts'
import { run } from './program.ts'

// `alipay-sim journal list | head` closes the pipe early, which is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2)
})

const code = await run(process.argv.slice(2), processIo)
// A command of its own exit codes (grade) sets them itself.
if (code !== 0) process.exitCode = code
