// What is looked at stands in the address, so that it can be pasted to a colleague:
// #/SANDBOX/PAGE/ITEM?filter=…
import { signal } from '@preact/signals'
import { takeToken } from './session.ts'

export const PAGES = [
  'trades',
  'journal',
  'notifications',
  'faults',
  'clock',
  'wallet',
  'till',
  'grades',
  'apps',
] as const
export type Page = (typeof PAGES)[number]

export interface Route {
  sandbox: string
  page: Page
  /** A trade, an entry, a notification: whatever the page shows one of. */
  item?: string
  query: Readonly<Record<string, string>>
}

export function readRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const [sandbox, page, item] = path.split('/').map(decoded)
  return {
    sandbox: sandbox || 'default',
    page: PAGES.find((one) => one === page) ?? 'trades',
    ...(item ? { item } : {}),
    query: Object.fromEntries(new URLSearchParams(search)),
  }
}

export function writeRoute({ sandbox, page, item, query }: Route): string {
  const path = [sandbox, page, ...(item === undefined ? [] : [item])]
  const given = Object.entries(query).filter(([, value]) => value !== '')
  const search = given.length === 0 ? '' : `?${new URLSearchParams(given)}`
  return `#/${path.map(encodeURIComponent).join('/')}${search}`
}

/** A link that somebody mistyped leads somewhere all the same. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export const route = signal<Route>(readRoute(''))

export function followAddress(): void {
  const read = () => {
    // Somebody followed the link of `alipay-sim console` in a tab that is open already.
    if (location.hash.startsWith('#token=')) takeToken()
    route.value = readRoute(location.hash)
  }
  addEventListener('hashchange', read)
  read()
}

/** The address of something in this sandbox. */
export const linkTo = (page: Page, item?: string, query: Route['query'] = {}): string =>
  writeRoute({ sandbox: route.value.sandbox, page, item, query })

/** Changes filters in place: nobody wants to go back through every letter that was typed. */
export function setQuery(change: Record<string, string | undefined>): void {
  const now = route.value
  const merged = Object.entries({ ...now.query, ...change })
  const query = Object.fromEntries(merged.filter((pair): pair is [string, string] => !!pair[1]))
  history.replaceState(null, '', writeRoute({ ...now, query }))
  route.value = { ...now, query }
}
