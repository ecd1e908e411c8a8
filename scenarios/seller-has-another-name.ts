// The account that sells has a new login name, and a buyer comes to the page of the old gateway. Who names it by its number
// need not know.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S90c',
  name: 'seller-has-another-name',
  teaches: 'Name the seller by seller_id: a login name may change, and then nobody can pay.',
  exercises: ['MAPI-04'],
  brokenBy: 'names-its-login-name',
  wallet: 'mapi',
  sales: [
    {
      kind: 'web',
      expires: '60s',
      moves: [
        { do: 'rename-seller', email: 'another-name@sandbox.com' },
        { do: 'pay-page', once: 'qr', after: '3s' },
        { do: 'rename-seller', once: 'qr', after: '40s' },
      ],
    },
  ],
  expect: ['the sale is paid once', 'the merchant believes the sale is PAID'],
  alone: true,
  wall: '140s',
} satisfies ScenarioFile
