// Genuine notifications with parameters nobody has seen, without optional ones, and with text that
// is hard to carry; at an address with a query of its own, which nobody signed; and an amount that fractions get wrong. Signed as the order was, with RSA or RSA2.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const scanned = { do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' } as const

const notifiedWith = (fault: string, options: Record<string, unknown> = {}) => ({
  kind: 'qr' as const,
  // Queries lag behind for longer than a shop may take to show it: each of these is the only news.
  faults: [
    { fault: 'F17', op: 'QUERY' as const, options: { deltaMs: 20_000 } },
    { fault, options },
  ],
  moves: [scanned],
})

const byCode = (fault: string, options: Record<string, unknown> = {}) => ({
  kind: 'barcode' as const,
  buyer: 'after-password=4s',
  faults: notifiedWith(fault, options).faults,
})

export default {
  id: 'S44',
  name: 'hard-to-read-notifications',
  teaches: 'Verify over everything that came, decoded once.',
  exercises: ['NTF-11', 'NTF-21'],
  brokenBy: 'verifies-known-parameters-only',
  wallet: ['alipay', 'mapi'],
  sales: [
    notifiedWith('N11', { extra: 'sim_new_field=as yet unknown&fund_note=a+b' }),
    notifiedWith('N11', { missing: 'body,buyer_logon_id,gmt_create,seller_email,fund_bill_list' }),
    notifiedWith('N12'),
    notifiedWith('N12', { field: 'subject', text: '一杯咖啡 😀 a+b %2B 50% c&d=e "quoted"/' }),
    notifiedWith('N12', { field: 'passback_params', text: 'next=%2Fshop%3Fa%3D1%26b%3D2' }),
    notifiedWith('own-query'),
    {
      kind: 'qr',
      // 0.1 + 0.1 + 0.1 is 0.30000000000000004.
      amount: '0.30',
      items: [{ id: 'g1', price: '0.10', quantity: 3 }],
      moves: [scanned],
    },
    byCode('N11', { extra: 'sim_new_field=as yet unknown&fund_note=a+b' }),
    byCode('N11', { missing: 'body,buyer_logon_id,gmt_create,seller_email,fund_bill_list' }),
    byCode('N12', { field: 'subject', text: '一杯咖啡 😀 a+b %2B 50% c&d=e "quoted"/' }),
  ],
  expect: [
    'every sale is paid once',
    'every notification was acknowledged',
    'the merchant believes every sale is PAID',
  ],
  wall: '80s',
} satisfies ScenarioFile
