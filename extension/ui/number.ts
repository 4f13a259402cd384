import { locale } from './locale.ts'

/** Figures as people write them, by the locale. */
const count = new Intl.NumberFormat(locale())
const percent = new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 })

export const countText = (value: number) => count.format(value)
/** Of a value from 0 to 100. */
export const percentText = (value: number) => percent.format(value / 100)
