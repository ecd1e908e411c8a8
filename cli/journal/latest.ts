// The latest entries of a journal, however many pages they fill.
import type { JournalPage } from '../../server/control/journal.ts'
import type { Entry } from '../../server/journal/entry.ts'
import type { Client } from '../client.ts'

/** So many of the latest, oldest first. The server says what is wrong with the count. */
export async function latestEntries(
  client: Client,
  count: string,
  query: Record<string, string | undefined> = {},
): Promise<Entry[]> {
  let page = await client.get<JournalPage>('/journal', { ...query, latest: count })
  let { entries } = page
  while (page.more && entries.length < Number(count)) {
    const wanted = {
      latest: String(Number(count) - entries.length),
      before: String(entries[0]?.seq),
    }
    page = await client.get<JournalPage>('/journal', { ...query, ...wanted })
    entries = [...page.entries, ...entries]
  }
  return entries
}
