import type { Output } from '#shared/contract.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { LinkButton } from '../../ui/link.tsx'
import { List, Row } from '../../ui/list.tsx'
import { Section } from '../../ui/page.tsx'
import { Consequences } from './consequences.tsx'

type Answer = Output<'rules.preview'>
interface PreviewProps extends Pick<Answer, 'persons'> {
  answer: Answer
  /** Whether there is a saved rule to compare with. */
  isMapped: boolean
  /** The rule has changed since; the figures follow. */
  isStale: boolean
  onMore: (() => void) | null
}

/** By the functions that the sync obeys: how many belong, and why the others do not. */
export function Preview({ answer, isMapped, persons, isStale, onMore }: PreviewProps) {
  const { total, belong, reasons } = answer
  const out = total - belong
  return (
    <section class="preview" aria-busy={isStale ? 'true' : undefined}>
      <div role="status">
        <h2 class="preview-title">
          {belong} of {total} persons belong here
        </h2>
      </div>
      <span class="bar bar-thick" aria-hidden="true">
        <span class="bar-fill" style={{ width: `${total > 0 ? (belong / total) * 100 : 0}%` }} />
      </span>
      <p class="preview-counts">
        <span>
          <Icon of={icons.check} size={16} tone="brand" /> {belong} in
        </span>
        <span class="quiet">
          <Icon of={icons.subtract} size={16} /> {out} out
        </span>
      </p>
      <Consequences {...answer} isMapped={isMapped} />
      {out > 0 && (
        <Section title={out === 1 ? 'Why 1 is out' : `Why ${out} are out`}>
          <ul class="reasons">
            {reasons.map(({ reason, count }) => (
              <li key={reason}>
                <strong>{count}</strong> <span>{reason}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {persons.length > 0 && (
        <Section title="Who is out">
          <List>
            {persons.map((person) => (
              <Row
                key={person.id}
                start={<Avatar name={person.displayName} size={28} />}
                title={<Foreign>{person.displayName}</Foreign>}
                text={<span>{person.reason}</span>}
              />
            ))}
          </List>
          {onMore && <LinkButton onClick={onMore}>Show more</LinkButton>}
        </Section>
      )}
    </section>
  )
}
