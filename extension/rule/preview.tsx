import { i18n } from '#i18n'
import type { Output } from '#shared/contract.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Foreign } from '../ui/foreign.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { LinkButton } from '../ui/link.tsx'
import { List, Row } from '../ui/list.tsx'
import { countText } from '../ui/number.ts'
import { Section } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { Consequences } from './consequences.tsx'

type Answer = Output<'rules.preview'>
interface FiguresProps {
  answer: Answer
  /** Whether there is a saved rule to compare with. */
  isMapped: boolean
}
interface PreviewProps extends FiguresProps, Pick<Answer, 'persons'> {
  /** The rule has changed since; the figures follow. */
  isStale: boolean
  onMore: (() => void) | null
}

/** By the functions that the sync obeys: how many belong, and why the others do not. */
export function Preview({ answer, isMapped, persons, isStale, onMore }: PreviewProps) {
  return (
    <section class="preview" aria-busy={isStale ? 'true' : undefined}>
      <Figures answer={answer} isMapped={isMapped} />
      {persons.length > 0 && (
        <Section title={i18n.t('rule.whoOut')}>
          <JudgedPersons persons={persons} onMore={onMore} />
        </Section>
      )}
    </section>
  )
}

/** How many belong, whom the rule moves, and the reasons for those who are out. */
export function Figures({ answer, isMapped }: FiguresProps) {
  const { total, belong, reasons } = answer
  const out = total - belong
  return (
    <>
      <div role="status">
        <h2 class="preview-title">
          {i18n.t('rule.personsBelongHere', { belong: countText(belong), total: countText(total) })}
        </h2>
      </div>
      <span class="bar bar-thick" aria-hidden="true">
        <span class="bar-fill" style={{ width: `${total > 0 ? (belong / total) * 100 : 0}%` }} />
      </span>
      <p class="preview-counts">
        <span>
          <Icon of={icons.check} size={16} tone="brand" /> {i18n.t('rule.in', { belong: countText(belong) })}
        </span>
        <span class="quiet">
          <Icon of={icons.subtract} size={16} /> {i18n.t('rule.out', { out: countText(out) })}
        </span>
      </p>
      <Consequences {...answer} isMapped={isMapped} />
      {out > 0 && (
        <Section title={i18n.t('rule.whyOut', out, { count: countText(out) })}>
          <ul class="reasons">
            {reasons.map(({ reason, count }) => (
              <li key={reason}>
                <strong>{countText(count)}</strong> <span>{reason}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

interface JudgedPersonsProps extends Pick<Answer, 'persons'> {
  onMore: (() => void) | null
  /** Marks each as in or out, where both stand in the list. */
  isMarked?: boolean
}
/** Persons by name, each with why they are in or out. */
export function JudgedPersons({ persons, onMore, isMarked = false }: JudgedPersonsProps) {
  return (
    <>
      <List>
        {persons.map((person) => (
          <Row
            key={person.id}
            start={<Avatar name={person.displayName} size={28} />}
            title={<Foreign>{person.displayName}</Foreign>}
            text={<span>{person.reason}</span>}
            end={isMarked && <Verdict belongs={person.belongs} />}
          />
        ))}
      </List>
      {onMore && <LinkButton onClick={onMore}>{i18n.t('rule.showMore')}</LinkButton>}
    </>
  )
}

function Verdict({ belongs }: { belongs: boolean }) {
  return belongs ? (
    <Tag icon={icons.check} tone="success">
      {i18n.t('rule.in2')}
    </Tag>
  ) : (
    <Tag icon={icons.subtract}>{i18n.t('rule.out2')}</Tag>
  )
}
