import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ActionPolicy, QuotaKind } from '#shared/action-policy.ts'
import { TextInput } from '../../ui/text-input.tsx'

interface QuotasProps {
  quotas: ActionPolicy['quotas']
  off: boolean
  onChange: (quotas: ActionPolicy['quotas']) => void
  onWrong: (isWrong: boolean) => void
}
const words: Record<QuotaKind, string> = {
  any: i18n.t('console.policy.quotaAny'),
  credential: i18n.t('console.policy.quotaCredential'),
  destructive: i18n.t('console.policy.quotaDestructive'),
}
const kinds = Object.keys(words) as QuotaKind[]
const most = 10_000

/** How many actions a technician may begin within an hour; empty = as many as they like. */
export function Quotas({ quotas, off, onChange, onWrong }: QuotasProps) {
  const [typed, setTyped] = useState<Record<QuotaKind, string>>({
    any: textOf(quotas.any),
    credential: textOf(quotas.credential),
    destructive: textOf(quotas.destructive),
  })
  const type = (kind: QuotaKind, text: string) => {
    const next = { ...typed, [kind]: text }
    setTyped(next)
    const isWrong = kinds.some((one) => numberOf(next[one]) === undefined)
    onWrong(isWrong)
    if (!isWrong) {
      const [any = null, credential = null, destructive = null] = kinds.map((one) => numberOf(next[one]))
      onChange({ any, credential, destructive })
    }
  }
  return (
    <fieldset class="choice policy-quotas">
      <legend>{i18n.t('console.policy.quotas')}</legend>
      <p class="field-help">{i18n.t('console.policy.quotasHelp')}</p>
      {kinds.map((kind) => (
        <TextInput
          key={kind}
          label={words[kind]}
          placeholder={i18n.t('console.policy.noLimit')}
          off={off}
          maxLength={5}
          value={typed[kind]}
          error={numberOf(typed[kind]) === undefined ? i18n.t('console.policy.noWholeNumber') : null}
          onInput={(text) => type(kind, text)}
        />
      ))}
    </fieldset>
  )
}

const textOf = (quota: number | null) => (quota === null ? '' : String(quota))

/** null = no limit · undefined = no whole number from 0 to 10,000 */
function numberOf(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const number = Number(text)
  return Number.isInteger(number) && number >= 0 && number <= most ? number : undefined
}
