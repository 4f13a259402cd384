import { i18n } from '#i18n'
import type { PersonView } from '#shared/contract.ts'
import { aboutPerson, accountOf, problemsOf } from '../../account.ts'
import { badgeOf, kindTags, type StateTag, stateTag } from '../../ticket/account.ts'
import type { PersonCard } from '../../ticket/answer.ts'
import * as icons from '../../ui/icons.ts'

interface Shown {
  organisation: string | null
  role: PersonCard['role']
  mayChoose: boolean
}

/** A person cut down to what the card draws. */
export function personCard(view: PersonView, { organisation, role, mayChoose }: Shown): PersonCard {
  const account = accountOf(view)
  const problem = problemsOf(view)[0] ?? null
  return {
    name: view.person.displayName,
    about: aboutPerson(view, organisation),
    tags: [stateTag(account), ...kindTags(account)],
    badge: badgeOf(account, problem),
    short: shortState(stateTag(account), account.state, problem?.tone === 'warning'),
    problem,
    licences: heldNames(view),
    role,
    asOf: view.asOf,
    tiles: tilesOf(view),
    mayChoose,
  }
}

function shortState(tag: StateTag, state: 'enabled' | 'blocked' | 'deleted', isWarned: boolean): StateTag {
  if (state !== 'enabled')
    return { ...tag, word: state === 'deleted' ? i18n.t('background.deleted') : i18n.t('background.blocked') }
  return isWarned ? { icon: icons.warning, tone: 'warning', word: i18n.t('background.n1Problem') } : tag
}

/** What could not be given is no licence; that is said as a problem. */
function heldNames({ person, licences }: PersonView): string[] {
  return licences.filter(({ skuId }) => person.skuIds.includes(skuId)).map(({ name }) => name)
}

/** The card offers these; the rest is in the panel. */
const offered: Record<string, { icon: string; word: string }> = {
  'reset-password': { icon: icons.keyReset, word: i18n.t('background.resetPassword') },
  'revoke-sessions': { icon: icons.sessions, word: i18n.t('background.endSessions') },
}

function tilesOf({ actions }: PersonView): PersonCard['tiles'] {
  const tiles = actions.flatMap(({ id, off }) => {
    const look = Object.hasOwn(offered, id) ? offered[id] : undefined
    return look ? [{ action: id, ...look, off }] : []
  })
  return [...tiles, { action: null, icon: icons.panel, word: i18n.t('background.openPanel'), off: null }]
}
