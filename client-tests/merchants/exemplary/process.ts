// The exemplary merchant as a program: the same core on hono, the official alipay-sdk, SQLite and real
// timers. Settings come from the environment (see process-settings.ts); it prints one JSON line when ready.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { guards } from '../guards/guards.ts'
import { mutants } from '../mutants/mutants.ts'
import { createAmsGateway } from './ams/gateway.ts'
import { amountsIn } from './ams/order.ts'
import { isSigned } from './ams/sign.ts'
import { exemplaryDecisions } from './decisions.ts'
import type { Decisions } from './decisions.ts'
import { portsAtOldGateway } from './mapi/open.ts'
import type { Noise } from './noise.ts'
import { createShop, tillsOf } from './home-and-abroad.ts'
import { homeWalletsOf, type Clock, type Config, type Ports, type Store } from './ports.ts'
import { createSdkGateway } from './process/alipay-sdk.ts'
import { createProcessClock, standStillNowAndThen } from './process/clock.ts'
import { restartProcess } from './process/restart.ts'
import { readAms, readMapi, readSettings, readWechat, SettingsError } from './process/settings.ts'
import type { Settings } from './process/settings.ts'
import { openSqliteStore } from './process/sqlite-store.ts'
import { createRestGateway } from './rest-over-fetch.ts'
import { createSigner } from './rsa2.ts'
import { gatewayOf } from './wallets.ts'
import { createWechatGateway } from './wechat/gateway.ts'

try {
  start(readSettings(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof SettingsError)) throw error
  console.error(error.message)
  process.exitCode = 2
}

function start(settings: Settings): void {
  const style = styleOf(settings)
  if (style.noise !== undefined) standStillNowAndThen(style.noise, settings.timeScale)
  const app = new Hono()
  const server = serve(
    { fetch: app.fetch, hostname: settings.host, port: settings.port },
    ({ port }) => {
      const url = `http://${settings.host}:${port}`
      const merchant = openShop(settings, style, settings.publicUrl ?? url)
      app.post('/conformance/admin/restart', (c) => {
        // Time for this answer to leave; nothing else is waited for, as with kill -9.
        setTimeout(() => restartProcess(port), 20)
        return c.json({}, 202)
      })
      app.all('*', (c) => merchant.fetch(c.req.raw))
      merchant.resume()
      console.log(JSON.stringify({ event: 'ready', url, pid: process.pid }))
    },
  )
  server.on('error', (error) => {
    console.error(
      `Cannot listen on ${settings.host}:${settings.port}: ${error.message}. Set PORT=0.`,
    )
    process.exit(2)
  })
}

function openShop(settings: Settings, { bend, capabilities, noise }: Style, publicUrl: string) {
  const store = openSqliteStore(settings.storeFile)
  const epochMs = store.counters.get('epoch') ?? Date.now()
  store.counters.put('epoch', epochMs)
  const secret = settings.appPrivateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const config: Config = {
    appId: settings.appId,
    sellerId: settings.sellerId,
    otherSellers: settings.otherSellers,
    storeId: 'STORE001',
    terminalId: 'POS00001',
    numberPrefix: 'S',
    numberSecret: secret,
    clientTimeoutMs: settings.clientTimeoutMs,
    timeScale: settings.timeScale,
    resultChannel: 'poll',
    canRestart: true,
    device: settings.device,
    itemCampaign: settings.itemCampaign,
    providerId: settings.providerId,
    wallets: settings.wallets,
    sellsForOthers: settings.isProvider,
    tokenUrl: `${publicUrl}${AMS_NOTIFY}`,
    ...capabilities,
  }
  const clock = createProcessClock(settings.timeScale, epochMs, noise?.clockOffMs)
  const decisions = { ...exemplaryDecisions, ...bend }
  const open = {
    alipay: () => alipayGateway(settings, decisions, publicUrl, clock),
    wechat: () => wechatGateway(settings, decisions, { store, clock }),
  }
  const tills = tillsOf(config)
  const home = (): Ports => ({
    gateway: gatewayOf(homeWalletsOf(config), open, store),
    store,
    clock,
  })
  const ports = {
    ...(tills.includes('home') && { home: home() }),
    ...(tills.includes('abroad') && { abroad: portsAbroad(settings, decisions, publicUrl, clock) }),
    ...(tills.includes('old') && { old: portsByPages(settings, decisions, publicUrl, clock) }),
  }
  return createShop(ports, config, bend)
}

const AMS_NOTIFY = '/ams/notify'

/** With books of its own. */
function portsAbroad(
  { storeFile, ams = readAms() }: Settings,
  decisions: Decisions,
  publicUrl: string,
  clock: Clock,
): Ports {
  const store = openSqliteStore(`${storeFile}.ams`)
  const signer = createSigner(ams.merchantPrivateKey, ams.gatewayPublicKey)
  const { amsTimeoutsMs: timeoutsMs, believesReplies, tokenInUse } = decisions
  const gateway = createAmsGateway({
    ...ams,
    notifyUrl: `${publicUrl}${AMS_NOTIFY}`,
    signer,
    clock,
    timeoutsMs,
    believesReplies,
    tokenInUse,
    store,
    amountOf: amountsIn(store, 'USD'),
    fetch,
  })
  return { gateway, store, clock, signedByAms: (message) => isSigned(signer, message) }
}

function portsByPages(
  { clientTimeoutMs, storeFile, mapi: account = readMapi() }: Settings,
  decisions: Decisions,
  publicUrl: string,
  clock: Clock,
): Ports {
  const store = openSqliteStore(`${storeFile}.mapi`)
  return portsAtOldGateway({ account, decisions, clientTimeoutMs, publicUrl, store, clock, fetch })
}

function wechatGateway(
  { clientTimeoutMs, wechat = readWechat() }: Settings,
  decisions: Decisions,
  { store, clock }: { store: Store; clock: Clock },
) {
  const { believesReplies, wechatSignType: signType } = decisions
  return createWechatGateway({
    ...wechat,
    signType,
    believesReplies,
    fetch,
    clock,
    clientTimeoutMs: decisions.clientTimeoutMs(clientTimeoutMs),
    totalFenOf: (outTradeNo) => store.attempts.get(outTradeNo)?.amountFen,
  })
}

function alipayGateway(settings: Settings, decisions: Decisions, publicUrl: string, clock: Clock) {
  const { believesReplies, namesTradesBy, protocol, signType } = decisions
  const clientTimeoutMs = decisions.clientTimeoutMs(settings.clientTimeoutMs)
  const addresses = { notifyUrl: `${publicUrl}/notify`, returnUrl: `${publicUrl}/return` }
  const options = { ...settings, ...addresses, believesReplies, namesTradesBy, signType }
  if (protocol === 'v2')
    return createSdkGateway({ ...options, clientTimeoutMs: clientTimeoutMs * settings.timeScale })
  const signer = createSigner(settings.appPrivateKey, settings.alipayPublicKey)
  return createRestGateway({ ...options, signer, clock, fetch, clientTimeoutMs })
}

interface Style {
  bend: Partial<Decisions>
  capabilities: Partial<Config>
  noise?: Noise
}

function styleOf(settings: Settings): Style {
  if (settings.mutant !== undefined)
    return { capabilities: {}, ...named('mutant', mutants, settings.mutant) }
  if (settings.guard !== undefined) return named('guard', guards, settings.guard)
  return { bend: {}, capabilities: {} }
}

function named<T extends { name: string }>(kind: string, list: readonly T[], name: string): T {
  const found = list.find((one) => one.name === name)
  if (found !== undefined) return found
  const names = list.map((one) => one.name).join(', ')
  throw new SettingsError(`There is no ${kind} "${name}". Choose one of: ${names}.`)
}
