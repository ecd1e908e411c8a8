// Draws the pictures of README.md and README.zh-CN.md: the console in chromium over a sandbox with fixed data
// in virtual time, so that a picture changes only when the console does. `npm run pictures` writes them.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { createDirectory, DEFAULT_ID } from '../server/directory/directory.ts'
import { consoleFiles } from '../server/hosts/node-console.ts'
import { listen } from '../server/hosts/node-listener.ts'
import { createRoutes } from '../server/hosts/routes.ts'
import { GATEWAYS } from '../server/protocols/protocols.ts'
import { GATEWAY, NOTIFY_URL, openShop } from '../server/testing/shop.fixture.ts'
import buildConsole from './build-console.ts'
import { fillShop } from './pictures-data.ts'

export const PICTURES = fileURLToPath(new URL('../docs/pictures', import.meta.url))

const TOKEN = 'a-token-for-pictures'

export const LANGUAGES = { en: 'en-GB', zh: 'zh-CN' } as const
type Language = keyof typeof LANGUAGES

/** What a picture is of: the way there from an open console, and its size where it is no desk's. */
interface Picture {
  route: string
  size?: { width: number; height: number }
  /** The part that is shown, where not all of it. */
  part?: string
  /** Does what must be done before, and resolves when the page is whole. */
  until(page: Page): Promise<unknown>
}

const DESK = { width: 1120, height: 700 }

const NAMES = ['till', 'timeline', 'signature', 'faults', 'trades', 'wallet'] as const
export type PictureName = (typeof NAMES)[number]

const pictures: Record<PictureName, Picture> = {
  till: {
    route: 'till?break=answer-lost',
    size: { width: 1120, height: 610 },
    until: async (page) => {
      await page.locator('.till button.primary').click()
      await page.locator('.ending.paid').waitFor()
    },
  },
  timeline: {
    route: 'trades/B-1009',
    size: { width: 1120, height: 1600 },
    part: '.timeline',
    until: (page) => page.locator('.timeline .row').nth(6).waitFor(),
  },
  signature: {
    route: 'journal?trouble=1&q=sign-type-dropped',
    size: { width: 1120, height: 1600 },
    part: '.explained',
    until: async (page) => {
      await page.locator('.line').first().click()
      await page.locator('.aligned').first().waitFor()
    },
  },
  faults: {
    route: 'faults',
    until: (page) => page.locator('.held').waitFor(),
  },
  trades: {
    route: 'trades',
    until: (page) => page.locator('tbody tr').nth(8).waitFor(),
  },
  wallet: {
    route: 'wallet',
    size: { width: 430, height: 1400 },
    part: '.phone',
    until: (page) => page.locator('.pad').waitFor(),
  },
}

export const fileName = (name: PictureName, language: Language) => `${name}.${language}.png`

export const FILES = Object.keys(LANGUAGES).flatMap((language) =>
  NAMES.map((name) => fileName(name, language as Language)),
)

export async function drawPictures(folder: string): Promise<void> {
  await buildConsole()
  mkdirSync(folder, { recursive: true })
  const executablePath = spawnSync('sh', ['-c', 'command -v chromium'], {
    encoding: 'utf8',
  }).stdout.trim()
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--force-prefers-reduced-motion']
  const browser = await chromium.launch({ executablePath, args })
  try {
    for (const [language, locale] of Object.entries(LANGUAGES)) {
      // A world of its own for each: what is done for one picture is seen in the next.
      const { url, close } = await openWorld()
      const context = await browser.newContext({ locale, viewport: DESK })
      // The clock in the bar shows what the server says, and stands.
      await context.addInitScript(() => {
        performance.now = () => 0
        Date.now = () => 1_767_578_400_000
      })
      const page = await context.newPage()
      await page.goto(`${url}/_sim/#token=${TOKEN}&/${DEFAULT_ID}/trades`)
      await page.locator('tbody tr').first().waitFor()
      for (const name of ['trades', 'timeline', 'signature', 'wallet', 'faults', 'till'] as const) {
        await draw(page, name, join(folder, fileName(name, language as Language)))
      }
      await context.close()
      await close()
    }
  } finally {
    await browser.close()
  }
}

async function draw(page: Page, name: PictureName, path: string): Promise<void> {
  const { route, size = DESK, part, until } = pictures[name]
  await page.setViewportSize(size)
  await page.evaluate((to) => {
    location.hash = `#/default/${to}`
  }, route)
  await until(page)
  await page.waitForFunction(() => !document.querySelector('.loading'))
  // No cursor and no focus ring in a picture.
  await page.evaluate(
    () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
  )
  const how = { path, animations: 'disabled', caret: 'hide' } as const
  const box = part === undefined ? null : await page.locator(part).first().boundingBox()
  await page.screenshot(box ? { ...how, clip: framed(box) } : how)
}

const EDGE = 4

const framed = ({
  x,
  y,
  width,
  height,
}: {
  x: number
  y: number
  width: number
  height: number
}) => ({
  x: x - EDGE,
  y: y - EDGE,
  width: width + 2 * EDGE,
  height: height + 2 * EDGE,
})

async function openWorld() {
  const shop = openShop({ id: DEFAULT_ID, seed: 'pictures' })
  const letGo = await fillShop(shop)
  const store = {
    gateways: GATEWAYS,
    open: () => shop.sandbox,
    stored: () => [],
    discard: () => {},
  }
  const onBug = (error: unknown) => {
    throw error
  }
  const ownLine = {
    url: (path: string) => new URL(path, NOTIFY_URL).href,
    fetch: (path: string, init: RequestInit) =>
      shop.sandbox.fetch(new Request(new URL(path, GATEWAY), init)),
  }
  const control = { token: TOKEN, allowedHosts: [], instance: 'pictures', onBug, ownLine }
  const nobody = () => Promise.resolve(new Response('', { status: 404 }))
  const routes = createRoutes(createDirectory(store, 'pictures'), nobody, control, consoleFiles)
  const listener = await listen((request) => routes.fetch(request), '127.0.0.1', 0, onBug)
  return {
    url: `http://127.0.0.1:${listener.port}`,
    close: async () => {
      letGo()
      await listener.close()
      shop.sandbox.close()
    },
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await drawPictures(PICTURES)
