// The latest rows of a list, however many pages they fill.
import { Option } from 'commander'
import type { Client } from './client.ts'
import { wholeText } from './whole.ts'

export interface ListFlags {
  last: string
  before?: string
}

/** `what` a row is, and how one is named. */
export const listOptions = (what: string, named: string): Option[] => [
  new Option('--last <number>', 'how many').default('50').argParser(wholeText),
  new Option(`--before <${what}>`, `those before this one, ${named}`),
]

/** As many as the server gives at once. */
const PAGE = 1_000

/** So many of the latest, oldest first. The server says what is wrong with the first page. */
export async function latestRows<T>(
  client: Client,
  path: string,
  { last, before }: ListFlags,
  keyOf: (row: T) => string,
): Promise<T[]> {
  const wanted = Number(last)
  const pageBefore = (key: string | undefined, left: number) =>
    client.get<T[]>(path, { limit: String(Math.min(PAGE, left)), before: key })
  let rows = await pageBefore(before, wanted)
  for (let [first] = rows; first !== undefined && rows.length < wanted;) {
    const page = await pageBefore(keyOf(first), wanted - rows.length)
    rows = [...page, ...rows]
    first = page[0]
  }
  return rows
}
