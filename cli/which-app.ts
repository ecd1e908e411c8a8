// The app that a command is about.
import { Option } from 'commander'
import type { AppView } from '../server/control/apps.ts'
import type { Client } from './client.ts'
import { Failure } from './failure.ts'

export const whichApp = () => new Option('--app <app_id>', 'which app (default: the first)')

export async function appOf(client: Client, wanted: string | undefined): Promise<AppView> {
  const apps = await client.get<AppView[]>('/apps')
  const found = wanted === undefined ? apps[0] : apps.find(({ appId }) => appId === wanted)
  if (found) return found
  throw new Failure(1, {
    en: `app: there is no ${wanted}; see "alipay-sim app list"`,
    zh: `app：没有应用 ${wanted}；全部应用见 alipay-sim app list`,
  })
}
