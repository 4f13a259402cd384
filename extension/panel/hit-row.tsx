import { i18n } from '#i18n'
import type { PersonHit } from '#shared/contract.ts'
import type { RecentPerson } from '../settings.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Icon, type Tone } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { Marked } from '../ui/marked.tsx'

/** Recent persons say nothing of their state: it may be another one by now. */
export type Hit = PersonHit | RecentPerson

interface HitLineProps {
  hit: Hit
  /** What was searched for. */
  text?: string
  isCurrent?: boolean
}
const states: Record<PersonHit['account'], { icon: string; tone: Tone; word: string }> = {
  enabled: { icon: icons.done, tone: 'success', word: i18n.t('panel.canSignIn') },
  blocked: { icon: icons.blocked, tone: 'danger', word: i18n.t('panel.blocked') },
  deleted: { icon: icons.bin, tone: 'neutral', word: i18n.t('panel.deleted') },
}

/** A person in a list: name, what was found, whose tenant, and whether they can sign in. */
export function HitLine({ hit, text = '', isCurrent = false }: HitLineProps) {
  const state = 'account' in hit ? states[hit.account] : null
  return (
    <>
      <Avatar name={hit.displayName} size={32} />
      <span class="row-text">
        <span class="row-title one-line">
          <Marked text={hit.displayName} part={text} />
        </span>
        <span class="row-note one-line">
          <FoundBy hit={hit} text={text} />
        </span>
        <span class="row-note one-line">
          <bdi title={hit.tenantName}>{hit.tenantName}</bdi>
        </span>
      </span>
      <span class="hit-state">
        {isCurrent ? (
          <Word icon={icons.check} tone="brand" word={i18n.t('panel.current')} />
        ) : (
          state && <Word {...state} />
        )}
        {'userType' in hit && hit.userType === 'Guest' && (
          <Word icon={icons.guest} tone="neutral" word={i18n.t('panel.guest')} />
        )}
      </span>
    </>
  )
}

function Word({ icon, tone, word }: { icon: string; tone: Tone; word: string }) {
  return (
    <span class={`hit-word tone-${tone}`}>
      <Icon of={icon} size={16} />
      {word}
    </span>
  )
}

/** The field that was found by, when it is not the name; else the sign-in name, which tells namesakes apart. */
function FoundBy({ hit, text }: { hit: Hit; text: string }) {
  const number = 'mobilePhone' in hit ? numberWith(hit, text) : null
  if (number) return <bdi title={number}>{number}</bdi>
  const mail = 'mail' in hit && hit.mail && contains(hit.mail, text) ? hit.mail : null
  const isNamed = contains(hit.displayName, text)
  return <Marked text={(!isNamed && mail) || hit.userPrincipalName} part={text} />
}
const contains = (whole: string, part: string) => whole.toLowerCase().includes(part.toLowerCase())

/** Digits alone are compared, as the server does. */
function numberWith({ mobilePhone, businessPhone }: PersonHit, text: string): string | null {
  const digits = text.replace(/\D/g, '')
  if (digits.length < 3 || /[a-z@]/i.test(text)) return null
  const found = [mobilePhone, businessPhone].find((number) => number?.replace(/\D/g, '').includes(digits))
  return found ?? null
}
