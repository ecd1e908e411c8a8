// `alipay-sim fault …`: make the gateway misbehave.
import { Command, Option } from 'commander'
import type { FaultRule } from '../../server/faults/match.ts'
import { addCatalogue } from '../catalogue.ts'
import { explainVerb } from './explain.ts'
import { heldVerbs } from './held.ts'
import { MATCH_OPTIONS, matchOf, ruleWords, type MatchFlags } from './match.ts'
import { faultOptions, knownFault } from './options.ts'
import type { Io } from '../io.ts'
import { table } from '../table.ts'
import { addVerb, settings } from '../verb.ts'

interface AddOptions extends MatchFlags {
  executed?: string
  set: string[]
}

const SWITCHES = [
  ['pause', 'switches one rule off for now; it keeps its counters'],
  ['resume', 'switches a paused rule on again'],
] as const

const pathOf = (id: string) => `/faults/${encodeURIComponent(id)}`

export function faultCommand(io: Io): Command {
  const fault = new Command('fault')
  addVerb(fault, io, {
    usage: 'list',
    about: 'the rules, in the order in which they act, and how often they matched and fired',
    examples: ['fault list', 'fault list --json'],
    run: async (client) => {
      const value = await client.get<FaultRule[]>('/faults')
      const rows = value.map((rule) => {
        const { id, fault: name, hits, fired } = rule
        const when = rule.isPaused ? `paused; ${ruleWords(rule)}` : ruleWords(rule)
        return [id, name, `${hits}`, `${fired}`, when]
      })
      const head = ['id', 'fault', 'matched', 'fired', 'when']
      const lines = rows.length === 0 ? ['no rules'] : table(head, rows)
      return { value, lines }
    },
  })
  addCatalogue(fault, io, {
    about: 'every fault there is, and what stays true in the books',
    path: '/faults/catalogue',
  })
  addRuleVerb(fault, io)
  explainVerb(fault, io)
  addVerb(fault, io, {
    usage: 'remove <id>',
    about: 'removes one rule',
    examples: ['fault remove r1'],
    run: async (client, _options, [id = '']) => {
      await client.send('DELETE', pathOf(id))
      return { value: { removed: id }, lines: [`${id} removed`] }
    },
  })
  for (const [name, about] of SWITCHES) {
    addVerb(fault, io, {
      usage: `${name} <id>`,
      about,
      examples: [`fault ${name} r1`],
      run: async (client, _options, [id = '']) => {
        const value = await client.send<FaultRule>('POST', `${pathOf(id)}/${name}`)
        return { value, lines: [`${id} ${name}d`] }
      },
    })
  }
  heldVerbs(fault, io)
  addVerb(fault, io, {
    usage: 'clear',
    about: 'removes all rules',
    examples: ['fault clear'],
    run: async (client) => {
      await client.send('DELETE', '/faults')
      return { value: { removed: 'all' }, lines: ['no rules any more'] }
    },
  })
  return fault
}

function addRuleVerb(fault: Command, io: Io): void {
  addVerb<AddOptions>(fault, io, {
    usage: 'add <fault>',
    about: 'adds a rule: which fault, for which messages, how often',
    examples: [
      'fault add F02 --op PAY --count 1',
      'fault add lost-reply --executed yes --op PAY --amount 88.88',
      'fault add duplicate-notification --set copies=3 gap=10m',
      'fault add hang --protocol openapi-v3 --from "2026-01-05 10:00" --until "2026-01-05 10:05"',
    ],
    options: [
      new Option('--executed <yes|no|later>', 'whether the call is really carried out'),
      ...MATCH_OPTIONS,
      settings('further options of the fault, see "fault catalogue"'),
    ],
    run: async (client, options, [word = '']) => {
      const { name, fault: found } = knownFault(word)
      const body = {
        fault: name,
        options: faultOptions(found, options.set, options.executed),
        match: matchOf(options),
      }
      const value = await client.send<FaultRule>('POST', '/faults', body)
      return { value, lines: [`${value.id}  ${value.fault}  ${ruleWords(value)}`] }
    },
  })
}
