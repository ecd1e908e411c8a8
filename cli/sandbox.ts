// `alipay-sim sandbox …`: worlds of their own, and the options of one.
import { Command, Option } from 'commander'
import type { ProfileView } from '../server/sandbox/api/profile.ts'
import type { SandboxView } from '../server/control/sandboxes.ts'
import type { ShopView } from '../server/sandbox/core/shop.ts'
import { defaultsOf } from '../server/options/option.ts'
import { GATEWAYS } from '../server/protocols/protocols.ts'
import { optionsOf } from '../server/sandbox/core/options.ts'
import { formatDuration, parseDuration } from '../server/values/instant.ts'
import { formatYuan } from '../server/values/money.ts'
import { Failure } from './failure.ts'
import { plainValue } from '../server/faults/text-options.ts'
import { splitPair } from './fault/options.ts'
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
  addVerb<{ seed?: string; profile?: string; reading?: string }>(sandbox, io, {
    usage: 'create <id>',
    scope: 'host',
    about: 'makes a sandbox with an app, keys and buyers of its own',
    examples: ['sandbox create job-7', 'sandbox create job-7 --seed nightly --json'],
    options: [
      new Option('--seed <text>', 'decides its ids, names, keys and chance (default: id)'),
      new Option('--profile <name>', 'calm, mild, rough or magic-amounts (default: calm)'),
      new Option('--reading <name>', 'default or seeds (default: default)'),
    ],
    run: async (client, { seed, profile, reading }, [id = '']) => {
      const body = { id, seed, profile, reading }
      const value = await client.send<SandboxView>('POST', '/sandboxes', body)
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
  addWeather(sandbox, io)
  addVerb(sandbox, io, {
    usage: 'options [name=value...]',
    formerly: 'policy',
    about: 'shows the options of the gateway, and changes those that are given',
    examples: [
      'sandbox options',
      'sandbox options orderTimeoutMs=15m tombstone=true',
      'sandbox options cancelWindow=same-day --sandbox job-7',
      'sandbox options notifyStates=TRADE_SUCCESS,TRADE_CLOSED sellerIds=2088102100000000',
    ],
    run: async (client, _options, changes) => {
      const value =
        changes.length === 0
          ? await client.get<object>('/options')
          : await client.send<object>('PATCH', '/options', readChanges(changes))
      const rows = Object.entries(value).map(([name, set]): [string, string] => [
        name,
        optionWords(name, set),
      ])
      return { value, lines: card(rows) }
    },
  })
  return sandbox
}

/** In the form that the option has by default; the server checks the rest. */
function readChanges(changes: readonly string[]): object {
  const pairs = changes.map((change) => {
    const [name, text] = splitPair(change)
    return [name, valueFor(name, text)]
  })
  return Object.fromEntries(pairs)
}

const DEFAULTS: Record<string, unknown> = defaultsOf(optionsOf(GATEWAYS))

function addWeather(sandbox: Command, io: Io): void {
  addVerb(sandbox, io, {
    usage: 'shop',
    about: 'the seller, drawn from the seed: its name, its stores (store_id) and its goods',
    examples: ['sandbox shop', 'sandbox shop --json'],
    run: async (client) => {
      const value = await client.get<ShopView>('/shop')
      const stores = value.stores.map(({ storeId, name, address }) => [storeId, name, address])
      const goods = value.goods.map((one) => [one.goodsId, one.name, formatYuan(one.priceFen)])
      const tables = [
        ...table(['store_id', 'store', 'address'], stores),
        ...table(['goods_id', 'goods', 'yuan'], goods),
      ]
      return { value, lines: [value.name, ...tables] }
    },
  })
  addVerb(sandbox, io, {
    usage: 'profile [name]',
    about:
      'shows the fault profile, or changes it: calm, mild, rough or magic-amounts; the same seed repeats its faults',
    examples: ['sandbox profile', 'sandbox profile mild', 'sandbox profile rough --sandbox job-7'],
    run: async (client, _options, [profile]) => {
      const value =
        profile === undefined
          ? await client.get<ProfileView>('/profile')
          : await client.send<ProfileView>('PUT', '/profile', { profile })
      return { value, lines: [`${value.profile}  (seed ${value.seed})`] }
    },
  })
  addVerb(sandbox, io, {
    usage: 'reading [name]',
    about:
      'shows the reading of Alipay’s texts, or changes it: default, or seeds (the letter of the cited texts)',
    examples: ['sandbox reading', 'sandbox reading seeds', 'sandbox reading default'],
    run: async (client, _options, [reading]) => {
      const value =
        reading === undefined
          ? await client.get<{ reading: string }>('/reading')
          : await client.send<{ reading: string }>('PUT', '/reading', { reading })
      return { value, lines: [value.reading] }
    },
  })
  addVerb(sandbox, io, {
    usage: 'outage <duration>',
    scope: 'host',
    about: 'the gateway is unreachable for a while; a separate control port stays reachable',
    examples: ['sandbox outage 20s'],
    run: async (client, _options, [length = '']) => {
      const value = await client.send<{ forMs: number }>('POST', '/outage', { for: length })
      return { value, lines: [`the gateway refuses everybody for ${formatDuration(value.forMs)}`] }
    },
  })
}

/** `15m` for what is counted in milliseconds, `a,b` or JSON for a list, and the letters of a word. */
function valueFor(name: string, text: string): unknown {
  const durationMs = name.endsWith('Ms') ? parseDuration(text) : undefined
  if (durationMs !== undefined) return durationMs
  if (/^[[{]/.test(text)) return parseJson(name, text)
  if (Array.isArray(DEFAULTS[name])) return text === '' ? [] : text.split(',')
  // Some words are digits: v3BadSignatureStatus=401.
  return typeof DEFAULTS[name] === 'string' ? wordsOrWord(text) : plainValue(text)
}

/** An option that is a word by default may take several: notifyStates. */
const wordsOrWord = (text: string) => (text.includes(',') ? text.split(',') : text)

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Failure(2, {
      en: `${name}: ${text} is no JSON; write ${name}=a,b or ${name}='["a","b"]'`,
      zh: `${name}：${text} 不是 JSON；请写成 ${name}=a,b 或 ${name}='["a","b"]'`,
    })
  }
}

function optionWords(name: string, set: unknown): string {
  if (typeof set === 'string') return set
  if (typeof set !== 'number') return JSON.stringify(set)
  if (name.endsWith('Ms')) return `${set}  (${formatDuration(set)})`
  return name.endsWith('Fen') ? `${set}  (${formatYuan(set)} yuan)` : String(set)
}
