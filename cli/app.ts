// `alipay-sim app …`: applications and their keys.
import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import type { AppView } from '../server/control/apps.ts'
import { addAppAuthorisations } from './authorisations.ts'
import { writeKeyFiles } from './serve/data-folder.ts'
import { Failure, messageOf } from './failure.ts'
import type { Io } from './io.ts'
import { keyFiles } from './keys/files.ts'
import { card, table } from './table.ts'
import { addVerb } from './verb.ts'
import { appOf, whichApp } from './which-app.ts'

export function appCommand(io: Io): Command {
  const app = new Command('app')
  addVerb(app, io, {
    usage: 'list',
    about: 'the apps (their keys too with --json)',
    examples: ['app list', 'app list --json'],
    run: async (client) => {
      const value = await client.get<AppView[]>('/apps')
      const rows = value.map(({ appId, pid, name }) => [appId, pid, name])
      return { value, lines: table(['app_id', 'seller_id', 'name'], rows) }
    },
  })
  addVerb<{ publicKey?: string }>(app, io, {
    usage: 'add <name>',
    about: 'adds an app, with ready-made keys unless it brings its own public key',
    examples: ['app add "Second shop"', 'app add shop --public-key app-public-key.pem'],
    options: [new Option('--public-key <file>', 'a public key of your own: PEM or bare Base64')],
    run: async (client, { publicKey }, [name = '']) => {
      const appPublicKey = publicKey === undefined ? undefined : readKey(publicKey)
      const value = await client.send<AppView>('POST', '/apps', { name, appPublicKey })
      const lines = card([
        ['app_id', value.appId],
        ['seller_id', value.pid],
        ['name', value.name],
      ])
      return { value, lines }
    },
  })
  addAppAuthorisations(app, io)
  addVerb<{ app?: string }>(app, io, {
    usage: 'certificates <dir>',
    about: 'writes the keys of an app and the three files of certificate mode into a folder',
    examples: ['app certificates keys/', 'app certificates keys/ --app 9021000971395043'],
    options: [whichApp()],
    run: async (client, { app: wanted }, [dir = '']) => {
      const { appId } = await appOf(client, wanted)
      const found = await client.send<AppView>('POST', `/apps/${appId}/certificates`)
      const value = writeKeyFiles(dir, keyFiles(found, `${client.url}/gateway.do`))
      return { value, lines: value }
    },
  })
  addVerb<{ app?: string }>(app, io, {
    usage: 'keys <dir>',
    about: 'writes the keys of an app and a snippet that uses them into a folder',
    examples: ['app keys keys/', 'app keys keys/ --app 9021000971395043'],
    options: [whichApp()],
    run: async (client, { app: wanted }, [dir = '']) => {
      const found = await appOf(client, wanted)
      const value = writeKeyFiles(dir, keyFiles(found, `${client.url}/gateway.do`))
      return { value, lines: value }
    },
  })
  return app
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new Failure(2, {
      en: `--public-key: cannot read the file (${messageOf(error)})`,
      zh: `--public-key：无法读取文件（${messageOf(error)}）`,
    })
  }
}
