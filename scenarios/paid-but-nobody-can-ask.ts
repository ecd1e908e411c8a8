// PAY unknown and executed; for two minutes neither query nor cancel gets an answer. Then somebody
// looks one order up, and the back office has the other given back. Their notifications are lost, too.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S17',
  name: 'paid-but-nobody-can-ask',
  teaches:
    'A payment that cannot be cleared up is neither paid nor unpaid; people finish it later.',
  exercises: ['EXC-01', 'EXC-09', 'EXC-11', 'CASH-01', 'CASH-04'],
  brokenBy: 'six-seconds-of-queries',
  wallet: 'each',
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [
        { fault: 'F02', op: 'PAY', count: 1 },
        { fault: 'F01', op: 'QUERY', for: '130s' },
        { fault: 'F01', op: 'CANCEL', for: '130s' },
        { fault: 'N04' },
      ],
      moves: [{ do: 'manual-query', after: '135s' }],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [
        { fault: 'F02', op: 'PAY', count: 1 },
        { fault: 'F01', op: 'QUERY', for: '130s' },
        // Slowly: calls made side by side are then seen to be so, on any machine.
        { fault: 'F06', op: 'QUERY', for: '130s', options: { delayMs: 1_000 } },
        { fault: 'F01', op: 'CANCEL', for: '130s' },
        { fault: 'N04' },
      ],
      moves: [{ do: 'resolve', decision: 'confirm_and_refund', after: '135s' }],
    },
  ],
  expect: [
    'sale 1 is paid once',
    'the merchant believes sale 1 is PAID',
    'the merchant believes sale 2 is not PAID',
    'exactly one refund',
    'at least ten queries were sent',
  ],
  wall: '260s',
} satisfies ScenarioFile
