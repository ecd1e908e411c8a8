// How a page of the cashier is sent: in the reader's language, under a policy that lets its sheet in and nothing else.
import type { Context } from 'hono'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { PendingOrder } from '../trade/trade.ts'
import { contentPolicy } from './content-policy.ts'
import type { Page, Shell } from './page.ts'
import { WORDS, type Words } from './words.table.ts'

/** The sandbox that an application lives in. */
export type FindSandbox = (appId: string) => Sandbox | undefined

const wordsFor = ({ req }: Context): Words => {
  const asked = req.query('lang') ?? req.header('accept-language') ?? ''
  return WORDS[/^en\b/i.test(asked) ? 'en' : 'zh']
}

/** A page, with the policy that lets its sheet in and nothing else. */
export function send(context: Context, page: Page, status?: 404 | 409 | 410, order?: PendingOrder) {
  context.header('content-security-policy', contentPolicy(order, page.style))
  return context.html(page.text, status)
}

/** The words of the page, and where it is in the other language. */
export function shellOf(context: Context): Shell {
  const words = wordsFor(context)
  const ticket = context.req.query('ticket')
  return { words, otherLanguage: addressOf(context, ticket, words.otherLang) }
}

/** The same page with another ticket, or with none; the language stays. */
export function addressOf({ req }: Context, ticket?: string, lang = req.query('lang')): string {
  const query = new URLSearchParams({ ...(lang && { lang }), ...(ticket && { ticket }) })
  const path = new URL(req.url).pathname
  return query.size === 0 ? path : `${path}?${query}`
}
