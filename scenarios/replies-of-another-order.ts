// Replies got mixed up: each of these calls is answered, validly signed, with what another order would be
// answered, in a state that this one is not in.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const mixed = (
  op: 'PAY' | 'QUERY' | 'CANCEL' | 'REFUND' | 'REFQUERY' | 'PRECREATE',
  status?: string,
) => ({
  fault: 'F13',
  op,
  count: 1,
  options: status === undefined ? {} : { status },
})

export default {
  id: 'S68',
  name: 'replies-of-another-order',
  teaches: 'A signature says who wrote a reply, out_trade_no says what it is about: compare both.',
  exercises: ['EXC-04', 'EXC-13'],
  brokenBy: 'believes-replies-of-other-orders',
  sales: [
    { kind: 'barcode', buyer: 'never', faults: [mixed('PAY', 'TRADE_SUCCESS')] },
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [mixed('QUERY', 'TRADE_SUCCESS')],
    },
    {
      kind: 'barcode',
      buyer: 'after-password=8s',
      faults: [{ fault: 'N04' }, mixed('QUERY', 'TRADE_CLOSED')],
    },
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [mixed('CANCEL', 'TRADE_SUCCESS')],
      moves: [{ do: 'cashier-cancel', after: '3s' }],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'N04' }, mixed('REFUND')],
      moves: [{ do: 'refund', percent: 20, once: 'paid', after: '3s' }],
    },
    {
      kind: 'qr',
      expires: '60s',
      faults: [{ fault: 'N04' }, mixed('PRECREATE'), mixed('QUERY', 'TRADE_SUCCESS')],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '9s' }],
    },
  ],
  expect: [
    'sale 1 is not paid',
    'sale 2 is not paid',
    'sale 3 is paid once',
    'sale 4 is not paid',
    'sale 6 is paid once',
    'exactly one refund',
    'the merchant believes sale 1 is UNPAID',
    'the merchant believes sale 2 is UNPAID',
    'the merchant believes sale 3 is PAID',
    'the merchant believes sale 4 is UNPAID',
  ],
  wall: '120s',
} satisfies ScenarioFile
