// `alipay-sim journal …`: everything that happened. Payment codes are masked, except with --unmasked.
import { closeSync, writeSync } from 'node:fs'
import { Command, Option } from 'commander'
import { writeJournal } from '../../client-tests/grade/saved-journal.ts'
import type { JournalPage } from '../../server/control/journal.ts'
import { openPrivateFile } from '../../server/hosts/private-files.ts'
import type { LocalizedText } from '../../client-tests/rules/rule.ts'
import type { Entry } from '../../server/journal/entry.ts'
import { visible } from '../../server/values/visible.ts'
import type { Client } from '../client.ts'
import { Failure, messageOf } from '../failure.ts'
import type { Io } from '../io.ts'
import { boundsVerbs } from './bounds.ts'
import { entryLine, entryLines } from './words.ts'
import { latestEntries } from './latest.ts'
import { successRateVerb } from '../success-rate.ts'
import { addVerb } from '../verb.ts'
import { wholeText } from '../whole.ts'

const unmasked = new Option('--unmasked', 'show payment codes in full')
const PAGE = '1000'

interface Flags {
  unmasked?: boolean
  json?: boolean
}

const unmaskedQuery = ({ unmasked: isUnmasked }: Flags) => (isUnmasked ? 'true' : undefined)

export function journalCommand(io: Io): Command {
  const journal = new Command('journal')
  addVerb<Flags & { last: string }>(journal, io, {
    usage: 'list',
    about: 'the latest entries, oldest first',
    examples: ['journal list', 'journal list --last 200 --json'],
    options: [
      new Option('--last <number>', 'how many').default('50').argParser(wholeText),
      unmasked,
    ],
    run: async (client, options) => {
      const query = { unmasked: unmaskedQuery(options) }
      const entries = await latestEntries(client, options.last, query)
      return { value: entries, lines: entries.map(entryLine) }
    },
  })
  addVerb<Flags>(journal, io, {
    usage: 'show <exchange>',
    about: 'one exchange whole: request, books, faults, reply, why it was answered so, and a curl',
    examples: ['journal show x12', 'journal show x12 --unmasked'],
    options: [unmasked],
    run: async (client, options, [exchange = '']) => {
      const entries = await entriesOf(client, exchange, options)
      if (entries.length > 0) return { value: entries, lines: entries.flatMap(entryLines) }
      const meant = await meantBy(client, exchange)
      throw new Failure(1, {
        en: `exchange: there is no ${exchange}; ${meant.en}`,
        zh: `exchange：没有调用 ${exchange}；${meant.zh}`,
      })
    },
  })
  addVerb<Flags & { since?: string }>(journal, io, {
    usage: 'follow',
    about: 'prints entries as they happen, until interrupted',
    examples: ['journal follow', 'journal follow --since 0 --json'],
    options: [
      new Option('--since <seq>', 'begin after this entry (default: from now on)').argParser(
        wholeText,
      ),
      unmasked,
    ],
    run: async (client, options) => {
      await follow(client, options, (entry) =>
        io.out(`${options.json ? visible(JSON.stringify(entry)) : entryLine(entry)}\n`),
      )
      return undefined
    },
  })
  addVerb<Flags>(journal, io, {
    usage: 'export <file>',
    about: 'saves the whole journal, one JSON entry a line, codes masked ("-": standard output)',
    examples: ['journal export journal.jsonl', 'journal export - | jq .kind'],
    run: (client, _options, [file = '']) => save(client, file, io),
  })
  boundsVerbs(journal, io)
  successRateVerb(journal, io)
  return journal
}

/** Of one exchange, however many pages they fill. */
async function entriesOf(client: Client, exchange: string, flags: Flags): Promise<Entry[]> {
  const query = { exchange, unmasked: unmaskedQuery(flags) }
  let page = await client.get<JournalPage>('/journal', query)
  const entries = [...page.entries]
  while (page.more) {
    page = await client.get<JournalPage>('/journal', { ...query, since: `${page.last}` })
    entries.push(...page.entries)
  }
  return entries
}

/** Lists begin with the number of the entry, and whoever types that means the exchange it is part of. */
async function meantBy(client: Client, given: string): Promise<LocalizedText> {
  if (/^\d{1,15}$/.test(given)) {
    const query = { since: String(Number(given) - 1), limit: '1' }
    const [entry] = (await client.get<JournalPage>('/journal', query)).entries
    if (entry?.seq === Number(given) && 'exchange' in entry && entry.exchange !== undefined) {
      const command = `alipay-sim journal show ${entry.exchange}`
      return {
        en: `entry ${given} is part of ${entry.exchange}: ${command}`,
        zh: `第 ${given} 条流水属于调用 ${entry.exchange}：${command}`,
      }
    }
  }
  const { first } = await client.get<JournalPage>('/journal', { latest: '1' })
  const command = 'alipay-sim journal list'
  const hint = { en: `see "${command}"`, zh: `流水见 ${command}` }
  if (first === 1) return hint
  return {
    en: `what was before entry ${first} has been pruned; ${hint.en}`,
    zh: `第 ${first} 条之前的流水已被清理；${hint.zh}`,
  }
}

async function follow(
  client: Client,
  options: Flags & { since?: string },
  show: (entry: Entry) => void,
): Promise<void> {
  const query = { follow: 'true', since: options.since, unmasked: unmaskedQuery(options) }
  const { body } = await client.stream('/journal', query)
  if (!body) return
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const bytes of body) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line.startsWith('data: ')) show(JSON.parse(line.slice(6)))
    }
  } catch (error) {
    // The server was stopped, which ends every stream without a last word.
    if (!(error instanceof TypeError)) throw error
  }
}

async function save(client: Client, file: string, io: Io) {
  const to = file === '-' ? undefined : open(file)
  let count = 0
  try {
    for (let since = 0; ;) {
      const query = { since: `${since}`, limit: PAGE }
      const page = await client.get<JournalPage>('/journal', query)
      if (page.entries.length === 0) break
      const text = writeJournal(page.entries)
      if (to === undefined) io.out(visible(text))
      else writeSync(to, text)
      count += page.entries.length
      since = page.last
    }
  } finally {
    if (to !== undefined) closeSync(to)
  }
  if (to === undefined) return undefined
  return { value: { file, entries: count }, lines: [`${count} entries in ${file}`] }
}

function open(file: string): number {
  try {
    return openPrivateFile(file)
  } catch (error) {
    throw new Failure(2, {
      en: `cannot write the journal (${messageOf(error)})`,
      zh: `无法写入流水（${messageOf(error)}）`,
    })
  }
}
