// "Result unknown" under other codes and words: 40004 with SYSTEM_ERROR, aop.unknow-error, and the
// misspelt AQC.SYSTEM_ERROR. Two of the four payments were executed.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const pay = (fault: 'F01' | 'F02', subCode: string) => ({
  kind: 'barcode' as const,
  buyer: 'at-once',
  faults: [{ fault, op: 'PAY' as const, count: 1, options: { code: 'failure', subCode } }],
})

export default {
  id: 'S13',
  name: 'unknown-in-other-words',
  teaches: 'A system error leaves the outcome unknown, whatever code it comes under.',
  exercises: ['EXC-02', 'EXC-07', 'EXC-13'],
  brokenBy: 'system-error-is-failure',
  sales: [
    pay('F01', 'SystemError'),
    pay('F02', 'SystemError'),
    pay('F01', 'Busy'),
    pay('F02', 'Busy'),
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [
        {
          fault: 'F01',
          op: 'CANCEL',
          count: 2,
          options: { code: 'failure', subCode: 'SystemErrorMisspelt' },
        },
      ],
    },
  ],
  expect: [
    'sale 1 is paid once',
    'sale 2 is paid once',
    'sale 3 is paid once',
    'sale 4 is paid once',
    'sale 5 is not paid',
    'the merchant believes sale 2 is PAID',
    'at least three cancels were sent',
  ],
  wall: '140s',
} satisfies ScenarioFile
