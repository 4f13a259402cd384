import { locale } from './locale.ts'

/** Figures as people write them, by the browser's locale. */
const count = new Intl.NumberFormat(locale())
const points = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 })
const gain = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1, signDisplay: 'always' })
const percent = new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 })
const finePercent = new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 })
const seconds = new Intl.NumberFormat(locale(), { style: 'unit', unit: 'second', unitDisplay: 'narrow' })

export const countText = (value: number) => count.format(value)
export const pointsText = (value: number) => points.format(value)
/** With its sign. */
export const gainText = (value: number) => gain.format(value)
/** Of a value from 0 to 100. */
export const percentText = (value: number) => percent.format(value / 100)
export const finePercentText = (value: number) => finePercent.format(value / 100)
/** "12s" */
export const secondsText = (value: number) => seconds.format(value)
