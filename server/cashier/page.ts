// What all pages of the cashier are made of: the sheet around them, forms and buttons that work without scripts.
import { html, Html } from './html.ts'
import { styleOf, type Look } from './style.ts'
import type { Words } from './words.table.ts'

/** Where the page's form goes, and the one-time ticket in it. */
export interface Form {
  action: string
  ticket: string
}

/** A page as it is sent: its text, and the sheet in it, which its policy allows. */
export interface Page {
  text: string
  style: string
}

/** What every page needs: its language, and where the same is in the other one. */
export interface Shell {
  words: Words
  otherLanguage: string
}

export function page({ words, otherLanguage }: Shell, body: Html, look: Look = {}): Page {
  const style = styleOf(look)
  // The digest covers every character between the tags, so no formatter may come between.
  const sheet = new Html(`<style>${style}</style>`)
  const { text } = html`<!DOCTYPE html>
    <html lang="${words.htmlLang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${words.title}</title>
        ${sheet}
      </head>
      <body>
        <main>
          <header>
            <h1>${words.title}</h1>
            <a
              id="language"
              href="${otherLanguage}"
              hreflang="${words.otherLang}"
              lang="${words.otherLang}"
              >${words.otherLanguage}</a
            >
          </header>
          <div class="sheet">${body}</div>
          <p><small>${words.simulated}</small></p>
        </main>
      </body>
    </html>`
  return { text: `${text}\n`, style }
}

export const form = ({ action, ticket }: Form, fields: Html) =>
  html`<form method="post" action="${action}">
    <input type="hidden" name="ticket" value="${ticket}" />
    ${fields}
  </form>`

export const button = (does: string, says: string) =>
  html`<button type="submit" name="does" value="${does}" formnovalidate>${says}</button>`

/** The step that leads on. */
export const first = (does: string, says: string) =>
  html`<button type="submit" name="does" value="${does}" class="first">${says}</button>`

/** Where a password is typed, and what it is here. */
export const passwordField = (words: Words, hint: string) =>
  html`<label for="password">${words.password}</label>
    <input
      id="password"
      name="password"
      type="password"
      inputmode="numeric"
      autocomplete="off"
      aria-describedby="password-hint"
      required
    />
    <p class="hint" id="password-hint">${hint}</p>`

export const alert = (says: string | undefined) =>
  says === undefined ? undefined : html`<p role="alert">${says}</p>`

export function problemOf(words: Words, problem: string | undefined): string | undefined {
  if (problem === undefined) return undefined
  const known: Record<string, string | undefined> = words.problems
  return known[problem] ?? `${words.problem} (${problem})`
}
