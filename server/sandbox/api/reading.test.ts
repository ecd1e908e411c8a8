// A reading sets every option in which the texts differ, and says so.
import { expect, test } from 'vitest'
import { openShop } from '../../testing/shop.fixture.ts'
import { openSqlite } from '../../hosts/sqlite.ts'
import { createSandbox } from '../../hosts/memory.ts'
import { GATEWAYS } from '../../protocols/protocols.ts'
import { optionRules, optionsOf } from '../core/options.ts'
import { InputError } from '../../values/input-error.ts'
import { HOUR } from '../../values/instant.ts'

const DEFAULTS = optionRules(optionsOf(GATEWAYS)).defaults

const BY_THE_SEEDS = {
  refundWindow: '90d',
  tombstone: true,
  barcodeNotify: false,
  notifySendBackFee: true,
  notifyAmounts: 'short',
  bodyChars: 400,
  timeoutIsKeyData: true,
}

test('by default a sandbox follows no single text', () => {
  const { reading, options } = createSandbox()
  expect(reading.get()).toBe('default')
  expect(options.get()).toEqual(DEFAULTS)
})

test('by the seeds their letter holds in every option in which they differ', () => {
  const { reading, options } = createSandbox({ reading: 'seeds' })
  expect(reading.get()).toBe('seeds')
  expect(options.get()).toEqual({ ...DEFAULTS, ...BY_THE_SEEDS })
})

test('the way back leaves options alone in which readings do not differ', () => {
  const { reading, options } = createSandbox({ reading: 'seeds' })
  options.set({ feeRateBp: 60 })
  reading.set('default')
  expect(options.get()).toEqual({ ...DEFAULTS, feeRateBp: 60 })
})

test('a reading that nobody knows is refused, and changes nothing', () => {
  const { reading, options } = createSandbox()
  const attempt = () => reading.set('seed')
  expect(attempt).toThrow(InputError)
  expect(attempt).toThrow('use default or seeds')
  expect(options.get()).toEqual(DEFAULTS)
})

test('a restart keeps the reading, and an option that was changed after it', () => {
  const sql = openSqlite(':memory:')
  const before = createSandbox({ sql, reading: 'seeds' })
  before.options.set({ barcodeNotify: true })
  const after = createSandbox({ sql })
  expect(after.reading.get()).toBe('seeds')
  expect(after.options.get()).toMatchObject({ ...BY_THE_SEEDS, barcodeNotify: true })
  expect(createSandbox({ sql, reading: 'seeds' }).options.get().barcodeNotify).toBe(true)
})

test('by the seeds payments by code are not told, and a cancelled QR code is dead', async () => {
  const shop = openShop({ reading: 'seeds' })
  await shop.pay('o-1')
  const order = { out_trade_no: 'q-1', total_amount: '20.00', subject: 'tea' }
  const { qr_code } = await shop.trade('precreate', order)
  await shop.trade('cancel', { out_trade_no: 'q-1' })
  expect(() => shop.sandbox.buyers.scan({ qrCode: String(qr_code) })).toThrow('AlreadyExpired')
  await shop.pass(HOUR)
  expect(shop.received).toEqual([])
})
