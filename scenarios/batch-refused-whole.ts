// The merchant has not signed for refunds: the batch is refused whole, and no notification will come.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S93',
  name: 'batch-refused-whole',
  teaches: 'is_success=F is the last word of a batch: nobody will tell of it.',
  exercises: ['MAPI-09', 'MAPI-12'],
  brokenBy: 'never-reads-is-success',
  wallet: 'mapi',
  sandbox: { options: { mapiRefundContract: false } },
  sales: [
    {
      kind: 'web',
      expires: '60s',
      moves: [
        { do: 'pay-page', once: 'qr', after: '2s' },
        { do: 'refund-batch', percent: 40, once: 'paid', after: '3s' },
        // A minute later it must be known as failed.
        { do: 'manual-query', once: 'paid', after: '70s' },
      ],
    },
  ],
  expect: ['no refund', 'the sale is paid once', 'the merchant believes the sale is PAID'],
  wall: '140s',
} satisfies ScenarioFile
