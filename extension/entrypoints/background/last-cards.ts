import { i18n } from '#i18n'
import { lastCards, storedAccount } from '../../settings.ts'
import type { PersonCard } from '../../ticket/answer.ts'
import * as icons from '../../ui/icons.ts'
import type { Answered, Asked } from './answer-card.ts'

const most = 20

const keyOf = ({ host, record }: Asked) => `${host} ${record.kind} ${record.id}`

/** Keeps whom a card showed, in memory alone and for the one who is signed in. */
export async function keepCard(asked: Asked, answered: Answered, accountId: string): Promise<void> {
  if (answered.card.state !== 'person') return
  const key = keyOf(asked)
  const kept = await lastCards.getValue()
  const others = kept?.accountId === accountId ? kept.cards.filter((card) => card.key !== key) : []
  // Whoever signed out meanwhile leaves nothing behind.
  if ((await storedAccount.getValue())?.id !== accountId) return
  await lastCards.setValue({ accountId, cards: [{ key, answered }, ...others].slice(0, most) })
}

/** What was known last, said as such, while the server is away; null = nothing. */
export async function lastCard(asked: Asked, accountId: string): Promise<Answered | null> {
  const kept = await lastCards.getValue()
  if (kept?.accountId !== accountId) return null
  const found = kept.cards.find(({ key }) => key === keyOf(asked))?.answered as Answered | undefined
  if (found?.card.state !== 'person') return null
  return { ...found, card: { state: 'person', person: asPast(found.card.person) } }
}

/** Nobody can be asked: what was so may be otherwise now, and nothing can be done. */
function asPast(person: PersonCard): PersonCard {
  const title = i18n.t('background.serverAway')
  const text = i18n.t('background.knownLast')
  const away = { icon: icons.unplugged, tone: 'neutral' as const, word: title }
  return {
    ...person,
    badge: away,
    short: away,
    tags: person.tags.map((tag) => ({ ...tag, tone: 'neutral' })),
    problem: { tone: 'warning', title, text },
    tiles: person.tiles.map((tile) => ({ ...tile, off: tile.action === null ? tile.off : title })),
    mayChoose: false,
  }
}
