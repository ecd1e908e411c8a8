// Environment and flags, read once into one typed object. Says which setting is missing and what to do.
import type { KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readPrivateKey, readPublicKey } from '../rsa2.ts'
import { WALLETS, type Wallet } from '../wallet.ts'
import type { MapiAccount } from '../mapi/open.ts'
import type { WechatAccount } from '../wechat/gateway.ts'

export interface Settings {
  gatewayUrl: string
  appId: string
  appPrivateKey: KeyObject
  alipayPublicKey: KeyObject
  sellerId: string
  /** More accounts of the same merchant. */
  otherSellers: readonly string[]
  host: string
  port: number
  /** Where Alipay reaches this shop; by default the address it listens on. */
  publicUrl?: string
  storeFile: string
  timeScale: number
  clientTimeoutMs: number
  /** A till that beats; a shop that takes part in campaigns of single goods. */
  device: boolean
  itemCampaign: boolean
  /** sys_service_provider_id */
  providerId?: string
  /** Whose payment codes it takes, and where the gateways are for those of WeChat, and for a till abroad. */
  wallets: readonly Wallet[]
  wechat?: { url: string; account: WechatAccount }
  ams?: AmsSettings
  mapi?: MapiAccount
  /** It sells abroad for other merchants, who give it tokens. */
  isProvider: boolean
  mutant?: string
  guard?: string
}

export interface AmsSettings {
  url: string
  clientId: string
  merchantPrivateKey: KeyObject
  gatewayPublicKey: KeyObject
}

/** A message for the person who starts the program; no stack trace is needed. */
export class SettingsError extends Error {}

const HINTS = {
  GATEWAY_URL: "the gateway's address, such as http://127.0.0.1:4000/gateway.do",
  APP_ID: 'the app id of the sandbox',
  APP_PRIVATE_KEY: "the app's private key (PEM or base64), or APP_PRIVATE_KEY_FILE=<file>",
  ALIPAY_PUBLIC_KEY: "Alipay's public key (PEM or base64), or ALIPAY_PUBLIC_KEY_FILE=<file>",
  SELLER_ID: "the seller's 2088… number",
  STORE: 'a file for the SQLite store, such as ./shop.db',
  WECHAT_URL: "the address of WeChat's gateway, such as http://127.0.0.1:4000",
  WECHAT_APP_ID: 'the appid (wx…) of the sandbox',
  WECHAT_MCH_ID: "the merchant's number at WeChat",
  WECHAT_API_KEY: 'the API key of that number, 32 characters',
  AMS_URL: 'the address of the gateway of AMS, such as http://127.0.0.1:4000',
  AMS_CLIENT_ID: 'the client id of the sandbox',
  AMS_MERCHANT_PRIVATE_KEY: "the merchant's private key (PEM or base64)",
  AMS_GATEWAY_PUBLIC_KEY: "the gateway's public key (PEM or base64)",
  MAPI_URL: 'the address of the old gateway, such as http://127.0.0.1:4000/gateway.do',
  MAPI_PARTNER: "the merchant's number at the old gateway: 2088…",
  MAPI_SELLER_EMAIL: 'the name under which the seller logs in',
  MAPI_KEY: 'the key of that number for MD5, 32 characters',
  MAPI_MERCHANT_PRIVATE_KEY: "the merchant's private key (PEM or base64)",
  MAPI_GATEWAY_PUBLIC_KEY: "the gateway's public key (PEM or base64)",
} as const

export function readSettings(args: string[]): Settings {
  const { values } = parseArgs({
    args,
    options: {
      mutant: { type: 'string' },
      guard: { type: 'string' },
      wallets: { type: 'string' },
      provider: { type: 'boolean' },
    },
  })
  return {
    gatewayUrl: required('GATEWAY_URL'),
    appId: required('APP_ID'),
    appPrivateKey: requiredKey('APP_PRIVATE_KEY', readPrivateKey),
    alipayPublicKey: requiredKey('ALIPAY_PUBLIC_KEY', readPublicKey),
    sellerId: required('SELLER_ID'),
    otherSellers: (process.env['OTHER_SELLERS'] ?? '').split(',').filter(Boolean),
    host: process.env['HOST'] ?? '127.0.0.1',
    port: number('PORT', process.env['PORT'] ?? '0', 0, 65_535),
    publicUrl: process.env['PUBLIC_URL'],
    storeFile: required('STORE'),
    timeScale: number('TIME_SCALE', process.env['TIME_SCALE'] ?? '1', 0.001, 1),
    clientTimeoutMs: number(
      'CLIENT_TIMEOUT_MS',
      process.env['CLIENT_TIMEOUT_MS'] ?? '5000',
      1,
      30_000,
    ),
    device: process.env['DEVICE'] === '1',
    itemCampaign: process.env['ITEM_CAMPAIGN'] === '1',
    providerId: process.env['PROVIDER_ID'],
    ...readWallets(values.wallets ?? process.env['WALLETS'] ?? 'alipay'),
    isProvider: values.provider ?? process.env['ISV'] === '1',
    mutant: values.mutant ?? process.env['MUTANT'],
    guard: values.guard,
  }
}

/** `WALLETS=alipay,wechat`: for WeChat, and for AMS, it takes an account there. */
function readWallets(text: string): Pick<Settings, 'wallets' | 'wechat' | 'ams' | 'mapi'> {
  const wallets = text.split(',').map((word) => {
    const found = WALLETS.find((one) => one === word.trim())
    if (found) return found
    throw new SettingsError(`WALLETS names "${word}". Set it to some of ${WALLETS.join(', ')}.`)
  })
  return {
    wallets,
    ...(wallets.includes('wechat') && { wechat: readWechat() }),
    ...(wallets.includes('ams') && { ams: readAms() }),
    ...(wallets.includes('mapi') && { mapi: readMapi() }),
  }
}

export function readWechat(): NonNullable<Settings['wechat']> {
  const account = {
    appId: required('WECHAT_APP_ID'),
    mchId: required('WECHAT_MCH_ID'),
    apiKey: required('WECHAT_API_KEY'),
  }
  return { url: required('WECHAT_URL'), account }
}

export const readAms = (): AmsSettings => ({
  url: required('AMS_URL'),
  clientId: required('AMS_CLIENT_ID'),
  merchantPrivateKey: requiredKey('AMS_MERCHANT_PRIVATE_KEY', readPrivateKey),
  gatewayPublicKey: requiredKey('AMS_GATEWAY_PUBLIC_KEY', readPublicKey),
})

export const readMapi = (): MapiAccount => ({
  url: required('MAPI_URL'),
  partner: required('MAPI_PARTNER'),
  sellerEmail: required('MAPI_SELLER_EMAIL'),
  md5Key: required('MAPI_KEY'),
  merchantPrivateKey: requiredKey('MAPI_MERCHANT_PRIVATE_KEY', readPrivateKey),
  gatewayPublicKey: requiredKey('MAPI_GATEWAY_PUBLIC_KEY', readPublicKey),
})

function required(name: keyof typeof HINTS): string {
  const value = process.env[name]
  if (value === undefined || value === '')
    throw new SettingsError(`${name} is not set. Set it to ${HINTS[name]}.`)
  return value
}

function requiredKey(
  name: Extract<keyof typeof HINTS, `${string}_KEY`>,
  read: (text: string) => KeyObject,
): KeyObject {
  const file = process.env[`${name}_FILE`]
  const text = file === undefined ? required(name) : contentOf(`${name}_FILE`, file)
  try {
    return read(text)
  } catch (error) {
    throw new SettingsError(`${name} is not a key: ${messageOf(error)}. Set it to ${HINTS[name]}.`)
  }
}

function contentOf(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new SettingsError(
      `${name} cannot be read: ${messageOf(error)}. Set it to a file with the key.`,
    )
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (text === '' || !(value >= least && value <= most))
    throw new SettingsError(`${name} is "${text}". Set it to a number from ${least} to ${most}.`)
  return value
}
