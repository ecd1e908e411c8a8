// `init --wallet wechat`: what it writes, and that the program for Node pays with it.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { scratchFolder } from '../../server/testing/scratch.fixture.ts'
import { openServer, runProgram } from '../run.fixture.ts'

test('settings, the certificate and programs; the one for Node pays and waits for the password', async () => {
  const { sandbox, sim, app, url } = await openServer(onTestFinished)
  sandbox.clock.setRate(20)
  const folder = scratchFolder(onTestFinished)
  expect(await sim(`init --wallet wechat ${folder}`)).toMatchObject({
    code: 0,
    out: expect.stringContaining('npm install wechatpay-axios-plugin'),
  })
  expect(readdirSync(folder).toSorted()).toEqual([
    'apiclient_cert.pem',
    'apiclient_key.pem',
    'wechat-node.mjs',
    'wechat-pay.json',
    'wechat-platform-public-key.pem',
    'wechat-python.py',
  ])
  const settings: unknown = JSON.parse(readFileSync(join(folder, 'wechat-pay.json'), 'utf8'))
  expect(settings).toMatchObject({ gateway: url, appid: `wx${app.appId}` })
  expect(statSync(join(folder, 'wechat-pay.json')).isFile()).toBe(true)
  expect(await runProgram(folder, 'wechat-node.mjs')).toMatch(
    /^FAIL USERPAYING\n(USERPAYING\n)*SUCCESS\n$/,
  )
  expect(sandbox.trades.list()).toMatchObject([{ via: 'wechat-v2', status: 'TRADE_SUCCESS' }])
}, 60_000)
