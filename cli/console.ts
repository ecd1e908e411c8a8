// `alipay-sim console`: where a browser finds the console of a running server.
import { Command } from 'commander'
import type { Io } from './io.ts'
import { addVerb } from './verb.ts'

/** The command is its own only verb. */
export function consoleCommand(io: Io): Command {
  const parent = new Command('alipay-sim')
  addVerb(parent, io, {
    usage: 'console',
    about: 'the address of the console, with its token: keep it out of logs',
    examples: ['console', 'console --data /tmp/job-7'],
    scope: 'host',
    run: async (client) => {
      // Says at once when no server is there, or the token is another's.
      await client.get('/sandboxes')
      return { value: { url: client.consoleUrl }, lines: [client.consoleUrl] }
    },
  })
  const [command] = parent.commands
  if (!command) throw new Error('a verb adds a command')
  return command
}
