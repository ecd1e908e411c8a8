// A buyer pays on the page of the old gateway, and goes back to the shop. The news comes three seconds later, or is there
// long before the buyer, in the instant in which the buyer comes, or twenty times in that in which a query says the same.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const comesBack = (after: string) => ({
  kind: 'web' as const,
  expires: '60s',
  moves: [
    { do: 'pay-page' as const, once: 'qr' as const, after: '3s' },
    { do: 'come-back' as const, once: 'qr' as const, after },
  ],
})

export default {
  id: 'S90',
  name: 'paid-on-the-old-page',
  teaches: 'The way back and the notification tell of one payment, in either order: book it once.',
  exercises: [
    'MAPI-04',
    'MAPI-05',
    'MAPI-14',
    'NTF-09',
    'NTF-15',
    'NTF-18',
    'ORD-01',
    'ORD-03',
    'ORD-04',
    'ONE-01',
    'ONE-02',
    'ONE-03',
    'ONE-06',
  ],
  brokenBy: 'books-the-way-back-from-an-old-page',
  wallet: 'mapi',
  sales: [
    comesBack('3500ms'),
    comesBack('12s'),
    comesBack('6s'),
    { ...comesBack('6s'), faults: [{ fault: 'N14', op: 'QUERY', count: 1 }] },
  ],
  expect: [
    'every sale is paid once',
    'the merchant booked every sale once',
    'the merchant believes every sale is PAID',
  ],
  wall: '120s',
} satisfies ScenarioFile
