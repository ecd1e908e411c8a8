// `grade post`: shows the JSON report of an earlier run in the console of a simulator that runs.
import { Command } from 'commander'
import type { Grade } from '../../server/sandbox/api/grades.ts'
import { readReport } from '../../client-tests/reports/report-schema.ts'
import type { Where } from '../client.ts'
import type { Io } from '../io.ts'
import { addVerb } from '../verb.ts'
import { readFile } from './judging.ts'

export function postCommand(io: Io): Command {
  const parent = new Command('grade')
  addVerb(parent, io, {
    usage: 'post <file>',
    about: 'show the JSON report of an earlier run in the console of a simulator that runs',
    examples: [
      'grade post reports/latest/merchant.json',
      'grade post ci/merchant.json --url http://10.0.0.7:8600',
    ],
    run: async (client, { sandbox = 'default' }: Where, [file = '']) => {
      const report = readFile('post', file, readReport)
      const grade = await client.send<Grade>('POST', '/grades', report)
      const address = `${client.consoleUrl}&/${encodeURIComponent(sandbox)}/grades/${grade.id}`
      return { value: { ...grade, console: address }, lines: [address] }
    },
  })
  const [command] = parent.commands
  if (!command) throw new Error('a verb adds a command')
  return command
}
