// Journals whose orders say something, for the tests of the rules about that.
import type { EntryOf, OrderText } from '../../../server/journal/entry.ts'
import { createJournal } from '../../trace/journal.fixture.ts'

type Declared = NonNullable<EntryOf<'run'>['capabilities']>

export const declaring = (declared: Partial<Declared>): Declared => ({
  families: ['O'],
  roles: ['merchant'],
  device: false,
  itemCampaign: false,
  supports: {},
  ...declared,
})

/** One sale of 20.00 whose orders say this, one after the other. */
export function orders(texts: readonly OrderText[], declared?: Partial<Declared>) {
  const journal = createJournal(declared && { capabilities: declaring(declared) }).sale()
  for (const [place, order] of texts.entries()) {
    journal.call(place + 1, 'PAY', `A${place + 1}`, 'OK', { order })
  }
  return journal.until(60)
}

/** `count` orders, of which the first `lacking` say nothing and the others `text`. */
export const share = (
  count: number,
  lacking: number,
  text: OrderText,
  declared?: Partial<Declared>,
) =>
  orders(
    Array.from({ length: count }, (_, place) => (place < lacking ? {} : text)),
    declared,
  )
