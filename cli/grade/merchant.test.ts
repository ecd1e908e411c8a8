import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readReport } from '../../client-tests/reports/report-schema.ts'
import { adapterCheckCommand, adapterSpecCommand } from './adapter-check.ts'
import { watch } from './passive.ts'
import { targetOf } from './target.ts'
import { keepCli } from '../run.fixture.ts'

const SHOP = fileURLToPath(
  new URL('../../client-tests/merchants/exemplary/process.ts', import.meta.url),
)

const { folder, io, written, exitCode } = keepCli()

const check = (...words: string[]) =>
  adapterCheckCommand(io).exitOverride().parseAsync(words, { from: 'user' })

describe('adapter-check', () => {
  test('of a program lists every endpoint and exits 0', async () => {
    await check('--scale', '0.05', '--', process.execPath, SHOP)
    expect(process.exitCode).toBe(0)
    expect(written().out).toContain('ok       GET /conformance/sales/{id}\n')
    expect(written().out).toContain('0 wrong, 0 missing')
  }, 30_000)
  test('of a program that is no merchant says where nothing was found, and exits 1', async () => {
    const server = `require('http').createServer((q, a) => a.end('hello')).listen(process.env.PORT)`
    await check('--json', '--', process.execPath, '-e', server)
    expect(process.exitCode).toBe(1)
    expect(JSON.parse(written().out)).toMatchObject([
      {
        endpoint: 'GET /conformance/capabilities',
        level: 'wrong',
        what: 'must be JSON; it is hello',
      },
    ])
  }, 30_000)
  test('in Chinese says what is wrong, what helps, and how much there is of it', async () => {
    const server = `require('http').createServer((q, a) => a.end('hello')).listen(process.env.PORT)`
    await exitCode('grade', '--lang', 'zh', 'adapter-check', '--', process.execPath, '-e', server)
    expect(written().out).toBe(
      '错误     GET /conformance/capabilities  必须是 JSON；现在是 hello\n' +
        '         → 应答 JSON，不要 HTML\n\n错误 1 处，缺少 0 处\n',
    )
  }, 30_000)
  test('without a merchant says what to give', async () => {
    await expect(check()).rejects.toThrow('give a URL, a mapping file, or -- command…')
  })
})

test('adapter-spec prints the contract with our version', async () => {
  await adapterSpecCommand(io).parseAsync([], { from: 'user' })
  expect(JSON.parse(written().out)).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } })
})

describe('which merchant is meant', () => {
  const saved = (text: string) => {
    const file = join(folder(), 'shop.yaml')
    writeFileSync(file, text)
    return file
  }
  test('a URL, a command, a mapping file, or a command behind a mapping file', () => {
    const file = saved('start_sale:\n  url: http://till/{sale_id}\n')
    expect(targetOf([], 'http://shop')).toEqual({ url: 'http://shop' })
    expect(targetOf(['node', 'x'], undefined)).toEqual({ command: ['node', 'x'] })
    expect(targetOf([], file)).toMatchObject({ mapping: { amount_unit: 'yuan' } })
    expect(targetOf(['node', 'x'], file)).toMatchObject({
      command: ['node', 'x'],
      mapping: { start_sale: { url: 'http://till/{sale_id}' } },
    })
  })
  test('a mapping file with a mistake is refused with its line', () => {
    const file = saved('start_sale:\n  url: http://till/\n  methd: GET\n')
    expect(() => targetOf([], file)).toThrow(`${file}:3: start_sale.methd is not known here`)
  })
  test('a file that is not there, and a URL with a command, are refused', () => {
    expect(() => targetOf([], join(folder(), 'none.yaml'))).toThrow('give a URL (http://…)')
    expect(() => targetOf(['node'], 'http://shop')).toThrow('leave out the command')
  })
})

describe('passive', () => {
  const READING = 'payment-code-principle'
  /** A test of somebody's own: sells once, asked for the password, and never queries. */
  const FORGETFUL = `
    import { createSign } from 'node:crypto'
    const { GATEWAY_URL, APP_ID, APP_PRIVATE_KEY, ALIPAY_SIM_URL, ALIPAY_SIM_TOKEN } = process.env
    const headers = { authorization: 'Bearer ' + ALIPAY_SIM_TOKEN }
    const clock = async () => (await fetch(ALIPAY_SIM_URL + '/_sim/clock', { headers })).json()
    const { elapsedMs: startedMs } = await clock()
    if (startedMs === undefined) process.exit(9)
    const params = {
      app_id: APP_ID, method: 'alipay.trade.pay', charset: 'utf-8', sign_type: 'RSA2',
      version: '1.0', format: 'JSON', timestamp: '2026-01-01 00:00:00',
      biz_content: JSON.stringify({ out_trade_no: 'T1', subject: 'tea', total_amount: '8.88',
        scene: 'bar_code', auth_code: '289002000000000001' }),
    }
    const text = Object.keys(params).sort().map((name) => name + '=' + params[name]).join('&')
    const sign = createSign('RSA-SHA256').update(text).sign(APP_PRIVATE_KEY, 'base64')
    await fetch(GATEWAY_URL, { method: 'POST', body: new URLSearchParams({ ...params, sign }) })
    // Until anybody who asks at all would have asked, on a machine however busy.
    while ((await clock()).elapsedMs < startedMs + 20_000) await new Promise((go) => setTimeout(go, 50))
    process.exit(1)
  `
  test("grades what the shop's own tests did, from the traffic alone, by the numbers of a reading", async () => {
    const command = [process.execPath, '--input-type=module', '-e', FORGETFUL]
    const options = ['--passive', '--reading', READING, '--scale', '0.5', '--reports', folder()]
    expect(await exitCode('grade', ...options, '--', ...command)).toBe(1)
    expect(written().err).toContain('the command ended with 1; grading what it did')
    const report = readReport(readFileSync(join(folder(), 'latest', 'merchant.json'), 'utf8'))
    const statusOf = (id: string) => report.rules.find((rule) => rule.id === id)?.status
    expect(statusOf('POLL-01')).toBe('fail')
    expect(statusOf('ONE-06')).toBe('inconclusive')
    expect(report).toMatchObject({ verdict: 'not-ready', reading: { id: READING } })
    expect(report.run?.target).toBeUndefined()
    const again = await exitCode('grade', 'replay', join(folder(), 'latest', 'merchant.json'))
    expect(again).toBe(2)
    expect(written().err).toContain('or repeat grade --passive')
  }, 60_000)
  test('a command that never calls the gateway is asked about it', async () => {
    const entries = await watch([process.execPath, '-e', ''], {}, io)
    expect(entries.map(({ kind }) => kind)).not.toContain('request')
    expect(written().err).toContain('no call reached the gateway')
  }, 20_000)
  test('a command that does not start, or none, cannot be graded', async () => {
    await expect(watch(['no-such-program'], {}, io)).rejects.toThrow('did not start')
    await expect(watch([], {}, io)).rejects.toThrow('after --')
  })
})
