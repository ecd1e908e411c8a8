// The buyer's phone at a counter: what it scans, by picture, camera and text; who leaves, pays late, and shows a bill.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import encodeQR from 'qr'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isMissing } from '../server/testing/programs.fixture.ts'
import { launchChromium } from '../server/testing/chromium.fixture.ts'
import { openStage, type Stage } from './browser.fixture.ts'

const isOut = isMissing('chromium')
let stage: Stage
beforeAll(async () => {
  if (!isOut) stage = await openStage()
})
afterAll(() => stage?.close())

/** The code that a shop shows: of an order of 6.66 yuan. */
async function shown(outTradeNo: string): Promise<string> {
  const order = { out_trade_no: outTradeNo, total_amount: '6.66', subject: '一杯咖啡' }
  const reply = (await stage.call('alipay.trade.precreate', order)) ?? ''
  const code = /"qr_code":"([^"]+)"/.exec(reply)?.[1]?.replaceAll('\\/', '/')
  if (code === undefined) throw new Error(`no code: ${reply}`)
  return code
}

const picture = (text: string) => ({
  name: 'code.gif',
  mimeType: 'image/gif',
  buffer: Buffer.from(encodeQR(text, 'gif', { border: 4, scale: 6 })),
})

test.skipIf(isOut)(
  'a picture of a code is read, paid with the password, and in the bills',
  async () => {
    const { page, complaints, strangers } = await stage.open('/default/wallet?screen=scan')
    const balance = () => page.locator('.owner .amount').textContent()
    const before = await balance()
    const file = page.getByLabel('Read a picture')
    await file.setInputFiles({ name: 'cat.txt', mimeType: 'image/png', buffer: Buffer.from('cat') })
    await page.getByText('There is no QR code in this picture.').waitFor()
    await file.setInputFiles(picture(await shown('scan-1')))
    const pad = page.getByRole('region', { name: 'Waiting for the password' })
    await pad.getByText('¥6.66').waitFor()
    for (const digit of '111111') {
      await pad.getByRole('button', { name: digit, exact: true }).click()
    }
    await page.getByText('✓ Paid').waitFor()
    expect(stage.server.sandbox.trades.get('scan-1')?.status).toBe('TRADE_SUCCESS')
    await expect.poll(balance, { timeout: 60_000 }).not.toBe(before)
    await page.getByRole('button', { name: 'Bills' }).click()
    const bill = page.getByRole('region', { name: 'Bills' }).locator('li').first()
    await bill.getByRole('link', { name: 'scan-1' }).waitFor()
    expect(await bill.locator('.amount').textContent()).toContain('-¥6.66')
    expect(complaints).toEqual([])
    expect(strangers).toEqual([])
  },
)

test.skipIf(isOut)('a code that is pasted is scanned; who leaves has paid nothing', async () => {
  const { page } = await stage.open('/default/wallet?screen=scan')
  await page.getByLabel('Text of the QR code').fill('https://qr.alipay.com/nothing')
  await page.getByRole('button', { name: 'Scan', exact: true }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Text of the QR code').fill(await shown('paste-1'))
  await page.getByRole('button', { name: 'Scan', exact: true }).click()
  const pad = page.getByRole('region', { name: 'Waiting for the password' })
  await pad.getByText('paste-1').waitFor()
  await pad.getByRole('button', { name: 'Leave without paying' }).click()
  await pad.waitFor({ state: 'detached' })
  expect(stage.server.sandbox.trades.get('paste-1')?.status).toBe('TRADE_CLOSED')
})

test.skipIf(isOut)('who pays late, when the order has timed out, is refused', async () => {
  const { page } = await stage.open('/default/wallet?screen=scan')
  await page.getByLabel('Text of the QR code').fill(await shown('late-1'))
  await page.getByRole('button', { name: 'Scan', exact: true }).click()
  const pad = page.getByRole('region', { name: 'Waiting for the password' })
  await pad.getByText('late-1').waitFor()
  await stage.server.sandbox.clock.advance(25 * 3_600_000)
  await pad.waitFor({ state: 'detached' })
  expect(stage.server.sandbox.trades.get('late-1')?.status).toBe('TRADE_CLOSED')
})

test.skipIf(isOut)('the camera sees the code, and the phone scans it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'alipay-sim-camera-'))
  const film = join(folder, 'code.y4m')
  writeFileSync(film, filmOf(await shown('camera-1')))
  const browser = await launchChromium([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ])
  try {
    const { page, complaints } = await stage.open('/default/wallet?screen=scan', {}, browser)
    await page.getByRole('button', { name: 'Scan with the camera' }).click()
    const pad = page.getByRole('region', { name: 'Waiting for the password' })
    await pad.getByText('camera-1').waitFor()
    await page.getByRole('button', { name: 'Scan with the camera' }).waitFor()
    expect(complaints).toEqual([])
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true })
  }
})

/** A film that shows a code: one picture, in the plain format that a browser takes for a camera. */
function filmOf(text: string): Buffer {
  const [wide, high, scale] = [640, 480, 10]
  const modules = encodeQR(text, 'raw', { border: 4 })
  const bright = Buffer.alloc(wide * high, 235)
  const left = Math.floor((wide - modules.length * scale) / 2)
  const top = Math.floor((high - modules.length * scale) / 2)
  for (let y = 0; y < modules.length * scale; y++) {
    for (let x = 0; x < modules.length * scale; x++) {
      const isDark = modules[Math.floor(y / scale)]?.[Math.floor(x / scale)] ?? false
      if (isDark) bright[(top + y) * wide + left + x] = 16
    }
  }
  const grey = Buffer.alloc((wide * high) / 2, 128)
  const head = Buffer.from(`YUV4MPEG2 W${wide} H${high} F10:1 Ip A1:1 C420jpeg\n`)
  return Buffer.concat([head, Buffer.from('FRAME\n'), bright, grey])
}
