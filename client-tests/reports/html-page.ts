// The frame of an HTML page of ours: no scripts, nothing external, both languages in one file, and what
// of it is printed. The switches are inputs that the style looks at.
import { escape } from './escape.ts'
import type { LocalizedText } from '../rules/rule.ts'
import { STYLE } from './html-style.ts'
import { both, element, localized } from './html-words.ts'
import type { Language } from './words.ts'

/** The style is ours alone, and nothing is asked of any address. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

const PRINT_ALL = localized('print the evidence too', '连同证据一起打印')

interface Page {
  /** Of the tab. */
  title: string
  language: Language
  /** HTML. */
  body: string
  /** There is more than is printed by itself. */
  hasMore: boolean
}

export function htmlPage({ title, language, body, hasMore }: Page): string {
  const checked = (one: Language) => (one === language ? ' checked' : '')
  const all = hasMore
    ? {
        input: `<input class="switch" type="checkbox" id="all" aria-label="${escape(`${PRINT_ALL.en} / ${PRINT_ALL.zh}`)}">`,
        label: `<label for="all">${both(PRINT_ALL)}</label>`,
      }
    : { input: '', label: '' }
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<input class="switch" type="radio" name="lang" id="en" aria-label="English"${checked('en')}>
<input class="switch" type="radio" name="lang" id="zh" aria-label="中文"${checked('zh')}>
${all.input}
<div class="bar">${all.label}<label for="en" lang="en">English</label><label for="zh" lang="zh">中文</label></div>
${body}
</main>
</body>
</html>
`
}

/** What is of the kind `screen` is not printed by itself. */
export function section(title: LocalizedText, body: string, kind = ''): string {
  return body && element('section', kind, `<h2>${both(title)}</h2>\n${body}\n`)
}

export function list(items: readonly string[], name: 'ul' | 'ol' = 'ul', kind = ''): string {
  const lines = items.map((item) => `<li>${item}</li>`).join('\n')
  return items.length === 0 ? '' : element(name, kind, lines)
}
