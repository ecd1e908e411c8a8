// The exemplary merchant, or one bent from it, living inside the suite's in-process drive: the same
// core as the program, on an injected fetch and clock.
import type { InProcessMerchant, Surroundings } from '../../drives/in-process/in-process.ts'
import { createAmsGateway } from './ams/gateway.ts'
import { amountsIn } from './ams/order.ts'
import { isSigned } from './ams/sign.ts'
import { exemplaryDecisions } from './decisions.ts'
import type { Decisions } from './decisions.ts'
import { createGatewayOverFetch } from './gateway-over-fetch.ts'
import { createRestGateway } from './rest-over-fetch.ts'
import { portsAtOldGateway } from './mapi/open.ts'
import { createMemoryStore } from './memory-store.ts'
import { mortal } from './mortal.ts'
import { onPoorMachine, type Noise } from './noise.ts'
import { createShop, tillsOf } from './home-and-abroad.ts'
import { homeWalletsOf, type Config, type Ports } from './ports.ts'
import { gatewayOf } from './wallets.ts'
import { createWechatGateway } from './wechat/gateway.ts'
import { createSigner, readPrivateKey, readPublicKey, type Signer } from './rsa2.ts'

export interface Variant {
  name: string
  bend: Partial<Decisions>
  capabilities?: Partial<Config>
  noise?: Noise
}

/** Signs and verifies as one did before for equal texts: PKCS#1 v1.5 gives one signature for each. */
function remembering(signer: Signer, known: Map<string, string>): Signer {
  return {
    verify: signer.verify,
    sign: (text) => {
      const found = known.get(text) ?? signer.sign(text)
      known.set(text, found)
      return found
    },
  }
}

function known<T>(account: T | undefined, gateway: string): T {
  if (account) return account
  throw new Error(`the shop takes ${gateway}, and has no account there`)
}

/** `signatures` may be shared by all merchants of one seed. */
export function inProcess(
  variant: Variant,
  signatures: Map<string, string> = new Map(),
): InProcessMerchant {
  const merchant = onGoodMachine(variant, signatures)
  return variant.noise === undefined ? merchant : onPoorMachine(merchant, variant.noise)
}

function onGoodMachine(
  { name, bend, capabilities }: Variant,
  signatures: Map<string, string>,
): InProcessMerchant {
  return {
    name,
    open: (around) => {
      const decisions = { ...exemplaryDecisions, ...bend }
      const config: Config = {
        appId: around.appId,
        sellerId: around.sellerId,
        otherSellers: ['2088721000000002'],
        storeId: 'STORE001',
        terminalId: 'POS00001',
        numberPrefix: 'S',
        numberSecret: around.appPrivateKey,
        clientTimeoutMs: 5_000,
        timeScale: 1,
        resultChannel: 'poll',
        canRestart: true,
        itemCampaign: true,
        providerId: '2088511833207846',
        device: true,
        tokenUrl: new URL(AMS_NOTIFY, around.notifyUrl).href,
        ...capabilities,
      }
      const making = { around, config, decisions, signatures }
      const tills = tillsOf(config)
      const ports = {
        ...(tills.includes('home') && { home: portsAtHome(making) }),
        ...(tills.includes('abroad') && { abroad: portsAbroad(making) }),
        ...(tills.includes('old') && { old: portsByPages(making) }),
      }
      return restartable(ports, config, bend)
    },
  }
}

const AMS_NOTIFY = '/ams/notify'

interface Making {
  around: Surroundings
  config: Config
  decisions: Decisions
  signatures: Map<string, string>
}

function portsAtHome({ around, config, decisions, signatures }: Making): Ports {
  const { appPrivateKey, alipayPublicKey, appId } = around
  const { clientTimeoutMs, believesReplies, namesTradesBy, protocol, signType } = decisions
  const clock = { now: around.now, sleep: around.sleep }
  const keys = [readPrivateKey(appPrivateKey), readPublicKey(alipayPublicKey)] as const
  const createGateway = protocol === 'v3' ? createRestGateway : createGatewayOverFetch
  const store = createMemoryStore()
  const waits = { clientTimeoutMs: clientTimeoutMs(config.clientTimeoutMs), clock }
  const alipay = createGateway({
    gatewayUrl: around.gatewayUrl,
    notifyUrl: around.notifyUrl,
    returnUrl: new URL('/return', around.notifyUrl).href,
    fetch: around.fetch,
    signer: remembering(createSigner(...keys, signType), signatures),
    signType,
    namesTradesBy,
    believesReplies,
    appId,
    ...waits,
  })
  const wechat = () =>
    createWechatGateway({
      ...waits,
      url: new URL('/', around.gatewayUrl).href,
      account: known(around.wechat, 'WeChat'),
      signType: decisions.wechatSignType,
      believesReplies,
      fetch: around.fetch,
      totalFenOf: (outTradeNo) => store.attempts.get(outTradeNo)?.amountFen,
    })
  const gateway = gatewayOf(homeWalletsOf(config), { alipay: () => alipay, wechat }, store)
  return { gateway, store, clock }
}

function portsAbroad({ around, config, decisions, signatures }: Making): Ports {
  const { clientId, merchantPrivateKey, gatewayPublicKey } = known(around.ams, 'AMS')
  const clock = { now: around.now, sleep: around.sleep }
  const store = createMemoryStore()
  const keys = [readPrivateKey(merchantPrivateKey), readPublicKey(gatewayPublicKey)] as const
  const signer = remembering(createSigner(...keys), signatures)
  const gateway = createAmsGateway({
    url: new URL('/', around.gatewayUrl).href,
    clientId,
    notifyUrl: new URL(AMS_NOTIFY, around.notifyUrl).href,
    signer,
    clock,
    timeoutsMs: decisions.amsTimeoutsMs,
    believesReplies: decisions.believesReplies,
    tokenInUse: decisions.tokenInUse,
    store,
    amountOf: amountsIn(store, config.currency ?? 'USD'),
    fetch: around.fetch,
  })
  return { gateway, store, clock, signedByAms: (message) => isSigned(signer, message) }
}

function portsByPages({ around, config, decisions }: Making): Ports {
  const { merchantPrivateKey, gatewayPublicKey, ...names } = known(around.mapi, 'mapi')
  return portsAtOldGateway({
    account: {
      ...names,
      url: around.gatewayUrl,
      merchantPrivateKey: readPrivateKey(merchantPrivateKey),
      gatewayPublicKey: readPublicKey(gatewayPublicKey),
    },
    decisions,
    clientTimeoutMs: config.clientTimeoutMs,
    publicUrl: new URL(around.notifyUrl).origin,
    store: createMemoryStore(),
    clock: { now: around.now, sleep: around.sleep },
    fetch: around.fetch,
  })
}

/** kill -9 and a new start over the same stores, when the suite asks for it. */
function restartable(
  ports: Parameters<typeof createShop>[0],
  config: Config,
  bend: Partial<Decisions>,
) {
  const start = () => {
    const home = ports.home && mortal(ports.home)
    const abroad = ports.abroad && mortal(ports.abroad)
    const old = ports.old && mortal(ports.old)
    const living = {
      ...(home && { home: home.ports }),
      ...(abroad && { abroad: abroad.ports }),
      ...(old && { old: old.ports }),
    }
    const kill = () => [home, abroad, old].forEach((one) => one?.kill())
    return { merchant: createShop(living, config, bend), kill }
  }
  let living = start()
  return {
    fetch: async (request: Request): Promise<Response> => {
      if (new URL(request.url).pathname !== '/conformance/admin/restart')
        return living.merchant.fetch(request)
      living.kill()
      living = start()
      living.merchant.resume()
      return Response.json({}, { status: 202 })
    },
  }
}
