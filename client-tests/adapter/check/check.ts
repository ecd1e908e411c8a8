// Tells before a run what is missing or wrong in a merchant's adapter: rings up three sales, plays
// cashier, buyer and back office once around, and holds every reply against the contract. It judges
// the form of the answers, not what the merchant does with the gateway: that is the run's part.
import { readCapabilities, walletsOf, type Capabilities } from '../merchant.ts'
import { checkAcquirer } from '../acquirer/check.ts'
import { BARCODE_SALE, checkBarcode, checkOtherWallets } from './payment.ts'
import { checkOldGateway } from './old-gateway.ts'
import { checkQr } from './qr.ts'
import { LOOK_EVERY_MS, LOOKS, type CheckSurroundings, type Stage } from './stage.ts'
import { OPERATIONS } from '../operations.ts'
import { createProbe, type Finding } from '../probe.ts'
import { whyNoScale } from '../scale.ts'

/** Everything that was found, in the order of the calls. */
export async function checkAdapter(surroundings: CheckSurroundings): Promise<readonly Finding[]> {
  const probe = createProbe(surroundings.call)
  if (!(await probe.ask(OPERATIONS.capabilities, [200]))) return probe.findings
  const capabilities = await readCapabilities(surroundings.call)
  const stage: Stage = { ...surroundings, probe, wallets: walletsOf(capabilities.families) }
  const { wantedScale } = stage
  const noScale = whyNoScale(capabilities, wantedScale)
  if (noScale) probe.wrong(OPERATIONS.capabilities, { field: 'time_scale', ...noScale })
  const { acquirer, supports } = capabilities
  if (acquirer) {
    await checkAcquirer({ ...surroundings, probe, acquirer }, supports.restart === true)
    return probe.findings
  }
  await probe.ask(OPERATIONS.readSale, [404], { path: '/sales/never-rung-up' })
  const offers = (op: string) => capabilities.ops?.includes(op) ?? true
  if (offers('PAY')) {
    await checkBarcode(stage, capabilities)
    await checkOtherWallets(stage)
  }
  if (offers('PRECREATE')) await checkQr(stage, capabilities)
  if (capabilities.families.includes('M')) await checkOldGateway(stage)
  await checkBackOffice(stage, capabilities)
  if (capabilities.supports.restart) await checkRestart(stage)
  return probe.findings
}

async function checkBackOffice(stage: Stage, { supports }: Capabilities): Promise<void> {
  const { probe } = stage
  await probe.ask(OPERATIONS.manualItems, [200])
  await checkResolve(stage)
  await probe.ask(OPERATIONS.alerts, [200])
  if (supports.recon) {
    // The day before the simulator's first: most shops will find no bill, and may say so.
    await probe.ask(OPERATIONS.reconcile, [200, 409], { body: { date: '2026-01-01' } })
  }
}

/** Nothing was handed over yet, so the call is refused; but not in the words for a path that nobody serves. */
async function checkResolve({ probe, call }: Stage): Promise<void> {
  const body = { decision: 'close' }
  const nobodys = '/manual-items/never-handed-over/no-such-call'
  const elsewhere = await call('POST', nobodys, body)
  const path = '/manual-items/never-handed-over/resolve'
  const reply = await call('POST', path, body)
  const isSame =
    reply.status === 404 &&
    elsewhere.status === 404 &&
    withoutPath(reply.text, path) === withoutPath(elsewhere.text, nobodys)
  if (!isSame) {
    probe.take(OPERATIONS.resolve, [404, 409], reply)
    return
  }
  const { without } = OPERATIONS.resolve
  probe.missing(OPERATIONS.resolve, {
    what: {
      en: `answers 404 as a path does that nobody serves; without it not judged: ${without.en}`,
      zh: `应答的 404 与不存在的路径相同；缺少它则无法判定：${without.zh}`,
    },
    remedy: {
      en: 'serve it, and say of an unknown item 404 with a reason of its own, such as "no such item"',
      zh: '实现它；事项不存在时应答 404，并写明自己的 reason，例如 "no such item"',
    },
  })
}

const withoutPath = (text: string, path: string) =>
  path
    .split('/')
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, part) => (part === '' ? left : left.replaceAll(part, '')), text)

/** Comes last: until the shop is back nothing else can be asked. */
async function checkRestart({ probe, call, wait }: Stage): Promise<void> {
  const path = `/sales/${BARCODE_SALE}`
  const before = await call('GET', path)
  if (!(await probe.ask(OPERATIONS.restart, [202], { body: {} }))) return
  let isBack = false
  for (let looks = 0; looks < LOOKS && !isBack; looks += 1) {
    await wait(LOOK_EVERY_MS / 2)
    isBack = (await call('GET', '/capabilities')).status === 200
  }
  if (isBack && (await call('GET', path)).status === before.status) return
  probe.wrong(OPERATIONS.restart, {
    what: isBack
      ? { en: 'must keep its sales; it forgot one', zh: '重启后必须保留订单；丢失了一笔' }
      : { en: 'must be back within 10 s', zh: '必须在 10 秒内恢复' },
    remedy: {
      en: 'keep state in a file, listen on the same port; or declare supports.restart: false',
      zh: '把状态保存到文件，并监听同一端口；或声明 supports.restart: false',
    },
  })
}
