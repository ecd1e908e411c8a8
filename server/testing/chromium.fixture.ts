// A browser for tests: the system's own chromium, pages that note what went wrong, and what a screen
// reader or weak eyes would stumble over.
import { spawnSync } from 'node:child_process'
import axe from 'axe-core'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

export interface Visit {
  page: Page
  /** What the browser complained about: errors of scripts, and of the content policy. */
  complaints: string[]
  /** Addresses that were asked for outside the server, or outside the file. */
  strangers: string[]
}

const whereIs = (program: string) =>
  spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim()

/** `more`: further switches of chromium. */
export const launchChromium = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: whereIs('chromium'),
    // Tests run as root in containers, where the sandbox of the browser cannot be had.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-prefers-reduced-motion', ...more],
  })

export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  const strangers: string[] = []
  const { origin, protocol } = new URL(address)
  const own = protocol === 'file:' ? address : origin
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // A server that is not there is a complaint of the network, which a test asks for itself.
    if (message.type() !== 'error' || message.text().includes('net::ERR_CONNECTION')) return
    complaints.push(message.text())
  })
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(own) && !/^(data|blob):/.test(url)) strangers.push(url)
  })
  await page.goto(address)
  await page.waitForSelector('h1')
  return { page, complaints, strangers }
}

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

/** What a screen reader or a person with weak eyes would stumble over; asked past the content policy. */
export async function findings(page: Page): Promise<string[]> {
  // Half a megabyte, which a page needs once.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe: there } = globalThis as unknown as { axe: Axe }
    // What is right is not written up.
    const { violations } = await there.run({ resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  })
}

/** By how much the page is wider than the window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
