// The buyer types the password after 8 s. The notification tells at once; queries go on saying "waiting"
// for a minute.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S62',
  name: 'told-while-queries-lag',
  teaches: 'A verified notification is a definite result, whatever a query says meanwhile.',
  exercises: ['NTF-13', 'ONE-02'],
  brokenBy: 'heeds-no-notification',
  sandbox: { options: { barcodeNotify: true } },
  sales: [
    {
      kind: 'barcode',
      buyer: 'after-password=8s',
      faults: [{ fault: 'F17', op: 'QUERY', options: { deltaMs: 60_000 } }],
    },
  ],
  expect: ['the sale is paid once', 'no cancel was sent', 'the merchant believes the sale is PAID'],
  wall: '120s',
} satisfies ScenarioFile
