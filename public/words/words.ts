// The words of the language that was chosen.
import { computed } from '@preact/signals'
import { language } from '../data/settings.ts'
import { EN } from './en.table.ts'
import { ZH } from './zh.table.ts'

export const words = computed(() => (language.value === 'zh' ? ZH : EN))
