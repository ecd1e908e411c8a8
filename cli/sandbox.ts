// `alipay-sim sandbox …`: worlds of their own, and the limits and switches of one.
import { Command, Option } from 'commander'
import type { SandboxView } from '../server/control/sandboxes.ts'
import { formatDuration, parseDuration } from '../server/values/instant.ts'
import { formatYuan } from '../server/values/money.ts'
import { plainValue } from '../server/faults/text-options.ts'
import { splitPair } from './fault-options.ts'
import type { Io } from './io.ts'
import { card, table } from './table.ts'
import { addVerb } from './verb.ts'

export function sandboxCommand(io: Io): Command {
  const sandbox = new Command('sandbox')
  addVerb(sandbox, io, {
    usage: 'list',
    scope: 'host',
    about: 'the sandboxes and their apps',
    examples: ['sandbox list', 'sandbox list --json'],
    run: async (client) => {
      const value = await client.get<SandboxView[]>('/sandboxes')
      const rows = value.map(({ id, appIds, seed, now }) => [id, appIds.join(' '), seed, now])
      return { value, lines: table(['id', 'app_id', 'seed', 'now (China)'], rows) }
    },
  })
  addVerb<{ seed?: string }>(sandbox, io, {
    usage: 'create <id>',
    scope: 'host',
    about: 'makes a sandbox with an app, keys and buyers of its own',
    examples: ['sandbox create job-7', 'sandbox create job-7 --seed nightly --json'],
    options: [new Option('--seed <text>', 'decides its ids, names, keys and chance (default: id)')],
    run: async (client, { seed }, [id = '']) => {
      const value = await client.send<SandboxView>('POST', '/sandboxes', { id, seed })
      const lines = card([
        ['id', value.id],
        ['app_id', value.appIds.join(' ')],
        ['seed', value.seed],
      ])
      return { value, lines }
    },
  })
  addVerb(sandbox, io, {
    usage: 'remove <id>',
    scope: 'host',
    about: 'removes a sandbox and its database',
    examples: ['sandbox remove job-7'],
    run: async (client, _options, [id = '']) => {
      await client.send('DELETE', `/sandboxes/${encodeURIComponent(id)}`)
      return { value: { removed: id }, lines: [`${id} removed`] }
    },
  })
  addVerb(sandbox, io, {
    usage: 'policy [name=value...]',
    about: 'shows the time limits and switches, and changes those that are given',
    examples: [
      'sandbox policy',
      'sandbox policy orderTimeoutMs=15m tombstone=true',
      'sandbox policy cancelWindow=same-day --sandbox job-7',
    ],
    run: async (client, _options, changes) => {
      const value =
        changes.length === 0
          ? await client.get<object>('/policy')
          : await client.send<object>('PATCH', '/policy', readChanges(changes))
      const rows = Object.entries(value).map(([name, set]): [string, string] => [
        name,
        policyWords(name, set),
      ])
      return { value, lines: card(rows) }
    },
  })
  return sandbox
}

/** `15m` for what is counted in milliseconds; the server checks the rest. */
function readChanges(changes: readonly string[]): object {
  const pairs = changes.map((change) => {
    const [name, text] = splitPair(change)
    const durationMs = name.endsWith('Ms') ? parseDuration(text) : undefined
    return [name, durationMs ?? plainValue(text)]
  })
  return Object.fromEntries(pairs)
}

function policyWords(name: string, set: unknown): string {
  if (typeof set !== 'number') return String(set)
  if (name.endsWith('Ms')) return `${set}  (${formatDuration(set)})`
  return name.endsWith('Fen') ? `${set}  (${formatYuan(set)} yuan)` : String(set)
}
