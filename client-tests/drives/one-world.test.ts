// A graded run plays in the same world as everybody else: what the sandbox does by default holds there,
// and what a scenario needs otherwise stands in its file and in the journal.
import { expect, test } from 'vitest'
import { readTrace } from '../../server/journal/trace.ts'
import { readScenario } from '../scenario/read.ts'
import type { ScenarioFile } from '../scenario/scenario.ts'
import { inProcess } from '../merchants/exemplary/in-process.ts'
import { runInProcess } from './in-process/in-process.ts'

async function graded(file: Pick<ScenarioFile, 'sales' | 'sandbox'>) {
  const whole = { name: 'a-test', teaches: 'nothing', expect: ['no close was sent'], ...file }
  const loaded = readScenario(whole)
  if ('mistakes' in loaded) throw new Error(JSON.stringify(loaded.mistakes))
  const merchant = inProcess({ name: 'exemplary', bend: {} })
  return readTrace(await runInProcess(merchant, [loaded.scenario]))
}

const paid = { kind: 'barcode', buyer: 'at-once' } as const

test('a payment by code is notified in a graded run', async () => {
  const trace = await graded({ sales: [paid] })
  expect(trace.deliveries.map(({ sent }) => sent.tradeStatus)).toEqual(['TRADE_SUCCESS'])
})

test('a payment of three months ago can be refunded in a graded run', async () => {
  const moves = [
    { do: 'age', by: '91d', once: 'paid', after: '2s' },
    { do: 'refund', percent: 100, once: 'paid', after: '4s' },
  ] as const
  const trace = await graded({ sales: [{ ...paid, moves: [...moves] }] })
  expect([...trace.truths.values()]).toMatchObject([{ refundedFen: 1_003 }])
})

test('a QR code is payable in a graded run after its cancel was answered with success', async () => {
  const moves = [
    { do: 'cashier-cancel', once: 'qr', after: '5s' },
    { do: 'scan', buyer: 'at-once', once: 'given-up', after: '5s' },
  ] as const
  const trace = await graded({ sales: [{ kind: 'qr', expires: '60s', moves: [...moves] }] })
  expect([...trace.truths.values()]).toMatchObject([{ paidFen: 1_003, refundedFen: 1_003 }])
})

test('what a scenario asks of the sandbox is in the journal', async () => {
  const options = { barcodeNotify: false }
  const trace = await graded({ sales: [paid], sandbox: { options } })
  expect(trace.deliveries).toEqual([])
  expect(trace.of('scenario')[0]).toMatchObject({ phase: 'started', options })
})
