// The first replies to the question for the link are empty and badly signed, and the bill is not there
// when it is first asked for; then its download breaks off, and the next link
// has died before anybody follows it.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S56',
  name: 'link-to-the-bill-dies',
  teaches: 'A link lives thirty seconds; a new one costs nothing.',
  exercises: ['REC-01', 'REC-02'],
  brokenBy: 'old-link-again',
  faults: [
    { fault: 'F11', op: 'BILLURL', count: 1, options: { executed: 'yes', kind: 'empty' } },
    { fault: 'F12', op: 'BILLURL', count: 1 },
    { fault: 'F04', op: 'BILLGET', count: 1, options: { how: 'rst' } },
    { fault: 'K03', op: 'BILLGET', count: 1 },
  ],
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [
        { do: 'plant', plant: 'L04', after: '2s' },
        { do: 'next-day', after: '4s' },
        { do: 'reconcile', after: '5s' },
      ],
    },
  ],
  alone: true,
  expect: ['fault K03 fired once', 'at least five bill requests were sent'],
  wall: '180s',
} satisfies ScenarioFile
