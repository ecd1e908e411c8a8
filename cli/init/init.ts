// `alipay-sim init`: the keys of an app in every form, and a program for each language that uses
// them, in one folder; or a shop with the adapter that it is graded through.
import { Command, InvalidArgumentError, Option } from 'commander'
import { writeKeyFiles } from '../serve/data-folder.ts'
import type { Io } from '../io.ts'
import { keyFiles } from '../keys/files.ts'
import { amsFiles } from './ams-files.ts'
import { mapiFiles } from './mapi-files.ts'
import { ADAPTERS, writeAdapter, type AdapterLanguage } from './adapter.ts'
import { LANGUAGES, PROGRAMS, type Language } from './openapi-programs.ts'
import type { AppView } from '../../server/control/apps.ts'
import { WALLETS, type Wallet } from '../../server/values/ids.ts'
import type { Client } from '../client.ts'
import { Failure } from '../failure.ts'
import { addVerb, type Shown } from '../verb.ts'
import { appOf, whichApp } from '../which-app.ts'
import { wechatFiles } from './wechat-programs.ts'

interface InitOptions {
  lang: Language[]
  app?: string
  wallet: Wallet
  adapter?: AdapterLanguage
  ams?: boolean
  mapi?: boolean
}

/** The command is its own only verb: `alipay-sim init DIR`. */
export function initCommand(io: Io): Command {
  const parent = new Command('alipay-sim')
  const lang = new Option('--lang <languages>', `which of ${LANGUAGES.join(', ')}`)
  addVerb<InitOptions>(parent, io, {
    usage: 'init [dir]',
    about:
      'writes keys in every form, and programs to copy for each language (certificate mode too, once the app has certificates)',
    examples: [
      'init',
      'init --lang java,go keys/',
      'init --wallet wechat keys/',
      'init --ams ams-keys/',
      'init --adapter node my-shop/',
    ],
    options: [
      lang.argParser(readLanguages).default([...LANGUAGES], 'all'),
      whichApp(),
      new Option(
        '--wallet <whose>',
        'for which gateway: alipay, or wechat (settings, certificate, and programs for Node and Python)',
      )
        .choices(WALLETS)
        .default('alipay'),
      new Option(
        '--ams',
        'instead what a client of AMS, the international gateway, is set up with',
      ),
      new Option('--mapi', 'instead what a shop at the old gateway is set up with'),
      new Option(
        '--adapter <language>',
        'instead a small shop with the adapter that it is graded through, to start from',
      ).choices(Object.keys(ADAPTERS)),
    ],
    offline: ({ adapter }, [dir = '.']) =>
      adapter === undefined ? undefined : writeAdapter(adapter, dir),
    run: async (client, given, [dir = 'alipay-sim-keys']) => {
      const { lang: languages, app: wanted, wallet, ams, mapi } = given
      const app = await appOf(client, wanted)
      if (wallet === 'wechat') return writeWechat(client, app, dir)
      if (ams && app.ams) return written(dir, amsFiles(app.ams, client.url))
      if (mapi && app.mapi) return written(dir, mapiFiles(app.mapi, client.url))
      const gateway = `${client.url}/gateway.do`
      const files = keyFiles(app, gateway)
      files.delete(PROGRAMS.node.plain.file)
      // A merchant that keeps its private key to itself has nothing to run them with.
      const chosen = app.appPrivateKey ? languages : []
      const { appId, certificates } = app
      const sns = certificates && {
        app: certificates.appCertSn,
        root: certificates.alipayRootCertSn,
      }
      for (const language of chosen) {
        const { plain, certificate } = PROGRAMS[language]
        files.set(plain.file, plain.text({ appId, gateway }))
        if (sns) files.set(certificate.file, certificate.text({ appId, gateway, sns }))
      }
      const names = writeKeyFiles(dir, files)
      const needs = chosen
        .map((language) => PROGRAMS[language])
        .map(({ plain, needs: packages }) => `${plain.file}: ${packages}`)
      return { value: names, lines: [...names, '', ...needs] }
    },
  })
  const [command] = parent.commands
  if (!command) throw new Error('a verb adds a command')
  return command
}

function written(dir: string, files: Map<string, string>): Shown {
  const lines = writeKeyFiles(dir, files)
  return { value: lines, lines }
}

async function writeWechat(client: Client, app: AppView, dir: string): Promise<Shown> {
  const { appId, wechat } = app
  if (!wechat) {
    throw new Failure(1, {
      en: `app: ${appId} is not known to WeChat Pay`,
      zh: `app：应用 ${appId} 没有微信支付的密钥`,
    })
  }
  const path = `/apps/${appId}/wechat-certificate`
  const certificate = await client.send<{ certificate: string; privateKey: string }>('POST', path)
  const written = writeKeyFiles(dir, wechatFiles(wechat, certificate, client.url))
  const needs = 'wechat-node.mjs: npm install wechatpay-axios-plugin'
  return { value: written, lines: [...written, '', needs] }
}

function readLanguages(text: string): Language[] {
  return text.split(',').map((word) => {
    const found = LANGUAGES.find((one) => one === word.trim())
    if (found) return found
    throw new InvalidArgumentError(`There is no "${word}"; there are ${LANGUAGES.join(', ')}.`)
  })
}
