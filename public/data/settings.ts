// Language and colours: the browser's, until somebody chooses.
import { effect, signal } from '@preact/signals'

export type Language = 'en' | 'zh'
export type Theme = 'auto' | 'light' | 'dark'

function kept<T extends string>(name: string, choices: readonly T[], otherwise: T) {
  const saved = localStorage.getItem(`alipay-sim ${name}`)
  return signal<T>(choices.find((one) => one === saved) ?? otherwise)
}

const browsers: Language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'

export const language = kept<Language>('language', ['en', 'zh'], browsers)
export const theme = kept<Theme>('theme', ['auto', 'light', 'dark'], 'auto')

export function applySettings(): void {
  effect(() => {
    document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
    localStorage.setItem('alipay-sim language', language.value)
  })
  effect(() => {
    document.documentElement.dataset['theme'] = theme.value
    localStorage.setItem('alipay-sim theme', theme.value)
  })
}
