import { i18n } from '#i18n'
import type { PersonView } from '#shared/contract.ts'
import { aboutPerson, accountOf, problemsOf } from '../../account.ts'
import { badgeOf, kindTags, stateTag } from '../../ticket/account.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import * as icons from '../../ui/icons.ts'
import { Tag } from '../../ui/tag.tsx'

interface HeadProps {
  view: PersonView
  organisation: string | null
  isPast: boolean
  /** Says that the ticket is about somebody else; null = there is no ticket. */
  onChange: (() => void) | null
}

/** Who it is and whether they can sign in, before anything else. */
export function Head({ view, organisation, isPast, onChange }: HeadProps) {
  const account = accountOf(view)
  const badge = badgeOf(account, problemsOf(view)[0] ?? null)
  return (
    <>
      <div class="person-head">
        <Avatar name={view.person.displayName} size={48} badge={isPast ? undefined : badge} />
        <div class="person-who">
          <h2>
            <Foreign>{view.person.displayName}</Foreign>
          </h2>
          <p>
            <Foreign>{aboutPerson(view, organisation)}</Foreign>
          </p>
        </div>
        {onChange && (
          <Button
            kind="subtle"
            size="small"
            icon={icons.personSwap}
            label={i18n.t('panel.person.changeToSomeoneElse')}
            onClick={onChange}
          >
            {i18n.t('panel.person.change')}
          </Button>
        )}
      </div>
      <div class="tags">
        {[stateTag(account, isPast), ...kindTags(account)].map(({ icon, tone, word }) => (
          <Tag key={word} icon={icon} tone={tone}>
            {word}
          </Tag>
        ))}
      </div>
    </>
  )
}
