import type { Evidence, Hold } from './suggest-evidence.ts'

/** Why a tenant and an organisation may be the same, and what speaks against it, in words. */
export function reasonOf({ kind, hold, others }: Evidence): string {
  if (!hold) {
    return others.named === 0
      ? 'The ticket system names exactly this tenant.'
      : `The ticket system names this tenant for ${others.named + 1} organisations.`
  }
  const tie = tieOf(hold)
  return [capital(kind === 'thin' ? `only ${tie}` : tie), ...againstOf(others)].join(' ')
}

function tieOf({ domain, isOwn, contacts, total }: Hold): string {
  const what = `${domain}, a verified domain of this tenant`
  if (isOwn) {
    const also = contacts > 0 ? ` So is that of ${share(contacts, total)}.` : ''
    return `its e-mail domain is ${what}.${also}`
  }
  if (total === 1) return `its only contact with an address uses ${what}.`
  return `${share(contacts, total)} ${contacts === 1 ? 'uses' : 'use'} ${what}.`
}

const share = (contacts: number, total: number) =>
  contacts === total && total > 1 ? `all ${total} contacts` : `${contacts} of its ${total} contacts`
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function againstOf({ tenants, organisations }: Evidence['others']): string[] {
  const against: string[] = []
  if (organisations > 0) {
    against.push(
      organisations === 1
        ? 'Another organisation fits this tenant too.'
        : `${organisations} other organisations fit this tenant too.`,
    )
  }
  if (tenants > 0) against.push('It fits another tenant as well.')
  return against
}
