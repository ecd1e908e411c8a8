// Keys: g and a letter opens a page, / goes to the search, Esc goes back to the list.
import { useEffect } from 'preact/hooks'
import { linkTo, route, type Page } from '../data/route.ts'

const LETTERS: Record<string, Page> = {
  t: 'trades',
  j: 'journal',
  n: 'notifications',
  f: 'faults',
  c: 'clock',
  w: 'wallet',
  p: 'till',
  r: 'grades',
  a: 'apps',
}

const TYPING = 'input, textarea, select'

export function useShortcuts(): void {
  useEffect(() => {
    let isGoing = false
    const pressed = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, target } = event
      const isTyping = target instanceof HTMLElement && target.matches(TYPING)
      if (ctrlKey || metaKey || altKey || (isTyping && key !== 'Escape')) return
      const page = isGoing ? LETTERS[key] : undefined
      isGoing = key === 'g'
      if (page) location.hash = linkTo(page)
      if (key === '/') {
        event.preventDefault()
        document.querySelector<HTMLElement>('input[type=search]')?.focus()
      }
      if (key === 'Escape') goBack(isTyping ? target : undefined)
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}

function goBack(field: HTMLElement | undefined): void {
  const { page, item, query } = route.value
  if (field) field.blur()
  else if (item !== undefined) location.hash = linkTo(page, undefined, query)
}
